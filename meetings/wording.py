"""The words of a paragraph as somebody outside the secretariat reads and types them: with the
printed number of a reference where the minutes keep its mark."""

from meetings.marks import marks_in, print_marks


def as_read(text, labels):
    return print_marks(text, labels)


def as_kept(typed, text, labels):
    """What was typed, with the marks of the text it takes the place of."""
    for mark in marks_in(text):
        typed = typed.replace(labels.get(mark) or f"(n{mark})", f"(n{mark})", 1)
    return typed


def refusal(kept, text, labels):
    """Why these words cannot take the place of the text, or nothing: each mark stands once."""
    was, now = marks_in(text), marks_in(kept)
    for mark in now:
        if mark not in was:
            return f"(n{mark}) is not in this paragraph: take it out"
        if now.count(mark) > 1:
            return f"{labels.get(mark, mark)} stands twice: keep one"
    for mark in was:
        if mark not in now:
            label = labels.get(mark, f"(n{mark})")
            return f"Keep {label} in the text: it is the number of an outstanding reference"
    return ""
