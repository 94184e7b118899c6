"""What can be found by its words: each kind of record that the Board keeps.

Each function asks one kind, by the `visible_to` of its own pages: what a reader may not see is
neither found nor counted. The words within files that were handed in are not looked through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.formats import date_format

from actions.models import ActionRevision
from actions.views.rows import closed_was_seen as closed_row_was_seen
from board.models import Person
from library.models import Article, Bulletin, Event
from meetings.marks import MARK, without_marks
from meetings.models import (
    AgendaItem,
    Decision,
    Meeting,
    MinuteParagraph,
    Minutes,
    Paper,
    ParagraphRevision,
    Reference,
)
from meetings.views.found import closed_was_seen
from reporting.models import ActivityReport, ReportBlock


@dataclass(frozen=True)
class Found:
    """One record that has the words: its name and page, where it stands, and what it says."""

    name: str
    url: str
    where: str = ""
    text: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of record: which of them have the words, and how one is shown to a reader."""

    slug: str
    name: str
    ask: Callable
    show: Callable


def minutes(user, wanted):
    """What was minuted; decisions are found as such."""
    said = MinuteParagraph.objects.visible_to(user).filter(
        current__in=ParagraphRevision.WORDS.rows(wanted), current__kind="note"
    )
    read_with = said.select_related("current", "item", "minutes__meeting__group")
    return read_with.order_by("-minutes__meeting__held_on", "item__position", "position", "pk")


def show_paragraph(user, paragraph):
    meeting, item = paragraph.minutes.meeting, paragraph.item
    if paragraph.is_closed:
        closed_was_seen(user, meeting)
    return Found(
        f"Item {item.number}, {item.title}",
        at_the_words(reverse("minutes", kwargs={"slug": meeting.slug}), paragraph.current.text),
        f"Minutes of {meeting}" + (", draft" if paragraph.minutes.is_draft else ""),
        without_marks(paragraph.current.text),
        paragraph.is_closed,
    )


def at_the_words(address, text):
    """The page, where a browser that can do so goes to the paragraph that begins so."""
    words = without_marks(MARK.split(text.partition("\n")[0])[0]).split()[:8]
    return f"{address}#:~:text={quote(' '.join(words), safe='').replace('-', '%2D')}"


def decisions(user, wanted):
    told = Q(paragraph__current__in=ParagraphRevision.WORDS.rows(wanted)) | wanted.within("text")
    seen = Decision.objects.visible_to(user).for_a_list().filter(told)
    return seen.order_by("-meeting__held_on", "-meeting", "number")


def show_decision(user, decision):
    if decision.is_closed:
        closed_was_seen(user, decision.meeting)
    return Found(
        decision.label,
        decision.get_absolute_url(),
        str(decision.meeting),
        decision.words,
        decision.is_closed,
    )


def references(user, wanted):
    seen = Reference.objects.visible_to(user).marked().select_related(*Reference.LISTED)
    order = ("-minutes__meeting__held_on", "number", "mark", "pk")
    return seen.filter(wanted.within("text", "serial")).order_by(*order)


def show_reference(user, reference):
    if reference.is_closed:
        closed_was_seen(user, reference.minutes.meeting)
    done = f", closed on {date_format(reference.done_on, 'j F Y')}" if reference.done_on else ""
    return Found(
        str(reference),
        reference.get_absolute_url(),
        f"{reference.minutes.meeting}{done}",
        reference.text,
        reference.is_closed,
    )


def rows(user, wanted):
    seen = ActionRevision.objects.current_to(user).with_area()
    return seen.filter(pk__in=ActionRevision.WORDS.rows(wanted)).in_order()


def show_row(user, row):
    closed_row_was_seen(user, row)
    return Found(
        row.title,
        row.action.get_absolute_url(),
        row.area.title + (", taken off the table" if row.is_dropped else ""),
        " · ".join(said for name in ActionRevision.WORDS.columns if (said := words_of(row, name))),
        row.is_closed,
    )


