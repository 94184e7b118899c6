"""Two people edited one report: what each of them made of it, side by side."""

from reporting.models import Appendix
from reporting.wording import day


def both_texts(current, cover, typed):
    """(label, as it stands now, what was typed) wherever the two differ."""
    pairs = [
        (cover[name].label, shown(current, name), chosen(cover, name, typed[name]))
        for name in cover.Meta.fields
    ]
    pairs.append(
        (
            "Committees",
            recipients(vars(row) | {"group": row.group} for row in current.submissions.all()),
            recipients(typed["recipients"]),
        )
    )
    return [pair for pair in pairs if pair[1] != pair[2]] + blocks(current, typed["blocks"])


def shown(report, name):
    field = report._meta.get_field(name)
    return in_words(getattr(report, name), dict(field.choices or Appendix.choices))


def chosen(cover, name, value):
    return in_words(value, dict(getattr(cover.fields[name], "choices", [])))


def in_words(value, choices):
    if isinstance(value, list):
        return ", ".join(choices.get(one, one) for one in value)
    return "" if value is None else str(choices.get(value, value))


def recipients(rows):
    lines = []
    for row in rows:
        when = day(row["meeting_on"]) if row["meeting_on"] else "date not entered"
        name = row["printed_name"] or row["group"].name
        lines.append(", ".join(filter(None, [name, when, row["reason"]])))
    return "\n".join(lines)


def blocks(current, typed):
    """The blocks that differ; when only their order does, the whole order."""
    stands = list(current.blocks.all())
    now = [(block.kind, block.text) for block in stands]
    if now == [(row["kind"], row["text"]) for row in typed]:
        return []
    mine = {row["pk"]: row for row in typed if row["pk"]}
    pairs = [
        (block.get_kind_display(), block.text, mine.get(block.pk, {}).get("text", ""))
        for block in stands
        if block.text != mine.get(block.pk, {}).get("text")
    ]
    known = {block.pk for block in stands}
    pairs += [("New", "", row["text"]) for row in typed if row["pk"] not in known]
    orders = ("\n".join(text for _, text in now), "\n".join(row["text"] for row in typed))
    return pairs or [("Order and kinds of the paragraphs", *orders)]
