"""Which way a quantity went, and whether it is where it went to: by the words before it in its clause, or behind it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.patterns import regex
from index.text.quantity import Quantity
from index.text.quantity_words import DIRECTION_BEHIND, DIRECTION_WORDS, Direction
from index.text.units import ORDINAL_BASES

_REACHED = regex(r"\s?(?:了)?(?:到|至|为|达到?|\bto\b)|.{0,24}?\bfrom\b.{0,24}?\bto\b", re.IGNORECASE)
_BREAK = regex(r"[，；;。！？!?：:（）()\n\t]|(?<!\d),|,(?!\d)|\.(?=\s|$)")
_LISTED = regex(r"(?:[、和及与,\s]|以上|左右|以内|and)+", re.IGNORECASE)
_ARRIVES = regex(r"\s?(?:to|至|到)\s?", re.IGNORECASE)  # "rose 5.2 percent to $1.3 billion"


def with_directions(flat: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Each quantity with its direction: by the nearest word before it in its clause, else by the one right behind."""
    before: Quantity | None = None
    for quantity in found:
        directed = quantity if quantity.unit in ORDINAL_BASES else _with_direction(flat, quantity, before)
        before = directed
        yield _growth(directed)


def _with_direction(flat: str, quantity: Quantity, before: Quantity | None) -> Quantity:
    limit = max(quantity.start - 40, 0 if before is None else before.end)
    breaks = [match.end() for match in _BREAK.finditer(flat, limit, quantity.start)]
    window = flat[breaks[-1] if breaks else limit : quantity.start]
    words = list(DIRECTION_WORDS.finditer(window))
    if words:
        way = _way(words[-1])
        reached = _REACHED.match(window, words[-1].end()) is not None or words[-1][0][-1] in "至到"
    elif before is not None and before.direction and _LISTED.fullmatch(flat, before.end, quantity.start):
        way, reached = before.direction, before.reached
    elif before is not None and before.direction and _ARRIVES.fullmatch(flat, before.end, quantity.start):
        way, reached = before.direction, True
    elif behind := DIRECTION_BEHIND.match(flat, quantity.end):
        way, reached = (Direction.DOWN if behind["down"] else Direction.UP), False
    else:
        return quantity
    return replace(quantity, direction=way, reached=reached)


def _way(match: re.Match[str]) -> Direction:
    return Direction.DOWN if match["down"] else Direction.UP if match["up"] else Direction.LEVEL


def _growth(quantity: Quantity) -> Quantity:
    """Growth by 倍 in per cent: 增长1.5倍 is 150 %, 增长到1.5倍 is 50 %."""
    if quantity.unit != "倍" or quantity.direction is not Direction.UP:
        return quantity
    base = 1 if quantity.reached else 0
    return replace(
        quantity,
        low=(quantity.low - base) * 100,
        high=(quantity.high - base) * 100,
        unit="%",
        step=quantity.step * 100,
        round_step=quantity.round_step * 100,
        reached=False,
    )
