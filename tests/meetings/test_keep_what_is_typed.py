"""The address beside the desk, to which each paragraph goes as it is typed."""

import datetime
import uuid

import pytest
import time_machine
from django.urls import reverse

from audit.models import Event
from meetings.models import Entry
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    declare,
    entry,
    meeting_on,
    write,
)
from tests.papers.scanner import response_leaks


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def address(item):
    return reverse("minutes-paragraphs", kwargs={"slug": item.meeting.slug, "pk": item.pk})


def sent(user, *rows):
    """What a desk posts: dicts over an empty paragraph."""
    data = {"p-TOTAL_FORMS": len(rows), "p-INITIAL_FORMS": 0, "user": user.pk}
    for number, row in enumerate(rows):
        full = {"key": uuid.uuid4(), "version": 0, "kind": "note", "text": "", "after": ""} | row
        data |= {f"p-{number}-{name}": value for name, value in full.items() if value != ""}
    return data


def texts(item):
    standing = item.paragraphs.filter(current__is_removed=False).order_by("position")
    return list(standing.values_list("current__text", flat=True))


def test_a_paragraph_is_kept_and_its_mark_numbered(cast, sign_in, item):
    key = uuid.uuid4()

    answer = sign_in(cast.secretary).post(
        address(item), sent(cast.secretary, {"key": key, "text": "Police to report. (n)"})
    )

    assert answer.status_code == 200
    (kept,) = answer.json()["kept"]
    assert (kept["key"], kept["version"], kept["text"]) == (str(key), 1, "Police to report. (n1)")
    assert answer.json()["versions"] == [[str(key), 1]]
    assert texts(item) == ["Police to report. (n1)"]


def test_what_is_sent_again_without_an_answer_is_written_once(cast, sign_in, item):
    client, key = sign_in(cast.secretary), uuid.uuid4()
    data = sent(cast.secretary, {"key": key, "text": "Noted. (n)"})

    first, again = (client.post(address(item), data).json() for _ in range(2))

    assert [answer["kept"][0]["version"] for answer in (first, again)] == [1, 1]
    assert item.paragraphs.get().revisions.count() == 1
    assert item.meeting.minutes.references.count() == 1


def test_sent_again_after_somebody_else_went_on_it_neither_collides_nor_replaces(
    cast, sign_in, item
):
    one = entry("As first written.")
    minutes = write(cast, item, one)
    client = sign_in(cast.secretary)
    data = sent(cast.secretary, {"key": one.key, "version": 1, "text": "Mine."})
    client.post(address(item), data)
    minutes.write_item(item, [Entry(one.key, "Theirs.", 2)], by=cast.deputy)

    again = client.post(address(item), data)

    assert again.status_code == 200
    assert again.json()["kept"][0]["version"] == 2
    assert again.json()["versions"] == [[str(one.key), 3]]
    assert texts(item) == ["Theirs."]


def test_somebody_elses_text_comes_back_and_nothing_of_the_batch_is_written(cast, sign_in, item):
    one = entry("As first written.")
    write(cast, item, one).write_item(
        item, [Entry(one.key, "As a colleague wrote.", 1)], by=cast.deputy
    )
    mine = {"key": one.key, "version": 1, "text": "Mine."}

    answer = sign_in(cast.secretary).post(
        address(item), sent(cast.secretary, mine, {"text": "A new one."})
    )

    assert answer.status_code == 409
    (theirs,) = answer.json()["theirs"]
    assert (theirs["text"], theirs["version"], theirs["by"], theirs["is_own"]) == (
        "As a colleague wrote.",
        2,
        "Drew Deputy",
        False,
    )
    assert texts(item) == ["As a colleague wrote."]


def test_a_paragraph_is_kept_where_it_was_typed(cast, sign_in, item):
    one, other = entry("One."), entry("Other.")
    write(cast, item, one, other)
    client = sign_in(cast.secretary)

    client.post(address(item), sent(cast.secretary, {"text": "Between.", "after": one.key}))
    client.post(address(item), sent(cast.secretary, {"text": "First.", "after": "first"}))

    assert texts(item) == ["First.", "One.", "Between.", "Other."]


def test_a_paragraph_moves_without_a_new_text(cast, sign_in, item):
    one, other = entry("One."), entry("Other.")
    write(cast, item, one, other)
    move = {"key": other.key, "version": 1, "text": "Other.", "after": "first"}

    for _ in range(2):
        answer = sign_in(cast.secretary).post(address(item), sent(cast.secretary, move))

    assert answer.json()["versions"] == [[str(other.key), 1], [str(one.key), 1]]
    assert texts(item) == ["Other.", "One."]


