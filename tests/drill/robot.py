"""Takes minutes by keyboard, as fast as a quick typist and as carelessly as a tired one."""

import random
import time
from pathlib import Path

from tests.drill.server import PASSWORD
from tests.drill.written import Said, Written

SLUG = "2018-08-29-board"
DESK = f"/meetings/{SLUG}/minutes/edit/"
BETWEEN = ".desk__between"
BOXES = "[data-paragraph]:not(.paragraph--taken-out) textarea"
VERBS = ["heard", "noted", "discussed", "welcomed", "asked after", "was told of"]
MEASURING = (Path(__file__).parent / "measuring.js").read_text()
MOST_PARAGRAPHS = 150
SHOWN = f"""() => [...document.querySelectorAll("{BOXES}")].map((box) => box.value)
    .filter(Boolean).map((text) => text.replace(/\\(n\\d+\\)/g, "(n)"))"""


class Robot:
    def __init__(self, browser, server, *, seed=1):
        self.server = server
        self.luck = random.Random(seed)
        self.written = Written(server.standing(SLUG))
        self.order = list(self.written.items)
        self.item = self.order[0]
        self.count = 0
        self.painted, self.kept = [], []
        self.context = browser.new_context(base_url=server.url, locale="en-GB")
        self.context.add_init_script(MEASURING)
        self.context.set_default_timeout(30_000)
        self.open_page()
        self.sign_in()
        self.open_desk()

    def open_page(self):
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())

    def sign_in(self):
        self.page.goto("/accounts/login/")
        self.page.get_by_label("E-mail address").fill("secretary@example.org")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/")

    def open_desk(self):
        self.page.goto(f"{DESK}?item={self.item}")
        self.page.locator("form.is-live").wait_for()
        self.go_to_the_end()

    # What it does

    def go_on(self):
        """One thing that somebody taking minutes does next."""
        row = self.written.items[self.item]
        doings = [self.say] * 12 + [self.decide, self.ask] * 2 + [self.change_item] * 2
        if self.is_open:
            doings += [self.close, self.undo_taking_out]
            doings += [self.split, self.merge, self.move_up, self.take_out] if len(row) > 3 else []
        if len(row) > MOST_PARAGRAPHS:
            doings = [self.change_item]
        doing = self.luck.choice(doings)
        doing()
        return doing.__name__

    @property
    def is_open(self):
        return not self.page.locator(BETWEEN).count()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def sentence(self):
        self.count += 1
        words = [f"w{self.count}x{number}" for number in range(self.luck.randint(2, 9))]
        return f"The Board {self.luck.choice(VERBS)} {' '.join(words)}."

    def type(self, text):
        if self.luck.random() < 0.15:
            self.page.keyboard.type("mistake")
            self.press(*["Backspace"] * 7)
        self.page.keyboard.type(text, delay=self.luck.choice([0, 5, 20, 40]))

    def add(self, text, **facts):
        self.written.add(self.item, Said(text, **facts))

    def say(self):
        text = self.sentence()
        self.type(text)
        self.press("Enter")
        self.add(text)

    def decide(self):
        text = self.sentence()
        self.type(text)
        self.press("Control+d", "Enter")
        self.add(text, kind="decision")

    def ask(self):
        text = self.sentence()[:-1]
        self.type(text)
        self.press("Control+Enter")
        if self.luck.random() < 0.5:
            self.page.wait_for_timeout(600)
        self.type(" and so on")
        self.press("Enter")
        self.add(f"{text} (n) and so on")

    def close(self):
        text = self.sentence()
        self.type(text)
        self.press("Control+.")
        reason = self.page.locator("select:focus")
        if reason.count():
            reason.select_option("paragraph 7")
        self.add(text, is_closed=True)
        self.go_to_the_end()

    def split(self):
        at = self.choose(lambda said: said.text.count(" ") > 4)
        if at is None:
            return
        text = self.written.items[self.item][at].text
        place = text.index(" ", len(text) // 3)
        self.stand_in(at, place)
        self.press("Enter")
        self.written.split(self.item, at, place)
        self.go_to_the_end()

    def merge(self):
        row = self.written.items[self.item]
        at = self.choose(lambda said: len(said.text) < 200, first=1)
        if at is None or len(row[at - 1].text) > 200:
            return
        self.stand_in(at, 0)
        self.press("Backspace")
        self.written.merge(self.item, at)
        self.go_to_the_end()

    def move_up(self):
        at = self.choose(lambda said: True, first=1)
        if at is None:
            return
        self.stand_in(at)
        self.press("Alt+Shift+ArrowUp")
        self.written.move_up(self.item, at)
        self.go_to_the_end()

    def take_out(self):
        at = self.choose(lambda said: True)
        if at is None:
            return
        self.stand_in(at)
        self.press_button("Take out")
        self.written.take_out(self.item, at)
        self.go_to_the_end()

    def undo_taking_out(self):
        at = self.choose(lambda said: True)
        if at is None:
            return
        self.stand_in(at)
        self.press_button("Take out")
        self.press_button("Undo")
        self.go_to_the_end()

    def press_button(self, name):
        self.page.locator("[data-tools]").get_by_role("button", name=name).click()

    def change_item(self):
        """By a key, a button or the agenda; whoever types on does not wait for it to open."""
        at = self.order.index(self.item)
        way = self.luck.choice([1, 1, 1, -1, 2]) if at < len(self.order) - 2 else -len(self.order)
        at = max(0, at + way)
        if way == 2 and self.is_open:
            self.page.locator(f".desk__agenda a[data-item='{self.order[at]}']").click()
        elif way in (1, -1) and at != self.order.index(self.item):
            self.press("Alt+ArrowDown" if way == 1 else "Alt+ArrowUp")
        else:
            steps = self.order.index(self.item) - at
            self.press(*["Alt+ArrowUp" if steps > 0 else "Alt+ArrowDown"] * abs(steps))
        self.item = self.order[at]
        # Gone back to the item that was never left, the caret is where it last was.
        if self.is_open and self.item_shown == self.item:
            self.go_to_the_end()

    @property
    def item_shown(self):
        return int(self.page.locator("form[data-paragraphs]").get_attribute("data-item"))

    # Where it is

    def choose(self, suits, first=0):
        """A paragraph of the item in hand; the desk has first to show what was typed."""
        self.check_the_desk()
        row = self.written.items[self.item]
        fitting = [at for at in range(first, len(row)) if suits(row[at]) and row[at].text]
        return self.luck.choice(fitting) if fitting else None

    def stand_in(self, at, place=None):
        self.page.locator(BOXES).nth(at).click()
        if place is not None:
            self.press("Control+Home", *["ArrowRight"] * place)

    def go_to_the_end(self):
        self.page.locator(BOXES).last.click()

    def check_the_desk(self, patience=15):
        wanted = [said.text for said in self.written.items[self.item]]
        until = time.monotonic() + patience
        while (shown := self.page.evaluate(SHOWN)) != wanted:
            if time.monotonic() > until:
                raise AssertionError(f"The desk shows {shown}, typed was {wanted}")
            self.page.wait_for_timeout(200)

    # What goes wrong with the page itself

    def reload(self):
        self.type(text := self.sentence())
        self.add(text)
        self.measure()
        self.page.reload()
        self.come_back()

    def crash(self):
        self.type(text := self.sentence())
        self.add(text)
        self.measure()
        self.page.close(run_before_unload=False)
        self.open_page()
        self.page.goto(f"{DESK}?item={self.item}")
        self.come_back()

    def come_back(self):
        self.page.locator("form.is-live").wait_for()
        self.check_the_desk(patience=30)
        self.go_to_the_end()

    # What is kept

    def wait_until_saved(self, patience=60):
        self.page.locator("[data-save-state=saved]").wait_for(timeout=patience * 1000)
        self.page.locator(BETWEEN).wait_for(state="detached", timeout=patience * 1000)

    def check(self):
        """Every word typed so far is in the database, once, in its item and order."""
        self.wait_until_saved()
        self.measure()
        faults = self.written.faults(self.server.standing(SLUG))
        if faults:
            raise AssertionError("\n".join(faults[:20]))

    def measure(self):
        taken = self.page.evaluate("drill.take()")
        self.painted += taken["painted"]
        self.kept += taken["kept"]
