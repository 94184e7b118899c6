"""What becomes of an outstanding reference: told, taken at meetings, closed, merged."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.dateformat import format as date_format

from audit.events import record_event
from board.day import now
from board.roles import roles_of

from .agenda import AgendaItem


class ReferenceUpdateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the references one may see; words typed in closed session as closed as any."""
        from .references import Reference

        seen = self.filter(reference__in=Reference.objects.visible_to(user))
        opened = Q(is_closed=False) & (Q(item=None) | Q(item__is_closed=False))
        if not roles_of(user).sees_closed:
            return seen.filter(opened)
        hidden = AgendaItem.objects.closed_to(user)
        return seen.filter(opened | Q(item=None) | ~Q(item__in=hidden))

    def for_a_history(self):
        return self.select_related(
            "made_by", "meeting__group", "on_behalf_of", "other", "item", "reference"
        )


class ReferenceUpdate(models.Model):
    """Something told or decided of an outstanding reference. Never changed, never deleted."""

    class What(models.TextChoices):
        TOLD = "told", "Progress"
        MINUTED = "minuted", "Taken at the meeting"
        DUE = "due", "Due date set"
        CLOSED = "closed", "Done"
        MERGED = "merged", "Merged into another"
        REOPENED = "reopened", "Outstanding again"

    reference = models.ForeignKey("meetings.Reference", models.PROTECT, related_name="updates")
    what = models.CharField(max_length=10, choices=What.choices)
    text = models.TextField(blank=True)
    other = models.ForeignKey(
        "meetings.Reference", models.PROTECT, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="reference_updates"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="reference_updates"
    )
    is_minuted = models.BooleanField(
        default=False, help_text="Told before the minutes of the meeting were approved."
    )
    is_closed = models.BooleanField("kept closed", default=False)
    told_on = models.DateField()
    made_at = models.DateTimeField(default=now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "board.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ReferenceUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.reference}: {self.get_what_display()}"

    @property
    def says_closed(self):
        """Its words may be read only by those who may see closed items."""
        return self.is_closed or bool(self.item and self.item.is_closed)


class BroughtReferenceQuerySet(models.QuerySet):
    def bring(self, meeting):
        """Give what is outstanding its number before a meeting. The caller holds its lock."""
        for brought in before(meeting):
            if not brought.pk:
                brought.owners, brought.due = brought.reference.printed()
                brought.save()


class BroughtReference(models.Model):
    """A reference as it came before a later meeting: OR2 of its agenda, or OR C1 when closed."""

    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, related_name="brought_references"
    )
    reference = models.ForeignKey("meetings.Reference", models.PROTECT, related_name="brought")
    number = models.PositiveSmallIntegerField()
    in_closed_series = models.BooleanField(default=False)
    owners = models.TextField(blank=True)
    due = models.CharField(max_length=40)

    objects = BroughtReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["in_closed_series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "reference"], name="reference_brought_once"),
            models.UniqueConstraint(
                fields=["meeting", "in_closed_series", "number"], name="brought_number_once"
            ),
        ]

    def __str__(self):
        return f"OR{' C' if self.in_closed_series else ''}{self.number}"

    @property
    def is_closed(self):
        return self.in_closed_series or self.reference.is_closed


def before(meeting):
    """What a meeting has before it, numbered: as kept, then what has come to it since."""
    from .references import Reference

    kept = BroughtReference.objects.filter(meeting=meeting).select_related(
        *(f"reference__{path}" for path in Reference.LISTED), "meeting__group"
    )
    found = list(
        kept.prefetch_related("reference__owners__organisation", "reference__owners__person")
    )
    known = {brought.reference_id for brought in found}
    count = {closed: sum(b.in_closed_series == closed for b in found) for closed in (False, True)}
    if not meeting.is_settled:
        for reference in Reference.objects.brought_to(meeting).for_a_list():
            if reference.pk not in known:
                closed = reference.is_closed
                count[closed] += 1
                found.append(
                    BroughtReference(
                        meeting=meeting,
                        reference=reference,
                        number=count[closed],
                        in_closed_series=closed,
                    )
                )
    return sorted(found, key=lambda brought: (brought.in_closed_series, brought.number))


@dataclass
class Taken:
    """What a meeting said of a reference: the words, when it is due now, whether it is done.

    `seen` is the last update of that meeting that the person who typed it had read (0: none).
    """

    text: str
    due: str
    due_on: object = None
    is_done: bool = False
    is_closed: bool = False
    seen: int = 0


class ReferenceChanged(Exception):
    """Somebody else took the same reference meanwhile: their updates."""

    def __init__(self, updates):
        super().__init__("Somebody else took this reference.")
        self.updates = updates


