"""What minutes print of names and settings that are kept elsewhere, and may change there.

Until they are approved it is read anew each time; then it is kept with them, so that approved
minutes print the same for ever.
"""

from django.utils.dateformat import format as date_format

from board.models import BoardSettings


def when_and_where(meeting):
    words = date_format(meeting.held_on, "l j F Y")
    if meeting.starts_at:
        words += f" at {date_format(meeting.starts_at, 'H:i')}"
    return f"{words}, {meeting.venue}" if meeting.venue else words


def names_today(minutes):
    """As things are called now: plain data, kept with the minutes when they are approved."""
    board, meeting, at = BoardSettings.current(), minutes.meeting, minutes.approved_at_meeting
    return {
        "board": board.name,
        "prints_exclusion": board.prints_exclusion,
        "group": meeting.group.name,
        "meeting": str(meeting),
        "when_and_where": when_and_where(meeting),
        "approved_at": f"{at.group.name} on {date_format(at.held_on, 'j F Y')}" if at else "",
    }


def approval_sentence(minutes, names, *, openly):
    if not names["approved_at"]:
        return ""
    how = "with amendments" if minutes.was_amended(openly=openly) else "as presented"
    return f"Approved {how} at the meeting of the {names['approved_at']}."
