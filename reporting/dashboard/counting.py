"""The rows of the action table on a day, counted by key crime area, rating and P in one query."""

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, Value, When

from actions.models import ActionRevision, Rating
from actions.models.revisions import FOUR_PS
from actions.silence import in_silence

CLOSED = Q(is_closed=True) | Q(action__current__is_closed=True)
NO_P = Q(**dict.fromkeys(FOUR_PS, False))


def rows_on_table(user, day, *, meeting, open_only=False):
    """What this reader may see of the table that prints on a day: nothing taken off it, nothing
    complete that has left it. `meeting`: the last of the Board before the day."""
    kept = ActionRevision.objects.visible_to(user).as_at(day).filter(is_dropped=False)
    if open_only:
        kept = kept.open()
    if meeting:
        kept = kept.exclude(rating=Rating.BLUE, rated_on__lt=meeting)
    return kept.annotate(is_silent=in_silence(day))


def count(rows, *, stuck, since, with_closed):
    """A dict for each area, rating, silence and earlier rating: how many rows there are in all ("in_all"),
    under each P ("in_pursue") and under none, and how many are closed or, as the condition `stuck`
    says, stuck. "was" is the rating as at `since`; None for a row that is new, or that was closed to this reader then."""
    was = F("rating")
    if since:
        was = Case(unmoved(since), default=Subquery(rating_as_at(since, with_closed)))
    return list(
        rows.annotate(was=was)
        .order_by()
        .values("area_id", "rating", "is_silent", "was")
        .annotate(
            in_all=Count("pk"),
            **{f"in_{name}": Count("pk", filter=Q(**{name: True})) for name in FOUR_PS},
            in_none=Count("pk", filter=NO_P),
            stuck=Count("pk", filter=stuck),
            # A reader of open rows alone has none: nothing to look up.
            closed=Count("pk", filter=CLOSED) if with_closed else Value(0),
        )
    )


def unmoved(since):
    """A rating that dates from `since` or before was the rating then: nothing to look up."""
    return When(rated_on__lte=since, then=F("rating"))


def rating_as_at(since, with_closed):
    known = ActionRevision.objects.filter(action=OuterRef("action"), as_at__lte=since)
    latest = known.order_by("-as_at", "-id")
    if with_closed:
        return latest.values("rating")[:1]
    told = Case(When(is_closed=True, then=Value(None)), default=F("rating"))
    return latest.values(told=told)[:1]
