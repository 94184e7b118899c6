import datetime
import uuid

import pytest
from django.urls import reverse

from actions.models import Action, Lead
from priorities.models import Priority, Scheme

TODAY = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}


def row_data(area, **data):
    return {"version": 1, "area": area.pk, "openness": "open", "rating": "", **TODAY, **data}


def lead_names(row):
    return [(str(lead), lead.is_accountable) for lead in row.leads.all()]


def test_the_secretary_adds_a_row_with_leads_of_every_kind(annex, cast, sign_in):
    response = sign_in(cast.secretary).post(
        reverse("action-new"),
        row_data(
            annex.areas[1],
            issues="Counterfeit goods",
            actions="Visit the markets\nTell the traders",
            organisations=[cast.fire.pk],
            seats=[cast.seats["member"].pk],
            people=[cast.partner.person.pk],
            collective=["all_partners"],
            accountable=cast.police.pk,
            rating="amber",
            four_ps=["prevent", "protect"],
        ),
    )
    row = Action.objects.get().current
    assert response.url == row.action.get_absolute_url()
    assert lead_names(row) == [
        ("London Fire Brigade", False),
        ("City of London Police", True),
        ("Commander of Operations, CoLP", False),
        ("Parker Partner", False),
        ("All partners", False),
    ]
    assert row.lead_printed == (
        "LFB\nCoLP\nCommander of Operations, CoLP\nParker Partner\nAll partners"
    )
    assert (row.issues, row.rating, row.rated_on, row.four_ps) == (
        "Counterfeit goods",
        "amber",
        datetime.date(2018, 9, 5),
        "Prevent, Protect",
    )


def test_a_row_can_be_a_bare_crime_area(annex, cast, sign_in):
    response = sign_in(cast.secretary).post(reverse("action-new"), row_data(annex.areas[1]))
    assert response.status_code == 302
    row = Action.objects.get().current
    assert (row.issues, row.rating, row.rated_on, lead_names(row)) == ("", "", None, [])


