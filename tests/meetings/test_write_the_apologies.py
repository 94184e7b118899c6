"""The sentence of the apologies comes from the attendance, and is nobody's to overwrite."""

import pytest
from django.urls import reverse

from meetings.models import Attendance
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write

OFFER = "Write the apologies"
AGAIN = "Write the apologies again"
RECEIVED = "Apologies for absence were received from"


@pytest.fixture
def item(cast):
    return add_item(cast, meeting_on(cast, "2018-07-18"), "Apologies for absence")


def attend(cast, meeting, **statuses):
    rows = [
        Attendance(
            name=name.replace("_", " "),
            organisation="CoLP" if status == "apologies" else "",
            status=status,
        )
        for name, status in statuses.items()
    ]
    meeting.record_attendance(rows, by=cast.secretary)


def desk(item):
    return f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}"


def press(client, item):
    kwargs = {"slug": item.meeting.slug, "pk": item.pk}
    return client.post(reverse("minutes-apologies", kwargs=kwargs))


def texts(item):
    standing = item.paragraphs.filter(current__is_removed=False).order_by("position")
    return list(standing.values_list("current__text", flat=True))


def test_one_button_writes_them_first_under_the_item(cast, sign_in, item):
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies", Cy_Cole="apologies")
    write(cast, item, entry("The Chairman welcomed everybody."))
    client = sign_in(cast.secretary)
    assert OFFER in client.get(desk(item)).content.decode()

    assert press(client, item).url == desk(item)

    assert texts(item) == [
        f"{RECEIVED} Ben Birch (CoLP) and Cy Cole (CoLP).",
        "The Chairman welcomed everybody.",
    ]
    assert OFFER not in client.get(desk(item)).content.decode()
    printed = client.get(reverse("minutes", kwargs={"slug": item.meeting.slug})).content.decode()
    assert printed.count("Ben Birch") == 1


def test_pressed_twice_they_are_written_once(cast, sign_in, item):
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies")
    client = sign_in(cast.secretary)
    press(client, item)
    press(client, item)
    assert texts(item) == [f"{RECEIVED} Ben Birch (CoLP)."]
    assert item.paragraphs.get().revisions.count() == 1


def test_nobody_sent_any(cast, sign_in, item):
    attend(cast, item.meeting, Ann_Ash="present")
    press(sign_in(cast.secretary), item)
    assert texts(item) == ["There were no apologies for absence."]


def test_when_the_attendance_changes_they_are_offered_again_and_keep_their_place(
    cast, sign_in, item
):
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies")
    client = sign_in(cast.secretary)
    press(client, item)
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies", Cy_Cole="apologies")
    assert texts(item) == [f"{RECEIVED} Ben Birch (CoLP)."]
    assert AGAIN in client.get(desk(item)).content.decode()

    press(client, item)
    assert texts(item) == [f"{RECEIVED} Ben Birch (CoLP) and Cy Cole (CoLP)."]
    assert item.paragraphs.get().revisions.count() == 2


def test_what_somebody_edited_is_not_written_over(cast, sign_in, item):
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies")
    client = sign_in(cast.secretary)
    press(client, item)
    paragraph = item.paragraphs.get()
    write(cast, item, entry("Ben was ill.", key=paragraph.key, version=1))
    attend(cast, item.meeting, Ann_Ash="present", Cy_Cole="apologies")

    page = client.get(desk(item)).content.decode()
    assert OFFER not in page
    assert f"“{RECEIVED} Cy Cole (CoLP).”" in page
    press(client, item)
    assert texts(item) == ["Ben was ill."]


def test_before_the_attendance_is_recorded_the_desk_says_where_to(cast, sign_in, item):
    page = sign_in(cast.secretary).get(desk(item)).content.decode()
    assert OFFER not in page
    assert "Record who came and who sent apologies" in page


@pytest.mark.parametrize(
    ("title", "facts"), [("Any other business", {}), ("Apologies", PARAGRAPH_7)]
)
def test_other_items_and_closed_ones_have_none(cast, sign_in, title, facts):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), title, **facts)
    attend(cast, item.meeting, Ann_Ash="present", Ben_Birch="apologies")
    client = sign_in(cast.secretary)
    assert OFFER not in client.get(desk(item)).content.decode()
    assert press(client, item).status_code == 404
