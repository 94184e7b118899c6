"""A partner says how its actions stand, by the link in the e-mail or signed in."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ScopedLink
from actions.models import Lead, UpdateReply, UpdateRound
from audit.models import Event
from background.models import Message
from board.models import Affiliation, BoardSettings, SeatHolding
from priorities.models import EmergingThreat
from tests.actions.rounds import TODAY, answer, led_by, link_to, open_round, request_of


@pytest.fixture
def three_rows(annex, cast):
    return [led_by(annex, cast.police, issues=f"Issue {number}") for number in (1, 2, 3)]


@pytest.fixture
def by_link(cast):
    """`by_link(user)`: a browser without a password that followed the link in the e-mail."""

    def follow(user):
        client = Client()
        assert client.get(link_to(user)).url == "/updates/"
        return client

    return follow


def row_page(request, row):
    return f"/updates/{request.pk}/rows/{row.pk}/"


def test_the_link_leads_row_by_row_to_the_end(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    client = by_link(cast.partner)

    page = client.get("/updates/").content.decode()
    assert "City of London Police: your 3 actions" in page and "1 of 3" in page
    for number, row in enumerate(three_rows):
        reply = client.post(row_page(request, row), answer(rating="no_change", note=""))
        following = three_rows[number + 1 : number + 2]
        expected = (
            row_page(request, following[0]) if following else f"/updates/{request.pk}/finish/"
        )
        assert reply.url == expected
    done = client.post(f"/updates/{request.pk}/finish/", {"is_still": "yes"})
    assert done.url == f"/updates/{request.pk}/thanks/"
    said = client.get(done.url).content.decode()
    assert "Thank you" in said and "Still Morgan Member" in said
    assert said.count("no change") == 3
    assert request_of(UpdateRound.objects.get(), cast.police).is_returned


def test_an_answer_is_kept_as_by_the_link_that_was_sent(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)

    by_link(cast.partner).post(row_page(request, three_rows[0]), answer())

    kept = UpdateReply.objects.get()
    assert (kept.link_recipient, kept.revision.made_by) == (cast.partner.email, cast.partner)
    assert (kept.revision.rating, kept.revision.note) == ("green", "Agreements signed.")
    assert Event.objects.first().recipient == cast.partner.email
    history = Client()
    history.force_login(cast.secretary)
    page = history.get(f"/actions/{three_rows[0].pk}/").content.decode()
    assert "Parker Partner, by the link sent to them" in page


def test_following_the_link_changes_nothing(cast, three_rows, by_link):
    open_round(cast)
    before = Event.objects.count()
    by_link(cast.partner).get("/updates/")
    by_link(cast.partner).get("/updates/")
    assert (UpdateReply.objects.count(), Event.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("rating", "sentence"),
    [
        ("red", "Say in a sentence what has changed"),
        ("blue", "Say in a sentence what came of it"),
    ],
)
def test_a_change_asks_for_a_note_and_keeps_what_was_typed(
    rating, sentence, cast, three_rows, by_link
):
    request = request_of(open_round(cast), cast.police)
    typed = answer(rating=rating, note="", barriers="No analyst")
    page = by_link(cast.partner).post(row_page(request, three_rows[0]), typed)
    assert page.status_code == 422
    assert sentence in page.content.decode() and "No analyst" in page.content.decode()


def test_blue_waits_for_a_meeting(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    client = by_link(cast.partner)
    client.post(row_page(request, three_rows[0]), answer(rating="blue", note="It runs."))
    three_rows[0].refresh_from_db()
    assert three_rows[0].current.to_be_confirmed
    page = client.get(f"/updates/{request.pk}/thanks/").content.decode()
    assert "Complete, to be confirmed" in page


def test_an_answer_can_be_changed_until_the_round_closes(cast, three_rows, by_link):
    kept = open_round(cast)
    request = request_of(kept, cast.police)
    client = by_link(cast.partner)
    client.post(row_page(request, three_rows[0]), answer())
    client.post(row_page(request, three_rows[0]), answer(version=2, rating="red", note="Undone."))
    assert list(UpdateReply.objects.values_list("revision__rating", flat=True)) == ["green", "red"]

    UpdateRound.objects.update(closes_on=TODAY - datetime.timedelta(days=1))
    late = client.post(row_page(request, three_rows[1]), answer())
    assert late.status_code == 409
    assert "This round closed on" in late.content.decode()
    assert "Agreements signed." in late.text
    assert UpdateReply.objects.count() == 2
    assert "Undone." in client.get("/updates/").content.decode()


def test_a_partner_tells_of_something_new_and_of_its_new_representative(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    client = by_link(cast.partner)
    page = client.get(f"/updates/{request.pk}/threats/").content.decode()
    assert "Intelligence on people or organised crime groups does not belong here" in page
    client.post(f"/updates/{request.pk}/threats/", {"title": "Spoof invoices"})
    threat = EmergingThreat.objects.get()
    assert (threat.on_behalf_of, threat.raised_by, threat.raised_on) == (
        cast.police,
        cast.partner,
        TODAY,
    )
    missing = client.post(f"/updates/{request.pk}/finish/", {"is_still": "no"})
    assert missing.status_code == 422
    client.post(f"/updates/{request.pk}/finish/", {"is_still": "no", "successor": "A Newcomer"})
    said = client.get(f"/updates/{request.pk}/thanks/").content.decode()
    assert "Spoof invoices" in said and "now A Newcomer" in said


def test_a_threat_of_another_partner_is_not_shown(cast, annex, three_rows, by_link):
    led_by(annex, cast.fire)
    kept = open_round(cast)
    fire = request_of(kept, cast.fire)
    by_link(cast.other_partner).post(f"/updates/{fire.pk}/threats/", {"title": "Halcyonbird"})
    police = request_of(kept, cast.police)
    client = by_link(cast.partner)
    assert "Halcyonbird" not in client.get(f"/updates/{police.pk}/finish/").content.decode()


# What a link does not open


def test_a_link_opens_its_own_request_and_nothing_else(cast, annex, three_rows, by_link):
    other = led_by(annex, cast.fire, issues="Theirs")
    kept = open_round(cast)
    fire, police = request_of(kept, cast.fire), request_of(kept, cast.police)
    client = by_link(cast.partner)
    assert client.get(row_page(fire, other)).status_code == 404
    assert client.get(row_page(police, other)).status_code == 404
    assert client.get(f"/updates/{fire.pk}/thanks/").status_code == 404
    for address in ["/actions/", f"/actions/{three_rows[0].pk}/", "/threats/", "/updates/rounds/"]:
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("how", ["closed after it was asked", "closed before"])
def test_a_closed_row_is_never_behind_a_link(how, cast, annex, three_rows, by_link):
    closed = {"is_closed": True, "closed_reason": "paragraph 7", "issues": "Halcyonbird"}
    if how == "closed before":
        row = led_by(annex, cast.police, **closed)
        request = request_of(open_round(cast), cast.police)
    else:
        row = led_by(annex, cast.police, issues="Halcyonbird")
        request = request_of(open_round(cast), cast.police)
        row.edit(
            by=cast.secretary, as_at=TODAY, version=1, leads=list(row.current.leads.all()), **closed
        )
    # A member, who may see closed rows when signed in.
    for user in (cast.partner, cast.member):
        client = by_link(user)
        assert client.get(row_page(request, row)).status_code == 404
        assert client.post(row_page(request, row), answer(version=2)).status_code == 404
        for address in [
            "/updates/",
            f"/updates/{request.pk}/finish/",
            f"/updates/{request.pk}/thanks/",
        ]:
            assert "Halcyonbird" not in client.get(address).content.decode()
    assert "Halcyonbird" not in "".join(Message.objects.values_list("text", flat=True))


def test_no_other_partner_is_named_behind_a_link(cast, annex, by_link):
    row = led_by(annex, cast.police, cast.fire, lead_printed="London Fire Brigade")
    request = request_of(open_round(cast), cast.police)
    row.rate("red", by=cast.other_partner, as_at=TODAY, version=1, note="Changed.")
    client = by_link(cast.partner)
    pages = [client.get(a) for a in (row_page(request, row), "/updates/")]
    pages.append(client.post(row_page(request, row), answer(version=1)))
    assert pages[-1].status_code == 409
    for page in pages:
        assert "Fire" not in page.content.decode() and "Finley" not in page.content.decode()


def test_a_row_that_went_to_another_partner_is_no_longer_behind_the_link(
    cast, annex, three_rows, by_link
):
    request = request_of(open_round(cast), cast.police)
    lead = [Lead(organisation=cast.fire)]
    three_rows[0].edit(by=cast.secretary, as_at=TODAY, version=1, leads=lead)
    client = by_link(cast.partner)
    assert client.get(row_page(request, three_rows[0])).status_code == 404
    assert "1 of 2" in client.get("/updates/").content.decode()


# When a link ends


def test_a_link_sent_again_ends_the_earlier_one_and_its_session(cast, three_rows, by_link, sign_in):
    request = request_of(open_round(cast), cast.police)
    earlier, client = link_to(cast.partner), by_link(cast.partner)
    sign_in(cast.secretary).post(f"/updates/{request.pk}/sending/")
    assert link_to(cast.partner) != earlier
    assert client.get("/updates/").status_code == 404
    client.get(earlier)
    assert client.get("/updates/").status_code == 404
    assert by_link(cast.partner).get("/updates/").status_code == 200


@pytest.mark.parametrize("how", ["contact ended", "account ended", "links turned off", "too late"])
def test_a_link_ends(how, cast, three_rows, by_link):
    open_round(cast)
    client = by_link(cast.partner)
    assert client.get("/updates/").status_code == 200
    if how == "contact ended":
        day = TODAY - datetime.timedelta(days=1)
        Affiliation.objects.filter(person__user=cast.partner).update(ends_on=day)
    elif how == "account ended":
        cast.partner.is_active = False
        cast.partner.save()
    elif how == "links turned off":
        BoardSettings.objects.update(allows_links=False)
    else:
        ScopedLink.objects.update(expires_at=timezone.now())
    assert client.get("/updates/").status_code == (403 if how == "links turned off" else 404)


def test_words_typed_behind_a_link_that_has_ended_are_given_back(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    client = by_link(cast.partner)
    ScopedLink.objects.update(expires_at=timezone.now())
    ended = client.post(row_page(request, three_rows[0]), answer(note="A long sentence."))
    assert ended.status_code == 404 and "A long sentence." in ended.text


def test_a_link_lasts_fourteen_days_after_the_last_day(cast, three_rows):
    open_round(cast)
    days = (ScopedLink.objects.first().expires_at - timezone.now()).days
    # Seven September is two days away; the fourteen follow.
    assert days in {16, 17}


def test_without_links_the_mail_leads_to_the_page_for_signing_in(cast, three_rows, sign_in):
    BoardSettings.objects.update(allows_links=False)
    open_round(cast)
    text = Message.objects.get(to=cast.partner.email).text
    assert "Sign in and answer here:\nhttp://localhost:8000/updates/\n" in text
    assert ScopedLink.objects.count() == 0
    assert "1 of 3" in sign_in(cast.partner).get("/updates/").content.decode()


def test_guessing_links_is_slowed_down(cast, three_rows):
    client = Client(REMOTE_ADDR="192.0.2.77")
    statuses = [client.get(f"/updates/guess-{number}/").status_code for number in range(22)]
    assert statuses[0] == 302 and statuses[-1] == 429


# Signed in


def test_a_partner_who_is_signed_in_uses_the_same_pages(cast, three_rows, sign_in):
    request = request_of(open_round(cast), cast.police)
    client = sign_in(cast.partner)
    client.post(row_page(request, three_rows[0]), answer())
    assert UpdateReply.objects.get().link_recipient == ""
    assert sign_in(cast.other_partner).get(row_page(request, three_rows[0])).status_code == 404


def test_an_update_on_the_page_of_the_row_answers_the_round(cast, three_rows, sign_in):
    kept = open_round(cast)
    sign_in(cast.partner).post(f"/actions/{three_rows[0].pk}/updates/", answer())
    assert [row.action for row in request_of(kept, cast.police).answered] == [three_rows[0]]


def test_nothing_asked_says_so(cast, sign_in):
    page = sign_in(cast.partner).get("/updates/").content.decode()
    assert "Nothing is asked of you just now." in page


# Two people of one organisation


def test_two_people_answer_the_same_row_and_both_texts_are_shown(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    first, second = by_link(cast.partner), by_link(cast.member)
    address = row_page(request, three_rows[0])
    first.post(address, answer(note="From the first."))
    both = second.post(address, answer(rating="red", note="From the second."))
    assert both.status_code == 409
    page = both.content.decode()
    assert "From the first." in page and "From the second." in page and "Parker Partner" in page
    second.post(address, answer(version=2, rating="red", note="From the second."))
    assert list(UpdateReply.objects.values_list("revision__note", flat=True)) == [
        "From the first.",
        "From the second.",
    ]


def test_an_answer_sent_twice_is_kept_once(cast, three_rows, by_link):
    request = request_of(open_round(cast), cast.police)
    client = by_link(cast.partner)
    for _ in range(2):
        assert client.post(row_page(request, three_rows[0]), answer()).status_code == 302
    assert UpdateReply.objects.count() == 1


def test_all_who_sit_for_one_partner_are_asked_about_together(cast, three_rows, by_link):
    SeatHolding.objects.create(
        seat=cast.seats["member"], person=cast.partner.person, capacity="joint_holder"
    )
    request = request_of(open_round(cast), cast.police)
    page = by_link(cast.partner).get(f"/updates/{request.pk}/finish/").text
    assert "Are Morgan Member, Emery Ended and Parker Partner still your representatives?" in page
