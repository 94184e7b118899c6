from audit.models import Event as AuditEvent
from library.models import Article, Bulletin, Event

ARTICLE = {"title": "Partnership toolkit", "kind": "toolkit", "summary": "A checklist."}


def test_the_secretariat_adds_an_article(cast, sign_in):
    response = sign_in(cast.secretary).post("/library/articles/add/", ARTICLE)
    article = Article.objects.get()
    assert response.url == article.get_absolute_url()
    assert (article.title, article.kind, article.summary) == tuple(ARTICLE.values())
    recorded = AuditEvent.objects.get()
    assert (recorded.verb, recorded.by_id, recorded.subject_type, recorded.subject_id) == (
        "article.added",
        cast.secretary.pk,
        "library.Article",
        str(article.pk),
    )


def test_the_secretariat_changes_an_article(cast, sign_in):
    article = Article.objects.create(**ARTICLE)
    sign_in(cast.secretary).post(
        f"/library/articles/{article.pk}/edit/", ARTICLE | {"title": "Toolkit"}
    )
    article.refresh_from_db()
    assert article.title == "Toolkit"
    assert AuditEvent.objects.get().verb == "article.changed"


def test_an_article_without_its_text_comes_back_with_what_was_typed(cast, sign_in):
    response = sign_in(cast.secretary).post(
        "/library/articles/add/", {"title": "Toolkit", "kind": "", "summary": ""}
    )
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "kind": ["Select the kind"],
        "summary": ["Enter the summary"],
    }
    assert 'value="Toolkit"' in response.content.decode()
    assert Article.objects.count() == 0


def test_a_link_that_is_not_of_the_web_is_refused(cast, sign_in):
    for link in ("javascript:alert(1)", "ftp://files.example.org/", "not a link"):
        response = sign_in(cast.secretary).post("/library/articles/add/", ARTICLE | {"link": link})
        assert set(response.context["form"].errors["link"]) == {
            "Enter a link that begins with https://"
        }


def test_the_secretariat_adds_a_bulletin_once(cast, sign_in):
    client = sign_in(cast.secretary)
    bulletin = {"title": "SOC Bulletin", "issue": "Issue 11", "publisher": "Home Office"}
    assert client.post("/library/bulletins/add/", bulletin).url == "/library/"
    again = client.post("/library/bulletins/add/", bulletin)
    assert again.status_code == 422
    assert again.context["form"].non_field_errors() == ["The library holds this issue already."]
    assert Bulletin.objects.count() == 1


def days(**dates):
    return {
        f"{name}_{part}": number
        for name, date in dates.items()
        for part, number in zip(("year", "month", "day"), date.split("-"), strict=True)
    }


def test_the_secretariat_adds_an_event(cast, sign_in):
    event = {"title": "Bike marking", "organiser": "police", "place": "Guildhall Yard"}
    response = sign_in(cast.secretary).post("/events/add/", event | days(starts_on="2018-09-20"))
    assert response.url == "/events/"
    assert str(Event.objects.get().starts_on) == "2018-09-20"


def test_an_event_cannot_end_before_it_starts(cast, sign_in):
    event = {"title": "Bike marking", "organiser": "police"}
    response = sign_in(cast.secretary).post(
        "/events/add/", event | days(starts_on="2018-09-20", ends_on="2018-09-19")
    )
    assert response.context["form"].non_field_errors() == [
        "The last day must not be before the first."
    ]
    assert Event.objects.count() == 0


def test_only_the_secretariat_is_offered_to_change_anything(cast, sign_in):
    article = Article.objects.create(**ARTICLE)
    for address in ("/library/", "/events/", article.get_absolute_url()):
        assert "/add/" not in sign_in(cast.member).get(address).content.decode()
        assert "/edit/" not in sign_in(cast.member).get(address).content.decode()
    assert "/edit/" in sign_in(cast.secretary).get(article.get_absolute_url()).content.decode()
