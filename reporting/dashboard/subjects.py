"""The key crime areas, and how fresh the Board's view of each is: one query for all of them."""

from django.db.models import Exists, OuterRef, Q, Subquery

from meetings.models import Meeting
from priorities.models import FocusArea, FocusSet, LocalProfile, Priority


def areas(day, *, known):
    """The headings of the table as at a day, in its order, and any other that a row is under.

    Each with `taken_on`, the last meeting of the Board that had it as its theme, under this or
    the heading of another list that speaks of the same crime; `profile_on` and `profile_due`, the
    dates of its latest local profile; `is_in_focus`.
    """
    headings = Priority.objects.filter(Q(scheme__slug="annex-b") | Q(pk__in=known))
    taken = Meeting.objects.took_place().of_the_board().filter(same("theme"), held_on__lte=day)
    profile = LocalProfile.objects.filter(same("priority"), dated__lte=day)
    latest = profile.order_by("-dated", "-pk")
    agreed = FocusSet.objects.filter(agreed_on__lte=day).order_by("-agreed_on", "-pk")
    focus = FocusArea.objects.filter(same("priority"), focus_set=Subquery(agreed.values("pk")[:1]))
    return headings.select_related("scheme").annotate(
        taken_on=Subquery(taken.order_by("-held_on").values("held_on")[:1]),
        profile_on=Subquery(latest.values("dated")[:1]),
        profile_due=Subquery(latest.values("next_due")[:1]),
        is_in_focus=Exists(focus),
    )


def same(heading):
    """That a record's heading is the one asked about, or is linked to it from either side."""
    asked = OuterRef("pk")
    return (
        Q(**{heading: asked})
        | Q(**{f"{heading}__links__other": asked})
        | Q(**{f"{heading}__reverse_links__one": asked})
    )


def age(dated, day):
    """How old a profile is, in words."""
    months = (day.year - dated.year) * 12 + day.month - dated.month
    if not months:
        return "this month"
    return f"{months} month{'' if months == 1 else 's'} old"
