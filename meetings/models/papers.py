from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.urls import reverse

from audit.events import record_event
from board.day import now
from board.roles import roles_of

from .agenda import AgendaItem
from .closing import Closable


class PaperQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_closed=False, item__is_closed=False)

    def closed(self):
        return self.filter(Q(is_closed=True) | Q(item__is_closed=True))

    def not_for_the_public(self):
        """What is closed, and what is marked for fewer people."""
        for_fewer = ~Q(marking=Paper.Marking.OFFICIAL)
        return self.filter(Q(is_closed=True) | Q(item__is_closed=True) | for_fewer)

    def standing(self):
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user):
        """Closed ones to who sees closed items; withdrawn ones to the secretariat alone."""
        from .meetings import Meeting

        hidden = AgendaItem.objects.closed_to(user)
        seen = self.filter(
            Q(is_closed=False, item__is_closed=False) | ~Q(item__in=hidden),
            item__meeting__in=Meeting.objects.visible_to(user),
        )
        return seen if roles_of(user).is_secretariat else seen.standing()

    def of(self, meeting):
        """The papers of a meeting in the order of its agenda."""
        found = self.filter(item__meeting=meeting).select_related("item", "current")
        return found.order_by("item__position", "item_id", "position", "pk")


class Paper(Closable):
    """Something laid before a meeting under an item: a report, a profile, a picture. Without a
    version it is still to follow."""

    class Marking(models.TextChoices):
        OFFICIAL = "OFFICIAL", "OFFICIAL"
        SENSITIVE = "OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    marking = models.CharField(max_length=30, choices=Marking.choices, default=Marking.OFFICIAL)
    position = models.PositiveSmallIntegerField("order", default=1)
    current = models.ForeignKey(
        "meetings.PaperVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Laid before an earlier meeting, whose item was deferred to this one.
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_into"
    )

    objects = PaperQuerySet.as_manager()

    class Meta(Closable.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("paper", kwargs={"slug": self.item.meeting.slug, "pk": self.pk})

    @property
    def counts_as_closed(self):
        """Closed itself or by its item: an item that opens leaves its closed papers closed."""
        return self.is_closed or self.item.is_closed

    @property
    def printed_reason(self):
        return (self if self.is_closed else self.item).get_closed_reason_display()

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    def is_late(self, latest_day):
        """Received after the latest day on which the agenda could go out (clear working days)."""
        return bool(self.current and latest_day and self.current.received_on > latest_day)

    def _lock(self):
        """Take the item, which decides: what is laid under a closed one is closed itself."""
        items = AgendaItem.objects.select_for_update(of=("self",))
        item = items.select_related("meeting__minutes").get(pk=self.item_id)
        if item.meeting.is_settled:
            raise PermissionDenied("The minutes of this meeting are approved: papers stay.")
        if item.is_closed and not self.is_closed:
            self.is_closed, self.closed_reason = True, item.closed_reason

    def add(self, *, checked=None, received_on=None, by):
        """Lay it under its item, with its file or to follow; sent twice it is the same paper."""
        with transaction.atomic():
            self._lock()
            standing = self.item.papers.standing().filter(title=self.title)
            known = standing.filter(current__sha256=checked.sha256 if checked else None).first()
            if known:
                return known
            last = self.item.papers.aggregate(last=Max("position"))["last"] or 0
            self.position = last + 1
            self.save()
            if checked:
                self._keep(checked, received_on=received_on, by=by)
            record_event("paper.added", by=by, subject=self)
        return self

    def replace(self, checked, *, received_on, by):
        """A new version; earlier ones are kept. The same file twice is one version."""
        with transaction.atomic():
            self._lock()
            now = Paper.objects.select_related("current").get(pk=self.pk)
            if now.is_withdrawn:
                raise PermissionDenied("The paper is withdrawn.")
            if now.current is None or now.current.sha256 != checked.sha256:
                self._keep(checked, received_on=received_on, by=by)
                record_event("paper.replaced", by=by, subject=self)

    def _keep(self, checked, *, received_on, by):
        last = self.versions.aggregate(last=Max("number"))["last"] or 0
        self.current = self.versions.create(
            number=last + 1,
            file_name=checked.name,
            kind=checked.kind,
            size=checked.size,
            sha256=checked.sha256,
            pages=checked.pages,
            received_on=received_on,
            uploaded_by=by,
        )
        PaperFile.objects.create(version=self.current, content=checked.content)
        self.save(update_fields=["current", *self.OF_ITS_CLOSING])

    OF_ITS_CLOSING = ["is_closed", "closed_reason", "closing_words"]

    def withdraw(self, *, by):
        """Take it from the agenda; the secretariat keeps it. Twice changes nothing."""
        with transaction.atomic():
            self._lock()
            if Paper.objects.standing().filter(pk=self.pk).update(withdrawn_at=now()):
                record_event("paper.withdrawn", by=by, subject=self)
                self._leave_the_public(by=by, note="A paper was withdrawn.")

    def revise(self, fields, *, by):
        """Keep these changed facts; closing goes one way, opening is the Chairman's."""
        with transaction.atomic():
            was_closed = Paper.objects.values_list("is_closed", flat=True).get(pk=self.pk)
            self._lock()
            if was_closed and not self.is_closed:
                raise PermissionDenied("Only the Chairman opens a closed paper.")
            closing = self.OF_ITS_CLOSING if self.is_closed else []
            self.save(update_fields=[*fields, *closing])
            record_event("paper.changed", by=by, subject=self)
            if self.is_closed and not was_closed:
                self._close_with_it(by=by)

    def _close_with_it(self, *, by):
        """The agenda that made it public is withdrawn; where it was carried to, it closes too."""
        self._leave_the_public(by=by, note="A paper was closed.")
        for carried in self.carried_into.filter(is_closed=False).select_related("item__meeting"):
            carried.is_closed, carried.closed_reason = True, self.closed_reason
            carried.save(update_fields=self.OF_ITS_CLOSING)
            record_event("paper.changed", by=by, subject=carried)
            carried._close_with_it(by=by)

    def _leave_the_public(self, *, by, note):
        """Withdraw the public agenda that names it."""
        meeting = self.item.meeting
        meeting._lock()
        live = meeting.live_agenda
        items = live.document["items"] if live else []
        if any(line["key"] == self.pk for item in items for line in item.get("papers", ())):
            meeting.withdraw_agenda(by=by, note=note)

    def carry_to(self, item, *, by):
        """Lay it before a later meeting, with the file that stands, which is not copied.

        The caller is in a transaction. Closed it stays closed, whatever the new item is.
        """
        reason = (self if self.is_closed else self.item).closed_reason
        carried = Paper.objects.create(
            item=item,
            title=self.title,
            marking=self.marking,
            position=self.position,
            is_closed=self.counts_as_closed,
            closed_reason=reason,
            closing_words=self.closing_words,
            carried_from=self,
        )
        if self.current:
            carried.current = self.current.carry_to(carried)
            carried.save(update_fields=["current"])
        record_event("paper.carried_over", by=by, subject=carried)

    def open(self, *, by):
        """Make a closed paper of an open item open: the Chairman's decision."""
        with transaction.atomic():
            AgendaItem.objects.select_for_update(of=("self",)).get(pk=self.item_id)
            paper = Paper.objects.filter(pk=self.pk, is_closed=True, item__is_closed=False)
            if paper.update(is_closed=False, closed_reason="", closing_words=""):
                record_event("paper.opened", by=by, subject=self)
        self.refresh_from_db()


class PaperVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The latest of every paper one sees; what it replaced to the secretariat alone."""
        seen = self.filter(paper__in=Paper.objects.visible_to(user))
        return seen if roles_of(user).is_secretariat else seen.filter(paper__current=F("pk"))


class PaperVersion(models.Model):
    """A paper's file as it came in. Never changed, never deleted."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    received_on = models.DateField()
    uploaded_at = models.DateTimeField(default=now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Of a paper carried over: the version that has the bytes.
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_into"
    )

    objects = PaperVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_number_once")
        ]

    def __str__(self):
        return f"Version {self.number} of {self.paper}"

    @property
    def content(self):
        """The bytes, read from where they came in."""
        return bytes(PaperFile.objects.get(version=self.carried_from_id or self.pk).content)

    def carry_to(self, paper):
        """The same file as the first version of a paper carried over."""
        facts = ("file_name", "kind", "size", "sha256", "pages", "received_on")
        return paper.versions.create(
            number=1,
            carried_from=self.carried_from or self,
            uploaded_at=self.uploaded_at,
            uploaded_by=self.uploaded_by,
            **{name: getattr(self, name) for name in facts},
        )


class PaperFile(models.Model):
    """The bytes of one version, apart, so that no list ever reads them. Never changed."""

    version = models.OneToOneField(PaperVersion, models.PROTECT, related_name="file")
    content = models.BinaryField()

    def __str__(self):
        return f"File of {self.version}"
