"""When a meeting is, and what becomes of a planned one: its date, address, calling off."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from audit.events import record_event


class InProgramme(models.Model):
    """The part of a meeting that the programme of meetings is made of."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        AGENDA_AGREED = "agenda_agreed", "Agenda agreed"
        ISSUED = "issued", "Agenda issued"
        HELD = "held", "Held"
        CLOSED = "closed", "Closed"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    PAST = [State.HELD, State.CLOSED]
    CALLED_OFF = [State.POSTPONED, State.CANCELLED]
    BEFORE_ISSUE = [State.PLANNED, State.AGENDA_AGREED]

    held_on = models.DateField("date")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    stood_as = models.CharField(
        "state before it was called off", max_length=20, choices=State.choices, blank=True
    )
    slug = models.SlugField(max_length=80, unique=True)
    # Calendars tell a later state of the same meeting by its higher number.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    arranged_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["postponed", "cancelled"]) | Q(stood_as=""),
                name="meeting_stood_as_before_it_was_called_off",
            )
        ]

    @property
    def stands(self):
        return self.state not in self.CALLED_OFF

    @property
    def has_taken_place(self):
        return self.state in self.PAST

    def slug_for_its_date(self):
        """`2018-09-19-board`; with -2 and so on when another meeting has it, or once had."""
        stem = f"{self.held_on.isoformat()}-{self.group.slug}"
        begins = Q(slug=stem) | Q(slug__startswith=f"{stem}-")
        taken = set(
            type(self).objects.filter(begins).exclude(pk=self.pk).values_list("slug", flat=True)
        )
        former = FormerSlug.objects.filter(begins).exclude(meeting=self.pk)
        taken.update(former.values_list("slug", flat=True))
        if stem not in taken:
            return stem
        return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)

    def _count_change(self, was):
        """What calendars show has changed: the next number, and the moment."""
        self.sequence, self.arranged_at = was.sequence, was.arranged_at
        facts = ("held_on", "starts_at", "venue", "stands")
        if any(getattr(self, fact) != getattr(was, fact) for fact in facts):
            self.sequence, self.arranged_at = was.sequence + 1, timezone.now()

    def arrange(self, *, by):
        """Enter a new meeting, or changed facts of one.

        Its address follows the date until the agenda is issued, and the old one leads to it. A
        new date puts a postponed meeting back into the programme.
        """
        with transaction.atomic():
            notice = self.live_notice
            was = self._lock() if self.pk else None
            if was:
                self._follow(was)
            if was is None or self.state in self.BEFORE_ISSUE:
                self.slug = self.slug_for_its_date()
            self.save()
            if was and was.slug != self.slug:
                self.former_slugs.filter(slug=self.slug).delete()
                self.former_slugs.create(slug=was.slug)
            if notice and (notice.slug != self.notice_slug or was.held_on != self.held_on):
                notice.withdraw(by=by, note="The date of the meeting changed.")
            if was and was.held_on != self.held_on:
                self.withdraw_agenda(by=by, note="The date of the meeting changed.")
            record_event("meeting.arranged", by=by, subject=self)

    def _follow(self, was):
        """Its state is what it has become meanwhile; a new date ends that it was postponed."""
        self.state, self.stood_as, self.slug = was.state, was.stood_as, was.slug
        if was.state == self.State.POSTPONED and was.held_on != self.held_on:
            self.state, self.stood_as = was.stood_as or self.State.PLANNED, ""
        self._count_change(was)

    def call_off(self, state, *, by):
        """Postpone or cancel what was planned; whoever was told of it in public is told so."""
        with transaction.atomic():
            was = self._lock()
            if was.has_taken_place:
                return
            self.stood_as = was.state if was.stands else was.stood_as
            self._become(state, was)
            self.withdraw_agenda(by=by, note="The meeting is called off.")
            if self.live_notice:
                self.announce(by=by)
            record_event("meeting.called_off", by=by, subject=self)

    def _become(self, state, was):
        self.state = state
        self._count_change(was)
        self.save(update_fields=["state", "stood_as", "sequence", "arranged_at"])

    def reinstate(self, *, by):
        """It takes place after all, as it stood before it was called off."""
        with transaction.atomic():
            was = self._lock()
            if was.stands:
                return
            self.stood_as = ""
            self._become(was.stood_as or self.State.PLANNED, was)
            if self.live_notice:
                self.announce(by=by)
            record_event("meeting.reinstated", by=by, subject=self)


class FormerSlug(models.Model):
    """An address that a meeting had before its date changed; it is given to no other."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="former_slugs")
    slug = models.SlugField(max_length=80, unique=True)

    def __str__(self):
        return self.slug
