"""What lies beside the paragraphs while minutes are taken, and the standard phrases."""

from meetings.models import Phrase
from tests.access import GONE, REFUSED, meetings, row
from tests.access.meetings import SECRETARIAT, slug


def world(cast):
    world = meetings.world(cast)
    world.phrase = Phrase.objects.create(code="rec", text="The Board received a report of …")
    world.apologies = world.draft.items.get(pk=world.item.pk)
    world.apologies.title = "Apologies"
    world.apologies.save()
    return world


def phrase(world):
    return {"pk": world.phrase.pk}


ROWS = [
    row("phrases", others=REFUSED, secretary=200),
    row("phrases", "POST", others=REFUSED, secretary=422),
    row("phrase", others=REFUSED, kwargs=phrase, secretary=200),
    row("phrase", "POST", others=REFUSED, kwargs=phrase, secretary=422),
    row("phrase-removal", "POST", others=REFUSED, kwargs=phrase, secretary=302),
    row("minutes-draft", others=GONE, kwargs=slug("draft"), **SECRETARIAT | {"secretary": 200}),
    row(
        "minutes-apologies",
        "POST",
        others=GONE,
        kwargs=lambda world: {"slug": world.draft.slug, "pk": world.apologies.pk},
        **SECRETARIAT | {"secretary": 302},
    ),
]
