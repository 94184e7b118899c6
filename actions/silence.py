"""Rows about which nobody said a word in the last update round: once it has closed they read "No
return", whatever they were rated before, and count under no rating."""

from django.db.models import Case, Q, When

from actions.models import Rating, UpdateRound

NO_RETURN = "No return, last said"


def silence(revision, day):
    """Whether the round in which nobody said a word of this row has closed; None without one.
    Expects `silent_until`."""
    if revision.is_complete or revision.silent_until is None:
        return None
    return revision.silent_until < day


def in_silence(day):
    """The same for a round that has closed, within a query of states of rows."""
    silent = ~Q(rating=Rating.BLUE) & Q(action__in=UpdateRound.objects.rows_in_silence(day))
    return Case(When(silent, then=True), default=False)
