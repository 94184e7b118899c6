"""A reference becomes a row of the action table, or points to one; both lists stay apart."""

import pytest
from django.urls import reverse

from actions.models import Action, ReferenceLink
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write


def asked(cast, text="Keep the Marchpane list. (n)", **content):
    item = add_item(cast, meeting_on(cast, "2018-07-18", state="held"), "Sharing of information")
    minutes = write(cast, item, entry(text, **content))
    minutes.circulate(by=cast.secretary)
    reference = minutes.references.get()
    reference.agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)
    return reference


def making(reference):
    return reverse("reference-row", kwargs={"pk": reference.pk})


def typed(annex, **more):
    day = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}
    area = {"version": 1, "area": annex.areas[0].pk, "issues": "Keep the Marchpane list."}
    return {**area, **day, "openness": "open", **more}


def test_the_row_starts_with_the_words_and_the_owner_of_the_reference(cast, sign_in, annex):
    reference = asked(cast)
    client = sign_in(cast.secretary)
    form = client.get(making(reference)).context["form"]
    assert form.initial["issues"] == "Keep the Marchpane list."
    assert form.initial["organisations"] == [cast.police.pk]

    response = client.post(making(reference), typed(annex, organisations=[cast.police.pk]))

    action = Action.objects.get()
    assert (response.status_code, response.url) == (302, action.get_absolute_url())
    row_page = client.get(action.get_absolute_url()).content.decode()
    assert reference.get_absolute_url() in row_page
    reference_page = client.get(reference.get_absolute_url()).content.decode()
    assert action.get_absolute_url() in reference_page


def test_a_form_sent_twice_makes_one_row_and_one_link(cast, sign_in, annex):
    reference = asked(cast)
    client = sign_in(cast.secretary)
    key = client.get(making(reference)).context["form"].initial["form_key"]
    for _ in range(2):
        client.post(making(reference), typed(annex, form_key=key))

    assert (Action.objects.count(), ReferenceLink.objects.count()) == (1, 1)


def test_what_is_missing_is_pointed_out_and_nothing_is_made(cast, sign_in, annex):
    reference = asked(cast)

    response = sign_in(cast.secretary).post(making(reference), typed(annex, area=""))

    assert response.status_code == 422
    assert (Action.objects.count(), ReferenceLink.objects.count()) == (0, 0)


def test_a_closed_reference_makes_no_open_row(cast, sign_in, annex):
    reference = asked(cast, **PARAGRAPH_7)
    client = sign_in(cast.secretary)
    assert client.get(making(reference)).context["form"].initial["closed_reason"] == "paragraph 7"

    response = client.post(making(reference), typed(annex))
    assert response.status_code == 422
    assert "Select “Closed”" in response.content.decode()

    closed = {"openness": "closed", "closed_reason": "paragraph 7"}
    assert client.post(making(reference), typed(annex, **closed)).status_code == 302
    assert Action.objects.get().current.is_closed


def test_a_reference_is_linked_to_a_row_that_is_there_and_the_link_taken_away(cast, sign_in, annex):
    reference, action = asked(cast), annex.add(annex.police)
    url = reverse("reference-link", kwargs={"pk": reference.pk})
    client = sign_in(cast.secretary)

    client.post(url, {"row": action.pk})
    link = ReferenceLink.objects.get()
    assert (link.action, link.reference) == (action, reference)

    client.post(reverse("reference-unlinking", kwargs={"pk": reference.pk, "link": link.pk}))
    assert ReferenceLink.objects.count() == 0
    assert (action.revisions.count(), reference.done_on) == (1, None)


@pytest.mark.parametrize("persona", ["observer", "co_optee", "partner", "other_partner"])
def test_a_link_to_a_closed_reference_shows_nothing_to_who_may_not_see_it(
    persona, cast, sign_in, annex
):
    reference, action = asked(cast, **PARAGRAPH_7), annex.add(annex.police)
    ReferenceLink.objects.link(action, reference, by=cast.secretary)

    page = sign_in(getattr(cast, persona)).get(action.get_absolute_url()).content.decode()

    assert ("Marchpane" in page, reference.serial in page) == (False, False)
    assert "Outstanding references" not in page
    assert reference.serial in sign_in(cast.member).get(action.get_absolute_url()).content.decode()


def test_a_link_to_a_closed_row_shows_nothing_to_who_may_not_see_it(cast, sign_in, annex):
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    reference, action = asked(cast), annex.add(annex.police, issues="Zephyrine", **closed)
    ReferenceLink.objects.link(action, reference, by=cast.secretary)
    pages = {
        persona: sign_in(getattr(cast, persona)).get(reference.get_absolute_url()).content.decode()
        for persona in ("partner", "member")
    }

    assert {name: action.get_absolute_url() in page for name, page in pages.items()} == {
        "partner": False,
        "member": True,
    }
    assert "Zephyrine" not in pages["partner"] + pages["member"]
