"""What the measurements share: a made-up Board of its own, and turns taken in one run.

The ratios hold on other machines, the milliseconds do not: every case is run in turn with all the
others, and the medians are compared.
"""

import gc
import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def set_up(folder, settings="benchmarks.settings"):
    """Django on an empty database: in `folder`, or the one that DATABASE_URL names."""
    os.environ |= {
        "SOCBOARD_DEMO": "1",
        "SOCBOARD_DATA": str(folder),
        "SOCBOARD_SECRET_KEY": "for-measuring-only-" * 4,
        "SOCBOARD_DEMO_PASSWORD": "for-measuring-only",
        "DJANGO_SETTINGS_MODULE": settings,
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable")


def build(actions, *, revisions=20, meetings=100):
    """The made-up Board; how many seconds it took."""
    from django.core.management import call_command
    from django.db import connection

    started = time.monotonic()
    call_command("build_scale", actions=actions, revisions=revisions, meetings=meetings)
    took = time.monotonic() - started
    if connection.vendor == "postgresql":
        # As its own upkeep would have done within a minute.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return took


def in_turn(cases, rounds, *, clock=time.perf_counter):
    """{name: median seconds} of the functions in `cases`, each run once in every round, and once
    before them where there are several. `clock`: `time.process_time` leaves out what others do."""
    if rounds > 1:
        for run in cases.values():
            run()
    times = {name: [] for name in cases}
    for _ in range(rounds):
        for name, run in cases.items():
            # What the case before left behind is not paid for by this one.
            gc.collect()
            started = clock()
            run()
            times[name].append(clock() - started)
    return {name: statistics.median(each) for name, each in times.items()}


def processor_time():
    """A clock that stands still while others have the processor: seconds of this process and,
    where PostgreSQL answers on this machine, of the server process that answers it."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    spent = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
    return own + int(spent) / 1e9


@contextmanager
def counted_queries():
    """A list that holds the seconds of each query made inside the block, by the processor."""
    from django.db import connection

    took = []

    def wrapper(execute, sql, params, many, context):
        started = processor_time()
        try:
            return execute(sql, params, many, context)
        finally:
            took.append(processor_time() - started)

    with connection.execute_wrapper(wrapper):
        yield took


def client(email):
    from django.test import Client

    from accounts.models import User

    one = Client(headers={"host": "localhost"})
    one.force_login(User.objects.get(email=email))
    return one


def getting(one, address):
    """A function that asks for a page and takes nothing but 200 for an answer."""

    def get():
        response = one.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response

    return get
