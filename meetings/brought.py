"""The outstanding references before a meeting, and of one person, as that reader may know them."""

from meetings.models import Reference, ReferenceUpdate


def brought_seen_by(user, meeting):
    """What a meeting has before it and this reader may see: OR1, OR2 … then the closed ones.

    Each with `latest`, what was told of it, newest first, as this reader may know it; with
    `said_last`, the last words of these, and `told_here`, those of this meeting.
    """
    seen = frozenset(Reference.objects.visible_to(user).values_list("pk", flat=True))
    rows = [row for row in meeting.references_before() if row.reference_id in seen]
    told = ReferenceUpdate.objects.visible_to(user).for_a_history().order_by("-pk")
    told = list(told.filter(reference__in=[row.reference_id for row in rows]))
    for row in rows:
        row.latest = [update for update in told if update.reference_id == row.reference_id]
        row.said_last = next((update for update in row.latest if update.has_words), None)
        row.told_here = [update for update in row.latest if update.meeting_id == meeting.pk]
    return rows


def own_references(user, today):
    """What is asked of this reader and outstanding, numbered ones only."""
    seen = Reference.objects.visible_to(user).numbered().outstanding()
    own = seen.owned_by(user).with_overdue(today)
    return list(own.select_related(*Reference.LISTED))
