from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import ScopedLink
from audit.events import record_event
from board.day import now
from board.models import SeatHolding
from board.roles import roles_of


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back, and the person is still in the seat on the day of the meeting."""
        holds = SeatHolding.objects.filter(
            Q(starts_on=None) | Q(starts_on__lte=OuterRef("meeting__held_on")),
            Q(ends_on=None) | Q(ends_on__gte=OuterRef("meeting__held_on")),
            seat=OuterRef("seat"),
            person=OuterRef("person"),
        )
        return self.filter(Q(seat=None) | Exists(holds), withdrawn_at=None)

    def visible_to(self, user):
        """The secretariat and the Chairman see all of them, everybody their own."""
        roles = roles_of(user)
        if roles.is_secretariat or roles.is_chairman:
            return self
        return self.filter(person=roles.person_id) if roles.person_id else self.none()

    def of(self, user, meeting):
        """What this person was asked, or None."""
        own = self.standing().filter(meeting=meeting, person__user=user.pk)
        return own.with_people().first()

    def with_people(self):
        return self.select_related("meeting__group", "person__user", "seat", "answered_by")

    def to_be_sent(self):
        """Never sent, or sent before the meeting was moved or called off; an address is held."""
        return self.with_address().filter(
            Q(sent_at=None, meeting__in=_that_stand())
            | (Q(sent_at__isnull=False) & ~Q(sent_sequence=F("meeting__sequence")))
        )

    def with_address(self):
        """Standing, of a person whose e-mail address is held."""
        return self.standing().filter(person__user__is_active=True)

    def answers(self, meeting):
        """Who of those invited has answered what: it fills in the attendance beforehand."""
        answered = self.standing().filter(meeting=meeting).exclude(answer="")
        return answered.select_related("person", "seat")

    def waiting_for(self, person_id, today):
        """What was sent to this person and is not answered, for meetings still to come."""
        return (
            self.standing()
            .filter(person=person_id, answer="", sent_at__isnull=False)
            .filter(meeting__held_on__gte=today)
            .filter(meeting__in=_that_stand())
            .select_related("meeting__group")
            .order_by("meeting__held_on", "pk")
        )

    def invite(self, meeting, person, *, seat, by):
        """Ask somebody to come; asking again takes back that the invitation was withdrawn."""
        with transaction.atomic():
            invitation, is_new = self.get_or_create(
                meeting=meeting, person=person, defaults={"seat": seat}
            )
            if not is_new and invitation.withdrawn_at is None and invitation.seat == seat:
                return invitation
            invitation.seat, invitation.withdrawn_at = seat, None
            invitation.save(update_fields=["seat", "withdrawn_at"])
            record_event("invitation.made", by=by, subject=invitation)
        return invitation


def _that_stand():
    from .meetings import Meeting

    return Meeting.objects.stands()


class Invitation(models.Model):
    """Somebody asked to come to a meeting, and what they answered."""

    class Answer(models.TextChoices):
        NONE = "", "No answer yet"
        ATTENDING = "attending", "Attending"
        APOLOGIES = "apologies", "Apologies"
        SUBSTITUTE = "substitute", "Sends a substitute"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="invitations")
    person = models.ForeignKey("board.Person", models.PROTECT, related_name="invitations")
    seat = models.ForeignKey(
        "board.Seat", models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.EmailField("sent to", blank=True)
    sent_sequence = models.PositiveIntegerField(
        default=0, help_text="How often the meeting had been moved when it was last sent."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    substitute_name = models.CharField(max_length=200, blank=True)
    substitute_organisation = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Nobody: the person answered by the link that was sent.
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.CharField("how they answered", max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["seat__position", "person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="invitation_once",
                violation_error_message="This person is invited already.",
            ),
            models.CheckConstraint(
                condition=Q(answer="substitute") & ~Q(substitute_name="")
                | ~Q(answer="substitute") & Q(substitute_name="", substitute_organisation=""),
                name="invitation_substitute_is_named",
                violation_error_message="Enter the name of who comes instead.",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="invitation_answer_has_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.meeting}"

    @property
    def address(self):
        """The e-mail address that is held of the person, or ""."""
        user = self.person.user
        return user.email if user and user.is_active else ""

    @property
    def shows_the_meeting(self):
        """Whether who is invited may read the agenda; a guest without a seat may not."""
        from .meetings import Meeting

        user = self.person.user
        return bool(user) and Meeting.objects.visible_to(user).filter(pk=self.meeting_id).exists()

    @property
    def waits_to_be_sent(self):
        """The same for one as `to_be_sent` for many."""
        if self.sent_at is None:
            return bool(self.address) and self.meeting.stands
        return bool(self.address) and self.is_behind

    @property
    def is_behind(self):
        """Sent before the meeting was moved or called off."""
        return self.sent_at is not None and self.sent_sequence != self.meeting.sequence

    @property
    def answer_in_words(self):
        if self.answer != self.Answer.SUBSTITUTE:
            return self.get_answer_display().lower()
        organisation = f", {self.substitute_organisation}" if self.substitute_organisation else ""
        return f"represented by {self.substitute_name}{organisation}"

    @property
    def answered_how(self):
        """By the link that was sent, or told to whom."""
        if self.answered_by_id is None:
            return "by the link"
        if self.answered_by_id == self.person.user_id:
            return "signed in"
        how = f"recorded by {self.answered_by}"
        return f"{how}, {self.note}" if self.note else how

    def may_be_answered(self, today):
        return (
            self.meeting.stands
            and not self.meeting.has_taken_place
            and (self.meeting.held_on >= today)
        )

    def record_answer(self, answer, *, by, today, link=None, substitute=("", ""), note=""):
        """What the person answered: by the link sent to them, or told to somebody signed in."""
        with transaction.atomic():
            locked = Invitation.objects.select_for_update(of=("self",)).select_related("meeting")
            if not locked.get(pk=self.pk).may_be_answered(today):
                raise PermissionDenied("The meeting is over or does not take place.")
            is_substitute = answer == self.Answer.SUBSTITUTE
            self.answer = answer
            self.substitute_name, self.substitute_organisation = (
                substitute if is_substitute else ("", "")
            )
            self.answered_at, self.answered_by, self.note = now(), by, note
            self.save(update_fields=self.ANSWERED)
            verb = "invitation.answered_by_link" if link else "invitation.answered"
            recipient = link.recipient if link else ""
            record_event(verb, by=by, subject=self, recipient=recipient)

    ANSWERED = [
        "answer",
        "substitute_name",
        "substitute_organisation",
        "answered_at",
        "answered_by",
        "note",
    ]

    def withdraw(self, *, by, at):
        """Take the invitation back: its link ends, and whoever sees the meeting by it no more."""
        with transaction.atomic():
            changed = Invitation.objects.filter(pk=self.pk, withdrawn_at=None).update(
                withdrawn_at=at
            )
            if changed:
                self.end_links(at)
                record_event("invitation.withdrawn", by=by, subject=self)
        self.refresh_from_db(fields=["withdrawn_at"])

    # The link that stands in for signing in

    def links(self):
        return ScopedLink.objects.filter(purpose=ScopedLink.RSVP, object_id=str(self.pk))

    def end_links(self, at):
        for link in self.links().live(at):
            link.revoke(at)

    def make_link(self, expires_at, now):
        """The token of a new link; every earlier one ends."""
        self.end_links(now)
        _, token = ScopedLink.objects.make(ScopedLink.RSVP, self, self.address, expires_at)
        return token

    def mark_sent(self, *, by, at):
        self.sent_at, self.sent_to = at, self.address
        self.sent_sequence = self.meeting.sequence
        with transaction.atomic():
            self.save(update_fields=["sent_at", "sent_to", "sent_sequence"])
            record_event("invitation.sent", by=by, subject=self, recipient=self.sent_to)
