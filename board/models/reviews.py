from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from audit.events import record_event
from board.day import now


def a_year_after(day):
    """The same day of the next year; 29 February comes round on 28 February."""
    return day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))


class EffectivenessReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was found is for who sits on the Board and for its secretariat."""
        from board.roles import roles_of  # roles are themselves read from these models

        return self if roles_of(user).sees_meetings else self.none()

    def due_on(self):
        """The day by which the next one is to be held; None when none has been recorded."""
        latest = self.first()
        return a_year_after(latest.held_on) if latest else None


class EffectivenessReview(models.Model):
    """The Board's yearly review of its own effectiveness (terms of reference, section 5)."""

    held_on = models.DateField(
        "held on",
        unique=True,
        error_messages={"unique": "A review of this day is recorded already: put that one right."},
    )
    found = models.TextField("what was found")
    follows = models.TextField("what follows from it", blank=True)
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = EffectivenessReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]

    def __str__(self):
        return f"Review of effectiveness of {self.held_on:%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("effectiveness-review", kwargs={"pk": self.pk})

    def record(self, *, by):
        with transaction.atomic():
            verb = "review.corrected" if self.pk else "review.recorded"
            self.recorded_at, self.recorded_by = now(), by
            self.save()
            record_event(verb, by=by, subject=self)
