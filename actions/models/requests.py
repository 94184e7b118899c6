from django.db import models, transaction
from django.db.models import F, Prefetch, Q

from accounts.models import ScopedLink
from audit.events import record_event
from board.day import now
from board.models import Affiliation, Organisation, Person, Seat
from board.roles import roles_of

from .action import Action
from .leads import Lead, any_of
from .revisions import ActionRevision

# Holders of these seats take part in the Board; observers and the secretariat have no own rows.
TAKING_PART = ["chairman", "deputy_chairman", "member", "co_optee", "adviser"]


def exactly_one_partner():
    kinds = ["organisation", "seat", "person"]
    for kind in kinds:
        yield Q(**{f"{other}__isnull": other != kind for other in kinds})


class UpdateRequestQuerySet(models.QuerySet):
    def running(self, today):
        return self.filter(round__closes_on__gte=today)

    def with_partner(self):
        return self.select_related("round__meeting__group", "organisation", "seat", "person")

    def with_rows(self):
        """With every row asked for, as it stands, and everything that was answered."""
        leads = Lead.objects.with_names()
        rows = RequestedRow.objects.select_related(
            *(f"action__current__{one}" for one in ActionRevision.READ_WITH)
        ).prefetch_related(Prefetch("action__current__leads", leads))
        replies = UpdateReply.objects.select_related("revision__made_by").order_by("pk")
        return self.with_partner().prefetch_related(
            Prefetch("rows", rows), Prefetch("replies", replies)
        )

    def asked_of(self, user, day):
        """What was asked of whom this user answers for on a day."""
        roles = roles_of(user, day)
        takes_part = roles.is_contact or roles.is_co_optee or roles.is_member
        if not takes_part:
            return self.none()
        return self.filter(
            Q(organisation__in=roles.organisation_ids)
            | Q(seat__in=roles.seat_ids, seat__category__in=TAKING_PART)
            | Q(person=roles.person_id)
        )


