"""A partner says on a phone how three actions stand, from the link in the e-mail, in under ten taps."""

from tests.actions.conftest import annex  # noqa: F401
from tests.actions.rounds import led_by, link_to, open_round, request_of


def test_three_actions_in_under_ten_taps(transactional_db, cast, annex, phone, axe):  # noqa: F811
    for number in (1, 2, 3):
        led_by(annex, cast.police, issues=f"Issue {number}", barriers="Information sharing")
    kept = open_round(cast)
    taps = 0

    def tap(target):
        nonlocal taps
        taps += 1
        target.tap()

    phone.goto(link_to(cast.partner))
    assert phone.url.endswith("/updates/")
    for number in (1, 2, 3):
        phone.get_by_role("heading", name=f"{number} of 3").wait_for()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        assert axe(phone) == []
        tap(phone.get_by_label("No change since"))
        tap(phone.get_by_role("button", name="Save and next"))
    phone.get_by_role("heading", name="Before you finish").wait_for()
    assert axe(phone) == []
    tap(phone.get_by_label("Yes"))
    tap(phone.get_by_role("button", name="Done"))
    phone.get_by_role("heading", name="Thank you").wait_for()

    assert taps < 10
    assert request_of(kept, cast.police).is_returned
    assert axe(phone) + phone.mistakes == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
