"""A draft keeps up with the record, and never overwrites what somebody wrote."""

from datetime import date

import pytest

from meetings.models import AgendaItem
from reporting.drafting.drafts import Draft
from reporting.forms import ReportBuilder
from reporting.models import ActivityReport, ReportBlock
from reporting.models.refreshing import refreshed
from reporting.starting import refresh_report
from tests.reporting.builder import address, as_posted
from tests.reporting.conftest import TODAY


def block(key, text, kind="paragraph", **facts):
    return ReportBlock(key=key, text=text, kind=kind, **facts)


def drafted(key, text, kind="paragraph"):
    return Draft(kind, text, "from the record", key)


def told(blocks, drafts, **options):
    found, changed = refreshed(blocks, drafts, **options)
    return [piece.text for piece in found], changed


def test_what_nobody_edited_is_told_as_the_record_has_it_now():
    drafts = [drafted("a", "New."), drafted("b", "Same.")]
    assert told([block("a", "Old."), block("b", "Same.")], drafts) == (["New.", "Same."], 1)


def test_what_was_edited_or_typed_stays():
    blocks = [block("a", "My words.", is_edited=True), block("", "Typed."), block("", "Twice.")]
    assert told(blocks, [drafted("a", "New.")]) == (["My words.", "Typed.", "Twice."], 0)


def test_a_paragraph_with_an_edited_point_stays_whole():
    blocks = [block("a", "Two:"), block("a", "One", "bullet", is_edited=True)]
    drafts = [drafted("a", "Three:"), drafted("a", "First", "bullet")]
    assert told(blocks, drafts) == (["Two:", "One"], 0)
    assert told(blocks, drafts, again="a") == (["Three:", "First"], 1)


def test_a_new_fact_comes_behind_the_one_it_follows():
    blocks = [block("a", "A."), block("", "Typed."), block("c", "C.")]
    drafts = [drafted("a", "A."), drafted("b", "B."), drafted("c", "C."), drafted("d", "D.")]
    assert told(blocks, drafts) == (["A.", "B.", "Typed.", "C.", "D."], 2)


def test_a_fact_the_record_no_longer_tells_goes():
    assert told([block("a", "A."), block("b", "B.")], [drafted("b", "B.")]) == (["B."], 1)


def test_what_was_taken_out_stays_out():
    drafts = [drafted("a", "A."), drafted("b", "B.")]
    assert told([block("b", "B.")], drafts, left_out=["a"]) == (["B."], 0)


@pytest.fixture
def report(record, start):
    record.meet(date(2018, 5, 16), theme=record.area)
    return start()


def texts(report):
    return [block.text for block in report.blocks.all()]


def consider(report, title):
    from meetings.models import Meeting

    AgendaItem.objects.create(
        meeting=Meeting.objects.get(), number="1", position=1, title=title, is_closed=False
    )


def post(client, report, **changes):
    return client.post(address(report), as_posted(ActivityReport.objects.get(), **changes))


def test_refreshing_saves_what_was_typed_and_writes_the_rest_anew(cast, report, sign_in):
    consider(report, "Strategic tasking")
    texts_before = texts(report)
    at = next(n for n, text in enumerate(texts_before) if text.startswith("An advisory"))
    client = sign_in(cast.secretary)
    post(client, report, **{f"block-{at}-text": "In my words.", "then": "refresh"})
    now = texts(report)
    assert "In my words." in now
    assert any(text.endswith("It considered: Strategic tasking.") for text in now)


def test_an_edited_paragraph_is_written_from_the_record_again(cast, report, sign_in):
    client = sign_in(cast.secretary)
    at = next(n for n, text in enumerate(texts(report)) if text.startswith("The Board met"))
    post(client, report, **{f"block-{at}-text": "We met."})
    assert "Write from the record again" in client.get(address(report)).content.decode()
    post(client, report, then=f"again-{at}")
    assert any(text.startswith("The Board met on 16 May 2018.") for text in texts(report))
    assert "We met." not in texts(report)


def test_what_was_taken_out_comes_back_when_it_is_asked_for(cast, report, sign_in):
    client = sign_in(cast.secretary)
    at = next(n for n, text in enumerate(texts(report)) if text.startswith("The Board met"))
    post(client, report, **{f"block-{at}-text": ""})
    post(client, report, then="refresh")
    assert not any(text.startswith("The Board met") for text in texts(report))
    post(client, report, then="back")
    assert any(text.startswith("The Board met") for text in texts(report))


def test_the_summary_is_written_anew_until_somebody_edits_it(cast, record, report):
    record.meet(date(2018, 6, 20))
    assert refresh_report(ActivityReport.objects.get(), by=cast.secretary, today=TODAY)
    assert "The Board met twice" in ActivityReport.objects.get().summary
    ActivityReport.objects.update(summary="Mine.")
    record.meet(date(2018, 6, 27))
    refresh_report(ActivityReport.objects.get(), by=cast.secretary, today=TODAY)
    assert ActivityReport.objects.get().summary == "Mine."
    hint = ReportBuilder(ActivityReport.objects.get()).cover["summary"].help_text
    assert hint.endswith("from the meetings, decisions and actions of the quarter, edited.")


def test_nothing_new_changes_nothing(cast, report):
    version = report.version
    assert refresh_report(report, by=cast.secretary, today=TODAY) == 0
    assert ActivityReport.objects.get().version == version