class ReferenceFollowing(models.Model):
    """The part of a reference that later meetings and its owners write."""

    class Meta:
        abstract = True

    What = ReferenceUpdate.What

    def printed(self):
        """(owners, due) as a paper prints them now."""
        due = f"By {date_format(self.due_on, 'j F Y')}" if self.due_on else self.get_due_display()
        return ", ".join(str(owner) for owner in self.owners.all()), due

    def as_minuted(self):
        """(owners, due) as the minutes it comes from print them, whatever was set since."""
        if self.minuted_due:
            return self.minuted_owners, self.minuted_due
        return self.printed()

    def _held(self, at):
        """Lock the meeting, then this reference; returns it as it is now, and whether the
        minutes of the meeting still change."""
        # By way of its own model: meetings are read after this module.
        meeting = type(at).objects.select_for_update(of=("self",)).get(pk=at.pk)
        now = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        is_minuted = not meeting.is_settled
        if is_minuted:
            BroughtReference.objects.bring(meeting)
        return now, is_minuted

    def _keep(self, what, text="", *, by, **facts):
        return self.updates.create(what=what, text=text, made_by=by, **facts)

    def tell(self, text, *, by, on, on_behalf_of=None):
        """Say how it stands, between meetings. The same words sent twice are kept once."""
        with transaction.atomic():
            now = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            if now.done_on:
                raise PermissionDenied("The reference is done.")
            last = now.updates.last()
            if last and (last.what, last.text, last.made_by_id) == (self.What.TOLD, text, by.pk):
                return
            now._keep(self.What.TOLD, text, by=by, told_on=on, on_behalf_of=on_behalf_of)
            record_event("reference.updated", by=by, subject=now)

    def told_at(self, meeting):
        """What was told of it at a meeting, oldest first."""
        return self.updates.filter(meeting=meeting).select_related("made_by", "other", "item")

    def take(self, at, taken, *, by):
        """A meeting speaks of it: what was said, when it is due, whether it is done."""
        with transaction.atomic():
            now, is_minuted = self._held(at)
            if not is_minuted:
                raise PermissionDenied("The minutes of this meeting are approved.")
            facts = now._facts(at, is_minuted, taken.is_closed)
            told = list(now.told_at(at))
            if now._says_already(taken, told):
                return
            if told and told[-1].pk != taken.seen:
                raise ReferenceChanged(told)
            said = [update for update in told if update.what == self.What.MINUTED]
            if taken.text and not (said and _same(said[-1], taken)):
                now._keep(self.What.MINUTED, taken.text, by=by, **facts)
            now._set_due(taken.due, taken.due_on, by=by, facts=facts)
            if taken.is_done and not now.done_on:
                now._end(at, self.What.CLOSED, "", by=by, facts=facts)
            record_event("reference.taken", by=by, subject=now)
        self.refresh_from_db()

    def _facts(self, at, is_minuted, is_closed=False):
        place = at.items.filter(title__istartswith="outstanding reference").first()
        return {
            "meeting": at,
            "item": place,
            "is_minuted": is_minuted,
            "is_closed": is_closed,
            "told_on": at.held_on,
        }

    def _says_already(self, taken, told):
        said = [update for update in told if update.what == self.What.MINUTED]
        return (
            (not taken.text or bool(said) and _same(said[-1], taken))
            and (self.due, self.due_on) == (taken.due, taken.due_on)
            and bool(self.done_on) == taken.is_done
            and bool(told)
        )

    def _set_due(self, due, due_on, *, by, facts):
        """“Next meeting” said again means the one after this."""
        is_new = (self.due, self.due_on) != (due, due_on)
        if is_new and not self.minuted_due:
            self.minuted_owners, self.minuted_due = self.printed()
        self.due, self.due_on, self.due_since = due, due_on, facts["told_on"]
        self.save(update_fields=["due", "due_on", "due_since", "minuted_owners", "minuted_due"])
        if is_new:
            self._keep(self.What.DUE, self.printed()[1], by=by, **facts | {"is_closed": False})

    def _end(self, at, what, text, *, by, facts, other=None):
        self.closed_at_meeting, self.done_on, self.merged_into = at, at.held_on, other
        self.outcome = "" if facts["is_closed"] else text
        self.save(update_fields=["closed_at_meeting", "done_on", "merged_into", "outcome"])
        self._keep(what, text, by=by, other=other, **facts)

    def close(self, *, at, outcome, by):
        """A meeting heard that it is done."""
        with transaction.atomic():
            now, is_minuted = self._held(at)
            if not now.done_on:
                facts = now._facts(at, is_minuted)
                now._end(at, self.What.CLOSED, outcome, by=by, facts=facts)
                record_event("reference.closed", by=by, subject=now)
        self.refresh_from_db()

    def merge(self, other, *, at, by):
        """A meeting follows it under another from now on; both stay readable."""
        with transaction.atomic():
            now, is_minuted = self._held(at)
            into = type(self).objects.select_for_update(of=("self",)).get(pk=other.pk)
            if now.done_on or into.done_on or into.pk == now.pk:
                raise PermissionDenied("Only two outstanding references are merged.")
            if into.is_closed != now.is_closed:
                raise PermissionDenied("An open and a closed reference are not merged.")
            facts = now._facts(at, is_minuted)
            now._end(at, self.What.MERGED, "", by=by, facts=facts, other=into)
            record_event("reference.merged", by=by, subject=now)
        self.refresh_from_db()

    def reopen(self, *, by, on):
        """It was not done after all, or not to be merged. The history says so."""
        with transaction.atomic():
            at = self.closed_at_meeting
            if at is None:
                return
            now, is_minuted = self._held(at)
            if not now.done_on:
                return
            now.closed_at_meeting = now.done_on = now.merged_into = None
            now.outcome = ""
            now.save(update_fields=["closed_at_meeting", "done_on", "merged_into", "outcome"])
            facts = now._facts(at, is_minuted) if is_minuted else {"told_on": on}
            now._keep(self.What.REOPENED, by=by, **facts)
            record_event("reference.reopened", by=by, subject=now)
        self.refresh_from_db()


def _same(update, taken):
    return (update.text, update.is_closed) == (taken.text, taken.is_closed)
