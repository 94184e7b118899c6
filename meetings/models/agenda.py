import hashlib

from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q

from audit.events import record_event
from board.day import today
from board.models import Person
from board.roles import roles_of

from .closing import Closable
from .copies import CopyRequest


class AgendaItemQuerySet(models.QuerySet):
    def closed_to(self, user):
        """The items of whose closed matters this user may see nothing: the one place that decides.

        All of them for who has not the right to closed items, but for meetings whose full minutes
        are released to this officer now, and the items a co-optee is admitted to; for who has it,
        those the Chairman keeps from them because they declared an interest. Closed matters are a
        closed item with everything in it, and the closed paragraphs and papers of an open one.
        In a query:
        `seen.open() | seen.exclude(item__in=AgendaItem.objects.closed_to(user))`.
        """
        roles = roles_of(user)
        if not roles.sees_closed:
            released = CopyRequest.objects.live(today()).in_full().filter(officer=user.pk)
            shown = Q(meeting__in=released.values("meeting"))
            shown |= Q(pk__in=self.item_ids_admitted(user))
            return self.filter(~shown | Q(pk__in=self._kept_from(roles)))
        return self._kept_from(roles)

    def item_ids_admitted(self, user):
        """The numbers of the closed items to which this co-optee is admitted now, without those
        kept from them; read once and kept on the user, as roles are.

        What holds closed words without hanging on an item is none of theirs: choose for them what
        is open, and what hangs on one of these.
        """
        from .admissions import Admission

        roles = roles_of(user)
        if not roles.is_co_optee or roles.sees_closed:
            return frozenset()
        if not hasattr(user, "_admitted"):
            items = Admission.objects.of(user).exclude(item__in=self.model.objects.kept_from(user))
            user._admitted = frozenset(items.values_list("item", flat=True))
        return user._admitted

    def kept_from(self, user):
        """What the Chairman keeps from this user, who is told so by the numbers of the items."""
        return self._kept_from(roles_of(user)).distinct()

    def _kept_from(self, roles):
        """What the Chairman keeps from this person because of an interest declared."""
        if roles.person_id is None:
            return self.none()
        me = Person.objects.filter(Q(pk=roles.person_id) | Q(merged_into=roles.person_id))
        return self.filter(declarations__person__in=me, declarations__excluded_at__isnull=False)

    def item_ids_hidden_from(self, user):
        """The numbers of these items, for what is chosen in Python: see `closed_to`."""
        return frozenset(self.closed_to(user).values_list("pk", flat=True))


