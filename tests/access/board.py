"""Seats, people, organisations, terms of reference, settings, and what everybody may read."""

import datetime
from types import SimpleNamespace

from board.models import (
    Affiliation,
    EffectivenessReview,
    FrequencyRule,
    Holiday,
    Nomination,
    Person,
    Publication,
    SeatHolding,
    TermsOfReference,
)
from tests.access import GONE, LOGIN, REFUSED, public, row

NOT_OF_THE_BOARD = {"officer": REFUSED, "administrator": REFUSED}
NOT_SEEN = {"officer": GONE, "administrator": GONE}
ONLY_THE_SECRETARIAT = {"others": REFUSED, "secretary": 200}


def world(cast):
    terms = TermsOfReference(title="Terms of reference", agreed_on=datetime.date(2018, 3, 1))
    terms.record([("Purpose", "Advisory.", False)], by=cast.secretary)
    review = EffectivenessReview(held_on=datetime.date(2018, 3, 1), found="Too few meetings.")
    review.record(by=cast.secretary)
    newcomer = Person.objects.create(name="Nova Newcomer")
    minutes = Publication.objects.issue(
        kind="minutes",
        slug="2018-03-01-minutes",
        title="Minutes of 1 March 2018",
        held_on=datetime.date(2018, 3, 1),
        document={"items": []},
        pdf=b"%PDF-1.7",
        by=cast.secretary,
        approved_by=cast.chairman,
    )
    return SimpleNamespace(
        seat=cast.seats["member"],
        nomination=Nomination.objects.create(
            seat=cast.seats["member"], name="Nell New", nominated_on=datetime.date(2018, 9, 1)
        ),
        holding=SeatHolding.objects.get(person=cast.member.person),
        person=newcomer,
        affiliation=Affiliation.objects.get(person=cast.partner.person),
        organisation=cast.police,
        terms=terms,
        review=review,
        frequency=FrequencyRule.objects.create(group=cast.board, wording="Monthly", months=1),
        holiday=Holiday.objects.create(day=datetime.date(2032, 3, 26), name="Good Friday"),
        minutes=minutes,
    )


def of(name):
    return lambda world: {"pk": getattr(world, name).pk}


SLUG = {"slug": "2018-03-01-minutes"}
FILE = SLUG | {"name": "minutes"}
LAST_DAY = {"ends_on_day": "1", "ends_on_month": "10", "ends_on_year": "2018"}
MAY_NOT = {"others": REFUSED, "secretary": 302, "officer": GONE, "administrator": GONE}
MAY_NOT_SEE_FORM = MAY_NOT | {"secretary": 200}


NOMINATION = {
    "name": "Nova Newcomer",
    "nominated_on_day": "1",
    "nominated_on_month": "9",
    "nominated_on_year": "2018",
}


def put_in(world):
    return {"person": world.person.pk, "capacity": "standing_deputy"}


def affiliation(world):
    return {"organisation": world.organisation.pk}


TERMS = {
    "agreed_on_day": "1",
    "agreed_on_month": "9",
    "agreed_on_year": "2018",
    "heading_1": "Purpose",
    "text_1": "Advisory still.",
    "heading_2": "",
    "text_2": "",
}
SETTINGS = {
    "name": "Another Board",
    "short_name": "AB",
    "amber_word": "Amber",
    "quarter_year": "calendar",
    "agenda_clear_days": "5",
    "allows_links": "on",
}

FREQUENCY = {
    "wording": "Quarterly",
    "months": "3",
    "starts_on_day": "3",
    "starts_on_month": "7",
    "starts_on_year": "2018",
}
HOLIDAY = {"day_day": "29", "day_month": "3", "day_year": "2032", "name": "Easter Monday"}
SITS = {"others": REFUSED, "member": 200, "deputy": 200, "chairman": 200, "secretary": 200}
KEEPS_REVIEWS = {"others": GONE, "member": REFUSED, "deputy": REFUSED, "chairman": REFUSED}
REVIEW = {
    "held_on_day": "3",
    "held_on_month": "7",
    "held_on_year": "2018",
    "found": "Partners answer late.",
    "follows": "",
}
SETS_UP = {"others": REFUSED, "secretary": 200, "administrator": 200}
CHANGES_SETTINGS = {"others": REFUSED, "secretary": 302, "administrator": 302}


def frequency(world):
    return FREQUENCY | {"group": world.frequency.group_id}


