"""The minutes as a Word file and as plain text: the same data as the page and the PDF."""

from meetings.agenda_paper import marking, midday
from meetings.paper import printed_state
from papers.plain_text import TextPaper
from papers.word import WordPaper


def minutes_word(meeting, document):
    """The bytes. They depend on the document alone, and on which meeting it is of."""
    paper = WordPaper(
        document["heading"],
        made_at=midday(meeting),
        author=document["board"],
        marking=marking(document),
        state=printed_state(document),
    )
    write_minutes(paper, document)
    return paper.save()


def minutes_text(document):
    """The words alone, as UTF-8 bytes. They depend on the document alone."""
    paper = TextPaper(document["heading"], marking=marking(document), state=printed_state(document))
    write_minutes(paper, document)
    return paper.save()


def write_minutes(paper, document):
    paper.text(document["board"], bold=True)
    paper.heading(document["heading"])
    if document["is_made_up"]:
        paper.text("Demonstration meeting: made up. The people and what they say are invented.")
    for line in (document["group"], document["when_and_where"]):
        paper.text(line)
    paper.text(document["fullness_label"], bold=True)
    paper.text(document["approval"])
    write_people(paper, document)
    write_brought(paper, document)
    for item in document["items"]:
        excluded = document.get("exclusion")
        if excluded and excluded["before"] == item["number"]:
            write_exclusion(paper, excluded)
        write_item(paper, item)
    write_references(paper, "Outstanding references from this meeting", document["references"])
    write_references(
        paper,
        "CLOSED – Closed outstanding references from this meeting",
        document["closed_references"],
    )


def write_people(paper, document):
    for heading, people in (
        ("Present", document["present"]),
        ("In attendance", document["in_attendance"]),
    ):
        if people:
            paper.heading(heading, 2)
            paper.bullets([person_line(person) for person in people])
    for sentence in (document["chair"], document["apologies"]):
        paper.text(sentence)
    if document["declarations"]:
        paper.heading("Declarations of interest", 2)
        write_declarations(paper, document["declarations"])


def person_line(person):
    line = person["name"]
    line += f" ({person['initials']})" if person["initials"] else ""
    line += f", {person['organisation']}" if person["organisation"] else ""
    line += f" – {person['capacity']}" if person["capacity"] else ""
    return line + (f"; {person['note']}" if person["note"] else "")


def write_declarations(paper, declarations):
    for interest in declarations:
        if interest["is_closed"]:
            paper.text("CLOSED", bold=True)
        paper.text(interest["text"])


def write_exclusion(paper, exclusion):
    paper.heading("Exclusion of the public", 2)
    paper.text(exclusion["words"])
    rows = exclusion["rows"]
    paper.facts([(f"Item {row['item']}", paragraph_of(row)) for row in rows])


def paragraph_of(row):
    is_numbered = row["paragraph"].isdecimal()
    return f"Paragraph {row['paragraph']} of Schedule 12A" if is_numbered else row["paragraph"]


def write_item(paper, item):
    if "title" not in item:
        paper.heading(f"{item['number']}. Closed item", 2)
        paper.text(item["closed_sentence"])
        paper.text(item["public_summary"])
        return
    if item["is_closed"]:
        paper.text("CLOSED", bold=True)
    paper.heading(f"{item['number']}. {item['title']}", 2)
    if item["is_closed"]:
        write_reason(paper, item)
    presenter = f"Report of {item['presenter']}" if item["presenter"] else ""
    paper.text(" · ".join(fact for fact in (presenter, item["purpose"]) if fact))
    paper.text(item["outcome"])
    write_declarations(paper, item["declarations"])
    for sentence in item["people"]:
        paper.text(sentence)
    for paragraph in item["paragraphs"]:
        if paragraph["is_closed"] and not item["is_closed"]:
            paper.text("CLOSED", bold=True)
            write_reason(paper, paragraph)
        paper.text(paragraph["text"])
        if paragraph["is_closed"] and not item["is_closed"]:
            paper.text("END OF CLOSED PART", bold=True)
    for sentence in item["people_after"]:
        paper.text(sentence)
    write_brought(paper, item)
    if item["is_closed"] and item["public_summary"]:
        paper.text(f"Public summary: {item['public_summary']}")
    if item["is_closed"]:
        paper.text("END OF CLOSED PART", bold=True)


def write_reason(paper, closed):
    words = (closed["closed_reason"], closed["closing_words"])
    paper.text(" – ".join(word for word in words if word))


def write_brought(paper, part):
    for heading, name in (
        ("Outstanding references from earlier meetings", "brought"),
        ("CLOSED – Closed outstanding references from earlier meetings", "closed_brought"),
    ):
        entries = part.get(name)
        if entries:
            paper.text(heading, bold=True)
            paper.facts([(label_of(entry), brought_words(entry)) for entry in entries])


def brought_words(entry):
    said = f"CLOSED: {entry['said']}" if entry["is_said_closed"] else entry["said"]
    closed = "CLOSED: " if entry.get("is_result_closed") else ""
    results = [f"{closed}{result}" for result in entry["results"]]
    asked = f"{entry['text']} {who_and_when(entry)}"
    return "\n".join(words for words in (asked, said, *results) if words)


def write_references(paper, heading, references):
    if references:
        paper.heading(heading, 2)
        rows = [(label_of(ref), f"{ref['text']}\n{who_and_when(ref)}") for ref in references]
        paper.facts(rows)


def label_of(reference):
    return f"{reference['label']} {reference['serial']}".strip()


def who_and_when(reference):
    return f"Owner: {reference['owners'] or '–'}. Due: {reference['due']}."
