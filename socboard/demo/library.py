"""The library: the conference of July 2018 and the bulletin, in the words of the papers."""

import datetime

from library.models import Article, Bulletin, Event
from priorities.models import Priority
from socboard.demo import read

CONFERENCE_ON = datetime.date(2018, 7, 12)


def load():
    """Make what is missing; change nothing that is there."""
    kept = read("library")
    conference, _ = Event.objects.get_or_create(
        title="Partnership and modern slavery conference",
        starts_on=CONFERENCE_ON,
        defaults={
            "organiser": Event.Organiser.OTHER,
            "place": "Birmingham",
            "priority": priority("Modern slavery and domestic servitude"),
            "notes": kept["conference"],
        },
    )
    bulletin, _ = Bulletin.objects.get_or_create(
        title="SOC Local Partnerships Bulletin",
        issue="Seventh edition",
        defaults={"publisher": "Home Office, Strategic Centre for Organised Crime"},
    )
    load_articles(kept["report"], event=conference, source=kept["report_source"])
    load_articles(kept["bulletin"], bulletin=bulletin)


def load_articles(rows, **origin):
    for row in rows:
        Article.objects.get_or_create(
            title=row["title"],
            defaults={
                "kind": row["kind"],
                "summary": "\n\n".join(row["summary"]),
                "link": row.get("link", ""),
                "priority": priority(row["priority"]) if "priority" in row else None,
                **origin,
            },
        )


def priority(title):
    """The heading of paragraph 7; None until the priorities are loaded."""
    return Priority.objects.filter(scheme__slug="paragraph-7", title=title).first()
