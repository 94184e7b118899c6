"""The parts of an inspection pack: profile, discussions, actions by P, sharing, good practice."""

from functools import cached_property

from django.db.models import Q

from actions.models import ActionRevision
from actions.models.revisions import FOUR_PS
from actions.silence import NO_RETURN, in_silence
from board.day import today
from board.models import BoardSettings
from library.models import Article
from meetings.models import AgendaItem, Decision, Meeting, Minutes, Paper
from priorities.models import (
    EmergingThreat,
    FocusArea,
    LocalProfile,
    ReturnedPriority,
    SharingAgreement,
)
from reporting.figures.meetings import is_business
from reporting.wording import day, in_one_line


class Chosen:
    """What of the record belongs to a pack: open material, and closed too when `with_closed`."""

    def __init__(self, priorities, with_closed):
        self.priorities, self.with_closed = priorities, with_closed
        self.amber_word = BoardSettings.current().amber_word

    def open_or_all(self, records):
        """Of records that say themselves whether they are closed."""
        return records if self.with_closed else records.filter(is_closed=False)

    @cached_property
    def names(self):
        """What it is called: by the lists, and by the Board when it chose its areas of focus."""
        areas = FocusArea.objects.filter(priority__in=self.priorities)
        titles = [one.title for one in self.priorities] + [area.title for area in areas]
        return sorted(set(titles))

    def named_in(self, field):
        """Where the text of a field names it."""
        found = Q()
        for name in self.names:
            found |= Q(**{f"{field}__icontains": name})
        return found

    @cached_property
    def items(self):
        """The business of meetings whose theme it was, and items that name it, oldest first."""
        named = self.named_in("title")
        items = self.open_or_all(AgendaItem.objects.all()).filter(
            named | Q(meeting__theme__in=self.priorities),
            meeting__in=Meeting.objects.took_place(),
        )
        items = items.select_related("meeting__group", "meeting__theme")
        return [
            item
            for item in items.order_by("meeting__held_on", "meeting", "position", "pk")
            if is_business(item)
        ]

    def meetings(self):
        """Those whose theme it was, that took an item of it, with `taken`: these items, or of
        which a paper tells that they spoke of it."""
        themed = Q(theme__in=self.priorities) | self.named_in("summary")
        took = Q(pk__in=[item.meeting_id for item in self.items])
        found = Meeting.objects.took_place().filter(themed | took).select_related("group", "theme")
        found = list(found.order_by("held_on", "pk"))
        for meeting in found:
            meeting.taken = [item for item in self.items if item.meeting_id == meeting.pk]
        return found

    def decisions(self):
        """What was resolved under these items, what papers of the themed meetings tell, and what
        put it into focus; not from drafts that nobody has seen."""
        under = Q(paragraph__item__in=[item.pk for item in self.items])
        told = Q(paragraph=None, meeting__theme__in=self.priorities)
        focus = FocusArea.objects.filter(priority__in=self.priorities).values("focus_set")
        chose = Q(focus_set__in=focus)
        decisions = Decision.objects.standing().filter(under | told | chose)
        decisions = decisions.exclude(paragraph__minutes__state=Minutes.State.DRAFT)
        if not self.with_closed:
            decisions = decisions.open()
        return decisions.for_a_list().order_by("meeting__held_on", "number")

    def rows(self):
        """The rows of the action table under these headings as they stand now."""
        rows = ActionRevision.objects.current().filter(area__in=self.priorities, is_dropped=False)
        rows = rows.annotate(is_silent=in_silence(today()))
        return list(self.open_or_all(rows).in_order().with_leads())

    def threats(self):
        threats = EmergingThreat.objects.filter(priority__in=self.priorities)
        return self.open_or_all(threats).for_a_list().order_by("raised_on", "pk")

    def papers(self):
        """The papers that were laid before these items, in the order of the meetings."""
        papers = Paper.objects.standing().filter(
            item__in=[item.pk for item in self.items], current__isnull=False
        )
        if not self.with_closed:
            papers = papers.open().filter(marking=Paper.Marking.OFFICIAL)
        papers = papers.select_related("current", "item__meeting__group")
        order = ("item__meeting__held_on", "item__position", "item", "position", "pk")
        return papers.order_by(*order)


def section(heading, columns, rows, nothing):
    """`columns`: {heading: width in hundredths}; `rows`: (cells, whether closed); `nothing`: the
    sentence when there are none."""
    return {
        "heading": heading,
        "columns": [{"heading": words, "width": width} for words, width in columns.items()],
        "rows": [{"cells": cells, "is_closed": is_closed} for cells, is_closed in rows],
        "nothing": nothing,
    }


def opened(rows):
    return [(cells, False) for cells in rows]


def date_or(value, otherwise):
    return day(value) if value else otherwise