def test_the_same_new_row_sent_twice_is_added_once(annex, cast, sign_in):
    client = sign_in(cast.secretary)
    data = row_data(annex.areas[0], form_key=uuid.uuid4())
    addresses = {client.post(reverse("action-new"), data).url for _ in range(2)}
    assert len(addresses) == Action.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"area": ""}, "Select the key crime area"),
        ({"openness": ""}, "Select open or closed"),
        ({"openness": "closed"}, "Select why the row is closed"),
        ({"closed_reason": "paragraph 7"}, "Select “Not closed”, or close the row"),
        ({"as_at_year": "2019"}, "The day must not be after today"),
        ({"issues": "x" * 10_001}, "This is too long: use at most 10,000 characters"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_nothing_typed_is_lost(
    annex, cast, sign_in, wrong, sentence
):
    data = row_data(annex.areas[0], actions="Visit the markets") | wrong
    response = sign_in(cast.secretary).post(reverse("action-new"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Visit the markets" in response.content.decode()
    assert Action.objects.count() == 0


def test_the_edit_form_brings_the_row_as_it_stands_and_saving_it_changes_nothing(
    annex, cast, sign_in
):
    row = annex.add(
        Lead(organisation=cast.police, is_accountable=True),
        Lead(collective="partners"),
        issues="Cash machines",
        lead_printed="Partners",
        rating="amber",
        note="Two seen.",
        pursue=True,
    )
    client = sign_in(cast.secretary)
    form = client.get(reverse("action-edit", args=[row.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    day = data.pop("as_at")
    data |= {"as_at_day": day.day, "as_at_month": day.month, "as_at_year": day.year}
    assert client.post(reverse("action-edit", args=[row.pk]), data).status_code == 302
    before, after = row.revisions.order_by("number")
    assert after.row == before.row
    assert lead_names(after) == lead_names(before)
    assert after.what == "edited"


def test_two_secretaries_edit_one_row_and_the_second_sees_both_texts(annex, cast, sign_in):
    row = annex.add(issues="Cash machines")
    client = sign_in(cast.secretary)
    client.post(
        reverse("action-edit", args=[row.pk]), row_data(annex.areas[0], issues="Cash points")
    )
    response = client.post(
        reverse("action-edit", args=[row.pk]), row_data(annex.areas[0], issues="Bank machines")
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert response.context["form"].both == [("Issues", "Cash points", "Bank machines")]
    assert "Cash points" in page
    assert "Bank machines" in page
    row.refresh_from_db()
    assert row.current.issues == "Cash points"


def test_changed_leads_area_and_closing_are_shown_side_by_side_too(annex, cast, sign_in):
    row = annex.add(annex.police)
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    row.edit(by=cast.secretary, as_at=annex.day, version=1, leads=[annex.police], **closed)
    mine = {"organisations": [cast.fire.pk], "lead_printed": "x", "closed_reason": "paragraph 3"}
    response = sign_in(cast.secretary).post(
        reverse("action-edit", args=[row.pk]),
        row_data(annex.areas[1], openness="closed", **mine),
    )
    assert response.status_code == 409
    assert response.context["form"].both == [
        ("Key crime area", "Cyber attack", "Intellectual Property"),
        ("Lead partner, as printed", "", "x"),
        (
            "Reason for closing",
            "Paragraph 7: preventing, investigating or prosecuting crime",
            "Paragraph 3: financial or business affairs",
        ),
        ("Led by", "City of London Police", "London Fire Brigade"),
    ]


def test_the_secretariat_closes_a_row_but_only_the_chairman_opens_it(annex, cast, sign_in):
    row = annex.add(issues="Cash machines")
    secretary, edit = sign_in(cast.secretary), reverse("action-edit", args=[row.pk])
    closing = {"openness": "closed", "closed_reason": "paragraph 7"}
    assert secretary.post(edit, row_data(annex.areas[0], **closing)).status_code == 302
    response = secretary.post(edit, row_data(annex.areas[0], version=2))
    assert response.status_code == 422
    assert "Only the Chairman can open a closed row" in response.content.decode()
    opening = reverse("action-opening", args=[row.pk])
    assert secretary.post(opening, {"version": 2}).status_code == 403
    assert sign_in(cast.chairman).post(opening, {"version": 2}).status_code == 302
    row.refresh_from_db()
    assert (row.current.what, row.current.is_closed) == ("opened", False)


def test_a_row_is_taken_off_the_table_and_put_back(annex, cast, sign_in):
    row = annex.add(issues="Cash machines")
    client = sign_in(cast.secretary)
    removal = reverse("action-removal", args=[row.pk])
    assert client.post(removal, {"version": 1, "note": ""}).status_code == 422
    for _ in range(2):
        assert client.post(removal, {"version": 1, "note": "Merged."}).status_code == 302
    row.refresh_from_db()
    assert (row.current.number, row.current.is_dropped) == (2, True)
    back = reverse("action-return", args=[row.pk])
    assert client.post(back, {"version": 2, "note": "Needed."}).status_code == 302
    row.refresh_from_db()
    assert (row.current.number, row.current.is_dropped) == (3, False)


def test_taking_off_a_row_that_somebody_changed_meanwhile_asks_again(annex, cast, sign_in):
    row = annex.add(annex.police)
    row.rate("green", by=cast.partner, as_at=annex.day, version=1)
    client, removal = sign_in(cast.secretary), reverse("action-removal", args=[row.pk])
    response = client.post(removal, {"version": 1, "note": "Merged."})
    assert response.status_code == 409
    assert "Parker Partner changed this row" in response.content.decode()
    form = response.context["removal_form"]
    data = {name: form[name].value() for name in ("version", "note")}
    assert data["note"] == "Merged."
    assert client.post(removal, data).status_code == 302


def test_only_a_meeting_that_took_place_confirms_completion(annex, cast, sign_in):
    row = annex.add(annex.police, rating="green")
    row.rate("blue", by=cast.partner, as_at=annex.day, version=1)
    planned = annex.meet(datetime.date(2018, 9, 19), state="planned")
    response = sign_in(cast.secretary).post(
        reverse("action-confirmation", args=[row.pk]), {"version": 2, "meeting": planned.pk}
    )
    assert response.status_code == 422
    row.refresh_from_db()
    assert row.current.to_be_confirmed


def test_rows_of_another_list_of_priorities_are_not_offered(annex, cast, sign_in):
    other = Scheme.objects.create(slug="paragraph-7", name="Paragraph 7", source="Report")
    area = Priority.objects.create(scheme=other, title="Cyber attack", position=1)
    response = sign_in(cast.secretary).post(reverse("action-new"), row_data(area))
    assert response.status_code == 422


def test_a_lead_of_a_number_no_database_holds_is_refused_in_words(cast, sign_in):
    response = sign_in(cast.secretary).post(reverse("action-new"), {"organisations": ["9" * 30]})
    assert response.status_code == 422
    assert "is not one of the available choices" in response.content.decode()


def test_a_rating_changed_in_the_form_of_the_row_asks_for_a_sentence_too(annex, cast, sign_in):
    row = annex.add(issues="Dashboard", rating="amber", note="Last year's words")
    client, url = sign_in(cast.secretary), f"/actions/{row.pk}/edit/"
    typed = {**TODAY, "version": 1, "area": annex.areas[0].pk, "issues": "Dashboard"}
    typed |= {"openness": "open", "rating": "blue"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "Say in a sentence what came of it" in refused.content.decode()
    assert client.post(url, {**typed, "note": "The dashboard is in use"}).status_code == 302
    row.refresh_from_db()
    assert (row.current.rating, row.current.note) == ("blue", "The dashboard is in use")
    history = client.get(row.get_absolute_url()).content.decode().partition("History")[2]
    assert history.count("The dashboard is in use") == 1
