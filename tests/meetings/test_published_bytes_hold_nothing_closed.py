"""Changing what is closed, and nothing else, never changes a byte of what becomes public."""

import io

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.document import FULL, PUBLISHED, minutes_document
from meetings.models import Entry, MinuteParagraph, Paper, Reference
from meetings.paper import minutes_pdf
from papers.text import clean
from tests.meetings.board_meeting import (
    CANARIES,
    PARAGRAPH_7,
    agree,
    meeting_on,
    publishable,
    with_minutes,
)
from tests.papers.scanner import leaks

TEXT = st.text(min_size=1, max_size=60).map(lambda typed: clean(typed).strip() or "x")
WORDS = st.one_of(TEXT, st.sampled_from(["<b>x</b>", "**RESOLVED**", "(1)", "- a\n- b", "A" * 900]))


@pytest.fixture
def draft(cast):
    return with_minutes(cast, meeting_on(cast, "2018-06-06"))


def change_what_is_closed(cast, meeting, words):
    """Everything closed that somebody can type says something else."""
    because, *texts = words
    title, presenter, name, organisation = (word[:200] for word in words[:4])
    closed = meeting.items.filter(is_closed=True)
    closed.update(title=title, presenter=presenter, closing_words=because)
    Paper.objects.filter(item__in=closed).update(title=title)
    meeting.attendances.filter(from_item__in=closed).update(name=name, organisation=organisation)
    Reference.objects.filter(paragraph__item__in=closed).update(text=because)
    paragraphs = MinuteParagraph.objects.filter(minutes=meeting.minutes)
    for paragraph in paragraphs.select_related("current", "item"):
        if paragraph.current.is_closed or paragraph.item.is_closed:
            marks = "".join(f" (n{ref.mark})" for ref in paragraph.references.all())
            text = texts[paragraph.pk % len(texts)] + marks
            because = because if paragraph.current.is_closed else ""
            paragraph.revise(
                Entry.of(paragraph, text=text, closing_words=because), by=cast.secretary
            )


@settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=st.lists(WORDS, min_size=7, max_size=7))
def test_the_published_text_is_the_same_whatever_is_closed(words, cast, draft):
    before = minutes_document(draft.minutes, fullness=PUBLISHED)

    change_what_is_closed(cast, draft, words)

    assert minutes_document(draft.minutes, fullness=PUBLISHED) == before


@pytest.mark.parametrize("word", ["Quicksilver", "<script>Quicksilver</script>", "Q" * 900])
def test_the_published_pdf_is_the_same_byte_for_byte(word, cast, draft):
    document = minutes_document(draft.minutes, fullness=PUBLISHED)
    before = minutes_pdf(draft, document)

    change_what_is_closed(cast, draft, [word] * 7)

    assert word in str(minutes_document(draft.minutes, fullness=FULL))
    assert minutes_pdf(draft, minutes_document(draft.minutes, fullness=PUBLISHED)) == before


def test_what_is_published_taken_apart_holds_no_closed_word(cast, sign_in):
    later = meeting_on(cast, "2018-07-18")
    meeting = publishable(cast, "2018-06-06", at=later)
    publication = meeting.minutes.publish(by=cast.secretary)
    reader = pypdf.PdfReader(io.BytesIO(bytes(publication.pdf)))
    apart = {
        "file": bytes(publication.pdf),
        "words": "\n".join(page.extract_text() for page in reader.pages),
        "information": str(reader.metadata),
        "bookmarks": str(reader.outline),
        "attachments": str(list(reader.attachments)),
        "frozen text": str(publication.document),
        "page": sign_in(None).get(publication.get_absolute_url()).content,
        "name": publication.slug + publication.title,
    }

    found = {
        place: [w for w in CANARIES.values() if leaks(part, w)] for place, part in apart.items()
    }

    assert found == dict.fromkeys(apart, [])
    assert "Partners to send their contacts" in apart["words"]
    assert "2. Closed item" in apart["bookmarks"]


def test_a_summary_is_public_only_where_one_was_typed_for_it(cast):
    later = meeting_on(cast, "2018-07-18")
    meeting = publishable(cast, "2018-06-06", at=later)
    closed = meeting.items.get(is_closed=True)
    seen = closed.version
    closed.public_summary = "The Board considered an operation."
    closed.revise(by=cast.secretary, version=seen)
    agree(cast, meeting.minutes)

    publication = meeting.minutes.publish(by=cast.secretary)

    item = publication.document["items"][1]
    assert item["public_summary"] == "The Board considered an operation."
    assert set(item) == {"number", "is_closed", "closed_sentence", "public_summary"}
    assert PARAGRAPH_7["closed_reason"] in item["closed_sentence"]
