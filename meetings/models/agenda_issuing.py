from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q

from audit.events import record_event
from board.models import Publication
from meetings.agenda_document import (
    MEMBERS,
    OPEN,
    PUBLISHED,
    agenda_document,
    changes_between,
)
from meetings.agenda_paper import agenda_pdf
from meetings.named_papers import with_pages, without_papers
from meetings.release import placeholders

from .agreement import AgendaAgreement
from .issues import AgendaIssue, digest
from .packs import Pack
from .papers import Paper


class AgendaRefused(Exception):
    """The agenda cannot be issued or published yet; `refusals` are sentences."""

    def __init__(self, refusals):
        super().__init__(" ".join(refusals))
        self.refusals = refusals


class AgendaIssuing(models.Model):
    """The part of a meeting that sends its agenda out: agreed, issued, published."""

    class Meta:
        abstract = True

    # Having it agreed

    @property
    def latest_agreement(self):
        return self.agreements.select_related("sent_by", "answered_by").last()

    def agreed_by(self):
        """Who agreed its agenda last, or None."""
        agreed = self.agreements.filter(is_agreed=True).select_related("answered_by").last()
        return agreed.answered_by if agreed else None

    @property
    def has_closed_matter(self):
        """Whether anything on its agenda is closed: an item, or a paper of an open one."""
        return self.items.filter(Q(is_closed=True) | Q(papers__is_closed=True)).exists()

    def refusal_to_send(self):
        """Why the agenda cannot be sent to the Chairman now; empty when it can."""
        if self.state == self.State.AGENDA_AGREED:
            return "The Chairman has agreed this agenda."
        if self.state != self.State.PLANNED:
            return "Only the agenda of a planned meeting is sent to be agreed."
        return "" if self.items.exists() else "The agenda is empty: add the first item."

    def send_to_chairman(self, *, by):
        """Ask the Chairman to agree the agenda; an earlier request ends. Returns the new one."""
        with transaction.atomic():
            self._lock()
            if refusal := self.refusal_to_send():
                raise PermissionDenied(refusal)
            for earlier in self.agreements.filter(answered_at__isnull=True):
                earlier.end_links()
            agreement = AgendaAgreement.objects.create(meeting=self, sent_by=by)
            record_event("agenda.sent_to_chairman", by=by, subject=agreement)
        return agreement

    # Issuing it

    @property
    def agenda_state(self):
        """What the agenda calls itself while it is worked on."""
        last = self.latest_issue()
        if last is None:
            return "Draft"
        return "Draft supplement" if self.pending_changes(last) else last.document["state"]

    def latest_issue(self):
        return self.agenda_issues.last()

    def pending_changes(self, last):
        """What has changed since the agenda was last sent out, until the meeting is held."""
        if self.has_taken_place:
            return []
        now = agenda_document(self, MEMBERS, state="")
        return changes_between(last.document, now)

    def refusals_to_issue(self):
        """Why the agenda cannot be sent out now: sentences that say what to do."""
        last = self.latest_issue()
        if not self.stands or self.has_taken_place:
            return ["Only the agenda of a meeting that is still to come is issued."]
        if last is None and self.state != self.State.AGENDA_AGREED:
            return ["The Chairman has not agreed this agenda yet: send it to him."]
        if last and not self.pending_changes(last):
            return ["Nothing has changed since the agenda was last issued."]
        return []

    def issue_agenda(self, *, by, today, tell=None):
        """Freeze the agenda as sent out: the first time whole, then as a supplement.

        `tell(issue)` queues in the same transaction what is said of it by mail.
        """
        if refusals := self.refusals_to_issue():
            raise AgendaRefused(refusals)
        last = self.latest_issue()
        documents = self._documents_to_issue(last)
        pdfs = [agenda_pdf(self, document) for document in documents]
        with transaction.atomic():
            self._lock()
            if documents != self._documents_to_issue(self.latest_issue()):
                raise AgendaRefused(["The agenda changed this moment: look again."])
            issue = AgendaIssue.objects.create(
                meeting=self,
                number=last.number + 1 if last else 1,
                issued_on=today,
                issued_by=by,
                document=documents[0],
                open_document=documents[1],
                pdf=pdfs[0],
                open_pdf=pdfs[1],
                sha256=digest(*documents, *pdfs),
            )
            if not last:
                self.become(self.State.ISSUED)
            if tell:
                tell(issue)
            record_event("agenda.issued", by=by, subject=issue)
        return issue

    def _documents_to_issue(self, last):
        """The members' copy and the open one."""
        state = f"Supplement {last.number}" if last else "Issued"
        documents = []
        for fullness, field in ((MEMBERS, "document"), (OPEN, "open_document")):
            now = agenda_document(self, fullness, state=state)
            changes = changes_between(self._as_known(last, field), now) if last else []
            documents.append({**now, "changes": changes})
        return documents

    def _as_known(self, last, field):
        """What its readers were told; of a paper closed since, the open one says no more."""
        if field == "document":
            return last.document
        closed = Paper.objects.closed().filter(item__meeting=self)
        return without_papers(
            last.open_document,
            frozenset(closed.values_list("pk", flat=True)),
            frozenset(self.items.values_list("pk", flat=True)),
        )

    # Publishing it

    @property
    def agenda_slug(self):
        return f"agenda-{self.slug}"

    @property
    def live_agenda(self):
        """The agenda as the public reads it."""
        return Publication.objects.live().filter(kind="agenda", slug=self.agenda_slug).first()

    def public_agenda(self, *, with_papers=False):
        """What everybody would read; with the papers behind it, it says on which pages they are."""
        document = agenda_document(self, PUBLISHED)
        return with_pages(document) if with_papers else document

    def public_pack(self):
        """The open agenda and its papers as one file, when it is put together as they stand."""
        document = self.public_agenda(with_papers=True)
        return Pack.objects.of(self, Pack.Rendering.PUBLIC, document)

    def refusals_to_publish_agenda(self, document):
        last = self.latest_issue()
        refusals = []
        if last is None or self.agreed_by() is None:
            refusals.append("Issue the agenda first: the Chairman agrees it, then it is sent out.")
        elif self.pending_changes(last):
            refusals.append(
                "The agenda has changed since it was issued: issue the supplement first."
            )
        if found := placeholders(document):
            refusals.append(f"Words still to be filled in: {', '.join(found)}.")
        return refusals

    def publish_agenda(self, *, by, with_papers=False):
        """Freeze the open items, and the open papers if asked, and make them public.

        Returns the publication.
        """
        document = self.public_agenda(with_papers=with_papers)
        if refusals := self.refusals_to_publish_agenda(document):
            raise AgendaRefused(refusals)
        pdf = self._public_file(document, with_papers)
        with transaction.atomic():
            self._lock()
            if self.public_agenda(with_papers=with_papers) != document:
                raise AgendaRefused(["The agenda changed this moment: look again."])
            live = self.live_agenda
            if live and live.document == document:
                return live
            return Publication.objects.issue(
                kind=Publication.Kind.AGENDA,
                slug=self.agenda_slug,
                title=document["heading"],
                held_on=self.held_on,
                document=document,
                pdf=pdf,
                by=by,
                approved_by=self.agreed_by(),
            )

    def _public_file(self, document, with_papers):
        if not with_papers:
            return agenda_pdf(self, document)
        pack = self.public_pack()
        if pack is None:
            raise AgendaRefused(["The papers changed: put the public pack together again."])
        return bytes(pack.content)

    def withdraw_agenda(self, *, by, note):
        """Take it off the public pages. The caller is in a transaction."""
        if live := self.live_agenda:
            live.withdraw(by=by, note=note)