class AgendaItem(Closable):
    """One item of a meeting's agenda. Numbers restart each meeting and allow 3a, 3b."""

    class Purpose(models.TextChoices):
        INFORMATION = "information", "For information"
        DECISION = "decision", "For decision"

    class Outcome(models.TextChoices):
        TAKEN = "taken", "Taken"
        DEFERRED = "deferred", "Deferred to a later meeting"
        WITHDRAWN = "withdrawn", "Withdrawn"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="items")
    number = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField("order")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose.choices, blank=True)
    presenter = models.CharField("report of", max_length=200, blank=True)
    public_summary = models.TextField(
        blank=True,
        help_text="Printed for everybody in place of a closed item. Leave empty if none.",
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    deferred_to = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="deferred_items"
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_into"
    )
    minutes_allowed = models.PositiveSmallIntegerField(
        "time allowed, in minutes",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    # When the Board took it up and was through with it, by the clock of the secretary's desk.
    taken_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta(Closable.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *Closable.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="agenda_item_number_once",
                violation_error_message="Another item has this number: choose another.",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=True) | Q(public_summary=""),
                name="agenda_item_public_summary_of_closed_only",
                violation_error_message="Only a closed item has a public summary.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="deferred", deferred_to__isnull=False)
                | (~Q(outcome="deferred") & Q(deferred_to__isnull=True)),
                name="agenda_item_deferred_to_a_meeting",
                violation_error_message="Select the meeting it is deferred to.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    @property
    def is_for_declarations(self):
        """The standing item under which interests are declared, and printed."""
        return self.title.casefold().startswith("declaration")

    @property
    def is_for_references(self):
        """The standing item under which what earlier meetings asked for is taken, and printed."""
        return self.title.casefold().startswith("outstanding reference")

    @property
    def closed_sentence(self):
        """What everybody is told of a closed item."""
        return f"This item was considered in closed session ({self.closed_reason})."

    @property
    def version(self):
        """Changes whenever anything in the item does."""
        content = [
            getattr(self, field.attname)
            for field in self._meta.fields
            if field.name not in ("position", "taken_at", "finished_at")
        ]
        return hashlib.sha256(repr(content).encode()).hexdigest()[:16]

    @property
    def is_in_hand(self):
        return self.taken_at is not None and self.finished_at is None

    def clock(self, now):
        """“10 min allowed, 14 taken: over by 4”; empty until the Board takes the item up."""
        if self.taken_at is None:
            return ""
        taken = int(((self.finished_at or now) - self.taken_at).total_seconds() // 60)
        if not self.minutes_allowed:
            return f"{taken} min taken"
        left = self.minutes_allowed - taken
        how = f"over by {-left}" if left < 0 else f"{left} left"
        return f"{self.minutes_allowed} min allowed, {taken} taken: {how}"

    @property
    def may_be_opened_again(self):
        """Whether the secretariat may undo its closing: while nothing of it went out."""
        minutes = getattr(self.meeting, "minutes", None)
        return self.meeting.state == self.meeting.State.PLANNED and (
            minutes is None or minutes.is_draft
        )

    def revise(self, *, by, version):
        """Keep changed facts of the item, read as of this version; ItemChanged if it has moved."""
        with transaction.atomic():
            now = self._lock()
            if now.version != version:
                raise ItemChanged(now)
            if now.is_closed and not self.is_closed and not self.may_be_opened_again:
                raise PermissionDenied("Only the Chairman opens a closed item.")
            self.position = now.position
            self.save()
            if self.is_closed and not now.is_closed:
                self._close_what_hangs_on_it(by=by)
            if now.is_closed and not self.is_closed:
                self._end_admissions(by=by)
            self.meeting.agenda_changed(by=by)

    def close(self, reason, words, *, by):
        """Make an open item closed, whatever the state; what is public of it is withdrawn."""
        with transaction.atomic():
            item = self._lock()
            if item.is_closed:
                return
            item.is_closed, item.closed_reason, item.closing_words = True, reason, words
            item.save(update_fields=["is_closed", "closed_reason", "closing_words"])
            record_event("agenda.closed", by=by, subject=item)
            item._close_what_hangs_on_it(by=by)

    def _lock(self):
        """The item as it is now, its meeting first, as whoever publishes the agenda locks it.
        Others may write paragraphs under it meanwhile, not change it."""
        how = {"of": ("self",), "no_key": True}
        type(self.meeting).objects.select_for_update(**how).get(pk=self.meeting_id)
        return AgendaItem.objects.select_for_update(**how).get(pk=self.pk)

    def _close_what_hangs_on_it(self, *, by):
        """What is public of it is withdrawn; how references were done, heard under it, is told in
        their history alone; the same matter on the agenda of a later meeting closes too."""
        self.meeting.withdraw_what_holds(f"Item {self.number} was closed.", by=by)
        done = {"what": "closed", "reference__closed_at_meeting": self.meeting_id}
        for update in self.reference_updates.filter(**done).select_related("reference"):
            update.reference.outcome = ""
            update.reference.save(update_fields=["outcome"])
        for carried in self.carried_into.filter(is_closed=False).select_related("meeting__group"):
            carried.close(self.closed_reason, self.closing_words, by=by)
            carried.meeting.agenda_changed(by=by)

    def open(self, *, by):
        """Make a closed item open: the Chairman's decision. Closed paragraphs in it stay closed."""
        with transaction.atomic():
            item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if item.is_closed:
                item.is_closed = False
                item.closed_reason = item.closing_words = item.public_summary = ""
                item.save()
                item._end_admissions(by=by)
                record_event("agenda.opened", by=by, subject=item)

    def _end_admissions(self, *, by):
        """Should it ever be closed again, the Chairman decides anew who is admitted."""
        for admission in self.admissions.standing():
            admission.end(by=by)


class ItemChanged(Exception):
    """Somebody else changed the item since it was read; `current` is how it stands."""

    def __init__(self, current):
        super().__init__("Somebody else changed this item.")
        self.current = current
