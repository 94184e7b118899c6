"""Is the audit whole? Follows the chain, and compares its end with the last seal.

The seal is a small file outside the database: the number and hash of the latest event when the
chain was last found whole. Without it nobody could tell that the newest events were cut off.
"""

import json
from dataclasses import dataclass

from audit.models import Event


@dataclass(frozen=True)
class Seal:
    sequence: int
    hash: str

    @classmethod
    def read(cls, path):
        """The seal in the file; None when there is no file. ValueError when it is not a seal."""
        if not path.exists():
            return None
        try:
            written = json.loads(path.read_text())
            return cls(int(written["sequence"]), str(written["hash"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path} is not a seal of the audit.") from error

    def write(self, path):
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(json.dumps({"sequence": self.sequence, "hash": self.hash}) + "\n")
        fresh.replace(path)


def latest():
    """The seal of the chain as it stands, or None while it is empty."""
    last = Event.objects.first()
    return Seal(last.sequence, last.hash) if last else None


def faults(seal=None):
    """A sentence for everything that is wrong; nothing when the audit is whole."""
    expected, previous = 1, ""
    sealed_hash = ""
    for event in Event.objects.order_by("sequence").iterator():
        if event.sequence != expected:
            yield f"Missing between events {expected - 1} and {event.sequence}."
        elif event.previous != previous:
            yield f"Event {event.sequence} does not follow the one before it."
        if event.hash != event.computed_hash():
            yield f"Event {event.sequence} was altered."
        if seal and event.sequence == seal.sequence:
            sealed_hash = event.hash
        expected, previous = event.sequence + 1, event.hash
    if seal and expected <= seal.sequence:
        yield f"The end is cut off: the last seal knows {seal.sequence} events."
    elif seal and sealed_hash != seal.hash:
        yield f"Event {seal.sequence} is not the one that was sealed: the chain was written anew."
