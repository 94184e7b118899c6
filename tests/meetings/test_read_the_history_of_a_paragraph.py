import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from meetings.models import Entry
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")


def history(item):
    paragraph = item.paragraphs.first()
    kwargs = {"slug": item.meeting.slug, "pk": item.pk, "key": paragraph.key}
    return reverse("paragraph-history", kwargs=kwargs)


def revise(cast, item, one, version, text, *, by=None, **content):
    changed = Entry(one.key, text, version, **content)
    item.meeting.minutes.write_item(item, [changed], by=by or cast.secretary)


def current(item):
    return item.paragraphs.first().current


def told(response):
    return [step.revision.text for step in response.context["steps"]]


def test_what_is_typed_in_one_go_is_told_once_and_in_full_when_asked(cast, sign_in, item):
    one = entry("The")
    write(cast, item, one)
    revise(cast, item, one, 1, "The Board")
    revise(cast, item, one, 2, "The Board noted.", by=cast.deputy)
    client = sign_in(cast.secretary)

    assert told(client.get(history(item))) == ["The Board noted.", "The Board"]
    assert told(client.get(history(item) + "?all")) == ["The Board noted.", "The Board", "The"]


def test_a_pause_is_told(cast, sign_in, item):
    one = entry("The Board")
    with time_machine.travel(timezone.now() - datetime.timedelta(minutes=3)):
        write(cast, item, one)
    revise(cast, item, one, 1, "The Board noted.")

    assert told(sign_in(cast.secretary).get(history(item))) == ["The Board noted.", "The Board"]


def test_going_back_keeps_every_state(cast, sign_in, item):
    one = entry("As first written.")
    write(cast, item, one)
    revise(cast, item, one, 1, "Worse.", by=cast.deputy)

    response = sign_in(cast.secretary).post(history(item), {"number": 1, "version": 2})

    assert response.status_code == 302
    assert (current(item).text, current(item).number) == ("As first written.", 3)
    assert item.paragraphs.first().revisions.count() == 3


@pytest.mark.parametrize("was_closed", [True, False])
def test_going_back_never_opens_anything(was_closed, cast, sign_in, item):
    one = entry("A name was given.", **(PARAGRAPH_7 if was_closed else {}))
    write(cast, item, one)
    revise(cast, item, one, 1, "Noted.", **({} if was_closed else PARAGRAPH_7))

    sign_in(cast.secretary).post(history(item), {"number": 1, "version": 2})

    assert (current(item).text, current(item).is_closed) == ("A name was given.", True)


def test_going_back_leaves_closed_what_was_closed_after_it_was_typed(cast, sign_in, item):
    one = entry("A name was given.")
    write(cast, item, one)
    revise(cast, item, one, 1, "A name was given.", **PARAGRAPH_7)
    revise(cast, item, one, 2, "Noted.")

    sign_in(cast.secretary).post(history(item), {"number": 1, "version": 3})

    assert (current(item).text, current(item).is_closed) == ("A name was given.", True)


def test_going_back_to_words_that_were_opened_on_purpose_leaves_them_open(cast, sign_in, item):
    one = entry("A name was given.", **PARAGRAPH_7)
    write(cast, item, one)
    revise(cast, item, one, 1, "A name was given.")
    revise(cast, item, one, 2, "Noted.")

    sign_in(cast.secretary).post(history(item), {"number": 2, "version": 3})

    assert (current(item).text, current(item).is_closed) == ("A name was given.", False)


def test_going_back_leaves_a_mark_where_it_has_moved_to(cast, sign_in, item):
    one, other = entry("Police to report. (n) Fire to write. (n)"), entry("x")
    write(cast, item, one)
    item.meeting.minutes.write_item(
        item,
        [
            Entry(one.key, "Police to report. (n1)", 1),
            Entry(other.key, "Fire to write. (n2)"),
        ],
        by=cast.secretary,
    )

    sign_in(cast.secretary).post(history(item), {"number": 1, "version": 2})

    assert current(item).text == "Police to report. (n1) Fire to write."
    assert item.meeting.minutes.references.get(mark=2).paragraph.key == other.key


def test_going_back_from_an_old_page_writes_nothing(cast, sign_in, item):
    one = entry("As first written.")
    write(cast, item, one)
    revise(cast, item, one, 1, "Better.")
    revise(cast, item, one, 2, "Best.", by=cast.deputy)

    response = sign_in(cast.secretary).post(history(item), {"number": 1, "version": 2}, follow=True)

    assert "Somebody changed the paragraph meanwhile" in response.text
    assert current(item).text == "Best."


def test_approved_minutes_have_a_history_and_stay_as_they_are(cast, sign_in, item):
    one = entry("As first written.")
    minutes = write(cast, item, one)
    revise(cast, item, one, 1, "As approved.", by=cast.deputy)
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=meeting_on(cast, "2018-09-05"), by=cast.secretary)
    client = sign_in(cast.secretary)

    assert "Go back to this" not in client.get(history(item)).text
    client.post(history(item), {"number": 1, "version": 2})
    assert current(item).text == "As approved."


def test_reading_the_history_of_what_is_closed_is_recorded(cast, sign_in, item):
    write(cast, item, entry("A name was given.", **PARAGRAPH_7))

    sign_in(cast.secretary).get(history(item))

    assert Event.objects.filter(verb="minutes.closed_seen").count() == 1


@pytest.mark.parametrize("data", [{}, {"number": 9, "version": 1}, {"number": "x", "version": 1}])
def test_a_state_that_is_not_there_is_not_found(data, cast, sign_in, item):
    write(cast, item, entry("Noted."))
    assert sign_in(cast.secretary).post(history(item), data).status_code == 404
