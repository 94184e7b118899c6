"""Which rows of the table a reader asked for, as conditions of a query; and in which order."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.formats import date_format

from actions.models import Lead, Rating
from actions.models.revisions import FOUR_PS
from actions.stuck import that_are_overdue, that_are_stuck
from priorities.models import FocusArea, FocusSet, Priority, PriorityLink

DROPPED = "dropped"
FOCUS = "focus-"
NO_P = Q(**dict.fromkeys(FOUR_PS, False))
PLACE = ("area__position", "position", "action_id")
WORST_FIRST = Case(
    When(is_silent=True, then=3),
    *(When(rating=rating, then=place) for place, rating in enumerate(["red", "amber", "green"])),
    When(rating="", then=3),
    default=4,
    output_field=IntegerField(),
)
ORDERS = {
    "": PLACE,
    "rating": (WORST_FIRST, *PLACE),
    "still": (F("rated_on").asc(nulls_last=True), *PLACE),
    "lead": ("lead_printed", *PLACE),
    "reference": ("action_id",),
}


@dataclass(frozen=True)
class Chosen:
    """What of the table a reader asked for; empty means all. A value nobody offered means none."""

    area: str = ""
    lead: str = ""
    rating: str = ""
    four_p: str = ""
    state: str = ""
    mine: bool = False
    open_only: bool = False
    sort: str = ""

    @property
    def is_narrowed(self):
        chosen = (self.area, self.lead, self.rating, self.four_p, self.state)
        return any(chosen) or self.mine or self.open_only

    @property
    def order(self):
        return ORDERS.get(self.sort, PLACE)

    def condition(self, day, *, months_stuck, months_overdue):
        """For states of rows as `actions.facts.told_apart` annotates them: `is_silent`, `has_left`,
        `is_mine`; and `told_on` or `asks`, when the state asks about it."""
        states = {
            "": Q(),
            "stuck": that_are_stuck(day, months_stuck) & ON_TABLE,
            "overdue": that_are_overdue(day, months_overdue) & ON_TABLE,
            "no_return": Q(is_silent=True),
            "on_table": ON_TABLE,
            "closed": Q(is_closed=True),
            "placeholder": Q(issues="", actions=""),
            "asks": ~Q(asks=""),
        }
        return (
            states.get(self.state, NONE)
            & self._area()
            & self._lead()
            & self._four_p()
            & self._rating()
            & (Q(is_mine=True) if self.mine else Q())
        )

    def _area(self):
        """A heading of any of the lists; of another list than the table's, what speaks of it."""
        if not self.area:
            return Q()
        if self.area.startswith(FOCUS) and (pk := number(self.area.removeprefix(FOCUS))):
            headings = FocusArea.objects.filter(focus_set=pk, priority__isnull=False)
            return speaks_of(headings.values("priority"))
        if pk := number(self.area):
            return speaks_of(Priority.objects.filter(pk=pk).values("pk"))
        return NONE

    def _lead(self):
        if not self.lead:
            return Q()
        kind, _, rest = self.lead.partition("-")
        if kind in {"organisation", "seat", "person"}:
            return Q(Exists(led(**{kind: number(rest)}))) if number(rest) else NONE
        return Q(Exists(led(collective=self.lead)))

    def _four_p(self):
        if not self.four_p:
            return Q()
        return {"none": NO_P, **{name: Q(**{name: True}) for name in FOUR_PS}}.get(
            self.four_p, NONE
        )

    def _rating(self):
        if self.rating == DROPPED:
            return Q(is_dropped=True)
        if self.rating == Rating.BLUE:
            return Q(rating=Rating.BLUE, is_dropped=False)
        if not self.rating:
            return ON_TABLE
        # What nobody vouches for any longer has no rating to be chosen by.
        return ON_TABLE & Q(is_silent=False, rating="" if self.rating == "none" else self.rating)


NONE = Q(pk__in=[])
ON_TABLE = Q(is_dropped=False, has_left=False)


def number(text):
    """A key as a database can hold it; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0


def speaks_of(headings):
    links = PriorityLink.objects
    return (
        Q(area__in=headings)
        | Q(area__in=links.filter(other__in=headings).values("one"))
        | Q(area__in=links.filter(one__in=headings).values("other"))
    )


def led(**by):
    return Lead.objects.filter(revision=OuterRef("pk"), **by)


@dataclass(frozen=True)
class Offer:
    """What there is to choose from. `areas`: (heading of a group, its choices); `leads`: choices."""

    areas: list
    leads: list


def read_offer(kept):
    """The `Offer` for these states of rows, in one query."""
    found = sorted(
        headings().union(focus_sets(), leads_of(kept)), key=lambda one: one[4:] + one[2:3]
    )
    groups, leads = {}, {}
    for kind, key, label, group, _ in found:
        if kind == "area":
            groups.setdefault(group, []).append((str(key), label))
        elif kind == "focus":
            words = (
                f"Agreed on {date_format(date.fromisoformat(label), 'j F Y')}"
                if label
                else "Agreed"
            )
            groups.setdefault("Focus areas", []).append((f"{FOCUS}{key}", words))
        elif key:
            leads[f"{kind}-{key}"] = label
        else:
            leads[label] = Lead.Collective(label).label
    by_name = sorted(leads.items(), key=lambda choice: choice[1].casefold())
    return Offer(list(groups.items()), by_name)


def headings():
    """Those of the table's own list first."""
    own = When(scheme__slug="annex-b", then=Value(-1))
    scheme = Case(own, default=whole("scheme__position"), output_field=IntegerField())
    place = scheme * Value(1000) + whole("position")
    return Priority.objects.order_by().values_list(
        Value("area"), "pk", "title", "scheme__name", place
    )


def whole(name):
    return Cast(name, IntegerField())


def focus_sets():
    agreed_on = Coalesce(Cast("agreed_on", CharField()), Value(""))
    return FocusSet.objects.order_by().values_list(
        Value("focus"), "pk", agreed_on, Value(""), Value(1_000_000)
    )


def leads_of(kept):
    kind = Case(
        When(organisation__isnull=False, then=Value("organisation")),
        When(seat__isnull=False, then=Value("seat")),
        When(person__isnull=False, then=Value("person")),
        default=Value("together"),
    )
    key = Coalesce("organisation_id", "seat_id", "person_id", Value(0))
    name = Coalesce("organisation__name", "seat__label", "person__name", "collective")
    leads = Lead.objects.order_by().filter(revision__in=kept.order_by().values("pk"))
    return leads.values_list(kind, key, name, Value(""), Value(0))
