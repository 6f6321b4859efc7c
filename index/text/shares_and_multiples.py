"""Shares and multiples in words as per cent: 三分之一, 六成, 一半, two thirds; 翻一番, doubled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from index.patterns import regex
from index.text.numerals import ARABIC, HAN, arabic_value, han_value
from index.text.quantity import Quantity, quantity_at
from index.text.quantity_words import Direction

_SHARES = regex(
    rf"(?P<whole>百|千|万|{HAN})分之(?P<part>{HAN}|{ARABIC})(?:[至到—](?P<to>{HAN})(?=[，。；、）)的左以之\s]|$))?"
    r"|(?<![\d/.])(?P<above>[1-9])/(?P<below>[2-9])(?![\d/月日号期线])(?=[\u4e00-\u9fff，。；、]|$)"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<ones>[一二两三四五六七八九半])?(?![为立效果就员长份功熟本品都交型才套])"
    r"|(?P<half>一半|半数|\bhalf\b(?! of the year)|\bhalves\b)"
    r"|(?P<words>\b(?:(?:one|a)[- ]third|two[- ]thirds|(?:one|a)[- ]quarter|three[- ]quarters)\b)",
    re.IGNORECASE,
)
_MULTIPLES = regex(
    r"翻了?(?P<times>[一二两三四])?番|\b(?P<english>doubl|tripl|quadrupl|halv)(?:ed|ing|es|e)\b", re.IGNORECASE
)
_WORD_SHARES = {"third": Decimal(100) / 3, "thirds": Decimal(200) / 3, "quarter": Decimal(25), "quarters": Decimal(75)}
_TIMES = {"doubl": 100, "tripl": 200, "quadrupl": 300, "halv": 50}


def shares_and_multiples(text: str, flat: str) -> Iterator[Quantity]:
    """The shares, then the multiples, each in order. `flat` is `text` in plain characters, place for place."""
    for match in _SHARES.finditer(flat):
        if match["half"]:
            value: Decimal | None = Decimal(50)
        elif match["words"]:
            value = _WORD_SHARES[re.split("[- ]", match["words"].lower())[-1]]
        elif match["above"]:
            value = 100 * Decimal(match["above"]) / Decimal(match["below"]) if match["above"] < match["below"] else None
        elif match["tenths"]:
            value = 10 * (han_value(match["tenths"]) or Decimal(0))
            value += 5 if match["ones"] == "半" else han_value(match["ones"]) or 0 if match["ones"] else 0
        else:
            part = match["part"]
            numerator = arabic_value(part) if part[0].isdigit() else han_value(part)
            whole = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}.get(match["whole"])
            whole = han_value(match["whole"]) if whole is None else whole
            value = None if numerator is None or not whole else 100 * numerator / whole
        if value is not None:
            step = Decimal("0.1") if value % 1 else Decimal(1)
            share = quantity_at(text, flat, match.start(), match.end(), value, "%", step)
            high = (han_value(match["to"]) or value) if match["to"] and match["whole"] == "百" else value
            yield replace(share, high=high) if high > value else share
    for match in _MULTIPLES.finditer(flat):
        if match["english"]:
            value = Decimal(_TIMES[match["english"].lower()])
        else:
            value = Decimal(100) * (2 ** int(han_value(match["times"] or "一") or 1) - 1)
        way = Direction.DOWN if (match["english"] or "").lower() == "halv" else Direction.UP
        yield replace(
            quantity_at(text, flat, match.start(), match.end(), value, "%", Decimal(1)), direction=way, reached=False
        )