def test_splitting_takes_the_mark_along_with_its_reference(cast, sign_in, item):
    one = entry("Police to report. (n) Fire to send the guide. (n)")
    minutes = write(cast, item, one)
    new = uuid.uuid4()

    answer = sign_in(cast.secretary).post(
        address(item),
        sent(
            cast.secretary,
            {"key": one.key, "version": 1, "text": "Police to report. (n1)"},
            {"key": new, "text": "Fire to send the guide. (n2)", "after": one.key},
        ),
    )

    assert answer.status_code == 200
    references = minutes.references.order_by("mark")
    assert [(ref.mark, ref.paragraph.key, ref.text, ref.is_marked) for ref in references] == [
        (1, one.key, "Police to report.", True),
        (2, new, "Fire to send the guide.", True),
    ]


def test_merging_takes_the_mark_along_and_undoing_gives_it_back(cast, sign_in, item):
    one, other = entry("Noted."), entry("Police to report. (n)")
    minutes = write(cast, item, one, other)
    client = sign_in(cast.secretary)
    gone = {"key": other.key, "version": 1, "text": "Police to report. (n1)"}

    merged = client.post(
        address(item),
        sent(
            cast.secretary,
            {"key": one.key, "version": 1, "text": "Noted. Police to report. (n1)"},
            gone | {"is_removed": "on"},
        ),
    )
    assert (merged.status_code, texts(item)) == (200, ["Noted. Police to report. (n1)"])
    assert minutes.references.get().paragraph.key == one.key

    undone = client.post(
        address(item),
        sent(
            cast.secretary,
            {"key": one.key, "version": 2, "text": "Noted."},
            gone | {"version": 2},
        ),
    )
    assert undone.status_code == 200
    assert minutes.references.get().paragraph.key == other.key


