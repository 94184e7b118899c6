"""The Board: its name, groups, partners, seats and terms of reference, and who signs in."""

import datetime

from board.models import (
    Affiliation,
    BoardSettings,
    FrequencyRule,
    Group,
    Organisation,
    Person,
    PersonAlias,
    Seat,
    SeatHolding,
    SeatOrganisation,
    TermsOfReference,
    TermsSection,
)
from socboard.demo import people, read

GROUPS = [
    ("board", "Serious and Organised Crime Board", "Board", "board"),
    ("working_group", "SOC Working Group", "Working Group", "working-group"),
    ("committee", "Safer City Partnership", "SCP", "safer-city-partnership"),
    ("committee", "Police Committee", "", "police-committee"),
    ("committee", "Health and Wellbeing Board", "", "health-and-wellbeing-board"),
]
WORKING_GROUP_MET_ON = datetime.date(2018, 7, 3)


def load():
    """Make what is missing; change nothing that is there."""
    BoardSettings.objects.get_or_create(
        pk=1,
        defaults={
            "name": "Serious and Organised Crime Board",
            "short_name": "SOCB",
            # What its terms of reference say, a report quotes beside this.
            "about": "The Board reports into the Safer City Partnership. Its aim is to bring"
            " together the full range of intelligence and powers available to tackle serious"
            " organised crime and to reduce its impact on the City.",
            "enquiries": "Community Safety Team, City of London Corporation",
            "amber_word": "Orange",
        },
    )
    for kind, name, short_name, slug in GROUPS:
        Group.objects.get_or_create(
            slug=slug, defaults={"kind": kind, "name": name, "short_name": short_name}
        )
    composition = read("composition_2017-11-03")
    organisations = load_organisations(composition["organisations"])
    named = load_people(composition["people"], organisations)
    seats = load_seats(composition["seats"], organisations, named)
    load_frequency()
    load_terms_of_reference()
    people.load(organisations, seats)


def load_organisations(rows):
    return {
        row["name"]: Organisation.objects.get_or_create(name=row["name"], defaults=row)[0]
        for row in rows
    }


def load_people(rows, organisations):
    named = {}
    for row in rows:
        person, _ = Person.objects.get_or_create(
            name=row["name"],
            is_made_up=False,
            defaults={
                "post_nominals": row.get("post_nominals", ""),
                "title": row.get("title", ""),
            },
        )
        for alias in row.get("aliases", []):
            PersonAlias.objects.get_or_create(person=person, name=alias)
        if "organisation" in row:
            Affiliation.objects.get_or_create(
                person=person, organisation=organisations[row["organisation"]], starts_on=None
            )
        named[row["name"]] = person
    return named


def load_seats(rows, organisations, named):
    """The seats in the order of section 6, by category and label; a seat already there is kept."""
    seats = {}
    for position, row in enumerate(rows, start=1):
        seat, is_new = Seat.objects.get_or_create(
            category=row["category"],
            label=row["label"],
            defaults={"condition": row.get("condition", ""), "position": position},
        )
        seats[row["category"], row["label"]] = seat
        if is_new:
            for name in row["organisations"]:
                SeatOrganisation.objects.create(seat=seat, organisation=organisations[name])
            load_holders(seat, row["holders"], named)
    return seats


def load_holders(seat, holders, named):
    Capacity = SeatHolding.Capacity
    for position, holder in enumerate(holders, start=1):
        SeatHolding.objects.create(
            seat=seat,
            person=named[holder["person"]],
            printed_as=holder.get("printed_as", ""),
            capacity=Capacity.JOINT_HOLDER if len(holders) > 1 else Capacity.HOLDER,
            position=position,
        )


def load_frequency():
    """Terms of reference, section 6; then the report of 2018, paragraph 3."""
    board = Group.objects.get(slug="board")
    FrequencyRule.objects.get_or_create(
        group=board,
        wording="Monthly meetings until further notice",
        defaults={"months": 1, "ends_on": WORKING_GROUP_MET_ON - datetime.timedelta(days=1)},
    )
    FrequencyRule.objects.get_or_create(
        group=board,
        wording="Quarterly",
        defaults={
            "months": 3,
            "starts_on": WORKING_GROUP_MET_ON,
            "agreed_on": WORKING_GROUP_MET_ON,
        },
    )


def load_terms_of_reference():
    paper = read("terms_of_reference")
    terms, is_new = TermsOfReference.objects.get_or_create(
        source=paper["source"], defaults={"title": paper["title"]}
    )
    if is_new:
        TermsSection.objects.bulk_create(
            TermsSection(terms=terms, **section) for section in paper["sections"]
        )
