"""The action table as plain data: one reading, for the page and for the paper."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Max

from actions.choosing import Chosen, Offer, read_offer
from actions.facts import count, told_apart, with_facts
from actions.models import ActionRevision, Rating
from actions.models.looking_up import key_is_one_of
from actions.rules import may_note_known
from actions.silence import NO_RETURN, silence
from actions.stuck import is_stuck
from board.roles import roles_of
from meetings.models import Meeting

ROWS_ON_A_PAGE = 100


@dataclass(frozen=True)
class Row:
    """One row of the table, as it stood on the day of the table."""

    pk: int
    reference: str
    area_id: int
    area: str
    issues: str
    lead_printed: str
    actions: str
    barriers: str
    outcomes: str
    rating: str
    word: str
    word_on_paper: str
    rated_on: datetime.date | None
    note: str
    to_be_confirmed: bool
    is_closed: bool
    closed_reason: str
    is_dropped: bool
    has_left: bool
    is_mine: bool
    may_update: bool
    is_stuck: bool
    four_ps: str
    closed_reason_words: str
    # What it waits for from a committee or somebody else, as the table prints it; or nothing.
    asks: str
    number: int
    revision: ActionRevision = field(repr=False)
    # Asked in the last update round, and nobody has said a word: None, or whether it has closed.
    silence: bool | None = None

    @property
    def leads(self):
        """The key and the name of each. Read for a paper, not for a page."""
        return tuple((lead.key, str(lead)) for lead in self.revision.leads.all())

    @property
    def led_by(self):
        return "; ".join(lead.label for lead in self.revision.leads.all())

    @property
    def has_no_return(self):
        """The round closed in silence: whatever was said before, nobody vouches for it now."""
        return self.silence is True

    @property
    def word_in_file(self):
        """As a file says it that comes back: what nobody vouches for is said, and not coloured."""
        word = self.word_on_paper
        return f"{NO_RETURN}: {word}" if self.has_no_return else word

    @property
    def waits_for_return(self):
        return self.silence is False

    @property
    def is_on_table(self):
        return not (self.has_left or self.is_dropped)


@dataclass(frozen=True)
class Area:
    title: str
    rows: list


@dataclass(frozen=True)
class Table:
    """What was asked for of the table as at a day. Its counts are of every row that was chosen,
    `rows` those of the page; of a paper there is one page."""

    as_at: datetime.date
    amber_word: str
    rows: list = field(repr=False)
    found: list = field(default_factory=list, repr=False)
    offer: Offer | None = field(repr=False, default=None)
    chosen: Chosen = Chosen()
    page: Page | None = field(repr=False, default=None)

    @property
    def areas(self):
        return [
            Area(title, list(rows)) for title, rows in groupby(self.rows, key=lambda row: row.area)
        ]

    @property
    def counts(self):
        """Such as "14 rows: 0 red · 9 orange · 0 green · 1 complete · 4 not rated"."""
        number = Counter()
        for one in self.found:
            number["silent" if one["is_silent"] else one["rating"]] += one["chosen"]
        each = [
            f"{number[rating.value]} {rating.word(self.amber_word).lower()}" for rating in Rating
        ]
        each += [f"{number['silent']} no return"] * bool(number["silent"])
        total = number.total()
        return f"{total} {'row' if total == 1 else 'rows'}: {' · '.join(each)}"

    def _sum(self, column, **which):
        return sum(
            one[column]
            for one in self.found
            if all(one[name] == value for name, value in which.items())
        )

    @property
    def has_rows(self):
        """Whether this reader may see any row as at the day, chosen or not."""
        return bool(self._sum("known"))

    @property
    def left(self):
        return self._sum("known", has_left=True)

    @property
    def dropped(self):
        return self._sum("known", is_dropped=True)

    @property
    def closed(self):
        """How many closed rows this reader is shown."""
        return self._sum("chosen", is_closed=True)

    @property
    def has_closed(self):
        return bool(self._sum("known", is_closed=True))

    @property
    def has_mine(self):
        return bool(self._sum("known", is_mine=True))


def read_table(user, *, as_at, today, board, chosen=None, page=None):
    """The table as `user` may see it on a day, in as many queries for one row as for a thousand.
    `page`: its number, for a screen; without one every row is read, for a paper.

    Today's table is each row's present state; any other day's is exact for that day
    (`ActionRevision.objects.as_at`). Nothing in it depends on the request.
    """
    chosen = chosen or Chosen()
    kept = kept_as_at(user, as_at=as_at, today=today, open_only=chosen.open_only)
    months = {
        "months_stuck": board.stuck_after_months,
        "months_overdue": board.overdue_after_months,
    }
    wanted = chosen.condition(as_at, **months)
    known = told_apart(kept, user, as_at, state=chosen.state)
    found = count(known, wanted)
    rows = known.filter(wanted).order_by(*chosen.order)
    shown = None
    if page is not None:
        shown = Counted(rows, sum(one["chosen"] for one in found), ROWS_ON_A_PAGE).get_page(page)
        if shown.has_other_pages():
            # By their keys alone first: what is not written in a row is looked up for those shown.
            few = ActionRevision.objects.filter(key_is_one_of(shown.object_list.values("pk")))
            rows = told_apart(few, user, as_at)
    rows = with_facts(rows, user, as_at)
    rows = rows.with_leads() if page is None else rows.with_area()
    seen = {"as_at": as_at, "board": board, "roles": roles_of(user) if as_at == today else None}
    return Table(
        as_at,
        board.amber_word,
        [as_row(row, **seen) for row in rows.order_by(*chosen.order)],
        found,
        None if page is None else read_offer(kept),
        chosen,
        shown,
    )


class Counted(Paginator):
    """Pages of rows that have been counted already."""

    def __init__(self, rows, number, *args):
        super().__init__(rows, *args)
        self.number = number

    @property
    def count(self):
        return self.number


def kept_as_at(user, *, as_at, today, open_only=False):
    """Every row as it stood on a day, as far as this reader may see it."""
    if as_at == today:
        kept = ActionRevision.objects.current_to(user).filter(as_at__lte=today)
        return kept.filter(is_closed=False) if open_only else kept
    kept = ActionRevision.objects.visible_to(user).as_at(as_at)
    return kept.open() if open_only else kept


def last_board_meeting_before(day):
    """The day of the last Board meeting that had passed by `day`; None before the first."""
    passed = Meeting.objects.of_the_board().took_place().filter(held_on__lt=day)
    return passed.aggregate(last=Max("held_on"))["last"]


def has_left_table(revision, meeting):
    """Complete rows are shown once more at the next Board meeting, then leave the table."""
    return bool(revision.is_complete and meeting and meeting > revision.rated_on)


COPIED = (
    "area_id",
    "issues",
    "lead_printed",
    "actions",
    "barriers",
    "outcomes",
    "rating",
    "rated_on",
    "note",
    "to_be_confirmed",
    "is_closed",
    "closed_reason",
    "is_dropped",
    "four_ps",
    "has_left",
    "is_mine",
    "asks",
    "number",
)


def as_row(revision, *, as_at, board, roles):
    """`roles` of who may update it; None in the table of an earlier day."""
    return Row(
        pk=revision.action_id,
        reference=revision.action.reference,
        area=revision.area.title,
        word=revision.rating_word(board.amber_word),
        word_on_paper=revision.rating_word_on_paper(board.amber_word),
        closed_reason_words=revision.get_closed_reason_display(),
        may_update=roles is not None and may_note_known(roles, revision),
        silence=silence(revision, as_at),
        is_stuck=is_stuck(revision, as_at, board.stuck_after_months),
        revision=revision,
        **{name: getattr(revision, name) for name in COPIED},
    )


def key_to_ratings(board):
    """What each rating means to this Board: (code, word, meaning)."""
    return [
        (
            rating.value,
            rating.colour(board.amber_word),
            rating.meaning(board),
        )
        for rating in Rating
    ]
