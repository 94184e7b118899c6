import hashlib
import re

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from board.models import Publication, Seat, SeatHolding
from board.roles import roles_of
from meetings.document import when_and_where

from .attendance import Attendance, AttendanceChanged
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
        return self.filter(state__in=Meeting.PAST)

    def with_state_of_minutes(self):
        """Each with `minutes_state` and `is_published`, for lists."""
        published = Publication.objects.live().filter(kind="minutes", slug=OuterRef("slug"))
        return self.annotate(minutes_state=F("minutes__state"), is_published=Exists(published))

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

    PAST = [State.HELD, State.CLOSED]

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
        named = f"{self.group.short_name or self.group.name}, {date_format(self.held_on, 'j F Y')}"
        return f"{named} – {self.title}" if self.title else named

    def get_absolute_url(self):
        return reverse("meeting", kwargs={"slug": self.slug})

    @property
    def stands(self):
        return self.state not in (self.State.POSTPONED, self.State.CANCELLED)

    @property
    def has_taken_place(self):
        return self.state in self.PAST

    @property
    def is_settled(self):
        """Its minutes are approved: what they say of it does not change any more."""
        minutes = getattr(self, "minutes", None)
        return minutes is not None and minutes.is_locked

    def _lock(self):
        Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if Minutes.objects.filter(meeting=self, state=Minutes.State.APPROVED).exists():
            raise PermissionDenied("The minutes of this meeting are approved and do not change.")

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
            notice = self.live_notice
            if self.pk:
                self._lock()
            if self.pk is None or self.state in (self.State.PLANNED, self.State.AGENDA_AGREED):
                self.slug = self.slug_for_its_date()
            self.save()
            if notice and notice.slug != self.notice_slug:
                notice.withdraw(by=by, note="The date of the meeting changed.")
            record_event("meeting.arranged", by=by, subject=self)

    @property
    def notice_slug(self):
        return f"notice-{self.slug}"

    @property
    def live_notice(self):
        """What the public is told of this meeting before it is held."""
        return Publication.objects.live().filter(kind="notice", slug=self.notice_slug).first()

    def notice_document(self):
        return {
            "kind": "notice",
            "group": self.group.name,
            "title": self.title,
            "held_on": self.held_on.isoformat(),
            "starts_at": self.starts_at.strftime("%H:%M") if self.starts_at else "",
            "venue": self.venue,
            "when_and_where": when_and_where(self),
            "theme": self.theme.title if self.theme else "",
            "is_made_up": self.is_made_up,
        }

    def announce(self, *, by):
        """Tell the public when and where. Announcing again replaces the earlier notice."""
        return Publication.objects.issue(
            kind=Publication.Kind.NOTICE,
            slug=self.notice_slug,
            title=f"Meeting of the {self.group.name}",
            held_on=self.held_on,
            document=self.notice_document(),
            pdf=b"",
            by=by,
        )

    def hold(self, *, by):
        """Record that it took place."""
        with transaction.atomic():
            changed = (
                Meeting.objects.filter(pk=self.pk)
                .exclude(state__in=self.PAST)
                .update(state=self.State.HELD)
            )
            if changed:
                record_event("meeting.held", by=by, subject=self)
        self.refresh_from_db(fields=["state"])

    def call_off(self, state, *, by):
        """Postpone or cancel what was planned; the public is no longer told of it."""
        with transaction.atomic():
            self._lock()
            notice = self.live_notice
            if notice:
                notice.withdraw(by=by, note=f"The meeting is {state}.")
            Meeting.objects.filter(pk=self.pk).exclude(state__in=self.PAST).update(state=state)
            record_event("meeting.called_off", by=by, subject=self)
        self.refresh_from_db(fields=["state"])

    def attendance_version(self):
        """Changes whenever anything in the list does."""
        content = [row.content for row in self.attendances.order_by("position", "pk")]
        return hashlib.sha256(repr(content).encode()).hexdigest() if content else ""

    def record_attendance(self, rows, *, by, version=None):
        """Write who came: `rows` are unsaved or known Attendance rows of this meeting.

        `version` is what `attendance_version` said when the page was opened.
        """
        with transaction.atomic():
            self._lock()
            recorded = [row.content for row in self.attendances.order_by("position", "pk")]
            if recorded == [row.content for row in rows]:
                return
            if version is not None and version != self.attendance_version():
                raise AttendanceChanged
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
        with transaction.atomic():
            minutes, begun = Minutes.objects.get_or_create(meeting=self)
            if begun:
                record_event("minutes.begun", by=by, subject=minutes)
        return minutes

    # Agenda

    def next_item_number(self):
        """One more than the highest number so far: 5 after 4, or after 4b."""
        numbers = [re.match(r"\d+", n) for n in self.items.values_list("number", flat=True)]
        return str(max((int(found[0]) for found in numbers if found), default=0) + 1)

    def add_item(self, item, *, by):
        with transaction.atomic():
            self._lock()
            item.meeting = self
            item.position = (self.items.aggregate(last=Max("position"))["last"] or 0) + 1
            item.save()
            record_event("agenda.changed", by=by, subject=self)

    def move_item(self, item, *, up, by):
        """Change places with the item before it, or after it."""
        with transaction.atomic():
            self._lock()
            row = list(self.items.order_by("position", "pk"))
            at = next(i for i, other in enumerate(row) if other.pk == item.pk)
            other = at - 1 if up else at + 1
            if not 0 <= other < len(row):
                return
            row[at], row[other] = row[other], row[at]
            for position, moved in enumerate(row, start=1):
                moved.position = position
            self.items.bulk_update(row, ["position"])
            record_event("agenda.changed", by=by, subject=self)

    # Who came

    def seat_holdings(self):
        """Who holds a seat on the day of the meeting, in the order of the terms of reference."""
        return (
            SeatHolding.objects.in_force(self.held_on)
            .filter(seat__in=Seat.objects.in_force(self.held_on))
            .select_related("seat", "person")
            .prefetch_related("seat__seat_organisations__organisation")
            .order_by("seat__position", "position", "pk")
        )

    def seats_present(self):
        """(present, all): a seat counts once, whoever of its holders came."""
        seats = Seat.objects.in_force(self.held_on).exclude(
            category__in=["secretariat", "observer"]
        )
        came = Attendance.objects.came().filter(meeting=self, seat__in=seats)
        return came.values("seat").distinct().count(), seats.count()

    def minutes_seen_by(self, user):
        return Minutes.objects.visible_to(user).filter(meeting=self).first()
