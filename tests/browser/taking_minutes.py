"""A desk in a browser, as the tests of live minutes know it."""

from django.urls import reverse
from playwright.sync_api import expect

SAVED = "[data-save-state=saved]"


def open_desk(page, item):
    page.goto(f"{reverse('minutes-edit', kwargs={'slug': item.meeting.slug})}?item={item.pk}")
    expect(page.locator("form.is-live")).to_be_visible()


def boxes(page):
    """The boxes of what stands, the empty one at the end too."""
    return page.locator("[data-paragraph]:not(.paragraph--taken-out) textarea")


def type_at_the_end(page, *texts):
    boxes(page).last.click()
    for number, text in enumerate(texts):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(text)


def wait_until_saved(page, timeout=20_000):
    expect(page.locator(SAVED)).to_be_visible(timeout=timeout)


def wait_until(page, is_so):
    """Looks again and again, for what no page shows; whoever asked asserts it afterwards."""
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(100)


def shown(page):
    return [box.input_value() for box in boxes(page).all() if box.input_value()]


def texts(item):
    standing = item.paragraphs.filter(current__is_removed=False).order_by("position")
    return list(standing.values_list("current__text", flat=True))
