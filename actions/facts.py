"""What is not written in a row of the table itself, looked up within a query of states of rows."""

from django.db.models import Case, Count, Exists, OuterRef, Subquery, Value, When

from actions.models import ActionRevision, Escalation, Lead, Rating, UpdateRound
from actions.models.leads import led_by
from actions.rules import takes_part
from actions.silence import in_silence
from board.roles import roles_of
from meetings.models import Meeting


def told_apart(kept, user, day, *, state=""):
    """With what the page counts, and what choosing a `state` asks about: every row of the table is
    looked up, whichever page is shown."""
    kept = kept.annotate(has_left=left_by(day), is_mine=is_mine(user), is_silent=in_silence(day))
    if state == "overdue":
        return kept.annotate(told_on=last_told(day))
    if state == "asks":
        return kept.annotate(asks=Escalation.objects.visible_to(user).in_words(day))
    return kept


def count(known, wanted):
    """How many rows are known, and how many of them chosen, by what the page tells apart."""
    told_apart = ("rating", "is_silent", "is_closed", "is_dropped", "has_left", "is_mine")
    groups = known.order_by().values(*told_apart)
    return list(groups.annotate(known=Count("pk"), chosen=Count("pk", filter=wanted)))


def with_facts(rows, user, day):
    """With what the cells say besides, for rows that are `told_apart`: see `actions.table.as_row`."""
    together = Lead.objects.filter(revision=OuterRef("pk")).exclude(collective="")
    return rows.annotate(
        is_shared=Exists(together) if roles_of(user).is_contact else Value(False),
        silent_until=UpdateRound.objects.last_day_of_silence(day),
        asks=Escalation.objects.visible_to(user).in_words(day),
    )


def left_by(day):
    left = When(rating=Rating.BLUE, rated_on__lt=last_board_meeting(day), then=True)
    return Case(left, default=False)


def last_board_meeting(day):
    """The day of the last Board meeting that had passed by `day`; none before the first."""
    passed = Meeting.objects.of_the_board().took_place().filter(held_on__lt=day)
    return Subquery(passed.order_by("-held_on").values("held_on")[:1])


def is_mine(user):
    roles = roles_of(user)
    own = Lead.objects.filter(led_by(roles), revision=OuterRef("pk"))
    return Exists(own) if takes_part(roles) else Value(False)


def last_told(day):
    """The day somebody last said how the row stands."""
    told = ActionRevision.objects.filter(
        action=OuterRef("action"), as_at__lte=day, what__in=ActionRevision.TELLING
    )
    return Subquery(told.order_by("-as_at").values("as_at")[:1])
