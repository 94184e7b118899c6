"""The closed part of a quarter. Read only for the part of a report that is not public."""

from django.db.models import Prefetch

from meetings.models import AgendaItem, Decision, Meeting

from .facts import ClosedFigures, ClosedMeeting
from .meetings import is_business, words_of
from .partners import asks_of_committees, threats_raised
from .table import closed_rows, table_figures


def closed_figures(start, end):
    """`ClosedFigures` from the first day to the last."""
    meetings = (closed_meeting(meeting) for meeting in with_closed_items(start, end))
    return ClosedFigures(
        meetings=tuple(found for found in meetings if found.topics or found.decisions),
        table=table_figures(start, end, rows_as_at=closed_rows),
        threats=threats_raised(start, end, closed=True),
        asks=asks_of_committees(end, closed=True),
    )


def with_closed_items(start, end):
    closed = Decision.objects.standing().exclude(pk__in=Decision.objects.open())
    decisions = closed.select_related("paragraph__current")
    return (
        Meeting.objects.took_place()
        .between(start, end)
        .select_related("group")
        .prefetch_related(
            Prefetch("items", AgendaItem.objects.filter(is_closed=True)),
            Prefetch("decisions", decisions.order_by("number")),
        )
        .order_by("held_on", "pk")
    )


def closed_meeting(meeting):
    return ClosedMeeting(
        pk=meeting.pk,
        held_on=meeting.held_on,
        group=meeting.group.name,
        is_board=meeting.group.kind == "board",
        topics=tuple(item.title for item in meeting.items.all() if is_business(item)),
        decisions=tuple(words_of(decision) for decision in meeting.decisions.all()),
    )
