"""What the robot typed, as the minutes have to read: an account kept apart from the site."""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Said:
    text: str
    kind: str = "note"
    is_closed: bool = False


class Written:
    """The paragraphs of each item of a meeting, in their order."""

    def __init__(self, items):
        self.items = {item: [Said(*one) for one in said] for item, said in items.items()}

    def add(self, item, said):
        self.items[item].append(said)

    def split(self, item, at, place):
        one = self.items[item][at]
        before = replace(one, text=one.text[:place].rstrip())
        behind = replace(one, text=one.text[place:].lstrip())
        self.items[item][at : at + 1] = [before, behind]

    def merge(self, item, at):
        one, other = self.items[item][at - 1 : at + 1]
        joint = replace(
            one, text=f"{one.text} {other.text}", is_closed=one.is_closed or other.is_closed
        )
        self.items[item][at - 1 : at + 1] = [joint]

    def change(self, item, at, **facts):
        self.items[item][at] = replace(self.items[item][at], **facts)

    def move_up(self, item, at):
        row = self.items[item]
        row[at - 1], row[at] = row[at], row[at - 1]

    def take_out(self, item, at):
        del self.items[item][at]

    @property
    def words(self):
        return sum(len(one.text.split()) for row in self.items.values() for one in row)

    def faults(self, standing):
        """What the database says otherwise, as sentences; the numbers of marks are the server's."""
        found = []
        for item, row in self.items.items():
            theirs = [Said(unnumbered(text), *rest) for text, *rest in standing[item]]
            if theirs == row:
                continue
            typed, kept = words_of(row), words_of(theirs)
            found += [f"item {item}: “{word}” is missing" for word in typed - kept]
            found += [f"item {item}: “{word}” does not belong" for word in kept - typed]
            if len(theirs) != len(row) or typed == kept:
                found.append(differing(item, row, theirs))
        return found


def differing(item, row, theirs):
    pairs = zip([*row, None], [*theirs, None], strict=False)
    typed, kept = next((pair for pair in pairs if pair[0] != pair[1]), (None, None))
    return f"item {item}: typed {len(row)}, kept {len(theirs)}; first {typed} against {kept}"


def words_of(row):
    return {word for one in row for word in one.text.split() if not word.startswith("(n)")}


def unnumbered(text):
    return re.sub(r"\(n\d+\)", "(n)", text)
