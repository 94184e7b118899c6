"""A large made-up Board, for measuring: the same arguments always give the same records.

Its rows and minutes say of themselves that they are made up; nobody is quoted in them.
"""

import datetime
import random
import uuid
from itertools import cycle, islice

from django.db.models import OuterRef, Subquery
from django.utils.timezone import make_aware

from accounts.models import User
from actions.models import Action, ActionRevision, Lead, Rating, UpdateRound
from actions.models.requests import RequestedRow, UpdateReply, UpdateRequest
from actions.models.revisions import FOUR_PS
from board.models import BoardSettings, Group, Organisation
from meetings.models import AgendaItem, Meeting, MinuteParagraph, Minutes, ParagraphRevision
from priorities.models import Priority
from socboard.demo import board, priorities

NAME = "Made-up Board for measuring"
AT_ONCE = 2000
ITEMS, PARAGRAPHS = 14, 3
# The latest minutes are long: 14 items of 12 paragraphs.
LONG = 12
ASKED = 20
CLOSED = {"is_closed": True, "closed_reason": "paragraph 7"}
SENTENCE = (
    "Made-up words of about the length that the Board's papers have: partners were asked to share"
    " what they know of this, and how far each of them had come was to be told again."
)


def build(*, actions, revisions, meetings, today):
    """The demonstration's seats and sign-ins, then this many rows, states of each, and meetings."""
    board.load()
    priorities.load()
    BoardSettings.objects.update(name=NAME)
    chance = random.Random(2018)
    by = User.objects.get(email="secretary@example.org")
    build_meetings(meetings, by=by, today=today, chance=chance)
    build_rows(actions, revisions, by=by, today=today, chance=chance)
    if actions and meetings:
        build_round(by=by, today=today)


def keep(model, records):
    """Add records without holding all of them at once; the databases limit a statement."""
    for some in in_parts(records, AT_ONCE):
        model.objects.bulk_create(some)


def in_parts(things, many):
    rest = iter(things)
    while some := list(islice(rest, many)):
        yield some


# Meetings and minutes


def build_meetings(number, *, by, today, chance):
    group = Group.objects.get(slug="board")
    themes = list(Priority.objects.filter(scheme__slug="annex-b"))
    days = [today - datetime.timedelta(days=30 * n + 5) for n in range(number)]
    held = [
        Meeting(group=group, held_on=day, state="held", theme=theme, slug=f"{day}-board")
        for day, theme in zip(days, cycle(themes), strict=False)
    ]
    keep(Meeting, held)
    circulated = Minutes.State.CIRCULATED
    keep(
        Minutes,
        (Minutes(meeting=m, state=circulated, circulated_at=moment(m.held_on)) for m in held),
    )
    keep(AgendaItem, (made_up_item(m, n, chance) for m in held for n in range(1, ITEMS + 1)))
    minutes = Minutes.objects.select_related("meeting").prefetch_related("meeting__items")
    keep(MinuteParagraph, paragraphs_of(minutes, chance, longest=held[:1]))
    places = MinuteParagraph.objects.select_related("minutes__meeting").order_by("pk")
    keep(ParagraphRevision, (made_up_words(place, by) for place in places.iterator()))
    words = ParagraphRevision.objects.filter(paragraph=OuterRef("pk")).values("pk")[:1]
    MinuteParagraph.objects.update(current=Subquery(words), circulated=Subquery(words))


def made_up_item(meeting, number, chance):
    closed = CLOSED if chance.random() < 0.1 else {}
    title = f"Made-up item {number}"
    return AgendaItem(
        meeting=meeting, number=str(number), position=number, title=title, outcome="taken", **closed
    )


def paragraphs_of(minutes, chance, *, longest):
    for one in minutes:
        many = LONG if one.meeting in longest else PARAGRAPHS
        for item in one.meeting.items.all():
            for position in range(1, many + 1):
                yield MinuteParagraph(minutes=one, item=item, position=position, key=key(chance))


def made_up_words(place, by):
    kind = "decision" if place.position % PARAGRAPHS == 0 else "note"
    at = moment(place.minutes.meeting.held_on)
    text = f"{SENTENCE} ({place.pk})" if kind == "note" else "This made-up report be noted."
    return ParagraphRevision(
        paragraph=place, number=1, kind=kind, text=text, made_at=at, made_by=by
    )


