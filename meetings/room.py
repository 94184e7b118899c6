"""Who is in the room for an item, who left it, and who must leave because it is closed."""

from django.urls import reverse

from board.roles import Roles
from meetings.forms.movements import MovementForm
from meetings.who_came import items_heard, moves


class Room:
    def __init__(self, item, attendances, items):
        self.item = item
        self.items = items
        self.rows = [row for row in attendances if row.has_come and item in items_heard(row, items)]
        self.left = [row for row in self.rows if item.pk in row.items_missed]
        self.must_leave = [
            row for row in self.rows if row not in self.left and row.pk in self._without_right()
        ]

    @property
    def moving(self):
        """The form for who arrives or leaves at this item."""
        form = MovementForm(item=self.item)
        form.helper.form_action = reverse(
            "movements", kwargs={"slug": self.item.meeting.slug, "pk": self.item.pk}
        )
        return form

    @property
    def moved(self):
        """What is recorded of comings and goings at this item, a sentence each."""
        return [
            f"{row.name} {words}."
            for row in self.rows
            for words in moves(row, self.item, self.items, self.items)
        ]

    @property
    def is_ticked(self):
        """The ids that the form begins with: who left, and who still has to."""
        return {row.pk for row in [*self.left, *self.must_leave]}

    def _without_right(self):
        if not self.item.is_closed:
            return set()
        if not hasattr(self, "_outsiders"):
            members, excluded = self._members(), self._excluded()
            self._outsiders = {
                row.pk
                for row in self.rows
                if row.person_id in excluded
                or not (self._sits_with_right(row) or row.person_id in members)
                and not self._came_for_it(row)
                and not self._is_admitted(row)
            }
        return self._outsiders

    def _members(self):
        holdings = self.item.meeting.seat_holdings()
        return {holding.person_id for holding in holdings if sees_closed(holding.seat)}

    def _excluded(self):
        kept_from = self.item.declarations.filter(excluded_at__isnull=False)
        return set(kept_from.values_list("person_id", flat=True))

    def _sits_with_right(self, row):
        return row.seat is not None and sees_closed(row.seat)

    def _is_admitted(self, row):
        """By the Chairman, as holder of a co-optee's seat."""
        if not hasattr(self, "_admitted"):
            admissions = self.item.admissions.standing().select_related("holding")
            day = self.item.meeting.held_on
            self._admitted = {
                one.holding.person_id for one in admissions if one.holding.is_in_force(day)
            }
        return row.person_id in self._admitted

    def _came_for_it(self, row):
        """Asked in for closed items alone: admitted to them."""
        return bool(row.from_item and row.to_item) and all(
            item.is_closed for item in items_heard(row, self.items)
        )


def sees_closed(seat):
    return Roles(categories=frozenset([seat.category])).sees_closed
