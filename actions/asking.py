"""Whom an update round asks, and for which rows: worked out from the action table as it stands."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.text import get_text_list

from actions.models import ActionRevision, Rating
from actions.models.requests import TAKING_PART
from actions.table import has_left_table, last_board_meeting_before
from board.models import Affiliation, Organisation, Person, Seat, SeatHolding


@dataclass
class Plan:
    """One partner: its own rows, those it shares with all partners, and who gets the e-mail."""

    partner: Organisation | Seat | Person
    rows: list = field(default_factory=list)
    shared: list = field(default_factory=list)
    users: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.partner._meta.model_name}-{self.partner.pk}"


def plan_round(day):
    """A plan for each partner: organisations by name, then seats, then people. Only open rows that
    are on the table and not complete are asked for."""
    plans = {}
    rows = list(rows_to_ask(day))
    for row in rows:
        for partner in partners_of(row):
            plan = plans.setdefault(partner, Plan(partner))
            plan.rows.append(row)
    shared = [row for row in rows if row.is_led_by_partners]
    for organisation in with_a_contact(day) if shared else []:
        plan = plans.setdefault(organisation, Plan(organisation))
        plan.shared = [row for row in shared if row not in plan.rows]
    users = recipients(plans, day)
    for plan in plans.values():
        plan.users = users.get(plan.partner, [])
    kinds = [Organisation, Seat, Person]
    return sorted(
        plans.values(), key=lambda plan: (kinds.index(type(plan.partner)), str(plan.partner))
    )


def rows_to_ask(day):
    meeting = last_board_meeting_before(day)
    rows = ActionRevision.objects.current().filter(is_closed=False, is_dropped=False)
    for row in rows.exclude(rating=Rating.BLUE).with_leads().in_order():
        if not has_left_table(row, meeting):
            yield row


def partners_of(row):
    """Who is asked for the row as its own; somebody merged into another as that other."""
    for lead in row.leads.all():
        if lead.organisation:
            yield lead.organisation
        elif lead.seat and lead.seat.category in TAKING_PART:
            yield lead.seat
        elif lead.person:
            yield lead.person.merged_into or lead.person


def with_a_contact(day):
    contacts = Affiliation.objects.in_force(day).filter(
        is_contact=True, person__user__is_active=True
    )
    return Organisation.objects.filter(affiliations__in=contacts).distinct()


def recipients(partners, day):
    """Who answers for each partner and can be written to: {partner: [users]}. Three queries."""
    found = {}
    contacts = Affiliation.objects.in_force(day).filter(
        is_contact=True, person__user__is_active=True
    )
    of_partners = contacts.filter(organisation__in=of_kind(Organisation, partners))
    for contact in of_partners.select_related("person__user", "organisation"):
        found.setdefault(contact.organisation, []).append(contact.person.user)
    holdings = SeatHolding.objects.in_force(day).filter(
        seat__in=Seat.objects.in_force(day).filter(category__in=TAKING_PART),
        person__user__is_active=True,
    )
    of_partners = holdings.filter(seat__in=of_kind(Seat, partners))
    for holding in of_partners.select_related("person__user", "seat"):
        found.setdefault(holding.seat, []).append(holding.person.user)
    take_part = Q(pk__in=holdings.values("person")) | Q(pk__in=contacts.values("person"))
    people = Person.objects.filter(take_part, pk__in=[p.pk for p in of_kind(Person, partners)])
    for person in people.select_related("user"):
        found[person] = [person.user]
    return found


def of_kind(kind, partners):
    return [partner for partner in partners if isinstance(partner, kind)]


def representative_of(request, day):
    """The names of who represents a partner on the Board, as the membership says; "" for nobody."""
    if request.person:
        return str(request.person)
    holdings = SeatHolding.objects.in_force(day).exclude(
        capacity=SeatHolding.Capacity.STANDING_DEPUTY
    )
    holdings = holdings.filter(seat__in=Seat.objects.in_force(day).filter(category__in=TAKING_PART))
    if request.seat:
        holdings = holdings.filter(seat=request.seat)
    else:
        holdings = holdings.filter(seat__seat_organisations__organisation=request.organisation)
    people = holdings.select_related("person").order_by("seat__position", "position", "pk")
    names = dict.fromkeys(str(holding.person) for holding in people)
    return get_text_list(list(names), "and")
