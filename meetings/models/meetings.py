from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from board.roles import roles_of

from .attendance import Attendance
from .minutes import Minutes


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All of them for who sits on the Board; otherwise those one was invited to."""
        roles = roles_of(user)
        if roles.sees_meetings:
            return self
        if roles.person_id and (roles.is_observer or roles.is_co_optee):
            invited = Attendance.objects.filter(person=roles.person_id).values("meeting")
            return self.filter(pk__in=invited)
        return self.none()

    def of_the_board(self):
        return self.filter(group__kind="board")

    def on_or_before(self, day):
        return self.filter(held_on__lte=day)

    def after(self, day):
        return self.filter(held_on__gt=day)

    def between(self, start, end):
        return self.filter(held_on__range=(start, end))

    def took_place(self):
        return self.filter(state__in=[Meeting.State.HELD, Meeting.State.CLOSED])

    def stands(self):
        return self.exclude(state__in=[Meeting.State.POSTPONED, Meeting.State.CANCELLED])


class Meeting(models.Model):
    """A meeting of the Board or of one of its working groups, planned or held."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        AGENDA_AGREED = "agenda_agreed", "Agenda agreed"
        ISSUED = "issued", "Agenda issued"
        HELD = "held", "Held"
        CLOSED = "closed", "Closed"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    group = models.ForeignKey("board.Group", models.PROTECT, related_name="meetings")
    held_on = models.DateField("date")
    starts_at = models.TimeField("time", null=True, blank=True)
    venue = models.CharField("place", max_length=200, blank=True)
    title = models.CharField(
        "label", max_length=200, blank=True, help_text="Only when it has one, such as Away day."
    )
    theme = models.ForeignKey(
        "priorities.Priority", models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.TextField("what the papers record of this meeting", blank=True)
    summary_source = models.CharField("the paper that says so", max_length=300, blank=True)
    is_made_up = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        day = date_format(self.held_on, "j F Y")
        return f"{self.title or self.group.short_name or self.group.name}, {day}"

    def get_absolute_url(self):
        return reverse("meeting", kwargs={"slug": self.slug})

    @property
    def has_taken_place(self):
        return self.state in (self.State.HELD, self.State.CLOSED)

    @property
    def has_minutes(self):
        return getattr(self, "minutes", None) is not None

    def slug_for_its_date(self):
        """`2018-09-19-board`, with -2 and so on when that is taken."""
        stem = f"{self.held_on.isoformat()}-{self.group.slug}"
        taken = set(
            Meeting.objects.filter(Q(slug=stem) | Q(slug__startswith=f"{stem}-"))
            .exclude(pk=self.pk)
            .values_list("slug", flat=True)
        )
        if stem not in taken:
            return stem
        return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)

    def arrange(self, *, by):
        """Enter a new meeting, or changed facts of one; its address follows the date until issue."""
        with transaction.atomic():
            if self.pk is None or self.state in (self.State.PLANNED, self.State.AGENDA_AGREED):
                self.slug = self.slug_for_its_date()
            self.save()
            record_event("meeting.arranged", by=by, subject=self)

    def hold(self, *, by):
        """Record that it took place."""
        with transaction.atomic():
            changed = (
                Meeting.objects.filter(pk=self.pk)
                .exclude(state__in=[self.State.HELD, self.State.CLOSED])
                .update(state=self.State.HELD)
            )
            if changed:
                record_event("meeting.held", by=by, subject=self)
        self.refresh_from_db(fields=["state"])

    def record_attendance(self, rows, *, by):
        """Write who came: `rows` are unsaved or known Attendance rows of this meeting."""
        with transaction.atomic():
            Meeting.objects.select_for_update().get(pk=self.pk)
            kept = [row.pk for row in rows if row.pk]
            self.attendances.exclude(pk__in=kept).delete()
            # Initials and the chair are unique: free them before giving them out again.
            self.attendances.update(initials="", is_in_chair=False)
            for row in rows:
                row.meeting = self
                row.save()
            record_event("attendance.recorded", by=by, subject=self)

    def start_minutes(self, *, by):
        """The minutes of this meeting, begun now if nobody has."""
        minutes, begun = Minutes.objects.get_or_create(meeting=self)
        if begun:
            record_event("minutes.begun", by=by, subject=minutes)
        return minutes
