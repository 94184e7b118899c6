"""Which agenda somebody reads: the one being made, or the one last sent out."""

from dataclasses import dataclass

from meetings.agenda_document import (
    CHAIR,
    MEMBERS,
    OPEN,
    agenda_document,
    with_admitted,
    without,
)
from meetings.agenda_paper import agenda_pdf
from meetings.models import AgendaItem, Paper


@dataclass
class Copy:
    """An agenda as one reader may have it; `frozen` is the file as it was sent out, if it is."""

    meeting: object
    document: dict
    # Where the file as it was sent out is kept, if it says the same: (issue, name of the field).
    kept: tuple = ()

    @property
    def shows_closed(self):
        return any(
            item["is_closed"] or any(line["is_closed"] for line in item.get("papers", ()))
            for item in self.document["items"]
            if "title" in item
        )

    def pdf(self):
        if self.kept:
            return bytes(getattr(*self.kept))
        return agenda_pdf(self.meeting, self.document)


def copy_for(user, meeting, wanted=MEMBERS):
    """The chair's copy when wanted and allowed; otherwise the fullest this reader may have.

    Who makes or agrees the agenda reads it as it stands now; everybody else as it was last sent
    out, once it was.
    """
    hidden = meeting.items.item_ids_hidden_from(user)
    if wanted == CHAIR and user.has_perm("meetings.see_timings"):
        return Copy(meeting, agenda_document(meeting, CHAIR, hidden=hidden))
    issue = meeting.latest_issue()
    if issue and (
        not user.has_perm("meetings.see_agenda_being_made") or not meeting.pending_changes(issue)
    ):
        return issued_copy(user, issue, hidden)
    if user.has_perm("meetings.see_closed"):
        return Copy(meeting, agenda_document(meeting, MEMBERS, hidden=hidden))
    document = agenda_document(meeting, OPEN)
    if admitted := AgendaItem.objects.item_ids_admitted(user):
        full = agenda_document(meeting, MEMBERS, hidden=hidden)
        document = with_admitted(document, full, admitted)
    return Copy(meeting, document)


def issued_copy(user, issue, hidden=None):
    """An agenda as it was sent out, without what this reader may not have today."""
    meeting = issue.meeting
    if hidden is None:
        hidden = meeting.items.item_ids_hidden_from(user)
    prefix = "" if user.has_perm("meetings.see_closed") else "open_"
    frozen = getattr(issue, f"{prefix}document")
    document = without(
        frozen,
        meeting.items.filter(is_closed=True, pk__in=hidden),
        papers=closed_paper_ids(meeting),
        hidden=hidden,
    )
    if admitted := AgendaItem.objects.item_ids_admitted(user):
        document = with_admitted(document, issue.document, admitted)
    return Copy(meeting, document, (issue, f"{prefix}pdf") if document == frozen else ())


def closed_paper_ids(meeting):
    """Of all papers that count as closed now, withdrawn ones too."""
    papers = Paper.objects.closed().filter(item__meeting=meeting)
    return frozenset(papers.values_list("pk", flat=True))


def changes_seen_by(user, meeting, issue):
    """What the next supplement will say, without what is kept from this reader."""
    if issue is None:
        return []
    hidden = meeting.items.item_ids_hidden_from(user)
    document = {"items": [], "changes": meeting.pending_changes(issue)}
    withheld = meeting.items.filter(is_closed=True, pk__in=hidden)
    seen = without(document, withheld, papers=closed_paper_ids(meeting), hidden=hidden)
    return seen["changes"]


def reads_as_issued(user, meeting):
    """The last agenda sent out, where that is what this reader has of a meeting to come."""
    if meeting.has_taken_place or user.has_perm("meetings.see_agenda_being_made"):
        return None
    return meeting.latest_issue()
