"""Local profiles, partner returns and agreements on sharing information."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from priorities.models import LocalProfile, PartnerReturn, SharingAgreement
from tests.priorities.conftest import DAY


def day(name, value):
    return {
        f"{name}_day": value.day,
        f"{name}_month": value.month,
        f"{name}_year": value.year,
    }


@pytest.fixture
def profile(area, cast):
    def add(title, dated, **fields):
        kept = LocalProfile(title=title, priority=area, owner=cast.police, dated=dated, **fields)
        kept.record(by=cast.secretary)
        return kept

    return add


# Local profiles


def test_a_profile_is_recorded_with_its_age_and_never_with_what_it_says(area, cast, sign_in):
    client = sign_in(cast.secretary)
    assert "stays with the police" in client.get("/profiles/new/").text
    typed = {"title": "Cyber profile", "priority": area.pk, "owner": cast.police.pk}
    early = {**day("dated", DAY), **day("next_due", DAY)}
    refused = client.post("/profiles/new/", typed | early)
    assert refused.status_code == 422
    assert "must be due after the date of this one" in refused.text
    client.post("/profiles/new/", typed | day("dated", datetime.date(2017, 9, 5)))
    page = client.get("/profiles/").text
    assert "(12 months old)" in page and "no day for the next one" in page


def test_the_latest_profile_of_an_area_stands_and_earlier_ones_are_kept(profile, cast, sign_in):
    profile("Profile of 2016", datetime.date(2016, 1, 1))
    profile("Profile of 2017", datetime.date(2017, 1, 1), next_due=datetime.date(2018, 1, 1))
    page = sign_in(cast.observer).get("/profiles/").text
    assert page.index("Profile of 2017") < page.index("Earlier profiles")
    assert page.index("Earlier profiles") < page.index("Profile of 2016")
    assert "Next one due" in page and "Record a local profile" not in page
    assert "1 is due to be renewed" in sign_in(cast.secretary).get("/").text


def test_two_people_change_a_profile_and_the_second_sees_both(profile, cast, sign_in):
    kept = profile("First title", DAY)
    typed = {"priority": kept.priority_id, "owner": kept.owner_id, **day("dated", DAY)}
    client, address = sign_in(cast.secretary), f"/profiles/{kept.pk}/edit/"
    client.post(address, typed | {"title": "Second title", "version": 1})
    both = client.post(address, typed | {"title": "Third title", "version": 1})
    assert both.status_code == 409
    assert "Second title" in both.text and "Third title" in both.text


# Partner returns


def test_a_partner_fills_in_its_return_and_changes_it(area, cast, sign_in):
    client = sign_in(cast.partner)
    empty = client.post("/returns/new/", {"organisation": cast.police.pk})
    assert empty.status_code == 422 and "Answer at least one of the questions" in empty.text
    typed = {"organisation": cast.police.pk, "relevant": [area.pk], "emerging": "Scooters."}
    client.post("/returns/new/", typed)
    kept = PartnerReturn.objects.get()
    assert [str(said) for said in kept.priorities.all()] == ["Cyber attack"]
    client.post(
        f"/returns/{kept.pk}/edit/",
        {"organisation": cast.police.pk, "emerging": "Bicycles.", "version": 1},
    )
    page = client.get(f"/returns/{kept.pk}/").text
    assert "Bicycles." in page and "None chosen." in page


def test_partners_read_their_own_returns_and_members_all(cast, sign_in):
    for organisation in (cast.police, cast.fire):
        PartnerReturn(organisation=organisation, returned_on=DAY, emerging="x").record(
            by=cast.secretary
        )
    own = sign_in(cast.other_partner).get("/returns/").text
    assert "London Fire Brigade," in own and "City of London Police," not in own
    every = sign_in(cast.deputy).get("/returns/").text
    assert "London Fire Brigade," in every and "City of London Police," in every


def test_the_chairman_and_the_secretariat_fill_in_for_anybody(cast, sign_in):
    for user in (cast.chairman, cast.secretary):
        typed = {"organisation": cast.police.pk, "emerging": "Told by telephone."}
        assert sign_in(user).post("/returns/new/", typed).status_code == 302
    assert PartnerReturn.objects.count() == 2


# Information sharing


def test_an_agreement_binds_two_or_more_and_says_what_it_leaves_open(cast, sign_in):
    client = sign_in(cast.secretary)
    typed = {"about": "Premises of concern", "gaps": "Not the courts."}
    alone = client.post("/priorities/sharing/new/", typed | {"organisations": [cast.police.pk]})
    assert alone.status_code == 422 and "Select at least two organisations" in alone.text
    both = {"organisations": [cast.police.pk, cast.fire.pk]}
    client.post("/priorities/sharing/new/", typed | both | day("review_due", DAY))
    page = sign_in(cast.partner).get("/priorities/sharing/").text
    assert "City of London Police, London Fire Brigade" in page
    assert "Not signed yet" in page and "Not the courts." in page and "Review due" in page
    kept = SharingAgreement.objects.get()
    others = {"organisations": [cast.council.pk, cast.fire.pk], "version": 1}
    client.post(f"/priorities/sharing/{kept.pk}/edit/", typed | others)
    assert [str(party) for party in kept.parties.all()] == [
        "City of London Corporation",
        "London Fire Brigade",
    ]


def test_empty_pages_say_so(cast, sign_in):
    client = sign_in(cast.member)
    assert "No local profile is recorded yet." in client.get("/profiles/").text
    assert "There is no return yet." in client.get("/returns/").text
    assert "No agreement is recorded yet." in client.get("/priorities/sharing/").text
    assert "None is raised." in client.get("/threats/").text


@pytest.mark.parametrize("address", ["/profiles/", "/returns/", "/priorities/sharing/"])
def test_each_list_costs_as_many_queries_for_three_as_for_one(
    address, profile, area, cast, sign_in
):
    def add(number):
        profile(f"Profile {number}", DAY - datetime.timedelta(days=number))
        PartnerReturn(organisation=cast.police, returned_on=DAY).record(
            by=cast.partner, parts={"priorities": [area]}
        )
        SharingAgreement(about=f"About {number}").record(
            by=cast.secretary, parts={"parties": [cast.police, cast.fire]}
        )

    client = sign_in(cast.secretary)
    add(1)
    add(2)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    add(3)
    add(4)
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)
