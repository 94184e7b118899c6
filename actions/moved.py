"""What moved on the action table between two days, as plain data."""

import datetime
from dataclasses import dataclass

from django.db.models import Min, OuterRef, Subquery

from actions.history import texts_changed
from actions.models import ActionRevision, Rating
from actions.stuck import last_day_to_move
from actions.table import kept_as_at, last_board_meeting_before

WORST_FIRST = [Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE]
HEADINGS = {
    "new": "New",
    "completed": "Completed",
    "worse": "Worse",
    "better": "Better",
    "other": "Rated for the first time, or no longer rated",
    "reopened": "No longer complete, or back on the table",
    "dropped": "Taken off the table",
    "reworded": "Reworded, rating unchanged",
}
ARROWS = {"completed": "↑", "better": "↑", "worse": "↓", "reopened": "↓", "other": "→"}


@dataclass(frozen=True)
class Move:
    """A row that moved. `texts`: (label, parts), where it was reworded."""

    kind: str
    row: ActionRevision
    word: str
    before: ActionRevision | None
    word_before: str
    texts: list

    @property
    def arrow(self):
        return ARROWS.get(self.kind, "")

    @property
    def changed_rating(self):
        return self.before is not None and self.before.rating != self.row.rating


@dataclass(frozen=True)
class Moves:
    """What moved from one day to another, in the order of `HEADINGS` and of the table."""

    since: datetime.date
    as_at: datetime.date
    moves: list

    @property
    def groups(self):
        found = {kind: [move for move in self.moves if move.kind == kind] for kind in HEADINGS}
        return [(HEADINGS[kind], moves) for kind, moves in found.items() if moves]

    @property
    def counts(self):
        """Such as "3 rows moved: 1 new · 2 better"."""
        if not self.moves:
            return "No row moved"
        number = len(self.moves)
        parts = [f"{len(moves)} {heading.lower()}" for heading, moves in self.groups]
        return f"{number} row{'s' * (number > 1)} moved: {' · '.join(parts)}"

    @property
    def closed(self):
        return sum(move.row.is_closed for move in self.moves)


def usual_start(as_at):
    """The day of the Board meeting before; three months ago where there is none."""
    return last_board_meeting_before(as_at) or last_day_to_move(as_at)


def read_moves(user, *, since, as_at, today, amber_word):
    """The `Moves` that this reader may see, in five queries. A row that was closed on the first day
    to this reader, and is older than that day, is not told: neither as new nor as changed."""
    first = ActionRevision.objects.filter(action=OuterRef("action")).order_by().values("action")
    added = Subquery(first.annotate(day=Min("as_at")).values("day"))
    rows = kept_as_at(user, as_at=as_at, today=today).filter(as_at__gt=since)
    rows = list(rows.annotate(added_on=added).in_order().with_leads())
    then = ActionRevision.objects.visible_to(user).as_at(since).with_leads()
    then = {row.action_id: row for row in then.filter(action__in=[row.action_id for row in rows])}
    moves = (as_move(row, then.get(row.action_id), since, amber_word) for row in rows)
    return Moves(since, as_at, [move for move in moves if move])


def as_move(row, before, since, amber_word):
    if before is None and row.added_on <= since:
        return None
    texts = texts_changed(before, row) if before else []
    kind = kind_of(row, before) or ("reworded" if texts else "")
    if not kind:
        return None
    word_before = before.rating_word(amber_word) if before else ""
    return Move(kind, row, row.rating_word(amber_word), before, word_before, texts)


def kind_of(row, before):
    if row.is_dropped:
        return "dropped" if before and not before.is_dropped else ""
    if before is None:
        return "new"
    if before.is_dropped:
        return "reopened"
    if row.rating == before.rating:
        return ""
    if Rating.BLUE in (row.rating, before.rating):
        return "completed" if row.is_complete else "reopened"
    if not row.rating or not before.rating:
        return "other"
    better = WORST_FIRST.index(row.rating) > WORST_FIRST.index(before.rating)
    return "better" if better else "worse"
