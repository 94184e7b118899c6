"""Measure a pack of 200 pages: how long the worker takes, and how quick pages stay meanwhile.

    SOCBOARD_DEMO=1 .venv/bin/python benchmarks/put_a_pack_together.py

It makes a Board of its own in a folder that is removed again, starts a worker, asks for the
pack, and opens the page of the meeting again and again until the pack is there. Then every page
is read, and must carry the number that the front sheet promised.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAPERS, PAGES = 18, 11
PICTURES = 2


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "SOCBOARD_DEMO": "1",
            "SOCBOARD_DATA": folder,
            "SOCBOARD_SECRET_KEY": "for-measuring-only-" * 4,
            "DJANGO_SETTINGS_MODULE": "socboard.settings",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        client, meeting = board()
        before = page_times(client, meeting, until=time.monotonic() + 5)
        worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT)
        try:
            time.sleep(5)
            measure(client, meeting, before)
        finally:
            worker.terminate()
            worker.wait()


def board():
    from django.core.management import call_command
    from django.test import Client

    from tests.cast import assemble
    from tests.meetings.board_meeting import add_item, lay_paper, meeting_on
    from tests.papers.files import picture

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    cast = assemble()
    meeting = meeting_on(cast, "2018-09-19")
    for number in range(PAPERS):
        item = add_item(cast, meeting, f"Report {number + 1}")
        lay_paper(cast, item, f"Report {number + 1}", report(number))
    for number in range(PICTURES):
        photo = picture("JPEG", size=(2400 + number, 3200))
        lay_paper(cast, item, f"Map {number + 1}", photo, name="map.jpg")
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.secretary)
    return client, meeting


def report(number):
    """A paper of eleven pages in real type with a table, as a partner would send it."""
    from weasyprint import HTML

    row = "<tr><td>Fraud</td><td>Invite the banks</td><td>Orange</td></tr>"
    page = f"<h1>Report {number + 1}</h1>{'<p>' + 'The Board is asked to note. ' * 40 + '</p>'}"
    page += f"<table>{row * 12}</table><div style='break-after: page'></div>"
    return HTML(string=page * (PAGES - 1) + "<p>The end.</p>").write_pdf()


def measure(client, meeting, before):
    from background.models import Job

    started = time.monotonic()
    client.post(f"/meetings/{meeting.slug}/pack/", {"rendering": "members"})
    job = Job.objects.get()
    during = []
    while not Job.objects.get(pk=job.pk).is_finished:
        during += page_times(client, meeting, until=time.monotonic() + 0.2)
        if time.monotonic() - started > 300:
            sys.exit("The pack is not there after five minutes.")
    took = time.monotonic() - started
    file = client.get(job.address)
    print(f"Pack: {numbered_pages(file.content)} pages, {len(file.content) / 1e6:.1f} MB")
    print(f"From asking to having it: {took:.1f} s")
    for words, times in (("before", before), ("meanwhile", during)):
        middle, worst = statistics.median(times), max(times)
        print(f"The meeting's page {words}: {middle * 1000:.0f} ms, at worst {worst * 1000:.0f} ms")


def page_times(client, meeting, *, until):
    times = []
    while time.monotonic() < until:
        start = time.perf_counter()
        assert client.get(f"/meetings/{meeting.slug}/").status_code == 200
        times.append(time.perf_counter() - start)
    return times


def numbered_pages(content):
    import pypdf

    texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    total = PAPERS * PAGES + PICTURES
    for number, text in enumerate(texts[-total:], 1):
        assert text.rstrip().endswith(f"Page {number} of {total}")
    return total


if __name__ == "__main__":
    main()
