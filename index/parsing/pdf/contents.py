"""Tables of contents in a PDF: lines that lead to a page number, which say nothing that their sections don't.

Left in the text they compete with the sections, and their page numbers are taken for figures.
"""

import re
from collections.abc import Sequence

from index.parsing.pdf.page_lines import PageLine
from index.patterns import regex

_WORD = r"(?:目\s*[录錄次]|(?:table\s+of\s+)?contents)"
# 目录 CONTENTS, 目录（续）, and the name of the column of page numbers behind.
_NAME = regex(
    rf"{_WORD}(?:[\s/|·]*{_WORD})?\s*(?:[（(]?(?:续|continued)[)）]?)?(?:\s*(?:页码|页次|page))?", re.IGNORECASE
)
_ROMAN = r"[ivxlc]{1,7}"
# Dots that lead to a page number.
LEADER = regex(
    rf"(?P<title>.*?)(?:\.{{4,}}|…{{2,}}|(?:[ ·.]\.|·{{2}}){{3,}}|·{{4,}})[\s.·…]*(?P<page>\d{{1,4}}|{_ROMAN})\W*$"
)
_PLAIN = regex(rf"(?P<title>.*[^\W\d_].*?)[\s\u3000]+(?P<page>\d{{1,3}}|{_ROMAN})$")
# Without a name above, so many lines with leaders make one; below one, so many lines that end in a page number.
_FEWEST = 3
# Lines between them that hold no page number: the first half of a long title, a chapter's name.
_MOST_BETWEEN = 2
_HIGHEST_PAGE = 2_000


def contents_lines(pages: Sequence[Sequence[PageLine]]) -> set[int]:
    """The `id`s of the lines of tables of contents, their names included. `pages` hold lines in reading order."""
    found: set[int] = set()
    lines = [line for page in pages for line in page]
    place = 0
    while place < len(lines):
        named = _NAME.fullmatch(lines[place].text.strip()) is not None
        start = place + 1 if named else place
        end = _end(lines, start, plain=named)
        if end > start:
            found.update(id(line) for line in lines[place:end])
        place = max(end, place + 1)
    return found


def _end(lines: Sequence[PageLine], start: int, plain: bool) -> int:
    """The end of the entries that begin at `start`; `start` where there are too few of them."""
    last, end, entries, leaders, between = 0, start, 0, 0, 0
    dotless = plain
    for place in range(start, len(lines)):
        entry = _entry(lines[place], dotless)
        if entry is None:
            # Where a page begins with something else, its rows that end in a figure may be a table's.
            dotless = dotless and not (entries and lines[place].page != lines[place - 1].page)
            between += 1
            if between > (_MOST_BETWEEN if entries or plain else 0) or len(lines[place].text) > 60:
                break
            continue
        page, leader = entry
        if page < last or page > _HIGHEST_PAGE:
            break
        last = page
        entries, leaders, end, between = entries + 1, leaders + leader, place + 1, 0
    enough = entries >= _FEWEST and (leaders >= _FEWEST or (plain and last > 1))
    return end if enough or (plain and leaders >= 2) else start


def _entry(line: PageLine, plain: bool) -> tuple[int, bool] | None:
    """The page number that a line leads to, a Roman one as 0, and whether dots lead there."""
    text = line.text.strip()
    if match := LEADER.match(text):
        return _number(match["page"]), True
    cells = line.cells
    if not plain:
        return None
    if len(cells) > 1 and re.fullmatch(rf"\d{{1,3}}|{_ROMAN}", cells[-1].text.strip()):
        return _number(cells[-1].text.strip()), False
    match = _PLAIN.fullmatch(text)
    return (_number(match["page"]), False) if match else None


def _number(page: str) -> int:
    return int(page) if page.isdigit() else 0
