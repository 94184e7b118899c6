import datetime
import hashlib

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from meetings.models import Paper, PaperFile, PaperVersion
from papers.uploads import MAX_SIZE, check_upload
from tests.meetings.board_meeting import PARAGRAPH_7, add_item, invite_guests, lay_paper, meeting_on
from tests.papers.files import pdf, picture, word, word_with

REPORT = pdf("one", "two")


@pytest.fixture
def meeting(cast):
    """5 September 2018: the agenda goes out on 28 August at the latest."""
    meeting = meeting_on(cast, "2018-09-05")
    invite_guests(cast, meeting)
    return meeting


@pytest.fixture
def item(cast, meeting):
    return add_item(cast, meeting, "Sharing of information")


@pytest.fixture
def closed_item(cast, meeting):
    return add_item(cast, meeting, "Zephyrine", **PARAGRAPH_7)


def address(name, paper, **more):
    return reverse(name, kwargs={"slug": paper.item.meeting.slug, "pk": paper.pk, **more})


def post(client, item, content=REPORT, name="Report.pdf", **typed):
    data = {"title": "Report", "marking": "OFFICIAL", "is_closed": "open"} | typed
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content)
    kwargs = {"slug": item.meeting.slug, "pk": item.pk}
    return client.post(reverse("paper-new", kwargs=kwargs), data)


def test_the_secretary_lays_a_paper_and_a_member_reads_it(cast, sign_in, item):
    response = post(sign_in(cast.secretary), item)
    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert (paper.current.file_name, paper.current.kind, paper.current.pages) == (
        "Report.pdf",
        "pdf",
        2,
    )
    assert paper.current.sha256 == hashlib.sha256(REPORT).hexdigest()
    page = sign_in(cast.member).get(paper.get_absolute_url()).content.decode()
    assert "PDF, 2 pages" in page
    file = sign_in(cast.member).get(address("paper-file", paper, number=1))
    assert file.content == REPORT


def test_a_paper_can_be_announced_and_its_file_follow(cast, sign_in, item):
    client = sign_in(cast.secretary)
    post(client, item, content=None)
    paper = Paper.objects.get()
    agenda = client.get(reverse("agenda", kwargs={"slug": item.meeting.slug}))
    assert "to follow" in agenda.content.decode()
    file = SimpleUploadedFile("Late.pdf", REPORT)
    client.post(address("paper-versions", paper), {"file": file})
    assert PaperVersion.objects.get().file_name == "Late.pdf"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "The file is empty: choose another one."),
        (b"MZ", "a.exe", "Choose a PDF, Word (.docx), Excel (.xlsx), CSV, PNG or JPEG file."),
        (
            word_with({"word/vbaProject.bin": b"x"}),
            "a.docx",
            "The file holds macros: save it without them, or as PDF.",
        ),
        (
            b"%PDF-" + b" " * MAX_SIZE,
            "a.pdf",
            "The file is larger than 20 MB: make it smaller, or divide it.",
        ),
    ],
)
def test_a_file_that_is_refused_loses_nothing_typed(cast, sign_in, item, content, name, sentence):
    response = post(sign_in(cast.secretary), item, content, name, title="A long title typed")
    assert response.status_code == 422
    assert response.context["form"].errors == {"file": [sentence]}
    assert 'value="A long title typed"' in response.content.decode()
    assert not Paper.objects.exists()


def test_open_or_closed_is_chosen_and_never_supposed(cast, sign_in, item):
    client = sign_in(cast.secretary)
    response = post(client, item, is_closed="")
    assert response.context["form"].errors == {
        "is_closed": ["Choose whether the paper is open or closed"]
    }
    response = post(client, item, is_closed="closed")
    assert response.context["form"].errors == {
        "closed_reason": ["Select the reason for closing the paper"]
    }


def test_the_same_form_sent_twice_lays_one_paper(cast, sign_in, item):
    client = sign_in(cast.secretary)
    for _ in range(2):
        post(client, item)
    post(client, item, content=None, title="To follow")
    post(client, item, content=None, title="To follow")
    assert list(Paper.objects.values_list("title", "position")) == [("Report", 1), ("To follow", 2)]
    assert PaperVersion.objects.count() == 1


# Versions


