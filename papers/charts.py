"""Charts as plain data, drawn by one template on pages and on paper alike."""

from dataclasses import dataclass

HEIGHT = 18
# What a letter and a number need to be read inside their part of a bar.
ROOM_FOR_WORDS, ROOM_FOR_A_FIGURE = 16, 7


@dataclass(frozen=True)
class Part:
    """One rating in a bar: where it begins, how wide it is, and what fits into it."""

    code: str
    label: str
    x: float
    width: float

    @property
    def middle(self):
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Bar:
    """A bar of parts side by side; `sentence` says the same in words."""

    sentence: str
    parts: tuple
    width: int
    height: int = HEIGHT


def stacked_bar(counts, *, longest, sentence, width=160):
    """A `Bar` of `counts`, (code, letter, number) in their order, drawn so that a bar of `longest`
    fills the width. None when there is nothing to draw."""
    parts, x = [], 0.0
    for code, letter, number in counts:
        if number:
            wide = round(width * number / longest, 1)
            parts.append(Part(code, _label(letter, number, wide), round(x, 1), wide))
            x += wide
    return Bar(sentence, tuple(parts), width) if parts else None


def _label(letter, number, wide):
    """Such as "R 12"; nothing where it would not be readable."""
    label = f"{letter} {number}"
    return label if wide >= ROOM_FOR_WORDS + ROOM_FOR_A_FIGURE * len(str(number)) else ""
