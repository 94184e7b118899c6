"""Calendar files (RFC 5545) that calendars of every make read alike."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

LONDON = ZoneInfo("Europe/London")
# The record keeps when a meeting begins and not when it ends; a diary wants a length.
LASTS = datetime.timedelta(hours=2)


@dataclass(frozen=True)
class Entry:
    """One event: `uid` is the same for ever, `sequence` rises with each change.

    `starts_at` is a time of day in London, or None for the whole day. `status`: CONFIRMED,
    TENTATIVE or CANCELLED. `changed_at`: the moment of the last change, with its zone.
    """

    uid: str
    sequence: int
    changed_at: datetime.datetime
    held_on: datetime.date
    starts_at: datetime.time | None
    name: str
    place: str = ""
    status: str = "CONFIRMED"
    address: str = ""


def calendar_file(entries, *, name=""):
    """The file, as bytes: `entries` in the order of their days, `name` of a feed of many.

    The same entries give the same bytes: nothing in it is taken from the clock or made up.
    Lines end in CRLF and are folded at 75 octets; times are in Europe/London, whose rules are
    in the file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Partnership board//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    calendar.add_component(london())
    for entry in sorted(entries, key=lambda entry: (entry.held_on, entry.uid)):
        calendar.add_component(event(entry))
    return calendar.to_ical()


def event(entry):
    found = Event()
    found.add("uid", entry.uid)
    found.add("sequence", entry.sequence)
    found.add("dtstamp", entry.changed_at.astimezone(datetime.UTC))
    if entry.starts_at:
        starts = datetime.datetime.combine(entry.held_on, entry.starts_at, LONDON)
        found.add("dtstart", starts)
        found.add("dtend", starts + LASTS)
    else:
        found.add("dtstart", entry.held_on)
        found.add("dtend", entry.held_on + datetime.timedelta(days=1))
    found.add("summary", entry.name)
    if entry.place:
        found.add("location", entry.place)
    found.add("status", entry.status)
    if entry.status == "CANCELLED":
        found.add("transp", "TRANSPARENT")
    if entry.address:
        found.add("url", entry.address)
    return found


def london():
    """The clock of London: forward on the last Sunday of March, back on that of October."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    hour = datetime.timedelta(hours=1)
    for change, name, month, at, before, after in (
        (TimezoneDaylight(), "BST", 3, 1, 0 * hour, hour),
        (TimezoneStandard(), "GMT", 10, 2, hour, 0 * hour),
    ):
        change.add("tzname", name)
        change["dtstart"] = vText(f"1996{last_sunday_of_1996(month):%m%d}T{at:02}0000")
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        zone.add_component(change)
    return zone


def last_sunday_of_1996(month):
    """1996 is the first year of the rule as it stands."""
    last = datetime.date(1996, month, 31)
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)
