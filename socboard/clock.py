"""The clock: what the Board promised itself, and whether it kept it, on one page.

Terms of reference, section 5: they are agreed and the Board's effectiveness is reviewed yearly,
activity is reported quarterly; section 3: a local profile; section 6: who sits on the Board. How
often it meets was resolved, and when papers go out is set in the settings.
"""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Min
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from board.clear_days import all_holidays, latest_day
from board.composition import composition
from board.models import EffectivenessReview, FrequencyRule, TermsOfReference
from board.models.reviews import a_year_after
from meetings.models import Meeting
from meetings.series import month_after
from priorities.models import LocalProfile
from reporting.models import ActivityReport
from reporting.quarter import last_quarters, previous, quarter_of

A_YEAR = datetime.timedelta(days=365)
SECTION_5 = "Terms of reference, section 5"
SETTINGS = "Settings of the Board"
SENT = [ActivityReport.State.SUBMITTED, ActivityReport.State.NOTED]


class Standing(models.TextChoices):
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Not kept"
    UNKNOWN = "unknown", "Not recorded"


@dataclass(frozen=True)
class Promise:
    """One thing promised: where that is written, how it stands, and the page where it is kept."""

    what: str
    where: str
    url: str
    standing: Standing
    told: list


@require_GET
def clock(request):
    authorize(request.user, "meetings.view_programme")
    context = {"promises": promises(request.user, request.board, request.today)}
    return render(request, "socboard/clock.html", context)


def promises(user, board, today):
    year = meetings_of_a_year(user, today)
    return [
        terms(today),
        review(today),
        reports(user, board.quarter_year, today),
        *frequencies(user, today),
        agendas(year, board.agenda_clear_days),
        minutes(year, board.minutes_within_days, today),
        profiles(user, today),
        seats(today),
    ]


def terms(today):
    latest = TermsOfReference.objects.first()
    return yearly(
        "Agree the terms of reference every year",
        reverse("terms-of-reference"),
        latest.agreed_on if latest else None,
        today,
        unknown="The day on which they were agreed is not recorded.",
    )


def review(today):
    latest = EffectivenessReview.objects.first()
    return yearly(
        "Review the Board’s effectiveness every year",
        reverse("effectiveness-reviews"),
        latest.held_on if latest else None,
        today,
        unknown="No review is recorded.",
    )


def yearly(what, url, last_on, today, *, unknown):
    if last_on is None:
        return Promise(what, SECTION_5, url, Standing.UNKNOWN, [unknown])
    due = a_year_after(last_on)
    told = [f"Last on {written(last_on)}.", f"Due again by {written(due)}."]
    return Promise(what, SECTION_5, url, kept(today <= due), told)


def reports(user, kind, today):
    """The last four quarters that have ended. What was reported before this system was there is
    not in it: nothing is said of quarters before the first that was sent from here, and the report
    of the last may still be on its way."""
    ended = last_quarters(previous(quarter_of(today, kind), kind), 4)
    kept_here = ActivityReport.objects.visible_to(user).exclude(quarter_slug="")
    states = {report.quarter_slug: report for report in kept_here.order_by("edition")}
    told = [f"{quarter.name}: {in_words(states.get(quarter.slug))}." for quarter in reversed(ended)]
    sent = [was_sent(states.get(quarter.slug)) for quarter in ended]
    standing = kept(all(sent[sent.index(True) : -1])) if any(sent) else Standing.UNKNOWN
    return Promise("Report activity every quarter", SECTION_5, reverse("reports"), standing, told)


def was_sent(report):
    return report is not None and report.state in SENT


def in_words(report):
    if report is None:
        return "no report here"
    state = report.get_state_display()
    return state[:1].lower() + state[1:]


def frequencies(user, today):
    """Each group that resolved how often it meets: the last meeting, and the next one planned."""
    rules = FrequencyRule.objects.in_force(today).select_related("group").order_by("group", "-pk")
    latest = {}
    for rule in rules:
        latest.setdefault(rule.group_id, rule)
    return [frequency(user, rule, today) for rule in latest.values()]


