"""Separated values (.csv, .tsv): a table in plain text."""

import csv
import io
import re
from collections import Counter
from itertools import islice

from index.errors import LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.decoding import decode
from index.parsing.document import DocumentBuilder, settle
from index.parsing.limits import Limits
from index.parsing.sheets.grid import Sheet, add_sheets
from index.patterns import regex
from index.report import ParsedDocument

_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_LINES_LOOKED_AT = 50
# What Excel takes the delimiter from, and does not show.
_STATED = regex(r"sep=([^\s\w\"]|\t)\n", re.IGNORECASE)
_A_COMMA_THAT_PARTS = regex(r"(?<!\d),|,(?!\d)")


def parse_separated(data: bytes, limits: Limits) -> ParsedDocument:
    """A table of separated values in any encoding that `decoding` knows."""
    text = decode(data)
    limits.require_characters(len(text))
    # A quoted cell may be as long as the text; csv's own limit is 131,072.
    csv.field_size_limit(limits.characters)
    sheet = Sheet("")
    stated = _STATED.match(text)
    text = text[stated.end() :] if stated else text
    delimiter = stated[1] if stated else delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for row, values in enumerate(reader):
        for column, value in enumerate(values):
            if value.strip():
                sheet.cells[row, column] = value
        if len(sheet.cells) > limits.cells:
            raise LimitExceeded(f"fills more than {limits.cells:,} cells; check that it is the file you meant")
    builder = DocumentBuilder()
    add_sheets(builder, [sheet], limits)
    draft = builder.draft()
    return settle(draft, banners.invisible_cuts(draft.text))


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: the one that most lines hold equally often; a comma where none does.

    Of two that part as many lines the comma gives way where all of its kind stand inside figures (1,234 or 1,5).
    """
    best, best_score = ",", 0
    first = "".join(islice(io.StringIO(text), _LINES_LOOKED_AT))
    parts = _A_COMMA_THAT_PARTS.search(first) is not None
    for delimiter in _DELIMITERS if parts else (*_DELIMITERS[1:], ","):
        rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _LINES_LOOKED_AT)
        try:
            widths = Counter(len(row) for row in rows if row)
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = count if width > 1 else 0
        if score > best_score:
            best, best_score = delimiter, score
    return best
