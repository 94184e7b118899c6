"""What was told of an outstanding reference, and the number it had before later meetings."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from board.day import now
from board.roles import roles_of

from .agenda import AgendaItem


class ReferenceUpdateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the references one may see; words typed in closed session as closed as any."""
        from .references import Reference

        seen = self.filter(reference__in=Reference.objects.visible_to(user))
        opened = Q(is_closed=False) & (Q(item=None) | Q(item__is_closed=False))
        if not roles_of(user).sees_closed:
            return seen.filter(opened | Q(item__in=AgendaItem.objects.item_ids_admitted(user)))
        hidden = AgendaItem.objects.closed_to(user)
        return seen.filter(opened | Q(item=None) | ~Q(item__in=hidden))

    def for_a_history(self):
        return self.select_related(
            "made_by", "meeting__group", "on_behalf_of", "other", "item", "reference"
        )


class ReferenceUpdate(models.Model):
    """Something told or decided of an outstanding reference. Never changed, never deleted."""

    class What(models.TextChoices):
        TOLD = "told", "Progress"
        MINUTED = "minuted", "Minuted"
        DUE = "due", "Due date set"
        OWNERS = "owners", "Owner changed"
        CLOSED = "closed", "Done"
        MERGED = "merged", "Merged into another"
        REOPENED = "reopened", "Outstanding again"

    reference = models.ForeignKey("meetings.Reference", models.PROTECT, related_name="updates")
    what = models.CharField(max_length=10, choices=What.choices)
    text = models.TextField(blank=True)
    other = models.ForeignKey(
        "meetings.Reference", models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="reference_updates"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="reference_updates"
    )
    is_minuted = models.BooleanField(
        default=False, help_text="Told before the minutes of the meeting were approved."
    )
    is_closed = models.BooleanField("kept closed", default=False)
    told_on = models.DateField()
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "board.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReferenceUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.reference}: {self.get_what_display()}"

    @property
    def has_words(self):
        """Somebody said how it stands; the rest only records what was set or done."""
        return self.what in (self.What.TOLD, self.What.MINUTED)

    @property
    def says_closed(self):
        """Its words may be read only by those who may see closed items."""
        return self.is_closed or bool(self.item and self.item.is_closed)


class BroughtReferenceQuerySet(models.QuerySet):
    def bring(self, meeting):
        """Give what is outstanding its number before a meeting. The caller holds its lock."""
        for brought in before(meeting):
            if not brought.pk:
                brought.owners, brought.due = brought.reference.printed()
                brought.save()


class BroughtReference(models.Model):
    """A reference as it came before a later meeting: OR2 of its agenda, or OR C1 when closed."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="brought_references"
    )
    reference = models.ForeignKey("meetings.Reference", models.PROTECT, related_name="brought")
    number = models.PositiveSmallIntegerField()
    in_closed_series = models.BooleanField(default=False)
    owners = models.TextField(blank=True)
    due = models.CharField(max_length=40)

    objects = BroughtReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["in_closed_series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "reference"], name="reference_brought_once"),
            models.UniqueConstraint(
                fields=["meeting", "in_closed_series", "number"], name="brought_number_once"
            ),
        ]

    def __str__(self):
        return f"OR{' C' if self.in_closed_series else ''}{self.number}"

    @property
    def is_closed(self):
        return self.in_closed_series or self.reference.is_closed


def before(meeting):
    """What a meeting has before it, numbered: as kept, then what has come to it since."""
    from .references import Reference

    kept = BroughtReference.objects.filter(meeting=meeting).select_related(
        *(f"reference__{path}" for path in Reference.LISTED), "meeting__group"
    )
    found = list(
        kept.prefetch_related("reference__owners__organisation", "reference__owners__person")
    )
    known = {brought.reference_id for brought in found}
    count = {closed: sum(b.in_closed_series == closed for b in found) for closed in (False, True)}
    if not meeting.is_settled:
        for reference in Reference.objects.brought_to(meeting).for_a_list():
            if reference.pk not in known:
                closed = reference.is_closed
                count[closed] += 1
                found.append(
                    BroughtReference(
                        meeting=meeting,
                        reference=reference,
                        number=count[closed],
                        in_closed_series=closed,
                    )
                )
    return sorted(found, key=lambda brought: (brought.in_closed_series, brought.number))
