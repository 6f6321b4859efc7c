"""The lines of companies' statements: which line a label or an asker's words mean, in two languages.

Net sales, total revenue and 营业收入 are one line; net income and income before taxes are two. A name that the table
lacks means no line, and is compared by its words alone.
"""

import re
from functools import cache
from typing import NamedTuple

from index.facts.english_words import singular
from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.script import has_han

_BRACKETS = regex(r"/?\s*[(（][^()（）]*[)）]")
# "Accounts receivable, net of allowance of $633", "Other income, net".
_NET_OF = regex(
    r",\s*(?:net|less)(?:\s+(?:of\s+)?(?:allowances?|accumulated|current|unamortized|discounts?|tax)\b.*)?$",
    re.IGNORECASE,
)
_WORD = regex(r"[a-z]+(?:[&'’][a-z]+)*|\d+(?:[.,]\d+)*", re.IGNORECASE)
_JOINING = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "to",
        "by",
        "for",
        "from",
        "in",
        "on",
        "at",
        "as",
        "or",
        "with",
        "its",
        "our",
        "their",
        "s",
        "total",
        "amount",
        "amounts",
        "value",
        "figure",
    ]
)
# 一、营业总收入, （一）…, 其中：营业收入, 减：营业成本, 1.基本每股收益
_HAN_LEAD = regex(
    r"^(?:[一二三四五六七八九十]+\s*[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+\s*[、.．](?!\d)|其中[:：]|[加减][:：])+"
)
_HAN_TAIL = regex(r"(?:[（(](?:人民币|单位|[百千万亿]*元|美元|损失以|亏损以|净亏损以|如适用)[^）)]*[)）]|[:：])+$")
_SPACE = regex(r"\s+")


_SPENT = frozenset({"spending", "spend", "outlay", "expenditure"})


class _Line(NamedTuple):
    line: str
    names: tuple[str, ...]


class Ratio(NamedTuple):
    """A ratio of two lines, in per cent where `percent` is yes."""

    ratio: str
    over: str
    under: str
    percent: str
    names: tuple[str, ...]


def statement_label(label: str) -> str:
    """A Chinese label without its number, 其中： and how losses are filled in: 五、净利润（净亏损以“－”号填列）."""
    return _HAN_TAIL.sub("", _HAN_LEAD.sub("", label)) if has_han(label) else label


def name_words(name: str) -> frozenset[str]:
    """The words of an English name that tell it from others, singular; of a Chinese one itself."""
    plain = _SPACE.sub(" ", name.strip()).strip(" :：,，.;；")
    if has_han(plain):
        plain = statement_label(_SPACE.sub("", plain)).replace("(", "（").replace(")", "）")
        return frozenset({plain}) if plain else frozenset()
    named = _english_words(_NET_OF.sub("", _BRACKETS.sub(" ", plain)))
    return named or _english_words(plain)  # "Total (loan)" is named by what stands in the brackets


def _english_words(plain: str) -> frozenset[str]:
    found = (word.lower().replace("’", "'").removesuffix("'s").replace("'", "") for word in _WORD.findall(plain))
    return frozenset(singular(word) for word in found if word and word not in _JOINING)


@cache
def _lines() -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for row in read_table("ledger/statement_lines", _Line):
        for name in row.names:
            found.setdefault(name_words(name), row.line)
    return found


@cache
def _ratios() -> dict[frozenset[str], Ratio]:
    return {name_words(name): row for row in read_table("ledger/statement_ratios", Ratio) for name in row.names}


def line_of(name: str) -> str:
    """The line that a name means; "" where the table has none of that name."""
    words = name_words(name)
    if (spent := words & _SPENT) and words not in _lines():
        rest = words - spent  # marketing and sales spending
        return _lines().get(rest | {"expense"}, "") or _lines().get(rest, "")
    return _lines().get(words, "")


def ratio_of(name: str) -> Ratio | None:
    """The ratio of two lines that a name means."""
    return _ratios().get(name_words(name))
