"""Names in closed words that stand in open ones too: word by word, case and accents folded."""

import calendar
import re
import unicodedata
from dataclasses import dataclass

from meetings.release import placeholders, texts

APOSTROPHES, HYPHENS = "'’‘ʼ`´", r"\-\u2010\u2011\u2012\u2013"
_WORD = re.compile(rf"\w+(?:[{APOSTROPHES}{HYPHENS}]\w+)*")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s$", re.IGNORECASE)
_ENDS_A_SENTENCE = re.compile(r"[.!?:;•][\W_]*$|\n\s*\W*$|^\W*$|[–—]\W*$")
# Letters that Unicode does not take apart into a letter and an accent.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i"})
# What minutes write with a capital though it names nobody and nothing that is kept.
HOUSEHOLD = """
    action actions act acting additional adviser agenda all also although an and annex any apologies
    appendix are as assistant at attendance authority before board borough both but by cabinet
    capability chair chairman chief city closed co-optee commander commissioner committee community
    constable corporation council councillor crime deputy detective director discussion division
    during each exchequer executive fire following for force four from further general government
    group had has have he head health her his home if in information inspector is it item items its
    law lead local london majesty member members meeting metropolitan minister minutes more most mr
    mrs ms national neither next no none not note noted now observer of office officer officers on
    one open operation or other our outstanding paragraph paragraphs partner partners partnership
    plan police present priority protect prepare prevent private profile programme project public
    pursue reference references report reports representative resolved safer schedule secretariat
    secretary section senior sergeant serious several she sir some strategic strategy substance
    superintendent table taken team terms that the their there these they this those three to town
    two under unit until update wellbeing were what when where which while who with working would
"""
CALENDAR = " ".join([*calendar.month_name, *calendar.month_abbr, *calendar.day_name])


@dataclass(frozen=True)
class Place:
    """Where in the open text: said in words, and the mark on the page to jump to."""

    where: str
    anchor: str


@dataclass(frozen=True)
class Finding:
    """A name of the closed text, and the places of the open text it is in too."""

    word: str
    places: tuple


def folded(word):
    """Without capitals, accents, apostrophes and hyphens: “O’Neill” and “ONEILL” are one."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())


COMMON = {folded(word) for word in f"{HOUSEHOLD} {CALENDAR}".split()}


def words_in_both(withheld, document):
    """The names of what is withheld that would appear, a `Finding` for each, in their order."""
    common = COMMON | {
        folded(word) for word in _WORD.findall(f"{document['board']} {document['group']}")
    }
    closed = list(texts(withheld))
    spoken = {folded(word) for text in closed for word in _WORD.findall(text) if word.islower()}
    names = {}
    for text in closed:
        for name in names_in(text, spoken):
            if folded(name) not in common:
                names.setdefault(folded(name), name)
    places = [(place, forms_in(part)) for place, part in open_places(document)]
    found = [
        Finding(name, tuple(place for place, forms in places if key in forms))
        for key, name in sorted(names.items())
    ]
    return [finding for finding in found if finding.places]


def words_to_fill_in(document):
    """What is still to be filled in of the open text, a `Finding` for each."""
    places = [(place, placeholders(part)) for place, part in open_places(document)]
    return [
        Finding(word, tuple(place for place, words in places if word in words))
        for word in placeholders(document)
    ]


def names_in(text, spoken):
    """Words with a capital or a number in them. At the start of a sentence every word has one:
    there it is a name unless the same text writes it small elsewhere (`spoken`)."""
    for found in _WORD.finditer(text):
        begins = _ENDS_A_SENTENCE.search(text[: found.start()])
        for part in parts_of(found[0]):
            is_number = len(part) > 4 and any(letter.isdigit() for letter in part)
            is_name = part[0].isupper() and not (begins and folded(part) in spoken)
            if len(folded(part)) > 2 and (is_name or is_number):
                yield part


def parts_of(word):
    """The word without its “’s”; one with hyphens also in its parts."""
    word = _POSSESSIVE.sub("", word)
    parts = re.split(f"[{HYPHENS}]", word)
    return [word, *parts] if len(parts) > 1 else [word]


def forms_in(part):
    """Every word of the open text, folded, in each form it could be looked for."""
    forms = set()
    for text in texts(part):
        for word in _WORD.findall(text):
            forms |= {folded(word), *map(folded, parts_of(word))}
    return forms


def open_places(document):
    """(Place, what stands there) for all of the text that would appear."""
    for at, item in enumerate(document.get("items", []), start=1):
        anchor = f"open-item-{at}"
        facts = {key: value for key, value in item.items() if key != "paragraphs"}
        yield Place(f"item {item['number']}", anchor), facts
        for number, paragraph in enumerate(item.get("paragraphs", []), start=1):
            where = f"item {item['number']}, paragraph {number}"
            yield Place(where, f"{anchor}-{number}"), paragraph
    rest = {key: value for key, value in document.items() if key not in ("items", "references")}
    references = document.get("references", [])
    yield Place("the list of outstanding references", "open-references"), references
    yield Place("the heading or the attendance", "will-appear"), rest
