from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q

from audit.events import record_event
from board.day import now
from board.roles import roles_of

from .agenda import AgendaItem
from .papers import Paper
from .paragraphs import MinuteParagraph


class ClosedReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The secretariat and the Chairman, but for what is kept from one of them."""
        roles = roles_of(user)
        if not roles.is_secretariat and not roles.is_chairman:
            return self.none()
        hidden = AgendaItem.objects.closed_to(user)
        return self.exclude(
            Q(item__in=hidden) | Q(paragraph__item__in=hidden) | Q(paper__item__in=hidden)
        )

    def proposals(self):
        """Proposals to open something that nobody has answered."""
        return self.filter(outcome=ClosedReview.Outcome.OPEN, decided_at__isnull=True)

    def for_a_list(self):
        return self.select_related(
            "item__meeting__group",
            "paragraph__item__meeting__group",
            "paragraph__current",
            "paper__item__meeting__group",
            "made_by",
            "decided_by",
        )


class ClosedReview(models.Model):
    """Somebody looked at what is closed: it stays closed for a reason, or is proposed to open."""

    class Outcome(models.TextChoices):
        CLOSED = "closed", "It stays closed"
        OPEN = "open", "Propose to open it"

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    paragraph = models.ForeignKey(
        MinuteParagraph, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    words = models.TextField("because", help_text="Read by the secretariat and the Chairman alone.")
    made_on = models.DateField()
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    was_opened = models.BooleanField(default=False)

    objects = ClosedReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, paragraph__isnull=True, paper__isnull=True)
                | Q(item__isnull=True, paragraph__isnull=False, paper__isnull=True)
                | Q(item__isnull=True, paragraph__isnull=True, paper__isnull=False),
                name="closed_review_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(was_opened=False)
                | Q(outcome="open", decided_by__isnull=False) & ~Q(decided_by=F("made_by")),
                name="closed_review_opened_by_two_people",
                violation_error_message="Somebody other than the proposer opens it.",
            ),
        ]

    def __str__(self):
        return self.get_outcome_display()

    @property
    def target(self):
        return self.item or self.paragraph or self.paper

    @property
    def meeting(self):
        return (self.item or self.target.item).meeting

    @property
    def is_waiting(self):
        return self.outcome == self.Outcome.OPEN and self.decided_at is None

    def record(self, *, by):
        """Keep it. What is proposed twice waits once."""
        with transaction.atomic():
            same = {name: getattr(self, name) for name in ("item", "paragraph", "paper")}
            waiting = ClosedReview.objects.proposals().filter(**same)
            if self.outcome == self.Outcome.OPEN and waiting.exists():
                return
            self.made_by = by
            self.save()
            proposed = self.outcome == self.Outcome.OPEN
            verb = "closed.opening_proposed" if proposed else "closed.reviewed"
            record_event(verb, by=by, subject=self)

    def answer(self, *, is_opened, by):
        """Open what was proposed, or leave it closed: never by who proposed it. Answered once."""
        with transaction.atomic():
            review = ClosedReview.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if not review.is_waiting:
                return
            if review.made_by_id == by.pk:
                raise PermissionDenied("You proposed it: somebody else must answer.")
            review.decided_by, review.decided_at = by, now()
            review.was_opened = is_opened
            review.save(update_fields=["decided_by", "decided_at", "was_opened"])
            if is_opened:
                review._open(by)
            else:
                record_event("closed.opening_declined", by=by, subject=review)
        self.refresh_from_db()

    def _open(self, by):
        if self.paragraph_id:
            self.paragraph.minutes.open_paragraph(self.paragraph, by=by)
        else:
            self.target.open(by=by)
