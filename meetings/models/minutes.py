from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from board.models import Publication
from board.roles import roles_of

from .approving import MinutesApproving
from .closing_later import MinutesClosing
from .earlier import EarlierCopy, MinutesEarlier
from .publishing import MinutesPublishing
from .taking import MinutesTaking


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is the secretariat's and the Chairman's until it is circulated."""
        from .meetings import Meeting

        roles = roles_of(user)
        # What is released to an officer is read as their copy, under their name.
        seen = self.filter(meeting__in=Meeting.objects.visible_by_role(user))
        if roles.is_secretariat or roles.is_chairman:
            return seen
        return seen.exclude(state=Minutes.State.DRAFT)

    def that_can_be_published(self):
        """Minutes kept as a file are published only when it is said what the public may read."""
        said = EarlierCopy.objects.filter(minutes=OuterRef("pk"), is_public=True)
        return self.filter(Q(is_earlier=False) | Exists(said))

    def to_approve_at(self, meeting):
        """Circulated ones of earlier meetings of the same group, the latest first."""
        earlier = {"meeting__group": meeting.group_id, "meeting__held_on__lt": meeting.held_on}
        waiting = self.filter(state=Minutes.State.CIRCULATED, **earlier)
        return waiting.select_related("meeting__group").order_by("-meeting__held_on")

    def waiting_for_agreement(self):
        """Approved, not public; the Chairman has not agreed, or it was withdrawn since."""
        of_it = Publication.objects.filter(kind="minutes", slug=OuterRef("meeting__slug"))
        withdrawn = of_it.filter(withdrawn_at__gt=OuterRef("publication_approved_at"))
        return self.filter(
            Q(publication_approved_sha256="") | Exists(withdrawn),
            ~Exists(of_it.live()),
            state=Minutes.State.APPROVED,
        )


class Minutes(MinutesTaking, MinutesApproving, MinutesPublishing, MinutesClosing, MinutesEarlier):
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
    # The sentence last written from the attendance: where it stands as it is, nobody edited it.
    written_apologies = models.TextField(blank=True)
    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(is_earlier=True)
                | Q(approved_at_meeting__isnull=False, approved_on__isnull=False),
                name="minutes_approved_at_a_meeting",
                violation_error_message="Choose the meeting that approved the minutes.",
            )
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}"

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_final(self):
        return self.state == self.State.APPROVED

    @property
    def is_locked(self):
        """Approved as written here; what is noted from earlier minutes can be put right."""
        return self.is_final and not self.is_earlier

    @property
    def state_label(self):
        if self.is_final and self.live_publication:
            return "Published"
        return "Kept as a file" if self.is_earlier else self.get_state_display()

    def _lock(self):
        """Take the row that decides, as it is now; everything written waits for it."""
        locked = type(self).objects.select_for_update().get(pk=self.pk)
        self.state, self.is_earlier = locked.state, locked.is_earlier
        return locked
