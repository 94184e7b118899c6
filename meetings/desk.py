"""What lies on the secretary's desk while taking minutes: the agenda, one item, the people."""

from django.utils import timezone
from django.utils.functional import cached_property

from meetings.apologies import Apologies, is_for_apologies
from meetings.brought import brought_seen_by
from meetings.document import labels, printed_order
from meetings.forms.declarations import DeclarationForm
from meetings.forms.minutes import ParagraphFormSet, ReferenceForm, possible_owners
from meetings.models import Declaration, Minutes, Phrase
from meetings.room import Room
from meetings.speakers import speakers


class Desk:
    def __init__(self, meeting, item_pk, user):
        self.meeting = meeting
        self.user = user
        self.minutes = getattr(meeting, "minutes", None) or Minutes(meeting=meeting)
        hidden = meeting.items.item_ids_hidden_from(user)
        items = meeting.items.order_by("position", "pk")
        self.items = [item for item in items if item.pk not in hidden]
        self.item = next((item for item in self.items if str(item.pk) == item_pk), None)
        self.written = self._written()
        self.item = self.item or self._first_not_written()
        if self.item is not None:
            self._lay_out()

    def _written(self):
        if not self.minutes.pk:
            return set()
        standing = self.minutes.paragraphs.filter(current__is_removed=False)
        return set(standing.values_list("item_id", flat=True))

    def _first_not_written(self):
        left = (item for item in self.items if item.pk not in self.written)
        return next(left, None) or next(iter(self.items), None)

    def _lay_out(self):
        self.references = printed_order(self.minutes) if self.minutes.pk else []
        self.paragraphs = []
        if self.minutes.pk:
            paragraphs = self.minutes.paragraphs.select_related("current")
            self.paragraphs = sorted(
                paragraphs.filter(item=self.item), key=lambda p: (p.current.is_removed, p.position)
            )
        self.bind(None)

    def bind(self, data):
        marks = {ref.mark: ref for ref in self.minutes.references.all()} if self.minutes.pk else {}
        self.formset = ParagraphFormSet(
            data, minutes=self.minutes, paragraphs=self.paragraphs, marks=marks
        )
        here = [ref for ref in self.references if ref.paragraph.item_id == self.item.pk]
        owners = possible_owners(self.meeting) if here else []
        self.reference_forms = [
            ReferenceForm(data, reference=reference, owners=owners) for reference in here
        ]

    def is_valid(self):
        return all([self.formset.is_valid(), *(form.is_valid() for form in self.reference_forms)])

    def write(self, *, by):
        minutes = self.meeting.start_minutes(by=by)
        minutes.write_item(self.item, self.formset.entries(), by=by)
        for form in self.reference_forms:
            form.save(by=by)
        moved = next(
            (p for p in self.paragraphs if str(p.key) == self.formset.data.get("up")), None
        )
        if moved:
            minutes.move_up(moved, by=by)

    @property
    def next_item(self):
        at = self.items.index(self.item)
        return self.items[at + 1] if at + 1 < len(self.items) else None

    @property
    def shows_closed(self):
        return (
            any(item.is_closed for item in self.items)
            or any(paragraph.current.is_closed for paragraph in self.paragraphs)
            or any(row.is_closed for row in self.outstanding)
        )

    def context(self, status):
        room = Room(self.item, self.attendances, self.items)
        return {
            "meeting": self.meeting,
            "minutes": self.minutes,
            "items": self.items,
            "item": self.item,
            "written": self.written,
            "formset": self.formset,
            "reference_forms": self.reference_forms,
            "labels": labels(self.references),
            "next_item": self.next_item,
            "clock": self.item.clock(timezone.now()),
            "speakers": speakers(self.attendances, room),
            "asked": len(self.attendances),
            "room": room,
            "apologies": self._apologies() if is_for_apologies(self.item) else None,
            "phrases": Phrase.objects.all(),
            "declaring": self._declaring() if self.item.is_for_declarations else None,
            "outstanding": self.outstanding,
            "conflict": status == 409,
            "form_failed": status != 200,
        }

    @cached_property
    def outstanding(self):
        """What earlier meetings asked for, as this one has it before it."""
        return brought_seen_by(self.user, self.meeting)

    @property
    def attendances(self):
        if not hasattr(self, "_attendances"):
            self._attendances = list(self.meeting.attendances.in_order())
        return self._attendances

    def _apologies(self):
        return Apologies(self.minutes, self.item, self.attendances, self.paragraphs)

    def _declaring(self):
        """What is declared, and the form for one more, under the item that asks for it."""
        declared = Declaration.objects.visible_to(self.user).standing()
        return {
            "declarations": declared.filter(meeting=self.meeting).select_related("item", "person"),
            "form": DeclarationForm(meeting=self.meeting),
        }
