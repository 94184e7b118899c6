"""`script/drill minutes [MINUTES]`"""

import json
import sys
import time

import django
from playwright.sync_api import sync_playwright

DRILLS = ["minutes"]


def main(name="", minutes="60", seed=None):
    if name not in DRILLS:
        sys.exit("Say which drill: ./script/drill minutes [MINUTES]")
    django.setup()
    from tests.browser.conftest import CHROMIUM, FLAGS
    from tests.drill.minutes import drill

    seed = int(seed or time.time())
    print(f"Typing for {minutes} minutes; the same again: script/drill {name} {minutes} {seed}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            found = drill(browser, float(minutes), seed=seed)
        except AssertionError as fault:
            sys.exit(f"Something is wrong:\n{fault}")
    print(json.dumps(found, indent=2))
    print("Every typed word is in the database, once, in its item and order.")


main(*sys.argv[1:])
