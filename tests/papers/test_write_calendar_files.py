"""Calendar files, read by a strict reader of our own and by two libraries."""

import datetime
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from papers.calendar import LONDON, Entry, calendar_file

MOMENT = datetime.datetime(2018, 9, 1, 9, 30, tzinfo=datetime.UTC)
LINE = re.compile(rb"[A-Z-]+(;[A-Z-]+=[^;:\x00-\x1f]+)*:[^\x00-\x08\x0a-\x1f]*")


def entry(day="2018-09-19", at="10:00", **facts):
    return Entry(
        **{
            "uid": "meeting-7@socboard",
            "sequence": 0,
            "changed_at": MOMENT,
            "held_on": datetime.date.fromisoformat(day),
            "starts_at": datetime.time.fromisoformat(at) if at else None,
            "name": "Serious and Organised Crime Board",
            "place": "Guildhall",
        }
        | facts
    )


def faults(file):
    """What RFC 5545 does not allow: lines not ended by CRLF, longer than 75 octets, no property."""
    physical = file.split(b"\r\n")
    found = [line for line in physical if b"\n" in line or b"\r" in line or len(line) > 75]
    logical = file.replace(b"\r\n ", b"").split(b"\r\n")
    found += [line for line in logical[:-1] if not LINE.fullmatch(line)]
    if logical[-1] or logical[0] != b"BEGIN:VCALENDAR" or logical[-2] != b"END:VCALENDAR":
        found.append(b"does not begin or end as a calendar")
    return found


def read_by_icalendar(file):
    calendar = icalendar.Calendar.from_ical(file)
    return [
        {
            "uid": str(event["uid"]),
            "sequence": int(event["sequence"]),
            "starts": event.decoded("dtstart"),
            "name": str(event["summary"]),
            "place": str(event.get("location", "")),
            "status": str(event["status"]),
        }
        for event in calendar.walk("VEVENT")
    ]


def read_by_vobject(file):
    calendar = vobject.readOne(file.decode())
    return [
        {
            "uid": event.uid.value,
            "sequence": int(event.sequence.value),
            "starts": event.dtstart.value,
            "name": event.summary.value,
            "place": event.location.value if hasattr(event, "location") else "",
            "status": event.status.value,
        }
        for event in calendar.vevent_list
    ]


TYPED = "Room 3; Guildhall, Aldermanbury \\ EC2 – über “quoted”\nsecond line " + "long " * 30


@pytest.mark.parametrize(
    "entries",
    [
        [entry()],
        [entry(at="")],
        [entry(place=TYPED.strip(), name="A, B; C")],
        [entry(status="CANCELLED", place="", sequence=3)],
        [entry(day="2018-12-05"), entry(day="2018-09-19", uid="meeting-8@socboard")],
        [entry(address="http://localhost:8000/meetings/2018-09-19-board/")],
    ],
)
def test_a_strict_reader_and_two_libraries_read_the_same(entries):
    file = calendar_file(entries, name="Serious and Organised Crime Board")

    assert faults(file) == []
    ours, theirs = read_by_icalendar(file), read_by_vobject(file)
    for event in [*ours, *theirs]:
        if isinstance(event["starts"], datetime.datetime):
            event["starts"] = event["starts"].astimezone(datetime.UTC)
    assert ours == theirs
    assert [event["uid"] for event in ours] == [
        entry.uid for entry in sorted(entries, key=lambda entry: entry.held_on)
    ]


@pytest.mark.parametrize(
    "planted",
    [b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", b"BEGIN:VCALENDAR\r\nno property\r\nEND:VCALENDAR\r\n"],
)
def test_the_strict_reader_finds_a_fault(planted):
    assert faults(planted) != []


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        ("2018-03-24", "10:00"),
        ("2018-03-26", "09:00"),
        ("2018-10-26", "09:00"),
        ("2018-10-29", "10:00"),
        ("2030-07-01", "09:00"),
    ],
)
def test_ten_o_clock_stays_ten_o_clock_when_the_clocks_change(day, in_utc):
    file = calendar_file([entry(day=day)])
    (ours,), (theirs,) = read_by_icalendar(file), read_by_vobject(file)

    for event in (ours, theirs):
        starts = event["starts"]
        assert f"{starts.astimezone(ZoneInfo('Europe/London')):%Y-%m-%d %H:%M}" == f"{day} 10:00"
        assert f"{starts.astimezone(datetime.UTC):%H:%M}" == in_utc


def test_the_zone_written_into_the_file_changes_as_london_does():
    zone = icalendar.Calendar.from_ical(calendar_file([entry()])).walk("VTIMEZONE")[0].to_tz()

    for month in range(1, 13):
        for day in (1, 24, 25, 26, 27, 28):
            noon = datetime.datetime(2018, month, day, 12)
            assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset()


def test_the_same_entries_give_the_same_bytes():
    entries = [entry(), entry(day="2018-12-05", uid="meeting-8@socboard")]
    assert calendar_file(entries) == calendar_file(list(reversed(entries)))


def test_a_cancelled_event_does_not_block_the_day():
    file = calendar_file([entry(status="CANCELLED", sequence=1)])
    assert b"\r\nSTATUS:CANCELLED\r\n" in file
    assert b"\r\nTRANSP:TRANSPARENT\r\n" in file
