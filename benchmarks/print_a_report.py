"""Measure the quarterly report: from the record to the file, and a long one in the background.

    .venv/bin/python benchmarks/print_a_report.py [ordinary | long | rows]

An ordinary report of ten pages with its table is asked for again and again, in turn with the bare
printing of the same HTML, tuned and as WeasyPrint does it by itself. Then a report of a hundred
pages is printed by a worker while the pages of the site are opened; and, on a Board of its own, one
with a table of 1,500 rows. Printing is told in processor time, which others at the same machine do
not lengthen much. `docs/performance.md` says what the figures mean.
"""

import copy
import io
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.harness import build, client, counted_queries, getting, in_turn, set_up  # noqa: E402

ROWS, ORDINARY_PAGES, ROUNDS = 30, 10, 7
LONG_PAGES = 100
MANY_ROWS = 1_500
TODAY = date(2018, 9, 5)
SENTENCE = "The Board considered how partners share what they know, and what stands in the way. "


def main():
    asked = sys.argv[1:] or ["ordinary", "long", "rows"]
    if "rows" in asked and asked != ["rows"]:
        # A Board of its own needs a process of its own.
        asked.remove("rows")
        subprocess.run([sys.executable, __file__, "rows"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        if asked == ["rows"]:
            build(MANY_ROWS, revisions=2, meetings=12)
            report = quarterly()
            measure_rows(report)
            measure_long(report)
            return
        build(ROWS, revisions=5, meetings=12)
        report = quarterly()
        if "ordinary" in asked:
            fill(report, ORDINARY_PAGES)
            measure_ordinary(report)
        if "long" in asked:
            fill(report, LONG_PAGES)
            measure_long(report)


def quarterly():
    from accounts.models import User
    from board.models import Group
    from reporting.models import ActivityReport
    from reporting.quarter import parse
    from reporting.starting import start_report

    committee = Group.objects.filter(kind=Group.Kind.COMMITTEE).first()
    by = User.objects.get(email="secretary@example.org")
    report, _ = start_report(parse("2018-19-q1"), committee=committee, by=by, today=TODAY)
    ActivityReport.objects.filter(pk=report.pk).update(
        appendices=["action_table", "ratings"], table_as_at=TODAY
    )
    return ActivityReport.objects.get(pk=report.pk)


def fill(report, pages):
    """Paragraphs, until there are so many pages."""
    from reporting.paper import report_file

    position = 1_000
    have = pages_of(report_file(report, public=False)[0])
    while have < pages:
        for _ in range(3 * (pages - have)):
            position += 1
            report.blocks.create(position=position, kind="paragraph", text=SENTENCE * 9)
        have = pages_of(report_file(report, public=False)[0])
    print(f"\nA report of {have} pages", flush=True)


def pages_of(content):
    import pypdf

    return len(pypdf.PdfReader(io.BytesIO(content)).pages)


def measure_ordinary(report):
    from reporting.models import DraftFile

    secretary = client("secretary@example.org")
    ask = getting(secretary, f"/reports/{report.pk}/report.pdf")

    def anew():
        DraftFile.objects.all().delete()
        ask()

    html, plain = html_of(report)
    times = in_turn(
        {
            "the whole request": anew,
            "the same HTML, bare": lambda: bare(html),
            "the same HTML with default settings": lambda: by_default(plain),
            "asked for again": ask,
            "one page of the site (the report's list)": getting(secretary, "/reports/"),
        },
        ROUNDS,
        clock=time.process_time,
    )
    for name, seconds in times.items():
        print(f"{name:45} {seconds * 1000:7.0f} ms of the processor")
    whole, tuned, default, *_ = times.values()
    print(f"whole request / bare                          {whole / tuned:7.2f}  (aim 1.15)")
    print(f"bare / default settings                       {tuned / default:7.2f}  (aim 0.80)")
    with counted_queries() as queries:
        anew()
    print(f"queries of the whole request                  {len(queries):7}")


def measure_rows(report):
    """How printing grows with the rows of the table, and what it costs without our care."""
    from reporting.document import report_document

    document = report_document(report)
    sizes = [MANY_ROWS // 4, MANY_ROWS // 2, MANY_ROWS]
    printed = {rows: html_of(report, with_rows(document, rows)) for rows in sizes}
    cases = {rows: lambda html=html: bare(html) for rows, (html, _) in printed.items()}
    cases["default"] = lambda: by_default(printed[MANY_ROWS][1])
    times = in_turn(cases, 1, clock=time.process_time)
    for name, seconds in times.items():
        print(f"a table of {name!s:7} rows {seconds:27.1f} s of the processor", flush=True)
    for fewer, more in zip(sizes, sizes[1:], strict=False):
        growth = math.log(times[more] / times[fewer], more / fewer)
        print(f"growth from {fewer} to {more} rows {growth:22.2f}  (aim 1.1)")
    ratio = times[MANY_ROWS] / times["default"]
    print(f"bare / default settings, {MANY_ROWS} rows {ratio:18.2f}  (aim 0.70)", flush=True)


def with_rows(document, rows):
    shorter = copy.deepcopy(document)
    for annex in shorter["annexes"]:
        if annex["kind"] == "action_table":
            annex["rows"] = annex["rows"][:rows]
    return shorter


def html_of(report, document=None):
    """The HTML of the paper, and what somebody writes who has not measured: no columns given."""
    from django.template.loader import render_to_string

    from reporting.document import report_document

    paper = {"title": str(report), "made_at": "2018-09-05T12:00:00", "language": "en-GB"}
    context = {
        "document": document or report_document(report),
        "paper": paper | {"state": "DRAFT"},
    }
    html = render_to_string("reporting/report_paper.html", context)
    return html, re.sub(r"<colgroup>.*?</colgroup>", "", html, flags=re.DOTALL)


def bare(html):
    from papers.pdf import STYLES, _pdf

    return _pdf(html, STYLES, b"0" * 16)


def by_default(html):
    """As WeasyPrint prints without our care: tables laid out by their words, garbage collected."""
    from weasyprint import CSS, HTML

    from papers.pdf import STYLES

    sheets = [(ROOT / "papers" / "styles" / name).read_text() for name in STYLES]
    sheets = [CSS(string=text.replace("table-layout: fixed;", "")) for text in sheets]
    return HTML(string=html).write_pdf(stylesheets=sheets, pdf_variant="pdf/ua-1")


def measure_long(report):
    from background.models import Job
    from reporting.models import DraftFile

    DraftFile.objects.all().delete()
    secretary = client("secretary@example.org")
    look = getting(secretary, "/reports/")
    before = page_times(look, until=time.monotonic() + 5)
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT)
    try:
        time.sleep(6)
        started = time.monotonic()
        secretary.post(f"/reports/{report.pk}/printing/")
        during = []
        while not Job.objects.get().is_finished:
            during += page_times(look, until=time.monotonic() + 0.2)
            if time.monotonic() - started > 300:
                sys.exit("The report is not printed after five minutes.")
        took = time.monotonic() - started
        print(f"From asking to having it {took:.1f} s, worker at most {peak(worker.pid)} MB")
    finally:
        worker.terminate()
        worker.wait()
    for words, times in (("before", before), ("meanwhile", during)):
        middle, worst = statistics.median(times), max(times)
        print(f"A page {words}: {middle * 1000:.0f} ms, at worst {worst * 1000:.0f} ms")


def peak(pid):
    """The most memory that the process has had, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def page_times(look, *, until):
    times = []
    while time.monotonic() < until:
        start = time.perf_counter()
        look()
        times.append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
