"""What rows of the action table ask of the committees the Board answers to."""

from itertools import groupby

from reporting.models.on_its_way import asks_key
from reporting.wording import capitalised, counted, full_stop, in_one_line, row_name

from .drafts import paragraph

HEADING = "For agreement"


def asks(figures):
    """For each committee what waits for its agreement."""
    in_turn = sorted(figures.asks, key=committee)
    return [
        draft
        for (_, group), found in groupby(in_turn, key=committee)
        for draft in asks_of(group, list(found))
    ]


def recommendations(asks):
    """What members of a committee are asked to do, one to a line; `asks`: those put to it."""
    if not asks:
        return "Note the report"
    return f"Note the report\nAgree to what is asked under “{HEADING}”"


def committee(ask):
    return ask.group_pk, ask.group


def asks_of(group, found):
    source = "from what the action table asks of committees"
    key = asks_key(found[0].group_pk)
    told = [f"{row_name(ask)} – {in_one_line(ask.text)}" for ask in found]
    matters = counted(len(told), "matter is", "matters are")
    opening = f"{capitalised(matters)} for the agreement of the {group.removeprefix('The ')}:"
    if len(told) == 1:
        return paragraph(full_stop(f"{opening} {told[0]}"), source, key=key)
    return paragraph(opening, source, told, key=key)
