"""How long a key takes to be seen in an item of four hundred paragraphs."""

import statistics
import tempfile
from pathlib import Path

from tests.drill.robot import MEASURING, SLUG
from tests.drill.server import PASSWORD, Server

MANY = 400
WRITTEN = """
import uuid
from accounts.models import User
from meetings.models import Entry, Meeting
meeting = Meeting.objects.get(slug={slug!r})
words = "Members heard of many matters, asked what had been done, and noted the answer. " * 3
meeting.start_minutes(by=User.objects.get(email="secretary@example.org")).write_item(
    meeting.items.order_by("position").first(),
    [Entry(key=uuid.uuid4(), text=f"Paragraph {{n}}. {{words}}") for n in range({many})],
    by=User.objects.get(email="secretary@example.org"),
)
"""


def drill(browser, minutes, *, seed=None, say=print):
    """Types in the middle and at the end for so long; what it took, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.manage("shell", "-c", WRITTEN.format(slug=SLUG, many=MANY))
            server.start()
            took = typed(browser, server, rounds=max(1, round(minutes * 5)))
        finally:
            server.remove()
    painted = statistics.quantiles(took, n=20)
    return {"keys": len(took), "p50": round(painted[9]), "p95": round(painted[-1])}


def typed(browser, server, *, rounds):
    context = browser.new_context(base_url=server.url, locale="en-GB")
    context.add_init_script(MEASURING)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("secretary@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    page.goto(f"/meetings/{SLUG}/minutes/edit/")
    page.locator("form.is-live").wait_for()
    page.locator(".desk__agenda a[data-item]").first.click()
    boxes = page.locator("[data-paragraph]:not(.paragraph--taken-out) textarea")
    for number in range(rounds):
        boxes.nth(MANY // 2).click()
        page.keyboard.press("Control+End")
        page.keyboard.type(f" Sentence {number} in the middle of it all.", delay=60)
        boxes.last.click()
        page.keyboard.type(f"A new paragraph {number} at the end of them.", delay=60)
        page.keyboard.press("Enter")
    page.locator("[data-save-state=saved]").wait_for(timeout=60_000)
    took = page.evaluate("drill.take().painted")
    context.close()
    return took
