"""A checked file into tables of cells."""

import datetime
import re
import zipfile

from lxml import etree

from papers.uploads import CSV, EXCEL, WORD, UploadRefused

from .csv_file import read_csv
from .excel_file import read_excel
from .word_file import read_word

READERS = {WORD: read_word, EXCEL: read_excel, CSV: read_csv}
OTHER_KIND = "Choose a Word (.docx), Excel (.xlsx) or CSV file."
DAMAGED = "The file cannot be read: open it, save it again and try once more."


def read_file(checked):
    """`checked` is a `papers.uploads.Checked`; gives `cells.Found`, or raises `UploadRefused`."""
    if checked.kind not in READERS:
        raise UploadRefused(OTHER_KIND)
    try:
        return READERS[checked.kind](checked.content)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise UploadRefused(DAMAGED) from error


def day_of(words):
    """The day in a heading such as "as at 31.01.17" or "as at 31 January 2017"; None without one."""
    for text in words:
        said = re.search(
            r"\bas (?:at|of)\s+(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b", text, re.I
        )
        if said:
            day, month, year = map(int, said.groups())
            try:
                return datetime.date(year + 2000 * (year < 100), month, day)
            except ValueError:
                return None
        said = re.search(r"\bas (?:at|of)\s+(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b", text)
        if said:
            try:
                return datetime.datetime.strptime(" ".join(said.groups()), "%d %B %Y").date()
            except ValueError:
                return None
    return None
