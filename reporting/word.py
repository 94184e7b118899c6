"""A report as a Word file: the same data as the page and the PDF."""

from actions.exporting import COLOURS
from papers.word_report import BULLET, DASH, LETTER, WordReport
from reporting.document import marking

KINDS = {"bullet": BULLET, "letter": LETTER}


def report_word(document, *, made_at, state=""):
    """The bytes of a `reporting.document.report_document`. They depend on nothing else."""
    paper = WordReport(
        document["title"],
        made_at=made_at,
        author=document["board"],
        marking=marking(document),
        state=state,
    )
    if document["cover"]:
        paper.cover(cover_rows(document["cover"]))
    else:
        paper.heading(document["title"])
    write_beginning(paper, document)
    level = 2 if document["main_heading"] else 1
    for section in document["sections"]:
        if section["heading"]:
            paper.heading(section["heading"], level + 1)
        for paragraph in section["paragraphs"]:
            write_paragraph(paper, paragraph)
    write_signature(paper, document["signature"])
    for appendix in document["annexes"]:
        write_appendix(paper, appendix)
    return paper.save()


def cover_rows(cover):
    """The rows of `papers/_cover.html`."""
    found = {name: cover.get(name) or "" for name in COVER}
    rows = [
        [("Committee(s):", found["committees"], ""), ("Date(s):", found["dates"], "")],
        [("Subject:", found["subject"], "Heading 1"), (found["publicity"], "", "")],
        [("Report of:", found["report_of"], ""), (found["purpose"], "", "")],
        [("Report author:", found["author"], "")],
        [("Summary", found["summary"], "")],
    ]
    wanted = [
        found["committees"] or found["dates"],
        found["subject"] or found["publicity"],
        found["report_of"] or found["purpose"],
        found["author"],
        found["summary"],
    ]
    return [row for row, is_wanted in zip(rows, wanted, strict=True) if is_wanted]


COVER = (
    "committees",
    "dates",
    "subject",
    "publicity",
    "report_of",
    "purpose",
    "author",
    "summary",
)


def write_beginning(paper, document):
    if document["summary"]:
        paper.centred("Summary", 2)
        paper.text(document["summary"])
    if document["recommendations"]:
        paper.heading("Recommendation(s)", 2)
        paper.text("Members are asked to:")
        paper.points(document["recommendations"], DASH)
    if document["main_heading"]:
        paper.centred(document["main_heading"], 2)


def write_paragraph(paper, paragraph):
    if paragraph["is_closed"]:
        paper.text("CLOSED", bold=True)
    if paragraph["number"]:
        paper.numbered(paragraph["text"])
    if paragraph["points"]:
        paper.points(paragraph["points"], KINDS[paragraph["points_kind"]])
    if paragraph["is_closed"]:
        paper.text("END OF CLOSED PART", bold=True)


def write_signature(paper, signature):
    paper.text(signature["name"], bold=True)
    for line in [signature["title"], *signature["contact"]]:
        paper.text(line)


def write_appendix(paper, appendix):
    kind = appendix["kind"]
    paper.appendix(appendix["label"], appendix["title"], turned=kind != "terms_of_reference")
    WRITERS[kind](paper, appendix)


def write_terms(paper, appendix):
    for section in appendix["sections"]:
        paper.heading(f"{section['number']}. {section['heading']}", 4)
        paper.text(section["text"])
        for part in section["members"]:
            paper.text(f"{part['heading']}:", bold=True)
            for line in part["lines"]:
                paper.text(", ".join(words for words in line if words))


def write_action_table(paper, appendix):
    if not appendix["rows"]:
        paper.text("The action table has no open rows.")
        return
    rows = [action_cells(row) for row in appendix["rows"]]
    fills = {row["word"]: COLOURS[row["rating"]] for row in appendix["rows"] if row["rating"]}
    columns = appendix["columns"]
    paper.grid(
        [column["heading"] for column in columns],
        [column["width"] for column in columns],
        rows,
        filled=len(columns) - 1,
        fills=tuple(fills.items()),
        merged=0,
    )
    # A report that was signed before the key was printed has none.
    key = [f"{word}: {means}" for _, word, means in appendix.get("ratings", [])]
    for line in ["Key to the ratings", *key] if key else []:
        paper.text(line)


def action_cells(row):
    closed = f"CLOSED {row['closed_reason']}\n" if row["is_closed"] else ""
    words = [row[name] for name in ("lead_printed", "actions", "barriers", "outcomes", "word")]
    return [row["area"], closed + row["issues"], *words]


def write_ratings(paper, appendix):
    if not appendix["lines"]:
        paper.text("The action table had no open rows in these quarters.")
        return
    paper.text("Open rows of the action table at the end of each quarter.")
    quarters = [f"{quarter['name']}\nas at {quarter['as_at']}" for quarter in appendix["quarters"]]
    rows = [
        [line["title"], *("\n".join(cell["words"]) or "No rows" for cell in line["cells"])]
        for line in appendix["lines"]
    ]
    paper.grid(["Key crime area", *quarters], [20] * (1 + len(quarters)), rows)


def write_attendance(paper, appendix):
    if not appendix["lines"]:
        paper.text("No attendance at a meeting of the Board is recorded.")
        return
    rows = [
        [line["seat"], *(mark[0] for mark in line["marks"]), line["came"]]
        for line in appendix["lines"]
    ]
    rows.append(["Seats that are always asked", *appendix["totals"], ""])
    days = appendix["days"]
    paper.grid(["Seat", *days, "In all"], [40, *[10] * len(days), 15], rows)
    key = ", ".join(appendix["key"])
    paper.text(f"{key}. A seat counts once, whoever of its holders came.")


def write_dashboard(paper, appendix):
    if not appendix["lines"]:
        paper.text("The action table has no open rows.")
        return
    paper.text(
        "Open rows of the action table. A row with two Ps counts under both; among all rows it "
        "counts once."
    )
    moved = f", and what moved since {appendix['since']}" if appendix["since"] else ""
    rows = [
        [
            line["title"] + (" (in focus)" if line["is_in_focus"] else ""),
            *("\n".join(words) or "No rows" for words in line["cells"]),
            "\n".join([*(line["every"] or ["No rows"]), *(line["travel"] if moved else ())]),
        ]
        for line in appendix["lines"]
    ]
    headings = ["Key crime area", *appendix["headings"], f"All rows{moved}"]
    paper.grid(headings, [20, *[12] * len(appendix["headings"]), 20], rows)


WRITERS = {
    "terms_of_reference": write_terms,
    "action_table": write_action_table,
    "ratings": write_ratings,
    "attendance": write_attendance,
    "dashboard": write_dashboard,
}
