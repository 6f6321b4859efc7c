"""Numbers in text: value, scale, unit, hedge, direction, in Chinese and English; and whether two are one.

Values are in base units (元, 平方米, 千克, %), so that 1.2万亿元 and 12000亿元 are one value; growth told in 倍 or
翻番 is in per cent. Years are no quantities (index.text.years reads them); days, months and places in an order are,
since a statement must have them right, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from index.patterns import regex
from index.text.numerals import (
    ARABIC,
    ENGLISH,
    HAN,
    POWER,
    VULGAR,
    arabic_value,
    decimals,
    english_value,
    han_value,
    plain,
    power_of_ten,
    vulgar_value,
)
from index.text.quantity import Quantity, quantity_at
from index.text.quantity_directions import with_directions
from index.text.quantity_words import Hedge
from index.text.scales import ENGLISH_SCALES, scale_value
from index.text.scanning_slips import told_per_thousand
from index.text.shares_and_multiples import shares_and_multiples
from index.text.units import CURRENCY_SIGNS, ORDINAL_BASES, UNIT_TABLE, UNITS, base_of

LONGEST_NUMBER = 20  # digits; a longer one is a code, and no Decimal of 28 digits holds its remainder


# 110万人年度任务 is of so many people, 2300万省外劳动力 of no province, 1200亿台阶 of no machines.
_NO_UNIT = {
    "台": "(?!阶)",
    "大": "(?!关)",
    "人年": "(?!度|均|底|初|内)",
    "人": "(?!民(?!族|营|办|间))",
    **dict.fromkeys("省市县区", "(?![外内级直属])"),
}
_UNIT = "|".join(
    re.escape(name) + _NO_UNIT.get(name, "")
    for name in sorted(UNITS, key=len, reverse=True)
    if not name.isascii() or name.startswith("%")
)
_ENGLISH_UNIT = "|".join(
    re.escape(name) for name in sorted(UNITS, key=len, reverse=True) if name.isascii() and not name.startswith("%")
)
_ENGLISH_SCALE = "|".join(ENGLISH_SCALES)
# A scale ends where a unit begins whose own name begins like one: 90亿千瓦时 is no 90亿千 of 瓦.
_SCALE_LETTERS = "十百千万亿"
_LIKE_A_SCALE = "|".join(name for name, _, _, kind in UNIT_TABLE if name[0] in _SCALE_LETTERS and kind == "measure")
_SCALE = f"(?:(?!{_LIKE_A_SCALE})[{_SCALE_LETTERS}]){{1,3}}"
_PER = rf"(?:[/每](?:[百千万亿]{{0,2}}(?:{_UNIT})))?"
# 98 million pounds are money, 3 million pounds of coal a weight.
_POUNDS = regex(r"\s?pounds\b(?!\s(?:of|per)\b)", re.IGNORECASE)
# The mark of a note between a figure and its unit: 45¹亿元, 186[2]万人.
_NOTE = r"(?:[⁰¹²³⁴-⁹]{1,2}|[\[［〔]\^?\d{1,2}[\]］〕]|[①-⑳])"
# As old reports set their digits apart: 1 3 9 9 亿美元.
_SPACED = rf"(?<!\d )\d(?: \d){{1,8}}(?: ?\. ?\d(?: \d)*)?(?=\s?(?:{_SCALE}|{_UNIT}|[%％]))"
_AMOUNT = regex(
    r"(?P<currency>US\$|HK\$|\$|¥|€|£|\b(?:RMB|CNY|USD)\s?)?\s?"
    rf"(?:(?P<ordinal>第)\s?)?(?P<sign>(?<![\d%A-Za-z)])[-–−]\s?|零下|(?<![担自减欠])负(?=\d))?(?P<open>(?<!第)[(（]\s?(?={ARABIC}\s?[)）]))?"
    rf"(?:(?P<vulgar>{VULGAR})|(?P<arabic>(?<![A-Za-z\d.])(?<![A-Za-z][-.])(?:{_SPACED}|{ARABIC}))(?P<power>{POWER})?"
    rf"|(?P<han>{HAN})|(?P<english>{ENGLISH}))(?(open)\s?[)）])"
    rf"(?:{_NOTE}(?=\s?(?:{_SCALE}|{_UNIT})))?"
    r"(?P<more>多|余|来(?=[万亿个名家人])|\+(?!\d))?"
    rf"\s?(?P<scale>{_SCALE}|(?:{_ENGLISH_SCALE})(?:\s(?:{_ENGLISH_SCALE}))?\b)?"
    r"(?P<more_behind>多|余|来(?=[个名家人]))?(?P<scale_behind>(?<=[多余])[万亿])?"
    rf"\s?(?P<unit>(?:{_UNIT}){_PER}|(?:U\.?S\.?\s)?(?:{_ENGLISH_UNIT})\b)?(?P<more_last>多(?![种样元])|余)?",
    re.IGNORECASE,
)

_RANGE = regex(r"\s?(?:[-—–~至到]|——|\bto\b)\s?", re.IGNORECASE)
# Two amounts of "rose from 11 to 12 million" are where a thing was and where it came to, no range.
_ORIGIN = regex(r"(?:\bfrom|[从由自])\s?$", re.IGNORECASE)
_YEAR_BEHIND = regex(r"\s?(?:[-—–~至到、和/]|年|/\d\d年)")
_LETTER = regex(r"[A-Za-z]")
# 度 is a kilowatt-hour, unless what is told is a temperature.
_TEMPERATURE = regex(r"(?:[气水室体低高升降]温|温度)[^，。；]{0,8}$")
_PARTED = regex(r"([^/每]*)[/每]?(.*)")
_WORD_BEFORE = regex(r"[\u4e00-\u9fff]")
_BEFORE_MINUS = frozenset("长降为率是额润入出值到至达幅差约速余")
_SEVERAL = regex("(?:几|(?<![人户个件家次总])数)$")
_NUMBER_PART = regex(r"^[\d.,]+(?:[十百千万亿多余](?!瓦|米|克))*")
_NO_COUNT = frozenset(
    "个批次些种些类件条项位名家户所人场面块片段笔套张层级代轮路线字大方面环组队班成对双门部站点年月日周天分度号里口"
)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order and disjoint. Years are none, nor numbers inside a name (5G, PM2.5)."""
    flat = plain(text)
    found: list[Quantity] = []
    taken = 0
    special = sorted(shares_and_multiples(text, flat), key=lambda quantity: quantity.start)
    for quantity in sorted([*special, *_amounts(text, flat)], key=lambda one: (one.start, -one.end)):
        if quantity.start >= taken:
            found.append(quantity)
            taken = quantity.end
    return tuple(with_directions(flat, _ranges(text, flat, _whole(text, flat, found))))


