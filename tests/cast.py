"""The people every test knows, and the small Board they sit on.

`cast.secretary`, `cast.chairman` … are users. They come with seats and affiliations that
have no dates, so they hold on any Board's day.
"""

from types import SimpleNamespace

from accounts.models import User
from board.models import (
    Affiliation,
    BoardSettings,
    Group,
    Organisation,
    Person,
    Seat,
    SeatHolding,
    SeatOrganisation,
)

PERSONAS = [
    "anonymous",
    "ended",
    "officer",
    "observer",
    "co_optee",
    "partner",
    "other_partner",
    "member",
    "deputy",
    "chairman",
    "secretary",
    "administrator",
]


def assemble():
    """Create the Board and its people; return them by name."""
    BoardSettings.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Serious and Organised Crime Board",
            "short_name": "SOCB",
            "about": "An advisory partnership board.",
        },
    )
    cast = SimpleNamespace(anonymous=None)
    cast.board = Group.objects.create(
        kind="board", name="Serious and Organised Crime Board", short_name="Board", slug="board"
    )
    cast.working_group = Group.objects.create(
        kind="working_group", name="Working Group", slug="working-group"
    )
    cast.scp = Group.objects.create(
        kind="committee", name="Safer City Partnership", short_name="SCP", slug="scp"
    )
    cast.police = Organisation.objects.create(name="City of London Police", short_name="CoLP")
    cast.fire = Organisation.objects.create(name="London Fire Brigade", short_name="LFB")
    cast.council = Organisation.objects.create(name="City of London Corporation", short_name="CoL")

    cast.seats = {}
    for position, (category, label, organisation) in enumerate(
        [
            ("chairman", "Borough Commander, City of London", cast.fire),
            ("deputy_chairman", "Deputy Chairman", cast.council),
            ("member", "Commander of Operations, CoLP", cast.police),
            ("co_optee", "National Crime Agency", None),
            ("observer", "Observer", None),
            ("secretariat", "Community Safety Team", cast.council),
        ]
    ):
        seat = Seat.objects.create(category=category, label=label, position=position)
        if organisation:
            SeatOrganisation.objects.create(seat=seat, organisation=organisation)
        cast.seats[category] = seat

    def person(persona, name, *, seat=None, contact_for=None, works_for=None):
        user = User.objects.create(email=f"{persona.replace('_', '-')}@example.org", name=name)
        user.set_unusable_password()
        user.save()
        somebody = Person.objects.create(name=name, user=user)
        if seat:
            SeatHolding.objects.create(seat=cast.seats[seat], person=somebody)
        if contact_for or works_for:
            Affiliation.objects.create(
                person=somebody,
                organisation=contact_for or works_for,
                is_contact=bool(contact_for),
            )
        setattr(cast, persona, user)

    person("secretary", "Sam Secretary", seat="secretariat", works_for=cast.council)
    person("chairman", "Casey Chairman", seat="chairman", works_for=cast.fire)
    person("deputy", "Drew Deputy", seat="deputy_chairman", works_for=cast.council)
    person("member", "Morgan Member", seat="member", contact_for=cast.police)
    person("co_optee", "Corin Cooptee", seat="co_optee")
    person("observer", "Oakley Observer", seat="observer")
    person("partner", "Parker Partner", contact_for=cast.police)
    person("other_partner", "Finley Fire", contact_for=cast.fire)
    person("ended", "Emery Ended", seat="member")
    cast.ended.is_active = False
    cast.ended.save()
    cast.officer = User.objects.create(email="officer@example.org", name="Olly Officer")
    cast.administrator = User.objects.create(
        email="administrator@example.org", name="Ari Administrator", is_administrator=True
    )
    return cast
