"""The table of a CSV file, whatever separates its columns."""

import csv
import io

from papers.spreadsheet import typed
from papers.uploads import UploadRefused

from .cells import MAX_CELL, TOO_LONG, Found, cell, refuse_too_many, refuse_too_wide


def read_csv(content):
    text = decoded(content)
    found = Found(tables=[[]])
    csv.field_size_limit(MAX_CELL * 4)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
        for number, row in enumerate(rows, start=1):
            refuse_too_many(number)
            refuse_too_wide(len(row))
            found.tables[0].append((f"row {number}", [cell(typed(words)) for words in row]))
    except csv.Error as error:
        raise UploadRefused(TOO_LONG) from error
    found.words = [words[0].text for _, words in found.tables[0] if words]
    return found


def decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def separator(text):
    """Which of comma, semicolon and tab stands most often in the first line that has any."""
    for line in text[:20_000].splitlines():
        counts = {mark: line.count(mark) for mark in ",;\t"}
        if max(counts.values()) >= 2:
            return max(counts, key=counts.get)
    return ","
