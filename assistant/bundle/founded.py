"""Whether an extractive statement rests on its quotes: letter for letter, or in every figure that it says.

A statement from the ledger is a figure with what it is, "41.2亿元（云岭县2024年旅游综合收入）": the figure is the
report's, the name beside it is put together from the report's place, year and measure.
"""

import re
from collections.abc import Sequence

from assistant.bundle.schema import KeptAnswer
from index.patterns import regex

_NUMBER = regex(r"\d[\d,，]*(?:\.\d+)?")
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?:\s*[年度,:]|$|(?=\s))")
_BESIDE = regex(r"[（(][^（）()]*[）)]")
# How often a report mentions a term is counted by Wenju and stands in no quote.
_COUNT = regex(r"(?:[：:]\s*\d+次?|^\d+)$")


def is_founded(text: str, quotes: Sequence[str], answer: KeptAnswer) -> bool:
    """Whether a statement of the answer stands in these quotes of its own, or each figure that it says does."""
    if not quotes:
        return False
    if any(text in quote for quote in quotes) or _COUNT.search(text):
        return True
    results = [each for each in answer.computed if each.result in text]
    for each in results:
        if not figures_stand(each.expression, quotes):
            return False
        text = text.replace(each.expression, "").replace(each.result, "")
    bare = _BESIDE.sub("", text)
    if figures_stand(bare, quotes):
        return bool(results) or _has_figure(bare) or _words_stand(text, quotes)
    # Restated in another unit or language, with the report's own words beside it.
    return any(_has_figure(beside) and figures_stand(beside, quotes) for beside in _BESIDE.findall(text))


def figures_stand(text: str, quotes: Sequence[str]) -> bool:
    """Whether every number in the text, but years, is a whole number of one of the quotes."""
    told = {number for quote in quotes for number in _numbers(quote)}
    return all(number in told for number in _numbers(_YEAR.sub(" ", text)))


def _has_figure(text: str) -> bool:
    return bool(_numbers(_YEAR.sub(" ", text)))


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "").replace("，", "") for number in _NUMBER.findall(text)]


def _words_stand(text: str, quotes: Sequence[str]) -> bool:
    """Whether a part between stops does: "是，报告提到…" says something of its own before it."""
    parts = [part.strip() for part in re.split(r"[，,：:；;。（）()“”]", text)]
    return any(len(part) > 1 and any(part in quote for quote in quotes) for part in parts)
