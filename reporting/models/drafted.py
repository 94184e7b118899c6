from django.db import models, transaction

from audit.events import record_event

from .refreshing import refreshed


class Drafted(models.Model):
    """The part of a report that was written from the record, and can be written anew from it."""

    summary_drafted = models.TextField(blank=True, editable=False)
    # Facts of the record that were taken out of the draft, by the keys of their blocks.
    left_out = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def _take_out(self, gone):
        """A whole fact is not told again; of one that lost a point, the rest is edited."""
        self.blocks.filter(pk__in=[block.pk for block in gone]).delete()
        keys = {block.key for block in gone} - {""}
        standing = self.blocks.filter(key__in=keys)
        standing.update(is_edited=True)
        self.left_out = sorted(
            {*self.left_out, *keys} - set(standing.values_list("key", flat=True))
        )

    def refresh(self, drafts, *, summary, dated_on, version, by, again=None):
        """Tell the facts anew as the record has them now. Returns how many had changed.

        `drafts`: reporting.drafting.Draft in order; `dated_on`: the day they speak of; `again`: the key of a fact to tell anew
        although it was edited.
        """
        with transaction.atomic():
            report = self._unsigned(version)
            changed = report._tell_anew(drafts, again)
            report.dated_on = dated_on
            if report.summary == report.summary_drafted != summary:
                report.summary = report.summary_drafted = summary
                changed += 1
            if changed:
                report._touch()
                record_event("report.refreshed", by=by, subject=report)
        return changed

    def _tell_anew(self, drafts, again):
        before = list(self.blocks.all())
        blocks, changed = refreshed(before, drafts, left_out=self.left_out, again=again)
        if changed:
            kept = {block.pk for block in blocks}
            self.blocks.filter(pk__in=[b.pk for b in before if b.pk not in kept]).delete()
            for position, block in enumerate(blocks, start=1):
                block.report, block.position = self, position
                block.save()
        return changed

    def put_back(self, *, version, by):
        """Let what was taken out of the draft be told again at the next refresh."""
        with transaction.atomic():
            report = self._unsigned(version)
            report.left_out = []
            report._touch()
            record_event("report.edited", by=by, subject=report)

    @property
    def can_be_refreshed(self):
        """Whether its draft knows which fact each paragraph tells."""
        return self.period is not None and any(block.key for block in self.blocks.all())
