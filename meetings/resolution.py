"""What a later meeting says when it approves minutes, as the City's minutes put it."""

from django.utils.dateformat import format as date_format

from meetings.marks import without_marks


def resolution(minutes, amendments):
    """The words after RESOLVED. Of what is closed nothing is quoted: a closed item is named by
    its number, a closed paragraph by nothing at all."""
    day = date_format(minutes.meeting.held_on, "j F Y")
    agreed = f"That the minutes of the meeting held on {day} be agreed as a correct record"
    listed = list(dict.fromkeys(filter(None, map(amended, amendments))))
    if not amendments:
        return f"{agreed}."
    if not listed:
        return f"{agreed}, as amended."
    if len(listed) == 1:
        return f"{agreed}, subject to the following amendment: {listed[0]}"
    lines = [f"{number}. {words}" for number, words in enumerate(listed, start=1)]
    return "\n".join([f"{agreed}, subject to the following amendments:", *lines])


def amended(amendment):
    """One amendment in words, or nothing when it is of a closed paragraph."""
    item = amendment.item
    if item is None:
        return one_line(amendment.wording)
    if item.is_closed:
        return f"in item {item.number}, which was considered in closed session."
    if amendment.is_closed:
        return ""
    words = one_line(amendment.wording)
    if amendment.seen is None:
        return f"in item {item.number}, a paragraph to be added: “{words}”"
    return f"in item {item.number}, a paragraph to read: “{words}”"


def one_line(text):
    """Without the marks of references, which count in their own minutes alone."""
    return without_marks(text.replace("(n)", ""))
