"""What agenda and minutes print of the outstanding references before their meeting."""


def read_brought(meeting):
    """The references that came before a meeting, and what was minuted of each, oldest first."""
    rows = list(
        meeting.brought_references.select_related(
            "reference__paragraph__current", "reference__paragraph__item"
        )
    )
    if not rows:
        return []
    told = {row.reference_id: [] for row in rows}
    updates = meeting.reference_updates.filter(is_minuted=True).select_related("item", "other")
    for update in updates:
        told.get(update.reference_id, []).append(update)
    return [(row, told[row.reference_id]) for row in rows if told[row.reference_id]]


def references_on_agenda(meeting):
    """The open ones that a meeting has before it, as its agenda prints them for its members."""
    return [
        {
            "label": str(row),
            "serial": row.reference.serial,
            "text": row.reference.text,
            "owners": owners,
            "due": due,
        }
        for row in meeting.references_before()
        if not row.is_closed
        for owners, due in [row.reference.printed()]
    ]


def brought_document(brought, *, reads_closed, is_open):
    """{"brought": OR1, OR2 … as the minutes print them, "closed_brought": the closed ones}.

    Each a list of dicts, left out when it is empty. `reads_closed` says of an item's id whether this reader may have what is closed in it;
    `is_open` chooses for everybody else.
    """
    opened, closed = [], []
    for row, told in brought:
        if is_open(row) or reads_closed(row.reference.paragraph.item_id):
            entry = printed(row, told, reads_closed)
            if entry["said"] or entry["results"]:
                (opened if is_open(row) else closed).append(entry)
    lists = {"brought": opened, "closed_brought": closed}
    return {name: entries for name, entries in lists.items() if entries}


def printed(row, told, reads_closed):
    said, due = last_of(told, "minuted"), last_of(told, "due")
    if said and said.says_closed and not reads_closed(said.item_id):
        said = None
    ended = last_of(told, "closed", "merged", "reopened")
    results = [*results_of(ended, reads_closed)]
    if due:
        results.append(f"Due now: {due.text[:1].lower()}{due.text[1:]}.")
    return {
        "label": str(row),
        "serial": row.reference.serial,
        "text": row.reference.text,
        "owners": row.owners,
        "due": row.due,
        "said": said.text if said else "",
        "is_said_closed": bool(said and said.says_closed),
        "results": results,
        **({"is_result_closed": True} if tells_closed(ended, reads_closed) else {}),
    }


def last_of(told, *whats):
    return next((update for update in reversed(told) if update.what in whats), None)


def results_of(ended, reads_closed):
    """How the meeting left it; nothing when it is outstanding as before."""
    if ended is None or ended.what == "reopened":
        return
    if ended.what == "merged":
        yield f"Merged into {ended.other}."
        return
    hidden = ended.says_closed and not reads_closed(ended.item_id)
    yield "Closed." if hidden or not ended.text else f"Closed: {ended.text}"


def tells_closed(ended, reads_closed):
    """Whether the words on how it was left are themselves closed, and printed for this reader."""
    if ended is None or ended.what != "closed" or not ended.text:
        return False
    return ended.says_closed and reads_closed(ended.item_id)


def closed_words_on(entry):
    """What is closed of an open reference, as this reader's document prints it."""
    said = [entry["said"]] * entry["is_said_closed"]
    return said + entry["results"] * entry.get("is_result_closed", False)
