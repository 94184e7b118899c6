from types import SimpleNamespace

from library.models import Article, Bulletin, Event
from tests.access import GONE, REFUSED, row

ARTICLE = {"title": "A", "kind": "toolkit", "summary": "S"}
BULLETIN = {"title": "Other", "publisher": "P"}
EVENT = {
    "title": "E",
    "organiser": "police",
    "starts_on_day": "12",
    "starts_on_month": "7",
    "starts_on_year": "2018",
}
# Not on the Board, nor a partner of it.
OUTSIDE = {"officer": REFUSED, "administrator": REFUSED}
NOT_SEEN = {"officer": GONE, "administrator": GONE}


def world(cast):
    return SimpleNamespace(
        article=Article.objects.create(**ARTICLE),
        bulletin=Bulletin.objects.create(title="B", publisher="P"),
        event=Event.objects.create(title="E", organiser="police", starts_on="2018-07-12"),
    )


def article(world):
    return {"pk": world.article.pk}


def bulletin(world):
    return {"pk": world.bulletin.pk}


def event(world):
    return {"pk": world.event.pk}


ROWS = [
    row("library", others=200, **OUTSIDE),
    row("article", kwargs=article, others=200, **NOT_SEEN),
    row("events", others=200, **OUTSIDE),
    row("article-add", others=REFUSED, secretary=200),
    row("article-add", "POST", data=ARTICLE, others=REFUSED, secretary=302),
    row("article-edit", kwargs=article, others=REFUSED, secretary=200, **NOT_SEEN),
    row(
        "article-edit",
        "POST",
        kwargs=article,
        data=ARTICLE,
        others=REFUSED,
        secretary=302,
        **NOT_SEEN,
    ),
    row("bulletin-add", others=REFUSED, secretary=200),
    row("bulletin-add", "POST", data=BULLETIN, others=REFUSED, secretary=302),
    row("bulletin-edit", kwargs=bulletin, others=REFUSED, secretary=200, **NOT_SEEN),
    row(
        "bulletin-edit",
        "POST",
        kwargs=bulletin,
        data=BULLETIN,
        others=REFUSED,
        secretary=302,
        **NOT_SEEN,
    ),
    row("event-add", others=REFUSED, secretary=200),
    row("event-add", "POST", data=EVENT, others=REFUSED, secretary=302),
    row("event-edit", kwargs=event, others=REFUSED, secretary=200, **NOT_SEEN),
    row(
        "event-edit",
        "POST",
        kwargs=event,
        data=EVENT,
        others=REFUSED,
        secretary=302,
        **NOT_SEEN,
    ),
]
