"""What the small records of what partners say have in common: two people never overwrite each
other, and a form sent twice acts once."""

import uuid

from django.conf import settings
from django.db import models, transaction

from audit.events import record_event
from board.day import now


class Overtaken(Exception):
    """Somebody else changed the record since this person opened it: `current` is how it stands."""

    def __init__(self, current):
        super().__init__("Somebody else changed this while you were working on it.")
        self.current = current


class Kept(models.Model):
    form_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    def record(self, *, by, version=None, parts=None):
        """Add it, or change the `version` that was seen. `parts`: what belongs to it, by name.

        The same form sent twice adds it once; Overtaken when somebody else was quicker.
        """
        kind = type(self)
        with transaction.atomic():
            if self.pk is None and (sent := kind.objects.filter(form_key=self.form_key).first()):
                self.pk = sent.pk
                return
            verb = "changed" if self.pk else "added"
            if self.pk:
                self._hold(version)
            self.changed_at, self.changed_by = now(), by
            self.save()
            for name, wanted in (parts or {}).items():
                self._keep_parts(name, wanted)
            record_event(f"{self._meta.model_name}.{verb}", by=by, subject=self)

    def _hold(self, version):
        current = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if current.version != version:
            raise Overtaken(current)
        self.version = version + 1

    def _keep_parts(self, name, wanted):
        """Rows of a part, such as the organisations of an agreement: those chosen, no others."""
        rows = getattr(self, name)
        field = rows.model.PART
        rows.exclude(**{f"{field}__in": wanted}).delete()
        kept = set(rows.values_list(f"{field}_id", flat=True))
        for one in wanted:
            if one.pk not in kept:
                rows.create(**{field: one})
