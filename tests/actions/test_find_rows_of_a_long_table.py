"""Finding rows: by another list's heading, by what they wait for, in another order, page by page."""

import datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from actions.choosing import Chosen
from actions.facts import told_apart, with_facts
from actions.models import Action, ActionRevision, Escalation, Lead
from actions.rules import may_note_known
from actions.table import ROWS_ON_A_PAGE, kept_as_at, read_table
from board.models import BoardSettings
from board.roles import roles_of
from priorities.models import FocusArea, FocusSet, Priority, PriorityLink, Scheme

TODAY = datetime.date(2018, 9, 5)
MARCH = datetime.date(2018, 3, 1)


@pytest.fixture
def found(cast):
    def found(*, by=None, page=1, **chosen):
        how = {"as_at": TODAY, "today": TODAY, "board": BoardSettings.current()}
        table = read_table(by or cast.observer, chosen=Chosen(**chosen), page=page, **how)
        return [row.issues for row in table.rows]

    return found


def test_a_heading_of_another_list_finds_the_rows_that_speak_of_it(annex, found):
    national = Scheme.objects.create(slug="national", name="National", source="Annex A")
    cyber = Priority.objects.create(scheme=national, title="Cyber crime", position=1)
    other = Priority.objects.create(scheme=national, title="Firearms", position=2)
    PriorityLink.objects.create(one=cyber, other=annex.areas[0])
    focus = FocusSet.objects.create(agreed_on=MARCH)
    FocusArea.objects.create(focus_set=focus, title="Cyber", priority=cyber, position=1)
    annex.add(issues="first")
    annex.add(issues="second", area=annex.areas[1])
    assert found(area=str(cyber.pk)) == ["first"]
    assert found(area=f"focus-{focus.pk}") == ["first"]
    assert found(area=str(other.pk)) == []
    assert found(area="9" * 30) == []


def test_an_update_is_overdue_when_nobody_has_said_anything_for_as_long_as_the_board_says(
    annex, cast, found
):
    said = annex.add(issues="said lately", as_at=MARCH)
    said.confirm_rating(by=cast.secretary, as_at=datetime.date(2018, 8, 1), version=1)
    edited = annex.add(issues="only reworded", as_at=MARCH)
    edited.edit(by=cast.secretary, as_at=TODAY, version=1, leads=[], outcomes="More")
    annex.add(issues="done", rating="blue", as_at=MARCH)
    annex.add(as_at=MARCH)
    assert found(state="overdue") == ["only reworded"]
    assert found(state="placeholder") == [""]
    BoardSettings.objects.update(overdue_after_months=12)
    assert found(state="overdue") == []


def test_rows_that_wait_for_help_are_found_and_say_for_what(annex, cast, found, sign_in):
    row = annex.add(issues="first")
    annex.add(issues="second")
    how = {"by": cast.secretary, "on": TODAY}
    asked = Escalation.objects.raise_for(row.current, text="Share figures.", group=cast.scp, **how)
    assert found(state="asks") == ["first"]
    page = sign_in(cast.observer).get(reverse("actions")).content.decode()
    assert "<strong>For SCP agreement: Share figures.</strong>" in page
    asked.answer("Agreed.", **how)
    assert found(state="asks") == []


def test_what_a_closed_row_asked_is_not_read_by_others_once_it_is_open(annex, cast, sign_in):
    row = annex.add(is_closed=True, closed_reason="paragraph 7")
    how = {"by": cast.secretary, "on": TODAY}
    Escalation.objects.raise_for(row.current, text="Halcyon", group=cast.scp, **how)
    row.open(by=cast.chairman, as_at=TODAY, version=1)
    assert "Halcyon" in sign_in(cast.member).get(reverse("actions")).content.decode()
    client = sign_in(cast.partner)
    for name in ("actions", "action-table-csv"):
        assert "Halcyon" not in client.get(reverse(name)).content.decode()


def test_rows_come_in_the_order_that_was_asked_for(annex, found):
    annex.add(issues="green", rating="green", lead_printed="B", as_at=MARCH)
    annex.add(issues="unrated", lead_printed="C")
    annex.add(issues="red", rating="red", lead_printed="A", as_at=datetime.date(2018, 4, 1))
    assert found() == ["green", "unrated", "red"]
    assert found(sort="rating") == ["red", "green", "unrated"]
    assert found(sort="still") == ["green", "red", "unrated"]
    assert found(sort="lead") == ["red", "green", "unrated"]
    assert found(sort="purple") == ["green", "unrated", "red"]


def test_a_long_table_is_read_page_by_page_and_counted_whole(annex, cast, found, sign_in):
    for number in range(ROWS_ON_A_PAGE + 1):
        annex.add(issues=f"row {number}")
    assert len(found()) == ROWS_ON_A_PAGE
    assert found(page=2) == [f"row {ROWS_ON_A_PAGE}"]
    page = strip_tags(sign_in(cast.observer).get(reverse("actions")).content.decode())
    assert f"{ROWS_ON_A_PAGE + 1} rows: 0 red" in page
    assert "2 of 2" in page


@pytest.mark.parametrize(
    "persona",
    ["secretary", "chairman", "member", "co_optee", "observer", "partner", "other_partner"],
)
def test_the_table_offers_an_update_to_whom_the_rules_allow_it(annex, cast, persona):
    user = getattr(cast, persona)
    merged = cast.partner.person
    leads = [
        annex.police,
        Lead(organisation=cast.fire),
        Lead(seat=cast.seats["co_optee"]),
        Lead(person=merged),
        Lead(collective="partners"),
        Lead(collective="all_partners"),
    ]
    for lead in leads:
        annex.add(lead)
    annex.add()
    annex.add(annex.police, is_closed=True, closed_reason="paragraph 7")
    annex.add(annex.police).drop(by=cast.secretary, as_at=annex.day, version=1, note="Gone.")
    kept = kept_as_at(user, as_at=TODAY, today=TODAY)
    known = told_apart(kept, user, TODAY)
    for row in with_facts(known, user, TODAY).with_leads():
        assert may_note_known(roles_of(user), row) == user.has_perm("actions.note_row", row)
        assert row.is_mine == user.has_perm("actions.own_row", row)


def test_an_earlier_day_offers_no_update(annex, cast):
    annex.add(annex.police)
    how = {"as_at": annex.day, "today": TODAY, "board": BoardSettings.current()}
    assert [row.may_update for row in read_table(cast.partner, **how).rows] == [False]
    assert Action.objects.count() == ActionRevision.objects.count() == 1
