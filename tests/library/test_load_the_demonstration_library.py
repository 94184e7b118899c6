import pytest

from library.models import Article, Bulletin, Event
from socboard.demo import library, priorities

pytestmark = pytest.mark.django_db


def test_the_library_of_the_papers_is_loaded_once():
    priorities.load()
    library.load()
    library.load()
    assert str(Event.objects.get().starts_on) == "2018-07-12"
    assert str(Bulletin.objects.get()) == "SOC Local Partnerships Bulletin, Seventh edition"
    assert sorted(Article.objects.values_list("title", flat=True)) == [
        "Anti-slavery partnership toolkit",
        "County lines practitioner workshop",
        "Modern slavery and working in partnership",
        "Organised crime advisors in London boroughs",
        "Peer support for forces",
        "Programme Challenger",
        "Seminar for hotels in Crawley",
        "Shiva Foundation: partnership in Hertfordshire",
        "Take Five and Cyber Aware",
    ]
    assert Article.objects.get(kind="toolkit").priority.title == (
        "Modern slavery and domestic servitude"
    )


def test_what_was_changed_in_the_demonstration_stays():
    library.load()
    Article.objects.filter(kind="toolkit").update(summary="Changed")
    library.load()
    assert Article.objects.get(kind="toolkit").summary == "Changed"


def test_every_article_passes_the_checks_of_its_form():
    library.load()
    for article in Article.objects.all():
        article.full_clean()
