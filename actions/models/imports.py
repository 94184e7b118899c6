import datetime

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

KEPT_FOR = datetime.timedelta(days=1)


class TableImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only whoever sent the file; what waits is nobody else's business yet."""
        return self.filter(made_by=user) if user.is_authenticated else self.none()

    def waiting(self, now):
        """Sent within the last day and not taken over."""
        return self.filter(taken_at=None, made_at__gt=now - KEPT_FOR)

    def forget(self, now):
        """What was never taken over is gone after a day."""
        return self.filter(taken_at=None, made_at__lte=now - KEPT_FOR).delete()


class TableImport(models.Model):
    """A file of the action table that somebody sent: read, shown, and taken over as a whole."""

    file_name = models.CharField(max_length=200)
    as_at = models.DateField("as at", help_text="The day the table speaks of.")
    made_at = models.DateTimeField()
    # Rows with a later state were changed after the file was sent.
    latest_revision = models.BigIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # What the file says, and what its sender made of it; emptied when it is taken over.
    rows = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    areas = models.JSONField(default=dict)
    leads = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    taken_at = models.DateTimeField(null=True)
    taken = models.JSONField(default=dict)

    objects = TableImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.file_name} as at {self.as_at}"

    def get_absolute_url(self):
        return reverse("action-import", kwargs={"pk": self.pk})

    def is_over(self, now):
        return self.made_at <= now - KEPT_FOR

    def settle(self, areas, leads):
        """What the sender says that words mean: crime areas by words, leads by words."""
        with transaction.atomic():
            sent = TableImport.objects.select_for_update().get(pk=self.pk)
            sent.areas |= areas
            sent.leads |= leads
            sent._keep()

    def put_right(self, number, row, *, apart=False):
        """Change one row, numbered from 1; `apart` divides it where it was put together."""
        with transaction.atomic():
            sent = TableImport.objects.select_for_update().get(pk=self.pk)
            rows = [row]
            if apart:
                first, *others = row["parts"]
                rows = [{**row, **first, "parts": [], "remarks": []}, *others]
            sent.rows[number - 1 : number] = rows
            sent._keep()

    def _keep(self):
        self.version += 1
        self.save(update_fields=["rows", "areas", "leads", "version"])
