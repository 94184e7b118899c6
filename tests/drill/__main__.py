"""`script/drill minutes [MINUTES]`, `script/drill keys [MINUTES]`"""

import importlib
import json
import sys
import time

import django
from playwright.sync_api import sync_playwright

DRILLS = {
    "minutes": "Every typed word is in the database, once, in its item and order.",
    "keys": "Milliseconds from a key to the letter on the screen.",
}


def main(name="", minutes="60", seed=None):
    if name not in DRILLS:
        sys.exit("Say which drill: ./script/drill minutes [MINUTES], or keys")
    django.setup()
    from tests.browser.conftest import CHROMIUM, FLAGS

    drill = importlib.import_module(f"tests.drill.{name}").drill

    seed = int(seed or time.time())
    print(f"Typing for {minutes} minutes; the same again: script/drill {name} {minutes} {seed}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            found = drill(browser, float(minutes), seed=seed)
        except AssertionError as fault:
            sys.exit(f"Something is wrong:\n{fault}")
    print(json.dumps(found, indent=2))
    print(DRILLS[name])


main(*sys.argv[1:])
