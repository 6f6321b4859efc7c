"""The numbers that a browser draws before the items of a list."""

import re

import lxml.etree as etree

from index.patterns import regex
from index.text.numbered_lines import OPENS_ITEM

_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_STYLE = regex(r"list-style(?:-type)?\s*:[^;]*?(?<![\w-])(none|[a-z]+(?:-[a-z]+)*)", re.IGNORECASE)
_HAN_DIGITS = "一二三四五六七八九"
_HAN_STYLES = frozenset(
    {"cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "hiragana"}
)
_UNNUMBERED = frozenset({"none", "disc", "circle", "square"})
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Lists:
    """Counts the items of the lists of one page."""

    def __init__(self) -> None:
        self._next: dict[etree._Element, int] = {}

    def label(self, item: etree._Element) -> str:
        """The number that is drawn before an item (`4.`, `b.`, `三、`); empty where none is."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        step = -1 if parent.get("reversed") is not None else 1
        number = _whole(item.get("value"), self._next.get(parent))
        if number is None:
            items = sum(1 for child in parent if child.tag == "li") if step < 0 else 1
            number = _whole(parent.get("start"), items)
        assert number is not None
        self._next[parent] = number + step
        return _written(number, _style(parent, item))


def is_numbered(text: str) -> bool:
    """Whether an item's text begins with a number of its own, beside which none is drawn by its writer's will."""
    return OPENS_ITEM.match(text) is not None


def _whole(written: str | None, otherwise: int | None) -> int | None:
    stripped = (written or "").strip()
    return int(stripped) if re.fullmatch(r"-?\d{1,9}", stripped, re.ASCII) else otherwise


def _style(parent: etree._Element, item: etree._Element) -> str:
    for element in (item, parent):
        if match := _STYLE.search(element.get("style") or ""):
            return match[1].lower()
        if (kind := element.get("type")) in _TYPES:
            return _TYPES[kind]
    return "decimal"


def _written(number: int, style: str) -> str:
    if style in _UNNUMBERED:
        return ""
    if style in _HAN_STYLES and 0 < number < 100:
        tens, ones = divmod(number, 10)
        han = ("" if tens == 0 else "十" if tens == 1 else f"{_HAN_DIGITS[tens - 1]}十") + (
            _HAN_DIGITS[ones - 1] if ones else ""
        )
        return f"{han}、"
    if style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{letter.upper() if style.startswith('upper') else letter}."
    if style in ("lower-roman", "upper-roman") and 0 < number < 40:
        roman, left = "", number
        for value, written in _ROMAN:
            roman += written * (left // value)
            left %= value
        return f"{roman.upper() if style.startswith('upper') else roman}."
    return f"{number}."
