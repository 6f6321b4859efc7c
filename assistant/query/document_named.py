"""An English question without the words that only name the document which it asks: "in its 2022 annual report".

They say where to look, and the scope has been read from them. A sentence that answers does not repeat them.
"""

import re
from collections.abc import Sequence

from index.patterns import regex
from index.text.years import find_years

_KINDS = (
    r"(?:10-?[QK]s?|(?:(?:annual|quarterly|half-year(?:ly)?|interim|performance|sustainability|strategic|financial|yearly"
    r"|first-quarter|second-quarter|third-quarter|fourth-quarter) )*(?:reports?|filings?|plan|statements?|breakdown))"
)
# Whose, of when, which: "NVIDIA's November 2023", "the", "OPM's FY 2013", "its 2022–2026".
_NAME = r"[A-Z][\w.&]*(?: (?:&|of|and|[A-Z][\w.&]*))*['’]s?"
_WHOSE = (
    rf"(?:(?:the|its|their|this|that|{_NAME}|FY|fiscal|(?:mid|early|late)-[\d–-]+|[\d–-]+|Q[1-4]|[A-Z]\w+|[a-z]+-quarter"
    r"|spring|summer|fall|autumn|winter|mid|early|late) )"
)
# Word by word, each behind its blank: a long question must not be tried in each way of cutting it.
_SPAN = (
    r"(?: (?:for|of|on)(?: the)?(?: (?:first|second|third|fourth|fiscal|quarter|year|(?:three|six|nine) months|ended"
    r"|ending|of|to|late|Q[1-4]|FY|[A-Z][a-z]+|[\d,–-]+))+)?"
)
_FROM = (
    r"(?:(?:as )?(?:described|mentioned|reported|told|disclosed|set out|listed|stated) in|in|going by|judging by"
    r"|according to|as of|as per|per|from|under|by)"
)
_DOCUMENT = rf"{_FROM} {_WHOSE}{{0,6}}?(?:[a-z]+ ){{0,2}}?{_KINDS}{_SPAN}"
_PATTERNS = (
    regex(rf"^\W*{_DOCUMENT}\s*,\s*", re.IGNORECASE),
    regex(rf"\s*\((?:{_FROM} )?{_WHOSE}{{0,6}}?(?:[a-z]+ ){{0,2}}?{_KINDS}{_SPAN}\)", re.IGNORECASE),
    regex(rf",?\s+{_DOCUMENT}\s*(?=[?.]*$|, (?:and|or) |\s*[—–]\s)", re.IGNORECASE),
)
_FEWEST_WORDS = 4
_DATED = regex(
    r"(?P<when>(?:(?:FY|fiscal(?: year)?) )?(?:19|20)\d\d(?:[–-](?:(?:19|20)\d\d|\d\d))?)"
    rf" (?:[a-z]+ )?{_KINDS}\b",
    re.IGNORECASE,
)


def years_beside_document(question: str, years: Sequence[int]) -> tuple[int, ...]:
    """The years that a question asks about, but those by which it only names a document: EPA's 2022–2026 plan."""
    left = _DATED.sub(" ", question)
    if left == question:
        return tuple(years)
    said = set(find_years(left))
    return tuple(year for year in years if year in said)


def without_document(question: str) -> str:
    """The question without its document, where enough of a question is left."""
    for pattern in _PATTERNS:
        left = pattern.sub("", question, count=1).strip()
        if left != question and len(left.split()) >= _FEWEST_WORDS:
            question = left[:1].upper() + left[1:]
            question = question if question.endswith("?") else f"{question.rstrip('. ')}?"
    return question
