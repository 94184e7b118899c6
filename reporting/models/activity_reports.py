from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from audit.events import record_event
from board.day import now
from board.models import Publication
from board.roles import roles_of
from meetings.models import AgendaItem
from reporting.quarter import parse

from .blocks import ReportBlock
from .drafted import Drafted
from .on_its_way import OnItsWay, ReportChanged


class ActivityReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A draft is the secretariat's and the Chairman's; members read what is signed off."""
        roles = roles_of(user)
        if roles.is_secretariat or roles.is_chairman:
            return self
        if roles.sees_meetings:
            return self.exclude(state__in=ActivityReport.UNSIGNED)
        return self.none()

    def newest_first(self):
        return self.order_by("-dated_on", "-pk")

    def with_committees(self):
        return self.prefetch_related("submissions__group")


class ActivityReport(Drafted, OnItsWay):
    """What the Board did in a quarter or a year, told to a committee it answers to (section 5)."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        WITH_CHAIRMAN = "with_chairman", "With the Chairman"
        SIGNED_OFF = "signed_off", "Signed off"
        SUBMITTED = "submitted", "Submitted"
        NOTED = "noted", "Noted"

    class Publicity(models.TextChoices):
        PUBLIC = "public", "Public"
        NON_PUBLIC = "non_public", "Non-public"

    class Purpose(models.TextChoices):
        INFORMATION = "for_information", "For Information"
        DECISION = "for_decision", "For Decision"
        DISCUSSION = "for_discussion", "For Discussion"

    class AppendixWord(models.TextChoices):
        APPENDIX = "appendix", "Appendix"
        ANNEX = "annex", "Annex"

    UNSIGNED = [State.DRAFT, State.WITH_CHAIRMAN]

    quarter_slug = models.CharField(
        "quarter", max_length=12, blank=True, help_text="2018-19-q1; empty for an older paper."
    )
    dated_on = models.DateField(
        help_text="The day its figures speak of; for an older paper, its date."
    )

    subject = models.CharField(max_length=200)
    publicity = models.CharField(
        "public or non-public", max_length=10, choices=Publicity.choices, blank=True
    )
    report_of = models.CharField("report of", max_length=200, blank=True)
    purpose = models.CharField("for", max_length=20, choices=Purpose.choices, blank=True)
    author = models.CharField("report author", max_length=200, blank=True)
    summary = models.TextField(blank=True)
    summary_in_cover = models.BooleanField(
        "print the summary inside the cover table", default=False
    )
    recommendations = models.TextField("recommendation(s)", blank=True)
    with_cover = models.BooleanField("print the cover table", default=True)
    appendices = models.JSONField(default=list, blank=True, help_text="Kinds of Appendix.")
    appendix_word = models.CharField(
        "they are called", max_length=10, choices=AppendixWord.choices, default="appendix"
    )
    table_as_at = models.DateField(
        null=True, blank=True, help_text="Of an action table that speaks of another day."
    )
    signatory_name = models.CharField("name", max_length=200, blank=True)
    signatory_title = models.CharField("post", max_length=200, blank=True)
    signatory_contact = models.TextField("contact", blank=True)

    with_closed_part = models.BooleanField(
        "draft a closed part too, which the public does not read", default=False
    )
    # What the Chairman was sent, so that what he changed can be shown.
    sent_document = models.JSONField(null=True, blank=True, editable=False)
    edition = models.PositiveSmallIntegerField("version", default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_note = models.CharField("what is corrected", max_length=300, blank=True)

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ActivityReportQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter_slug", "edition"],
                condition=~Q(quarter_slug=""),
                name="activity_report_quarter_once",
                violation_error_message="There is already a report for this quarter.",
            ),
        ]

    def __str__(self):
        kind = "Annual report" if self.is_annual else "Activity report"
        name = f"{kind} for {self.period}" if self.period else self.subject
        return f"{name}, version {self.edition}" if self.edition > 1 else name

    def get_absolute_url(self):
        return reverse("report", kwargs={"pk": self.pk})

    @property
    def period(self):
        """The quarter or the year it speaks of; None for an older paper."""
        return parse(self.quarter_slug)

    @property
    def is_annual(self):
        return self.period is not None and self.period.is_year

    @property
    def is_final(self):
        return self.state not in self.UNSIGNED

    @property
    def has_closed_part(self):
        return any(block.is_closed for block in self.blocks.all())

    @property
    def publication_slug(self):
        return f"report-{self.quarter_slug or self.dated_on.isoformat()}"

    @property
    def live_publication(self):
        """What everybody can read of this report, in whichever version."""
        return Publication.objects.live().filter(kind="report", slug=self.publication_slug).first()

    @property
    def gaps(self):
        """What a committee would look for and not find. Every part may be left out."""
        submissions = self.submissions.all()
        return [
            sentence
            for is_missing, sentence in [
                (not self.summary, "It has no summary."),
                (not submissions, "It names no committee."),
                (
                    any(submission.meeting_on is None for submission in submissions),
                    "The date of the committee’s meeting is not filled in.",
                ),
                (not self.report_of, "It does not say whose report it is."),
            ]
            if is_missing
        ]

    def keeps_closed_from(self, user):
        """Whether this reader gets what the public gets: no right to see closed items, or one of
        the quarter's is kept from him by an interest he declared."""
        if not self.has_closed_part:
            return False
        if not roles_of(user).sees_closed:
            return True
        hidden = AgendaItem.objects.closed_to(user)
        period = self.period
        if period is None:
            return hidden.exists()
        return hidden.filter(meeting__held_on__range=(period.start, period.end)).exists()

    def edit(self, *, by, version, fields, blocks, recipients):
        """Rewrite the whole report as a form holds it. The same form sent twice writes once.

        `blocks`: dicts of pk (or None), kind, text and is_closed, in order. `recipients`: dicts of group,
        meeting_on, printed_name and reason, in order.
        """
        with transaction.atomic():
            report = self._unsigned(version)
            for name, value in fields.items():
                setattr(report, name, value)
            report._write_blocks(blocks, by)
            report._write_recipients(recipients)
            report._touch()
            record_event("report.edited", by=by, subject=report)

    def _unsigned(self, version):
        """The row, locked, if it still is what the person saw and nobody has signed it."""
        report = ActivityReport.objects.select_for_update().get(pk=self.pk)
        if report.version != version or report.is_final:
            raise ReportChanged(report)
        return report

    def _touch(self):
        self.version += 1
        self.changed_at = now()
        self.save()

    def _write_blocks(self, wanted, by):
        known = {block.pk: block for block in self.blocks.all()}
        kept = []
        for position, values in enumerate(wanted, start=1):
            block = known.get(values["pk"]) or ReportBlock(report=self)
            if block.pk and (block.kind, block.text) != (values["kind"], values["text"]):
                block.is_edited = True
            block.kind, block.text, block.position = values["kind"], values["text"], position
            if block.is_closed and not values["is_closed"] and not roles_of(by).is_chairman:
                raise PermissionDenied("Only the Chairman opens what is not for the public.")
            block.is_closed = values["is_closed"]
            block.save()
            kept.append(block.pk)
        self._take_out([block for pk, block in known.items() if pk not in kept])

    def _write_recipients(self, wanted):
        for position, values in enumerate(wanted, start=1):
            self.submissions.update_or_create(
                group=values["group"],
                defaults={
                    "position": position,
                    "meeting_on": values["meeting_on"],
                    "printed_name": values["printed_name"],
                    "reason": values["reason"],
                },
            )
        self.submissions.exclude(group__in=[values["group"] for values in wanted]).delete()
