import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import ScopedLink
from audit.events import record_event
from board.models import Organisation, Person, Seat
from meetings.models import Meeting

from .requests import RequestedRow, UpdateReply, UpdateRequest

LINKS_OUTLAST_THE_ROUND = datetime.timedelta(days=14)


class UpdateRoundQuerySet(models.QuerySet):
    def running(self, today):
        return self.filter(closes_on__gte=today)

    def before_their_meeting(self, today):
        """Rounds that still matter: running, or the meeting they are for is still to come."""
        return self.filter(Q(closes_on__gte=today) | Q(meeting__held_on__gte=today))

    def with_meeting(self):
        return self.select_related("meeting__group")

    def with_requests(self):
        """With everything that is asked and answered in them."""
        return self.prefetch_related(models.Prefetch("requests", UpdateRequest.objects.with_rows()))

    def latest_by(self, day):
        """The last round that had been opened by a day."""
        return self.filter(opened_on__lte=day).order_by("-opened_on", "-pk")

    def last_day_of_silence(self, day):
        """For each state of a row: the last day of the latest round, when the row was asked for in
        it and by `day` nobody has said a word of it. None for every other row."""
        latest = UpdateRound.objects.latest_by(day).values("pk")[:1]
        said = UpdateReply.objects.filter(
            request__round=OuterRef("request__round"),
            revision__action=OuterRef("action"),
            revision__as_at__lte=day,
        )
        asked = RequestedRow.objects.filter(
            ~Exists(said), action=OuterRef("action"), is_shared=False, request__round=latest
        )
        return Subquery(asked.values("request__round__closes_on")[:1])

    def rows_in_silence(self, day):
        """The rows asked for in the latest round, once it has closed, of which by `day` nobody has
        said a word. Worked out once for a whole table."""
        latest = UpdateRound.objects.latest_by(day).values("pk")[:1]
        said = UpdateReply.objects.filter(
            request__round=OuterRef("request__round"),
            revision__action=OuterRef("action"),
            revision__as_at__lte=day,
        )
        asked = RequestedRow.objects.filter(
            ~Exists(said), is_shared=False, request__round=latest, request__round__closes_on__lt=day
        )
        return asked.order_by().values("action")


class UpdateRoundManager(models.Manager.from_queryset(UpdateRoundQuerySet)):
    def open(self, meeting, plans, *, closes_on, by, today):
        """Ask these partners for these rows. `plans`: of `actions.asking`."""
        with transaction.atomic():
            Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
            if self.filter(meeting=meeting).exists():
                raise ValidationError("The update round for this meeting is open already.")
            if closes_on < today:
                raise ValidationError({"closes_on": "Choose today or a later day"})
            kept = self.create(meeting=meeting, opened_on=today, opened_by=by, closes_on=closes_on)
            for plan in plans:
                kept._ask(plan)
            record_event("update_round.opened", by=by, subject=kept)
        return kept


class UpdateRound(models.Model):
    """Before a meeting every partner is asked how its actions stand."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="update_round")
    opened_on = models.DateField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closes_on = models.DateField("last day to answer")

    objects = UpdateRoundManager()

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]

    def __str__(self):
        return f"Update round for {self.meeting}"

    def get_absolute_url(self):
        return reverse("update-round", kwargs={"slug": self.meeting.slug})

    @property
    def returned(self):
        """How many partners have answered everything. Expects `with_requests`."""
        return sum(request.is_returned for request in self.requests.all())

    def is_open(self, today):
        return today <= self.closes_on

    def close_on(self, day, *, by):
        """Another last day; the links that were sent go on or end with it."""
        with transaction.atomic():
            UpdateRound.objects.select_for_update().get(pk=self.pk)
            longer = day - self.closes_on
            self.closes_on = day
            self.save(update_fields=["closes_on"])
            for link in self.links():
                link.expires_at += longer
                link.save(update_fields=["expires_at"])
            record_event("update_round.closing_day_changed", by=by, subject=self)

    def links(self):
        requests = [str(pk) for pk in self.requests.values_list("pk", flat=True)]
        return ScopedLink.objects.filter(
            purpose=UpdateRequest.LINK, object_id__in=requests, revoked_at=None
        )

    def _ask(self, plan):
        kind = {Organisation: "organisation", Seat: "seat", Person: "person"}[type(plan.partner)]
        asked = self.requests.create(**{kind: plan.partner})
        RequestedRow.objects.bulk_create(
            RequestedRow(request=asked, action_id=row.action_id, is_shared=is_shared)
            for is_shared, rows in [(False, plan.rows), (True, plan.shared)]
            for row in rows
        )


def note_replies(revision, *, by, on_behalf_of, today):
    """Somebody said how a row stands on the row's own page: that answers the round as well."""
    asked = UpdateRequest.objects.running(today).filter(rows__action=revision.action)
    if on_behalf_of is None:
        asked = asked.filter(pk__in=UpdateRequest.objects.asked_of(by, today).values("pk"))
    else:
        asked = asked.filter(organisation=on_behalf_of)
    for request in asked:
        request.keep_reply(revision)
