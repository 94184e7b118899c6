import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Max

from audit.events import record_event
from board.day import now, today
from meetings.kept_names import names_today
from meetings.release import placeholders
from meetings.resolution import resolution

from .agenda import AgendaItem
from .approval import ApprovalRound
from .paragraphs import Entry, ParagraphRevision


class MinutesApproving(models.Model):
    """The part of minutes that others agree to: circulated, amended, approved at a later meeting."""

    APPROVAL = ["state", "approved_at_meeting", "approved_on", "approved_by"]

    # How the Board, the group and the meetings were called when the minutes were approved.
    kept_names = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def text_version(self):
        """Changes whenever a paragraph does."""
        written = ParagraphRevision.objects.filter(paragraph__minutes=self)
        return written.aggregate(last=Max("pk"))["last"] or 0

    def circulate(self, *, by, reply_by=None):
        """Let the members see the draft and ask each seat whether it is right, by a day; its
        references get their numbers for good."""
        with transaction.atomic():
            if not self._lock().is_draft:
                return
            self.state = self.State.CIRCULATED
            self.circulated_at = now()
            self.save(update_fields=["state", "circulated_at"])
            self.paragraphs.update(circulated=F("current"))
            self.references.number_in_printed_order(self)
            self.meeting.decisions.number_in_printed_order(self)
            ApprovalRound.objects.open(self, day=today(), reply_by=reply_by)
            record_event("minutes.circulated", by=by, subject=self)

    def approve(self, *, at, by, item=None):
        """Record that a later meeting approved them, with what it stated. They are locked from now
        on. `item` of that meeting is where its own minutes say so."""
        if at.held_on <= self.meeting.held_on or at.group_id != self.meeting.group_id:
            raise ValueError("Minutes are approved at a later meeting of the same group.")
        with transaction.atomic():
            if self._lock().state != self.State.CIRCULATED:
                raise PermissionDenied("Circulated minutes are approved, once.")
            self._refuse_undecided()
            stated = list(self.amendments.stated().undecided().for_a_list())
            for amendment in stated:
                amendment.take_in(wording=amendment.wording, by=by)
            self._refuse_placeholders()
            if item:
                said = Entry(uuid.uuid4(), resolution(self, stated), kind="decision")
                at.start_minutes(by=by).write_item(item, [said], by=by)
            self.state = self.State.APPROVED
            self.approved_at_meeting = at
            self.approved_on = at.held_on
            self.approved_by = by
            self._keep_names()
            self.save(update_fields=[*self.APPROVAL, "kept_names"])
            record_event("minutes.approved", by=by, subject=self)

    def _keep_names(self):
        """From now on these minutes print the names of today, whatever is renamed."""
        self.references.keep_as_minuted()
        self.meeting.attendances.keep_seat_names()
        self.kept_names = names_today(self)

    def may_be_approved_at(self, today):
        """The later meetings of the same group, until this day, earliest first."""
        from .meetings import Meeting

        later = Meeting.objects.stands().after(self.meeting.held_on).on_or_before(today)
        of_group = later.filter(group=self.meeting.group_id)
        return of_group.select_related("group").order_by("held_on")

    def is_waited_for(self, today):
        """Seats still have until today or later to answer, and not all of them have."""
        asked = ApprovalRound.objects.filter(minutes=self, reply_by__gte=today)
        return asked.filter(asked_seats__replies=None, asked_seats__isnull=False).exists()

    def state_amendment(self, amendment, *, by):
        """Keep what the approving meeting wants otherwise, until the approval is recorded. A second
        one of the same paragraph takes the place of the first."""
        with transaction.atomic():
            if self._lock().state != self.State.CIRCULATED:
                raise PermissionDenied("Only circulated minutes are amended by a meeting.")
            stated = self.amendments.stated().undecided()
            if amendment.paragraph:
                stated.filter(paragraph=amendment.paragraph).take_back(by=by)
            elif stated.filter(item=amendment.item, wording=amendment.wording).exists():
                return
            amendment.minutes = self
            amendment.save()
            record_event("amendment.stated", by=by, subject=self)

    def corrections_since_circulated(self, user):
        """What was put right in the attendance, for who reads all of the meeting's closed items."""
        hidden = AgendaItem.objects.closed_to(user).filter(meeting=self.meeting)
        if self.circulated_at is None or hidden.exists():
            return []
        return self.meeting.corrections.filter(made_at__gte=self.circulated_at).order_by("pk")

    def _refuse_undecided(self):
        if self.amendments.proposed().undecided().exists():
            raise ValidationError("Decide on every proposed change first: take it in, or not.")

    def _refuse_placeholders(self):
        """Approved words do not change, and with these they could never become public."""
        if found := placeholders(self.public_document()):
            words = f"Words still to be filled in: {', '.join(found)}."
            raise ValidationError(f"{words} Amend them below, then record the approval.")

    def was_amended(self, *, openly):
        """Whether the approving meeting stated amendments; `openly`: to what everybody reads."""
        stated = [one for one in self.amendments.stated().for_a_list() if one.is_taken]
        return any(not (openly and one.is_closed) for one in stated)


def is_for_minutes(item):
    """The open item of a meeting under which it approves earlier minutes."""
    return not item.is_closed and item.title.casefold().startswith("minutes")


def item_for_minutes(meeting):
    return next(filter(is_for_minutes, meeting.items.order_by("position", "pk")), None)
