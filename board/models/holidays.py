from django.db import models, transaction

from audit.events import record_event


class Holiday(models.Model):
    """A day on which nobody works, in a year that the built-in list does not hold."""

    day = models.DateField(
        unique=True, error_messages={"unique": "This day is on the list already."}
    )
    name = models.CharField(max_length=100, help_text="Such as Easter Monday.")

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return self.name

    def record(self, *, by):
        with transaction.atomic():
            self.save()
            record_event("holiday.added", by=by, subject=self)

    def remove(self, *, by):
        """Take a day off the list: it is a setting, and the dates already printed stay."""
        with transaction.atomic():
            record_event("holiday.removed", by=by, subject=self)
            self.delete()