ROWS = [
    row("frequency", others=200, **NOT_OF_THE_BOARD),
    row("frequency-new", **ONLY_THE_SECRETARIAT),
    row("frequency-new", "POST", data=frequency, others=REFUSED, secretary=302),
    row("frequency-edit", kwargs=of("frequency"), **ONLY_THE_SECRETARIAT),
    row(
        "frequency-edit",
        "POST",
        kwargs=of("frequency"),
        data=FREQUENCY,
        others=REFUSED,
        secretary=302,
    ),
    row("holidays", **SETS_UP),
    row("holidays", "POST", data=HOLIDAY, **CHANGES_SETTINGS),
    row("holiday-removal", "POST", kwargs=of("holiday"), **CHANGES_SETTINGS),
    row("members", others=200, **NOT_OF_THE_BOARD),
    row("members", query="?as_at=2017-11-03", others=200, **NOT_OF_THE_BOARD),
    row("seat", kwargs=of("seat"), others=200, **NOT_SEEN),
    row("seat-new", **ONLY_THE_SECRETARIAT),
    row(
        "seat-new",
        "POST",
        data={"category": "member", "label": "Barbican Estate", "condition": ""},
        others=REFUSED,
        secretary=302,
    ),
    row("seat-edit", kwargs=of("seat"), **MAY_NOT_SEE_FORM),
    row("seat-edit", "POST", kwargs=of("seat"), data={"label": "CoLP", "condition": ""}, **MAY_NOT),
    row("seat-ending", kwargs=of("seat"), **MAY_NOT_SEE_FORM),
    row("seat-ending", "POST", kwargs=of("seat"), data=LAST_DAY, **MAY_NOT),
    row("holding-new", kwargs=of("seat"), **MAY_NOT_SEE_FORM),
    row("holding-new", "POST", kwargs=of("seat"), data=put_in, **MAY_NOT),
    row("nomination-new", kwargs=of("seat"), **MAY_NOT_SEE_FORM),
    row("nomination-new", "POST", kwargs=of("seat"), data=NOMINATION, **MAY_NOT),
    row(
        "nomination-withdrawal",
        "POST",
        kwargs=of("nomination"),
        **KEEPS_REVIEWS | {"secretary": 302},
    ),
    row("holding-ending", kwargs=of("holding"), **MAY_NOT_SEE_FORM),
    row("holding-ending", "POST", kwargs=of("holding"), data=LAST_DAY, **MAY_NOT),
    row("people", others=200, **NOT_OF_THE_BOARD),
    row("person", kwargs=of("person"), others=200, **NOT_SEEN),
    row("person-new", **ONLY_THE_SECRETARIAT),
    row("person-new", "POST", data={"name": "Nell New"}, others=REFUSED, secretary=302),
    row("person-edit", kwargs=of("person"), **MAY_NOT_SEE_FORM),
    row("person-edit", "POST", kwargs=of("person"), data={"name": "Nova"}, **MAY_NOT),
    row("person-invitation", kwargs=of("person"), **MAY_NOT_SEE_FORM),
    row(
        "person-invitation",
        "POST",
        kwargs=of("person"),
        data={"email": "nova@example.org"},
        **MAY_NOT,
    ),
    row("affiliation-new", kwargs=of("person"), **MAY_NOT_SEE_FORM),
    row("affiliation-new", "POST", kwargs=of("person"), data=affiliation, **MAY_NOT),
    row("affiliation-ending", kwargs=of("affiliation"), **MAY_NOT_SEE_FORM),
    row("affiliation-ending", "POST", kwargs=of("affiliation"), data=LAST_DAY, **MAY_NOT),
    row("organisations", others=200, **NOT_OF_THE_BOARD),
    row("organisation", kwargs=of("organisation"), others=200, **NOT_SEEN),
    row("organisation-new", **ONLY_THE_SECRETARIAT),
    row("organisation-new", "POST", data={"name": "Port Health"}, others=REFUSED, secretary=302),
    row("organisation-edit", kwargs=of("organisation"), **MAY_NOT_SEE_FORM),
    row("organisation-edit", "POST", kwargs=of("organisation"), data={"name": "Police"}, **MAY_NOT),
    row("terms-of-reference", others=200, **NOT_OF_THE_BOARD),
    row("terms-of-reference-version", kwargs=of("terms"), others=200, **NOT_SEEN),
    row("terms-of-reference-new", **ONLY_THE_SECRETARIAT),
    row("terms-of-reference-new", "POST", data=TERMS, others=REFUSED, secretary=302),
    row("effectiveness-reviews", **SITS),
    row("effectiveness-review", kwargs=of("review"), **SITS | {"others": GONE}),
    row("effectiveness-review-new", **ONLY_THE_SECRETARIAT),
    row("effectiveness-review-new", "POST", data=REVIEW, others=REFUSED, secretary=302),
    row(
        "effectiveness-review-edit",
        kwargs=of("review"),
        **KEEPS_REVIEWS | {"secretary": 200},
    ),
    row(
        "effectiveness-review-edit",
        "POST",
        kwargs=of("review"),
        data=REVIEW,
        **KEEPS_REVIEWS | {"secretary": 302},
    ),
    row("board-settings", others=REFUSED, secretary=200, administrator=200),
    row("board-settings", "POST", data=SETTINGS, others=REFUSED, secretary=302, administrator=302),
    public("published"),
    public("published-feed"),
    public("publication", kwargs=SLUG),
    public("publication", kwargs={"slug": "no-such-paper"}, status=GONE),
    public("publication-pdf", kwargs=FILE),
    row("publication-withdrawal", kwargs=SLUG, **ONLY_THE_SECRETARIAT, anonymous=LOGIN),
    row(
        "publication-withdrawal",
        "POST",
        kwargs=SLUG,
        data={"note": "A slip in item 3."},
        others=REFUSED,
        secretary=302,
    ),
]