def profile(chosen):
    profiles = LocalProfile.objects.filter(priority__in=chosen.priorities).for_a_list()
    returned = ReturnedPriority.objects.filter(priority__in=chosen.priorities)
    returned = returned.select_related("partner_return__organisation")
    return [
        section(
            "Local profiles",
            {"Profile": 40, "Kept by": 20, "Dated": 20, "Next one due": 20},
            opened(
                [one.title, str(one.owner), day(one.dated), date_or(one.next_due, "no date set")]
                for one in profiles
            ),
            "No local profile is recorded.",
        ),
        section(
            "Emerging threats",
            {"Threat": 40, "Raised by": 20, "Raised on": 20, "How it stands": 20},
            [
                (
                    [
                        one.title,
                        str(one.on_behalf_of or one.raised_by),
                        day(one.raised_on),
                        one.get_state_display(),
                    ],
                    one.is_closed,
                )
                for one in chosen.threats()
            ],
            "No emerging threat is recorded under this priority.",
        ),
        section(
            "Partners that say it is relevant to their service",
            {"Partner": 50, "Return of": 50},
            opened(
                [str(one.partner_return.organisation), day(one.partner_return.returned_on)]
                for one in returned.order_by("partner_return__organisation__name", "pk")
            ),
            "No partner has named it in a return.",
        ),
    ]


def discussions(chosen):
    return [
        section(
            "Meetings that considered it",
            {"Date": 20, "Meeting": 30, "What was considered": 50},
            [
                (
                    [day(meeting.held_on), held(meeting), considered(meeting, chosen.names)],
                    any(item.is_closed for item in meeting.taken),
                )
                for meeting in chosen.meetings()
            ],
            "No meeting has considered it as far as the record tells.",
        ),
        section(
            "Decisions",
            {"Date": 20, "Number": 30, "Resolved": 50},
            [
                ([day(one.meeting.held_on), one.label, one.words], one.is_closed)
                for one in chosen.decisions()
            ],
            "No decision on it is recorded.",
        ),
    ]


def held(meeting):
    made_up = " (demonstration)" if meeting.is_made_up else ""
    return f"{meeting.group.name}{made_up}"


def considered(meeting, names):
    titles = [f"{item.title} (closed)" if item.is_closed else item.title for item in meeting.taken]
    theme = [f"Theme: {meeting.theme.title}"] if meeting.theme else []
    told = [
        paragraph
        for paragraph in meeting.summary.split("\n\n")
        if any(name.casefold() in paragraph.casefold() for name in names)
    ]
    return "\n".join([*theme, *titles, *told])


def actions_by_p(chosen):
    rows = chosen.rows()
    by_p = [(p.capitalize(), [row for row in rows if getattr(row, p)]) for p in FOUR_PS]
    none = [row for row in rows if not any(getattr(row, p) for p in FOUR_PS)]
    return [
        section(
            heading,
            {"Number": 10, "Issue and action": 40, "Lead": 16, "Rating": 14, "Outcomes": 20},
            [(action_cells(row, chosen.amber_word), row.is_closed) for row in found],
            f"No action is marked {heading}." if heading != UNMARKED else "None.",
        )
        for heading, found in [*by_p, (UNMARKED, none)]
        if found or heading != UNMARKED
    ]


UNMARKED = "Not marked with any of the four Ps"


def action_cells(row, amber_word):
    issue = "\n".join(filter(None, [row.issues, row.actions])) or row.area.title
    rated = f", {day(row.rated_on)}" if row.rated_on else ""
    word = f"{row.rating_word_on_paper(amber_word)}{rated}"
    if row.is_silent:
        word = f"{NO_RETURN}: {word}"
    return [row.action.reference, issue, row.lead_printed or "–", word, row.outcomes or "–"]


def sharing(chosen):
    agreements = SharingAgreement.objects.for_a_list()
    return [
        section(
            "Agreements and what they leave open",
            {"About": 20, "Between": 25, "Signed": 14, "Review due": 16, "Gaps": 25},
            opened(
                [
                    one.about
                    if one.ended_on is None
                    else f"{one.about} (ended {day(one.ended_on)})",
                    ", ".join(str(party) for party in one.parties.all()) or "–",
                    date_or(one.signed_on, "not signed"),
                    date_or(one.review_due, "no date set"),
                    one.gaps or "none recorded",
                ]
                for one in agreements
            ),
            "No agreement on sharing information is recorded.",
        )
    ]


def good_practice(chosen):
    articles = Article.objects.filter(priority__in=chosen.priorities)
    return [
        section(
            "From the library",
            {"Title": 18, "Kind": 12, "What it says": 50, "From": 20},
            opened(
                [one.title, one.get_kind_display(), in_one_line(one.summary), one.source or "–"]
                for one in articles
            ),
            "The library holds nothing under this priority.",
        )
    ]


PARTS = [
    ("profile", "Profile and threats", profile),
    ("discussions", "Discussions and decisions", discussions),
    ("actions", "Actions by P", actions_by_p),
    ("sharing", "Information sharing and its gaps", sharing),
    ("good-practice", "Good practice", good_practice),
]
