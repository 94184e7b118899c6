"""Minutes are typed while the line drops and the server is killed, again and again."""

import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.drill.robot import Robot
from tests.drill.server import Server

ADDRESS = "**/paragraphs/"


class Trouble:
    """One thing after another goes wrong; in between the words are counted."""

    def __init__(self, robot, server):
        self.robot = robot
        self.server = server
        self.seen = Counter()
        self.mend = None
        self.posts = 0
        self.plan_next()
        self.watch()

    def watch(self):
        self.robot.page.route(ADDRESS, self.handle)

    def handle(self, route):
        """One answer in eight is lost after the server has written what was sent."""
        self.posts += route.request.method == "POST"
        if route.request.method != "POST" or self.posts % 8:
            return route.continue_()
        self.seen["answer lost"] += 1
        try:
            route.fetch(timeout=5000)
        except Exception:  # The server is down as well.
            self.seen["answer lost while the server was down"] += 1
        return route.abort()

    def plan_next(self):
        self.begins = time.monotonic() + self.robot.luck.uniform(2, 6)

    def go_on(self):
        if self.mend and time.monotonic() > self.ends:
            self.mend()
            self.mend = None
            self.robot.check()
            self.seen["all words counted"] += 1
            self.plan_next()
        elif not self.mend and time.monotonic() > self.begins:
            self.begin()

    def begin(self):
        doing = self.robot.luck.choice([self.cut, self.kill, self.cut, self.kill, self.page_goes])
        self.ends = time.monotonic() + self.robot.luck.uniform(3, 12)
        doing()

    def cut(self):
        self.robot.context.set_offline(True)
        self.mend = lambda: self.robot.context.set_offline(False)
        self.seen["line cut"] += 1

    def kill(self):
        self.server.kill()
        self.mend = self.server.start
        self.seen["server killed"] += 1

    def page_goes(self):
        if not self.robot.is_open:
            return
        doing = self.robot.luck.choice([self.robot.reload, self.robot.crash])
        doing()
        self.watch()
        self.seen[f"page: {doing.__name__}"] += 1
        self.mend = lambda: None

    def over(self):
        if self.mend:
            self.mend()
        self.robot.page.unroute(ADDRESS)


def drill(browser, minutes, *, seed=1, say=print):
    """Type for so long; AssertionError when a word is missing, doubled or elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        try:
            server.start()
            return typed(browser, server, minutes * 60, seed=seed, say=say)
        finally:
            server.remove()


def typed(browser, server, seconds, *, seed, say):
    robot = Robot(browser, server, seed=seed)
    trouble, done = Trouble(robot, server), Counter()
    ends, told = time.monotonic() + seconds, time.monotonic()
    while time.monotonic() < ends:
        done[robot.go_on()] += 1
        trouble.go_on()
        if time.monotonic() > told + 60:
            told = time.monotonic()
            say(f"{int(ends - told)} s to go, {robot.written.words} words stand")
    trouble.over()
    robot.check()
    for item in robot.order:
        robot.item = item
        robot.open_desk()
        robot.check_the_desk()
    robot.context.close()
    return result(robot, done, trouble.seen)


def result(robot, done, seen):
    painted = statistics.quantiles(robot.painted, n=100)
    return {
        "done": dict(done),
        "went wrong": dict(seen),
        "words": robot.written.words,
        "paragraphs": sum(len(row) for row in robot.written.items.values()),
        "keys": len(robot.painted),
        "key to screen, ms": {"p50": round(painted[49]), "p95": round(painted[94])},
        "typed to saved, s": {
            "p50": round(statistics.median(robot.kept) / 1000, 1),
            "longest": round(max(robot.kept) / 1000, 1),
        },
    }