def _whole(text: str, flat: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those that one number is written by as one: 1万6千多户, 1亿3千多万."""
    whole: list[Quantity] = []
    for quantity in found:
        before = whole[-1] if whole else None
        if before is not None and before.end == quantity.start and _goes_on(before, quantity, flat):
            written = _NUMBER_PART.sub("", flat[quantity.start : quantity.end])
            low = before.low * base_of(written)[1] + quantity.low
            joined = text[before.start : quantity.end]
            whole[-1] = replace(quantity, start=before.start, text=joined, low=low, high=low)
        else:
            whole.append(quantity)
    return whole


def _goes_on(before: Quantity, quantity: Quantity, flat: str) -> bool:
    """Whether a number without a unit is the upper part of the one at its end: 1万 of 1万6千多户."""
    if before.unit or before.low != before.high or flat[before.end - 1] not in "万亿" or not before.text[0].isdigit():
        return False
    upper = Decimal(scale_value(flat[before.end - 1]))
    return flat[quantity.start].isdigit() and before.low >= upper and re.match("\\d[千百]", quantity.text) is not None


def _amounts(text: str, flat: str) -> Iterator[Quantity]:
    position = 0
    while (match := _AMOUNT.search(flat, position)) is not None:
        quantity = _amount(text, flat, match)
        # A numeral that is none ("一带一路") may hide one behind it.
        position = match.end() if quantity is not None else max(match.start() + 1, _number_end(match))
        if quantity is not None:
            yield quantity


def _number_end(match: re.Match[str]) -> int:
    if match["vulgar"]:
        return match.end("vulgar")
    return match.end("arabic") if match["arabic"] else match.end("english") if match["english"] else match.end("han")


def _amount(text: str, flat: str, match: re.Match[str]) -> Quantity | None:
    written = (match["arabic"] or "").replace(" ", "")
    unit, scale = match["unit"] or "", match["scale"] or ""
    if match["ordinal"] and (written or match["han"]):
        value = arabic_value(written) if written else han_value(match["han"])
        end = _number_end(match)
        return None if value is None else quantity_at(text, flat, match.start("ordinal"), end, value, "第", Decimal(1))
    if match["open"] and not _is_negative(written, unit):
        start, end = match.span("arabic")
        value = arabic_value(written)
        return None if len(written) > LONGEST_NUMBER else quantity_at(text, flat, start, end, value, "", _step(written))
    if match["vulgar"]:
        value, step = vulgar_value(match["vulgar"]), Decimal("0.01")
        if not (unit or scale) and value < 1:
            return quantity_at(text, flat, match.start("vulgar"), match.end("vulgar"), 100 * value, "%", Decimal(1))
    elif written:
        if _is_year(flat, match) or (not unit and not scale and _LETTER.match(flat, match.end("arabic"))):
            return None
        if len(written) > LONGEST_NUMBER:
            return None
        value, step = arabic_value(written), _step(written)
        if match["power"]:
            exponent = power_of_ten(match)
            value, step = value.scaleb(exponent), step.scaleb(exponent)
    elif match["english"] is not None:
        if not (unit or scale) and match["english"].lower() in ("one", "zero"):
            return None
        value, step = english_value(match["english"]), Decimal(1)
    else:
        han = match["han"]
        read = han_value(han)
        if read is None or not unit or _is_a_word(han, unit) or _is_some(flat, match):
            return None
        trailing = len(han) - len(han.rstrip("十百千万亿"))
        value, step = read, Decimal(scale_value(han[len(han) - trailing :]) if len(han) > 1 else 1)
        if "点" in han:
            step = Decimal(1).scaleb(-len(han.partition("点")[2]))
    factor = _scale(scale) * _scale(match["scale_behind"] or "")
    base, unit_factor, end = _unit_of(match, unit)
    negative = match["open"] is not None or _is_minus(flat, match)
    start = _start(match, negative)
    quantity = quantity_at(text, flat, start, end, value * factor * unit_factor, base, step * factor * unit_factor)
    if negative:
        quantity = replace(quantity, low=-quantity.low, high=-quantity.high)
    if match["han"] and (few := _FROM_TO.fullmatch(match["han"])) is not None:
        quantity = _few(quantity, few)
    more = match["more"] or match["more_behind"] or match["more_last"]
    return replace(quantity, hedge=Hedge.AT_LEAST) if more and quantity.hedge is Hedge.EXACT else quantity


# 两三个, 三四十家, 三五百人: two digits side by side say from which to which.
_FROM_TO = regex("(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百千万亿]*)")


def _few(quantity: Quantity, few: re.Match[str]) -> Quantity:
    """The quantity from the first digit to the second; as it is where they don't follow one another (or are 三五)."""
    low, high = han_value(few["low"]), han_value(few["high"])
    if low is None or high is None or not (high - low == 1 or (low == 3 and high == 5)):
        return quantity
    each = quantity.high / high if few["scale"] else quantity.high / (10 * low + high)
    return replace(quantity, low=low * each, high=high * each)


def _step(written: str) -> Decimal:
    return Decimal(1).scaleb(-decimals(written))


def _is_minus(flat: str, match: re.Match[str]) -> bool:
    """Whether a dash before a number is its sign: behind a word only the minus itself, or a dash behind these."""
    if not match["sign"]:
        return False
    at = match.start("sign")
    return flat[at] in "−零负" or not _WORD_BEFORE.match(flat, at - 1) or flat[at - 1] in _BEFORE_MINUS


def _is_negative(written: str, unit: str) -> bool:
    """Whether a number in parentheses is a loss, as accounts write it: (1,234.56)万元; （1）个 numbers an item."""
    return (len(written) > 2 or "." in written) and unit in UNITS and UNITS[unit][0] not in ORDINAL_BASES | {"年"}


def _start(match: re.Match[str], negative: bool) -> int:
    groups = ("currency", "vulgar", "arabic", "han", "english", *(("sign", "open") if negative else ()))
    return min(match.start(group) for group in groups if match[group])


def _scale(written: str) -> Decimal:
    if not written:
        return Decimal(1)
    if written[0].isascii():
        value = Decimal(1)
        for word in written.lower().split():
            value *= ENGLISH_SCALES[word]
        return value
    return Decimal(scale_value(written))


def _unit_of(match: re.Match[str], unit: str) -> tuple[str, Decimal, int]:
    """Base unit, factor and where the quantity ends."""
    currency = (match["currency"] or "").strip().lower()
    if currency:
        end = match.end("unit") if unit and base_of(unit)[0] == CURRENCY_SIGNS[currency] else _end_without_unit(match)
        return CURRENCY_SIGNS[currency], Decimal(1), end
    if not unit and match["scale"] and (pounds := _POUNDS.match(match.string, match.end())) is not None:
        return "英镑", Decimal(1), pounds.end()
    # mg/l is a unit of its own by the table
    head, per = (unit, "") if unit.lower() in UNITS else _PARTED.fullmatch(unit).groups()  # type: ignore[union-attr]
    name = re.sub(r"^u\.?s\.?\s", "", head.lower())
    if name == "%o" and told_per_thousand(match.string, match.start()):
        name = "‰"
    base, factor = base_of("度数" if name == "度" and _TEMPERATURE.search(match.string, 0, match.start()) else name)
    end = match.start() + len(match[0].rstrip())
    if not per:
        return base, factor, end
    scale = per[: len(per) - len(per.lstrip("百千万亿"))] if per not in UNITS else ""
    below, below_factor = base_of(per[len(scale) :])
    return f"{base}/{below}", factor / (below_factor * scale_value(scale)), end


def _end_without_unit(match: re.Match[str]) -> int:
    groups = ("vulgar", "arabic", "power", "english", "han", "scale", "more", "more_behind", "scale_behind")
    return max(match.end(group) for group in groups if match[group])


def _is_year(flat: str, match: re.Match[str]) -> bool:
    written = match["arabic"]
    if not (len(written) == 4 and written.isdigit() and 1800 <= int(written) < 2100) or match["currency"]:
        return False
    if written.startswith("18") and match["unit"] != "年":
        return False
    if match["scale"] or (match["unit"] and match["unit"] not in ("年", "周年") and not match["unit"].isascii()):
        return False
    return not match["unit"] or match["unit"] == "年" or _YEAR_BEHIND.match(flat, match.end("arabic")) is not None


def _is_some(flat: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral is of a count that is not told (数十家, 几百人); 人数十二人 tells it."""
    return not match["han"].strip("十百千万亿") and _SEVERAL.search(flat, 0, match.start("han")) is not None


def _is_a_word(han: str, unit: str) -> bool:
    """Whether a Chinese numeral before a classifier counts nothing: 一个, 千家万户, 二〇二五年."""
    if (han == "一" and unit in _NO_COUNT) or (unit == "年" and len(han) == 4 and not set(han) & set("十百千万亿")):
        return True
    return all(character in "百千万亿" for character in han)


def _ranges(text: str, flat: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Two amounts joined by a dash are one range; the first takes the scale and unit that it leaves out."""
    merged: list[Quantity] = []
    for quantity in found:
        first = merged[-1] if merged else None
        if (
            first is not None
            and first.low == first.high
            and _RANGE.fullmatch(flat, first.end, quantity.start)
            and quantity.unit not in ORDINAL_BASES
            and first.unit in ("", quantity.unit)
            and not (first.text.endswith("点") and not quantity.text.endswith("点"))  # 升0.9个点至62.1%
        ):
            written = decimals(re.split(r"[^\d.]", plain(quantity.text))[0])
            scale = Decimal(1) if first.unit else quantity.step / Decimal(1).scaleb(-written)
            low = first.low * scale
            if _ORIGIN.search(flat, max(first.start - 6, 0), first.start):
                step, rounded = first.step * scale, first.round_step * scale
                merged[-1] = replace(first, low=low, high=low, unit=quantity.unit, step=step, round_step=rounded)
            elif low < quantity.low:
                span = text[first.start : quantity.end]
                merged[-1] = replace(quantity, start=first.start, text=span, low=low, hedge=quantity.hedge)
                continue
        merged.append(quantity)
    return merged
