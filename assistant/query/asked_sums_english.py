"""The arithmetic that an English question asks for: a share of a whole, and a target against what was reached."""

import re

from assistant.query.asked_sums import AskedSum, Operand, Operation
from index.patterns import regex

_SHARE = regex(
    r"\b(?:what|how large a|how big a) (?:share|percentage|proportion|percent|fraction|part) of (?P<other>.+?)"
    r" (?:is|was|are|were|does|do|did|comes? from|came from) (?P<one>.+?)(?: (?:account|make) (?:for|up))?\s*\?*$",
    re.IGNORECASE,
)
_SHARE_OF = regex(
    r"\b(?:what|how large) is (?P<one>.+?)(?:'s)? (?:as a )?(?:share|percentage|proportion) of (?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_AGAINST = regex(
    r"^(?P<one>.+?)\b(?P<way>exceeds?|above|higher than|more than|over|larger than"
    r"|falls? short of|fell short of|short of|below|lower than|less than|smaller than"
    r"|differs? from|compared? (?:with|to)|against)\b(?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_HOW_MUCH_MORE = regex(
    r"\bhow much (?P<way>higher|more|larger|greater|lower|less|smaller) (?:is|was|are|were|will) (?P<one>.+?) than"
    r" (?P<other>.+?)\s*\?*$",
    re.IGNORECASE,
)
_HOW_MUCH = regex(r"\b(?:by )?how (?:much|many|far)\b|\bdifference\b|\bgap\b", re.IGNORECASE)
_MORE = regex("exceed|above|higher|more|over|larger|greater", re.IGNORECASE)
_LESS = regex("short|below|lower|less|smaller", re.IGNORECASE)
_PLANNED = regex(r"\b(?:targets?|goals?|plans?|planned|aims?)\b", re.IGNORECASE)
_DONE = regex(r"\b(?:actual(?:ly)?|results?|outcomes?|outturn|achieved|reached|achievement)\b", re.IGNORECASE)
_YEAR = regex(r"\b((?:19|20)\d\d)\b(?:'s)?")
_AROUND = regex(
    r"\b(?:by|how|much|many|far|does|do|did|is|was|will|the|a|of|in|for|than|that|what|would|by what amount|amount)\b"
    r"|\b(?:this|last) year(?:'s)?|[?]",
    re.IGNORECASE,
)


def english_sum_in(question: str, now: int | None) -> AskedSum | None:
    """The arithmetic asked for; None where it is none of these."""
    if match := _SHARE.search(question) or _SHARE_OF.search(question):
        return AskedSum(Operation.SHARE, _operand(match["one"], now), _operand(match["other"], now))
    match = _HOW_MUCH_MORE.search(question) or _AGAINST.search(question)
    if match is None or not _HOW_MUCH.search(question) or not _PLANNED.search(question):
        return None
    way = "more" if _MORE.search(match["way"]) else "less" if _LESS.search(match["way"]) else ""
    return AskedSum(Operation.LESS, _operand(match["one"], now), _operand(match["other"], now), way=way)


def _operand(text: str, now: int | None) -> Operand:
    years = [int(year) for year in _YEAR.findall(text)]
    if not years and now is not None and (said := re.search(r"\b(this|last) year", text, re.IGNORECASE)):
        years = [now if said[1].lower() == "this" else now - 1]
    planned = True if _PLANNED.search(text) else False if _DONE.search(text) else None
    rest = _AROUND.sub(" ", _YEAR.sub(" ", _DONE.sub(" ", _PLANNED.sub(" ", text))))
    return Operand(" ".join(re.sub(r"'s\b", " ", rest).split()), None, years[0] if years else None, planned)
