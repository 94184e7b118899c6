"""Which column of a table is which of the Board's, by the words above it."""

import difflib
import re

# The Board's words first, then those of other councils.
WORDS = {
    "area": "key crime area|crime area|area|key area|crime type|threat area|threat|theme|priority"
    "|strategic priority|priority area|workstream|heading|category",
    "issues": "issues|issue|key issue|objective|aim|problem|concern|what is the issue"
    "|issue identified|objectives",
    "lead_printed": "lead partner|lead|leads|lead partners|lead officer|lead agency"
    "|lead organisation|responsible|responsible officer|responsibility|owner|action owner|who"
    "|by whom|led by partner|who is responsible|lead agencies",
    "actions": "actions|action|actions required|action required|action to be taken|agreed action"
    "|task|tasks|activity|activities|what we will do|what will we do|planned action",
    "barriers": "potential barriers|barriers|barrier|risks|risks and barriers|barriers and risks"
    "|obstacles|challenges|constraints|risk|issues and risks|what could stop us",
    "outcomes": "expected outcomes|expected outcome|outcomes|outcome|intended outcome"
    "|desired outcome|expected results|expected result|success measure|measure of success|impact"
    "|benefit|benefits|what success looks like",
    "rating": "rag rating|rag|rag status|brag|brag rating|brag status|rating|status|progress rag"
    "|rag rating blue denotes completion|current rag|colour|traffic light",
    "reference": "ref|reference|action ref|action reference|ref no|reference number",
    "led_by": "led by",
    "four_ps": "the 4 ps|4 ps|4ps|four ps",
    "openness": "open or closed",
}
KNOWN = {word: name for name, words in WORDS.items() for word in words.split("|")}
NAMES = {
    "area": "Key crime area",
    "issues": "Issues",
    "lead_printed": "Lead partner",
    "actions": "Actions",
    "barriers": "Potential barriers",
    "outcomes": "Expected outcomes",
    "rating": "RAG rating",
    "reference": "Ref.",
    "led_by": "Led by",
    "four_ps": "The 4 Ps",
    "openness": "Open or closed",
}
CLOSE_ENOUGH = 0.84
ENOUGH = 3


def plain(text):
    """Small letters, numbers and single spaces."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()


def column_named(text):
    """The name of the Board's column with this heading, and how sure that is (0 to 1)."""
    for words in (plain(text), plain(re.sub(r"\([^)]*\)|:.*$", "", text, flags=re.DOTALL))):
        if words in KNOWN:
            return KNOWN[words], 1.0
    nearest = difflib.get_close_matches(words, KNOWN, n=1, cutoff=CLOSE_ENOUGH)
    if nearest:
        return KNOWN[nearest[0]], 0.9
    return ("rating", 0.8) if re.match(r"b?rag\b", words) else (None, 0)


def columns_of(cells):
    """Name to place, for a row of headings; {} when the row is none.

    Where two headings say the same, the surer one counts, then the first.
    """
    found = {}
    for place, cell in enumerate(cells):
        if not cell.text or len(cell.text) > 80:
            continue
        name, sure = column_named(cell.text)
        if name and sure > found.get(name, (None, 0))[1]:
            found[name] = (place, sure)
    columns = {name: place for name, (place, _) in found.items()}
    is_enough = len(columns) >= ENOUGH and columns.keys() & {"issues", "actions"}
    return columns if is_enough else {}


def unknown_in(cells, columns):
    """The headings that are none of the Board's."""
    taken = set(columns.values())
    return [
        cell.text.replace("\n", " ")
        for place, cell in enumerate(cells)
        if cell.text and place not in taken
    ]
