"""How far the printing of a long paper is, page by page."""

import logging
import re
from contextlib import contextmanager

STEP = re.compile(r"Page (\d+)")


class _Heard(logging.Handler):
    def __init__(self, tell):
        super().__init__(logging.INFO)
        self.tell = tell

    def emit(self, record):
        found = STEP.search(record.getMessage())
        if found:
            self.tell(int(found[1]))


@contextmanager
def pages_told(tell):
    """While it lasts, `tell(page)` is called for every page that is laid out in this process."""
    logger = logging.getLogger("weasyprint.progress")
    handler, before = _Heard(tell), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = True
