"""What partners may learn from, and the events that matter to the Board."""

from django.core.validators import URLValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from audit.events import record_event
from board.roles import roles_of
from priorities.models import Priority

WEB_ONLY = [URLValidator(["http", "https"], message="Enter a link that begins with https://")]
NO_INTELLIGENCE = "No intelligence on people or organised crime groups."


class LibraryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who sees the action table sees the whole library."""
        return self if roles_of(user).sees_actions else self.none()


class Kept(models.Model):
    """A record of the library, with what it is called in the audit."""

    class Meta:
        abstract = True

    def keep(self, *, by):
        """Save what the secretariat has typed, and say so in the audit."""
        verb = "added" if self._state.adding else "changed"
        with transaction.atomic():
            self.save()
            record_event(f"{self._meta.model_name}.{verb}", by=by, subject=self)


class Bulletin(Kept):
    """An issue of a bulletin that the Board was sent, such as the SOC Local Partnerships Bulletin."""

    title = models.CharField(max_length=200)
    issue = models.CharField(max_length=60, blank=True, help_text="Such as Seventh edition.")
    publisher = models.CharField(max_length=200)
    published_on = models.DateField(
        "date of issue", null=True, blank=True, help_text="Leave empty when it bears no date."
    )
    link = models.URLField(blank=True, max_length=500, validators=WEB_ONLY)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "issue"],
                name="bulletin_issue_once",
                violation_error_message="The library holds this issue already.",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.issue}" if self.issue else self.title

    def get_absolute_url(self):
        return reverse("library")


class EventQuerySet(LibraryQuerySet):
    def coming(self, day):
        return self._not_over(day).order_by("starts_on", "pk")

    def past(self, day):
        return self.exclude(pk__in=self._not_over(day).values("pk"))

    def _not_over(self, day):
        return self.filter(Q(starts_on__gte=day) | Q(ends_on__gte=day))


class Event(Kept):
    """An event of the police, the Corporation or another that the Board should know of (Annex B,
    organised acquisitive crime: a calendar showing police and Corporation events)."""

    class Organiser(models.TextChoices):
        POLICE = "police", "Police"
        CORPORATION = "corporation", "Corporation"
        OTHER = "other", "Another body"

    title = models.CharField(max_length=200)
    organiser = models.CharField("organised by", max_length=20, choices=Organiser.choices)
    starts_on = models.DateField("first day")
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Leave empty for an event of one day."
    )
    place = models.CharField(max_length=200, blank=True)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="events"
    )
    notes = models.TextField(blank=True, help_text=NO_INTELLIGENCE)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="library_event_ends_after_start",
                violation_error_message="The last day must not be before the first.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events")


class Article(Kept):
    """Something partners may learn from: good practice, a toolkit, notes of a conference, guidance."""

    class Kind(models.TextChoices):
        GOOD_PRACTICE = "good_practice", "Good practice"
        TOOLKIT = "toolkit", "Toolkits"
        CONFERENCE_NOTES = "conference_notes", "Conference notes"
        GUIDANCE = "guidance", "Guidance"

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    summary = models.TextField(help_text=NO_INTELLIGENCE)
    source = models.CharField(
        max_length=200, blank=True, help_text="The paper or person this was taken from."
    )
    link = models.URLField(blank=True, max_length=500, validators=WEB_ONLY)
    bulletin = models.ForeignKey(
        Bulletin, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="articles")
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="articles"
    )

    objects = LibraryQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("article", kwargs={"pk": self.pk})
