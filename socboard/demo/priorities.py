"""The three lists of priorities, how they speak of one another, and the focus of July 2018."""

import datetime

from priorities.models import FocusArea, FocusSet, Priority, PriorityLink, Scheme
from socboard.demo import read


def load():
    """Make what is missing; change nothing that is there."""
    paper = read("priorities")
    found = {}
    for position, row in enumerate(paper["schemes"], start=1):
        scheme, _ = Scheme.objects.get_or_create(
            slug=row["slug"],
            defaults={"name": row["name"], "source": row["source"], "position": position},
        )
        for place, title in enumerate(row["headings"], start=1):
            found[row["slug"], title], _ = Priority.objects.get_or_create(
                scheme=scheme, title=title, defaults={"position": place}
            )
    for link in paper["links"]:
        PriorityLink.objects.get_or_create(
            one=found[tuple(link["one"])], other=found[tuple(link["other"])]
        )
    load_focus(paper["focus"], found)


def load_focus(row, found):
    focus_set, is_new = FocusSet.objects.get_or_create(
        agreed_on=datetime.date.fromisoformat(row["agreed_on"]), defaults={"source": row["source"]}
    )
    if is_new:
        FocusArea.objects.bulk_create(
            FocusArea(
                focus_set=focus_set,
                title=area["title"],
                priority=found[tuple(area["priority"])],
                position=place,
            )
            for place, area in enumerate(row["areas"], start=1)
        )
