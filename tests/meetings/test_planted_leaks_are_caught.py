"""The search for closed words, tried on leaks made on purpose: one in each kind of output.

Every leak is planted in what an outsider is given, at an address where
`test_closed_material_never_leaks.py` looks; that search has to find it.
"""

import io
import zipfile

import pypdf
import pytest
from django.urls import reverse
from pypdf.annotations import FreeText

import meetings.views.minutes as outputs
from background.models import Message
from board.models import Publication
from meetings.models import AgendaItem, Meeting, ParagraphRevision
from tests.meetings.board_meeting import CANARIES, agree, invite_guests, meeting_on, publishable
from tests.meetings.test_closed_material_never_leaks import addresses, found_at, found_in_mail

WORD = CANARIES["title"]
OWN = {
    "page": "minutes",
    "pdf": "minutes-pdf",
    "word": "minutes-word",
    "text": "minutes-text",
    "agenda": "agenda",
    "calendar": "meeting-calendar",
    "publication": "publication",
}


@pytest.fixture
def meeting(cast):
    """Published minutes, read by an observer; nothing leaks."""
    later = meeting_on(cast, "2018-07-18", state="held")
    meeting = publishable(cast, "2018-06-06", at=later)
    invite_guests(cast, meeting)
    agree(cast, meeting.minutes)
    meeting.minutes.publish(by=cast.secretary)
    return meeting


@pytest.fixture
def search(cast, sign_in, meeting):
    """What the search finds at the address of one output, for the observer."""

    def searched(output):
        meeting.refresh_from_db()
        is_own = output in OWN
        kwargs = {"slug": meeting.slug} if is_own else {}
        address = reverse(OWN[output] if is_own else output, kwargs=kwargs)
        assert address in set(addresses(meeting))
        return found_at(sign_in(cast.observer), address)

    return searched


@pytest.fixture
def replace(monkeypatch):
    """Let an output say something else: `change` gets what it made."""

    def replaced(name, change):
        make = getattr(outputs, name)
        monkeypatch.setattr(outputs, name, lambda *args, **kwargs: change(make(*args, **kwargs)))

    return replaced


def pdf_with(add):
    def change(content):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
        add(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return change


def archive_with(name, words):
    def change(content=b""):
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, words)
        return out.getvalue()

    return change


def said_in(document):
    document["items"][0]["paragraphs"][0]["text"] += f" As {WORD} said."
    return document


def titled(document):
    document["items"][0]["title"] = WORD
    return document


PLANTED = {
    "a sentence on the page": ("page", "minutes_document", said_in),
    "a sentence in the PDF": ("pdf", "minutes_document", said_in),
    "a bookmark": ("pdf", "minutes_document", titled),
    "the title of the PDF": ("pdf", "minutes_document", lambda d: {**d, "heading": WORD}),
    "what the PDF says of itself": (
        "pdf",
        "minutes_pdf",
        pdf_with(lambda pdf: pdf.add_metadata({"/Keywords": WORD})),
    ),
    "a file within the PDF": (
        "pdf",
        "minutes_pdf",
        pdf_with(lambda pdf: pdf.add_attachment("draft.txt", WORD.encode("utf-16"))),
    ),
    "a note on a page of the PDF": (
        "pdf",
        "minutes_pdf",
        pdf_with(lambda pdf: pdf.add_annotation(0, FreeText(text=WORD, rect=(0, 0, 9, 9)))),
    ),
    "the file name": ("pdf", "file_name", lambda name: f"{name}-{WORD}"),
    "a paragraph in Word": ("word", "minutes_document", said_in),
    "a comment in Word": (
        "word",
        "minutes_word",
        archive_with("word/comments.xml", f"<w:t>{WORD[:4]}</w:t><w:t>{WORD[4:]}</w:t>"),
    ),
    "a workbook within Word": (
        "word",
        "minutes_word",
        archive_with("word/embeddings/list.xlsx", archive_with("a.xml", WORD)()),
    ),
    "the plain text": ("text", "minutes_document", said_in),
    "the plain text, broken at the end of a line": (
        "text",
        "minutes_text",
        lambda content: content + f"{WORD[:5]}-\n{WORD[5:]}".encode(),
    ),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_word_planted_in_an_output_of_the_minutes_is_found(kind, search, replace):
    output, name, change = PLANTED[kind]
    assert search(output) == set()

    replace(name, change)

    assert search(output) == {WORD}


# Changed in the record behind the back of its verbs: a meeting, its agenda, what is published.
ENTERED = {
    "a calendar file": ("calendar", Meeting, "pk", {"venue": f"{WORD} House"}),
    "the agenda": ("agenda", AgendaItem, "meeting", {"presenter": WORD}),
    "an address": ("meetings", Meeting, "pk", {"slug": WORD.lower()}),
    "the list of what is published": ("published", Publication, "slug", {"title": WORD}),
    "the feed": ("published-feed", Publication, "slug", {"note": f"Because of {WORD}."}),
    "the published page": (
        "publication",
        Publication,
        "slug",
        {"document": {"items": [{"number": "1", "title": WORD}]}},
    ),
}


@pytest.mark.parametrize("kind", ENTERED)
def test_a_word_that_reached_an_open_field_is_found(kind, search, meeting):
    output, model, key, changes = ENTERED[kind]
    assert search(output) == set()

    value = meeting.slug if key == "slug" else meeting.pk
    model.objects.filter(**{key: value}).update(**changes)

    assert search(output) == {WORD}


@pytest.mark.parametrize("where", ["to", "subject", "text"])
def test_a_word_in_a_mail_is_found(where, db):
    mail = {"to": "chair@example.org", "subject": "Draft minutes", "text": "Please read them."}
    Message.objects.create(**mail)
    assert found_in_mail() == set()

    Message.objects.create(**mail | {where: f"{WORD.lower()}@example.org"})

    assert found_in_mail() == {WORD}


def test_a_paragraph_opened_by_mistake_is_found_in_every_output(search, meeting):
    closed = ParagraphRevision.objects.filter(paragraph__item__is_closed=True)
    assert closed.exists()
    AgendaItem.objects.filter(meeting=meeting).update(
        is_closed=False, closed_reason="", closing_words=""
    )

    for output in ("page", "pdf", "word", "text"):
        assert CANARIES["paragraph"] in search(output), output
