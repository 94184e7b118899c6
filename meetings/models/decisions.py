from django.db import models
from django.db.models import Q

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

    @property
    def words(self):
        """As resolved, without the marks of references."""
        if not self.paragraph_id:
            return self.text
        return without_resolved(without_marks(self.paragraph.current.text))

    @property
    def is_closed(self):
        paragraph = self.paragraph
        return paragraph is not None and (paragraph.current.is_closed or paragraph.item.is_closed)
