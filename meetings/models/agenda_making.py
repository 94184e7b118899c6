import re

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from audit.events import record_event

from .agenda import AgendaItem
from .proposals import ProposedItem


class AgendaMaking(models.Model):
    """The part of a meeting that is its agenda: built, and worked off."""

    class Meta:
        abstract = True

    # Building it

    def next_item_number(self):
        """One more than the highest number so far: 5 after 4, or after 4b."""
        numbers = [re.match(r"\d+", n) for n in self.items.values_list("number", flat=True)]
        return str(max((int(found[0]) for found in numbers if found), default=0) + 1)

    def number_after(self, item):
        """3a after 3, or the next letter that is free."""
        stem = re.match(r"\d*", item.number)[0]
        taken = set(self.items.values_list("number", flat=True))
        letters = (f"{stem}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
        return next((number for number in letters if number not in taken), self.next_item_number())

    def agenda_changed(self, *, by):
        """What the Chairman agreed is not the agenda any more; he is sent it again."""
        if self.state == self.State.AGENDA_AGREED:
            self.become(self.State.PLANNED)
        record_event("agenda.changed", by=by, subject=self)

    def become(self, state):
        type(self).objects.filter(pk=self.pk).update(state=state)
        self.state = state

    def add_item(self, item, *, by, after=None):
        """Put a new item at the end, or after another."""
        with transaction.atomic():
            self._lock()
            self._append(item)
            if after:
                self._reorder(after, item)
            self.agenda_changed(by=by)

    def _append(self, item):
        item.meeting = self
        item.position = (self.items.aggregate(last=Max("position"))["last"] or 0) + 1
        item.save()

    def _reorder(self, after, item):
        row = [other for other in self.items.order_by("position", "pk") if other.pk != item.pk]
        at = next(i for i, other in enumerate(row) if other.pk == after.pk)
        row.insert(at + 1, item)
        self._write_order(row)

    def _write_order(self, row):
        for position, item in enumerate(row, start=1):
            item.position = position
        self.items.bulk_update(row, ["position"])

    def move_item(self, item, *, up, by):
        """Change places with the item before it, or after it."""
        with transaction.atomic():
            self._lock()
            row = list(self.items.order_by("position", "pk"))
            at = next(i for i, other in enumerate(row) if other.pk == item.pk)
            other = at - 1 if up else at + 1
            if not 0 <= other < len(row):
                return
            row[at], row[other] = row[other], row[at]
            self._write_order(row)
            self.agenda_changed(by=by)

    def renumber(self, *, by):
        """1, 2, 3 … in their order. Once issued, numbers stay what people have read."""
        with transaction.atomic():
            self._lock()
            if self.agenda_issues.exists():
                raise PermissionDenied("The agenda is issued: its numbers stay.")
            row = list(self.items.order_by("position", "pk"))
            for numbers in ([f"~{n}" for n in range(len(row))], map(str, range(1, len(row) + 1))):
                # In two steps: no two items share a number, not even for a moment.
                for item, number in zip(row, numbers, strict=True):
                    item.number = number
                self.items.bulk_update(row, ["number"])
            self.agenda_changed(by=by)

    def remove_item(self, item, *, by):
        """Take out an item that nobody was sent yet."""
        with transaction.atomic():
            self._lock()
            last = self.latest_issue()
            if last and item.pk in [known["key"] for known in last.document["items"]]:
                raise ValidationError(
                    "The item was issued: choose “Withdrawn” in its form instead."
                )
            ProposedItem.objects.filter(item=item).update(state="proposed", item=None)
            try:
                item.delete()
            except ProtectedError:
                raise ValidationError(
                    "Something hangs on this item, such as minutes or papers: choose “Withdrawn”"
                    " in its form instead."
                ) from None
            self.agenda_changed(by=by)

    def standing_items_missing(self):
        """The standing items of its group that its agenda does not have yet."""
        have = set(self.items.values_list("title", flat=True))
        return [item for item in self.group.standing_items.all() if item.title not in have]

    def start_from_standing_items(self, *, by, chosen=None):
        """Put on the standing items of the group that are not there yet, in their order.

        All of them, unless some are chosen.
        """
        with transaction.atomic():
            self._lock()
            missing = self.standing_items_missing()
            if chosen is not None:
                missing = [standing for standing in missing if standing in chosen]
            same = ("title", "purpose", "is_closed", "closed_reason", "closing_words")
            for standing in missing:
                facts = {name: getattr(standing, name) for name in same}
                self._append(AgendaItem(number=self.next_item_number(), **facts))
            if missing:
                self.agenda_changed(by=by)
        return len(missing)

    def items_to_carry_over(self):
        """What earlier meetings deferred to this one and is not on its agenda yet."""
        return self.deferred_items.exclude(carried_into__meeting=self).select_related(
            "meeting__group"
        )

    def carry_over(self, item, *, by):
        """Put an item on that an earlier meeting deferred to this one, and its papers under it.

        What was closed stays closed.
        """
        with transaction.atomic():
            self._lock()
            if self.items.filter(carried_from=item).exists():
                return
            same = ("title", "purpose", "presenter", "is_closed", "closed_reason")
            same += ("closing_words", "minutes_allowed")
            facts = {name: getattr(item, name) for name in same}
            carried = AgendaItem(number=self.next_item_number(), carried_from=item, **facts)
            self._append(carried)
            for paper in item.papers.standing().select_related("item", "current__carried_from"):
                paper.carry_to(carried, by=by)
            self.agenda_changed(by=by)

    def accept(self, proposal, item, *, by, after=None):
        """Put a proposed item on the agenda, as the secretariat words it."""
        with transaction.atomic():
            self.add_item(item, by=by, after=after)
            accepted = ProposedItem.objects.waiting().filter(pk=proposal.pk)
            if not accepted.update(state=ProposedItem.State.ACCEPTED, item=item):
                raise PermissionDenied("This proposal has been answered already.")

    # Working it off

    def record_outcomes(self, outcomes, *, by):
        """What became of the items: {item: (outcome, meeting it is deferred to or None)}."""
        with transaction.atomic():
            self._lock()
            for item, (outcome, deferred_to) in outcomes.items():
                item.outcome, item.deferred_to = outcome, deferred_to
                item.save(update_fields=["outcome", "deferred_to"])
            record_event("agenda.outcomes_recorded", by=by, subject=self)

    def items_without_outcome(self):
        return list(self.items.filter(outcome="").order_by("position", "pk"))

    def close(self, *, by):
        """The business of the meeting is done: every item was taken, deferred or withdrawn."""
        with transaction.atomic():
            type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if self.state != self.State.HELD:
                raise ValidationError(
                    "Record on its page that the meeting was held, then close it."
                )
            if left := self.items_without_outcome():
                raise ValidationError(left_open(left))
            self.become(self.State.CLOSED)
            record_event("meeting.closed", by=by, subject=self)

    def take_up(self, item, *, by):
        """The Board begins this item now; the one in hand is done."""
        with transaction.atomic():
            self._lock()
            now = timezone.now()
            self._finish(now)
            self.items.filter(pk=item.pk, taken_at__isnull=True).update(taken_at=now)
            record_event("agenda.item_taken_up", by=by, subject=item)

    def finish_item(self, *, by):
        """The item in hand is done and none is begun."""
        with transaction.atomic():
            self._lock()
            self._finish(timezone.now())
            record_event("agenda.item_finished", by=by, subject=self)

    def _finish(self, now):
        in_hand = self.items.filter(taken_at__isnull=False, finished_at__isnull=True)
        in_hand.filter(outcome="").update(outcome=AgendaItem.Outcome.TAKEN)
        in_hand.update(finished_at=now)


def left_open(items):
    named = ", ".join(f"{item.number} ({item.title})" for item in items)
    which = "These items have" if len(items) > 1 else "This item has"
    return (
        f"Say what became of every item before you close the meeting. {which} no outcome: {named}."
    )
