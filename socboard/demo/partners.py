"""What the made-up people say for their partners, plainly marked: an update round before the
meeting of 19 September, threats, a profile, a return, an agreement on sharing."""

import datetime

from accounts.models import User
from actions.asking import plan_round
from actions.models import UpdateRound
from actions.round_mail import send_requests
from board.models import Organisation
from meetings.models import Meeting
from priorities.models import (
    EmergingThreat,
    LocalProfile,
    PartnerReturn,
    Priority,
    SharingAgreement,
)

OPENED_ON = datetime.date(2018, 8, 31)
CLOSES_ON = datetime.date(2018, 9, 7)
ANSWERED_ON = datetime.date(2018, 9, 3)
MADE_UP = "Demonstration: "


def load():
    """Make what is missing; change nothing that is there."""
    sasha, tom, helen, priya = (
        User.objects.get(email=f"{name}@example.org")
        for name in ("secretary", "fire", "trading-standards", "police")
    )
    load_round(sasha, answered_by=tom)
    if not EmergingThreat.objects.exists():
        load_threats(helen, priya)
        load_profiles(sasha)
        load_return(tom)
        load_sharing(sasha)


def load_round(sasha, *, answered_by):
    """Open before the next meeting; the fire brigade has answered."""
    meeting = Meeting.objects.filter(held_on="2018-09-19", group__slug="board").first()
    if meeting is None or UpdateRound.objects.exists():
        return
    kept = UpdateRound.objects.open(
        meeting, plan_round(OPENED_ON), closes_on=CLOSES_ON, by=sasha, today=OPENED_ON
    )
    send_requests(kept.requests.with_partner(), by=sasha, today=OPENED_ON)
    fire = kept.requests.with_rows().get(organisation__name="London Fire Brigade")
    for row in fire.own_rows:
        revision = row.action.confirm_rating(
            by=answered_by,
            as_at=ANSWERED_ON,
            version=row.row.number,
            note=f"{MADE_UP}no change this summer.",
        )
        fire.keep_reply(revision)
    fire.finish(by=answered_by, representative="", is_still=None, successor="")


def area(title):
    return Priority.objects.get(scheme__slug="paragraph-7", title=title)


def load_threats(helen, priya):
    EmergingThreat(
        title=f"{MADE_UP}invoices made to look like a supplier’s",
        what="Made up. Two businesses were sent bills with changed account numbers.",
        priority=area("Fraud and cyber enabled crime"),
        raised_on=datetime.date(2018, 9, 3),
        raised_by=helen,
        on_behalf_of=Organisation.objects.get(name="Trading Standards"),
    ).record(by=helen)
    taken = EmergingThreat(
        title=f"{MADE_UP}short lets used for a few nights",
        what="Made up. Landlords ask whom to tell.",
        priority=area("Modern slavery and domestic servitude"),
        raised_on=datetime.date(2018, 7, 4),
        raised_by=priya,
        on_behalf_of=Organisation.objects.get(name="City of London Police"),
    )
    taken.record(by=priya)
    taken.take(on=datetime.date(2018, 7, 18), by=priya)


def load_profiles(sasha):
    police = Organisation.objects.get(name="City of London Police")
    for title, dated, next_due in [
        ("Fraud and cyber enabled crime", "2017-10-02", "2018-10-01"),
        ("Modern slavery and domestic servitude", "2017-08-01", "2018-08-01"),
    ]:
        LocalProfile(
            title=f"{MADE_UP}profile of {title[:1].lower()}{title[1:]}",
            priority=area(title),
            owner=police,
            dated=datetime.date.fromisoformat(dated),
            next_due=datetime.date.fromisoformat(next_due),
        ).record(by=sasha)


def load_return(tom):
    relevant = [area(f"{name}") for name in ("Organised and acquisitive crime", "Cyber attack")]
    PartnerReturn(
        organisation=Organisation.objects.get(name="London Fire Brigade"),
        asked_for="Meeting of 19 September 2018",
        returned_on=ANSWERED_ON,
        emerging=f"{MADE_UP}nothing new.",
        capturing="Made up. Crews note what they see on home visits.",
        powers="Made up. Fire safety inspections.",
    ).record(by=tom, parts={"priorities": relevant})


def load_sharing(sasha):
    names = ["City of London Police", "London Fire Brigade"]
    SharingAgreement(
        about=f"{MADE_UP}premises of concern",
        signed_on=datetime.date(2017, 9, 1),
        review_due=datetime.date(2018, 9, 1),
        gaps="Made up. Trading Standards is not part of it yet.",
    ).record(by=sasha, parts={"parties": list(Organisation.objects.filter(name__in=names))})
