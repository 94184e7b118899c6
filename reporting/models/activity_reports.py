from django.db import models
from django.db.models import Q
from django.urls import reverse

from board.models import Publication
from board.roles import roles_of
from reporting.quarter import parse


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


class ActivityReport(models.Model):
    """What the Board did in a quarter, told to a committee it answers to (section 5)."""

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

    UNSIGNED = [State.DRAFT, State.WITH_CHAIRMAN]

    quarter_slug = models.CharField(
        "quarter", max_length=12, blank=True, help_text="2018-19-q1; empty for an older paper."
    )
    dated_on = models.DateField(help_text="The end of its quarter; for an older paper, its date.")

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
    with_action_table = models.BooleanField("action table as Annex A", default=False)
    signatory_name = models.CharField("name", max_length=200, blank=True)
    signatory_title = models.CharField("post", max_length=200, blank=True)
    signatory_contact = models.TextField("contact", blank=True)

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ActivityReportQuerySet.as_manager()

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter_slug"],
                condition=~Q(quarter_slug=""),
                name="activity_report_quarter_once",
                violation_error_message="There is already a report for this quarter.",
            ),
        ]

    def __str__(self):
        return f"Activity report for {self.quarter}" if self.quarter else self.subject

    def get_absolute_url(self):
        return reverse("report", kwargs={"pk": self.pk})

    @property
    def quarter(self):
        """The quarter it speaks of; None for an older paper."""
        return parse(self.quarter_slug)

    @property
    def is_final(self):
        return self.state not in self.UNSIGNED

    @property
    def publication_slug(self):
        return f"report-{self.quarter_slug or self.dated_on.isoformat()}"

    @property
    def live_publication(self):
        return Publication.objects.live().filter(kind="report", slug=self.publication_slug).first()
