"""Minutes older than the system: kept as a file, made public through the same gate."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Max

from audit.events import record_event
from board.day import now

from .agenda import AgendaItem

# The item under which they are noted; each is open or closed by itself.
BY_HAND = "Decisions and references of the earlier minutes"


class EarlierCopyManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().defer("content")


class EarlierCopy(models.Model):
    """Minutes older than the system as they came in, or what the public may read of them. Never
    changed: the latest of each stands."""

    minutes = models.ForeignKey("meetings.Minutes", models.PROTECT, related_name="earlier_copies")
    is_public = models.BooleanField()
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, help_text="As typed, or as read out of the file.")
    file_name = models.CharField(max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    content = models.BinaryField(default=bytes)
    added_at = models.DateTimeField(default=now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EarlierCopyManager()

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "earlier copies"
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "is_public", "number"], name="earlier_copy_number_once"
            )
        ]

    def __str__(self):
        return self.file_name or f"Public text {self.number}"

    @property
    def is_file(self):
        return bool(self.sha256)

    def bytes(self):
        return bytes(EarlierCopy.objects.values_list("content", flat=True).get(pk=self.pk))


class MinutesEarlier(models.Model):
    """The part of minutes that were written before the system was there."""

    is_earlier = models.BooleanField("older than the system", default=False)

    class Meta:
        abstract = True

    @property
    def earlier_file(self):
        """The minutes as they came in."""
        return self.earlier_copies.filter(is_public=False).last()

    @property
    def earlier_public_copy(self):
        """What the public is to read of them, as a file or as text; None when there is none yet."""
        return self.earlier_copies.filter(is_public=True).last()

    def become_earlier(self, *, approved_on):
        """The caller holds the lock of the meeting."""
        if not self.is_earlier and self.paragraphs.exists():
            raise ValidationError("The minutes of this meeting are written here already.")
        self.is_earlier = True
        self.state, self.approved_on = self.State.APPROVED, approved_on
        self.save(update_fields=["is_earlier", "state", "approved_on"])

    def keep_earlier_copy(self, copy, *, by):
        """Keep a file or a text; what was kept before stays. The same twice is one."""
        with transaction.atomic():
            if not self._lock().is_earlier:
                raise PermissionDenied("The minutes of this meeting are written here.")
            others = self.earlier_copies.filter(is_public=copy.is_public)
            last = others.last()
            if last and (last.sha256, last.text) == (copy.sha256, copy.text):
                return
            copy.minutes, copy.added_by = self, by
            copy.number = (others.aggregate(last=Max("number"))["last"] or 0) + 1
            copy.save()
            record_event("minutes.earlier_copy_kept", by=by, subject=self)

    def record_by_hand(self, entry, *, owners=(), due="none", due_on=None, by):
        """Note a decision or a reference that the earlier minutes hold; numbers are given."""
        with transaction.atomic():
            if not self._lock().is_earlier:
                raise PermissionDenied("The minutes of this meeting are written here.")
            self.write_item(self._item_by_hand(by), [entry], by=by)
            reference = self.references.filter(paragraph__key=entry.key).first()
            if reference:
                reference.agree(owners=owners, due=due, due_on=due_on, by=by)

    def _item_by_hand(self, by):
        known = self.meeting.items.filter(title=BY_HAND, is_closed=False).first()
        if known is None:
            known = AgendaItem(number=self.meeting.next_item_number(), title=BY_HAND)
            self.meeting.add_item(known, by=by)
        return known
