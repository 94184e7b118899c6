"""What is closed, each with how long and who last looked at it: items, paragraphs, papers."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Prefetch, Q

from meetings.models import AgendaItem, ClosedReview, Meeting, MinuteParagraph, Paper

# What is closed is looked at again after this time.
REVIEWED_EVERY = datetime.timedelta(days=365)


@dataclass(frozen=True)
class ClosedPart:
    """One thing that is closed by itself; what only hangs on it opens and closes with it."""

    kind: str
    target: Any
    item: AgendaItem
    words: str
    closing: Any
    since: datetime.date

    @property
    def meeting(self):
        return self.item.meeting

    @property
    def reviews(self):
        """The latest first."""
        return list(self.target.reviews.all())

    @property
    def proposal(self):
        return next((review for review in self.reviews if review.is_waiting), None)

    @property
    def looked_at_on(self):
        return self.reviews[0].made_on if self.reviews else None

    def is_due(self, today):
        return (self.looked_at_on or self.since) + REVIEWED_EVERY <= today


def closed_parts(user, meeting=None):
    """Those of one meeting, or of every meeting that took place; the longest closed first.

    Without what an interest declared keeps from this reader.
    """
    hidden = AgendaItem.objects.closed_to(user)
    parts = [
        *map(of_item, items().filter(within("meeting", meeting)).exclude(pk__in=hidden)),
        *map(
            of_paragraph,
            paragraphs().filter(within("item__meeting", meeting)).exclude(item__in=hidden),
        ),
        *map(of_paper, papers().filter(within("item__meeting", meeting)).exclude(item__in=hidden)),
    ]
    return sorted(parts, key=lambda part: (part.since, part.item.pk))


def closed_part(user, kind, pk):
    """One of them, or None."""
    querysets = {"item": items, "paragraph": paragraphs, "paper": papers}
    readers = {"item": of_item, "paragraph": of_paragraph, "paper": of_paper}
    if kind not in querysets:
        return None
    item = "pk" if kind == "item" else "item"
    found = querysets[kind]().filter(pk=pk)
    found = found.exclude(**{f"{item}__in": AgendaItem.objects.closed_to(user)}).first()
    return readers[kind](found) if found else None


def number_due(user, today):
    return sum(part.is_due(today) for part in closed_parts(user))


def within(path, meeting):
    return Q(**{path: meeting} if meeting else {f"{path}__state__in": Meeting.PAST})


def reviews():
    looked_at = ClosedReview.objects.select_related("made_by", "decided_by")
    return Prefetch("reviews", queryset=looked_at)


def items():
    found = AgendaItem.objects.filter(is_closed=True)
    return found.select_related("meeting__group").prefetch_related(reviews())


def paragraphs():
    """Closed ones of open items: in a closed item everything is closed with it."""
    found = MinuteParagraph.objects.filter(
        current__is_closed=True, current__is_removed=False, item__is_closed=False
    )
    found = found.annotate(closed_at=Min("revisions__made_at", filter=Q(revisions__is_closed=True)))
    return found.select_related("current", "item__meeting__group").prefetch_related(reviews())


def papers():
    found = Paper.objects.standing().filter(is_closed=True, item__is_closed=False)
    return found.select_related("item__meeting__group").prefetch_related(reviews())


def of_item(item):
    return ClosedPart("item", item, item, item.title, item, item.meeting.held_on)


def of_paragraph(paragraph):
    since = max(paragraph.closed_at.date(), paragraph.item.meeting.held_on)
    words = paragraph.current.text
    return ClosedPart("paragraph", paragraph, paragraph.item, words, paragraph.current, since)


def of_paper(paper):
    return ClosedPart("paper", paper, paper.item, paper.title, paper, paper.item.meeting.held_on)
