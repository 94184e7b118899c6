"""The list on which attendance is ticked: a row for every seat in force, its holders, guests."""

from dataclasses import dataclass, field

from board.models import Seat, SeatHolding
from meetings.initials import initials_for
from meetings.models import Attendance, Invitation

Status = Attendance.Status
Answer = Invitation.Answer
ANSWERED = {
    Answer.ATTENDING: Status.PRESENT,
    Answer.APOLOGIES: Status.APOLOGIES,
    Answer.SUBSTITUTE: Status.APOLOGIES,
}


@dataclass
class SeatOnTheList:
    """A seat in force, the forms of its people, and the empty one for who came instead."""

    seat: Seat
    forms: list = field(default_factory=list)
    substitute: object = None


class AttendanceList:
    def __init__(self, meeting):
        self.meeting = meeting
        self.holdings = list(meeting.seat_holdings())
        self.seats = {seat.pk: seat for seat in Seat.objects.in_force(meeting.held_on)}
        self.answers = {
            (answer.seat_id, answer.person_id): answer
            for answer in Invitation.objects.answers(meeting)
        }
        self.rows = self._recorded() | self._holders_not_recorded() | self._substitutes()

    def _recorded(self):
        """{key: row} of those on the record already."""
        recorded = self.meeting.attendances.in_order()
        rows = {f"a{row.pk}": row for row in recorded}
        self.listed = {(row.seat_id, row.person_id) for row in rows.values()}
        self.has_answers = any(answer not in self.listed for answer in self.answers)
        self.taken = {row.initials for row in rows.values()}
        return rows

    def _holders_not_recorded(self):
        rows = {}
        for holding in self.holdings:
            seat_and_person = (holding.seat_id, holding.person_id)
            if seat_and_person not in self.listed:
                rows[f"h{holding.pk}"] = self._row_of(holding)
        return rows

    def _row_of(self, holding):
        answer = self.answers.get((holding.seat_id, holding.person_id))
        initials = initials_for(holding.person.name, self.taken)
        self.taken.add(initials)
        return Attendance(
            seat=holding.seat,
            person=holding.person,
            name=str(holding.person),
            organisation=organisations_of(holding.seat),
            capacity=holding.seat.label,
            initials=initials,
            status=ANSWERED[answer.answer] if answer else "",
        )

    def _substitutes(self):
        """An empty row in every seat, filled in where the holder named who comes instead."""
        named = {
            answer.seat_id: answer
            for key, answer in self.answers.items()
            if answer.answer == Answer.SUBSTITUTE and key not in self.listed
        }
        return {
            f"s{pk}": Attendance(
                seat=seat,
                status=Status.SUBSTITUTE if pk in named else "",
                name=named[pk].substitute_name if pk in named else "",
                organisation=named[pk].substitute_organisation if pk in named else "",
                substitute_for=str(named[pk].person) if pk in named else self.only_holder(pk),
            )
            for pk, seat in self.seats.items()
        }

    def only_holder(self, seat_id):
        """The name of a seat's holder, when it has one only."""
        holders = [h for h in self.holdings if h.seat_id == seat_id and holds(h)]
        return str(holders[0].person) if len(holders) == 1 else ""

    def initial(self):
        """What the forms begin with, seat by seat, then guests."""
        rows = sorted(self.rows.items(), key=lambda pair: self._place(*pair))
        return [
            {
                "row": key,
                **{name: getattr(row, name) for name in SHOWN},
                "from_item": row.from_item_id,
                "to_item": row.to_item_id,
            }
            for key, row in rows
        ]

    def _place(self, key, row):
        order = list(self.seats)
        at = order.index(row.seat_id) if row.seat_id in self.seats else len(order)
        return (at, "hsa".index(key[0]) if key[0] == "s" else 0, row.position, row.pk or 0)

    def keys_to_mark_absent(self, seats_recorded):
        """The holders of seats that are always asked and of which nothing is recorded."""
        silent = {
            (holding.seat_id, holding.person_id)
            for holding in self.holdings
            if holds(holding)
            and holding.seat.is_always_asked
            and holding.seat_id not in seats_recorded
        }
        return {key for key, row in self.rows.items() if (row.seat_id, row.person_id) in silent}

    def in_seats(self, formset):
        """The forms as the page shows them: [SeatOnTheList], and those of guests."""
        seats = {pk: SeatOnTheList(seat) for pk, seat in self.seats.items()}
        guests = []
        for form in formset:
            row = self.rows.get(form["row"].value())
            place = seats.get(row.seat_id) if row else None
            if place is None:
                guests.append(form)
            elif form.is_spare:
                place.substitute = form
            else:
                place.forms.append(form)
        return list(seats.values()), guests

    def chair(self):
        """(key, name) of those who can have been in the chair, and the key of who was."""
        names = [(key, row.name) for key, row in self.rows.items() if row.name]
        return names, next((key for key, row in self.rows.items() if row.is_in_chair), "")


SHOWN = [
    "name",
    "organisation",
    "capacity",
    "initials",
    "status",
    "substitute_for",
    "items_missed",
]


def holds(holding):
    """Whether the seat is theirs to be present in: a standing deputy comes only instead."""
    return holding.capacity != SeatHolding.Capacity.STANDING_DEPUTY


def organisations_of(seat):
    return " or ".join(
        seat_organisation.organisation.printed
        for seat_organisation in seat.seat_organisations.all()
    )
