"""A partner raises an emerging threat; a meeting takes it; it ends. Closed ones are for members."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from board.day import today
from priorities.models import EmergingThreat
from tests.priorities.conftest import DAY

CANARY = "Halcyonbird"


def test_a_partner_raises_one_for_its_own_organisation(area, cast, sign_in):
    client = sign_in(cast.partner)
    page = client.get("/threats/new/").text
    assert "Intelligence on people or organised crime groups does not belong here" in page
    assert "London Fire Brigade" not in page
    typed = {"title": "Spoof invoices", "what": "Two cases.", "priority": area.pk}
    refused = client.post("/threats/new/", typed | {"on_behalf_of": cast.fire.pk})
    assert refused.status_code == 422
    client.post("/threats/new/", typed | {"on_behalf_of": cast.police.pk})
    threat = EmergingThreat.objects.get()
    assert (threat.raised_on, threat.raised_by, threat.on_behalf_of, threat.state) == (
        today(),
        cast.partner,
        cast.police,
        "raised",
    )
    assert "1 raised, for a meeting to take" in sign_in(cast.secretary).get("/").text


def test_the_secretariat_raises_one_on_behalf_of_anybody_and_may_close_it(cast, sign_in):
    typed = {"title": "Told by telephone", "on_behalf_of": cast.fire.pk, "is_closed": "on"}
    sign_in(cast.secretary).post("/threats/new/", typed)
    threat = EmergingThreat.objects.get()
    assert (threat.on_behalf_of, threat.raised_by, threat.is_closed) == (
        cast.fire,
        cast.secretary,
        True,
    )


def test_a_partner_cannot_close_one(cast, sign_in):
    sign_in(cast.partner).post("/threats/new/", {"title": "New", "is_closed": "on"})
    assert not EmergingThreat.objects.get().is_closed


def test_the_same_form_sent_twice_raises_one(cast, sign_in):
    key = "0d6f4a0e-9f0e-4f43-bd0b-1b0a3f6f7a11"
    for _ in range(2):
        reply = sign_in(cast.partner).post("/threats/new/", {"title": "New", "form_key": key})
        assert reply.status_code == 302
    assert EmergingThreat.objects.count() == 1


def test_a_meeting_takes_it_then_it_ends_and_can_come_back(cast, sign_in, raised):
    threat = raised("Spoof invoices")
    client = sign_in(cast.secretary)
    typed = {"taken_on_day": "2", "taken_on_month": "9", "taken_on_year": "2018"}
    assert client.post(f"/threats/{threat.pk}/taking/", typed).status_code == 422
    client.post(f"/threats/{threat.pk}/taking/", typed | {"taken_on_day": "4"})
    assert "Taken at a meeting" in client.get("/threats/").text
    client.post(f"/threats/{threat.pk}/ending/", {"outcome": "Warning sent out."})
    page = client.get(f"/threats/{threat.pk}/").text
    assert "4 September 2018" in page and "Warning sent out." in page
    with pytest.raises(ValidationError):
        threat.take(on=DAY, by=cast.secretary)
    client.post(f"/threats/{threat.pk}/return/")
    threat.refresh_from_db()
    assert (threat.state, threat.taken_on) == ("raised", None)


def test_whoever_raised_it_changes_the_words_until_a_meeting_takes_it(cast, sign_in, raised):
    threat = raised("Spoof invoices")
    assert sign_in(cast.other_partner).get(f"/threats/{threat.pk}/edit/").status_code == 403
    client = sign_in(cast.partner)
    typed = {"title": "Spoof bills", "version": 1}
    assert client.post(f"/threats/{threat.pk}/edit/", typed).status_code == 302
    threat.refresh_from_db()
    threat.take(on=DAY, by=cast.secretary)
    assert client.get(f"/threats/{threat.pk}/edit/").status_code == 403


def test_two_people_change_it_and_the_second_sees_both_texts(cast, sign_in, raised):
    threat = raised("Spoof invoices")
    address = f"/threats/{threat.pk}/edit/"
    sign_in(cast.secretary).post(address, {"title": "From the first", "version": 1})
    client = sign_in(cast.partner)
    both = client.post(address, {"title": "From the second", "version": 1})
    assert both.status_code == 409
    assert "From the first" in both.text and "From the second" in both.text
    client.post(address, {"title": "From the second", "version": 2})
    threat.refresh_from_db()
    assert threat.title == "From the second"


def test_an_edit_never_opens_what_was_closed_meanwhile(cast, sign_in, raised):
    threat = raised(CANARY)
    seen = EmergingThreat.objects.get()
    threat.close(by=cast.secretary)
    reply = sign_in(cast.partner).post(f"/threats/{threat.pk}/edit/", {"title": "X", "version": 1})
    assert reply.status_code == 404 and CANARY not in reply.text
    with pytest.raises(Exception, match="Somebody else changed this"):
        seen.record(by=cast.secretary, version=1)
    threat.refresh_from_db()
    assert threat.is_closed


@pytest.mark.parametrize("persona", ["observer", "co_optee", "partner", "other_partner"])
def test_a_closed_threat_is_nowhere_for_others(persona, cast, sign_in, raised):
    threat = raised(CANARY, what=CANARY)
    client = sign_in(getattr(cast, persona))
    assert CANARY in client.get("/threats/").text
    threat.close(by=cast.secretary)
    for address in ["/threats/", f"/threats/{threat.pk}/", "/", "/priorities/", "/actions/"]:
        assert CANARY not in client.get(address).text
    assert "None is raised." in client.get("/threats/").text


def test_members_see_a_closed_threat_and_the_look_is_recorded(cast, sign_in, raised):
    raised(CANARY, is_closed=True)
    client = sign_in(cast.member)
    for address in ["/threats/", f"/threats/{EmergingThreat.objects.get().pk}/"]:
        before = Event.objects.count()
        assert CANARY in client.get(address).text
        assert Event.objects.filter(verb="emergingthreat.closed_seen").count() > 0
        assert Event.objects.count() == before + 1


def test_the_list_costs_as_many_queries_for_three_as_for_one(cast, sign_in, raised):
    client = sign_in(cast.secretary)
    raised("One")
    client.get("/threats/")
    with CaptureQueriesContext(connection) as one:
        client.get("/threats/")
    raised("Two", raised_on=DAY - datetime.timedelta(days=1))
    raised("Three", by=cast.other_partner, on_behalf_of=cast.fire)
    with CaptureQueriesContext(connection) as three:
        client.get("/threats/")
    assert len(three) == len(one)
