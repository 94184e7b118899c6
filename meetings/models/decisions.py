from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse

from audit.events import record_event
from meetings.marks import without_marks, without_resolved

from .agenda import AgendaItem
from .minutes import Minutes
from .paragraphs import MinuteParagraph, ParagraphRevision

OPEN = Q(paragraph=None) | Q(paragraph__current__is_closed=False, paragraph__item__is_closed=False)


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        """Without those whose paragraph was taken out of the draft, or made a note."""
        return self.filter(
            Q(paragraph=None)
            | Q(
                paragraph__current__is_removed=False,
                paragraph__current__kind=ParagraphRevision.Kind.DECISION,
            )
        )

    def open(self):
        return self.filter(OPEN)

    def of(self, meeting):
        return self.filter(meeting=meeting).select_related("paragraph__current", "paragraph__item")

    def number_in_printed_order(self, minutes):
        """Number what has no number yet, for good; closed ones in their own series."""
        found = self.filter(paragraph__minutes=minutes, printed_number=None).standing()
        found = found.select_related("paragraph__current", "paragraph__item")
        order = ("paragraph__item__position", "paragraph__position", "paragraph__pk")
        for decision in found.order_by(*order):
            decision.in_closed_series = decision.is_closed
            series = self.filter(in_closed_series=decision.in_closed_series)
            last = series.aggregate(last=Max("printed_number"))["last"] or 0
            decision.printed_number = last + 1
            decision.save(update_fields=["in_closed_series", "printed_number"])

    def for_a_list(self):
        return self.select_related(
            "meeting__group",
            "paragraph__current",
            "paragraph__item",
            *Decision.ADOPTED.values(),
            "seat_holding__person",
            "seat_holding__seat",
        )

    def visible_to(self, user):
        from .meetings import Meeting

        seen = self.standing().filter(
            Q(paragraph=None) | Q(paragraph__minutes__in=Minutes.objects.visible_to(user)),
            meeting__in=Meeting.objects.visible_to(user),
        )
        hidden = AgendaItem.objects.closed_to(user)
        return seen.filter(OPEN | Q(paragraph__isnull=False) & ~Q(paragraph__item__in=hidden))


class Decision(models.Model):
    """Something a meeting resolved, and what it adopted or appointed."""

    class Effect(models.TextChoices):
        TERMS_OF_REFERENCE = "terms_of_reference", "Terms of reference"
        FOCUS_SET = "focus_set", "Focus areas"
        FREQUENCY = "frequency", "How often the Board meets"
        APPOINTMENT = "appointment", "An appointment"
        OTHER = "other", "Something else"

    # What each effect adopts or appoints, and the day of that which the decision can give.
    ADOPTED = {
        Effect.TERMS_OF_REFERENCE: "terms_of_reference",
        Effect.FOCUS_SET: "focus_set",
        Effect.FREQUENCY: "frequency_rule",
        Effect.APPOINTMENT: "seat_holding",
    }
    DAY_OF = {"seat_holding": "starts_on"}

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="decisions")
    paragraph = models.OneToOneField(
        MinuteParagraph, models.PROTECT, null=True, blank=True, related_name="decision"
    )
    number = models.PositiveSmallIntegerField()
    # What papers and pages call it by: given when the draft is circulated, for good. Closed ones
    # have a series of their own, so that the open ones are numbered alike for everybody.
    printed_number = models.PositiveSmallIntegerField(null=True, blank=True)
    in_closed_series = models.BooleanField(default=False)
    text = models.TextField(blank=True, help_text="Only where the minutes do not hold it.")
    effect = models.CharField(max_length=20, choices=Effect.choices, default=Effect.OTHER)
    terms_of_reference = models.ForeignKey(
        "board.TermsOfReference", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    focus_set = models.ForeignKey(
        "priorities.FocusSet", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    frequency_rule = models.ForeignKey(
        "board.FrequencyRule", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    seat_holding = models.ForeignKey(
        "board.SeatHolding", models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    gave_its_date = models.BooleanField(
        default=False, help_text="What it adopted had no date, and took that of the meeting."
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting__held_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            models.UniqueConstraint(
                fields=["meeting", "in_closed_series", "printed_number"],
                name="decision_printed_number_once",
            ),
            models.CheckConstraint(
                condition=(Q(paragraph__isnull=True) & ~Q(text=""))
                | Q(paragraph__isnull=False, text=""),
                name="decision_words_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(terms_of_reference__isnull=True, focus_set__isnull=True)
                & (Q(frequency_rule__isnull=True) | Q(seat_holding__isnull=True))
                | Q(frequency_rule__isnull=True, seat_holding__isnull=True)
                & (Q(terms_of_reference__isnull=True) | Q(focus_set__isnull=True)),
                name="decision_has_one_effect",
                violation_error_message="A decision adopts or appoints one thing.",
            ),
        ]

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return reverse("decision", kwargs={"pk": self.pk})

    @property
    def words(self):
        """As resolved, without the marks of references."""
        if not self.paragraph_id:
            return self.text
        return without_resolved(without_marks(self.paragraph.current.text))

    @property
    def label(self):
        """“Decision 2”, or “Decision C1” when closed; in a draft it has no number yet."""
        number = self.printed_number
        if number is None and self.paragraph_id is None:
            number = self.number
        if number is None:
            return "Draft decision"
        return f"Decision {'C' if self.in_closed_series else ''}{number}"

    @property
    def adopted(self):
        """What it adopted or appointed, if that is recorded."""
        return next(
            (thing for name in self.ADOPTED.values() if (thing := getattr(self, name))), None
        )

    def bring_about(self, effect, thing, *, by):
        """Say what it adopted or appointed: `thing` then has the day of the meeting as its day,
        unless it has one. Taking the thing away takes that day away with it."""
        with transaction.atomic():
            now = Decision.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if (now.effect, now.adopted) == (effect, thing):
                return
            now._take_its_date_back()
            for name in self.ADOPTED.values():
                setattr(now, name, thing if self.ADOPTED.get(effect) == name else None)
            now.effect = effect
            now.gave_its_date = now._give_its_date()
            now.save()
            record_event("decision.effect_recorded", by=by, subject=now)
        self.refresh_from_db()

    def _its_date(self):
        name = self.ADOPTED.get(self.effect)
        return self.adopted, self.DAY_OF.get(name, "agreed_on")

    def _give_its_date(self):
        thing, day = self._its_date()
        ends_on = getattr(thing, "ends_on", None)
        if thing is None or getattr(thing, day) or ends_on and ends_on < self.meeting.held_on:
            return False
        setattr(thing, day, self.meeting.held_on)
        thing.save(update_fields=[day])
        return True

    def _take_its_date_back(self):
        thing, day = self._its_date()
        if thing and self.gave_its_date and getattr(thing, day) == self.meeting.held_on:
            setattr(thing, day, None)
            thing.save(update_fields=[day])

    @property
    def is_closed(self):
        paragraph = self.paragraph
        return paragraph is not None and (paragraph.current.is_closed or paragraph.item.is_closed)
