import html

from board.models import Group
from reporting.models import ActivityReport
from tests.reporting.builder import address, as_posted


def write(report, *blocks):
    """The report with these (kind, text) blocks alone."""
    report.blocks.all().delete()
    for position, (kind, text) in enumerate(blocks, start=1):
        report.blocks.create(position=position, kind=kind, text=text, source="from the record")
    return report


def blocks(report):
    return [(block.kind, block.text) for block in report.blocks.all()]


def seen(response):
    return html.unescape(response.content.decode())


def test_the_page_holds_every_block_with_its_source(cast, sign_in, start):
    report = write(start(), ("heading", "Background"), ("paragraph", "The Board met."))
    page = seen(sign_in(cast.secretary).get(address(report)))
    assert "The Board met." in page
    assert "from the record" in page


def test_saving_keeps_the_source_and_marks_what_was_edited(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."), ("paragraph", "Two."))
    response = sign_in(cast.secretary).post(
        address(report), as_posted(report, **{"block-1-text": "Two, edited."})
    )
    assert response.url == report.get_absolute_url()
    assert [(b.text, b.source, b.is_edited) for b in report.blocks.all()] == [
        ("One.", "from the record", False),
        ("Two, edited.", "from the record", True),
    ]


def test_saving_writes_the_cover_the_summary_and_the_committees(cast, sign_in, start):
    police = Group.objects.create(kind="committee", name="Police Committee", slug="police")
    report = start()
    sign_in(cast.secretary).post(
        address(report),
        as_posted(
            report,
            **{
                "cover-subject": "An update",
                "cover-summary": "One.\x00\n\nTwo.",
                f"committee-{cast.scp.pk}-meeting_on_day": "31",
                f"committee-{cast.scp.pk}-meeting_on_month": "5",
                f"committee-{cast.scp.pk}-meeting_on_year": "2018",
                f"committee-{police.pk}-included": "on",
                f"committee-{police.pk}-reason": "It asked for it",
            },
        ),
    )
    report.refresh_from_db()
    assert (report.subject, report.summary) == ("An update", "One.\n\nTwo.")
    assert [(str(s), str(s.meeting_on), s.reason) for s in report.submissions.all()] == [
        ("Safer City Partnership", "2018-05-31", ""),
        ("Police Committee", "None", "It asked for it"),
    ]


def test_another_committee_needs_a_reason(cast, sign_in, start):
    police = Group.objects.create(kind="committee", name="Police Committee", slug="police")
    report = start()
    response = sign_in(cast.secretary).post(
        address(report), as_posted(report, **{f"committee-{police.pk}-included": "on"})
    )
    assert response.status_code == 422
    assert "Say why the Police Committee gets this report" in seen(response)


def test_an_emptied_box_takes_its_block_out_and_a_spare_one_adds_one(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."), ("paragraph", "Two."))
    posted = as_posted(
        report, **{"block-0-text": "", "block-2-text": "Three.", "block-2-kind": "bullet"}
    )
    sign_in(cast.secretary).post(address(report), posted)
    assert blocks(report) == [("paragraph", "Two."), ("bullet", "Three.")]


def test_up_and_down_save_and_move_a_block(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."), ("paragraph", "Two."))
    posted = as_posted(report, **{"block-0-text": "First.", "then": "down-0"})
    response = sign_in(cast.secretary).post(address(report), posted)
    assert response.url == f"{address(report)}#block-2"
    assert blocks(report) == [("paragraph", "Two."), ("paragraph", "First.")]

    report.refresh_from_db()
    sign_in(cast.secretary).post(address(report), as_posted(report, then="up-0"))
    assert blocks(report) == [("paragraph", "Two."), ("paragraph", "First.")]


def test_a_usual_heading_is_added_behind_the_others(cast, sign_in, start):
    report = start()
    client = sign_in(cast.secretary)
    before = [block.text for block in report.blocks.all()]
    posted = as_posted(report, **{"usual-heading": "Implications", "then": "heading"})
    response = client.post(address(report), posted)
    assert [(block.kind, block.text) for block in report.blocks.all()][len(before) :] == [
        ("heading", "Implications")
    ]
    # Where the paragraph under it is typed.
    assert response.url == f"{address(report)}#block-{len(before) + 2}"
    report.refresh_from_db()
    client.post(address(report), as_posted(report, **{"usual-heading": "Options"}))
    assert report.blocks.count() == len(before) + 1


def test_add_below_saves_and_offers_an_empty_block_there(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."), ("paragraph", "Two."))
    client = sign_in(cast.secretary)
    response = client.post(address(report), as_posted(report, then="add-0"))
    assert response.url == f"{address(report)}?add=1#block-2"
    texts = [form["text"].value() for form in client.get(response.url).context["builder"].blocks]
    assert texts == ["One.", None, "Two."]


def test_the_second_of_two_editors_sees_both_texts_and_loses_neither(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."))
    mine = as_posted(report, **{"block-0-text": "My words."})
    client = sign_in(cast.secretary)
    client.post(address(report), as_posted(report, **{"block-0-text": "Their words."}))

    response = client.post(address(report), mine)
    assert response.status_code == 409
    assert "Their words." in seen(response)
    assert "My words." in seen(response)
    assert blocks(report) == [("paragraph", "Their words.")]

    kept = response.context["builder"]
    again = {**mine, "cover-version": kept.cover["version"].value()}
    assert client.post(address(report), again).status_code == 302
    assert blocks(report) == [("paragraph", "My words.")]


def test_a_form_sent_twice_writes_once(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."))
    posted = as_posted(report, **{"block-1-text": "New."})
    client = sign_in(cast.secretary)
    for _ in range(2):
        assert client.post(address(report), posted).status_code == 302
    assert blocks(report) == [("paragraph", "One."), ("paragraph", "New.")]
    assert ActivityReport.objects.get(pk=report.pk).version == 2


def test_a_block_of_another_report_is_left_alone(cast, sign_in, start):
    other = write(start("2018-19-q2"), ("paragraph", "Theirs."))
    report = write(start(), ("paragraph", "One."))
    posted = as_posted(report, **{"block-0-pk": other.blocks.get().pk})
    sign_in(cast.secretary).post(address(report), posted)
    assert blocks(other) == [("paragraph", "Theirs.")]
    assert blocks(report) == [("paragraph", "One.")]


def test_a_text_too_long_gets_a_sentence_and_is_kept(cast, sign_in, start):
    report = write(start(), ("paragraph", "One."))
    long = "x" * 100_000
    response = sign_in(cast.secretary).post(
        address(report), as_posted(report, **{"block-0-text": long})
    )
    assert response.status_code == 422
    assert "This is too long: use at most 20,000 characters" in seen(response)
    assert long in seen(response)


def test_starting_the_same_quarter_twice_opens_the_report_that_is_there(cast, sign_in, start):
    client = sign_in(cast.secretary)
    data = {"quarter": "2018-19-q1", "committee": cast.scp.pk}
    first, second = (client.post("/reports/", data) for _ in range(2))
    assert first.url == second.url
    assert ActivityReport.objects.count() == 1


def test_a_quarter_that_is_not_offered_is_refused(cast, sign_in):
    data = {"quarter": "2035-36-q1", "committee": cast.scp.pk}
    response = sign_in(cast.secretary).post("/reports/", data)
    assert response.status_code == 422
    assert "Select a quarter or a year from the list" in seen(response)
