"""Whom the words under "Lead partner" mean, and which crime area a heading means."""

import difflib
import re
from dataclasses import dataclass, field

from actions.models import Lead
from board.models import Organisation, Person, Seat
from priorities.models import Priority

from .columns import plain

NEAR = 0.72
MOST = 5
COLLECTIVES = {
    "partners": Lead.Collective.PARTNERS,
    "all partners": Lead.Collective.ALL_PARTNERS,
    "all": Lead.Collective.ALL_PARTNERS,
    "all agencies": Lead.Collective.ALL_PARTNERS,
    "all members": Lead.Collective.ALL_PARTNERS,
}
# Words that join names and mean nobody.
JOINERS = {"and", "with", "of", "the", "by", "via", "lead", "leads", "co", "joint", "jointly"}
TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
BETWEEN = re.compile(r"[/;,\n&+()]|\band\b|\bwith\b", re.IGNORECASE)


@dataclass
class Match:
    """`keys` are of leads (`Lead.key`); `unknown` the words nobody is known by."""

    keys: list = field(default_factory=list)
    unknown: list = field(default_factory=list)


class LeadNames:
    """Every name that can stand under "Lead partner". Four queries, however many rows ask."""

    def __init__(self):
        self.names, self.labels = {}, {}
        self.organisations = list(Organisation.objects.all())
        people = list(Person.objects.prefetch_related("aliases"))
        self.seats = list(Seat.objects.all())
        for word, collective in COLLECTIVES.items():
            self._know(word, collective.value, collective.label)
        for one in self.organisations:
            self._know(one.name, f"organisation-{one.pk}", one.name)
            self._know(one.short_name, f"organisation-{one.pk}", one.name)
        self._know_people(people)
        for seat in self.seats:
            self._know(seat.label, f"seat-{seat.pk}", f"{seat} (seat)")
        self.longest = max(map(len, self.names), default=1)

    def _know_people(self, people):
        """A name that two people have is nobody's until the reader says whose."""
        shared = {}
        for person in people:
            key = f"person-{person.merged_into_id or person.pk}"
            for name in [person.name, *(alias.name for alias in person.aliases.all())]:
                shared.setdefault(tokens(name), set()).add(key)
            if not person.merged_into_id:
                self.labels[key] = str(person)
        for name, keys in shared.items():
            if name and len(keys) == 1:
                self.names.setdefault(name, next(iter(keys)))

    def _know(self, name, key, label):
        if name:
            self.names.setdefault(tokens(name), key)
            self.labels[key] = label

    def match(self, text, chosen):
        """The leads that the words name, the longest names first. `chosen` maps words nobody is
        known by to the keys that the reader gave them."""
        found = Match()
        for piece in re.split(r"[\n/;,]", text) if tokens(text) not in self.names else [text]:
            self._match_piece(piece, chosen, found)
        return found

    def _match_piece(self, text, chosen, found):
        words = list(TOKEN.finditer(text))
        place, unknown_from = 0, None
        while place < len(words):
            key, length = self._name_at(words, place)
            if key is None:
                unknown_from = place if unknown_from is None else unknown_from
                place += 1
                continue
            self._unknown(text, words, unknown_from, place, chosen, found)
            unknown_from = None
            found.keys += [key] * (key not in found.keys)
            place += length
        self._unknown(text, words, unknown_from, place, chosen, found)

    def _name_at(self, words, place):
        for length in range(min(self.longest, len(words) - place), 0, -1):
            name = tuple(word[0].casefold() for word in words[place : place + length])
            if name in self.names:
                return self.names[name], length
        return None, 0

    def _unknown(self, text, words, start, end, chosen, found):
        if start is None:
            return
        for piece in BETWEEN.split(text[words[start].start() : words[end - 1].end()]):
            said = " ".join(piece.split())
            if not said or set(plain(said).split()) <= JOINERS:
                continue
            if said in chosen:
                found.keys += [key for key in chosen[said] if key not in found.keys]
            elif said not in found.unknown:
                found.unknown.append(said)

    def near(self, words):
        """Keys of names that may be meant, the nearest first."""
        asked = tokens(words)
        scores = {}
        for name, key in self.names.items():
            is_within = asked and set(asked) <= set(name)
            score = difflib.SequenceMatcher(None, " ".join(asked), " ".join(name)).ratio()
            score = max(score, 0.9 if is_within else 0)
            if score >= NEAR and key in self.labels:
                scores[key] = max(scores.get(key, 0), score)
        return sorted(scores, key=scores.get, reverse=True)[:MOST]

    def labelled(self, text):
        """Leads as an exported file lists them (`Lead.label`): (keys, key of the accountable one);
        None when a name is nobody's, or that of two."""
        keys, accountable = [], None
        for label in filter(None, map(str.strip, text.split(";"))):
            name = label.removesuffix(" (accountable)")
            found = [key for key, one in self.labels.items() if one == name]
            if len(found) != 1:
                return None
            keys += found
            accountable = found[0] if label != name else accountable
        return keys, accountable


def tokens(name):
    return tuple(word.casefold() for word in TOKEN.findall(name))


def lead_of(key, accountable=None):
    """The lead that a key stands for: see `Lead.key`."""
    kind, _, number = key.partition("-")
    if not number:
        return Lead(collective=key)
    return Lead(**{f"{kind}_id": int(number)}, is_accountable=key == accountable)


class AreaNames:
    """The headings of the action table, and those of other lists that mean the same crime."""

    def __init__(self):
        priorities = Priority.objects.filter(scheme__slug="annex-b").prefetch_related(
            "links__other", "reverse_links__one"
        )
        self.areas = list(priorities)
        self.known = {}
        for area in self.areas:
            for link in [one.other for one in area.links.all()]:
                self.known.setdefault(plain(link.title), area)
            for link in [one.one for one in area.reverse_links.all()]:
                self.known.setdefault(plain(link.title), area)
        self.known |= {plain(area.title): area for area in self.areas}

    def find(self, words):
        """(the area or None, whether it is only near)."""
        asked = plain(words)
        if asked in self.known:
            return self.known[asked], False
        near = difflib.get_close_matches(asked, self.known, n=1, cutoff=0.8)
        return (self.known[near[0]], True) if near else (None, False)
