"""Chinese set with space between the letters (政 府 工 作 报 告): closed up, for the gaps say nothing."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.parsing.pdf.characters import Segment
from index.patterns import regex
from index.text.script import HAN

# Fewer letters, such as 合 计 in a table, may be cells.
_FEWEST = 4
_SPACED = regex(
    rf"(?:[{HAN}]|\d+|[《》（）()“”、，。：；—·.%％-])(?: (?:[{HAN}]|[\d.,]+|[《》（）()“”、，。：；—·.%％-]))+"
)
# 2 0 2 5 年: single figures before Chinese.
_SPACED_FIGURE = regex(rf"\d(?<![\d.,] \d)(?<!\d\d)(?: [\d.]){{2,}} ?(?=[{HAN}%％])")
# How wide the gaps may be, in ems, and how much the widest may exceed the narrowest.
_WIDEST, _UNEVEN = 3.0, 1.6


def closed_up(text: str) -> str:
    """A stretch of text without the spaces between its letters, where every letter stands alone."""
    if " " not in text:
        return text
    text = _SPACED_FIGURE.sub(lambda match: match.group().replace(" ", ""), text)
    if not _SPACED.fullmatch(text):
        return text
    letters = [word for word in text.split(" ") if re.fullmatch(f"[{HAN}]", word)]
    return text.replace(" ", "") if len(letters) >= _FEWEST - 1 else text


def joined_letters(row: Sequence[Segment]) -> list[Segment]:
    """A line's segments, a run of single letters with even gaps made one; `row` is ordered from the left."""
    joined: list[Segment] = []
    place = 0
    while place < len(row):
        end = place
        while end < len(row) and _is_letter(row[end]) and (end == place or _is_near(row[end - 1], row[end])):
            end += 1
        run = row[place:end]
        gaps = [after.left - before.right for before, after in pairwise(run)]
        if len(run) >= _FEWEST and max(gaps) <= _UNEVEN * max(min(gaps), 0.1):
            text = "".join(segment.text for segment in run)
            top, bottom = min(s.top for s in run), max(s.bottom for s in run)
            joined.append(replace(run[0], text=text, top=top, bottom=bottom, right=run[-1].right))
            place = end
        else:
            joined.append(row[place])
            place += 1
    return joined


def _is_letter(segment: Segment) -> bool:
    return segment.table is None and re.fullmatch(rf"[{HAN}\d]", segment.text) is not None


def _is_near(before: Segment, after: Segment) -> bool:
    return before.size == after.size and after.left - before.right <= _WIDEST * before.size
