"""Writing a draft anew from the record, without touching what somebody has edited."""

from dataclasses import dataclass, field
from itertools import groupby

from .blocks import ReportBlock


@dataclass
class Unit:
    """What tells one fact: a heading, or a paragraph with its points; made of blocks or drafts."""

    key: str
    pieces: list = field(default_factory=list)

    @property
    def is_edited(self):
        return not self.key or any(piece.is_edited for piece in self.pieces)

    def says_what(self, other):
        return [(p.kind, p.text) for p in self.pieces] == [(p.kind, p.text) for p in other.pieces]


def units_of(pieces):
    """Blocks or drafts in order, those that tell one fact together; typed ones each alone."""
    alone = iter(range(len(pieces)))
    grouped = groupby(pieces, key=lambda piece: piece.key or next(alone))
    return [Unit(key if isinstance(key, str) else "", list(found)) for key, found in grouped]


def refreshed(blocks, drafts, *, left_out=(), again=None):
    """(the blocks as they should stand, how many facts were told anew).

    A fact whose words nobody edited is told as the record has it now; one that the record no
    longer tells goes; a new one comes behind the one it follows in the draft. What was taken out
    (`left_out`, keys) stays out, and what was edited stays, but for the fact `again` (a key).
    """
    wanted = {unit.key: unit for unit in units_of(drafts)}
    standing, changed = [], 0
    for unit in units_of(blocks):
        new = wanted.get(unit.key)
        if unit.is_edited and (unit.key != again or new is None):
            standing.append(unit)
        elif new is None:
            changed += 1
        else:
            changed += not new.says_what(unit)
            standing.append(unit if new.says_what(unit) else new)
    known = {unit.key for unit in standing} | set(left_out)
    place = 0
    for unit in wanted.values():
        if unit.key not in known:
            standing.insert(place, unit)
            changed += 1
        place = next((n for n, s in enumerate(standing, 1) if s.key == unit.key), place)
    return [as_block(piece) for unit in standing for piece in unit.pieces], changed


def as_block(piece):
    if isinstance(piece, ReportBlock):
        return piece
    return ReportBlock(
        kind=piece.kind,
        text=piece.text,
        source=piece.source,
        key=piece.key,
        is_closed=piece.is_closed,
    )
