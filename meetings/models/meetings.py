import hashlib

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format

from audit.events import record_event
from board.day import today
from board.models import BoardSettings, Publication, Seat, SeatHolding
from board.roles import roles_of
from meetings.calendar import calendar_facts
from meetings.kept_names import when_and_where

from .agenda_issuing import AgendaIssuing
from .agenda_making import AgendaMaking
from .attendance import Attendance, AttendanceChanged, AttendanceCorrection, Departure
from .copies import CopyRequest
from .invitations import Invitation
from .minutes import Minutes
from .programme import InProgramme
from .reference_updates import before


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's role, and those of which a copy of the minutes is released to one now."""
        mine = self.visible_by_role(user)
        if not (user.is_authenticated and user.is_active) or roles_of(user).sees_meetings:
            return mine
        released = CopyRequest.objects.live(today()).filter(officer=user.pk)
        return mine | self.filter(pk__in=released.values("meeting"))

    def visible_by_role(self, user):
        """All of them for who sits on the Board; otherwise those one was invited to."""
        roles = roles_of(user)
        if roles.sees_meetings:
            return self
        if roles.person_id and (roles.is_observer or roles.is_co_optee):
            invited = Invitation.objects.standing().filter(
                person=roles.person_id, seat__in=roles.seat_ids
            )
            came = Attendance.objects.came().filter(person=roles.person_id)
            return self.filter(
                Q(pk__in=invited.values("meeting")) | Q(pk__in=came.values("meeting"))
            )
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
        return self.exclude(state__in=Meeting.CALLED_OFF)


class Meeting(AgendaMaking, AgendaIssuing, InProgramme):
    """A meeting of the Board or of one of its working groups, planned or held."""

    group = models.ForeignKey("board.Group", models.PROTECT, related_name="meetings")
    starts_at = models.TimeField("time", null=True, blank=True)
    venue = models.CharField("place", max_length=200, blank=True)
    title = models.CharField(
        "label", max_length=200, blank=True, help_text="Only when it has one, such as Away day."
    )
    theme = models.ForeignKey(
        "priorities.Priority", models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    summary = models.TextField("what the papers record of this meeting", blank=True)
    summary_source = models.CharField("the paper that says so", max_length=300, blank=True)
    is_made_up = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(InProgramme.Meta):
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        named = f"{self.group.short_name or self.group.name}, {date_format(self.held_on, 'j F Y')}"
        return f"{named} – {self.title}" if self.title else named

    def get_absolute_url(self):
        return reverse("meeting", kwargs={"slug": self.slug})

    @property
    def is_settled(self):
        """Its minutes are approved: what they say of it does not change any more. Of minutes older
        than the system, what the record says beside them can still be filled in."""
        minutes = getattr(self, "minutes", None)
        return minutes is not None and minutes.is_locked

    def _lock(self):
        """Take the row that decides; returns it as it is now."""
        now = Meeting.objects.select_for_update(of=("self",)).get(pk=self.pk)
        settled = Minutes.objects.filter(state=Minutes.State.APPROVED, is_earlier=False)
        if settled.filter(meeting=self).exists():
            raise PermissionDenied("The minutes of this meeting are approved and do not change.")
        return now

    @property
    def notice_slug(self):
        return f"notice-{self.slug}"

    @property
    def live_notice(self):
        """What the public is told of this meeting before it is held."""
        return Publication.objects.live().filter(kind="notice", slug=self.notice_slug).first()

    def notice_document(self):
        """What the public is told; of a meeting called off, only that it is."""
        theme = self.theme.title if self.theme and self.stands else ""
        return {
            "kind": "notice",
            "group": self.group.name,
            "title": self.title if self.stands else "",
            "called_off": "" if self.stands else self.get_state_display(),
            "held_on": self.held_on.isoformat(),
            "starts_at": self.starts_at.strftime("%H:%M") if self.starts_at else "",
            "venue": self.venue,
            "when_and_where": when_and_where(self),
            "theme": theme,
            "is_made_up": self.is_made_up,
            "calendar": calendar_facts(self, BoardSettings.current().name),
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

    def attendance_version(self):
        """Changes whenever anything in the list does."""
        content = [row.content for row in self.attendances.in_order()]
        return hashlib.sha256(repr(content).encode()).hexdigest() if content else ""

    def record_attendance(self, rows, *, by, version=None):
        """Write who came: `rows` are unsaved or known Attendance rows of this meeting.

        `version` is what `attendance_version` said when the page was opened.
        """
        with transaction.atomic():
            self._lock()
            recorded = list(self.attendances.in_order())
            if [row.content for row in recorded] == [row.content for row in rows]:
                return
            if version is not None and version != self.attendance_version():
                raise AttendanceChanged
            was = {row.pk: row.facts for row in recorded}
            self._replace_attendance(rows)
            if self.has_taken_place and was:
                AttendanceCorrection.objects.trace(self, was, by=by)
            record_event("attendance.recorded", by=by, subject=self)

    def _replace_attendance(self, rows):
        gone = self.attendances.exclude(pk__in=[row.pk for row in rows if row.pk])
        Departure.objects.filter(attendance__in=gone).delete()
        gone.delete()
        # Initials and the chair are unique: free them before giving them out again.
        self.attendances.update(initials="", is_in_chair=False)
        for row in rows:
            row.meeting = self
            row.keep()

    def start_minutes(self, *, by):
        """The minutes of this meeting, begun now if nobody has."""
        with transaction.atomic():
            minutes, begun = Minutes.objects.get_or_create(meeting=self)
            if begun:
                record_event("minutes.begun", by=by, subject=minutes)
        return minutes

    def keep_earlier_minutes(self, copy, *, approved_on, by):
        """Keep minutes older than the system: a file against this meeting, closed."""
        with transaction.atomic():
            self._lock()
            self.hold(by=by)
            minutes, _ = Minutes.objects.get_or_create(meeting=self)
            minutes.become_earlier(approved_on=approved_on)
            minutes.keep_earlier_copy(copy, by=by)
        return minutes

    def withdraw_what_holds(self, note, *, by):
        """Something that may have been public was closed: nobody reads it there any more. It waits
        for whoever publishes at this moment. The caller holds the lock of the meeting."""
        minutes = getattr(self, "minutes", None)
        if minutes:
            minutes._lock()
            minutes.withdraw_if_public(by=by, note=note)
        self.withdraw_agenda(by=by, note=note)

    def references_before(self):
        """What earlier meetings asked for: OR1, OR2 … as this one has it before it."""
        return before(self)

    # Who came

    def seat_holdings(self):
        """Who holds a seat on the day of the meeting, in the order of the terms of reference."""
        return (
            SeatHolding.objects.in_force(self.held_on)
            .filter(seat__in=Seat.objects.in_force(self.held_on))
            .select_related("seat", "person")
            .prefetch_related("seat__seat_organisations__organisation")
            .order_by("seat__position", "seat", "position", "pk")
        )

    def seats_present(self, *, seen_by):
        """(present, all): a seat counts once, whoever of its holders this reader may know came."""
        seats = Seat.objects.always_asked().in_force(self.held_on)
        known = Attendance.objects.visible_to(seen_by)
        came = known.came().filter(meeting=self, seat__in=seats)
        return came.values("seat").distinct().count(), seats.count()

    def minutes_seen_by(self, user):
        return Minutes.objects.visible_to(user).filter(meeting=self).first()
