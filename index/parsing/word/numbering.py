"""The numbers that Word draws before paragraphs (第二章, 第五条, 1.1), which stand nowhere in their text."""

from collections.abc import Callable
from dataclasses import dataclass, field

import lxml.etree as etree

from index.parsing.package import value, whole
from index.parsing.word.styles import Numbered, Style, is_on
from index.patterns import regex

# Word's lists are nine deep.
_LEVELS = 9
_PLACE = regex(r"%([1-9])")
# Behind these a number needs no space before its text: 一、总体要求, （二）主要任务.
_NO_GAP = "、，。．：；）】〕」』〉》"
_HAN_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list: where it starts, how it writes its number, and what stands around it (`%1.%2`).

    `restart` is the 1-based level whose number begins this one anew, 0 none, None any above it.
    """

    start: int = 1
    written: str = "decimal"
    pattern: str = ""
    gap: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """An abstract list: its levels, and the numbers that its paragraphs have reached."""

    levels: dict[int, ListLevel]
    reached: dict[int, int] = field(default_factory=dict)
    # Levels that have counted, or must begin anew, since the one above counted.
    begun: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Instance:
    """A list as paragraphs name it: the abstract list that it counts in, and the levels that it states itself."""

    counted_in: _List
    levels: dict[int, ListLevel]
    starts: dict[int, int]


class Numbering:
    """Counts a document's numbered paragraphs, which must be asked for in the order of the document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._instances: dict[int, _Instance] = {}
        if root is not None:
            self._read(root)

    def label(self, own: Numbered, style: Style) -> tuple[str, bool] | None:
        """The number of the next paragraph, with the gap behind it, and whether it is a mere bullet.

        None where the paragraph has no number.
        """
        list_id = style.numbered.list_id if own.list_id is None else own.list_id
        if not list_id or (instance := self._instances.get(list_id)) is None:
            return None
        depth = own.level
        if depth is None:
            depth = style.numbered.level
        if depth is None:
            depth = next((each for each, level in instance.levels.items() if level.style == style.identity), 0)
        level = instance.levels.get(depth)
        if level is None or (level.written == "none" and not level.pattern):
            return None
        self._count(instance, depth)
        if level.written == "bullet":
            return "", True
        text = _PLACE.sub(lambda match: self._number(instance, int(match[1]) - 1, level.legal), level.pattern)
        if not text.strip():
            return None
        return text + ("" if level.gap == "nothing" or text[-1] in _NO_GAP or text[-1].isspace() else " "), False

    def _count(self, instance: _Instance, depth: int) -> None:
        counted = instance.counted_in
        first = instance.starts.pop(depth, None)
        if first is not None:
            counted.reached[depth] = first
        elif depth in counted.begun:
            counted.reached[depth] += 1
        else:
            counted.reached[depth] = instance.levels[depth].start
        counted.begun.add(depth)
        for deeper, level in instance.levels.items():
            if deeper > depth and level.restart != 0 and (level.restart is None or depth < level.restart):
                counted.begun.discard(deeper)

    def _number(self, instance: _Instance, depth: int, legal: bool) -> str:
        level = instance.levels.get(depth, ListLevel())
        reached = instance.counted_in.reached
        number = reached.get(depth, level.start)
        return str(number) if legal else written(number, level.written)

    def _read(self, root: etree._Element) -> None:
        lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for each in root.iterchildren("{*}abstractNum"):
            identity = value(each, "abstractNumId")
            lists[identity] = _List(_levels(each))
            if link := value(each.find("{*}numStyleLink")):
                links[identity] = link
            if name := value(each.find("{*}styleLink")):
                styled[name] = identity
        for identity, link in links.items():
            if link in styled:
                lists[identity] = lists[styled[link]]
        for each in root.iterchildren("{*}num"):
            counted = lists.get(value(each.find("{*}abstractNumId")))
            list_id = whole(value(each, "numId"))
            if counted is None or list_id is None:
                continue
            levels, starts = dict(counted.levels), {}
            for override in each.iterchildren("{*}lvlOverride"):
                depth = _whole(value(override, "ilvl"), 0)
                levels |= _levels(override)
                start = override.find("{*}startOverride")
                if start is not None:
                    starts[depth] = _whole(value(start), 1)
            self._instances[list_id] = _Instance(counted, levels, starts)


def _levels(parent: etree._Element) -> dict[int, ListLevel]:
    found = {}
    for each in parent.iterchildren("{*}lvl"):
        depth = _whole(value(each, "ilvl"), 0)
        if depth >= _LEVELS:
            continue
        formats = [value(number) for number in each.iter("{*}numFmt")]
        # A number of one's own design ("001, 002") comes with a plain one for readers that don't know it.
        plain = next((name for name in formats if name != "custom"), "decimal")
        restart = each.find("{*}lvlRestart")
        found[depth] = ListLevel(
            start=_whole(value(each.find("{*}start")), 1 if each.find("{*}start") is None else 0),
            written=plain,
            pattern=value(each.find("{*}lvlText")),
            gap=value(each.find("{*}suff")) or "tab",
            restart=None if restart is None else _whole(value(restart), 0),
            legal=is_on(each.find("{*}isLgl")),
            style=value(each.find("{*}pStyle")),
        )
    return found


def _whole(stated: str, default: int) -> int:
    found = whole(stated)
    return default if found is None else found


def written(number: int, how: str) -> str:
    """A number as one of Word's formats writes it; in digits where the format is not known or can't write it."""
    if how == "none":
        return ""
    writer = _WRITERS.get(how)
    return (writer(number) if writer is not None else "") or str(number)


def _han(number: int) -> str:
    """二十三, 一百零五; up to 9,999."""
    if not 0 < number < 10_000:
        return ""
    text = ""
    for unit, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += _HAN_DIGITS[digit] + place
        elif text and number % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _han_digits(number: int) -> str:
    return "".join(_HAN_DIGITS[int(digit)] for digit in str(number))


def _han_counting(number: int) -> str:
    """As Word counts in 一、二、…: 一百 and more digit by digit, 一○五."""
    return _han(number) if number < 100 else _han_digits(number).replace("〇", "○")


def _legal(number: int) -> str:
    swapped = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
    text = _han(number)
    return ("一" + text if text.startswith("十") else text).translate(swapped)


def _roman(number: int) -> str:
    if not 0 < number < 4_000:
        return ""
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text


def _letter(number: int) -> str:
    """A … Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else ""


def _from(first: str, last: int) -> Callable[[int], str]:
    """Ready-made characters that stand in Unicode one behind the other."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else ""


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _turn(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "ordinal": _ordinal,
    "chineseCounting": _han_counting,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han_counting,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "ideographDigital": _han_digits,
    "japaneseDigitalTenThousand": _han_digits,
    "taiwaneseDigital": _han_digits,
    "chineseLegalSimplified": _legal,
    "ideographTraditional": _turn(_STEMS),
    "ideographZodiac": _turn(_BRANCHES),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
}
