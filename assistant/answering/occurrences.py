"""Where a term stands in a text, letter for letter but for width, script, case, quotation marks and spaces."""

import re
from functools import cache

from index.text.folding import simplified
from index.text.script import HAN_CHARACTER

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LONG = 5
_MARKS = "\\s“”‘’\"'「」『』"


def occurrences(text: str, term: str) -> list[tuple[int, int]]:
    """The half-open spans at which `term` stands in `text`, in order and disjoint."""
    return [match.span() for match in _pattern(term).finditer(simplified(text).translate(_FULL_WIDTH))]


@cache
def _pattern(term: str) -> re.Pattern[str]:
    letters = [letter for letter in simplified(term).translate(_FULL_WIDTH) if not re.match(f"[{_MARKS}]", letter)]
    if not HAN_CHARACTER.search(term):
        # English words part at blanks and hyphens, and may stand in the plural.
        words = re.split(r"[\s-]+", simplified(term).translate(_FULL_WIDTH).strip())
        found = r"[\s-]+".join(map(re.escape, words))
        plural = "(?:e?s)?" if words[-1].isalpha() and len(words[-1]) > 3 else ""
        return re.compile(rf"(?<![A-Za-z0-9]){found}{plural}(?![A-Za-z0-9])", re.IGNORECASE)
    # 黑神话悟空 is 《黑神话：悟空》; a short term across a colon is two words.
    between = f"[{_MARKS}:·]*" if len(letters) >= _LONG else f"[{_MARKS}]*"
    found = between.join(map(re.escape, letters))
    before = "(?<![A-Za-z0-9])" if letters[0].isascii() and letters[0].isalnum() else ""
    behind = "(?![A-Za-z0-9])" if letters[-1].isascii() and letters[-1].isalnum() else ""
    return re.compile(before + found + behind, re.IGNORECASE)
