from django.db import models, transaction

from actions.models import Escalation
from audit.events import record_event
from board.models import Publication
from board.models.publications import digest

from .final_copies import FinalCopy


def asks_key(group_pk):
    """The key of the paragraph that tells what is asked of a committee."""
    return f"asks of committee {group_pk}"


def can_be_reported(asked, on):
    """Nothing became of it on a later day than the one on which the report was sent."""
    return all(step.on <= on for step in asked.steps.all()) and asked.raised_on <= on


class ReportChanged(Exception):
    """Somebody else changed the report since this person read it. `current` is how it stands."""

    def __init__(self, current):
        super().__init__("The report was changed meanwhile.")
        self.current = current


class OnItsWay(models.Model):
    """The part of a report that goes from hand to hand: signed off, sent, noted, made public."""

    class Meta:
        abstract = True

    def send_to_chairman(self, *, by, document=None):
        """`document`: what he is sent, so that what he changes can be shown."""
        with transaction.atomic():
            is_sent = self._move(self.State.DRAFT, self.State.WITH_CHAIRMAN, "report.sent", by)
            if is_sent:
                type(self).objects.filter(pk=self.pk).update(sent_document=document)
        return is_sent

    def comment(self, text, *, about, by):
        """Say something of the draft to whoever else works on it."""
        with transaction.atomic():
            made = self.comments.create(text=text, about=about, made_by=by)
            record_event("report.commented", by=by, subject=self)
        return made

    def return_to_draft(self, *, by):
        return self._move(self.State.WITH_CHAIRMAN, self.State.DRAFT, "report.returned", by)

    def _move(self, before, after, event, by):
        """From one state to the next; nothing happens, and False comes back, from any other."""
        with transaction.atomic():
            report = type(self).objects.select_for_update().get(pk=self.pk)
            if report.state != before:
                return False
            report.state = after
            report.save(update_fields=["state"])
            record_event(event, by=by, subject=report)
        self.state = after
        return True

    def sign_off(self, *, by, version, copies, at):
        """Keep the words and the file for good. They must be those of this version.

        `copies`: the fields of a FinalCopy that hold them.
        """
        with transaction.atomic():
            report = self._unsigned(version)
            if report.state != self.State.WITH_CHAIRMAN:
                raise ReportChanged(report)
            FinalCopy.objects.create(
                report=report,
                **copies,
                sha256=digest(copies["document"], copies["pdf"]),
                signed_off_by=by,
                signed_off_at=at,
            )
            report.state = self.State.SIGNED_OFF
            report.save(update_fields=["state"])
            record_event("report.signed_off", by=by, subject=report)
        self.state = report.state

    def record_submission(self, submission, *, on, by):
        """It was sent to a committee on a day. Recording it again changes nothing. What it asks of
        that committee has then been put to it."""
        waiting = {"pk": submission.pk, "submitted_on": None}
        with transaction.atomic():
            is_new = self._record(waiting, {"submitted_on": on}, "report.submitted", by)
            if is_new and self.blocks.filter(key=asks_key(submission.group_id)).exists():
                for asked in Escalation.objects.asks(self.dated_on, group=submission.group):
                    if can_be_reported(asked, on):
                        asked.report(str(self), by=by, on=on)
        return is_new

    def record_noting(self, submission, *, on, by):
        """The committee noted it on a day. Recording it again changes nothing."""
        waiting = {"pk": submission.pk, "submitted_on__isnull": False, "noted_on": None}
        return self._record(waiting, {"noted_on": on}, "report.noted", by)

    def _record(self, waiting, facts, event, by):
        """Noted once every committee has noted it; submitted from the first one it was sent to."""
        with transaction.atomic():
            report = type(self).objects.select_for_update().get(pk=self.pk)
            changed = report.submissions.filter(**waiting).update(**facts)
            if changed:
                all_noted = not report.submissions.filter(noted_on=None).exists()
                report.state = self.State.NOTED if all_noted else self.State.SUBMITTED
                report.save(update_fields=["state"])
                record_event(event, by=by, subject=report)
        self.state = report.state
        return bool(changed)

    def is_published(self, live):
        """Whether it is this version that is `live`, the publication everybody can read."""
        return bool(live) and live.title == self.final.document["title"]

    @property
    def is_replaced(self):
        """Whether a correction of it has been signed off."""
        return self.corrections.exclude(state__in=self.UNSIGNED).exists()

    def publish(self, *, by):
        """Make the signed copy public, approved by whoever signed it off."""
        with transaction.atomic():
            report = type(self).objects.select_for_update().get(pk=self.pk)
            final = report.final
            document, pdf = final.rendering(public=True)
            live = report.live_publication
            if live and live.sha256 == digest(document, pdf):
                return live
            return Publication.objects.issue(
                kind="report",
                slug=report.publication_slug,
                title=document["title"],
                held_on=report.dated_on,
                document=document,
                pdf=pdf,
                note=report.correction_note,
                by=by,
                approved_by=final.signed_off_by,
            )
