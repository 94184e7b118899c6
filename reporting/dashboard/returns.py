"""Who has answered in the last update round that was open by a day."""

from django.db.models import Count, Exists, OuterRef, Subquery

from actions.models import UpdateRound
from actions.models.requests import RequestedRow, UpdateReply, UpdateRequest

from .facts import Return, Returns

# A row closed or taken off since is not counted for anybody.
STILL_ASKED = {"action__current__is_closed": False, "action__current__is_dropped": False}


def returns(day, *, query):
    """`Returns`, in one query; None before the first round. `query(lead=…)` chooses rows."""
    asked = list(
        UpdateRequest.objects.filter(
            round=Subquery(UpdateRound.objects.latest_by(day).values("pk")[:1])
        )
        .with_partner()
        .annotate(rows_asked=how_many(open_rows()), rows_answered=how_many(answered_by(day)))
        .annotate(has_said=Exists(replies(day, request=OuterRef("pk"))))
    )
    if not asked:
        return None
    kept = asked[0].round
    return Returns(
        meeting_on=kept.meeting.held_on,
        closes_on=kept.closes_on,
        is_open=kept.is_open(day),
        partners=tuple(one_return(request, day, query) for request in asked),
    )


def open_rows():
    """What a partner was asked to rate."""
    return RequestedRow.objects.filter(request=OuterRef("pk"), is_shared=False, **STILL_ASKED)


def answered_by(day):
    said = replies(day, request=OuterRef("request"), revision__action=OuterRef("action"))
    return open_rows().filter(Exists(said))


def replies(day, **of):
    return UpdateReply.objects.filter(**of, revision__as_at__lte=day)


def how_many(rows):
    counted = rows.order_by().values("request").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def one_return(request, day, query):
    done = request.done_at is not None and request.done_at.date() <= day
    kind = next(k for k in ("organisation", "seat", "person") if getattr(request, f"{k}_id"))
    return Return(
        partner=str(request),
        query=query(lead=f"{kind}-{getattr(request, f'{kind}_id')}"),
        asked=request.rows_asked or 0,
        answered=request.rows_answered or 0,
        has_spoken=request.has_said or done,
    )
