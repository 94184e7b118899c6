"""Initials for those at a meeting: short enough to type, and nobody else’s there."""

from itertools import chain, count

from board.models import Person

MOST = 6


def initials_for(name, taken):
    """Those of the name; when somebody has them, with more of the surname, then with a number."""
    own = Person(name=name).initials[: MOST - 2]
    if not own:
        return ""
    surname = "".join(filter(str.isalpha, name.split()[-1])).upper()
    longer = (own + surname[1:end] for end in range(1, len(surname) + 1))
    numbered = (f"{own}{number}" for number in count(2))
    short_enough = [initials for initials in longer if len(initials) <= MOST]
    return next(found for found in chain(short_enough, numbered) if found not in taken)
