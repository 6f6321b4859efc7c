"""What repeats at the edges of a PDF's pages: running headers, footers and page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import median

from index.parsing.pdf.page_lines import PageLine
from index.patterns import regex

# The share of a page's height, at top and bottom, in which running headers and page numbers stand.
_EDGE = 0.12
_PAGE_NUMBER = regex(
    r"[-–—·\s]*(?:第\s*)?(?:page\s*)?(\d{1,4})(?:\s*页)?(?:\s*(?:/|of|，?\s*共)\s*\d{1,4}(?:\s*页)?)?[-–—·\s]*",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[Sequence[PageLine]], heights: Sequence[float]) -> set[int]:
    """The `id`s of lines that are running headers, footers and page numbers.

    A line at a page's edge is one when, but for its figures, it stands at the same height on at least three pages
    and a quarter of them all, or on both of two, where it is no heading and no row of a table; the first or last line
    of a page also where the height differs, since printed web pages end where their text does. A bare number there, or
    alone at the page's top or foot, when it grows with the pages.
    """
    repeated: dict[tuple[str, int], list[PageLine]] = defaultdict(list)
    numbers: dict[int, list[PageLine]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), start=1):
        outermost = (
            {id(min(lines, key=lambda line: line.top)), id(max(lines, key=lambda line: line.bottom))}
            if lines
            else set()
        )
        for line in lines:
            middle = (line.top + line.bottom) / 2
            at_edge = not _EDGE * height < middle < (1 - _EDGE) * height
            text = line.text.strip()
            match = _PAGE_NUMBER.fullmatch(text) if at_edge or id(line) in outermost else None
            if match:
                numbers[int(match.group(1)) - number].append(line)
            masked = re.sub(r"\d+|\s+", "#", text)
            if at_edge:
                repeated[(masked, round(middle / 8))].append(line)
            if id(line) in outermost and any(character.isalpha() for character in text):
                repeated[(masked, -1)].append(line)
    least = max(3, len(pages) // 4)
    running: set[int] = set()
    body = median(line.size for lines in pages for line in lines) if any(pages) else 0.0
    for (_, height), group in repeated.items():
        both = len(pages) == 2 and height >= 0 and all(len(line.cells) < 3 and line.size <= body for line in group)
        if len({line.page for line in group}) >= (2 if both else least):
            running.update(id(line) for line in group)
    for group in numbers.values():
        if len({line.page for line in group}) >= min(3, max(2, len(pages))):
            running.update(id(line) for line in group)
    return running


def printed_numbers(pages: Sequence[Sequence[PageLine]], running: AbstractSet[int]) -> dict[int, int]:
    """The number printed on each page that has one, by the page's number in the file, among its running lines."""
    found: dict[int, int] = {}
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            match = _PAGE_NUMBER.fullmatch(line.text.strip()) if id(line) in running else None
            if match:
                found[number] = int(match.group(1))
    return found
