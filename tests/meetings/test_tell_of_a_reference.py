"""Who owns a reference sees it, and tells of progress between meetings."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from board.models import Person
from meetings.models import Reference, ReferenceUpdate, Taken
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write

TODAY = datetime.date(2018, 9, 5)


def asked_of(cast, *owners, text="Keep a list. (n)", circulate=True, **content):
    item = add_item(cast, meeting_on(cast, "2018-07-18", state="held"), "Sharing of information")
    minutes = write(cast, item, entry(text, **content))
    if circulate:
        minutes.circulate(by=cast.secretary)
    reference = minutes.references.get()
    reference.agree(owners=list(owners), due="next_meeting", due_on=None, by=cast.secretary)
    return reference


def updates(reference):
    return reverse("reference-updates", kwargs={"pk": reference.pk})


def test_a_partner_finds_their_reference_on_their_first_page_and_tells_of_progress(cast, sign_in):
    reference = asked_of(cast, cast.police)
    client = sign_in(cast.partner)
    home = client.get("/").content.decode()
    assert ("Your 1 outstanding reference" in home, updates(reference) in home) == (True, True)

    response = client.post(updates(reference), {"text": "Half of it is done."})

    assert (response.status_code, response.url) == (302, reference.get_absolute_url())
    page = client.get(response.url).content.decode()
    assert ("Half of it is done." in page, cast.partner.name in page) == (True, True)
    told = reference.updates.last()
    assert (told.what, told.made_by, told.meeting, reference.done_on) == (
        "told",
        cast.partner,
        None,
        None,
    )


def test_a_partner_sees_no_reference_of_another(cast, sign_in):
    reference = asked_of(cast, cast.police)
    client = sign_in(cast.other_partner)

    assert client.get(reference.get_absolute_url()).status_code == 404
    assert client.post(updates(reference), {"text": "Ours."}).status_code == 404
    assert list(Reference.objects.visible_to(cast.other_partner)) == []


def test_a_partner_sees_no_reference_of_their_own_in_a_draft_or_closed(cast, sign_in):
    draft = asked_of(cast, cast.police, circulate=False)
    assert sign_in(cast.partner).get(draft.get_absolute_url()).status_code == 404

    draft.minutes.write_item(
        draft.paragraph.item,
        [entry("Keep a list. (n1)", key=draft.paragraph.key, version=1, **PARAGRAPH_7)],
        by=cast.secretary,
    )
    draft.minutes.circulate(by=cast.secretary)

    assert sign_in(cast.partner).get(draft.get_absolute_url()).status_code == 404
    assert "outstanding reference" not in sign_in(cast.partner).get("/").content.decode()


def test_an_owner_does_not_close_it(cast, sign_in):
    reference = asked_of(cast, cast.police)
    url = reverse("reference-closing", kwargs={"pk": reference.pk})

    assert sign_in(cast.partner).get(url).status_code == 403


def test_a_person_whose_record_was_merged_still_owns_what_was_asked_of_them(cast):
    old = Person.objects.create(name="P. Partner")
    reference = asked_of(cast, old)
    assert not Reference.objects.owned_by(cast.partner).exists()

    old.merged_into = cast.partner.person
    old.save()

    assert Reference.objects.owned_by(cast.partner).get() == reference
    assert cast.partner.has_perm("meetings.update_reference", reference)


def test_an_observer_owns_nothing(cast):
    reference = asked_of(cast, cast.observer.person)

    assert not Reference.objects.owned_by(cast.observer).exists()
    assert not cast.observer.has_perm("meetings.update_reference", reference)


def test_the_secretary_tells_for_a_partner(cast, sign_in):
    reference = asked_of(cast, cast.police)
    data = {"text": "They rang: it is done soon.", "on_behalf_of": cast.police.pk}

    sign_in(cast.secretary).post(updates(reference), data)

    assert reference.updates.last().on_behalf_of == cast.police


def test_an_empty_update_is_pointed_out(cast, sign_in):
    response = sign_in(cast.partner).post(updates(asked_of(cast, cast.police)), {"text": " "})

    assert response.status_code == 422
    assert "Say in a sentence how it stands" in response.content.decode()


def test_the_same_update_sent_twice_is_kept_once(cast):
    reference = asked_of(cast, cast.police)
    for _ in range(2):
        reference.tell("Done soon.", by=cast.partner, on=TODAY)

    assert reference.updates.filter(what="told").count() == 1


def test_what_is_done_is_not_told_of(cast, sign_in):
    reference = asked_of(cast, cast.police)
    reference.close(at=meeting_on(cast, "2018-09-05"), outcome="Done.", by=cast.secretary)

    with pytest.raises(PermissionDenied):
        reference.tell("Late.", by=cast.partner, on=TODAY)
    assert sign_in(cast.partner).get(updates(reference)).status_code == 404


def test_an_owner_reads_open_words_only(cast, sign_in):
    reference = asked_of(cast, cast.police)
    later = meeting_on(cast, "2018-09-05")
    reference.take(later, Taken("Marchpane.", "none", is_closed=True), by=cast.secretary)

    seen = ReferenceUpdate.objects.visible_to(cast.partner)
    assert "Marchpane." not in seen.values_list("text", flat=True)
    page = sign_in(cast.partner).get(reference.get_absolute_url()).content.decode()
    assert "Marchpane" not in page
    assert "Marchpane" in sign_in(cast.member).get(reference.get_absolute_url()).content.decode()


def test_a_new_owner_is_in_the_history_and_approved_minutes_keep_the_first(cast, sign_in):
    reference = asked_of(cast, cast.police)
    later = meeting_on(cast, "2018-09-05")
    reference.minutes.approve(at=later, by=cast.secretary)
    url = reverse("reference-owners", kwargs={"pk": reference.pk})

    sign_in(cast.secretary).post(url, {"organisations": [cast.fire.pk], "due": "none"})

    reference.refresh_from_db()
    assert reference.printed() == ("London Fire Brigade", "No date")
    assert reference.as_minuted() == ("City of London Police", "Next meeting")
    history = reference.updates.values_list("what", "text")
    assert list(history)[-2:] == [("owners", "London Fire Brigade"), ("due", "No date")]


def listed(client, query=""):
    response = client.get(f"{reverse('references')}{query}")
    assert response.status_code == 200
    return [reference.serial for reference in response.context["open"]]


def test_the_list_is_filtered_by_owner_due_meeting_and_state(cast, sign_in):
    own = asked_of(cast, cast.police)
    group = add_item(cast, meeting_on(cast, "2018-06-06", state="held"), "Other")
    minutes = write(cast, group, entry("Nobody's. (n) Done. (n)"))
    minutes.circulate(by=cast.secretary)
    _, done = minutes.references.order_by("number")
    done.close(at=meeting_on(cast, "2018-07-19"), outcome="It was.", by=cast.secretary)
    client = sign_in(cast.member)

    assert listed(client) == ["SOCB/2018/02", "SOCB/2018/01"]
    assert listed(client, f"?owner=o{cast.police.pk}") == [own.serial]
    assert listed(client, "?owner=none") == ["SOCB/2018/02"]
    assert listed(client, "?due=next_meeting") == [own.serial]
    assert listed(client, f"?meeting={group.meeting.slug}") == ["SOCB/2018/02"]
    assert listed(client, "?state=done") == [done.serial]
    assert len(listed(client, "?state=all")) == 3
    assert listed(client, "?owner=o99999999999999999999") == ["SOCB/2018/02", "SOCB/2018/01"]


def test_next_meeting_is_overdue_once_a_later_one_was_held_without_it(cast, sign_in):
    reference = asked_of(cast, cast.police)
    client = sign_in(cast.member)
    assert listed(client, "?state=overdue") == []
    later = meeting_on(cast, "2018-08-29", state="held")
    assert listed(client, "?state=overdue") == [reference.serial]

    reference.take(later, Taken("Still to do.", "next_meeting"), by=cast.secretary)

    assert listed(client, "?state=overdue") == []


def test_a_date_that_has_passed_is_overdue(cast, sign_in):
    reference = asked_of(cast, cast.police)
    late = datetime.date(2018, 9, 1)
    reference.agree(owners=[cast.police], due="date", due_on=late, by=cast.secretary)

    assert listed(sign_in(cast.member), "?state=overdue") == [reference.serial]


def test_who_may_not_open_the_meeting_gets_its_day_and_no_link(cast, sign_in):
    reference = asked_of(cast, cast.police)
    address = reverse("minutes", kwargs={"slug": reference.minutes.meeting.slug})

    page = sign_in(cast.partner).get(reverse("references")).content.decode()

    assert ("18 July 2018" in page, address in page) == (True, False)


def test_the_desk_says_which_references_lack_an_owner(cast, sign_in):
    item = add_item(cast, meeting_on(cast, "2018-07-18"), "Sharing of information")
    minutes = write(cast, item, entry("Somebody to keep a list. (n)"))
    url = f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}"
    client = sign_in(cast.secretary)
    assert "1 reference without an owner" in client.get(url).content.decode()

    minutes.references.get().agree(owners=[cast.police], due="none", due_on=None, by=cast.secretary)

    assert "without an owner" not in client.get(url).content.decode()
