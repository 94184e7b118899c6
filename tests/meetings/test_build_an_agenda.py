import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import ProposedItem, StandingItem
from tests.meetings.board_meeting import (
    PARAGRAPH_7,
    add_item,
    entry,
    issue_agenda,
    meeting_on,
    write,
)
from tests.papers.scanner import response_leaks


def url(name, meeting, **more):
    return reverse(name, kwargs={"slug": meeting.slug, **more})


@pytest.fixture
def meeting(cast):
    return meeting_on(cast, "2018-09-19")


def numbered(meeting):
    return list(meeting.items.values_list("number", "title"))


def standing(cast, title, **facts):
    item = StandingItem(group=cast.board, title=title, **facts)
    item.record(by=cast.secretary)
    return item


# Standing items


def ticked(page):
    """The boxes that are ticked when the page opens."""
    return re.findall(r'name="(?:standing-)?items" value="(\d+)"[^>]*checked', page)


def test_an_agenda_starts_from_the_standing_items_that_stay_ticked(cast, sign_in, meeting):
    standing(cast, "Apologies")
    standing(cast, "Closed part", **PARAGRAPH_7)
    standing(cast, "Reports")
    StandingItem(group=cast.working_group, title="Elsewhere").record(by=cast.secretary)
    client = sign_in(cast.secretary)

    all_of_them = ticked(client.get(url("agenda-start", meeting)).content.decode())
    assert len(all_of_them) == 3
    for _ in range(2):
        client.post(url("agenda-start", meeting), {"items": all_of_them[:2]})

    assert list(meeting.items.values_list("number", "title", "is_closed", "closed_reason")) == [
        ("1", "Apologies", False, ""),
        ("2", "Closed part", True, "paragraph 7"),
    ]


def test_who_enters_a_meeting_chooses_its_standing_items_next(cast, sign_in):
    item = standing(cast, "Apologies")
    facts = {"group": cast.board.pk, "held_on_day": 19, "held_on_month": 9, "held_on_year": 2018}

    page = sign_in(cast.secretary).post(reverse("meeting-new"), facts, follow=True)

    assert ticked(page.content.decode()) == [str(item.pk)]


def test_a_group_without_standing_items_says_how_to_add_them(cast, sign_in, meeting):
    page = sign_in(cast.secretary).get(url("agenda-start", meeting)).content.decode()
    assert reverse("standing-items", kwargs={"group": "board"}) in page


def test_standing_items_are_added_moved_changed_and_taken_out(cast, sign_in):
    client = sign_in(cast.secretary)
    address = reverse("standing-items", kwargs={"group": "board"})
    for title in ("Apologies", "Reports", "Any other business"):
        client.post(address, {"title": title, "is_closed": "open"})
    assert client.post(address, {"title": "Fraud"}).status_code == 422
    first, _, last = StandingItem.objects.all()

    client.post(reverse("standing-item-move", kwargs={"pk": last.pk}), {"up": "1"})
    client.post(
        reverse("standing-item", kwargs={"pk": last.pk}), {"title": "AOB", "is_closed": "open"}
    )
    client.post(reverse("standing-item-removal", kwargs={"pk": first.pk}))

    assert list(StandingItem.objects.values_list("title", flat=True)) == ["AOB", "Reports"]


# Numbers and order


def test_an_item_put_after_the_third_is_3a_until_the_items_are_renumbered(cast, sign_in, meeting):
    third = [add_item(cast, meeting, title) for title in ("One", "Two", "Three", "Four")][2]
    client = sign_in(cast.secretary)
    late = {"number": "", "title": "Late", "is_closed": "open", "after": third.pk}
    for title in ("Late", "Later"):
        client.post(url("agenda", meeting), late | {"title": title})
    assert numbered(meeting)[2:-1] == [("3", "Three"), ("3b", "Later"), ("3a", "Late")]

    client.post(url("agenda-renumbering", meeting))

    assert [number for number, _ in numbered(meeting)] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"is_closed": "open"}, "Item 1 added, open."),
        ({"is_closed": "closed", "closed_reason": "paragraph 7"}, "Item 1 added, closed."),
    ],
)
def test_who_adds_an_item_hears_whether_it_is_closed(chosen, said, cast, sign_in, meeting):
    data = {"number": "1", "title": "Tasking"} | chosen
    page = sign_in(cast.secretary).post(url("agenda", meeting), data, follow=True)
    assert [str(message) for message in page.context["messages"]] == [said]


def test_the_numbers_of_an_issued_agenda_stay(cast, sign_in, meeting):
    add_item(cast, meeting, "Apologies")
    issue_agenda(cast, meeting)

    assert sign_in(cast.secretary).post(url("agenda-renumbering", meeting)).status_code == 403


def test_an_item_is_taken_out_until_it_was_issued_or_minuted(cast, sign_in, meeting):
    first = add_item(cast, meeting, "Typed by mistake")
    minuted = add_item(cast, meeting, "Reports")
    write(cast, minuted, entry("Members heard a report."))
    client = sign_in(cast.secretary)

    client.post(url("agenda-item-removal", meeting, pk=first.pk))
    client.post(url("agenda-item-removal", meeting, pk=minuted.pk))
    assert numbered(meeting) == [("2", "Reports")]

    issue_agenda(cast, meeting)
    with pytest.raises(ValidationError, match="was issued"):
        meeting.remove_item(minuted, by=cast.secretary)


# Proposals


def propose(client, cast, **more):
    data = {"title": "Fraud", "why": "It grows.", "group": cast.board.pk}
    return client.post(reverse("proposal-new"), data | {"suggests_closed": "open"} | more)


