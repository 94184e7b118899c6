"""What earlier meetings asked for comes before a later one, as OR1, OR2 …, and is minuted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains

from meetings.agenda_document import agenda_document
from meetings.document import FULL, MEMBERS_COPY, PUBLISHED, minutes_document
from meetings.models import (
    BroughtReference,
    Reference,
    ReferenceChanged,
    ReferenceUpdate,
    Taken,
)
from meetings.models.reference_updates import before
from tests.at_once import at_once
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, entry, meeting_on, write
from tests.papers.scanner import response_leaks


def circulated(cast, day, *texts, **content):
    item = add_item(cast, meeting_on(cast, day, state="held"), "Sharing of information")
    minutes = write(cast, item, *(entry(text, **content) for text in texts))
    minutes.circulate(by=cast.secretary)
    return list(minutes.references.order_by("number"))


@pytest.fixture
def asked(cast):
    """Two references of July; the police are to do the first by the next meeting."""
    first, second = circulated(cast, "2018-07-18", "Keep a list. (n)", "Write a guide. (n)")
    first.agree(owners=[cast.police], due="next_meeting", due_on=None, by=cast.secretary)
    return first, second


@pytest.fixture
def later(cast):
    meeting = meeting_on(cast, "2018-09-05")
    add_item(cast, meeting, "Apologies")
    add_item(cast, meeting, "Outstanding references")
    return meeting


def taking(meeting, reference):
    address = {"slug": meeting.slug, "pk": reference.pk}
    return reverse("reference-taking", kwargs=address)


def printed(meeting, fullness=FULL):
    document = minutes_document(meeting.start_minutes(by=None), fullness=fullness)
    return document["items"][-1]


def labels(meeting):
    return [(str(row), row.reference.serial) for row in before(meeting)]


def test_what_is_outstanding_comes_before_the_next_meeting_of_the_group(cast, asked, later):
    circulated(cast, "2018-07-25", "Closed list. (n)", **PARAGRAPH_7)
    group = meeting_on(cast, "2018-09-05", state="held")
    group.group = cast.working_group
    group.save()

    assert labels(later) == [
        ("OR1", "SOCB/2018/01"),
        ("OR2", "SOCB/2018/02"),
        ("OR C1", "SOCB/2018/C01"),
    ]
    assert labels(group) == []


def test_the_secretary_takes_one_and_goes_to_the_next(cast, sign_in, asked, later):
    first, second = asked
    data = {"text": "The list is kept.", "due": "next_meeting", "is_done": "on", "seen": 0}

    response = sign_in(cast.secretary).post(taking(later, first), data | {"next": "1"})

    assert (response.status_code, response.url) == (302, taking(later, second))
    assert printed(later)["brought"] == [
        {
            "label": "OR1",
            "serial": "SOCB/2018/01",
            "text": "Keep a list.",
            "owners": "City of London Police",
            "due": "Next meeting",
            "said": "The list is kept.",
            "is_said_closed": False,
            "results": ["Closed."],
        }
    ]
    first.refresh_from_db()
    assert (first.done_on, first.closed_at_meeting) == (later.held_on, later)


def test_the_page_and_the_pdf_of_the_minutes_print_it(cast, sign_in, asked, later):
    asked[0].take(later, Taken("The list is kept.", "next_meeting"), by=cast.secretary)
    later.start_minutes(by=cast.secretary)
    client = sign_in(cast.secretary)

    page = client.get(reverse("minutes", kwargs={"slug": later.slug})).content.decode()
    pdf = client.get(reverse("minutes-pdf", kwargs={"slug": later.slug}))

    assert ("OR1" in page, "The list is kept." in page) == (True, True)
    assert pdf.status_code == 200


def test_a_meeting_without_the_item_prints_them_before_its_items(cast, asked):
    meeting = meeting_on(cast, "2018-09-05")
    add_item(cast, meeting, "Any other business")
    asked[0].take(meeting, Taken("Heard.", "none"), by=cast.secretary)

    document = minutes_document(meeting.start_minutes(by=cast.secretary), fullness=FULL)

    assert [row["said"] for row in document["brought"]] == ["Heard."]


def test_its_number_stays_when_another_one_is_closed_or_comes_late(cast, asked, later):
    first, second = asked
    second.take(later, Taken("Being written.", "none"), by=cast.secretary)
    first.close(at=later, outcome="Kept.", by=cast.secretary)
    circulated(cast, "2018-07-01", "An earlier one, circulated late. (n)")

    assert labels(later) == [
        ("OR1", "SOCB/2018/01"),
        ("OR2", "SOCB/2018/02"),
        ("OR3", "SOCB/2018/03"),
    ]


def test_due_set_by_a_later_meeting_leaves_the_first_minutes_as_they_were(cast, asked, later):
    first, _ = asked
    first.take(later, Taken("More time.", "date", later.held_on), by=cast.secretary)

    source = minutes_document(first.minutes, fullness=FULL)["references"][0]
    assert (source["owners"], source["due"]) == ("City of London Police", "Next meeting")
    assert first.due_in_words == "By 5 September 2018"
    assert printed(later)["brought"][0]["results"] == ["Due now: by 5 September 2018."]


def test_changed_words_replace_the_first_in_print_and_both_stay_in_the_history(cast, asked, later):
    first, _ = asked
    first.take(later, Taken("Kep.", "none"), by=cast.secretary)
    seen = first.updates.last().pk
    first.take(later, Taken("Kept.", "none", seen=seen), by=cast.secretary)

    assert printed(later)["brought"][0]["said"] == "Kept."
    said = first.updates.filter(what="minuted").values_list("text", flat=True)
    assert list(said) == ["Kep.", "Kept."]


def test_somebody_elses_words_are_shown_and_nothing_is_lost(cast, sign_in, asked, later):
    first, _ = asked
    first.take(later, Taken("As a colleague heard it.", "next_meeting"), by=cast.deputy)
    data = {"text": "As I heard it.", "due": "next_meeting", "seen": 0}
    client = sign_in(cast.secretary)

    response = client.post(taking(later, first), data)

    assert response.status_code == 409
    page = response.content.decode()
    assert ("As a colleague heard it." in page, "As I heard it." in page) == (True, True)
    again = data | {"seen": first.updates.last().pk}
    assert client.post(taking(later, first), again).status_code == 302
    assert printed(later)["brought"][0]["said"] == "As I heard it."


def test_a_form_sent_twice_is_kept_once(cast, asked, later):
    for _ in range(2):
        asked[0].take(later, Taken("Kept.", "date", later.held_on, True), by=cast.secretary)

    kinds = asked[0].updates.filter(meeting=later).values_list("what", flat=True)
    assert list(kinds) == ["minuted", "due", "closed"]


def test_a_date_without_its_day_is_pointed_out(cast, sign_in, asked, later):
    data = {"text": "Soon.", "due": "date", "seen": 0}

    response = sign_in(cast.secretary).post(taking(later, asked[0]), data)

    assert response.status_code == 422
    page = response.content.decode()
    assert ("Enter the date it is due by" in page, "Soon." in page) == (True, True)


def test_once_the_minutes_are_approved_nothing_more_is_taken_at_their_meeting(
    cast, sign_in, asked, later
):
    first, second = asked
    first.take(later, Taken("Kept.", "next_meeting"), by=cast.secretary)
    after = meeting_on(cast, "2018-09-06")
    minutes = later.start_minutes(by=cast.secretary)
    minutes.circulate(by=cast.secretary)
    minutes.approve(at=after, by=cast.secretary)
    before_it = minutes_document(minutes, fullness=FULL)

    with pytest.raises(PermissionDenied):
        second.take(later, Taken("Late.", "none"), by=cast.secretary)
    first.close(at=later, outcome="Recorded afterwards.", by=cast.secretary)
    second.take(after, Taken("Later.", "none"), by=cast.secretary)

    assert minutes_document(minutes, fullness=FULL) == before_it
    assert first.done_on == later.held_on


def test_one_is_merged_into_another_and_both_stay_readable(cast, sign_in, asked, later):
    first, second = asked
    url = reverse("reference-merging", kwargs={"pk": first.pk})
    client = sign_in(cast.secretary)

    response = client.post(url, {"other": second.pk, "meeting": later.pk})

    assert response.status_code == 302
    outstanding = Reference.objects.visible_to(cast.member).outstanding()
    assert list(outstanding) == [second]
    own, other = (client.get(ref.get_absolute_url()).content.decode() for ref in asked)
    assert ("Merged into" in own, "SOCB/2018/02" in own) == (True, True)
    assert ("Merged into this one" in other, "SOCB/2018/01" in other) == (True, True)
    assert printed(later)["brought"][0]["results"] == ["Merged into SOCB/2018/02."]


def test_merging_one_while_the_meeting_takes_them_leads_back_to_that_meeting(
    cast, sign_in, asked, later
):
    first, second = asked
    client = sign_in(cast.secretary)
    taking = reverse("reference-taking", kwargs={"slug": later.slug, "pk": first.pk})
    url = f"{reverse('reference-merging', kwargs={'pk': first.pk})}?meeting={later.slug}"
    assert url in client.get(taking).content.decode()
    chosen = f'<option value="{later.pk}" selected>{later}</option>'
    assertContains(client.get(url), chosen, html=True)

    response = client.post(url, {"other": second.pk, "meeting": later.pk})

    assert response.url == reverse("meeting-references", kwargs={"slug": later.slug})


def test_an_open_and_a_closed_reference_are_not_merged(cast, sign_in, asked, later):
    (closed,) = circulated(cast, "2018-07-25", "Closed list. (n)", **PARAGRAPH_7)
    url = reverse("reference-merging", kwargs={"pk": closed.pk})

    response = sign_in(cast.secretary).post(url, {"other": asked[0].pk, "meeting": later.pk})

    assert response.status_code == 422
    with pytest.raises(PermissionDenied):
        closed.merge(asked[0], at=later, by=cast.secretary)


def test_what_was_closed_or_merged_by_mistake_is_made_outstanding_again(
    cast, sign_in, asked, later
):
    first, second = asked
    first.close(at=later, outcome="Done.", by=cast.secretary)
    second.merge(circulated(cast, "2018-07-20", "Third. (n)")[0], at=later, by=cast.secretary)
    client = sign_in(cast.secretary)
    for reference in asked:
        client.post(reverse("reference-reopening", kwargs={"pk": reference.pk}))

    outstanding = Reference.objects.visible_to(cast.member).outstanding()
    assert set(asked) <= set(outstanding)
    assert "brought" not in printed(later)
    assert list(first.updates.values_list("what", flat=True))[-2:] == ["closed", "reopened"]


def test_words_kept_closed_are_printed_for_members_alone(cast, sign_in, asked, later):
    taken = Taken("Operation Marchpane found it.", "next_meeting", is_done=True, is_closed=True)
    asked[0].take(later, taken, by=cast.secretary)

    full, members, public = (
        printed(later, kind)["brought"][0] for kind in (FULL, MEMBERS_COPY, PUBLISHED)
    )

    assert (full["said"], full["is_said_closed"]) == ("Operation Marchpane found it.", True)
    assert (members["said"], members["results"]) == ("", ["Closed."])
    assert public == members


def test_what_is_taken_under_a_closed_item_stays_closed_when_the_reference_is_open(cast, asked):
    meeting = meeting_on(cast, "2018-09-05")
    place = add_item(cast, meeting, "Outstanding references", **PARAGRAPH_7)
    asked[0].take(meeting, Taken("Marchpane.", "none"), by=cast.secretary)

    assert place.reference_updates.get(what="minuted").says_closed
    document = minutes_document(meeting.start_minutes(by=cast.secretary), fullness=PUBLISHED)
    assert "Marchpane" not in str(document)
    told = ReferenceUpdate.objects.visible_to(cast.observer)
    assert "Marchpane." not in told.values_list("text", flat=True)


def test_closed_ones_are_listed_apart_and_printed_in_the_full_minutes_alone(cast, sign_in, later):
    (closed,) = circulated(cast, "2018-07-25", "Closed list. (n)", **PARAGRAPH_7)
    closed.take(later, Taken("Kept.", "none"), by=cast.secretary)

    assert [row["label"] for row in printed(later)["closed_brought"]] == ["OR C1"]
    assert "brought" not in printed(later, PUBLISHED)
    assert "closed_brought" not in printed(later, PUBLISHED)


def test_what_was_told_is_never_changed_or_removed(cast, asked, later):
    asked[0].take(later, Taken("Kept.", "none"), by=cast.secretary)
    for change in (
        lambda: ReferenceUpdate.objects.update(text="Otherwise."),
        lambda: ReferenceUpdate.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_many_take_one_at_once_and_nothing_acknowledged_is_lost(cast, transactional_db):
    (reference,) = circulated(cast, "2018-07-18", "Keep a list. (n)")
    later = meeting_on(cast, "2018-09-05")

    def take(number):
        seen = 0
        while True:
            own = Reference.objects.get(pk=reference.pk)
            try:
                own.take(later, Taken(f"Heard {number}.", "none", seen=seen), by=cast.secretary)
            except ReferenceChanged as changed:
                seen = changed.updates[-1].pk
            else:
                return number

    people = 8
    at_once(people, take)

    said = reference.updates.filter(what="minuted").values_list("text", flat=True)
    assert set(said) == {f"Heard {number}." for number in range(people)}
    assert BroughtReference.objects.filter(meeting=later).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many(
    rows, cast, sign_in, later, django_assert_max_num_queries
):
    circulated(cast, "2018-07-18", *[f"Number {n}. (n)" for n in range(rows)])
    client = sign_in(cast.secretary)
    url = reverse("meeting-references", kwargs={"slug": later.slug})
    client.get(url)

    with django_assert_max_num_queries(16):
        client.get(url)


def test_the_members_agenda_lists_the_open_ones_and_no_other_copy_does(cast, asked, later):
    circulated(cast, "2018-07-25", "Closed list. (n)", **PARAGRAPH_7)

    printed_for = {
        fullness: [row["label"] for row in agenda_document(later, fullness)["references"]]
        for fullness in ("chair", "members", "open", "published")
    }

    assert printed_for == {
        "chair": ["OR1", "OR2"],
        "members": ["OR1", "OR2"],
        "open": [],
        "published": [],
    }


def test_the_agenda_as_pdf_and_word_holds_them(cast, sign_in, asked, later):
    client = sign_in(cast.member)
    files = [
        client.get(reverse(name, kwargs={"slug": later.slug}))
        for name in ("agenda-pdf", "agenda-word")
    ]

    assert [bool(response_leaks(file, "SOCB/2018/01")) for file in files] == [True, True]