class UpdateRequest(models.Model):
    """What one partner was asked in an update round, and what it answered besides its rows."""

    LINK = "update-request"

    round = models.ForeignKey("actions.UpdateRound", models.PROTECT, related_name="requests")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="update_requests"
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="update_requests"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="update_requests"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    representative = models.CharField("representative asked about", max_length=400, blank=True)
    is_still_representative = models.BooleanField(null=True, blank=True)
    successor = models.CharField("who represents it now", max_length=200, blank=True)

    objects = UpdateRequestQuerySet.as_manager()

    class Meta:
        # Organisations, then seats, then people, on both databases.
        ordering = [
            F("organisation__name").asc(nulls_last=True),
            F("seat__position").asc(nulls_last=True),
            "person__name",
            "pk",
        ]
        constraints = [
            models.CheckConstraint(
                condition=any_of(exactly_one_partner()), name="update_request_one_partner"
            ),
            *(
                models.UniqueConstraint(
                    fields=["round", kind], name=f"update_request_once_per_{kind}"
                )
                for kind in ("organisation", "seat", "person")
            ),
        ]

    def __str__(self):
        return str(self.partner)

    @property
    def partner(self):
        return self.organisation or self.seat or self.person

    def leads(self, row):
        """Whether the row is this partner's own, as it stands."""
        return any(self._is(lead) for lead in row.leads.all())

    def _is(self, lead):
        if self.organisation_id:
            return lead.organisation_id == self.organisation_id
        if self.seat_id:
            return lead.seat_id == self.seat_id
        named = lead.person_id and {lead.person_id, lead.person.merged_into_id}
        return bool(named) and self.person_id in named

    @property
    def spoken_for(self):
        """The organisation on whose behalf the secretariat records what this partner said."""
        if self.organisation:
            return self.organisation
        if self.seat:
            found = list(Organisation.objects.filter(seat_organisations__seat=self.seat)[:2])
        else:
            affiliations = Affiliation.objects.filter(person=self.person, ends_on=None)
            found = list(Organisation.objects.filter(affiliations__in=affiliations).distinct()[:2])
        return found[0] if len(found) == 1 else None

    # How far it is. Each expects `with_rows`.

    @property
    def asked_rows(self):
        """The rows still open, on the table and this partner's to speak of; its own first."""
        rows = [row for row in self.rows.all() if row.may_be_answered(self)]
        return sorted(rows, key=lambda row: (row.is_shared, row.pk))

    @property
    def own_rows(self):
        return [row for row in self.asked_rows if not row.is_shared]

    @property
    def shared_rows(self):
        return [row for row in self.asked_rows if row.is_shared]

    @property
    def unanswered(self):
        return [row for row in self.own_rows if row not in self.answered]

    @property
    def answered_ids(self):
        return {reply.revision.action_id for reply in self.replies.all()}

    @property
    def answered(self):
        return [row for row in self.own_rows if row.action_id in self.answered_ids]

    @property
    def is_returned(self):
        own = self.own_rows
        if own:
            return len(self.answered) == len(own)
        return bool(self.done_at or self.replies.all())

    @property
    def is_partly_returned(self):
        return not self.is_returned and bool(self.done_at or self.replies.all())

    @property
    def has_no_return(self):
        return not (self.is_returned or self.is_partly_returned)

    # What is answered

    def keep_reply(self, revision, *, link_recipient=""):
        """This state of a row is what the partner answered; the same is kept once."""
        UpdateReply.objects.get_or_create(
            request=self, revision=revision, defaults={"link_recipient": link_recipient}
        )

    def finish(self, *, by, representative, is_still, successor, link=None):
        """The partner is done, and has said who represents it. It may be said anew."""
        with transaction.atomic():
            UpdateRequest.objects.select_for_update(of=("self",)).get(pk=self.pk)
            self.done_at = now()
            self.representative = representative
            self.is_still_representative = is_still
            self.successor = "" if is_still else successor
            self.save(update_fields=["done_at", *self.REPRESENTATION])
            recipient = link.recipient if link else ""
            record_event("update_request.finished", by=by, subject=self, recipient=recipient)

    REPRESENTATION = ["representative", "is_still_representative", "successor"]

    # The links that stand in for signing in

    def links(self):
        return ScopedLink.objects.filter(purpose=self.LINK, object_id=str(self.pk))

    def make_link(self, recipient, expires_at, now):
        """The token of a new link for this address; every earlier one to it ends."""
        for link in self.links().live(now).filter(recipient__iexact=recipient):
            link.revoke(now)
        _, token = ScopedLink.objects.make(self.LINK, self, recipient, expires_at)
        return token


class RequestedRow(models.Model):
    """A row of the action table that a partner was asked about."""

    request = models.ForeignKey(UpdateRequest, models.PROTECT, related_name="rows")
    action = models.ForeignKey(Action, models.PROTECT, related_name="requested")
    is_shared = models.BooleanField(
        default=False, help_text="All partners lead it: a note of progress is asked, no rating."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "action"], name="requested_row_once")
        ]

    def __str__(self):
        return f"{self.action} asked of {self.request}"

    def may_be_answered(self, request):
        """Still open and on the table, and still this partner's."""
        row = self.action.current
        if row.is_closed or row.is_dropped:
            return False
        return row.is_led_by_partners if self.is_shared else request.leads(row)

    @property
    def row(self):
        return self.action.current

    def last_reply(self, request):
        """The state of the row this partner answered with last, or None."""
        said = [r.revision for r in request.replies.all() if r.revision.action_id == self.action_id]
        return said[-1] if said else None


class UpdateReply(models.Model):
    """A state of a row that a partner's answer made. Never changed or removed: the last stands."""

    request = models.ForeignKey(UpdateRequest, models.PROTECT, related_name="replies")
    revision = models.ForeignKey(ActionRevision, models.PROTECT, related_name="replies")
    link_recipient = models.EmailField("by link sent to", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "update replies"
        constraints = [
            models.UniqueConstraint(fields=["request", "revision"], name="update_reply_once")
        ]

    def __str__(self):
        return f"{self.revision} by {self.request}"
