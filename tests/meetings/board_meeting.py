"""A meeting as the tests of this folder know it, planted with words to look for."""

import datetime
import uuid

from meetings.agenda_document import CHAIR, agenda_document
from meetings.document import PUBLISHED, fingerprint, minutes_document
from meetings.forms.earlier import copy_of
from meetings.models import (
    AgendaItem,
    Attendance,
    Declaration,
    EarlierCopy,
    Entry,
    Invitation,
    Meeting,
    Paper,
)
from papers.uploads import check_upload
from tests.papers.files import pdf

# One for each place where something closed is typed.
CANARIES = {
    "title": "Zephyrine",
    "paragraph": "Quillback",
    "reference": "Ossifrage",
    "decision": "Marchpane",
    "closing words of an item": "Gallimaufry",
    "closing words of a paragraph": "Thrapple",
    "attendance": "Wimberley",
    "organisation of a guest": "Yaffingale",
    "presenter": "Corrigendum",
    "title of a paper": "Flapdoodle",
    "paragraph of an open item": "Bandersnatch",
    "reference of an open item": "Hobbledehoy",
}
PARAGRAPH_7 = {"is_closed": True, "closed_reason": "paragraph 7"}


def entry(text, **content):
    return Entry(key=content.pop("key", None) or uuid.uuid4(), text=text, **content)


def meeting_on(cast, day, **facts):
    meeting = Meeting(
        group=cast.board, held_on=datetime.date.fromisoformat(day), venue="Guildhall", **facts
    )
    meeting.arrange(by=cast.secretary)
    return meeting


def add_item(cast, meeting, title, **facts):
    item = AgendaItem(number=meeting.next_item_number(), title=title, **facts)
    meeting.add_item(item, by=cast.secretary)
    return item


def invite_guests(cast, meeting):
    """The observer and the co-optee: they see the meeting, and nothing closed."""
    for guest, seat in ((cast.observer, "observer"), (cast.co_optee, "co_optee")):
        Invitation.objects.invite(meeting, guest.person, seat=cast.seats[seat], by=cast.secretary)


def lay_paper(cast, item, title, content=None, *, name="paper.pdf", on="2018-05-01", **facts):
    """A paper under an item; without content it is to follow."""
    checked = check_upload(name, content) if content else None
    day = datetime.date.fromisoformat(on)
    return Paper(item=item, title=title, **facts).add(
        checked=checked, received_on=day, by=cast.secretary
    )


def write(cast, item, *entries):
    minutes = item.meeting.start_minutes(by=cast.secretary)
    minutes.write_item(item, list(entries), by=cast.secretary)
    return minutes


def declare(cast, item, user, nature, **facts):
    declaration = Declaration(
        meeting=item.meeting,
        item=item,
        person=user.person,
        name=user.name,
        nature=nature,
        **facts,
    )
    declaration.record(by=cast.secretary)
    return declaration


def with_minutes(cast, meeting, canaries=CANARIES):
    """Two items, the second closed, with a canary in every field somebody types."""
    opened = add_item(cast, meeting, "Sharing of information", presenter="Chief Officer")
    closed = add_item(
        cast,
        meeting,
        canaries["title"],
        presenter=canaries["presenter"],
        closing_words=canaries["closing words of an item"],
        public_summary="",
        **PARAGRAPH_7,
    )
    lay_paper(cast, closed, canaries["title of a paper"], pdf(canaries["title of a paper"]))
    add_item(cast, meeting, "Any other business")
    write(
        cast,
        opened,
        entry("Partners to send their contacts. (n)"),
        entry(
            f"The {canaries['paragraph of an open item']} file was shown. "
            f"Police to keep the {canaries['reference of an open item']} list. (n)",
            closing_words=canaries["closing words of a paragraph"],
            **PARAGRAPH_7,
        ),
        entry("The contacts be kept by the secretariat.", kind="decision"),
        entry("Police to report back. (n)"),
    )
    write(
        cast,
        closed,
        entry(f"Members heard of {canaries['paragraph']}."),
        entry(f"Police to follow {canaries['reference']}. (n)"),
        entry(f"The {canaries['decision']} plan be adopted.", kind="decision"),
    )
    meeting.record_attendance(
        [
            Attendance(
                name="Casey Chairman",
                person=cast.chairman.person,
                seat=cast.seats["chairman"],
                status="present",
                is_in_chair=True,
            ),
            Attendance(
                name=canaries["attendance"],
                organisation=canaries["organisation of a guest"],
                status="in_attendance",
                from_item=closed,
                to_item=closed,
            ),
        ],
        by=cast.secretary,
    )
    meeting.hold(by=cast.secretary)
    return meeting


def publishable(cast, day, *, at, **kwargs):
    """A meeting whose minutes are approved, and agreed to by the Chairman."""
    meeting = with_minutes(cast, meeting_on(cast, day), **kwargs)
    meeting.minutes.circulate(by=cast.secretary)
    meeting.minutes.approve(at=at, by=cast.secretary)
    agree(cast, meeting.minutes)
    return meeting


def agree(cast, minutes):
    text = fingerprint(minutes_document(minutes, fullness=PUBLISHED))
    assert minutes.approve_publication(sha256=text, by=cast.chairman)


def agree_agenda(cast, meeting):
    """The Chairman agrees the agenda as it stands."""
    agreement = meeting.send_to_chairman(by=cast.secretary)
    text = fingerprint(agenda_document(meeting, CHAIR))
    assert agreement.answer(is_agreed=True, comments="", sha256=text, by=cast.chairman)
    meeting.refresh_from_db()


def issue_agenda(cast, meeting):
    agree_agenda(cast, meeting)
    return meeting.issue_agenda(by=cast.secretary, today=datetime.date(2018, 9, 5))


def keep_as_file(cast, meeting, *texts, public=None):
    """Minutes older than the system; `public` is the text that the public may read."""
    content = pdf(*(texts or ["Minutes of long ago."]))
    checked = check_upload("minutes.pdf", content)
    minutes = meeting.keep_earlier_minutes(
        copy_of(checked, is_public=False), approved_on=None, by=cast.secretary
    )
    if public:
        minutes.keep_earlier_copy(EarlierCopy(is_public=True, text=public), by=cast.secretary)
    return minutes