def frequency(user, rule, today):
    meetings = Meeting.objects.visible_to(user).filter(group=rule.group_id)
    last = meetings.took_place().on_or_before(today).order_by("-held_on").first()
    coming = meetings.stands().filter(held_on__gte=today).exclude(state__in=Meeting.PAST)
    planned = coming.order_by("held_on").first()
    what = f"{rule.group.short_name or rule.group}: meet {lowered(rule.wording)}"
    where = f"Resolved on {written(rule.agreed_on)}" if rule.agreed_on else "Date not recorded"
    told = [
        f"Last met on {written(last.held_on)}." if last else "No meeting is recorded as held.",
        f"Next on {written(planned.held_on)}." if planned else "No meeting is planned.",
    ]
    url = reverse("meetings")
    if last is None:
        return Promise(what, where, url, Standing.UNKNOWN, told)
    by = month_after(last.held_on, rule.months)
    next_on = planned.held_on if planned else today
    return Promise(what, where, url, kept((next_on.year, next_on.month) <= by), told)


def meetings_of_a_year(user, today):
    """Those whose papers were made here: each with the day its agenda first went out."""
    held = Meeting.objects.visible_to(user).took_place().between(today - A_YEAR, today)
    with_agenda = held.annotate(issued_on=Min("agenda_issues__issued_on"))
    return list(with_agenda.select_related("group", "minutes").order_by("held_on", "pk"))


def agendas(meetings, clear_days):
    holidays = all_holidays()
    issued = [meeting for meeting in meetings if meeting.issued_on]
    late = [
        meeting
        for meeting in issued
        if meeting.issued_on > latest_day(meeting.held_on, clear_days, holidays)
    ]
    what = f"Send the agenda {counted(clear_days, 'clear working day')} before the meeting"
    return of_a_year(what, issued, late, reverse("meetings"))


def minutes(meetings, days, today):
    """Of meetings minuted here; what the papers alone record was minuted elsewhere."""
    if days is None:
        told = ["No number of days is set: the secretariat sets it."]
        what = "Circulate draft minutes soon"
        return Promise(what, SETTINGS, reverse("meetings"), Standing.UNKNOWN, told)
    here = [meeting for meeting in meetings if not meeting.summary]
    late, waiting = [], []
    for meeting in here:
        sent_at = getattr(getattr(meeting, "minutes", None), "circulated_at", None)
        due = meeting.held_on + datetime.timedelta(days=days)
        if (localdate(sent_at) if sent_at else today) > due:
            late.append(meeting)
        elif sent_at is None:
            waiting.append(meeting)
    sent = [meeting for meeting in here if meeting not in waiting]
    what = f"Circulate draft minutes within {counted(days, 'day')}"
    return of_a_year(what, sent, late, reverse("meetings"))


def of_a_year(what, all_of_them, late, url):
    """Something done for each meeting of the last twelve months."""
    if not all_of_them:
        told = ["No meeting of the last twelve months shows it."]
        return Promise(what, SETTINGS, url, Standing.UNKNOWN, told)
    told = [
        f"In time for {len(all_of_them) - len(late)} of {counted(len(all_of_them), 'meeting')}"
        " in the last twelve months.",
        *(f"Late: {meeting}." for meeting in late),
    ]
    return Promise(what, SETTINGS, url, kept(not late), told)


def profiles(user, today):
    latest = list(LocalProfile.objects.visible_to(user).latest())
    due = [profile for profile in latest if profile.is_due(today)]
    what, where = "Renew the local profiles", "Terms of reference, section 3"
    told = [f"{profile}: due since {written(profile.next_due)}." for profile in due]
    if not latest:
        told, standing = ["No profile is recorded."], Standing.UNKNOWN
    else:
        told = told or [f"{counted(len(latest), 'profile')} recorded, none due."]
        standing = kept(not due)
    return Promise(what, where, reverse("profiles"), standing, told)


def seats(today):
    every = composition(today).seats
    vacant = [printed.seat for printed in every if printed.is_vacant]
    what, where = "Fill every seat", "Terms of reference, section 6"
    told = [f"Vacant: {seat}." for seat in vacant] or ["No seat is vacant."]
    standing = kept(not vacant) if every else Standing.UNKNOWN
    return Promise(what, where, reverse("members"), standing, told)


def kept(is_kept):
    return Standing.KEPT if is_kept else Standing.BROKEN


def written(day):
    return date_format(day, "j F Y")


def lowered(words):
    return words[:1].lower() + words[1:]


def counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
