import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from board.models import Publication
from board.roles import roles_of

from .agenda import AgendaItem
from .closing import Closable


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is the secretariat's and the Chairman's until it is circulated."""
        from .meetings import Meeting

        roles = roles_of(user)
        seen = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if roles.is_secretariat or roles.is_chairman:
            return seen
        return seen.exclude(state=Minutes.State.DRAFT)


class Minutes(models.Model):
    """The minutes of one meeting: drafted, circulated, approved at a later one, published."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CIRCULATED = "circulated", "Circulated"
        APPROVED = "approved", "Approved"

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    circulated_at = models.DateTimeField(null=True, blank=True)
    approved_at_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="approved_minutes"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    publication_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    publication_approved_at = models.DateTimeField(null=True, blank=True)
    publication_approved_sha256 = models.CharField(max_length=64, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(approved_at_meeting__isnull=False, approved_on__isnull=False),
                name="minutes_approved_at_a_meeting",
                violation_error_message="Choose the meeting that approved the minutes.",
            )
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}"

    @property
    def is_locked(self):
        return self.state == self.State.APPROVED

    @property
    def live_publication(self):
        return Publication.objects.live().filter(kind="minutes", slug=self.meeting.slug).first()

    @property
    def state_label(self):
        return "Published" if self.live_publication else self.get_state_display()


class MinuteParagraph(models.Model):
    """A place in the minutes of one item; its words are in its revisions."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="paragraphs")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField("order")
    # Made with the empty box on the page, so that a form sent twice writes one paragraph.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    current = models.ForeignKey(
        "meetings.ParagraphRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["item__position", "position", "pk"]

    def __str__(self):
        return f"Paragraph {self.position} of item {self.item.number}"


class ParagraphRevision(Closable):
    """The words of a paragraph from one moment on. Never changed, never deleted."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        DECISION = "decision", "Decision"

    paragraph = models.ForeignKey(MinuteParagraph, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    text = models.TextField()
    is_removed = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Closable.Meta):
        ordering = ["number"]
        constraints = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(
                fields=["paragraph", "number"], name="paragraph_revision_number_once"
            ),
        ]

    def __str__(self):
        return self.text[:60]
