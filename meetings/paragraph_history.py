"""Who wrote what in a paragraph, and when: newest first, typing in one go told once."""

import datetime
from dataclasses import dataclass

from meetings.models import ParagraphRevision
from papers.differences import word_changes

# The desk saves at every pause: what one person types without a longer one is one step.
ONE_GO = datetime.timedelta(minutes=2)
SHOWN = 100


@dataclass(frozen=True)
class Step:
    """A state of the paragraph at which somebody paused; `changes` as `word_changes` gives them."""

    revision: ParagraphRevision
    changes: list
    is_current: bool


def paragraph_history(paragraph, *, in_full=False):
    """The steps of a paragraph; `in_full` with every state that was saved. One query."""
    states = list(paragraph.revisions.select_related("made_by").order_by("number"))
    kept = (
        states if in_full else [state for state, after in with_next(states) if pauses(state, after)]
    )
    steps, before = [], states[0].text
    for state in kept:
        steps.append(Step(state, word_changes(before, state.text), state.pk == states[-1].pk))
        before = state.text
    return steps[::-1][:SHOWN]


def with_next(states):
    return zip(states, [*states[1:], None], strict=True)


def pauses(state, after):
    """Whether the person stopped here: the last state, or another person, or a longer pause."""
    return (
        after is None
        or after.made_by_id != state.made_by_id
        or after.made_at - state.made_at > ONE_GO
        or any(getattr(after, name) != getattr(state, name) for name in TOLD_APART)
    )


# Taking out, closing and deciding are steps of their own, however quickly made.
TOLD_APART = ("kind", "is_closed", "is_removed")
