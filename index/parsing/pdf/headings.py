"""Which lines of a PDF are headings, and how deep: told by the bookmarks, or by the type they are set in."""

import re
from collections import Counter
from collections.abc import Sequence

from index.parsing.pdf.page_lines import PageLine
from index.patterns import regex
from index.structure.capitals import is_capitals

_LARGER = 1.12
_LONGEST = 160
_LONGEST_BOLD = 90
_DEEPEST = 9
# Bookmarks that are met on this many pages' average name every heading: what they leave out is none.
_BOOKMARKS_A_PAGE = 0.75
_FEWEST_BOOKMARKS = 20
_NUMBER = regex(r"(?:[^\W\d_]+\s)?(\d{1,2}(?:\.\d{1,2})*)\b")
_SENTENCE_END = ("。", "；", ".", ";", "，", ",", "、")
_ABBREVIATED = regex(r"\b(?:Inc|Ltd|Co|Corp|No)\.$")
_TITLE = regex(r"[A-Z](?=.*[a-z])[\w ,&'’/()–—-]{2,60}")
# Beside body type of the same size, what is set in these types heads what follows, the first the highest.
_TYPES = ("bold capitals", "capitals", "bold", "bold italics", "italics")


class HeadingTypes:
    """The types in which a PDF sets its headings; `body` is the size of most of its prose."""

    def __init__(self, lines: Sequence[PageLine], bookmarks: Sequence[tuple[str, int]], body: float) -> None:
        self._body = body
        self._sizes = _size_levels(lines, body)
        self._bookmarks = {fold(title): level for title, level in _depths(bookmarks) if fold(title)}
        met = len({fold(line.text) for line in lines} & self._bookmarks.keys())
        pages = max((line.page for line in lines), default=1)
        self._all_named = met >= max(_FEWEST_BOOKMARKS, _BOOKMARKS_A_PAGE * pages)

    def is_larger(self, line: PageLine) -> bool:
        """Whether a line is set in a heading's size."""
        return line.size in self._sizes

    def level(self, text: str, lines: Sequence[PageLine], bullet: bool) -> int | None:
        """The level of a paragraph that is a heading, 1 the highest; None for any other."""
        named = self._bookmarks.get(fold(text))
        if named is not None and len(text) <= _LONGEST:
            return named
        if self._all_named or len(text) > _LONGEST or sum(character.isalpha() for character in text) < 2:
            return None
        sentence = text.endswith(_SENTENCE_END) and not _ABBREVIATED.search(text)
        first = lines[0]
        if first.size in self._sizes:
            return None if sentence and len(text) > 40 else self._sizes[first.size]
        if bullet or sentence or first.size < 0.95 * self._body or len(text) > _LONGEST_BOLD or len(lines) > 2:
            return None
        kind = _type(text, lines)
        return min(max(self._sizes.values(), default=0) + 1 + _TYPES.index(kind), _DEEPEST) if kind else None


def fold(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return re.sub(r"[\W_]+", "", text).lower()


def _type(text: str, lines: Sequence[PageLine]) -> str | None:
    """The type of a line of body size, one of _TYPES; None where it is the body's own."""
    bold = all(line.bold for line in lines)
    capitals = is_capitals(text)
    if capitals:
        return "bold capitals" if bold else "capitals"
    italic = all(line.italic for line in lines)
    if bold:
        return "bold italics" if italic else "bold"
    # Italics also mark a word, a caption, a note: a heading in them is one line that begins with a capital.
    return "italics" if italic and len(lines) == 1 and _TITLE.fullmatch(text) else None


def _depths(bookmarks: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The bookmarks with their levels; with the depth of their numbers where the levels do not follow these.

    Some programs make two levels of bookmarks, whatever the headings' depth.
    """
    numbers = [_NUMBER.match(title) for title, _ in bookmarks]
    numbered = [(match[1].count(".") + 1, level) for match, (_, level) in zip(numbers, bookmarks, strict=True) if match]
    flat = len({depth for depth, _ in numbered}) > len({level for _, level in numbered})
    if len(numbered) < _FEWEST_BOOKMARKS or not flat:
        return list(bookmarks)
    return [
        (title, match[1].count(".") + 1 if match else level)
        for match, (title, level) in zip(numbers, bookmarks, strict=True)
    ]


def _size_levels(lines: Sequence[PageLine], body: float) -> dict[float, int]:
    """Type sizes above the body's, as heading levels; sizes within 6 % of each other are one level.

    A size in which more than a fifth of the document is set is no heading's.
    """
    amounts: Counter[float] = Counter()
    for line in lines:
        amounts[line.size] += len(line.text)
    most = max(0.2 * sum(amounts.values()), 200)
    sizes = sorted((size for size in amounts if size >= _LARGER * body and amounts[size] <= most), reverse=True)
    levels: dict[float, int] = {}
    level, last = 0, 0.0
    for size in sizes:
        if not last or size < 0.94 * last:
            level, last = level + 1, size
        levels[size] = min(level, 6)
    return levels
