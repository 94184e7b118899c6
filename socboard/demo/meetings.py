"""The meetings the papers mention, with what they state; and three plainly made-up ones."""

import datetime
import uuid

from board.clear_days import all_holidays, latest_day
from board.models import BoardSettings, FrequencyRule, Group, Person
from meetings.agenda_document import CHAIR, agenda_document
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.models import (
    Admission,
    AgendaItem,
    Attendance,
    Entry,
    Meeting,
    Phrase,
    Reference,
    StandingItem,
)
from priorities.models import FocusSet, Priority
from socboard.demo import papers, read

MADE_UP = "Demonstration meeting"
CIRCULATED_AFTER = datetime.timedelta(days=14)


def load():
    """Make what is missing; change nothing that is there."""
    sasha = signs_in("secretary").user
    Phrase.objects.begin()
    for slug in ("board", "working-group"):
        load_standing_items(Group.objects.get(slug=slug), by=sasha)
    for row in read("meetings"):
        load_meeting(row, by=sasha)
    if not Meeting.objects.filter(title=MADE_UP).exists():
        earlier = made_up_meeting("2018-06-06", "demonstration_2018-06-06", by=sasha)
        later = made_up_meeting("2018-07-18", "demonstration_2018-07-18", by=sasha)
        admit("co-optee", later.items.get(is_closed=True))
        # Minutes still to be taken, and a meeting that can approve those of July.
        latest = made_up_meeting("2018-08-29", "demonstration_2018-08-29", by=sasha)
        papers.lay(latest, by=sasha)
        publish(earlier.minutes, at=later, by=sasha)
        earlier.close(by=sasha)
        planned_meeting("2018-12-19", theme="Drugs", by=sasha)


def signs_in(name):
    return Person.objects.select_related("user").get(user__email=f"{name}@example.org")


def load_standing_items(group, *, by):
    """What every agenda of a group begins with."""
    if not group.standing_items.exists():
        for row in read("standing_items"):
            StandingItem(group=group, **row).record(by=by)


def load_meeting(row, *, by):
    """A meeting of the papers: its day, and the words in which they speak of it."""
    group = Group.objects.get(slug=row["group"])
    held_on = datetime.date.fromisoformat(row["held_on"])
    if Meeting.objects.filter(group=group, held_on=held_on, is_made_up=False).exists():
        return
    meeting = Meeting(
        group=group,
        held_on=held_on,
        state=row["state"],
        summary=row["summary"],
        summary_source=row["source"],
    )
    meeting.arrange(by=by)
    for number, decision in enumerate(row.get("decisions", []), start=1):
        meeting.decisions.create(
            number=number, text=decision["text"], effect=decision["effect"], **adopted(decision)
        )
    if row.get("is_announced"):
        meeting.announce(by=by)


def adopted(decision):
    """What a decision of 3 July 2018 brought about."""
    if decision["effect"] == "focus_set":
        return {"focus_set": FocusSet.objects.first()}
    return {"frequency_rule": FrequencyRule.objects.get(group__slug="board", wording="Quarterly")}


def made_up_meeting(day, paper, *, by):
    """A meeting that never was, with an agenda, people of example.org and perhaps a draft."""
    row = read(paper)
    meeting = Meeting(
        group=Group.objects.get(slug="board"),
        held_on=datetime.date.fromisoformat(day),
        starts_at=datetime.time(10),
        venue="Committee room",
        title=MADE_UP,
        is_made_up=True,
    )
    meeting.arrange(by=by)
    paragraphs = {item["number"]: item.pop("paragraphs") for item in row["items"]}
    for item in row["items"]:
        meeting.add_item(AgendaItem(**item), by=by)
    send_out(meeting, by=by)
    items = {item.number: item for item in meeting.items.all()}
    for number, item in items.items():
        entries = [Entry(key=uuid.uuid4(), **paragraph) for paragraph in paragraphs[number]]
        if entries:
            meeting.start_minutes(by=by).write_item(item, entries, by=by)
    taken = dict.fromkeys(items.values(), (AgendaItem.Outcome.TAKEN, None))
    meeting.record_outcomes(taken, by=by)
    attendances = [came(other, items) for other in row["attendance"]]
    meeting.record_attendance(attendances, by=by)
    meeting.hold(by=by)
    for mark, asked in enumerate(row["references"], start=1):
        give(meeting.minutes.references.get(mark=mark), asked, by=by)
    return meeting


def planned_meeting(day, *, theme, by):
    """A made-up meeting still to come, so that the forward plan has something to say."""
    Meeting(
        group=Group.objects.get(slug="board"),
        held_on=datetime.date.fromisoformat(day),
        theme=Priority.objects.get(scheme__slug="national", title=theme),
        title=MADE_UP,
        is_made_up=True,
    ).arrange(by=by)


def send_out(meeting, *, by):
    """The Chairman agrees the agenda, and it goes out on the latest day for it."""
    text = fingerprint(agenda_document(meeting, CHAIR))
    agreement = meeting.send_to_chairman(by=by)
    agreement.answer(is_agreed=True, comments="", sha256=text, by=signs_in("chair").user)
    meeting.refresh_from_db()
    clear_days = BoardSettings.current().agenda_clear_days
    meeting.issue_agenda(by=by, today=latest_day(meeting.held_on, clear_days, all_holidays()))


def came(row, items):
    person = signs_in(row["sign_in"])
    holding = person.holdings.select_related("seat").first()
    affiliation = person.affiliations.select_related("organisation").first()
    return Attendance(
        seat=holding.seat if holding else None,
        person=person,
        name=str(person),
        organisation=affiliation.organisation.printed if affiliation else "",
        capacity=person.title,
        initials=person.initials,
        status=row["status"],
        is_in_chair=row.get("is_in_chair", False),
        to_item=items.get(row.get("to_item")),
    )


def admit(name, item):
    """The Chairman lets a co-optee hear and read one closed item."""
    holding = signs_in(name).holdings.get()
    Admission.objects.admit(holding, item, by=signs_in("chair").user)


def give(reference: Reference, asked, *, by):
    owners = [signs_in(name) for name in asked["owners"]]
    due_on = asked.get("due_on") and datetime.date.fromisoformat(asked["due_on"])
    reference.agree(owners=owners, due=asked["due"], due_on=due_on, by=by)


def publish(minutes, *, at, by):
    minutes.circulate(by=by)
    # Not on the day on which the demonstration stands still, months after the meeting.
    sent_on = minutes.meeting.held_on + CIRCULATED_AFTER
    minutes.circulated_at = datetime.datetime.combine(sent_on, minutes.circulated_at.timetz())
    minutes.save(update_fields=["circulated_at"])
    minutes.approve(at=at, by=by)
    text = fingerprint(minutes_document(minutes, fullness=PUBLISHED))
    minutes.approve_publication(sha256=text, by=signs_in("chair").user)
    minutes.publish(by=by)
