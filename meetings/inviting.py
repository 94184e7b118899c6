"""Who could be asked to come to a meeting: the seats in force that day, and guests."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from board.models import Affiliation, Person, Seat, SeatHolding

Category = Seat.Category
# Asked to every meeting; co-optees, observers and standing deputies only when somebody says so.
ALWAYS = {
    Category.CHAIRMAN,
    Category.DEPUTY_CHAIRMAN,
    Category.MEMBER,
    Category.ADVISER,
    Category.SECRETARIAT,
}


@dataclass(frozen=True)
class Candidate:
    person: Person
    seat: Seat
    capacity: str
    is_usual: bool

    @property
    def is_observer(self):
        return self.seat.category == Category.OBSERVER

    @property
    def words(self):
        capacity = "" if self.capacity == "holder" else f", {self.capacity.replace('_', ' ')}"
        return f"{self.person} – {self.seat} ({self.seat.get_category_display().lower()}{capacity})"


def candidates(meeting):
    """One for each person in a seat that day; whoever also observes comes for the other seat."""
    found = {}
    holdings = sorted(
        meeting.seat_holdings(), key=lambda held: held.seat.category == Category.OBSERVER
    )
    for holding in holdings:
        found.setdefault(holding.person_id, _candidate(holding))
    return list(found.values())


def _candidate(holding):
    seat = holding.seat
    is_deputy = holding.capacity == SeatHolding.Capacity.STANDING_DEPUTY
    is_usual = seat.category in ALWAYS and seat.is_standing and not is_deputy
    return Candidate(holding.person, seat, holding.capacity, is_usual)


def guests(meeting):
    """People of the partners who hold no seat that day."""
    holds = SeatHolding.objects.in_force(meeting.held_on).filter(person=OuterRef("pk"))
    works = Affiliation.objects.in_force(meeting.held_on).filter(person=OuterRef("pk"))
    return Person.objects.current().filter(Exists(works), ~Exists(holds)).order_by("name")
