import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import escape

from actions.forms import UpdateForm
from actions.models import Lead
from audit.models import Event
from board.models import BoardSettings

TODAY = datetime.date(2018, 9, 5)


def post(client, row, **data):
    known = {"version": 1, "rating": "green", "note": "Done.", "barriers": "", "outcomes": ""}
    return client.post(reverse("action-updates", args=[row.pk]), {**known, **data})


def state(row):
    row.refresh_from_db()
    now = row.current
    return now.number, now.what, now.rating, now.note, now.made_by


def test_a_partner_rates_an_own_row(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber", barriers="Staff", outcomes="None yet")
    response = post(
        sign_in(cast.partner), row, note="Agreement signed.", barriers="", outcomes="Fewer thefts"
    )
    assert response.status_code == 302
    assert response.url == reverse("action", args=[row.pk])
    assert state(row) == (2, "rated", "green", "Agreement signed.", cast.partner)
    now = row.current
    assert (now.barriers, now.outcomes, now.rated_on, now.as_at) == (
        "",
        "Fewer thefts",
        TODAY,
        TODAY,
    )
    assert [lead.organisation for lead in now.leads.all()] == [cast.police]
    event = Event.objects.first()
    assert (event.verb, event.by, event.subject_id) == (
        "action.rated",
        cast.partner.email,
        str(row.pk),
    )


def test_no_change_is_an_answer_that_keeps_the_day_of_the_rating(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber", barriers="Staff")
    post(sign_in(cast.partner), row, rating="no_change", note="As before.", barriers="Staff")
    assert state(row) == (2, "confirmed", "amber", "As before.", cast.partner)
    assert row.current.rated_on == annex.day


def test_choosing_the_colour_it_has_already_is_no_change(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber")
    post(sign_in(cast.partner), row, rating="amber")
    assert state(row)[:3] == (2, "confirmed", "amber")
    assert row.current.rated_on == annex.day


def test_the_form_shows_last_time_and_what_is_in_the_way(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber", note="Two forces asked.", barriers="Old kit")
    page = sign_in(cast.partner).get(reverse("action-updates", args=[row.pk]))
    assert b"Two forces asked." in page.content
    assert page.context["form"]["barriers"].value() == "Old kit"
    assert page.context["form"]["note"].value() is None


def test_the_choices_say_what_the_board_means_by_them(annex, cast, sign_in):
    BoardSettings.objects.update(red_means="It waits for the Board", blue_means="Done.")
    row = annex.add(annex.police, rating="amber")
    page = sign_in(cast.partner).get(reverse("action-updates", args=[row.pk])).content.decode()
    assert "It waits for the Board" in page
    assert "Done. Say below what came of it." in page


def test_a_rating_must_be_chosen_and_nothing_typed_is_lost(annex, cast, sign_in):
    row = annex.add(annex.police)
    response = post(sign_in(cast.partner), row, rating="", note="Half a thought")
    assert response.status_code == 422
    assert b"Select how it stands now" in response.content
    assert b"Half a thought" in response.content
    assert state(row)[0] == 1


def test_a_partner_cannot_update_another_partners_row(annex, cast, sign_in):
    row = annex.add(annex.police)
    assert post(sign_in(cast.other_partner), row).status_code == 403
    assert state(row)[0] == 1


def test_partners_of_a_shared_row_note_progress_and_leave_its_rating(annex, cast, sign_in):
    row = annex.add(Lead(collective="partners"), rating="amber", barriers="Staff")
    response = post(
        sign_in(cast.other_partner), row, note="Leaflets sent.", rating="green", barriers="Mine"
    )
    assert response.status_code == 302
    assert state(row) == (2, "noted", "amber", "Leaflets sent.", cast.other_partner)
    assert row.current.barriers == "Staff"


def test_a_note_on_a_shared_row_must_say_something(annex, cast, sign_in):
    row = annex.add(Lead(collective="partners"))
    response = post(sign_in(cast.partner), row, note=" ")
    assert response.status_code == 422
    assert b"Say what has changed" in response.content


def test_complete_from_a_partner_waits_for_a_meeting(annex, cast, sign_in):
    row = annex.add(annex.police, rating="green")
    post(sign_in(cast.partner), row, rating="blue")
    page = sign_in(cast.observer).get(reverse("actions"))
    assert b"Complete, to be confirmed" in page.content
    meeting = annex.meet(datetime.date(2018, 9, 5))
    response = sign_in(cast.secretary).post(
        reverse("action-confirmation", args=[row.pk]), {"version": 2, "meeting": meeting.pk}
    )
    assert response.status_code == 302
    page = sign_in(cast.observer).get(reverse("actions"))
    assert b"Complete, to be confirmed" not in page.content
    row.refresh_from_db()
    assert row.current.completion_confirmed_at == meeting


def test_a_completed_row_is_opened_again_by_an_update(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber")
    row.rate("blue", by=cast.partner, as_at=annex.day, version=1, note="Done")
    client = sign_in(cast.secretary)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "No meeting has been held since it was reported complete on 1 March 2018" in page
    assert "Not complete after all?" in page
    meeting = annex.meet(datetime.date(2018, 5, 16))
    row.confirm_completion(meeting, by=cast.secretary, as_at=TODAY, version=2)
    assert client.get(reverse("actions")).context["table"].rows == []
    day = {"as_at_day": "5", "as_at_month": "9", "as_at_year": "2018"}
    assert post(client, row, version=3, rating="green", note="Not yet", **day).status_code == 302
    (shown,) = client.get(reverse("actions")).context["table"].rows
    assert (shown.word, shown.revision.completion_confirmed_at) == ("Green", None)
    moved = client.get(reverse("actions-moved") + "?since=2018-06-01").content.decode()
    assert "No longer complete" in moved


def test_complete_by_the_secretariat_needs_no_confirming_but_for_a_partner_it_does(
    annex, cast, sign_in
):
    row = annex.add(annex.police, rating="green")
    row.rate("blue", by=cast.secretary, as_at=TODAY, version=1)
    assert not row.current.to_be_confirmed
    row.rate("green", by=cast.secretary, as_at=TODAY, version=2)
    row.rate("blue", by=cast.secretary, as_at=TODAY, version=3, on_behalf_of=cast.police)
    assert row.current.to_be_confirmed


def test_the_secretariat_records_an_update_told_by_telephone(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber")
    day = {"as_at_day": "3", "as_at_month": "9", "as_at_year": "2018"}
    post(sign_in(cast.secretary), row, rating="red", on_behalf_of=cast.police.pk, **day)
    row.refresh_from_db()
    now = row.current
    assert (now.made_by, now.on_behalf_of, now.as_at) == (
        cast.secretary,
        cast.police,
        datetime.date(2018, 9, 3),
    )
    history = sign_in(cast.observer).get(row.get_absolute_url())
    assert b"Sam Secretary on behalf of City of London Police" in history.content


def test_a_partner_cannot_speak_for_another_or_of_another_day(annex, cast, sign_in):
    row = annex.add(annex.police)
    day = {"as_at_day": "3", "as_at_month": "4", "as_at_year": "2018"}
    post(sign_in(cast.partner), row, on_behalf_of=cast.fire.pk, **day)
    row.refresh_from_db()
    assert (row.current.on_behalf_of, row.current.as_at) == (None, TODAY)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (("28", "2", "2018"), "The row already speaks of 1 March 2018: choose that day or a later"),
        (("6", "9", "2018"), "The day must not be after today"),
        (("31", "2", "2018"), "As at must be a real date"),
    ],
)
def test_an_update_speaks_of_no_day_before_the_rows_latest_nor_of_the_future(
    annex, cast, sign_in, day, sentence
):
    row = annex.add(annex.police)
    parts = dict(zip(("as_at_day", "as_at_month", "as_at_year"), day, strict=True))
    response = post(sign_in(cast.secretary), row, **parts)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert state(row)[0] == 1


def test_somebody_elses_change_in_between_shows_both_texts(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber", barriers="Staff")
    row.rate("red", by=cast.member, as_at=TODAY, version=1, note="Vetting <stopped>", barriers="IT")
    client = sign_in(cast.partner)
    typed = {"rating": "green", "note": "All is well", "barriers": "Staff"}
    response = post(client, row, **typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Morgan Member changed this row while you were working on it" in page
    for text in ["Vetting <stopped>", "All is well", "IT", "Staff"]:
        assert escape(text) in page
    assert state(row)[:3] == (2, "rated", "red")
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert post(client, row, **typed, version=form["version"].value()).status_code == 302
    assert state(row)[:4] == (3, "rated", "green", "All is well")


def test_the_same_form_sent_twice_acts_once(annex, cast, sign_in):
    row = annex.add(annex.police, rating="amber")
    client = sign_in(cast.partner)
    for rating, note in [("green", "Signed."), ("no_change", "Still so.")]:
        version = state(row)[0]
        for _ in range(2):
            response = post(client, row, rating=rating, note=note, version=version)
            assert response.status_code == 302
        assert state(row)[0] == version + 1


@pytest.mark.parametrize("field", ["note", "barriers", "outcomes"])
def test_a_text_that_is_too_long_gets_a_sentence_and_is_not_lost(annex, cast, sign_in, field):
    row = annex.add(annex.police)
    text = "word " * 20_000
    response = post(sign_in(cast.partner), row, **{field: text})
    assert response.status_code == 422
    assert b"This is too long: use at most 10,000 characters" in response.content
    assert text.strip() in response.content.decode()
    assert state(row)[0] == 1


def test_characters_nobody_can_see_are_left_out(annex, cast, sign_in):
    row = annex.add(annex.police)
    post(sign_in(cast.partner), row, note="One\x00 two\x0bthree \u202efour")
    assert state(row)[3] == "One two\nthree four"


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30, "\x00"])
def test_a_version_that_is_none_is_refused(annex, cast, sign_in, version):
    row = annex.add(annex.police)
    response = post(sign_in(cast.partner), row, version=version)
    assert response.status_code == 422
    assert b"This form is out of date: open the row again" in response.content
    assert state(row)[0] == 1


def test_a_row_closed_at_the_same_moment_is_not_shown_beside_what_a_partner_typed(annex, cast):
    row = annex.add(annex.police)
    known = {"user": cast.partner, "today": TODAY, "board": BoardSettings.current()}
    form = UpdateForm({"version": 1, "rating": "green", "note": "Done."}, row=row.current, **known)
    closed = {"is_closed": True, "closed_reason": "paragraph 7", "issues": "halcyon"}
    row.edit(by=cast.secretary, as_at=TODAY, version=1, leads=[annex.police], **closed)

    with pytest.raises(PermissionDenied):
        form.save()
    assert form.row.issues != "halcyon"


@pytest.mark.parametrize(
    ("rating", "asked"),
    [
        ("red", "Say in a sentence what has changed"),
        ("blue", "Say in a sentence what came of it"),
        ("amber", None),
        ("no_change", None),
    ],
)
def test_a_change_of_rating_asks_for_a_sentence(annex, cast, sign_in, rating, asked):
    row = annex.add(annex.police, rating="amber")
    response = post(sign_in(cast.partner), row, rating=rating, note="")
    assert response.status_code == (422 if asked else 302)
    assert not asked or asked in response.text
