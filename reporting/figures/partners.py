"""What partners raised, what rows ask of committees, and whether partners returned what they were
asked."""

from itertools import groupby

from django.db.models import Exists, F, OuterRef

from actions.models import Escalation, RequestedRow, UpdateReply
from priorities.models import EmergingThreat

from .facts import AskFigure, RoundFigure, ThreatFigure


def threats_raised(start, end, *, closed=False):
    """A `ThreatFigure` for each, oldest first; `closed`: those that few may know of, alone."""
    raised = EmergingThreat.objects.filter(is_closed=closed, raised_on__range=(start, end))
    return tuple(
        ThreatFigure(
            title=threat.title,
            raised_by=str(threat.on_behalf_of or ""),
            taken_on=threat.taken_on,
            ended_on=threat.ended_on,
            outcome=threat.outcome,
        )
        for threat in raised.select_related("on_behalf_of").order_by("raised_on", "pk")
    )


def asks_of_committees(day, *, closed=False):
    """An `AskFigure` for each that still waits for an answer, in the order of the table."""
    asks = Escalation.objects.asks(day)
    asks = asks.closed_to_most() if closed else asks.open_to_all()
    return tuple(ask_figure(ask) for ask in asks)


def ask_figure(ask):
    row = ask.action.current
    issue = "" if row.title == row.area.title else row.title
    return AskFigure(ask.group_id, ask.group.name, row.area.title, issue.strip(), ask.text)


def rounds_closed(start, end, *, today):
    """A `RoundFigure` for each update round whose last day fell in the period and has passed.

    A partner has returned when it answered each of its own rows that is open now.
    """
    asked = asked_rows().filter(
        request__round__closes_on__range=(start, end), request__round__closes_on__lt=today
    )
    rounds = groupby(asked.order_by("request__round__closes_on", *KEYS), key=_round)
    return tuple(
        _round_figure(meeting_on, [list(rows) for _, rows in groupby(found, key=_request)])
        for (_, meeting_on), found in rounds
    )


KEYS = ("request__round", "request", "pk")


def asked_rows():
    """The rows that partners were asked for as their own, with whether they answered in time."""
    said = UpdateReply.objects.filter(
        request=OuterRef("request"), revision__action=OuterRef("action")
    )
    in_time = said.filter(revision__as_at__lte=OuterRef("request__round__closes_on"))
    return (
        RequestedRow.objects.filter(is_shared=False, action__current__is_closed=False)
        .annotate(was_said=Exists(said), was_in_time=Exists(in_time))
        .annotate(round_pk=F("request__round"), meeting_on=F("request__round__meeting__held_on"))
    )


def _round(row):
    return row.round_pk, row.meeting_on


def _request(row):
    return row.request_id


def _round_figure(meeting_on, requests):
    return RoundFigure(
        meeting_on=meeting_on,
        asked=len(requests),
        in_time=sum(all(row.was_in_time for row in rows) for rows in requests),
        returned=sum(all(row.was_said for row in rows) for rows in requests),
    )
