"""The appendices of a report, as plain data, and the one label by which each is called."""

import re

from actions.models import ActionRevision
from actions.paper import COLUMNS
from actions.silence import NO_RETURN, in_silence
from actions.table import has_left_table, key_to_ratings, last_board_meeting_before
from board.composition import composition
from board.models import BoardSettings
from reporting.dashboard_appendix import dashboard
from reporting.figure_appendices import attendance, ratings
from reporting.figures import open_rows
from reporting.figures.clock import terms_known_on
from reporting.models import Appendix

MENTION = re.compile(r"\{([a-z ]+)\}")


def appendices_of(report, *, with_closed=False):
    """A dict of kind, label ("Appendix A"), title and content for each, in their order."""
    return [
        {"kind": str(kind), "label": label, **CONTENT[kind](report, with_closed)}
        for kind, label in labels_of(report).items()
    ]


def labels_of(report):
    """{kind: label} of the appendices that were chosen, lettered in the order of the choice."""
    chosen = [kind for kind in Appendix if kind in report.appendices]
    word = report.get_appendix_word_display()
    return {kind: f"{word} {letter}" for kind, letter in zip(chosen, "ABCDEFGH", strict=False)}


def mention_by_label(text, labels):
    """{action table} in a text reads "Appendix B"; what is not an appendix stays as typed."""
    names = {kind.label.lower(): label for kind, label in labels.items()}
    return MENTION.sub(lambda found: names.get(found[1], found[0]), text)


def action_table(report, with_closed):
    """The table as at a day, in the order and with the words of the printed one; open rows only,
    but in a report with a closed part."""
    as_at = report.table_as_at or report.dated_on
    board = BoardSettings.current()
    meeting = last_board_meeting_before(as_at)
    return {
        "title": f"{board.name.removesuffix(' Board')} – Action Table as at {as_at:%d.%m.%y}",
        "columns": [{"heading": heading, "width": width} for heading, width in COLUMNS],
        "rows": [
            table_row(row, board.amber_word)
            for row in rows_of(as_at, with_closed).annotate(is_silent=in_silence(as_at))
            if not row.is_dropped and not has_left_table(row, meeting)
        ],
        "ratings": [list(rating) for rating in key_to_ratings(board)],
    }


def rows_of(day, with_closed):
    if not with_closed:
        return open_rows(day)
    return ActionRevision.objects.as_at(day).select_related("area", "action__current").in_order()


def table_row(row, amber_word):
    word = row.rating_word_on_paper(amber_word)
    return {
        "area": row.area.title,
        "is_closed": row.is_closed or row.action.current.is_closed,
        "closed_reason": row.get_closed_reason_display(),
        "issues": row.issues,
        "lead_printed": row.lead_printed,
        "actions": row.actions,
        "barriers": row.barriers,
        "outcomes": row.outcomes,
        "rating": "" if row.is_silent else row.rating,
        "word": f"{NO_RETURN}: {word}" if row.is_silent else word,
    }


def terms_of_reference(report, with_closed):
    """The terms in force on the report's day, with the members as at that day."""
    terms = terms_known_on(report.dated_on).first()
    sections = terms.sections.all() if terms else []
    return {
        "title": terms.title if terms else "Terms of reference",
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "text": section.text,
                "members": members(report.dated_on) if section.prints_composition else [],
            }
            for section in sections
        ],
    }


def members(day):
    """Section 6, part for part: its heading, and lines of names and whom they represent."""
    board = composition(day)
    parts = [
        ("Chairman", board.chairman),
        ("Deputy Chairman", board.deputy_chairman),
        ("Members", board.members),
        ("Advisors", board.advisers),
        ("Observers", board.observers),
        ("Secretariat", board.secretariat),
    ]
    found = [
        {"heading": heading, "lines": [[seat.names, seat.seat.label] for seat in seats]}
        for heading, seats in parts
        if seats
    ]
    return [*found, {"heading": "Frequency", "lines": [["", board.frequency or "Not recorded"]]}]


CONTENT = {
    Appendix.TERMS_OF_REFERENCE: terms_of_reference,
    Appendix.ACTION_TABLE: action_table,
    Appendix.RATINGS: ratings,
    Appendix.ATTENDANCE: attendance,
    Appendix.DASHBOARD: dashboard,
}
