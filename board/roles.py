"""Who somebody is to the Board today, read from dated seats and affiliations in one query."""

from dataclasses import dataclass, field

from django.db.models import FilteredRelation, Q

from board.day import today
from board.models import Person, Seat, SeatHolding

Category = Seat.Category
STANDING_DEPUTY = SeatHolding.Capacity.STANDING_DEPUTY


@dataclass(frozen=True)
class Roles:
    person_id: int | None = None
    categories: frozenset = field(default_factory=frozenset)
    seat_ids: frozenset = field(default_factory=frozenset)
    organisation_ids: frozenset = field(default_factory=frozenset)
    is_administrator: bool = False

    @property
    def is_secretariat(self):
        return Category.SECRETARIAT in self.categories

    @property
    def is_chairman(self):
        """Holder of the Chairman or deputy seat, or acting for it."""
        return bool(self.categories & {Category.CHAIRMAN, Category.DEPUTY_CHAIRMAN})

    @property
    def is_member(self):
        """Sits on the Board as of right: Chairman, deputy, member or adviser."""
        return self.is_chairman or bool(self.categories & {Category.MEMBER, Category.ADVISER})

    @property
    def is_co_optee(self):
        return Category.CO_OPTEE in self.categories

    @property
    def is_observer(self):
        return Category.OBSERVER in self.categories

    @property
    def is_contact(self):
        return bool(self.organisation_ids)

    @property
    def sees_meetings(self):
        """Every meeting, with its open papers."""
        return self.is_member or self.is_secretariat

    @property
    def sees_closed(self):
        """Closed items: title, text, papers, attendance, references, actions, history."""
        return self.is_member or self.is_secretariat

    @property
    def sees_actions(self):
        return self.sees_meetings or self.is_contact or self.is_co_optee or self.is_observer


NOBODY = Roles()


def roles_of(user, day=None):
    """The roles of a user on a day (today unless told). Kept on the user for the request."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    day = day or today()
    # By attribute: `request.user` is a lazy stand-in that hands attributes on to the user.
    if not hasattr(user, "_roles"):
        user._roles = {}
    if day not in user._roles:
        user._roles[day] = _read(user, day)
    return user._roles[day]


def _read(user, day):
    rows = list(
        Person.objects.filter(user=user)
        .annotate(
            held=FilteredRelation("holdings", condition=_in_force("holdings", day)),
            contact=FilteredRelation(
                "affiliations",
                condition=_in_force("affiliations", day) & Q(affiliations__is_contact=True),
            ),
        )
        .values_list(
            "pk",
            "held__seat_id",
            "held__seat__category",
            "held__capacity",
            "contact__organisation_id",
            "held__seat__starts_on",
            "held__seat__ends_on",
        )
    )
    seats = {
        (seat_id, counts_as(category, capacity))
        for _, seat_id, category, capacity, _, starts_on, ends_on in rows
        if seat_id
        and (starts_on is None or starts_on <= day)
        and (ends_on is None or ends_on >= day)
    }
    return Roles(
        person_id=rows[0][0] if rows else None,
        categories=frozenset(category for _, category in seats),
        seat_ids=frozenset(seat_id for seat_id, _ in seats),
        organisation_ids=frozenset(row[4] for row in rows if row[4]),
        is_administrator=user.is_administrator,
    )


def counts_as(category, capacity):
    """A standing deputy sits in the seat; the powers of the Chairman and the secretariat are
    their holder's, or of whoever acts for them."""
    if capacity != STANDING_DEPUTY:
        return category
    if category in {Category.CHAIRMAN, Category.DEPUTY_CHAIRMAN}:
        return Category.MEMBER
    return None if category == Category.SECRETARIAT else category


def _in_force(relation, day):
    return (
        Q(**{f"{relation}__starts_on__isnull": True}) | Q(**{f"{relation}__starts_on__lte": day})
    ) & (Q(**{f"{relation}__ends_on__isnull": True}) | Q(**{f"{relation}__ends_on__gte": day}))