# Rows of the action table


def build_rows(number, revisions, *, by, today, chance):
    areas = list(Priority.objects.filter(scheme__slug="annex-b"))
    partners = list(Organisation.objects.order_by("name"))
    keep(Action, (Action(form_key=key(chance)) for _ in range(number)))
    rows = Action.objects.order_by("pk").values_list("pk", flat=True)
    for some in in_parts(enumerate(rows), AT_ONCE // 10):
        states = [
            state
            for place, pk in some
            for state in states_of(pk, place, revisions, areas, by=by, today=today, chance=chance)
        ]
        keep(ActionRevision, states)
        keep(Lead, (lead for state in states for lead in leads_of(state, partners)))
    latest = ActionRevision.objects.filter(action=OuterRef("pk")).order_by("-as_at", "-id")
    Action.objects.update(current=Subquery(latest.values("pk")[:1]))


def states_of(pk, place, revisions, areas, *, by, today, chance):
    """A row from its first day on, about a quarter of a year from state to state."""
    row = {"area": areas[place % len(areas)], "position": place // len(areas) % 32000}
    row |= {name: chance.random() < 0.3 for name in FOUR_PS}
    row |= CLOSED if chance.random() < 0.03 else {}
    rated_on, rating, day = None, "", today - datetime.timedelta(days=90 * revisions)
    for number in range(1, revisions + 1):
        day += datetime.timedelta(days=chance.randint(84, 90))
        turned = chance.random() < 0.3
        if turned:
            rating, rated_on = next_rating(rating, number == revisions, chance), day
        dropped = number == revisions and chance.random() < 0.02
        yield ActionRevision(
            action_id=pk,
            number=number,
            what=what_of(number, turned, dropped),
            as_at=day,
            made_at=moment(day),
            made_by=by,
            rating=rating,
            rated_on=rated_on,
            is_dropped=dropped,
            issues=f"Made-up issue {place + 1}, as told for the time {number}",
            lead_printed="Made-up lead",
            actions=SENTENCE,
            barriers="Made-up barrier" if rating in ("red", "amber") else "",
            outcomes="Made-up outcome",
            note="Made-up note",
            **row,
        )


def next_rating(rating, may_complete, chance):
    others = [Rating.RED, Rating.AMBER, Rating.GREEN, *[Rating.BLUE] * (2 * may_complete)]
    return chance.choice([other for other in others if other != rating]).value


def what_of(number, turned, dropped):
    if number == 1:
        return ActionRevision.What.CREATED
    if dropped:
        return ActionRevision.What.DROPPED
    return ActionRevision.What.RATED if turned else ActionRevision.What.CONFIRMED


def leads_of(state, partners):
    lead = partners[state.position % len(partners)]
    yield Lead(revision=state, organisation=lead, is_accountable=True)
    if state.position % 5 == 0:
        yield Lead(revision=state, collective=Lead.Collective.PARTNERS)


# An update round


def build_round(*, by, today):
    """Before the next meeting every partner is asked for a few of its rows; half have answered."""
    group = Group.objects.get(slug="board")
    day = today + datetime.timedelta(days=14)
    coming = Meeting.objects.create(group=group, held_on=day, slug=f"{day}-board")
    closes_on = today + datetime.timedelta(days=7)
    opened = UpdateRound.objects.create(
        meeting=coming, opened_on=today, opened_by=by, closes_on=closes_on
    )
    open_rows = Action.objects.filter(current__is_closed=False, current__is_dropped=False)
    for number, partner in enumerate(Organisation.objects.order_by("name")):
        own = open_rows.filter(current__leads__organisation=partner)
        if rows := own.exclude(current__rating=Rating.BLUE).order_by("pk")[:ASKED]:
            request = UpdateRequest.objects.create(round=opened, organisation=partner)
            keep(RequestedRow, (RequestedRow(request=request, action=row) for row in rows))
            said = rows if number % 2 else []
            keep(UpdateReply, (UpdateReply(request=request, revision=row.current) for row in said))


def key(chance):
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def moment(day):
    return make_aware(datetime.datetime.combine(day, datetime.time(12)))
