"""Section 6 of the terms of reference, "Composition", as at any day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from board.models import FrequencyRule, Group, Seat, SeatHolding

Category = Seat.Category


@dataclass(frozen=True)
class PrintedSeat:
    """A seat with whoever is in it on the day."""

    seat: Seat
    holders: list
    stand_ins: list

    @property
    def names(self):
        """As section 6 prints them: "Ade Adetosoye/Chris Pelham"."""
        return "/".join(holding.printed_name for holding in self.holders)

    @property
    def is_vacant(self):
        """A place of the Board that nobody holds; the papers name no one as adviser or team."""
        return self.is_unnamed and self.seat.category in {
            Category.CHAIRMAN,
            Category.DEPUTY_CHAIRMAN,
            Category.MEMBER,
        }

    @property
    def is_unnamed(self):
        return self.seat.is_standing and not self.holders

    @property
    def dated(self):
        """Holders of whom it is recorded since when, or until when."""
        return [holding for holding in self.holders if holding.starts_on or holding.ends_on]


@dataclass(frozen=True)
class Composition:
    day: date
    seats: list
    frequency: str

    def _of(self, *categories):
        return [printed for printed in self.seats if printed.seat.category in categories]

    @property
    def chairman(self):
        return self._of(Category.CHAIRMAN)

    @property
    def deputy_chairman(self):
        return self._of(Category.DEPUTY_CHAIRMAN)

    @property
    def members(self):
        return self._of(Category.MEMBER, Category.CO_OPTEE)

    @property
    def advisers(self):
        return self._of(Category.ADVISER)

    @property
    def observers(self):
        return self._of(Category.OBSERVER)

    @property
    def secretariat(self):
        return self._of(Category.SECRETARIAT)


def composition(day):
    """The Board as at the day: its seats in order, who is in each, how often it meets."""
    holdings = SeatHolding.objects.in_force(day).select_related("person")
    seats = Seat.objects.in_force(day).prefetch_related(
        Prefetch("holdings", queryset=holdings, to_attr="in_force")
    )
    rules = FrequencyRule.objects.in_force(day).filter(group__kind=Group.Kind.BOARD)
    frequency = rules.order_by("-pk").first()
    return Composition(
        day=day,
        seats=[
            PrintedSeat(
                seat=seat,
                holders=[holding for holding in seat.in_force if holding.is_holder],
                stand_ins=[holding for holding in seat.in_force if not holding.is_holder],
            )
            for seat in seats
        ],
        frequency=frequency.wording if frequency else "",
    )


def days_of_change():
    """The days on which the Board was not what it was the day before, in order."""
    days = set()
    for dated in (Seat, SeatHolding, FrequencyRule):
        for starts_on, ends_on in dated.objects.values_list("starts_on", "ends_on"):
            days.add(starts_on)
            days.add(ends_on and ends_on + timedelta(days=1))
    return sorted(days - {None})
