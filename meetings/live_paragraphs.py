"""What an open desk is told of the paragraphs of its item: as plain data, for JSON."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from meetings.forms.minutes import ParagraphFormSet, ReferenceForm, possible_owners
from meetings.models import Entry, Minutes, Reference


class LiveItem:
    """One item of a meeting while it is minuted, for one person at one desk."""

    def __init__(self, item, user):
        self.item = item
        self.user = user
        self.minutes = getattr(item.meeting, "minutes", None) or Minutes(meeting=item.meeting)

    def versions(self):
        """[[key, number of its state]] of what stands, in order: short, and cheap to ask for."""
        rows = self.paragraphs.filter(current__is_removed=False)
        return [[str(key), number] for key, number in rows.values_list("key", "current__number")]

    def written_items(self):
        """The ids of the items that have minutes, to tick them off."""
        if not self.minutes.pk:
            return []
        standing = self.minutes.paragraphs.filter(current__is_removed=False).order_by()
        return sorted(set(standing.values_list("item_id", flat=True)))

    def contents(self, keys):
        """[what it says, by whom and when] of the paragraphs asked for."""
        wanted = [key for key, _ in self.versions() if key in set(keys)]
        found = self.paragraphs.filter(key__in=wanted)
        return [
            self.said(paragraph.current, paragraph.key)
            for paragraph in found.select_related("current__made_by")
        ]

    def said(self, revision, key):
        at = timezone.localtime(revision.made_at)
        return {
            "key": str(key),
            "version": revision.number,
            **{name: getattr(revision, name) for name in Entry.CONTENT},
            "by": str(revision.made_by),
            "is_own": revision.made_by_id == self.user.pk,
            "at": at.strftime("%H:%M"),
        }

    def shows_closed(self, contents):
        return any(self.item.is_closed or content["is_closed"] for content in contents)

    def bind(self, data):
        """The formset of the page, for the paragraphs that a desk sends."""
        paragraphs = list(self.paragraphs.select_related("current"))
        references = self.minutes.references.all() if self.minutes.pk else []
        return ParagraphFormSet(
            data,
            minutes=self.minutes,
            paragraphs=paragraphs,
            marks={reference.mark: reference for reference in references},
        )

    def write(self, entries):
        """{key: the revision that has these words}, all kept or none."""
        minutes = self.item.meeting.start_minutes(by=self.user)
        self.minutes = minutes
        return minutes.write_item(self.item, entries, by=self.user)

    def reference_or_404(self, mark):
        references = Reference.objects.filter(minutes=self.minutes.pk, paragraph__item=self.item)
        return get_object_or_404(references.marked().for_a_list(), mark=mark)

    def reference_form(self, reference, data=None):
        owners = possible_owners(self.item.meeting)
        return ReferenceForm(data, reference=reference, owners=owners)

    def agree(self, form):
        if self.minutes.is_locked:
            raise PermissionDenied("Approved minutes do not change.")
        form.save(by=self.user)
        # Read anew: the owners were fetched with the row, before they changed.
        form.reference = self.reference_or_404(form.reference.mark)

    @property
    def paragraphs(self):
        if not self.minutes.pk:
            return self.item.paragraphs.none()
        return self.minutes.paragraphs.filter(item=self.item)
