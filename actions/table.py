"""The action table as plain data: one reading, for the page and for the paper."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Max

from actions.models import ActionRevision, Rating, UpdateRound
from actions.stuck import is_stuck
from meetings.models import Meeting

DROPPED = "dropped"


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
    lead_keys: frozenset
    leads: tuple
    led_by: str
    four_ps: str
    closed_reason_words: str
    is_mine: bool = False
    may_update: bool = False
    is_stuck: bool = False
    # Asked in the last update round, and nobody has said a word: None, or whether it has closed.
    silence: bool | None = None

    @property
    def has_no_return(self):
        """The round closed in silence: whatever was said before, nobody vouches for it now."""
        return self.silence is True

    @property
    def waits_for_return(self):
        return self.silence is False

    @property
    def is_on_table(self):
        return not (self.has_left or self.is_dropped)


@dataclass(frozen=True)
class Chosen:
    """What of the table a reader asked for; empty means all."""

    area: str = ""
    lead: str = ""
    rating: str = ""
    four_p: str = ""
    state: str = ""
    mine: bool = False
    open_only: bool = False

    def wants(self, row):
        return (
            (not self.area or self.area == str(row.area_id))
            and (not self.lead or self.lead in row.lead_keys)
            and (not self.mine or row.is_mine)
            and not (self.open_only and row.is_closed)
            and self._wants_four_p(row)
            and self._wants_state(row)
            and self._wants_rating(row)
        )

    def _wants_four_p(self, row):
        carried = row.four_ps.lower().split(", ")
        return not self.four_p or self.four_p in (carried if row.four_ps else ["none"])

    def _wants_state(self, row):
        states = {
            "": True,
            "stuck": row.is_stuck and row.is_on_table,
            "no_return": row.has_no_return,
            "on_table": row.is_on_table,
        }
        return states.get(self.state, False)

    def _wants_rating(self, row):
        if self.rating == DROPPED:
            return row.is_dropped
        if self.rating == Rating.BLUE:
            return row.rating == Rating.BLUE and not row.is_dropped
        return row.is_on_table and self.rating in {"", row.rating or "none"}


@dataclass(frozen=True)
class Area:
    title: str
    rows: list


@dataclass(frozen=True)
class Table:
    """Every row this reader may see as at a day, and those of them that were asked for."""

    as_at: datetime.date
    amber_word: str
    all_rows: list = field(repr=False)
    chosen: Chosen = Chosen()

    @property
    def rows(self):
        return [row for row in self.all_rows if self.chosen.wants(row)]

    @property
    def areas(self):
        return [
            Area(title, list(rows)) for title, rows in groupby(self.rows, key=lambda row: row.area)
        ]

    @property
    def counts(self):
        """Such as "14 rows: 0 red · 9 orange · 0 green · 1 complete · 4 not rated"."""
        found = Counter(row.rating for row in self.rows)
        each = [
            f"{found[rating.value]} {rating.word(self.amber_word).lower()}" for rating in Rating
        ]
        total = len(self.rows)
        return f"{total} {'row' if total == 1 else 'rows'}: {' · '.join(each)}"

    @property
    def left(self):
        return sum(row.has_left for row in self.all_rows)

    @property
    def dropped(self):
        return sum(row.is_dropped for row in self.all_rows)

    @property
    def closed(self):
        """The closed rows that this reader is shown."""
        return [row for row in self.rows if row.is_closed]

    @property
    def has_mine(self):
        return any(row.is_mine for row in self.all_rows)

    @property
    def has_closed(self):
        return any(row.is_closed for row in self.all_rows)

    @property
    def area_choices(self):
        return list({str(row.area_id): row.area for row in self.all_rows}.items())

    @property
    def lead_choices(self):
        return sorted(
            {key: name for row in self.all_rows for key, name in row.leads}.items(),
            key=lambda choice: choice[1].casefold(),
        )


def read_table(user, *, as_at, today, amber_word, chosen=None):
    """The table as `user` may see it on a day, in as many queries for one row as for a thousand.

    Today's table is each row's present state; any other day's is exact for that day
    (`ActionRevision.objects.as_at`). Nothing in it depends on the request.
    """
    is_current = as_at == today
    kept = ActionRevision.objects.visible_to(user)
    kept = kept.current().filter(as_at__lte=today) if is_current else kept.as_at(as_at)
    if chosen and chosen.open_only:
        # What is closed today is closed in the tables of earlier days too.
        kept = kept.filter(is_closed=False, action__current__is_closed=False)
    meeting = last_board_meeting_before(as_at)
    silent = UpdateRound.objects.last_day_of_silence(as_at)
    rows = [
        as_row(
            revision,
            amber_word=amber_word,
            has_left=has_left_table(revision, meeting),
            is_mine=user.has_perm("actions.own_row", revision),
            may_update=is_current and user.has_perm("actions.note_row", revision),
            silence=silence(revision, as_at),
            is_stuck=is_stuck(revision, as_at),
        )
        for revision in kept.annotate(silent_until=silent).in_order().with_leads()
    ]
    return Table(as_at, amber_word, rows, chosen or Chosen())


def silence(revision, day):
    """Whether the round in which nobody said a word of this row has closed; None without one."""
    if revision.is_complete or revision.silent_until is None:
        return None
    return revision.silent_until < day


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
)


def as_row(revision, *, amber_word, has_left, **seen):
    leads = tuple((lead.key, str(lead)) for lead in revision.leads.all())
    return Row(
        pk=revision.action_id,
        reference=revision.action.reference,
        area=revision.area.title,
        word=revision.rating_word(amber_word),
        word_on_paper=revision.rating_word_on_paper(amber_word),
        has_left=has_left,
        leads=leads,
        lead_keys=frozenset(key for key, _ in leads),
        led_by="; ".join(lead.label for lead in revision.leads.all()),
        closed_reason_words=revision.get_closed_reason_display(),
        **seen,
        **{name: getattr(revision, name) for name in COPIED},
    )


def key_to_ratings(amber_word):
    """What each rating means: (code, word, meaning)."""
    return [(rating.value, rating.colour(amber_word), rating.meaning) for rating in Rating]
