"""The action table as at 31 January 2017, row by row as Annex B prints it."""

import datetime
import uuid

from accounts.models import User
from actions.models import Action, Lead, Rating
from board.models import Organisation, Person
from priorities.models import Priority
from socboard.demo import read

RATINGS = {"Orange": Rating.AMBER, "Blue": Rating.BLUE, "": Rating.NOT_RATED}
POLICE = "City of London Police"
# Whom the printed words mean.
LEADS = {
    "CoLP": {"organisations": [POLICE], "accountable": POLICE},
    "Partners": {"collective": Lead.Collective.PARTNERS},
    "All partners": {"collective": Lead.Collective.ALL_PARTNERS},
    "John Simpson/ Jon Avern": {"people": ["John Simpson", "Jon Averns"]},
    "Fire brigade\nCoLP Children and Communities (Chris Pelham) Community Safety Team": {
        "organisations": [
            "London Fire Brigade",
            POLICE,
            "Children and Communities",
            "Community Safety Team",
        ],
        "people": ["Chris Pelham"],
    },
    "": {},
}


def load():
    """Add the rows that are missing; change nothing that is there."""
    paper = read("action_table_2017-01-31")
    secretary = User.objects.get(email="secretary@example.org")
    areas = {area.title: area for area in Priority.objects.filter(scheme__slug="annex-b")}
    for row in paper["rows"]:
        key = uuid.uuid5(uuid.NAMESPACE_OID, f"{paper['title']}, row {row['seq']}")
        if Action.objects.filter(form_key=key).exists():
            continue
        printed = cell(row["lead_partner"])
        Action.objects.create_row(
            form_key=key,
            by=secretary,
            as_at=datetime.date.fromisoformat(paper["as_at_iso"]),
            leads=leads(**LEADS[printed]),
            area=areas[row["key_crime_area"]],
            issues=cell(row["issues"]),
            lead_printed=printed,
            actions=cell(row["actions"]),
            barriers=cell(row["potential_barriers"]),
            outcomes=cell(row["expected_outcomes"]),
            rating=RATINGS[row["rag_rating"]],
        )


def cell(paragraphs):
    return "\n".join(paragraphs)


def leads(*, organisations=(), people=(), collective="", accountable=""):
    made = [
        Lead(organisation=Organisation.objects.get(name=name), is_accountable=name == accountable)
        for name in organisations
    ]
    made += [Lead(person=Person.objects.get(name=name, is_made_up=False)) for name in people]
    return made + [Lead(collective=collective)] * bool(collective)
