"""Changes to minutes that were circulated: proposed by a seat, or stated by a later meeting."""

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q

from audit.events import record_event
from board.day import now
from board.roles import roles_of

from .agenda import AgendaItem
from .paragraphs import Entry, MinuteParagraph, ParagraphRevision


class AmendmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of who sits on the Board; nothing of an item kept from them, nor words that may speak
        of one."""
        from .minutes import Minutes

        if not roles_of(user).sees_meetings:
            return self.none()
        hidden = AgendaItem.objects.closed_to(user)
        seen = self.filter(minutes__in=Minutes.objects.visible_to(user))
        return seen.exclude(item__in=hidden).exclude(
            item=None, minutes__meeting__in=hidden.values("meeting")
        )

    def proposed(self):
        return self.filter(reply__isnull=False)

    def stated(self):
        """By the meeting that approves the minutes."""
        return self.standing().filter(reply__isnull=True)

    def standing(self):
        return self.exclude(outcome=Amendment.Outcome.TAKEN_BACK)

    def undecided(self):
        return self.filter(outcome=Amendment.Outcome.UNDECIDED)

    def take_back(self, *, by):
        taken_back = Amendment.Outcome.TAKEN_BACK
        self.update(outcome=taken_back, decided_by=by, decided_at=now())

    def for_a_list(self):
        return self.select_related(
            "item",
            "paragraph__current",
            "reply__asked__seat",
            "reply__person",
            "reply__recorded_by",
            "decided_by",
            "revision",
            "seen",
        ).order_by(
            F("item__position").asc(nulls_first=True),
            F("paragraph__position").asc(nulls_last=True),
            "pk",
        )


class Amendment(models.Model):
    """Other words for a paragraph, one more under an item, or something else to put right."""

    class Outcome(models.TextChoices):
        UNDECIDED = "", "Not decided yet"
        TAKEN = "taken", "Taken in"
        DECLINED = "declined", "Not taken in"
        TAKEN_BACK = "taken_back", "Taken back"

    minutes = models.ForeignKey("meetings.Minutes", models.PROTECT, related_name="amendments")
    # None: stated by the meeting that approves the minutes.
    reply = models.OneToOneField(
        "meetings.ApprovalReply", models.PROTECT, null=True, blank=True, related_name="amendment"
    )
    # Neither: the attendance, or anything else. An item alone: one more paragraph under it.
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    paragraph = models.ForeignKey(
        MinuteParagraph, models.PROTECT, null=True, blank=True, related_name="amendments"
    )
    # The words it was read against.
    seen = models.ForeignKey(
        ParagraphRevision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    wording = models.TextField("how it should read")
    made_at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField("why it is not taken in", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.ForeignKey(
        ParagraphRevision, models.PROTECT, null=True, blank=True, related_name="amendments"
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=True) | Q(item__isnull=False),
                name="amendment_paragraph_with_its_item",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="declined") | ~Q(reason=""),
                name="amendment_declined_for_a_reason",
                violation_error_message="Say why it is not taken in.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at__isnull=True)
                | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="amendment_decided_at_a_moment",
            ),
        ]

    def __str__(self):
        return f"Change of {self.place}"

    @property
    def place(self):
        """What it is about: the item, and which paragraph or one more."""
        if self.item is None:
            return "the attendance, or something else"
        if self.paragraph is None:
            return f"item {self.item.number}, one more paragraph"
        return f"item {self.item.number}, a paragraph"

    @property
    def is_closed(self):
        if self.item is None:
            return False
        return self.item.is_closed or bool(self.paragraph and self.paragraph.current.is_closed)

    @property
    def is_undecided(self):
        return self.outcome == self.Outcome.UNDECIDED

    @property
    def may_be_decided(self):
        return self.is_undecided and not self.minutes.is_locked

    @property
    def may_be_taken_in(self):
        """Undecided, or declined and thought better of."""
        is_declined = self.outcome == self.Outcome.DECLINED
        return (self.is_undecided or is_declined) and not self.minutes.is_locked

    @property
    def is_taken(self):
        return self.outcome == self.Outcome.TAKEN

    @property
    def is_behind(self):
        """The paragraph has changed since it was read for this."""
        return self.seen is not None and self.paragraph.current_id != self.seen_id

    def take_in(self, *, wording, by, version=None):
        """Write it into the minutes as any change is written: what is closed stays closed.

        `version` is the number of the paragraph's revision that was read; Conflict if it moved on.
        """
        with transaction.atomic():
            self._refuse_decided(but=self.Outcome.DECLINED)
            self.reason = ""
            if self.item:
                self.revision = self._write(wording, version, by)
                self.paragraph = self.revision.paragraph
            self._decide(self.Outcome.TAKEN, by)

    def _write(self, wording, version, by):
        if self.paragraph is None:
            entry = Entry(uuid.uuid4(), wording)
        else:
            paragraph = MinuteParagraph.objects.select_related("current").get(pk=self.paragraph_id)
            entry = Entry.of(paragraph, text=wording, is_removed=False)
            entry.version = self.seen.number if version is None else version
        return self.minutes.write_item(self.item, [entry], by=by)[entry.key]

    def decline(self, *, reason, by):
        """Leave the minutes as they are, and say why."""
        with transaction.atomic():
            self._refuse_decided()
            self.reason = reason
            self._decide(self.Outcome.DECLINED, by)

    def drop(self, *, by):
        """A stated one that was typed by mistake: before the approval is recorded."""
        with transaction.atomic():
            self._refuse_decided()
            self._decide(self.Outcome.TAKEN_BACK, by)

    def _refuse_decided(self, but=""):
        if self.minutes._lock().state != "circulated":
            raise PermissionDenied("The minutes are approved and do not change.")
        decided = Amendment.objects.values_list("outcome", flat=True).get(pk=self.pk)
        if decided and decided != but:
            raise PermissionDenied("Somebody else has decided on this change meanwhile.")

    def _decide(self, outcome, by):
        self.outcome, self.decided_by, self.decided_at = outcome, by, now()
        self.save()
        record_event(f"amendment.{outcome}", by=by, subject=self.minutes)
