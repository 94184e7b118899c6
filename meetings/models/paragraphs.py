import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q

from board.day import now
from board.full_text import Index
from meetings.marks import unnumbered

from .agenda import AgendaItem
from .closing import Closable


class MinuteParagraphQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What stands now in minutes this user may read; closed ones to who may read them."""
        from .minutes import Minutes

        read = Minutes.objects.visible_to(user)
        hidden = AgendaItem.objects.closed_to(user)
        return self.filter(
            Q(current__is_closed=False, item__is_closed=False) | ~Q(item__in=hidden),
            minutes__in=read,
            current__is_removed=False,
        )


class MinuteParagraph(models.Model):
    """A place in the minutes of one item; its words are in its revisions."""

    minutes = models.ForeignKey("meetings.Minutes", models.PROTECT, related_name="paragraphs")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField("order")
    # Made with the empty box on the page, so that a form sent twice writes one paragraph.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    current = models.ForeignKey(
        "meetings.ParagraphRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the members were first sent; None when it was written since.
    circulated = models.ForeignKey(
        "meetings.ParagraphRevision", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MinuteParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "position", "pk"]

    def __str__(self):
        return f"Paragraph {self.position} of item {self.item.number}"

    @property
    def is_closed(self):
        return self.current.is_closed or self.item.is_closed

    def revise(self, entry, *, by):
        """Append a revision with the words of an entry. The caller holds the lock."""
        self.current = self.revisions.create(
            number=self.current.number + 1 if self.current else 1,
            made_by=by,
            **{name: getattr(entry, name) for name in Entry.CONTENT},
        )
        self.save(update_fields=["current"])


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
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    WORDS = Index("meetings_paragraphrevision", ["text"])

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


@dataclass
class Entry:
    """What somebody typed for one paragraph, and the revision they typed it over (0: none)."""

    CONTENT = ("kind", "text", "is_closed", "closed_reason", "closing_words", "is_removed")

    key: uuid.UUID
    text: str
    version: int = 0
    kind: str = ParagraphRevision.Kind.NOTE
    is_closed: bool = False
    closed_reason: str = ""
    closing_words: str = ""
    is_removed: bool = False
    # The key of the paragraph it stands behind, "" for the first; None leaves it in its place.
    after: str | None = None

    @classmethod
    def of(cls, paragraph, **changes):
        """What the paragraph says now, with changes."""
        content = {name: getattr(paragraph.current, name) for name in cls.CONTENT}
        return cls(paragraph.key, version=paragraph.current.number, **{**content, **changes})

    def says_what(self, revision):
        """Whether a revision has these words already, but for the numbers of new marks."""
        return all(
            getattr(self, name) == getattr(revision, name)
            for name in self.CONTENT
            if name != "text"
        ) and unnumbered(self.text) == unnumbered(revision.text)


class Conflict(Exception):
    """Somebody else changed these paragraphs meanwhile: {key: their revision}."""

    def __init__(self, revisions):
        super().__init__("Somebody else changed this item.")
        self.revisions = revisions
