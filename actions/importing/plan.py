"""What an import would do, row by row: rows that are added, changed, left as they are, and rows of
the table that the file does not hold. Nothing here writes."""

import difflib
import re
from collections import defaultdict

from django.utils.formats import date_format

from actions.models import ActionRevision, Rating
from actions.models.revisions import FOUR_PS, lead_keys
from meetings.models import ClosedReason
from papers.text import clean

from .columns import plain
from .names import AreaNames, LeadNames, lead_of
from .planned import Plan, Planned

NEW = "new"
TEXTS = ("issues", "lead_printed", "actions", "barriers", "outcomes")
LABELS = {
    "area": "Key crime area",
    "issues": "Issues",
    "lead_printed": "Lead partner",
    "actions": "Actions",
    "barriers": "Potential barriers",
    "outcomes": "Expected outcomes",
    "rating": "Rating",
    "leads": "Led by",
    "four_ps": "The 4 Ps",
    "closed_reason": "Open or closed",
}
LONGEST = 10_000
MOST_LOOKS = 4_000
MOST_NAMES = 150
NOT_ON_TABLE = "{} is not a row of the table: correct the reference, or empty it to add the row."
TWICE = "Another row of the file is {} too: only one row can change it."
OFF_TABLE = "{} was taken off the table: put it back first, or leave this row out."
NO_AREA = "The row has no key crime area: select one."
LED_BY_UNKNOWN = "Not everybody under “Led by” is known: the words under Lead partner count."
STAYS_CLOSED = "The row is closed, and stays closed."
SIMILAR = "Nearly the same as {}. If it is that row, type {} as its reference."
WAS_CHANGED = (
    "{} was changed by {} after you sent the file: look at both texts, then save this row."
)


def make_plan(sent, *, user, amber_word):
    """The plan for a `TableImport`, for its sender. As many queries for one row as for a thousand."""
    return Planning(sent, user, amber_word).plan()


