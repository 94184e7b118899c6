"""The preview beside the form: what is typed as it would read, with nothing written."""

import html

import pytest

from reporting.models import ActivityReport
from tests.reporting.builder import address, as_posted


def preview(client, report, **changes):
    return client.post(f"{report.get_absolute_url()}preview/", as_posted(report, **changes))


def seen(response):
    return html.unescape(response.content.decode())


def test_the_form_shows_the_report_as_saved(cast, sign_in, start):
    page = seen(sign_in(cast.secretary).get(address(start())))
    beside = page[page.index('id="preview"') :]
    assert "Members are asked to:" in beside
    assert "An advisory partnership board." in beside
    assert "<h1" not in beside


def test_what_is_typed_is_shown_and_not_written(cast, sign_in, start):
    report = start()
    before = ActivityReport.objects.values().get(pk=report.pk)
    at = [block.kind for block in report.blocks.all()].index("paragraph")
    day = {f"committee-{cast.scp.pk}-meeting_on_{part}": n for part, n in PARTS}
    response = preview(
        sign_in(cast.secretary),
        report,
        **{"cover-subject": "Typed subject", f"block-{at}-text": "Typed words.", **day},
    )
    assert response.status_code == 200
    for expected in ("Typed subject", "Typed words.", "1 October 2018", "Safer City Partnership"):
        assert expected in seen(response)
    assert ActivityReport.objects.values().get(pk=report.pk) == before
    assert not report.blocks.filter(text="Typed words.").exists()


PARTS = [("day", "1"), ("month", "10"), ("year", "2018")]


def test_a_closed_paragraph_is_marked(cast, sign_in, start):
    report = start()
    at = [block.kind for block in report.blocks.all()].index("paragraph")
    response = preview(sign_in(cast.secretary), report, **{f"block-{at}-is_closed": "on"})
    assert "closed__word" in seen(response)
    assert "Non-public" in seen(response)


def test_what_cannot_be_taken_shows_no_preview(cast, sign_in, start):
    response = preview(sign_in(cast.secretary), start(), **{"cover-subject": ""})
    assert response.status_code == 422
    assert "The preview comes back once what is typed can be saved." in seen(response)


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_record_no_more_for_a_longer_report(
    count, cast, sign_in, start, django_assert_num_queries
):
    report = start()
    for number in range(count):
        report.blocks.create(position=90 + number, kind="paragraph", text="More.")
    client = sign_in(cast.secretary)
    data = as_posted(report)
    with django_assert_num_queries(QUERIES):
        client.post(f"{report.get_absolute_url()}preview/", data)


QUERIES = 14
