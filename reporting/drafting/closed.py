"""What was considered in closed session: the part of a report that the public never reads."""

from dataclasses import replace

from meetings.marks import without_resolved
from reporting.wording import day, full_stop

from .asks import asks
from .drafts import Kind, paragraph, under
from .meetings import group, key_of
from .table import action_table
from .threats import emerging_threats


def closed_session(figures):
    """Drafts marked closed, under a heading of their own; none without a closed part."""
    if figures.closed is None:
        return []
    drafts = [
        *(draft for meeting in figures.closed.meetings for draft in considered(meeting)),
        *closed_rows(figures),
        *emerging_threats(replace(figures, threats=figures.closed.threats)),
        *asks(replace(figures, asks=figures.closed.asks)),
    ]
    return [
        replace(draft, is_closed=True, key=f"closed {draft.key}")
        for draft in under("Considered in closed session", drafts)
    ]


def considered(meeting):
    source = f"from the closed items of {day(meeting.held_on)}"
    opening = f"{group(meeting)} considered in closed session on {day(meeting.held_on)}"
    topics = meeting.topics
    if len(topics) == 1:
        told = paragraph(full_stop(f"{opening}: {topics[0]}"), source, key=key_of(meeting, "held"))
    else:
        told = (
            paragraph(f"{opening}:", source, topics, key=key_of(meeting, "held")) if topics else []
        )
    words = [full_stop(without_resolved(text)) for text in meeting.decisions]
    if not words:
        return told
    resolved = f"{group(meeting)} resolved in closed session on {day(meeting.held_on)}:"
    key = key_of(meeting, "resolved")
    return [*told, *paragraph(resolved, source, words, Kind.LETTER, key=key)]


def closed_rows(figures):
    return action_table(
        replace(figures, table=figures.closed.table), name="closed part of the action table"
    )