def test_a_partner_proposes_and_the_secretary_puts_it_on(cast, sign_in, meeting):
    propose(sign_in(cast.partner), cast)
    proposal = ProposedItem.objects.get()
    assert (proposal.person, proposal.organisation) == (cast.partner.person, str(cast.police))
    client = sign_in(cast.secretary)
    form = client.get(url("proposal-acceptance", meeting, pk=proposal.pk)).context["form"]
    assert (form["title"].value(), form["is_closed"].value()) == ("Fraud", "")

    client.post(
        url("proposal-acceptance", meeting, pk=proposal.pk),
        {"number": "1", "title": "Fraud", "is_closed": "open"},
    )

    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == ("accepted", meeting.items.get())


def test_a_declined_proposal_tells_whoever_proposed_it_why(cast, sign_in):
    propose(sign_in(cast.partner), cast)
    proposal = ProposedItem.objects.get()
    client = sign_in(cast.secretary)
    address = reverse("proposal-declining", kwargs={"pk": proposal.pk})
    assert client.post(address, {"answer": ""}).status_code == 422

    client.post(address, {"answer": "The working group takes it."})

    page = sign_in(cast.partner).get(reverse("proposals")).content.decode()
    assert "The working group takes it." in page


def test_a_proposal_is_read_by_the_secretariat_and_whoever_made_it(cast, sign_in):
    propose(sign_in(cast.partner), cast, title="Zephyrine", suggests_closed="closed")

    found = {
        persona: bool(
            response_leaks(sign_in(getattr(cast, persona)).get(reverse("proposals")), "Zephyrine")
        )
        for persona in ("secretary", "partner", "other_partner", "member", "observer")
    }
    assert found == {
        "secretary": True,
        "partner": True,
        "other_partner": False,
        "member": False,
        "observer": False,
    }


def test_many_proposals_cost_no_more_queries_than_one(cast, sign_in, django_assert_num_queries):
    client, partner = sign_in(cast.secretary), sign_in(cast.partner)
    propose(partner, cast)
    client.get(reverse("proposals"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("proposals"))
    queries = len(one)
    for _ in range(2):
        propose(partner, cast)
    with django_assert_num_queries(queries):
        client.get(reverse("proposals"))


# Working it off


def test_a_meeting_with_an_item_left_open_cannot_be_closed(cast, sign_in, meeting):
    taken, left = add_item(cast, meeting, "Reports"), add_item(cast, meeting, "Fraud")
    later = meeting_on(cast, "2018-12-05")
    meeting.hold(by=cast.secretary)
    client = sign_in(cast.secretary)

    response = client.post(url("meeting-closing", meeting), {f"outcome-{taken.pk}": "taken"})

    assert response.status_code == 422
    assert "This item has no outcome: 2 (Fraud)." in response.content.decode()
    nowhere = client.post(url("meeting-closing", meeting), {f"outcome-{left.pk}": "deferred"})
    assert "Select the meeting it is deferred to" in nowhere.content.decode()

    client.post(
        url("meeting-closing", meeting),
        {f"outcome-{left.pk}": "deferred", f"deferred_to-{left.pk}": later.pk},
    )
    meeting.refresh_from_db()
    assert meeting.state == "closed"


def test_all_that_is_left_was_taken_at_one_stroke(cast, sign_in, meeting):
    fraud, drugs, theft = [add_item(cast, meeting, title) for title in ("Fraud", "Drugs", "Theft")]
    later = meeting_on(cast, "2018-12-05")
    meeting.hold(by=cast.secretary)
    client, page = sign_in(cast.secretary), url("meeting-closing", meeting)
    half = {"rest_taken": "on", f"deferred_to-{fraud.pk}": later.pk}
    assert client.post(page, half).status_code == 422

    client.post(
        page, half | {f"outcome-{fraud.pk}": "deferred", f"outcome-{drugs.pk}": "withdrawn"}
    )

    outcomes = list(meeting.items.values_list("outcome", flat=True))
    assert outcomes == ["deferred", "withdrawn", "taken"]
    assert client.get(page).url == meeting.get_absolute_url()


def test_a_deferred_item_waits_at_the_later_meeting_and_stays_closed(cast, sign_in, meeting):
    plan = add_item(cast, meeting, "Plan", **PARAGRAPH_7)
    later = meeting_on(cast, "2018-12-05")
    meeting.record_outcomes({plan: ("deferred", later)}, by=cast.secretary)
    client = sign_in(cast.secretary)
    assert "Deferred to this meeting" in client.get(url("agenda", later)).content.decode()

    for _ in range(2):
        client.post(url("agenda-carrying-over", later, pk=plan.pk))

    carried = later.items.get()
    assert (carried.title, carried.is_closed, carried.carried_from) == ("Plan", True, plan)
    assert "Deferred to this meeting" not in client.get(url("agenda", later)).content.decode()


def test_the_desk_says_how_long_an_item_has_been_in_hand(cast, sign_in, meeting):
    item = add_item(cast, meeting, "Reports", minutes_allowed=10)
    following = add_item(cast, meeting, "Fraud")
    client = sign_in(cast.secretary)
    client.post(url("item-clock", meeting, pk=item.pk), {"start": "1"})
    early = timezone.now() - datetime.timedelta(minutes=14, seconds=5)
    meeting.items.filter(pk=item.pk).update(taken_at=early)

    desk = url("minutes-edit", meeting)
    assert "10 min allowed, 14 taken: over by 4" in client.get(desk).content.decode()

    nothing = {"p-TOTAL_FORMS": 0, "p-INITIAL_FORMS": 0, "next": "1"}
    client.post(f"{desk}?item={item.pk}", nothing)
    item.refresh_from_db()
    following.refresh_from_db()
    assert (item.outcome, following.outcome) == ("taken", "")
    assert (item.is_in_hand, following.is_in_hand) == (False, True)
