"""What became of a row: each change in words, newest first."""

from dataclasses import dataclass
from itertools import pairwise

from actions.models import ActionRevision, Escalation
from board.roles import roles_of
from papers.differences import word_changes

What = ActionRevision.What
TELLING = {What.CREATED, What.RATED, What.CONFIRMED, What.NOTED, What.DROPPED, What.REOPENED}
TEXTS = ("issues", "lead_printed", "actions", "barriers", "outcomes")
LABELS = {
    "issues": "Issues",
    "lead_printed": "Lead partner",
    "actions": "Actions",
    "barriers": "Potential barriers",
    "outcomes": "Expected outcomes",
}


@dataclass(frozen=True)
class Entry:
    """One change of a row. `facts` are (label, before, after); `texts` (label, parts)."""

    row: ActionRevision
    before: ActionRevision | None
    word: str
    word_before: str
    facts: list
    texts: list

    @property
    def is_rated(self):
        return self.word_before != self.word

    @property
    def is_by_link(self):
        """Answered in an update round, by the link that was sent to who made it."""
        return any(reply.link_recipient for reply in self.row.replies.all())

    @property
    def note(self):
        """The note, where this change brought it; otherwise it is only carried along."""
        is_new = self.row.what in TELLING or (self.before and self.before.note != self.row.note)
        return self.row.note if is_new else ""


def read_history(action, *, user, amber_word):
    """The changes of a row that this person may see, newest first. Three queries."""
    rows = list(
        ActionRevision.objects.visible_to(user)
        .filter(action=action)
        .with_leads()
        .prefetch_related("replies")
        .order_by("number")
    )
    first = [as_entry(None, row, amber_word) for row in rows[:1]]
    return [*first, *(as_entry(*pair, amber_word) for pair in pairwise(rows))][::-1]


@dataclass(frozen=True)
class Ask:
    """What a row asks for, with as much of what became of it as this reader may see."""

    asked: Escalation
    steps: list

    @property
    def is_over(self):
        return self.asked.end is not None


def read_asks(action, *, user):
    """What the row asked for, newest first. Two queries."""
    asks = Escalation.objects.visible_to(user).filter(action=action).with_steps().order_by("-pk")
    sees_closed = roles_of(user).sees_closed
    return [
        Ask(asked, [step for step in asked.steps.all() if sees_closed or not step.is_closed])
        for asked in asks
    ]


def as_entry(before, row, amber_word):
    return Entry(
        row=row,
        before=before,
        word=row.rating_word(amber_word),
        word_before=before.rating_word(amber_word) if before else "",
        facts=facts_changed(before, row) if before else [],
        texts=texts_changed(before, row) if before else [],
    )


def facts_changed(before, row):
    facts = [
        ("Key crime area", before.area.title, row.area.title),
        ("Led by", names(before), names(row)),
        ("The 4 Ps", before.four_ps, row.four_ps),
        ("Open or closed", closing(before), closing(row)),
    ]
    return [(label, old or "nothing", new or "nothing") for label, old, new in facts if old != new]


def closing(row):
    return row.get_closed_reason_display() if row.is_closed else "open"


def names(row):
    return ", ".join(
        f"{lead} (accountable)" if lead.is_accountable else str(lead) for lead in row.leads.all()
    )


def texts_changed(before, row):
    return [
        (LABELS[name], word_changes(getattr(before, name), getattr(row, name)))
        for name in TEXTS
        if getattr(before, name) != getattr(row, name)
    ]
