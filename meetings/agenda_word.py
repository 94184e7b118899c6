"""The agenda as a Word file: the same data as the page and the PDF."""

from meetings.agenda_paper import marking, midday
from papers.word import WordPaper


def agenda_word(meeting, document):
    """The bytes. They depend on the document alone, and on which meeting it is of."""
    paper = WordPaper(
        document["heading"],
        made_at=midday(meeting),
        author=document["board"],
        marking=marking(document),
        state=document["state"],
    )
    paper.text(document["board"], bold=True)
    paper.heading(document["heading"])
    for line in (document["state"], document["fullness_label"]):
        paper.text(line, bold=True)
    paper.facts(front_sheet(document))
    if document["changes"]:
        paper.heading("What this supplement changes", 2)
        paper.bullets([change["text"] for change in document["changes"]])
    for item in document["items"]:
        write_item(paper, item)
    if references := document.get("references"):
        paper.heading("Outstanding references", 2)
        paper.bullets([in_a_line(reference) for reference in references])
    return paper.save()


def in_a_line(reference):
    """“OR1 (SOCB/2018/07): Police to keep a list. Owner: CoLP. Due: next meeting.”"""
    owners = f" Owner: {reference['owners']}." if reference["owners"] else ""
    number = f"{reference['label']} ({reference['serial']})"
    return f"{number}: {reference['text']}{owners} Due: {reference['due']}."


def front_sheet(document):
    ends = f" to about {document['ends']}" if document["ends"] else ""
    members = [f"{member['name']}, {member['seat']}" for member in document["members"]]
    rows = [
        ("Date", document["date"]),
        ("Time", (document["time"] or "Not yet known") + ends),
        ("Venue", document["venue"] or "Not yet known"),
        ("Theme", document["theme"]),
        ("Members", "\n".join(members)),
        ("Enquiries", document["enquiries"]),
    ]
    return [(name, words) for name, words in rows if words]


def write_item(paper, item):
    if "title" not in item:
        paper.heading(f"{item['number']}. Closed item", 2)
        paper.text(item["closed_sentence"])
        return
    if item["is_closed"]:
        paper.text("CLOSED", bold=True)
    begins = f"{item['begins']} – " if item.get("begins") else ""
    paper.heading(f"{begins}{item['number']}. {item['title']}", 2)
    if item["is_closed"]:
        words = (item["closed_reason"], item["closing_words"])
        paper.text(" – ".join(word for word in words if word))
    presenter = f"Report of {item['presenter']}" if item["presenter"] else ""
    facts = (presenter, item["purpose"], item.get("allowed", ""))
    paper.text(" · ".join(fact for fact in facts if fact))
    paper.bullets([printed_paper(line) for line in item.get("papers", ())])
    paper.text(item["outcome"])


def printed_paper(line):
    words = [line["title"], "CLOSED" * line["is_closed"], line["where"] and f"({line['where']})"]
    return " ".join(word for word in words if word)
