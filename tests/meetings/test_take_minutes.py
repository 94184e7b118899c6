import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from meetings.document import FULL, minutes_document
from meetings.models import Conflict, Decision, Entry
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def desk(item):
    return f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}"


def typed(*rows, **more):
    """What a browser posts for these paragraphs: dicts over an empty box."""
    data = {"p-TOTAL_FORMS": len(rows), "p-INITIAL_FORMS": len(rows), **more}
    for number, row in enumerate(rows):
        empty = {"key": uuid.uuid4(), "version": 0, "kind": "note", "text": ""}
        data |= {f"p-{number}-{name}": value for name, value in {**empty, **row}.items()}
    return data


def texts(item):
    paragraphs = item.paragraphs.filter(current__is_removed=False).order_by("position")
    return list(paragraphs.values_list("current__text", flat=True))


def test_the_secretary_types_two_paragraphs_and_goes_to_the_next_item(cast, sign_in, item):
    following = add_item(cast, item.meeting, "Any other business")
    data = typed({"text": "A report was received."}, {"text": "It was noted."}, next="1")

    response = sign_in(cast.secretary).post(desk(item), data)

    assert response.status_code == 302
    assert response.url == desk(following)
    assert texts(item) == ["A report was received.", "It was noted."]


def test_empty_paragraphs_are_left_out(cast, sign_in, item):
    sign_in(cast.secretary).post(desk(item), typed({"text": "Noted."}, {"text": "  "}))

    assert texts(item) == ["Noted."]


def test_a_form_sent_twice_acts_once(cast, sign_in, item):
    data = typed({"text": "Police to report back. (n)"})
    client = sign_in(cast.secretary)

    client.post(desk(item), data)
    again = client.post(desk(item), data | {"r1-due": "none"})

    assert again.status_code == 302
    assert texts(item) == ["Police to report back. (n1)"]
    assert item.meeting.minutes.references.count() == 1
    assert item.paragraphs.get().revisions.count() == 1


def test_what_was_typed_comes_back_when_something_is_wrong(cast, sign_in, item):
    data = typed({"text": "Nothing is lost.", "is_closed": "on"}, {"text": "Nor is this."})

    response = sign_in(cast.secretary).post(desk(item), data)

    assert response.status_code == 422
    page = response.content.decode()
    assert [page.count(words) for words in ("Nothing is lost.", "Nor is this.")] == [1, 1]
    assert "Select the reason for closing the paragraph" in page
    assert texts(item) == []


def test_somebody_elses_change_shows_both_texts_and_saving_again_is_deliberate(cast, sign_in, item):
    first = entry("As first written.")
    write(cast, item, first)
    theirs = Entry(key=first.key, version=1, text="As a colleague wrote.")
    item.meeting.minutes.write_item(item, [theirs], by=cast.deputy)
    client = sign_in(cast.secretary)
    mine = {"key": first.key, "version": 1, "text": "As I wrote."}

    response = client.post(desk(item), typed(mine, {"text": "A new one."}))

    assert response.status_code == 409
    page = response.content.decode()
    for words in ("As a colleague wrote.", "As I wrote.", "A new one.", "What Drew Deputy wrote"):
        assert page.count(words) == 1
    assert texts(item) == ["As a colleague wrote."]
    assert '<input type="hidden" name="p-0-version" value="2"' in page

    again = client.post(desk(item), typed({**mine, "version": 2}, {"text": "A new one."}))

    assert again.status_code == 302
    assert texts(item) == ["As I wrote.", "A new one."]


def test_changes_to_different_paragraphs_of_one_item_do_not_collide(cast, item):
    one, other = entry("One."), entry("Other.")
    minutes = write(cast, item, one, other)
    minutes.write_item(
        item,
        [Entry(one.key, "One, better.", 1), Entry(other.key, "Other.", 1)],
        by=cast.secretary,
    )

    minutes.write_item(
        item, [Entry(one.key, "One.", 1), Entry(other.key, "Other, better.", 1)], by=cast.deputy
    )

    assert texts(item) == ["One, better.", "Other, better."]


def test_a_stale_page_never_opens_what_was_closed_meanwhile(cast, item):
    one = entry("One.")
    minutes = write(cast, item, one)
    closed = Entry(one.key, "One.", 1, **PARAGRAPH_7)
    minutes.write_item(item, [closed], by=cast.secretary)

    with pytest.raises(Conflict):
        minutes.write_item(item, [Entry(one.key, "One, better.", 1)], by=cast.deputy)
    minutes.write_item(item, [Entry(one.key, "One.", 1)], by=cast.deputy)

    assert item.paragraphs.get().current.is_closed


def test_every_text_is_kept(cast, item):
    one = entry("One.")
    minutes = write(cast, item, one)
    for version, text in enumerate(["Two.", "Three."], start=1):
        minutes.write_item(item, [Entry(one.key, text, version)], by=cast.secretary)

    revisions = item.paragraphs.get().revisions.values_list("text", flat=True)
    assert list(revisions) == ["One.", "Two.", "Three."]