class Planning:
    def __init__(self, sent, user, amber_word):
        self.sent, self.amber_word = sent, amber_word
        self.areas, self.names = AreaNames(), LeadNames()
        visible = ActionRevision.objects.visible_to(user).current().with_leads().in_order()
        self.table = {row.action.reference: row for row in visible}
        self.by_words = defaultdict(list)
        for row in self.table.values():
            if not row.is_dropped:
                self.by_words[row.area_id, plain(row.issues)].append(row)
        self.titles = defaultdict(dict)
        for row in self.table.values():
            if row.issues and not row.is_dropped:
                self.titles[row.area_id][plain(row.issues)[:300]] = row
        self.looks_left = MOST_LOOKS
        self.taken, self.unknown_areas, self.unknown_leads = {}, {}, {}

    def plan(self):
        rows = [Planned(number, given) for number, given in enumerate(self.sent.rows, start=1)]
        for row in rows:
            self.find_area(row)
        for row in rows:
            if row.given["reference"]:
                self.find_by_reference(row)
        for row in rows:
            if not row.given["reference"] and not row.given["left_out"]:
                self.find_by_words(row)
        for row in rows:
            self.compare(row)
        present = {row.now.pk for row in rows if row.now}
        on_table = [row for row in self.table.values() if not row.is_dropped]
        missing = [row for row in on_table if row.pk not in present]
        areas, leads = list(self.unknown_areas.items()), list(self.unknown_leads.items())
        return Plan(rows, missing, areas, leads, self.areas, self.names)

    def find_area(self, row):
        words = row.given["area"]
        if not words:
            if not row.given["left_out"] and "area" in self.sent.columns:
                row.faults.append(NO_AREA)
            return
        chosen = self.sent.areas.get(words)
        if chosen:
            row.area = next((area for area in self.areas.areas if str(area.pk) == chosen), None)
            return
        row.area, is_near = self.areas.find(words)
        if row.given["left_out"]:
            return
        if is_near:
            row.remarks.append(f"“{words}” is read as {row.area}.")
        elif row.area is None:
            row.remarks.append(f"“{words}” is a new key crime area: it will be added.")
        if is_near or row.area is None:
            self.unknown_areas.setdefault(words, row.area)

    def find_by_reference(self, row):
        typed = row.given["reference"].strip()
        reference = typed.upper().replace(" ", "")
        if not re.fullmatch(r"A[0-9]{1,9}", reference):
            if re.fullmatch(r"[0-9.]{1,6}|[A-Z]{0,4}[-/.]?[0-9]{1,5}[a-z]?", typed, re.I):
                self.find_by_words(row)  # Numbers of another council.
                return
            row.faults.append(NOT_ON_TABLE.format(f"“{typed[:40]}”"))
            return
        now = self.table.get(reference)
        if row.given["left_out"]:
            return
        if now is None:
            row.faults.append(NOT_ON_TABLE.format(reference))
        elif now.is_dropped:
            row.faults.append(OFF_TABLE.format(reference))
        elif now.pk in self.taken:
            row.faults.append(TWICE.format(reference))
        else:
            self.take(row, now)

    def take(self, row, now):
        row.now = now
        self.taken[now.pk] = row

    def find_by_words(self, row):
        """By area and issue; rows with the same words go together in their order."""
        if row.area is None:
            return
        words = plain(row.given["issues"])
        for now in self.by_words.get((row.area.pk, words), []):
            if now.pk not in self.taken:
                self.take(row, now)
                return
        self.find_similar(row, words)

    def find_similar(self, row, words):
        """A row of the table whose issue is nearly this; not for ever, when both are many."""
        titles = self.titles[row.area.pk]
        if not words or len(titles) > self.looks_left:
            return
        self.looks_left -= len(titles)
        for near in difflib.get_close_matches(words[:300], titles, n=1, cutoff=0.85):
            if titles[near].pk not in self.taken:
                reference = titles[near].action.reference
                row.remarks.append(SIMILAR.format(reference, reference))

    def compare(self, row):
        if row.given["left_out"]:
            return
        row.remarks += row.given["remarks"]
        if row.given["rating_fault"]:
            row.faults.append(row.given["rating_fault"])
        elif "rating" in self.sent.columns:
            row.word = Rating(row.given["rating"] or "").word(self.amber_word)
        self.find_leads(row)
        row.lead_names = self.named(row.leads).replace("\n", ", ")
        self.changes_of(row)
        row.faults += [
            f"{LABELS[name]}: use at most 10,000 characters."
            for name in TEXTS
            if len(row.given[name]) > LONGEST
        ]
        if row.now:
            self.differences_of(row)
            row.remarks += [
                f"{label}: the file has nothing here, so what the table says is taken out."
                for label, now, then in row.differences
                if now and not then
            ]
            self.refuse_what_was_overtaken(row)

    def find_leads(self, row):
        """Who leads the row: as "Led by" says where that was changed, as now where the printed
        words are as now, else as the words are understood."""
        now, said = row.now, clean(row.given["lead_printed"])
        leads_now = list(now.leads.all()) if now else []
        led_by = row.given["led_by"]
        if led_by and led_by != "; ".join(lead.label for lead in leads_now):
            if found := self.names.labelled(led_by):
                row.leads = [lead_of(key, found[1]) for key in found[0]]
                return
            row.remarks.append(LED_BY_UNKNOWN)
        if now and ("lead_printed" not in self.sent.columns or clean(now.lead_printed) == said):
            row.leads = leads_now
            return
        self.match_words(row, said)

    def match_words(self, row, said):
        found = self.names.match(said, self.sent.leads)
        row.leads = [lead_of(key) for key in found.keys]
        for words in found.unknown:
            row.remarks.append(f"Nobody of the name “{words}” is known: the words are kept.")
            if words not in self.unknown_leads and len(self.unknown_leads) < MOST_NAMES:
                self.unknown_leads[words] = self.names.near(words)

    def changes_of(self, row):
        """What the file says of the row, of the columns it has."""
        given, has = row.given, self.sent.columns
        row.changes = {name: clean(given[name]) for name in TEXTS if name in has}
        if "area" in has:
            row.changes["area"] = row.area
        if "rating" in has:
            row.changes["rating"] = given["rating"] or ""
        if given["four_ps"] or "four_ps" in has:
            said = plain(given["four_ps"]).split()
            row.changes |= {name: name in said for name in FOUR_PS}
        self.closing_of(row)

    def closing_of(self, row):
        """A row can be closed by an import, and is never opened by one."""
        said = row.given["openness"].strip()
        reasons = {label.casefold(): value for value, label in ClosedReason.choices}
        reason = reasons.get(re.sub(r"^closed\s*[:–-]\s*", "", said, flags=re.I).casefold())
        is_said_closed = said.casefold().startswith("closed")
        if row.now and row.now.is_closed:
            if said and not is_said_closed:
                row.remarks.append(STAYS_CLOSED)
            return
        if is_said_closed and not reason:
            row.faults.append("The reason for closing is not one of the list: correct it.")
        elif is_said_closed:
            row.changes |= {"is_closed": True, "closed_reason": reason}
        elif said and said.casefold() != "open":
            row.faults.append(f"“{said[:40]}” is neither open nor closed: type one of them.")

    def differences_of(self, row):
        now, then = row.now, row.changes
        for name in TEXTS:
            if name in then and clean(getattr(now, name)) != then[name]:
                row.differences.append((LABELS[name], getattr(now, name), then[name]))
        if "area" in then and now.area != then["area"]:
            row.differences.append((LABELS["area"], now.area.title, row.given["area"]))
        if "rating" in then and now.rating != then["rating"]:
            words = [Rating(one).word(self.amber_word) for one in (now.rating, then["rating"])]
            row.differences.append((LABELS["rating"], *words))
        if lead_keys(now.leads.all()) != lead_keys(row.leads):
            row.differences.append(
                (LABELS["leads"], self.named(now.leads.all()), self.named(row.leads))
            )
        if any(name in then and getattr(now, name) != then[name] for name in FOUR_PS):
            ps = ", ".join(name.capitalize() for name in FOUR_PS if then[name])
            row.differences.append((LABELS["four_ps"], now.four_ps, ps))
        if then.get("is_closed") and not now.is_closed:
            row.differences.append((LABELS["closed_reason"], "Open", row.given["openness"]))

    def named(self, leads):
        return "\n".join(
            (self.names.labels.get(lead.key) or str(lead))
            + (" (accountable)" if lead.is_accountable else "")
            for lead in leads
        )

    def refuse_what_was_overtaken(self, row):
        now = row.now
        if not row.differences:
            return
        if now.as_at > self.sent.as_at:
            row.faults.append(
                f"{now.action.reference} speaks of {date_format(now.as_at, 'j F Y')} already:"
                " import the table as at that day or a later one, or leave this row out."
            )
        elif now.pk > self.sent.latest_revision and row.given.get("seen") != now.number:
            row.was_overtaken = True
            row.faults.append(WAS_CHANGED.format(now.action.reference, now.made_by))
