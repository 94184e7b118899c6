"""Reports: who reads them, who takes them on their way."""

from datetime import date
from types import SimpleNamespace

from reporting.paper import sign_off
from reporting.quarter import parse
from reporting.starting import start_report
from tests.access import GONE, REFUSED, row

TODAY = date(2018, 9, 5)


def world(cast):
    def report(slug):
        made, _ = start_report(parse(slug), committee=cast.scp, by=cast.secretary, today=TODAY)
        return made

    draft, sent, signed = (report(f"2018-19-q{n}") for n in (1, 2, 3))
    for waiting in (sent, signed):
        waiting.send_to_chairman(by=cast.secretary)
    sign_off(signed, by=cast.chairman, version=1)
    comment = draft.comment("Is this right?", about="Paragraph 1", by=cast.chairman)
    return SimpleNamespace(comment=comment, draft=draft, sent=sent, signed=signed, cast=cast)


def pk(name):
    return lambda world: {"pk": getattr(world, name).pk}


def submission(world):
    return {
        "submission": world.signed.submissions.get().pk,
        "submitted_on_day": "5",
        "submitted_on_month": "9",
        "submitted_on_year": "2018",
    }


AT_DRAFT = {"secretary": 200, "chairman": 200, "deputy": 200}
SIGNED = {**AT_DRAFT, "member": 200}

ROWS = [
    row("reports", others=REFUSED, member=200, chairman=200, deputy=200, secretary=200),
    row(
        "reports",
        "POST",
        others=REFUSED,
        data=lambda world: {"quarter": "2018-19-q1", "committee": world.cast.scp.pk},
        secretary=302,
    ),
    row("report", kwargs=pk("draft"), others=GONE, **AT_DRAFT),
    row("report", kwargs=pk("sent"), others=GONE, **AT_DRAFT, query="?"),
    row("report", kwargs=pk("signed"), others=GONE, **SIGNED, query="?signed"),
    row("report-pdf", kwargs=pk("draft"), others=GONE, **AT_DRAFT),
    row("report-pdf", kwargs=pk("signed"), others=GONE, **SIGNED, query="?signed"),
    row("report-word", kwargs=pk("draft"), others=GONE, **AT_DRAFT),
    row("report-word", kwargs=pk("signed"), others=GONE, **SIGNED, query="?signed"),
    row("report-figures", kwargs=pk("draft"), others=GONE, **AT_DRAFT),
    row("report-figures", kwargs=pk("signed"), others=GONE, **SIGNED, query="?signed"),
    row(
        "report-printing",
        "POST",
        kwargs=pk("draft"),
        others=GONE,
        secretary=302,
        chairman=302,
        deputy=302,
    ),
    row("report-edit", kwargs=pk("draft"), others=GONE, secretary=200, chairman=403, deputy=403),
    row(
        "report-edit",
        kwargs=pk("sent"),
        others=GONE,
        secretary=403,
        chairman=200,
        deputy=200,
        query="?sent",
    ),
    row(
        "report-edit",
        kwargs=pk("signed"),
        others=GONE,
        secretary=403,
        chairman=403,
        deputy=403,
        member=403,
        query="?signed",
    ),
    row(
        "report-edit",
        "POST",
        kwargs=pk("draft"),
        others=GONE,
        secretary=422,
        chairman=409,
        deputy=409,
    ),
    row(
        "report-preview",
        "POST",
        kwargs=pk("draft"),
        others=GONE,
        secretary=422,
        chairman=403,
        deputy=403,
    ),
    row(
        "report-to-chairman",
        "POST",
        kwargs=pk("draft"),
        others=GONE,
        secretary=302,
        chairman=403,
        deputy=403,
    ),
    row(
        "report-to-draft",
        "POST",
        kwargs=pk("sent"),
        others=GONE,
        secretary=302,
        chairman=302,
        deputy=302,
    ),
    row(
        "report-sign-off",
        "POST",
        kwargs=pk("sent"),
        data={"version": 1},
        others=GONE,
        secretary=403,
        chairman=302,
        deputy=302,
    ),
    row(
        "report-submission",
        "POST",
        kwargs=pk("signed"),
        data=submission,
        others=GONE,
        secretary=302,
        chairman=403,
        deputy=403,
        member=403,
    ),
    row(
        "report-noting",
        "POST",
        kwargs=pk("signed"),
        others=GONE,
        secretary=422,
        chairman=403,
        deputy=403,
        member=403,
    ),
    row(
        "report-publication",
        "POST",
        kwargs=pk("signed"),
        others=GONE,
        secretary=302,
        chairman=403,
        deputy=403,
        member=403,
    ),
    row(
        "report-comments",
        "POST",
        kwargs=pk("draft"),
        data={"comment-about": "Paragraph 1", "comment-text": "Say more."},
        others=GONE,
        secretary=302,
        chairman=302,
        deputy=302,
    ),
    row(
        "report-comment-settling",
        "POST",
        kwargs=lambda world: {"pk": world.draft.pk, "comment": world.comment.pk},
        others=GONE,
        secretary=302,
        chairman=302,
        deputy=302,
    ),
    row(
        "report-correction",
        "POST",
        kwargs=pk("signed"),
        data={"correction-note": "The date in paragraph 4."},
        others=GONE,
        secretary=302,
        chairman=403,
        deputy=403,
        member=403,
    ),
]
