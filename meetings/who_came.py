"""Who came to a meeting, as its minutes say it: names at its head, comings and goings at items.

Everything is told from the items that the reader may read (`seen`): of anything else neither a
number nor a gap is left.
"""

from django.utils.text import get_text_list

PRESENT = ("present", "remote", "substitute")


def attendance(record, seen):
    """The head of the minutes: who was in the chair, present, in attendance, and apologies."""
    rows = rows_for(record, seen)
    apologies = [row for row in rows if row.status == "apologies"]
    chair = next((row.name for row in rows if row.is_in_chair), "")
    return {
        "chair": f"{chair} was in the chair." if chair else "",
        "present": present([row for row in rows if row.status in PRESENT], seen),
        "in_attendance": present([row for row in rows if row.status == "in_attendance"], seen),
        "apologies": apologies_sentence(apologies, minuted(record, seen)),
    }


def minuted(record, seen):
    """The open words under the items."""
    return {p.text for item in seen for p in record.paragraphs[item.pk] if not p.is_closed}


def rows_for(record, seen):
    """Without those who attended only what this reader may not read."""
    if len(seen) == len(record.items):
        return record.attendances
    return [
        row
        for row in record.attendances
        if not (row.from_item or row.to_item) or items_heard(row, seen)
    ]


def items_heard(row, seen):
    """The items between somebody's coming and going."""
    first = row.from_item.position if row.from_item else 0
    last = row.to_item.position if row.to_item else float("inf")
    return [item for item in seen if first <= item.position <= last]


def present(rows, seen):
    """Who came for several is named once, with all they came for."""
    people = {}
    for row in rows:
        people.setdefault(who(row), []).append(row)
    return [came(rows[0], [*filter(None, map(came_for, rows))], seen) for rows in people.values()]


def who(row):
    """What makes two rows one person: a substitute has one in each seat they came for."""
    if row.status != "substitute":
        return row.pk
    return row.name, row.organisation, row.from_item_id, row.to_item_id


def came_for(row):
    if row.status != "substitute":
        return ""
    return row.substitute_for or (row.seat.label if row.seat else "")


def came(row, replaced, seen):
    notes = []
    if row.status == "remote":
        notes.append("by telephone or video")
    if replaced:
        notes.append(f"substitute for {get_text_list(replaced, 'and')}")
    notes.append(part_attended(row, seen))
    return {
        "name": row.name,
        "initials": row.initials,
        "organisation": row.organisation,
        "capacity": row.capacity,
        "note": "; ".join(note for note in notes if note),
    }


def part_attended(row, seen):
    heard = items_heard(row, seen)
    if not heard:
        return ""
    came_late = row.from_item and heard[0] != seen[0]
    left_early = row.to_item and heard[-1] != seen[-1]
    first, last = heard[0].number, heard[-1].number
    if (came_late or left_early) and row.from_item and row.to_item:
        return f"for item {first}" if first == last else f"for items {first} to {last}"
    if came_late:
        return f"from item {first}"
    return f"until item {last}" if left_early else ""


def comings_and_goings(record, item, seen):
    """The sentences printed with an item: before its paragraphs who arrived or was out of the room
    for it, behind them who left the meeting then."""
    rows = [row for row in rows_for(record, seen) if row.has_come]
    return {
        "people": sentences((row, moves(row, item, record.items, seen)) for row in rows),
        "people_after": sentences((row, leaves(row, item, seen)) for row in rows),
    }


def sentences(said):
    """Each once: who came for two has two rows, and left once."""
    return list(dict.fromkeys(f"{row.name} {words}." for row, found in said for words in found))


def moves(row, item, items, seen):
    heard = items_heard(row, seen)
    came_late, left_early = comes_and_leaves(row, item, heard, seen)
    if came_late and left_early:
        yield "attended for this item"
    elif came_late:
        yield "arrived during this item"
    for run in runs_missed(row, items, heard):
        if item == run[0]:
            yield f"left the meeting for {this_or_these(run)}"


def leaves(row, item, seen):
    came_late, left_early = comes_and_leaves(row, item, items_heard(row, seen), seen)
    if left_early and not came_late:
        yield "left the meeting after this item"


def comes_and_leaves(row, item, heard, seen):
    """Whether the item is the first somebody who came late heard, and the last before leaving."""
    if not heard:
        return False, False
    came_late = row.from_item and heard[0] != seen[0] and item == heard[0]
    left_early = row.to_item and heard[-1] != seen[-1] and item == heard[-1]
    return came_late, left_early


def runs_missed(row, items, heard):
    """The items somebody left for, those that follow each other on the agenda together."""
    missed = set(row.items_missed)
    runs, follows = [], False
    for item in items:
        if item.pk in missed and item in heard:
            runs = [*runs[:-1], [*runs[-1], item]] if follows else [*runs, [item]]
            follows = True
        else:
            follows = False
    return runs


def this_or_these(run):
    if len(run) == 1:
        return "this item"
    between = "and" if len(run) == 2 else "to"
    return f"items {run[0].number} {between} {run[-1].number}"


def apologies_sentence(rows, minuted):
    """At the head of the minutes, unless the item for them says the same."""
    names = apologised(rows)
    is_said = not names or for_absence(names) in minuted
    return "" if is_said else f"Apologies were received from {names}."


def for_absence(names):
    return f"Apologies for absence were received from {names}."


def apologised(rows):
    """“A (CoLP), B and C”; nothing when there is nobody."""
    names = [f"{row.name} ({row.organisation})" if row.organisation else row.name for row in rows]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
