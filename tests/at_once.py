"""Several people at the same moment, each in a thread and on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(people, work):
    """What `work(number)` returns for each of so many people, who all begin together.

    The test asks for `transactional_db`: nobody sees what another transaction has not kept.
    """
    start = Barrier(people)

    def run(number):
        try:
            start.wait(timeout=60)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(run, range(people)))
