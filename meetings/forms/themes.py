"""Themes to choose from: the priorities, each under the list that it stands in."""

from itertools import groupby


def by_scheme(priorities):
    """Choices in groups. `priorities` in the order of their lists, each read with its scheme."""
    return [
        (str(scheme), [(priority.pk, str(priority)) for priority in named])
        for scheme, named in groupby(priorities, key=lambda priority: priority.scheme)
    ]
