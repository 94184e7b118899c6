"""The secretariat opens a round, follows who has answered, reminds, and records for who telephones."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from actions.asking import plan_round
from actions.importing.ratings import rating_of
from actions.models import Lead, UpdateRequest, UpdateRound
from actions.round_mail import send_due_reminders
from background.models import Message
from board.models import Organisation, Person
from tests.actions.rounds import CLOSES_ON, TODAY, answer, led_by, link_to, open_round, request_of
from tests.meetings.board_meeting import meeting_on
from tests.papers.checks import page_texts

CLOSES = {"closes_on_day": "7", "closes_on_month": "9", "closes_on_year": "2018"}


def planned():
    return {
        str(plan.partner): (len(plan.rows), len(plan.shared), [user.name for user in plan.users])
        for plan in plan_round(TODAY)
    }


# Whom a round asks, for which rows


def test_each_partner_is_asked_for_its_own_rows(annex, cast):
    charity = Organisation.objects.create(name="A charity")
    led_by(annex, cast.police)
    led_by(annex, cast.police, cast.fire)
    led_by(annex, charity)
    annex.add(Lead(seat=cast.seats["co_optee"]), rating="red")
    annex.add(Lead(person=cast.partner.person), rating="red")
    annex.add(Lead(collective="all_partners"), rating="red")
    annex.add(rating="red")
    assert planned() == {
        "A charity": (1, 0, []),
        "City of London Police": (2, 1, ["Morgan Member", "Parker Partner"]),
        "London Fire Brigade": (1, 1, ["Finley Fire"]),
        "National Crime Agency": (1, 0, ["Corin Cooptee"]),
        "Parker Partner": (1, 0, ["Parker Partner"]),
    }


def test_who_has_no_say_is_not_written_to(annex, cast):
    outsider = Person.objects.create(name="Somebody Else", user=cast.officer)
    annex.add(Lead(person=outsider), rating="red")
    annex.add(Lead(seat=cast.seats["observer"]), rating="red")
    assert planned() == {"Somebody Else": (1, 0, [])}


def test_a_person_merged_into_another_is_asked_as_that_other(annex, cast):
    earlier = Person.objects.create(name="P Partner", merged_into=cast.partner.person)
    annex.add(Lead(person=earlier), rating="red")
    assert planned() == {"Parker Partner": (1, 0, ["Parker Partner"])}


@pytest.mark.parametrize("why", ["closed", "complete", "off the table"])
def test_some_rows_are_not_asked_for(why, annex, cast):
    closed = {"is_closed": True, "closed_reason": "paragraph 7"} if why == "closed" else {}
    row = led_by(annex, cast.police, rating="blue" if why == "complete" else "red", **closed)
    if why == "off the table":
        row.drop(by=cast.secretary, as_at=annex.day, version=1, note="Merged.")
    assert planned() == {}


def test_whoever_shares_a_row_with_all_partners_adds_a_note_alone(annex, cast, sign_in):
    row = annex.add(Lead(collective="partners"), issues="Shared", rating="red")
    request = request_of(open_round(cast), cast.fire)
    page = f"/updates/{request.pk}/rows/{row.pk}/"
    client = Client()
    client.get(link_to(cast.other_partner))
    assert 'name="rating"' not in client.get(page).content.decode()
    client.post(page, {"version": 1, "note": "We told our members.", "rating": "green"})
    row.refresh_from_db()
    assert (row.current.rating, row.current.note) == ("red", "We told our members.")
    assert request_of(UpdateRound.objects.get(), cast.fire).is_returned


# Opening


def test_the_secretariat_sees_who_is_asked_then_opens_the_round(annex, cast, sign_in):
    row = led_by(annex, cast.police)
    led_by(annex, Organisation.objects.create(name="A charity"))
    meeting = meeting_on(cast, "2018-09-19")
    client = sign_in(cast.secretary)
    page = client.get(reverse("update-round", args=[meeting.slug])).content.decode()
    assert f"1 action ({row}) · e-mail to Morgan Member, Parker Partner" in page
    assert "no contact with an e-mail address: ask by telephone" in page
    assert Message.objects.count() == 0

    partners = [plan.key for plan in plan_round(TODAY)]
    for _ in range(2):
        client.post(reverse("update-round", args=[meeting.slug]), {"partners": partners, **CLOSES})

    kept = UpdateRound.objects.get()
    assert (kept.opened_on, kept.closes_on, kept.requests.count()) == (TODAY, CLOSES_ON, 2)
    assert sorted(Message.objects.values_list("to", flat=True)) == [
        "member@example.org",
        "partner@example.org",
    ]
    message = Message.objects.first()
    assert message.subject == "How your actions stand, by 7 September"
    assert "Dashboard" not in message.text


def test_a_round_closes_today_or_later_and_asks_somebody(annex, cast, sign_in):
    led_by(annex, cast.police)
    meeting = meeting_on(cast, "2018-09-19")
    typed = {**CLOSES, "closes_on_day": "4"}
    page = sign_in(cast.secretary).post(reverse("update-round", args=[meeting.slug]), typed)
    assert page.status_code == 422
    assert "The last day must be today or a later day" in page.content.decode()
    assert "Select at least one partner" in page.content.decode()


@pytest.mark.parametrize("why", ["over", "cancelled"])
def test_there_is_nothing_to_open_for_a_meeting_that_is_over_or_called_off(
    why, annex, cast, sign_in
):
    led_by(annex, cast.police)
    meeting = meeting_on(
        cast,
        "2018-06-06" if why == "over" else "2018-09-19",
        state="held" if why == "over" else "cancelled",
    )
    address = reverse("update-round", args=[meeting.slug])
    client = sign_in(cast.secretary)
    assert client.get(address).url == meeting.get_absolute_url()
    client.post(address, {"partners": ["organisation-1"], **CLOSES})
    assert UpdateRound.objects.count() == 0


def test_an_empty_table_has_nobody_to_ask(cast, sign_in):
    meeting = meeting_on(cast, "2018-09-19")
    page = sign_in(cast.secretary).get(reverse("update-round", args=[meeting.slug]))
    assert "There is nobody to ask" in page.content.decode()


# Following it


@pytest.fixture
def board_page(cast, sign_in):
    def read(kept):
        return sign_in(cast.secretary).get(kept.get_absolute_url()).content.decode()

    return read


def test_returned_partly_and_no_return(annex, cast, board_page, sign_in):
    rows = [led_by(annex, cast.police), led_by(annex, cast.police), led_by(annex, cast.fire)]
    kept = open_round(cast)
    assert "0 of 2 partners returned · 0 partly · 2 no return" in board_page(kept)
    request = request_of(kept, cast.police)
    for row, words in zip(rows[:2], ["0 of 2 partners returned · 1 partly", "1 of 2"], strict=True):
        sign_in(cast.partner).post(f"/updates/{request.pk}/rows/{row.pk}/", answer())
        assert words in board_page(kept)
    home = sign_in(cast.secretary).get("/").content.decode()
    assert "1 of 2 partners returned · closes Friday 7 September" in home


def test_the_secretariat_records_what_it_was_told(annex, cast, board_page, sign_in):
    row = led_by(annex, cast.fire)
    kept = open_round(cast)
    request = request_of(kept, cast.fire)
    client = sign_in(cast.secretary)
    page = client.get(f"/updates/{request.pk}/rows/{row.pk}/").content.decode()
    assert "You are recording what London Fire Brigade told you." in page
    client.post(f"/updates/{request.pk}/rows/{row.pk}/", answer(rating="blue", note="All done."))
    row.refresh_from_db()
    revision = row.current
    assert (revision.made_by, revision.on_behalf_of) == (cast.secretary, cast.fire)
    assert revision.to_be_confirmed
    client.post(f"/updates/{request.pk}/threats/", {"title": "E-scooters"})
    client.post(f"/updates/{request.pk}/finish/", {"is_still": "no", "successor": "A Newcomer"})
    assert "A Newcomer, no longer Casey Chairman" in board_page(kept)


def test_an_update_recorded_on_the_row_for_a_partner_answers_the_round(annex, cast, sign_in):
    row = led_by(annex, cast.fire)
    kept = open_round(cast)
    day = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}
    sign_in(cast.secretary).post(
        f"/actions/{row.pk}/updates/", answer(on_behalf_of=cast.fire.pk, **day)
    )
    assert request_of(kept, cast.fire).is_returned


def test_silence_reads_no_return_and_never_the_earlier_colour(annex, cast, sign_in):
    led_by(annex, cast.police, rating="green")
    kept = open_round(cast)
    client = sign_in(cast.observer)
    assert "asked, no return yet" in client.get("/actions/").content.decode()
    kept.close_on(TODAY - datetime.timedelta(days=1), by=cast.secretary)
    table = client.get("/actions/").content.decode().partition("<tbody")[2]
    assert "No return" in table and "last said: Green" in table
    assert "rating--green" not in table
    text = " ".join(page_texts(client.get("/actions/table.pdf").content)).partition(
        "Key to the ratings"
    )[0]
    assert "No return" in text and "last said: Green" in text
    before = client.get("/actions/?as_at=2018-09-04").content.decode().partition("<tbody")[2]
    assert "No return" not in before and "no return yet" not in before


def test_silence_is_counted_chosen_and_carried_as_no_return(annex, cast, sign_in):
    row = led_by(annex, cast.police, rating="green")
    open_round(cast).close_on(TODAY - datetime.timedelta(days=1), by=cast.secretary)
    client = sign_in(cast.observer)
    table = client.get("/actions/").context["table"]
    assert table.counts.endswith("0 green · 0 complete · 0 not rated · 1 no return")
    found = {
        query: [one.pk for one in client.get(f"/actions/?{query}").context["table"].rows]
        for query in ("rating=green", "state=no_return")
    }
    assert found == {"rating=green": [], "state=no_return": [row.pk]}
    page = client.get(f"/actions/{row.pk}/").content.decode().partition("History")[0]
    assert "No return" in page and "rating--green" not in page
    word = Document(io.BytesIO(client.get("/actions/table.docx").content))
    cell = word.tables[0].rows[1].cells[6]
    assert cell.text == "No return, last said: Green"
    assert "CCE2D8" not in cell._tc.xml
    assert rating_of(cell.text, "", "Orange") == ("green", "")


def test_an_answer_ends_the_silence(annex, cast, sign_in):
    row = led_by(annex, cast.police, cast.fire, rating="green")
    kept = open_round(cast)
    request = request_of(kept, cast.fire)
    sign_in(cast.other_partner).post(
        f"/updates/{request.pk}/rows/{row.pk}/", answer(rating="no_change", note="")
    )
    kept.close_on(TODAY - datetime.timedelta(days=1), by=cast.secretary)
    table = sign_in(cast.observer).get("/actions/").content.decode().partition("<tbody")[2]
    assert "No return" not in table
    assert request_of(kept, cast.police).has_no_return


# Reminders


def test_a_reminder_goes_to_who_has_not_returned(annex, cast, sign_in):
    rows = [led_by(annex, cast.police), led_by(annex, cast.fire)]
    kept = open_round(cast)
    request = request_of(kept, cast.police)
    sign_in(cast.partner).post(f"/updates/{request.pk}/rows/{rows[0].pk}/", answer())
    Message.objects.all().delete()
    sign_in(cast.secretary).post(reverse("update-reminders", args=[kept.pk]))
    assert [(m.to, m.subject) for m in Message.objects.all()] == [
        ("other-partner@example.org", "Reminder: how your actions stand, by 7 September")
    ]


def test_the_daily_clock_reminds_once_three_days_before(annex, cast):
    led_by(annex, cast.police)
    open_round(cast, closes_on=TODAY + datetime.timedelta(days=4))
    Message.objects.all().delete()
    assert send_due_reminders(TODAY) == 0
    assert send_due_reminders(TODAY + datetime.timedelta(days=1)) == 2
    assert send_due_reminders(TODAY + datetime.timedelta(days=2)) == 0
    assert Message.objects.count() == 2


def test_send_due_sends_the_reminders(annex, cast, capsys):
    led_by(annex, cast.police)
    open_round(cast)
    call_command("send_due")
    assert "Reminders of update rounds: 2" in capsys.readouterr().out


def test_after_the_last_day_nothing_is_sent_until_a_later_one_is_chosen(annex, cast, sign_in):
    led_by(annex, cast.police)
    kept = open_round(cast)
    kept.close_on(TODAY - datetime.timedelta(days=1), by=cast.secretary)
    Message.objects.all().delete()
    client = sign_in(cast.secretary)
    request = UpdateRequest.objects.get()
    client.post(reverse("update-reminders", args=[kept.pk]))
    client.post(reverse("update-sending", args=[request.pk]))
    assert Message.objects.count() == 0
    client.post(reverse("update-closing-day", args=[kept.pk]), CLOSES)
    client.post(reverse("update-sending", args=[request.pk]))
    assert Message.objects.count() == 2


def test_a_later_last_day_keeps_the_links_alive(annex, cast):
    led_by(annex, cast.police)
    kept = open_round(cast)
    before = [link.expires_at for link in kept.links()]
    kept.close_on(CLOSES_ON + datetime.timedelta(days=3), by=cast.secretary)
    after = [link.expires_at - datetime.timedelta(days=3) for link in kept.links()]
    assert after == before and len(after) == 2


# As many queries for three as for one


@pytest.mark.parametrize("address", ["update-rounds", "update-round", "updates", "home"])
def test_the_pages_cost_as_many_queries_for_three_partners_as_for_one(
    address, annex, cast, sign_in
):
    led_by(annex, cast.police)
    annex.add(Lead(seat=cast.seats["co_optee"]), rating="red")
    annex.add(Lead(person=cast.chairman.person), rating="red")
    kept = open_round(cast)
    user = cast.partner if address == "updates" else cast.secretary
    where = kept.get_absolute_url() if address == "update-round" else reverse(address)
    client = sign_in(user)
    client.get(where)
    with CaptureQueriesContext(connection) as one:
        assert client.get(where).status_code == 200
    for number in range(2):
        partner = Organisation.objects.create(name=f"Partner {number}")
        led_by(annex, partner, cast.police)
    other = open_round(cast, meeting=meeting_on(cast, "2018-12-19"))
    assert other.requests.count() == 5
    where = other.get_absolute_url() if address == "update-round" else where
    with CaptureQueriesContext(connection) as three:
        assert client.get(where).status_code == 200
    assert len(three) == len(one)
    assert address != "updates" or len(three) <= 8