def test_a_paragraph_taken_out_can_be_put_back(cast, sign_in, item):
    one = entry("One.")
    write(cast, item, one)
    client = sign_in(cast.secretary)

    row = {"key": one.key, "version": 1, "text": "One.", "is_removed": "on"}
    client.post(desk(item), typed(row))
    assert texts(item) == []
    client.post(desk(item), typed({"key": one.key, "version": 2, "text": "One."}))
    assert texts(item) == ["One."]


def test_a_paragraph_moves_before_the_one_above_it(cast, sign_in, item):
    one, other = entry("One."), entry("Other.")
    write(cast, item, one, other)
    rows = [
        {"key": one.key, "version": 1, "text": "One."},
        {"key": other.key, "version": 1, "text": "Other, better."},
    ]

    sign_in(cast.secretary).post(desk(item), typed(*rows, up=other.key))

    assert texts(item) == ["Other, better.", "One."]


def test_a_decision_prints_resolved_and_is_a_decision_of_the_meeting(cast, item):
    minutes = write(cast, item, entry("The report be noted.", kind="decision"))

    document = minutes_document(minutes, fullness=FULL)

    (paragraph,) = document["items"][0]["paragraphs"]
    assert paragraph["text"] == "**RESOLVED** – That the report be noted."
    assert [decision.words for decision in Decision.objects.visible_to(cast.secretary)] == [
        "The report be noted."
    ]


def test_a_decision_made_a_note_is_none_any_more(cast, item):
    one = entry("The report be noted.", kind="decision")
    minutes = write(cast, item, one)
    minutes.write_item(item, [Entry(one.key, one.text, 1, kind="note")], by=cast.secretary)

    assert list(Decision.objects.visible_to(cast.secretary)) == []


def test_the_secretariat_undoes_its_closing_in_a_draft_but_not_after_circulation(cast, item):
    one = entry("One.", **PARAGRAPH_7)
    minutes = write(cast, item, one)
    minutes.write_item(item, [Entry(one.key, "One.", 1)], by=cast.secretary)
    minutes.write_item(item, [Entry(one.key, "One.", 2, **PARAGRAPH_7)], by=cast.secretary)
    minutes.circulate(by=cast.secretary)

    with pytest.raises(PermissionDenied):
        minutes.write_item(item, [Entry(one.key, "One.", 3)], by=cast.secretary)

    assert item.paragraphs.get().current.is_closed


def test_the_form_keeps_closed_what_was_circulated_as_closed(cast, sign_in, item):
    one = entry("One.", **PARAGRAPH_7)
    write(cast, item, one).circulate(by=cast.secretary)
    row = {"key": one.key, "version": 1, "text": "One, better."}

    response = sign_in(cast.secretary).post(desk(item), typed(row))

    assert response.status_code == 302
    current = item.paragraphs.get().current
    assert (current.text, current.is_closed) == ("One, better.", True)


def test_approved_minutes_are_locked(cast, sign_in, item):
    one = entry("One.")
    minutes = write(cast, item, one)
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)

    with pytest.raises(PermissionDenied):
        minutes.write_item(item, [Entry(one.key, "Other.", 1)], by=cast.secretary)
    response = sign_in(cast.secretary).post(
        desk(item), typed({"key": one.key, "version": 1, "text": "Other."})
    )

    assert response.status_code == 422
    assert "Other.</textarea>" in response.text
    assert "copy it before you leave" in response.text
    assert texts(item) == ["One."]


def test_control_characters_and_long_texts_do_no_harm(cast, sign_in, item):
    long = "word " * 19_000
    rows = [{"text": "A\x00B\x0bC\u202e"}, {"text": long}]

    response = sign_in(cast.secretary).post(desk(item), typed(*rows))

    assert response.status_code == 302
    assert texts(item) == ["AB\nC", long.strip()]


def test_a_paragraph_of_another_item_is_refused(cast, sign_in, item):
    one = entry("One.")
    write(cast, item, one)
    other = add_item(cast, item.meeting, "Any other business")

    response = sign_in(cast.secretary).post(
        desk(other), typed({"key": one.key, "version": 1, "text": "Moved."})
    )

    assert response.status_code == 422
    assert texts(item) == ["One."]


@pytest.mark.parametrize("typed", ["RESOLVED - That", "Resolved – That", "**RESOLVED**: That"])
def test_resolved_typed_by_hand_prints_like_every_other_decision(cast, item, typed):
    minutes = write(cast, item, entry(f"{typed} the report be noted.", kind="decision"))

    (paragraph,) = minutes_document(minutes, fullness=FULL)["items"][0]["paragraphs"]

    assert paragraph["text"] == "**RESOLVED** – That the report be noted."
    assert Decision.objects.get().words == "That the report be noted."
