from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Q

from audit.events import record_event
from board.day import now
from board.models import Publication
from board.roles import roles_of
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.marks import marks_in, number_new_marks, sentence_at
from meetings.paper import minutes_pdf
from meetings.release import placeholders

from .agenda import AgendaItem
from .paragraphs import Conflict, Entry, MinuteParagraph, ParagraphRevision


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is the secretariat's and the Chairman's until it is circulated."""
        from .meetings import Meeting

        roles = roles_of(user)
        seen = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if roles.is_secretariat or roles.is_chairman:
            return seen
        return seen.exclude(state=Minutes.State.DRAFT)

    def waiting_for_agreement(self):
        """Approved, not public; the Chairman has not agreed, or it was withdrawn since."""
        of_it = Publication.objects.filter(kind="minutes", slug=OuterRef("meeting__slug"))
        withdrawn = of_it.filter(withdrawn_at__gt=OuterRef("publication_approved_at"))
        return self.filter(
            Q(publication_approved_sha256="") | Exists(withdrawn),
            ~Exists(of_it.live()),
            state=Minutes.State.APPROVED,
        )


class Minutes(models.Model):
    """The minutes of one meeting: drafted, circulated, approved at a later one, published."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CIRCULATED = "circulated", "Circulated"
        APPROVED = "approved", "Approved"

    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    circulated_at = models.DateTimeField(null=True, blank=True)
    approved_at_meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="approved_minutes"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    publication_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    publication_approved_at = models.DateTimeField(null=True, blank=True)
    publication_approved_sha256 = models.CharField(max_length=64, blank=True)

    AGREEMENT = [
        "publication_approved_by",
        "publication_approved_at",
        "publication_approved_sha256",
    ]

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(approved_at_meeting__isnull=False, approved_on__isnull=False),
                name="minutes_approved_at_a_meeting",
                violation_error_message="Choose the meeting that approved the minutes.",
            )
        ]

    def __str__(self):
        return f"Minutes of {self.meeting}"

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_locked(self):
        return self.state == self.State.APPROVED

    @property
    def live_publication(self):
        return Publication.objects.live().filter(kind="minutes", slug=self.meeting.slug).first()

    @property
    def state_label(self):
        return "Published" if self.live_publication else self.get_state_display()

    @property
    def waits_for_agreement(self):
        """Approved, not public, and the Chairman has not said yes to a text yet, or anew."""
        is_agreed = self.publication_approved_sha256 and not self._was_withdrawn_since()
        return self.is_locked and not is_agreed and not self.live_publication

    def agreement_stands(self, document):
        """The Chairman agreed to exactly this text, and it was not withdrawn since."""
        agreed = self.publication_approved_sha256 == fingerprint(document)
        return agreed and not self._was_withdrawn_since()

    def _was_withdrawn_since(self):
        if self.live_publication:
            return False
        earlier = Publication.objects.filter(kind="minutes", slug=self.meeting.slug)
        return earlier.filter(withdrawn_at__gt=self.publication_approved_at).exists()

    def _lock(self):
        """Take the row that decides, as it is now; everything written waits for it."""
        locked = type(self).objects.select_for_update().get(pk=self.pk)
        self.state = locked.state
        return locked

    # Taking minutes

    def write_item(self, item, entries, *, by):
        """Write the paragraphs of one item: all of them, or none when somebody else came first."""
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            known = {
                paragraph.key: paragraph
                for paragraph in self.paragraphs.filter(item=item).select_related("current")
            }
            wanted = [entry for entry in entries if self._is_change(known.get(entry.key), entry)]
            self._refuse_conflicts(known, wanted, by)
            for entry in wanted:
                self._write(known.get(entry.key), item, entry, by)
            if wanted:
                record_event("minutes.written", by=by, subject=self)
        return len(wanted)

    def _is_change(self, paragraph, entry):
        if paragraph is None:
            return bool(entry.text) and not entry.is_removed
        if entry.says_what(paragraph.current):
            return False
        seen = paragraph.revisions.filter(number=entry.version).first()
        return seen is None or not entry.says_what(seen)

    def _refuse_conflicts(self, known, entries, by):
        theirs = {}
        for entry in entries:
            current = known[entry.key].current if entry.key in known else None
            sent_again = current and entry.version == 0 and current.made_by_id == by.pk
            if current and entry.version != current.number and not sent_again:
                theirs[entry.key] = current
        if theirs:
            raise Conflict(theirs)

    def _write(self, paragraph, item, entry, by):
        was = paragraph.current if paragraph else None
        if was and was.is_closed and not entry.is_closed and not self.is_draft:
            raise PermissionDenied("Only the Chairman opens what has been circulated as closed.")
        if paragraph is None:
            last = self.paragraphs.filter(item=item).aggregate(last=Max("position"))["last"] or 0
            paragraph = self.paragraphs.create(item=item, key=entry.key, position=last + 1)
        first = (self.references.aggregate(last=Max("mark"))["last"] or 0) + 1
        entry.text, given = number_new_marks(entry.text, first)
        paragraph.revise(entry, by=by)
        self._keep_references(paragraph, given)
        if entry.kind == ParagraphRevision.Kind.DECISION:
            self._keep_decision(paragraph)

    def _keep_references(self, paragraph, given):
        for mark in given:
            self.references.create(paragraph=paragraph, mark=mark)
        text = paragraph.current.text
        standing = set(marks_in(text))
        for reference in self.references.filter(paragraph=paragraph):
            if reference.serial and (
                reference.mark not in standing or paragraph.current.is_removed
            ):
                raise PermissionDenied("A circulated reference stays in the minutes.")
            reference.is_marked = reference.mark in standing
            if reference.is_marked and not reference.serial:
                reference.text = sentence_at(text, reference.mark)
            reference.save(update_fields=["is_marked", "text"])
        if given and not self.is_draft:
            self.references.number_in_printed_order(self)

    def _keep_decision(self, paragraph):
        if not hasattr(paragraph, "decision"):
            decisions = self.meeting.decisions
            last = decisions.aggregate(last=Max("number"))["last"] or 0
            decisions.create(paragraph=paragraph, number=last + 1)

    def move_up(self, paragraph, *, by):
        """Change places with the paragraph before it."""
        with transaction.atomic():
            if self._lock().is_locked:
                raise PermissionDenied("Approved minutes do not change.")
            row = list(self.paragraphs.filter(item=paragraph.item_id, current__is_removed=False))
            at = next((i for i, other in enumerate(row) if other.pk == paragraph.pk), 0)
            if at == 0:
                return
            row[at - 1 : at + 1] = [row[at], row[at - 1]]
            for position, moved in enumerate(row, start=1):
                moved.position = position
            MinuteParagraph.objects.bulk_update(row, ["position"])
            record_event("minutes.written", by=by, subject=self)

    def open_paragraph(self, paragraph, *, by):
        """Make a closed paragraph open: the Chairman's decision, whatever the state."""
        with transaction.atomic():
            self._lock()
            paragraph = self.paragraphs.select_related("current").get(pk=paragraph.pk)
            if paragraph.current.is_closed:
                opened = Entry.of(paragraph, is_closed=False, closed_reason="", closing_words="")
                paragraph.revise(opened, by=by)
                record_event("minutes.opened", by=by, subject=self)

    def closed_parts(self, user):
        """What is closed, for the Chairman to open: items, then paragraphs of open items."""
        hidden = AgendaItem.objects.closed_to(user)
        items = list(self.meeting.items.filter(is_closed=True).exclude(pk__in=hidden))
        paragraphs = self.paragraphs.filter(current__is_closed=True, current__is_removed=False)
        paragraphs = paragraphs.exclude(item__in=hidden)
        return [*items, *paragraphs.select_related("current", "item")]

    # From draft to public

    def circulate(self, *, by):
        """Let the members see the draft, and give its references their numbers for good."""
        with transaction.atomic():
            if not self._lock().is_draft:
                return
            self.state = self.State.CIRCULATED
            self.circulated_at = now()
            self.save(update_fields=["state", "circulated_at"])
            self.references.number_in_printed_order(self)
            record_event("minutes.circulated", by=by, subject=self)

    def approve(self, *, at, by):
        """Record that a later meeting approved them as presented. They are locked from now on."""
        if at.held_on <= self.meeting.held_on:
            raise ValueError("Minutes are approved at a later meeting.")
        with transaction.atomic():
            if self._lock().state != self.State.CIRCULATED:
                raise PermissionDenied("Circulated minutes are approved, once.")
            self.state = self.State.APPROVED
            self.approved_at_meeting = at
            self.approved_on = at.held_on
            self.approved_by = by
            self.save(update_fields=["state", "approved_at_meeting", "approved_on", "approved_by"])
            record_event("minutes.approved", by=by, subject=self)

    def approve_publication(self, *, sha256, by):
        """The Chairman agrees that exactly this text becomes public; False if it has changed."""
        with transaction.atomic():
            if not self._lock().is_locked:
                raise PermissionDenied("The minutes must be approved by a meeting first.")
            if sha256 != fingerprint(minutes_document(self, fullness=PUBLISHED)):
                return False
            self.publication_approved_by = by
            self.publication_approved_at = now()
            self.publication_approved_sha256 = sha256
            self.save(update_fields=self.AGREEMENT)
            record_event("publication.approved", by=by, subject=self)
        return True

    def refusals_to_publish(self, document, *, by):
        """Why these minutes cannot become public now: sentences that say what to do."""
        refusals = []
        if not self.is_locked:
            refusals.append("The minutes are not approved yet: record the meeting that did.")
        if found := placeholders(document):
            refusals.append(f"Words still to be filled in: {', '.join(found)}.")
        if not self.agreement_stands(document):
            refusals.append("The Chairman or deputy has not agreed that this text becomes public.")
        elif self.publication_approved_by_id == by.pk:
            refusals.append("You agreed to the publication: somebody else must publish.")
        return refusals

    def publish(self, *, by):
        """Freeze the open parts and make them public, once. Returns the publication."""
        document = minutes_document(self, fullness=PUBLISHED)
        refusals = self.refusals_to_publish(document, by=by)
        if refusals:
            raise PublicationRefused(refusals)
        pdf = minutes_pdf(self.meeting, document)
        with transaction.atomic():
            self._lock()
            self.refresh_from_db(fields=self.AGREEMENT)
            now = minutes_document(self, fullness=PUBLISHED)
            if now != document or self.refusals_to_publish(document, by=by):
                raise PublicationRefused(["The minutes changed this moment: look again."])
            live = self.live_publication
            if live and live.document == document:
                return live
            return Publication.objects.issue(
                kind=Publication.Kind.MINUTES,
                slug=self.meeting.slug,
                title=f"Minutes of {self.meeting}",
                held_on=self.meeting.held_on,
                document=document,
                pdf=pdf,
                by=by,
                approved_by=self.publication_approved_by,
            )


class PublicationRefused(Exception):
    """Minutes cannot become public yet; `refusals` are sentences."""

    def __init__(self, refusals):
        super().__init__(" ".join(refusals))
        self.refusals = refusals
