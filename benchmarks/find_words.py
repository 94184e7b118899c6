"""Measure the search: a rare word and a common one, by the index and by reading every paragraph.

    .venv/bin/python benchmarks/find_words.py
    ./script/postgres .venv/bin/python benchmarks/find_words.py

In a made-up Board of 1,000 rows and 100 meetings; the paragraphs are counted and printed.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.harness import (  # noqa: E402
    build,
    client,
    counted_queries,
    getting,
    in_turn,
    processor_time,
    set_up,
)

ROUNDS = 25
RARE, COMMON = "zugzwang", "the"


def main():
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        build(1_000)
        paragraphs = plant()
        cases = asked()
        times = in_turn(cases, ROUNDS, clock=processor_time)
        print(f"{paragraphs:,} paragraphs")
        for name, run in cases.items():
            with counted_queries() as queries:
                run()
            sql = f"{sum(queries) * 1000:9.2f} ms of SQL in {len(queries)} queries"
            print(f"{name:40}{times[name] * 1000:9.2f} ms,{sql}")


def plant():
    """The rare word, in one paragraph of all."""
    from accounts.models import User
    from meetings.models import Entry, MinuteParagraph

    # Not the first and not the last that is read.
    paragraph = MinuteParagraph.objects.order_by("pk")[MinuteParagraph.objects.count() // 2]
    words = Entry.of(paragraph, text=f"{paragraph.current.text} A {RARE} was noted.")
    paragraph.revise(words, by=User.objects.get(email="secretary@example.org"))
    return MinuteParagraph.objects.count()


def asked():
    from board.full_text import Wanted
    from meetings.models import ParagraphRevision

    def by_the_index(word):
        found = ParagraphRevision.objects.filter(
            pk__in=ParagraphRevision.WORDS.rows(Wanted.read(word))
        )
        return lambda: list(found.values_list("pk", flat=True)[:6])

    def by_reading(word):
        found = ParagraphRevision.objects.filter(text__icontains=word)
        return lambda: list(found.values_list("pk", flat=True)[:6])

    secretary = client("secretary@example.org")
    return {
        "a rare word, by the index": by_the_index(RARE),
        "a rare word, by reading (icontains)": by_reading(RARE),
        "the whole page, a rare word": getting(secretary, f"/search/?words={RARE}"),
        "the whole page, a common word": getting(secretary, f"/search/?words={COMMON}"),
    }


if __name__ == "__main__":
    main()
