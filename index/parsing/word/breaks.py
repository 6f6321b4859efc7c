"""Soft line breaks (Shift+Enter) inside a paragraph: those that cut a sentence go, those that part lines stay."""

import re
from itertools import pairwise

from index.parsing.continued_lines import joint
from index.patterns import regex
from index.text.numbered_lines import OPENS_BROKEN_LINE

_LABEL = regex(r"[^：:，。]{1,12}[：:]")
# Where and when a report was given, under its title or its source: 2025年1月17日在…会议上.
_DAY = regex(r"(?:\d{4}|[〇零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日在")
_BULLET = regex(r"[•·●▪◦■◆□☐☑☒✓–—*-]")
_SENTENCE_END = regex(r"[。！？!?；;：:…][”’』」）)】》]*$|\.[”’\")]*$")
_GOES_ON = regex(r"[，、,（(“《〈—–～~／/的和与及为达至比由将在把了×]$")
_CLOSES = regex(r"[，。、；：！？）》」』】”’,.;:!?)\]}%％‰]|[a-z]|左右|以上|以下|以内")
_A_FIGURE_WITH_UNIT = regex(r"\d[\d.,，]*\s*[^\d\s，。、；]{1,4}$")
# A line of so many characters was broken at the page's edge; a shorter one is a line of its own.
_A_LINE = 25


def joined(text: str, *, heading: bool = False) -> str:
    """A paragraph's text without the line breaks that cut its sentences; a heading is one line throughout."""
    lines = [line.strip(" \t\u3000") for line in text.split("\n")]
    if len(lines) == 1:
        return text
    prose = _SENTENCE_END.search(lines[-1]) is not None
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = _heading_goes_on(before, line) if heading else _sentence_goes_on(before, line, prose)
        pieces.append((joint(before, line) if goes_on else "\n") + line)
    return "".join(pieces)


def _heading_goes_on(before: str, line: str) -> bool:
    return bool(before and line) and not (
        _SENTENCE_END.search(before)
        or OPENS_BROKEN_LINE.match(line)
        or line[0] in "（(—–-【["
        or re.match(r"\d{4}年\d", line)
    )


def _sentence_goes_on(before: str, line: str, prose: bool) -> bool:
    if not before or not line or OPENS_BROKEN_LINE.match(line) or _BULLET.match(line) or _SENTENCE_END.search(before):
        return False
    if _GOES_ON.search(before) or _CLOSES.match(line):
        return True
    words = OPENS_BROKEN_LINE.sub("", before, count=1)
    if _DAY.match(line) and not re.search("[，、,]", before):
        return False
    if _LABEL.match(line) or not prose or (words != before and not re.search("[，、,]", words)):
        return False
    if before[-1].isdigit() or line[0].isdigit():
        # 新建农村公路66|公里, 完成|11.2亿元: a figure cut from its words.
        return True
    if _A_FIGURE_WITH_UNIT.search(before):
        return False
    return len(before) >= _A_LINE or re.search("[，、,]", words) is not None
