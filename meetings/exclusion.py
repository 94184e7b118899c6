"""The resolution to exclude the public, in the City's manner, where the Board prints it."""

WORDS = (
    "**RESOLVED** – That under Section 100A(4) of the Local Government Act 1972, the public be"
    " excluded from the meeting for the following items on the grounds that they involve the"
    " likely disclosure of exempt information as defined in Part I of Schedule 12A of the Local"
    " Government Act."
)


def exclusion(items):
    """What is printed before the first closed item, from facts that everybody is told: its number
    and its reason. Nothing where nothing was closed."""
    closed = [item for item in items if item.is_closed]
    if not closed:
        return {}
    rows = [{"item": item.number, "paragraph": schedule_12a(item.closed_reason)} for item in closed]
    return {"before": closed[0].number, "words": WORDS, "rows": rows}


def schedule_12a(reason):
    """The number of the paragraph; the plain reasons of the house are not in the Schedule."""
    number = reason.removeprefix("paragraph ")
    return number if number != reason else f"– ({reason})"
