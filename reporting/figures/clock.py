"""What the Board promised itself, and whether it kept it: terms, review, agendas, minutes."""

from django.db.models import F, Min, Q
from django.utils.timezone import localdate

from board.clear_days import all_holidays, latest_day
from board.models import EffectivenessReview, TermsOfReference
from board.models.reviews import a_year_after
from meetings.models import Meeting

from .facts import ClockFigures, PaperFigure, YearlyFigure


def clock_figures(start, end, *, board):
    """`ClockFigures` of a period, for `BoardSettings` (terms of reference, section 5)."""
    meetings = list(
        Meeting.objects.took_place()
        .between(start, end)
        .annotate(issued_on=Min("agenda_issues__issued_on"))
        .select_related("minutes")
        .order_by("held_on", "pk")
    )
    return ClockFigures(
        terms=terms_in_force(end),
        review=last_review(end),
        clear_days=board.agenda_clear_days,
        agendas=agendas(meetings, board.agenda_clear_days, all_holidays()),
        minutes=tuple(minutes_of(meeting) for meeting in meetings if is_minuted_here(meeting)),
    )


def terms_known_on(day):
    """Those in force on a day first."""
    known = TermsOfReference.objects.filter(Q(agreed_on=None) | Q(agreed_on__lte=day))
    return known.order_by(F("agreed_on").desc(nulls_last=True), "-pk")


def terms_in_force(day):
    """When those in force on a day were agreed; None when there are none."""
    terms = terms_known_on(day).first()
    return yearly(terms.agreed_on, day) if terms else None


def last_review(day):
    review = EffectivenessReview.objects.filter(held_on__lte=day).first()
    return yearly(review.held_on if review else None, day)


def yearly(last_on, day):
    due_on = a_year_after(last_on) if last_on else None
    return YearlyFigure(last_on, due_on, is_overdue=bool(due_on) and due_on <= day)


def agendas(meetings, clear_days, holidays):
    """Those issued here, of years whose holidays are known."""
    years = {day.year for day in holidays}
    return tuple(
        PaperFigure(
            meeting_on=meeting.held_on,
            sent_on=meeting.issued_on,
            is_made_up=meeting.is_made_up,
            is_late=meeting.issued_on > latest_day(meeting.held_on, clear_days, holidays),
        )
        for meeting in meetings
        if meeting.issued_on and meeting.held_on.year in years
    )


def is_minuted_here(meeting):
    minutes = getattr(meeting, "minutes", None)
    return minutes is not None and not minutes.is_earlier


def minutes_of(meeting):
    sent_at = meeting.minutes.circulated_at
    return PaperFigure(
        meeting_on=meeting.held_on,
        sent_on=localdate(sent_at) if sent_at else None,
        is_made_up=meeting.is_made_up,
    )