def test_a_mark_of_a_closed_paragraph_does_not_move_to_an_open_one(cast, sign_in, item):
    opened, closed = entry("Noted."), entry("Police to keep the list. (n)", **PARAGRAPH_7)
    write(cast, item, opened, closed)

    answer = sign_in(cast.secretary).post(
        address(item),
        sent(
            cast.secretary,
            {"key": opened.key, "version": 1, "text": "Noted. Police to keep the list. (n1)"},
            {"key": closed.key, "version": 1, "text": "x", "is_removed": "on"},
        ),
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == {
        str(opened.key): ["(n1) belongs to a closed paragraph: close this one as well"]
    }
    assert texts(item) == ["Noted.", "Police to keep the list. (n1)"]


def test_closing_needs_its_reason_and_nothing_is_kept_open_meanwhile(cast, sign_in, item):
    key = uuid.uuid4()
    answer = sign_in(cast.secretary).post(
        address(item), sent(cast.secretary, {"key": key, "text": "Secret.", "is_closed": "on"})
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == {str(key): ["Select the reason for closing the paragraph"]}
    assert texts(item) == []


def test_what_another_person_typed_is_never_sent_as_who_signed_in_since(cast, sign_in, item):
    answer = sign_in(cast.secretary).post(
        address(item), sent(cast.deputy, {"text": "Typed by the deputy."})
    )

    assert answer.status_code == 403
    assert texts(item) == []


def test_the_short_list_is_cheap_however_many_paragraphs_stand(
    cast, sign_in, item, django_assert_num_queries
):
    client = sign_in(cast.secretary)
    write(cast, item, entry("One."))
    client.get(address(item))
    with django_assert_num_queries(7):
        client.get(address(item))
    write(cast, item, entry("Two."), entry("Three."))
    with django_assert_num_queries(7):
        answer = client.get(address(item))
    assert len(answer.json()["versions"]) == 3


def test_only_what_is_asked_for_is_told_and_that_closed_words_were_read_is_recorded(
    cast, sign_in, item
):
    one, secret = entry("One."), entry("Bandersnatch.", **PARAGRAPH_7)
    write(cast, item, one, secret)
    client = sign_in(cast.secretary)
    seen = Event.objects.filter(verb="minutes.closed_seen")

    assert [row["text"] for row in contents(client, item, one.key)] == ["One."]
    assert seen.count() == 0
    assert [row["text"] for row in contents(client, item, secret.key)] == ["Bandersnatch."]
    assert seen.count() == 1


def contents(client, item, *keys):
    return client.get(address(item), {"key": keys}).json()["contents"]


@pytest.mark.parametrize("key", ["", "no-key", "206ed769-c15f-44ea-b376-7e370a9bfd78", "x\0y"])
def test_asking_for_what_is_not_there_gives_nothing(key, cast, sign_in, item):
    write(cast, item, entry("One."))
    assert contents(sign_in(cast.secretary), item, key) == []


def test_an_item_kept_from_the_secretary_is_not_there(cast, sign_in, item):
    interest = declare(cast, item, cast.secretary, "It is my firm.")
    secret = entry("Bandersnatch.", **PARAGRAPH_7)
    write(cast, item, secret)
    interest.__class__.objects.filter(pk=interest.pk).update(
        excluded_at=datetime.datetime.now(datetime.UTC), excluded_by=cast.chairman
    )
    client = sign_in(cast.secretary)

    for answer in (
        client.get(address(item), {"key": secret.key}),
        client.post(address(item), sent(cast.secretary, {"text": "More."})),
    ):
        assert answer.status_code == 404
        assert response_leaks(answer, "Bandersnatch") == []


def test_approved_minutes_are_refused_in_words(cast, sign_in, item):
    one = entry("One.")
    minutes = write(cast, item, one)
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)

    answer = sign_in(cast.secretary).post(
        address(item), sent(cast.secretary, {"key": one.key, "version": 1, "text": "Other."})
    )

    assert (answer.status_code, answer.json()) == (
        422,
        {"refused": "Approved minutes do not change."},
    )


MORNING = datetime.datetime(2026, 3, 2, 8, 0, tzinfo=datetime.UTC)


def test_typing_keeps_somebody_signed_in_and_a_page_left_open_does_not(cast, sign_in, item):
    with time_machine.travel(MORNING, tick=False) as clock:
        client = sign_in(cast.secretary)
        client.get(address(item))
        for _ in range(3):
            clock.shift(datetime.timedelta(minutes=20))
            kept = client.post(address(item), sent(cast.secretary, {"text": "Noted."}))
            assert kept.status_code == 200
        for minutes, status in ((20, 200), (20, 302)):
            clock.shift(datetime.timedelta(minutes=minutes))
            assert client.get(address(item)).status_code == status


def test_the_page_opens_at_the_first_item_not_yet_written(cast, sign_in, item):
    following = add_item(cast, item.meeting, "Any other business")
    client = sign_in(cast.secretary)
    page = reverse("minutes-edit", kwargs={"slug": item.meeting.slug})

    assert client.get(page).context["item"] == item
    write(cast, item, entry("Noted."))
    assert client.get(page).context["item"] == following
    write(cast, following, entry("Noted."))
    assert client.get(page).context["item"] == item


# Who does what an "(n)" asks for


def asked(item):
    kwargs = {"slug": item.meeting.slug, "pk": item.pk, "mark": 1}
    return reverse("minutes-reference", kwargs=kwargs)


def test_owner_and_date_of_a_reference_are_kept_by_themselves(cast, sign_in, item):
    minutes = write(cast, item, entry("Police to report. (n)"))
    chosen = {
        "user": cast.secretary.pk,
        "r1-owners": f"o{cast.police.pk}",
        "r1-due": "next_meeting",
    }

    answer = sign_in(cast.secretary).post(asked(item), chosen)

    assert answer.status_code == 200
    assert "Owner: City of London Police" in answer.json()["html"]
    reference = minutes.references.get()
    assert [str(owner) for owner in reference.owners.all()] == ["City of London Police"]
    assert reference.due == "next_meeting"


def test_a_date_that_is_missing_is_pointed_out(cast, sign_in, item):
    write(cast, item, entry("Police to report. (n)"))

    answer = sign_in(cast.secretary).post(
        asked(item), {"user": cast.secretary.pk, "r1-due": "date"}
    )

    assert answer.status_code == 422
    assert "Enter the date it is due by" in answer.json()["html"]


def test_a_reference_of_another_item_is_not_there(cast, sign_in, item):
    write(cast, item, entry("Police to report. (n)"))
    other = add_item(cast, item.meeting, "Any other business")

    assert sign_in(cast.secretary).get(asked(other)).status_code == 404


def test_approved_minutes_refuse_another_owner(cast, sign_in, item):
    minutes = write(cast, item, entry("Police to report. (n)"))
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)

    answer = sign_in(cast.secretary).post(
        asked(item),
        {"user": cast.secretary.pk, "r1-owners": f"o{cast.police.pk}", "r1-due": "none"},
    )

    assert answer.status_code == 403
    assert minutes.references.get().owners.count() == 0
