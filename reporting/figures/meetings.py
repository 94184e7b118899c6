"""The meetings of a quarter and those to come. Open material only."""

from django.db.models import Prefetch

from board.models import Seat
from meetings.document import resolved
from meetings.marks import print_marks
from meetings.models import AgendaItem, Attendance, Decision, Meeting

from .facts import MeetingHeld, NextMeeting

# Business of every meeting, which tells a committee nothing.
STANDING_ITEMS = (
    "apologies",
    "declaration",
    "minutes",
    "matters arising",
    "outstanding references",
    "any other business",
    "date of next meeting",
    "dates of future meetings",
)


def meetings_held(start, end):
    """A `MeetingHeld` for each meeting, of working groups too, from the first day to the last."""
    held = (
        Meeting.objects.took_place()
        .between(start, end)
        .select_related("group", "theme", "minutes")
        .prefetch_related(
            Prefetch("items", AgendaItem.objects.filter(is_closed=False)),
            Prefetch(
                "attendances",
                Attendance.objects.open().came().filter(seat__isnull=False),
            ),
            Prefetch(
                "decisions",
                Decision.objects.standing()
                .open()
                .select_related("paragraph__current")
                .order_by("number"),
            ),
        )
        .order_by("held_on", "pk")
    )
    seats = list(Seat.objects.always_asked())
    return tuple(_meeting_held(meeting, seats) for meeting in held)


def _meeting_held(meeting, seats):
    is_board = meeting.group.kind == "board"
    asked = {seat.pk for seat in seats if seat.is_in_force(meeting.held_on)}
    came = {row.seat_id for row in meeting.attendances.all()}
    return MeetingHeld(
        held_on=meeting.held_on,
        group=meeting.group.name,
        is_board=is_board,
        title=meeting.title,
        is_made_up=meeting.is_made_up,
        theme=meeting.theme.title if meeting.theme else "",
        topics=tuple(item.title for item in meeting.items.all() if is_business(item)),
        summary=meeting.summary,
        summary_source=meeting.summary_source,
        seats_present=(len(came & asked) if is_board else len(came)) if came else None,
        seats=len(asked) if is_board else None,
        attendance=_attendance(seats, asked, came) if is_board and came else (),
        not_represented=_not_represented(seats, asked, came) if is_board and came else (),
        pk=meeting.pk,
        decisions=tuple(words_of(decision) for decision in meeting.decisions.all()),
        minutes_state=getattr(getattr(meeting, "minutes", None), "state", ""),
    )


def _attendance(seats, asked, came):
    return tuple((seat.label, seat.pk in came) for seat in seats if seat.pk in asked)


def _not_represented(seats, asked, came):
    return tuple(seat.label for seat in seats if seat.pk in asked - came)


def words_of(decision):
    """As the minutes print it, without marks; an older paper's own words as they stand."""
    if decision.paragraph_id is None:
        return decision.text
    return resolved(print_marks(decision.words, {}).strip())


def is_business(item):
    return item.outcome not in (
        AgendaItem.Outcome.DEFERRED,
        AgendaItem.Outcome.WITHDRAWN,
    ) and not item.title.casefold().startswith(STANDING_ITEMS)


def next_meetings(today):
    """The Board's next meeting, after the working group meetings that come before it."""
    planned = (
        Meeting.objects.stands()
        .exclude(state__in=[Meeting.State.HELD, Meeting.State.CLOSED])
        .filter(held_on__gte=today)
        .select_related("group", "theme")
        .order_by("held_on", "pk")
    )
    found = []
    for meeting in planned[:20]:
        is_board = meeting.group.kind == "board"
        found.append(
            NextMeeting(
                held_on=meeting.held_on,
                group=meeting.group.name,
                is_board=is_board,
                theme=meeting.theme.title if meeting.theme else "",
                is_made_up=meeting.is_made_up,
            )
        )
        if is_board:
            break
    return tuple(found)
