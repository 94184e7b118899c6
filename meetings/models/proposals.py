from django.db import models, transaction
from django.db.models import Q

from audit.events import record_event
from board.day import now
from board.roles import roles_of


class ProposedItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for the secretariat; otherwise one's own."""
        roles = roles_of(user)
        if roles.is_secretariat:
            return self
        return self.filter(person=roles.person_id) if roles.person_id else self.none()

    def waiting(self):
        return self.filter(state=ProposedItem.State.PROPOSED)

    def before(self, meeting):
        """Those that ask for this meeting, or for the next one of its group."""
        return self.waiting().filter(
            Q(meeting=meeting) | Q(meeting__isnull=True, group=meeting.group_id)
        )


class ProposedItem(models.Model):
    """Something that a member or a partner asks to have on an agenda."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Waiting for the secretariat"
        ACCEPTED = "accepted", "On the agenda"
        DECLINED = "declined", "Declined"

    group = models.ForeignKey("board.Group", models.PROTECT, related_name="proposed_items")
    meeting = models.ForeignKey(
        "meetings.Meeting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_items",
        help_text="None means the next one.",
    )
    title = models.CharField(max_length=200)
    why = models.TextField("why the Board should take it")
    suggests_closed = models.BooleanField(default=False)
    person = models.ForeignKey("board.Person", models.PROTECT, related_name="proposed_items")
    organisation = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROPOSED)
    item = models.OneToOneField(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    answer = models.TextField("why it was declined", blank=True)

    objects = ProposedItemQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="accepted", item__isnull=False)
                | (~Q(state="accepted") & Q(item__isnull=True)),
                name="proposed_item_accepted_into_an_item",
                violation_error_message="An accepted proposal is an item of an agenda.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""),
                name="proposed_item_declined_for_a_reason",
                violation_error_message="Enter why it is declined.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_waiting(self):
        return self.state == self.State.PROPOSED

    def propose(self, *, by):
        with transaction.atomic():
            self.save()
            record_event("agenda_item.proposed", by=by, subject=self)

    def decline(self, *, answer, by):
        """The secretariat does not put it on an agenda, and says why."""
        with transaction.atomic():
            declined = ProposedItem.objects.waiting().filter(pk=self.pk)
            if declined.update(state=self.State.DECLINED, answer=answer):
                record_event("agenda_item.declined", by=by, subject=self)
        self.refresh_from_db()
