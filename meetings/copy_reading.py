"""The copy of minutes that is released to one officer, marked with the name and the day."""

from meetings.document import FULL, MEMBERS_COPY, minutes_document
from meetings.paper import minutes_pdf
from papers.binder import Binder
from papers.uploads import PDF


def copy_document(copy):
    """The minutes as this officer reads them, as plain data; None when they are kept as a file."""
    minutes = copy.meeting.minutes
    if minutes.is_earlier:
        return None
    if not copy.is_full:
        return minutes_document(minutes, fullness=MEMBERS_COPY)
    hidden = copy.meeting.items.item_ids_hidden_from(copy.officer)
    return minutes_document(minutes, fullness=FULL, hidden=hidden)


def copy_pdf(copy):
    """The bytes, marked on every page; None when the officer may read no part of a kept file."""
    minutes = copy.meeting.minutes
    if minutes.is_earlier:
        return marked_file(copy, earlier_file(copy, minutes))
    return minutes_pdf(copy.meeting, copy_document(copy), marking=copy.mark)


def has_file(copy):
    """Whether there is anything to print: not of a kept file nothing of which is public."""
    minutes = copy.meeting.minutes
    return not minutes.is_earlier or is_whole_file(copy) or minutes.live_publication is not None


def earlier_file(copy, minutes):
    """Of minutes older than the system: the file, or what the public may read of it."""
    if is_whole_file(copy):
        return minutes.earlier_file.bytes()
    public = minutes.live_publication
    return bytes(public.pdf) if public else None


def is_whole_file(copy):
    """A file is read whole or not at all: not with an item of it kept from the officer."""
    if copy.officer.is_administrator or not copy.is_full:
        return False
    return not copy.meeting.items.closed_to(copy.officer).exists()


def marked_file(copy, content):
    if content is None:
        return None
    import io

    import pypdf

    pages = len(pypdf.PdfReader(io.BytesIO(content)).pages)
    binder = Binder(f"Minutes of {copy.meeting}", pages, made_at=copy.decided_at)
    binder.open_chapter("Minutes")
    binder.add("Minutes", content, PDF, marking=plain(copy.mark))
    return binder.finish(f"copy {copy.pk}")


def plain(words):
    """What the stamp of the binder can print: no accents, no brackets."""
    import unicodedata

    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return "".join(letter for letter in ascii_words if letter not in "()\\")