def words_of(row, name):
    return without_marks(getattr(row, name))


def agendas(user, wanted):
    """Items by their title: of an agenda that is still being made to who makes or agrees it, of
    others to who may read the minutes, which print it."""
    meetings = Meeting.objects.visible_to(user)
    if not user.has_perm("meetings.see_agenda_being_made"):
        meetings = meetings.filter(minutes__in=Minutes.objects.visible_to(user))
    open_to = Q(is_closed=False) | ~Q(pk__in=AgendaItem.objects.closed_to(user).values("pk"))
    seen = AgendaItem.objects.filter(open_to, wanted.within("title"), meeting__in=meetings)
    order = ("-meeting__held_on", "meeting", "position", "pk")
    return seen.select_related("meeting__group").order_by(*order)


def show_item(user, item):
    if item.is_closed:
        closed_was_seen(user, item.meeting)
    return Found(
        f"Item {item.number}, {item.title}",
        item.meeting.get_absolute_url(),
        str(item.meeting),
        is_closed=item.is_closed,
    )


def papers(user, wanted):
    seen = Paper.objects.visible_to(user).filter(wanted.within("title"))
    order = ("-item__meeting__held_on", "item__position", "position", "pk")
    return seen.select_related("item__meeting__group").order_by(*order)


def show_paper(user, paper):
    if paper.counts_as_closed:
        closed_was_seen(user, paper.item.meeting)
    return Found(
        paper.title,
        paper.get_absolute_url(),
        f"{paper.item.meeting}, item {paper.item.number}",
        is_closed=paper.counts_as_closed,
    )


def reports(user, wanted):
    """By their subject, or by what is for the public of what they say."""
    told = ReportBlock.objects.filter(wanted.within("text"), is_closed=False).order_by("position")
    seen = ActivityReport.objects.visible_to(user).newest_first()
    in_it = Q(pk__in=told.order_by().values("report"))
    seen = seen.filter(wanted.within("subject", "summary") | in_it)
    return seen.prefetch_related(Prefetch("blocks", told, to_attr="told"))


def show_report(user, report):
    text = report.told[0].text if report.told else report.summary
    return Found(str(report), report.get_absolute_url(), report.get_state_display(), text)


def library(model, *fields):
    def ask(user, wanted):
        return model.objects.visible_to(user).filter(wanted.within(*fields))

    return ask


def show_article(user, article):
    return Found(
        article.title, article.get_absolute_url(), article.get_kind_display(), article.summary
    )


def show_event(user, event):
    day = date_format(event.starts_on, "j F Y")
    return Found(event.title, event.get_absolute_url(), day, event.notes)


def show_bulletin(user, bulletin):
    return Found(str(bulletin), bulletin.get_absolute_url(), bulletin.publisher)


def people(user, wanted):
    seen = Person.objects.visible_to(user).current()
    named = wanted.within("name", "title", "aliases__name")
    return seen.filter(named).distinct().order_by("name", "pk")


def show_person(user, person):
    return Found(str(person), person.get_absolute_url(), person.title)


KINDS = [
    Kind("decisions", "Decisions", decisions, show_decision),
    Kind("minutes", "Minutes", minutes, show_paragraph),
    Kind("references", "Outstanding references", references, show_reference),
    Kind("actions", "Actions", rows, show_row),
    Kind("agendas", "Agendas", agendas, show_item),
    Kind("papers", "Papers", papers, show_paper),
    Kind("reports", "Reports", reports, show_report),
    Kind(
        "articles", "Good practice and guidance", library(Article, "title", "summary"), show_article
    ),
    Kind("bulletins", "Bulletins", library(Bulletin, "title", "publisher"), show_bulletin),
    Kind("events", "Events", library(Event, "title", "place", "notes"), show_event),
    Kind("people", "People", people, show_person),
]
