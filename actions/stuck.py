"""When a row is stuck: red or amber, and rated so three months ago or earlier."""

import datetime

from django.db.models import Q

from actions.models import Rating

STUCK_AFTER = datetime.timedelta(days=91)
AT_RISK = [Rating.RED, Rating.AMBER]


def last_day_to_move(day):
    """Whatever was rated red or amber by then has not moved for too long."""
    return day - STUCK_AFTER


def is_stuck(row, day):
    return row.rating in AT_RISK and row.rated_on <= last_day_to_move(day)


def that_are_stuck(day):
    """The same, for a query of states of rows."""
    return Q(rating__in=AT_RISK, rated_on__lte=last_day_to_move(day))
