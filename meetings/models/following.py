"""What becomes of an outstanding reference: told, taken at meetings, closed, merged."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.dateformat import format as date_format

from audit.events import record_event
from board.day import today

from .reference_updates import BroughtReference, ReferenceUpdate


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
        owners = (str(owner) for owner in self.owners.all())
        return ", ".join(owners), self.due_in_words

    @property
    def due_in_words(self):
        if self.due_on:
            return f"By {date_format(self.due_on, 'j F Y')}"
        return self.get_due_display()

    def is_own_of(self, roles):
        """Asked of an organisation I answer for, or of me. Observers own none."""
        if not (roles.is_contact or roles.is_co_optee or roles.is_member):
            return False
        return any(
            owner.organisation_id in roles.organisation_ids
            or owner.person is not None
            and roles.person_id in (owner.person_id, owner.person.merged_into_id)
            for owner in self.owners.all()
        )

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

    def agree(self, *, owners, due, due_on, by):
        """Who is to do it and by when: `owners` are organisations and people."""
        with transaction.atomic():
            now = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            was = now.printed()
            if now.minutes.is_locked and not now.minuted_due:
                now.minuted_owners, now.minuted_due = was
            now.due, now.due_on = due, due_on
            now.save(update_fields=["due", "due_on", "minuted_owners", "minuted_due"])
            now.owners.all().delete()
            for owner in owners:
                now.owners.create(**{owner._meta.model_name: owner})
            if now.serial:
                now._keep_what_changed(was, by=by)
            record_event("reference.agreed", by=by, subject=now)
        self.refresh_from_db()

    def _keep_what_changed(self, was, *, by):
        for what, before, words in zip(
            (self.What.OWNERS, self.What.DUE), was, self.printed(), strict=True
        ):
            if words != before:
                self._keep(what, words or "Nobody", by=by, told_on=today())

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
        heard_in_closed = facts["is_closed"] or facts["item"] and facts["item"].is_closed
        self.outcome = "" if heard_in_closed else text
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
