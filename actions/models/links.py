from django.conf import settings
from django.db import models, transaction

from audit.events import record_event
from board.day import now
from meetings.models import Reference


class ReferenceLinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Where both ends may be seen."""
        from .action import Action

        return self.filter(
            action__in=Action.objects.visible_to(user),
            reference__in=Reference.objects.visible_to(user),
        )

    def link(self, action, reference, *, by):
        """Join them, once. The lists stay apart: neither changes the other."""
        with transaction.atomic():
            link, is_new = self.get_or_create(
                action=action, reference=reference, defaults={"linked_by": by}
            )
            if is_new:
                record_event("action.linked_to_reference", by=by, subject=link)
        return link


class ReferenceLink(models.Model):
    """A row of the action table that an outstanding reference became, or points to."""

    action = models.ForeignKey("actions.Action", models.PROTECT, related_name="reference_links")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="row_links")
    linked_at = models.DateTimeField(default=now)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReferenceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "reference"], name="reference_link_once")
        ]

    def __str__(self):
        return f"{self.reference} – {self.action}"

    def end(self, *, by):
        """Take the link away; row and reference stay as they are."""
        with transaction.atomic():
            record_event("action.unlinked_from_reference", by=by, subject=self)
            self.delete()
