"""Finds a word wherever it could leak: pages, papers, files, headers.

`leaks` is trusted by every test that a closed item is nowhere to be found; it is tested in
`test_scanner.py` against words planted on purpose.
"""

import base64
import binascii
import gzip
import html
import io
import re
import zipfile
from urllib.parse import unquote

from tests.papers.checks import pdf_texts


def leaks(content, word):
    """Where in `content` (bytes or text of any kind) the word is: an empty list when nowhere."""
    assert len(word) >= 6, "Use a long, unusual word: a short one is found by chance."
    return sorted({place for place, text in _places(content) if _holds(text, word)})


def response_leaks(response, word):
    """The same for a whole answer: its status line, headers, cookies and body."""
    parts = _parts(response)
    return [f"{name}: {place}" for name, part in parts.items() for place in leaks(part, word)]


def words_found(response, words):
    """Which of these words are anywhere in a whole answer, taken apart once for all of them."""
    assert all(len(word) >= 6 for word in words)
    texts = [text for part in _parts(response).values() for _, text in _places(part)]
    views = [view.casefold() for text in set(texts) for view in set(_views(text))]
    return {word for word in words if any(word.casefold() in view for view in views)}


def _parts(response):
    head = f"{response.reason_phrase}\n" + "\n".join(f"{k}: {v}" for k, v in response.items())
    cookies = str(response.cookies)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return {"headers": head, "cookies": cookies, "body": body}


def _places(content, where="text"):
    if isinstance(content, str):
        yield where, content
        return
    if content[:1024].lstrip().startswith(b"%PDF"):
        for place, text in pdf_texts(content).items():
            if place.startswith("attachment"):
                yield place, place
                yield from _places(text.encode("latin-1"), place)
            yield place, text
    elif zipfile.is_zipfile(io.BytesIO(content)):
        for place, text in _places_in_archive(content):
            yield f"{where}: {place}", text
    elif content[:2] == b"\x1f\x8b":
        yield from _places(gzip.decompress(content), f"{where}, unpacked")
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        yield where, content.decode(encoding, "ignore")
        # Two-byte text may begin at an odd place.
        yield where, content[1:].decode(encoding, "ignore")


def _places_in_archive(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield "comment of the archive", archive.comment.decode("latin-1")
        for entry in archive.infolist():
            yield f"name of {entry.filename}", f"{entry.filename} {entry.comment!r}"
            yield from _places(archive.read(entry), entry.filename)


def _holds(text, word):
    return any(word.casefold() in view.casefold() for view in _views(text))


def _views(text):
    """The text as it stands and as somebody could read it."""
    unescaped = unquote(html.unescape(text))
    yield text
    yield unescaped
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), unescaped)
    # Wrapped lines, folded calendar lines, quoted-printable breaks, words split by tags.
    without_tags = re.sub(r"<[^>]*>", "", unescaped)
    for view in (unescaped, without_tags):
        yield re.sub("=\r?\n|[\\s\u00ad\u200b\u2060-]+", "", view)
    for run in re.findall(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]+)*", text):
        yield from (_from_base64(run), _from_hexadecimal(run))


def _from_base64(run):
    run = re.sub(r"\s", "", run).replace("-", "+").replace("_", "/")
    return _read(base64.b64decode, run[: len(run) // 4 * 4])


def _from_hexadecimal(run):
    digits = "".join(re.findall("[0-9A-Fa-f]+", run))
    return _read(bytes.fromhex, digits[: len(digits) // 2 * 2])


def _read(decode, run):
    """What the run says, two-byte text included; nothing when it is not in that code."""
    try:
        return decode(run).decode("latin-1").replace("\x00", "")
    except (binascii.Error, ValueError):
        return ""