def test_a_new_version_replaces_the_old_one_which_the_secretariat_keeps(cast, sign_in, item):
    paper = lay_paper(cast, item, "Report", REPORT)
    paper.replace(
        check_upload("Second.pdf", pdf("new")), received_on=item.meeting.held_on, by=cast.secretary
    )
    for persona, statuses in {"secretary": [200, 200], "member": [404, 200]}.items():
        client = sign_in(getattr(cast, persona))
        seen = [client.get(address("paper-file", paper, number=n)).status_code for n in (1, 2)]
        assert seen == statuses
    assert "Report.pdf" not in sign_in(cast.member).get(paper.get_absolute_url()).content.decode()


def test_the_same_file_again_is_no_new_version(cast, item):
    paper = lay_paper(cast, item, "Report", REPORT)
    paper.replace(check_upload("Again.pdf", REPORT), received_on=None, by=cast.secretary)
    assert paper.versions.count() == 1


@pytest.mark.parametrize("model", [PaperVersion, PaperFile])
def test_a_version_is_never_changed_nor_deleted(cast, item, model):
    lay_paper(cast, item, "Report", REPORT)
    fact = {"size": 1} if model is PaperVersion else {"content": b""}
    for change in (lambda rows: rows.update(**fact), lambda rows: rows._raw_delete("default")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(model.objects.all())


# Late


@pytest.mark.parametrize(("day", "is_late"), [("2018-08-28", False), ("2018-08-29", True)])
def test_a_paper_after_the_latest_day_is_late(cast, sign_in, meeting, item, day, is_late):
    lay_paper(cast, item, "Report", REPORT, on=day)
    page = sign_in(cast.member).get(reverse("meeting", kwargs={"slug": meeting.slug}))
    assert ("<strong>late</strong>" in page.content.decode()) == is_late


# Closed


def test_a_paper_of_a_closed_item_is_closed_and_stays_so(cast, sign_in, closed_item):
    paper = lay_paper(cast, closed_item, "Profile", REPORT)
    assert (paper.is_closed, paper.closed_reason) == (True, "paragraph 7")
    closed_item.open(by=cast.chairman)
    for name in ("paper", "paper-file"):
        more = {"number": 1} if name == "paper-file" else {}
        assert sign_in(cast.observer).get(address(name, paper, **more)).status_code == 404
        assert sign_in(cast.member).get(address(name, paper, **more)).status_code == 200


def test_a_version_that_came_while_the_item_was_closed_stays_closed(cast, item):
    paper = lay_paper(cast, item, "Report", REPORT)
    item.is_closed, item.closed_reason = True, "paragraph 7"
    item.save()
    later = check_upload("b.pdf", pdf("b"))
    paper.replace(later, received_on=item.meeting.held_on, by=cast.secretary)
    item.open(by=cast.chairman)
    assert not Paper.objects.visible_to(cast.observer).exists()


def test_closing_the_item_closes_what_was_open_under_it(cast, item):
    lay_paper(cast, item, "Report", REPORT)
    assert Paper.objects.visible_to(cast.observer).exists()
    item.is_closed, item.closed_reason = True, "paragraph 7"
    item.save()
    assert not Paper.objects.visible_to(cast.observer).exists()


def test_changing_a_closed_paper_never_opens_it(cast, item):
    paper = lay_paper(cast, item, "Profile", REPORT, **PARAGRAPH_7)
    paper.is_closed, paper.closed_reason = False, ""
    with pytest.raises(PermissionDenied):
        paper.revise(["is_closed", "closed_reason"], by=cast.secretary)
    paper.open(by=cast.chairman)
    assert not paper.is_closed
    assert Event.objects.filter(verb="paper.opened", by=cast.chairman.email).count() == 1


def test_a_paper_of_a_closed_item_is_not_opened_before_the_item(cast, closed_item):
    paper = lay_paper(cast, closed_item, "Profile", REPORT)
    paper.open(by=cast.chairman)
    assert paper.is_closed


def test_the_secretary_closes_a_paper_for_a_reason(cast, sign_in, item):
    paper = lay_paper(cast, item, "Report", REPORT)
    data = {
        "title": "Report",
        "marking": "OFFICIAL-SENSITIVE",
        "is_closed": "closed",
        "closed_reason": "paragraph 7",
    }
    assert sign_in(cast.secretary).post(address("paper-edit", paper), data).status_code == 302
    paper.refresh_from_db()
    assert (paper.is_closed, paper.marking) == (True, "OFFICIAL-SENSITIVE")


def test_reading_a_closed_file_leaves_a_trace_and_an_open_one_does_not(cast, sign_in, item):
    opened = lay_paper(cast, item, "Report", REPORT)
    closed = lay_paper(cast, item, "Profile", pdf("x"), **PARAGRAPH_7)
    for paper in (opened, closed):
        sign_in(cast.member).get(address("paper-file", paper, number=1))
    [event] = Event.objects.filter(verb="paper.closed_seen")
    assert (event.by, event.subject_id) == (cast.member.email, str(closed.pk))


# Withdrawn


def test_a_withdrawn_paper_is_kept_for_the_secretariat_alone(cast, sign_in, meeting, item):
    paper = lay_paper(cast, item, "Report", REPORT)
    sign_in(cast.secretary).post(address("paper-withdrawal", paper))
    assert sign_in(cast.member).get(paper.get_absolute_url()).status_code == 404
    page = sign_in(cast.secretary).get(paper.get_absolute_url()).content.decode()
    assert "Withdrawn" in page
    refused = sign_in(cast.secretary).get(address("paper-versions", paper), follow=True)
    assert "The paper is withdrawn: its file stays as it is." in refused.content.decode()
    file = check_upload("b.pdf", pdf("b"))
    with pytest.raises(PermissionDenied):
        paper.replace(file, received_on=meeting.held_on, by=cast.secretary)


# The file


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("Report £.pdf", REPORT, "application/pdf"),
        ("Map.png", picture(), "image/png"),
        (
            "Report.docx",
            word(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("table.csv", b"a,b", "text/csv"),
    ],
)
def test_a_file_is_saved_under_its_name_and_never_kept_on_the_way(
    cast, sign_in, item, name, content, content_type
):
    paper = lay_paper(cast, item, "Report", content, name=name)
    response = sign_in(cast.member).get(address("paper-file", paper, number=1))
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == content


@pytest.mark.parametrize(
    ("name", "content", "is_shown", "policy"),
    [
        ("a.pdf", REPORT, True, None),
        ("a.png", picture(), True, "default-src 'none'; frame-ancestors 'none'; sandbox"),
        ("a.docx", word(), False, "default-src 'none'; frame-ancestors 'none'; sandbox"),
        ("a.csv", b"a,b", False, "default-src 'none'; frame-ancestors 'none'; sandbox"),
    ],
)
def test_only_what_runs_nothing_is_shown_in_the_browser(
    cast, sign_in, item, name, content, is_shown, policy
):
    paper = lay_paper(cast, item, "Report", content, name=name)
    response = sign_in(cast.member).get(address("paper-file", paper, number=1) + "?show")
    assert response["Content-Disposition"].startswith("inline") == is_shown
    if policy:
        assert response["Content-Security-Policy"] == policy
    else:
        assert "default-src 'none'" in response["Content-Security-Policy"]


# Lists


def test_many_papers_cost_no_more_queries_than_one(cast, sign_in, item, meeting):
    client, page = sign_in(cast.member), reverse("meeting", kwargs={"slug": meeting.slug})
    client.get(page)
    counts = []
    for title in ("One", "Two", "Three"):
        lay_paper(cast, item, title, pdf(title), on="2018-08-01")
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2]


def test_the_desk_lists_the_papers_of_the_item_in_hand(cast, sign_in, item, meeting):
    lay_paper(cast, item, "Threat picture", REPORT)
    page = sign_in(cast.secretary).get(reverse("minutes-edit", kwargs={"slug": meeting.slug}))
    assert "Threat picture" in page.content.decode()


def test_papers_stay_when_the_minutes_are_approved(cast, item, meeting):
    paper = lay_paper(cast, item, "Report", REPORT)
    minutes = meeting.start_minutes(by=cast.secretary)
    type(minutes).objects.filter(pk=minutes.pk).update(
        state="approved", approved_at_meeting=meeting, approved_on=meeting.held_on
    )
    item = type(item).objects.get(pk=item.pk)
    with pytest.raises(PermissionDenied):
        Paper(item=item, title="Late").add(by=cast.secretary)
    with pytest.raises(PermissionDenied):
        paper.withdraw(by=cast.secretary)


def test_what_the_day_is_comes_from_the_board(cast, sign_in, item, settings):
    settings.BOARD_TODAY = datetime.date(2018, 8, 20)
    post(sign_in(cast.secretary), item)
    assert PaperVersion.objects.get().received_on == datetime.date(2018, 8, 20)
