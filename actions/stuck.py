"""When a row is stuck: red or amber, and rated so as many months ago as the Board says, or earlier.
And when an update is overdue: nobody has said for so long how the row stands."""

import datetime

from django.db.models import Q

from actions.models import Rating

DAYS_IN_TWELVE_MONTHS = 364  # three months are thirteen weeks
USUAL_MONTHS = 3
AT_RISK = [Rating.RED, Rating.AMBER]


def last_day_to_move(day, months=USUAL_MONTHS):
    """Whatever was said by then, and not since, was said too long ago."""
    return day - datetime.timedelta(days=months * DAYS_IN_TWELVE_MONTHS // 12)


def is_stuck(row, day, months=USUAL_MONTHS):
    return row.rating in AT_RISK and row.rated_on <= last_day_to_move(day, months)


def that_are_stuck(day, months=USUAL_MONTHS):
    """The same, for a query of states of rows."""
    return Q(rating__in=AT_RISK, rated_on__lte=last_day_to_move(day, months))


def that_are_overdue(day, months=USUAL_MONTHS):
    """For states of rows with `told_on`: the day somebody last said how the row stands. What is
    complete, or only a place kept for a row, waits for nobody."""
    silent = Q(told_on__lte=last_day_to_move(day, months))
    return silent & ~Q(rating=Rating.BLUE) & ~Q(issues="", actions="")
