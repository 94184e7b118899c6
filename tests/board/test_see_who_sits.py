import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from board.composition import composition, days_of_change
from board.models import Person, Seat, SeatHolding
from board.roles import roles_of

PAPER = datetime.date(2017, 11, 3)
# Annex A, section 6, line by line as printed: the name, then whom they represent.
SECTION_6 = [
    ("Peter Lisley", "Town Clerks Deputy Chairman of SCP, CoL"),
    ("Richard Woolford", "Commander of Operations, CoLP"),
    ("Esther Gerard-Stewart", "National Fraud Intelligence Bureau Regional Organised Crime Units"),
    ("Rob Ellis", "Intelligence and Information, CoLP"),
    ("Ade Adetosoye/Chris Pelham", "Public Health, Education, Social Services, Housing, CoL"),
    ("Paul Chadha", "Legal, CoL"),
    ("Kate Cinamon", "National Probation Service or Community Rehabilitation Company"),
    ("David MacKintosh", "Community Safety Team, CoL"),
    ("Alex Orme", "CoLP Authority"),
    ("Jon Averbs/Steve Playle", "Trading Standards"),
    ("", "Law enforcement agency leads (HMRC/DWP/UKBA/NCA) - co-optees only"),
    ("", "Other members as and when required"),
]


def lines(seats):
    return [(printed.names, printed.seat.label) for printed in seats]


def test_as_at_the_day_of_the_report_the_board_is_the_one_its_paper_prints(demo_board):
    board = composition(PAPER)
    assert lines(board.chairman) == [
        ("John Simpson MSc GIFireE", "Borough Commander, City of London")
    ]
    assert lines(board.deputy_chairman) == [("Jon Avern", "Deputy Chairman")]
    assert lines(board.members) == SECTION_6
    assert lines(board.advisers) == [("", "Legal Advisor")]
    assert lines(board.observers) == [("", "To be determined by the Chairman")]
    assert lines(board.secretariat) == [("", "Community Safety Team")]
    assert board.frequency == "Monthly meetings until further notice"
    assert [printed for printed in board.seats if printed.stand_ins] == []


def test_co_optees_and_others_as_required_are_never_vacant(demo_board):
    seats = composition(PAPER).seats
    assert [printed.seat.label for printed in seats if printed.is_vacant] == []
    unnamed = [printed.seat.label for printed in seats if printed.is_unnamed]
    assert unnamed == ["Legal Advisor", "Community Safety Team"]


def test_a_seat_of_a_member_nobody_holds_is_vacant(demo_board, cast_secretary, sign_in):
    SeatHolding.objects.filter(person__name="Alex Orme").update(ends_on=datetime.date(2018, 9, 4))
    today = composition(datetime.date(2018, 9, 5))
    assert [printed.seat.label for printed in today.seats if printed.is_vacant] == [
        "CoLP Authority"
    ]
    assert "<div>Vacant</div>" in sign_in(cast_secretary).get("/board/").content.decode()


def test_a_seat_that_is_either_or_keeps_both_organisations(demo_board):
    seat = Seat.objects.get(label__contains=" or ")
    names = seat.seat_organisations.values_list("organisation__name", flat=True)
    assert list(names) == ["National Probation Service", "Community Rehabilitation Company"]


def test_two_spellings_of_one_name_are_one_person(demo_board):
    averns = Person.objects.get(name="Jon Averns")
    assert [alias.name for alias in averns.aliases.order_by("name")] == ["Jon Averbs", "Jon Avern"]
    assert averns.holdings.count() == 2


def test_after_the_working_group_the_board_meets_quarterly(demo_board):
    assert composition(datetime.date(2018, 7, 2)).frequency.startswith("Monthly")
    assert composition(datetime.date(2018, 7, 3)).frequency == "Quarterly"


def test_the_days_of_change_are_those_on_which_something_began_or_had_ended(demo_board):
    assert days_of_change() == [datetime.date(2018, 7, 1), datetime.date(2018, 7, 3)]


def test_a_page_as_at_a_past_day_reads_like_section_6(demo_board, cast_secretary, sign_in):
    page = sign_in(cast_secretary).get("/board/?as_at=2017-11-03").content.decode()
    places = [page.index(label) for _, label in SECTION_6]
    assert places == sorted(places)
    assert "Ade Adetosoye/Chris Pelham" in page
    assert "Jon Averbs/Steve Playle" in page
    assert "<em>Other members as and when required</em>" in page
    assert "date not recorded" in page
    assert "Robin Hayes" not in page


def test_today_shows_who_acts_and_who_stands_in(demo_board, cast_secretary, sign_in):
    page = sign_in(cast_secretary).get("/board/").content.decode()
    assert "Acting: Robin Hayes (demonstration), since 1 July 2018" in page
    assert "Standing deputy: Priya Nair (demonstration), since 1 July 2018" in page


@pytest.mark.parametrize("typed", ["2017-02-31", "yesterday", "0", "2017-11-03\x00"])
def test_a_day_that_does_not_exist_is_a_sentence_not_a_fault(cast, sign_in, typed):
    response = sign_in(cast.member).get("/board/", {"as_at": typed})
    assert response.status_code == 422
    assert "Enter a real date, such as 2017-11-03" in response.content.decode()


def test_the_page_asks_the_database_as_often_for_three_seats_as_for_one(cast, sign_in):

    client = sign_in(cast.member)
    client.get("/board/")
    with CaptureQueriesContext(
        connection,
    ) as before:
        client.get("/board/")
    for number in range(3):
        seat = Seat.objects.create(category="member", label=f"Seat {number}", position=20)
        person = Person.objects.create(name=f"Person {number}")
        SeatHolding.objects.create(seat=seat, person=person)
    with CaptureQueriesContext(connection) as after:
        client.get("/board/")
    assert len(after) == len(before)


@pytest.fixture
def cast_secretary(demo_board):
    return Person.objects.get(name="Sasha Clarke").user


def test_the_demonstration_people_have_the_roles_of_their_seats(demo_board):
    def role_of(name):
        return roles_of(Person.objects.get(name=name).user, datetime.date(2018, 9, 5))

    assert role_of("Sasha Clarke").is_secretariat
    assert role_of("Robin Hayes").is_chairman
    assert role_of("Jordan Webb").is_chairman
    assert role_of("Priya Nair").is_member and role_of("Priya Nair").is_contact
    assert role_of("Tom Okafor").is_contact and not role_of("Tom Okafor").is_member
    assert role_of("Owen Price").is_observer
    assert not role_of("Farah Rahman").sees_actions
    assert role_of("Chris Doyle").is_administrator and not role_of("Chris Doyle").sees_actions
