"""What partners say of the priorities: an open threat of the police, a closed one, a profile, a
return of the police, an agreement between the police and the fire brigade."""

import datetime
from types import SimpleNamespace

from priorities.models import (
    EmergingThreat,
    LocalProfile,
    PartnerReturn,
    Priority,
    Scheme,
    SharingAgreement,
)
from tests.access import GONE, REFUSED, row

DAY = datetime.date(2018, 9, 3)


def world(cast):
    scheme, _ = Scheme.objects.get_or_create(
        slug="annex-b", defaults={"name": "Annex B", "source": "Annex B"}
    )
    area, _ = Priority.objects.get_or_create(
        scheme=scheme, title="Cyber attack", defaults={"position": 1}
    )

    def threat(**fields):
        kept = EmergingThreat(
            title="Spoof invoices",
            raised_by=cast.partner,
            on_behalf_of=cast.police,
            raised_on=DAY,
            **fields,
        )
        kept.record(by=cast.partner)
        return kept

    profile = LocalProfile(title="Cyber profile", priority=area, owner=cast.police, dated=DAY)
    profile.record(by=cast.secretary)
    returned = PartnerReturn(organisation=cast.police, returned_on=DAY, emerging="Fraud.")
    returned.record(by=cast.partner)
    agreement = SharingAgreement(about="Premises of concern")
    agreement.record(by=cast.secretary, parts={"parties": [cast.police, cast.fire]})
    return SimpleNamespace(
        area=area,
        police=cast.police,
        fire=cast.fire,
        threat=threat(),
        closed=threat(is_closed=True),
        profile=profile,
        returned=returned,
        agreement=agreement,
    )


def of(name):
    return lambda world: {"pk": getattr(world, name).pk}


def day(name):
    return {f"{name}_day": "4", f"{name}_month": "9", f"{name}_year": "2018"}


def profile(world):
    return {
        "title": "Cyber profile",
        "priority": world.area.pk,
        "owner": world.police.pk,
        "version": 1,
        **day("dated"),
    }


def agreement(world):
    return {
        "about": "Premises",
        "organisations": [world.police.pk, world.fire.pk],
        "version": 1,
    }


def partner_return(world):
    return {"organisation": world.police.pk, "emerging": "Fraud.", "version": 1}


UNSEEN = {"officer": REFUSED, "administrator": REFUSED}
HIDDEN = {"officer": GONE, "administrator": GONE}
CLOSED = {**HIDDEN, "observer": GONE, "co_optee": GONE, "partner": GONE, "other_partner": GONE}
SECRETARY = {"others": REFUSED, "secretary": 200}
NO_RETURNS = {**UNSEEN, "observer": REFUSED, "co_optee": REFUSED}
# Members read every return, partners their own; nobody else knows of one.
OTHERS_RETURN = {**HIDDEN, "observer": GONE, "co_optee": GONE, "other_partner": GONE}
FILLS = ["partner", "other_partner", "member", "chairman", "deputy", "secretary"]
CHANGES = ["partner", "member", "chairman", "deputy", "secretary"]

ROWS = [
    row("threats", others=200, **UNSEEN),
    row("threat", others=200, kwargs=of("threat"), **HIDDEN),
    row("threat", others=200, kwargs=of("closed"), **CLOSED),
    row("threat-new", others=200, observer=REFUSED, **UNSEEN),
    row("threat-new", "POST", others=302, data={"title": "New"}, observer=REFUSED, **UNSEEN),
    row(
        "threat-edit",
        others=REFUSED,
        kwargs=of("threat"),
        partner=200,
        secretary=200,
        **HIDDEN,
    ),
    row(
        "threat-edit",
        "POST",
        others=REFUSED,
        kwargs=of("threat"),
        data={"title": "Spoof", "version": 1},
        partner=302,
        secretary=302,
        **HIDDEN,
    ),
    row("threat-taking", others=REFUSED, kwargs=of("threat"), secretary=200, **HIDDEN),
    row(
        "threat-taking",
        "POST",
        others=REFUSED,
        kwargs=of("threat"),
        data=day("taken_on"),
        secretary=302,
        **HIDDEN,
    ),
    row("threat-ending", others=REFUSED, kwargs=of("threat"), secretary=200, **HIDDEN),
    row(
        "threat-ending",
        "POST",
        others=REFUSED,
        kwargs=of("threat"),
        data={"outcome": "Nothing new."},
        secretary=302,
        **HIDDEN,
    ),
    row("threat-return", "POST", others=REFUSED, kwargs=of("threat"), secretary=302, **HIDDEN),
    row("threat-closing", "POST", others=REFUSED, kwargs=of("threat"), secretary=302, **HIDDEN),
    row(
        "threat-opening",
        "POST",
        others=REFUSED,
        kwargs=of("closed"),
        chairman=302,
        deputy=302,
        **CLOSED,
    ),
    row("profiles", others=200, **UNSEEN),
    row("profile-new", **SECRETARY),
    row("profile-new", "POST", others=REFUSED, data=profile, secretary=302),
    row("profile-edit", others=REFUSED, kwargs=of("profile"), secretary=200, **HIDDEN),
    row(
        "profile-edit",
        "POST",
        others=REFUSED,
        kwargs=of("profile"),
        data=profile,
        secretary=302,
        **HIDDEN,
    ),
    row("sharing", others=200, **UNSEEN),
    row("sharing-new", **SECRETARY),
    row("sharing-new", "POST", others=REFUSED, data=agreement, secretary=302),
    row("sharing-edit", others=REFUSED, kwargs=of("agreement"), secretary=200, **HIDDEN),
    row(
        "sharing-edit",
        "POST",
        others=REFUSED,
        kwargs=of("agreement"),
        data=agreement,
        secretary=302,
        **HIDDEN,
    ),
    row("returns", others=200, **NO_RETURNS),
    row("return", others=200, kwargs=of("returned"), **OTHERS_RETURN),
    row("return-new", others=REFUSED, **dict.fromkeys(FILLS, 200)),
    row(
        "return-new",
        "POST",
        others=REFUSED,
        data=partner_return,
        **dict.fromkeys(FILLS, 302) | {"other_partner": 422},
    ),
    row(
        "return-edit",
        others=REFUSED,
        kwargs=of("returned"),
        **OTHERS_RETURN | dict.fromkeys(CHANGES, 200),
    ),
    row(
        "return-edit",
        "POST",
        others=REFUSED,
        kwargs=of("returned"),
        data=partner_return,
        **OTHERS_RETURN | dict.fromkeys(CHANGES, 302),
    ),
]
