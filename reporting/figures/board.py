"""The Board of a quarter: what it is for, its vacant seats and its focus areas."""

from django.db.models import Exists, OuterRef

from board.models import Nomination, Seat, SeatHolding, TermsSection
from meetings.models import Meeting
from priorities.models import FocusArea, FocusSet, PriorityLink

from .clock import terms_known_on
from .facts import FocusFigure, NominationFigure, PurposeFigure

PURPOSE = "purpose"


def purpose(day):
    """The first paragraph of the section headed so, in the terms of reference in force on a day."""
    in_force = terms_known_on(day)[:1]
    section = TermsSection.objects.filter(terms=in_force, heading__iexact=PURPOSE).first()
    if section is None:
        return None
    return PurposeFigure(section.number, section.text.partition("\n\n")[0].strip())


def vacant_seats(day):
    """Seats of the membership that nobody held on a day; those filled as and when are not."""
    held = SeatHolding.objects.in_force(day).filter(seat=OuterRef("pk"))
    return tuple(
        seat.label for seat in Seat.objects.always_asked().in_force(day).exclude(Exists(held))
    )


def nominations(day):
    """Those that wait on a day."""
    return tuple(
        NominationFigure(made.name, made.seat.label, made.nominated_by, made.nominated_on)
        for made in Nomination.objects.waiting(day).select_related("seat")
    )


def focus_areas(start, end, *, today):
    """A `FocusFigure` for each area of the focus set in force at the end of the quarter."""
    sets = FocusSet.objects.filter(agreed_on__lte=end)
    areas = FocusArea.objects.filter(focus_set=sets.order_by("-agreed_on", "-pk")[:1])
    areas = list(areas.select_related("priority"))
    same = same_headings()
    themed = Meeting.objects.stands().filter(theme__isnull=False).order_by("held_on", "pk")
    taken = set(themed.took_place().between(start, end).values_list("theme", flat=True))
    coming = list(themed.filter(held_on__gte=today).values_list("theme", "held_on"))
    return tuple(
        FocusFigure(
            title=area.title,
            was_taken=bool(same(area.priority_id) & taken),
            planned_on=next(
                (day for theme, day in coming if theme in same(area.priority_id)), None
            ),
        )
        for area in areas
    )


def same_headings():
    """From the number of a heading to those of every list that speak of the same crime."""
    links = list(PriorityLink.objects.values_list("one", "other"))

    def same(pk):
        return {pk, *(other for pair in links if pk in pair for other in pair)} - {None}

    return same
