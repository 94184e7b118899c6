"""The forward plan: what falls at which coming meeting, and what is not put down for any."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_GET

from accounts.authorize import authorize
from board.models import EffectivenessReview, TermsOfReference
from board.models.reviews import a_year_after
from meetings.models import AgendaItem, Meeting, ProposedItem, StandingItem
from priorities.models import FocusSet, Priority
from reporting.models import ActivityReport
from reporting.quarter import following, previous, quarter_of

IN_SIGHT = 24
DONE = [ActivityReport.State.SUBMITTED, ActivityReport.State.NOTED]


@dataclass(frozen=True)
class Entry:
    """Something that falls at a meeting: what kind of thing, and its words."""

    kind: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    meeting: Meeting
    entries: list


@dataclass
class Subject:
    """A priority: whether it is in focus, when it was last taken, and where it is put down."""

    title: str
    is_in_focus: bool = False
    last: Meeting | None = None
    coming: list = field(default_factory=list)


@require_GET
def forward_plan(request):
    authorize(request.user, "meetings.view_programme")
    meetings = coming_meetings(request.user, request.today)
    entries, later = what_falls(request.user, meetings, request.board)
    context = {
        "rows": [Row(meeting, entries[meeting.pk]) for meeting in meetings],
        "later": later,
        "subjects": subjects(request.user, meetings),
        "standing": standing_items(request.user),
    }
    return render(request, "socboard/forward_plan.html", context)


def coming_meetings(user, today):
    coming = Meeting.objects.visible_to(user).stands().filter(held_on__gte=today)
    in_order = coming.select_related("group", "theme").order_by("held_on", "pk")
    return list(in_order[:IN_SIGHT])


def what_falls(user, meetings, board):
    """({meeting: entries}, entries without a meeting yet)."""
    entries, later = defaultdict(list), []
    of_the_board = [meeting for meeting in meetings if meeting.group.kind == "board"]
    yearly = terms_due(of_the_board), review_due(of_the_board)
    for meeting, entry in [*yearly, *reports_due(user, of_the_board, board.quarter_year)]:
        (entries[meeting.pk] if meeting else later).append(entry)
    for meeting, entry in [*carried_over(user, meetings), *asked_for(user, meetings)]:
        entries[meeting].append(entry)
    return entries, later


def terms_due(meetings):
    """The terms of reference are agreed every year (section 5)."""
    terms = TermsOfReference.objects.first()
    if terms is None or terms.agreed_on is None:
        words = "Terms of reference: agreed yearly, date not recorded"
        return next(iter(meetings), None), Entry("Review", words)
    due = a_year_after(terms.agreed_on)
    words = f"Terms of reference: to be agreed again by {date_format(due, 'j F Y')}"
    return last_before(due, meetings), Entry("Review", words)


def last_before(due, meetings):
    """The last meeting on or before the day, or the next one when the day is past; None while no
    meeting after the day is planned, since a later one may come before it still."""
    before = [meeting for meeting in meetings if meeting.held_on <= due]
    if len(before) == len(meetings):
        return None
    return (before or meetings[:1])[-1]


def review_due(meetings):
    """Its effectiveness is reviewed every year (section 5)."""
    due = EffectivenessReview.objects.due_on()
    if due is None:
        words = "Effectiveness of the Board: reviewed yearly, no review recorded"
        return next(iter(meetings), None), Entry("Review", words)
    words = f"Effectiveness of the Board: to be reviewed again by {date_format(due, 'j F Y')}"
    return last_before(due, meetings), Entry("Review", words)


def reports_due(user, meetings, kind):
    """Each quarter's activity report falls at the first meeting after the quarter (section 5)."""
    reports = ActivityReport.objects.visible_to(user).exclude(quarter_slug="")
    found = {report.quarter_slug: report for report in reports.only("quarter_slug", "state")}
    told = None
    for meeting in meetings:
        ended = previous(quarter_of(meeting.held_on, kind), kind)
        quarter = ended if told is None else following(told, kind)
        while quarter.start <= ended.start:
            report = found.get(quarter.slug)
            if report is None or report.state not in DONE:
                state = f" ({report.get_state_display().lower()})" if report else ""
                words = f"Activity report for {quarter.name}{state}"
                yield meeting, Entry("Report", words)
            quarter = following(quarter, kind)
        told = ended


def carried_over(user, meetings):
    deferred = AgendaItem.objects.filter(deferred_to__in=meetings, carried_into__isnull=True)
    hidden = AgendaItem.objects.closed_to(user).values("pk")
    seen = deferred.filter(Q(is_closed=False) | ~Q(pk__in=hidden))
    for item in seen.select_related("meeting").order_by("meeting__held_on", "position"):
        since = date_format(item.meeting.held_on, "j F Y")
        yield item.deferred_to_id, Entry("Deferred item", f"{item.title} (from {since})")


def asked_for(user, meetings):
    """Items proposed for a meeting, or for the next one of its group."""
    next_of = {}
    for meeting in meetings:
        next_of.setdefault(meeting.group_id, meeting.pk)
    known = {meeting.pk for meeting in meetings}
    for proposed in ProposedItem.objects.visible_to(user).waiting():
        pk = proposed.meeting_id or next_of.get(proposed.group_id)
        if pk in known:
            yield pk, Entry("Proposed item", proposed.title, reverse("proposals"))


def standing_items(user):
    """[(group, titles)] of what every agenda holds."""
    items = StandingItem.objects.select_related("group").order_by("group", "position", "pk")
    if not user.has_perm("meetings.see_closed"):
        items = items.filter(is_closed=False)
    by_group = defaultdict(list)
    for item in items:
        by_group[item.group].append(item.title)
    return list(by_group.items())


def subjects(user, meetings):
    """The areas in focus, then the other headings of their list: when taken, when to come."""
    past = Meeting.objects.visible_to(user).took_place().filter(theme__isnull=False)
    held = list(past.select_related("group").order_by("held_on"))
    return [subject(*row, held=held, coming=meetings) for row in areas_and_headings()]


def areas_and_headings():
    """(title, heading or None, whether in focus) of what the Board takes in turn."""
    focus = FocusSet.objects.prefetch_related("areas").first()
    areas = list(focus.areas.all()) if focus else []
    in_order = Priority.objects.select_related("scheme").prefetch_related(
        "links__other__scheme", "reverse_links__one__scheme"
    )
    headings = {heading.pk: heading for heading in in_order}
    in_focus = [headings[area.priority_id] for area in areas if area.priority_id]
    first = next(iter([*in_focus, *headings.values()]), None)
    yield from ((area.title, headings.get(area.priority_id), True) for area in areas)
    for heading in headings.values():
        if heading.scheme_id == first.scheme_id and heading not in in_focus:
            yield heading.title, heading, False


def subject(title, heading, is_in_focus, *, held, coming):
    same = {heading.pk, *(other.pk for other in heading.same_elsewhere)} if heading else set()
    last = [meeting for meeting in held if meeting.theme_id in same]
    return Subject(
        title=title,
        is_in_focus=is_in_focus,
        last=last[-1] if last else None,
        coming=[meeting for meeting in coming if meeting.theme_id in same],
    )
