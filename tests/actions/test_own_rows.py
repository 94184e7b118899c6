"""An own row is led by my organisation, a seat I hold, or me (the SECURITY page's words)."""

import pytest

from actions.models import Lead
from board.models import Person

RATE, NOTE, NOTHING = "rate", "note", "nothing"
PERSONAS = ["observer", "co_optee", "partner", "other_partner", "member", "chairman", "secretary"]


def leads(cast, names):
    known = {
        "police": lambda: Lead(organisation=cast.police),
        "police accountable": lambda: Lead(organisation=cast.police, is_accountable=True),
        "fire": lambda: Lead(organisation=cast.fire),
        "council": lambda: Lead(organisation=cast.council),
        "partners": lambda: Lead(collective="partners"),
        "all partners": lambda: Lead(collective="all_partners"),
        "co-optee's seat": lambda: Lead(seat=cast.seats["co_optee"]),
        "observer's seat": lambda: Lead(seat=cast.seats["observer"]),
        "chairman's seat": lambda: Lead(seat=cast.seats["chairman"]),
        "partner in person": lambda: Lead(person=cast.partner.person),
    }
    return [known[name]() for name in names]


def may(user, row):
    user.__dict__.pop("_roles", None)
    if user.has_perm("actions.rate_row", row):
        return RATE
    return NOTE if user.has_perm("actions.note_row", row) else NOTHING


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["police"], {"partner": RATE, "member": RATE}),
        (["fire"], {"other_partner": RATE}),
        (["police", "fire"], {"partner": RATE, "member": RATE, "other_partner": RATE}),
        (["council"], {}),
        (["partner in person"], {"partner": RATE}),
        (["co-optee's seat"], {"co_optee": RATE}),
        (["observer's seat"], {}),
        (["chairman's seat"], {"chairman": RATE}),
        (["partners"], {"partner": NOTE, "member": NOTE, "other_partner": NOTE}),
        (["all partners"], {"partner": NOTE, "member": NOTE, "other_partner": NOTE}),
        (
            ["all partners", "police accountable"],
            {"partner": RATE, "member": RATE, "other_partner": NOTE},
        ),
        ([], {}),
    ],
)
def test_who_may_rate_and_who_may_note(annex, cast, names, expected):
    row = annex.add(*leads(cast, names)).current
    everyone = dict.fromkeys(PERSONAS, NOTHING) | {"secretary": RATE} | expected
    assert {name: may(getattr(cast, name), row) for name in PERSONAS} == everyone


def test_a_closed_own_row_is_for_those_who_may_see_closed_rows(annex, cast):
    closed = {"is_closed": True, "closed_reason": "paragraph 7"}
    row = annex.add(annex.police, Lead(collective="partners"), **closed).current
    assert {name: may(getattr(cast, name), row) for name in PERSONAS} == {
        **dict.fromkeys(PERSONAS, NOTHING),
        "member": RATE,
        "secretary": RATE,
    }


def test_a_row_taken_off_the_table_is_not_rated(annex, cast):
    row = annex.add(annex.police)
    row.drop(by=cast.secretary, as_at=annex.day, version=1, note="Merged.")
    assert may(cast.partner, row.current) == NOTHING


def test_a_person_merged_into_me_leads_as_me(annex, cast):
    earlier = Person.objects.create(name="P Partner", merged_into=cast.partner.person)
    row = annex.add(Lead(person=earlier)).current
    assert may(cast.partner, row) == RATE
    assert may(cast.member, row) == NOTHING
