"""The Chairman and the secretariat work on a draft: comments, changes in sight, corrections."""

import html
from datetime import date

import pytest

from board.models import Publication
from reporting.changes import changes_since_sent, send_to_chairman
from reporting.models import ActivityReport
from reporting.paper import sign_off
from tests.reporting.builder import address, as_posted


def seen(response):
    return html.unescape(response.content.decode())


def page(client, report):
    return seen(client.get(report.get_absolute_url()))


def go(client, report, step, **data):
    return client.post(f"{report.get_absolute_url()}{step}/", data)


@pytest.fixture
def sent(cast, record, start):
    record.meet(date(2018, 5, 16))
    report = start()
    send_to_chairman(report, by=cast.secretary)
    return report


@pytest.fixture
def signed(cast, sent):
    sign_off(sent, by=cast.chairman, version=1)
    return ActivityReport.objects.get(pk=sent.pk)


def test_the_chairman_says_what_he_wants_and_the_secretariat_deals_with_it(cast, sent, sign_in):
    chairman, secretary = sign_in(cast.chairman), sign_in(cast.secretary)
    said = {"comment-about": "Paragraph 2", "comment-text": "Say who came."}
    assert go(chairman, sent, "comments", **said).status_code == 302
    words = page(secretary, sent)
    assert "Say who came." in words
    assert "Paragraph 2" in words
    comment = sent.comments.get()
    go(secretary, sent, f"comments/{comment.pk}/settling")
    assert "dealt with by Sam Secretary" in page(chairman, sent)


def test_an_empty_comment_is_asked_for(cast, sent, sign_in):
    response = go(sign_in(cast.chairman), sent, "comments", **{"comment-about": "Cover"})
    assert response.status_code == 422
    assert "Enter the comment" in seen(response)


def test_comments_are_for_those_who_work_on_it_and_never_printed(cast, sign_in, signed):
    signed.comment("Zebrafinch", about="Cover", by=cast.chairman)
    member = sign_in(cast.member)
    assert "Zebrafinch" not in page(member, signed)
    assert "Zebrafinch" not in str(signed.final.document)
    assert "Zebrafinch" in page(sign_in(cast.secretary), signed)


def test_what_the_chairman_changes_is_in_sight(cast, sent, sign_in):
    assert changes_since_sent(ActivityReport.objects.get()) == []
    at = next(n for n, block in enumerate(sent.blocks.all()) if "The Board met" in block.text)
    changed = {f"block-{at}-text": "The Board met on 16 May 2018 at Guildhall."}
    sign_in(cast.chairman).post(address(sent), as_posted(sent, **changed))
    [(where, parts)] = changes_since_sent(ActivityReport.objects.get())
    assert where == "Paragraph 2"
    assert ("ins", " at Guildhall.") in parts or ("ins", "2018 at Guildhall.") in parts
    words = page(sign_in(cast.secretary), sent)
    assert "What was changed since it was sent to the Chairman (1)" in words


def test_a_paragraph_taken_out_is_in_sight_too(cast, sent, sign_in):
    at = next(n for n, block in enumerate(sent.blocks.all()) if "The Board met" in block.text)
    sign_in(cast.chairman).post(address(sent), as_posted(sent, **{f"block-{at}-text": ""}))
    changes = changes_since_sent(ActivityReport.objects.get())
    assert ("Paragraph 2", [("del", "The Board met on 16 May 2018.")]) in changes


def test_a_signed_report_is_corrected_in_a_new_version(cast, sign_in, signed):
    secretary = sign_in(cast.secretary)
    note = {"correction-note": "The place in paragraph 2."}
    assert go(secretary, signed, "correction", **note).status_code == 302
    correction = signed.corrections.get()
    assert (correction.edition, correction.state) == (2, "draft")
    assert [b.text for b in correction.blocks.all()] == [b.text for b in signed.blocks.all()]
    assert [row.group for row in correction.submissions.all()] == [cast.scp]
    assert "version 2" in page(secretary, signed)
    assert str(correction).endswith("version 2")
    # One at a time: asking again leads to the same draft.
    assert go(secretary, signed, "correction", **note)["Location"] == correction.get_absolute_url()
    assert signed.corrections.count() == 1


def test_a_correction_says_what_it_corrects(cast, sign_in, signed):
    response = go(sign_in(cast.secretary), signed, "correction")
    assert response.status_code == 422
    assert "Enter what the new version puts right" in seen(response)
    assert not signed.corrections.exists()


def test_the_corrected_version_takes_the_place_of_the_first_in_public(cast, sign_in, signed):
    secretary = sign_in(cast.secretary)
    go(secretary, signed, "publication")
    go(secretary, signed, "correction", **{"correction-note": "The date in paragraph 2."})
    correction = signed.corrections.get()
    correction.blocks.create(position=99, kind="paragraph", text="Put right.")
    send_to_chairman(correction, by=cast.secretary)
    sign_off(correction, by=cast.chairman, version=1)
    # The first one is still what everybody reads, and its successor can be published.
    assert ">another version of it</a>" in page(secretary, correction)
    assert "Publish the report" in page(secretary, correction)
    go(secretary, correction, "publication")
    assert ">the public page</a>" in page(secretary, correction)
    assert ">another version of it</a>" in page(secretary, signed)
    # Nobody puts the first one back by mistake.
    assert "Publish the report" not in page(secretary, signed)
    assert go(secretary, signed, "publication").status_code == 403
    live = Publication.objects.live().get(kind="report")
    assert (live.version, live.note) == (2, "The date in paragraph 2.")
    assert "Put right." in str(live.document)
    assert "Put right." not in str(signed.final.document)
