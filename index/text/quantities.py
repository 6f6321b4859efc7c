"""Numbers in text: value, scale, unit, hedge, direction, in Chinese and English; and whether two are one.

Values are in base units (元, 平方米, 千克, %), so that 1.2万亿元 and 12000亿元 are one value; growth told in 倍 or
翻番 is in per cent. Years are no quantities (index.text.years reads them); days, months and places in an order are,
since a statement must have them right, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
from index.text.quantity_words import DIRECTION_BEHIND, DIRECTION_WORDS, HEDGES_BEFORE, HEDGES_BEHIND, Direction, Hedge
from index.text.scales import ENGLISH_SCALES, scale_value
from index.text.units import CURRENCY_SIGNS, ORDINAL_BASES, UNIT_TABLE, UNITS, base_of

LONGEST_NUMBER = 20  # digits; a longer one is a code, and no Decimal of 28 digits holds its remainder


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)` of the text it was found in.

    `low` and `high` are its value in `unit`, the dimension's base unit (元, 平方米, 人, %, …; "" where it counts things
    without a unit), below zero where it has a minus or is a loss in parentheses; they differ for a range ("3%至5%").
    `step` is the value of its last written digit, in `unit`: what rounding may have hidden; `round_step` that of its
    last digit that is no zero. `direction` is None where nothing goes up or down; `reached`: the number is where it
    went to ("提高到5%"), not how far.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    step: Decimal
    round_step: Decimal
    hedge: Hedge = Hedge.EXACT
    direction: Direction | None = None
    reached: bool = False


# 110万人年度任务 is of so many people, 2300万省外劳动力 of no province.
_NO_UNIT = {
    "人年": "(?!度|均|底|初|内)",
    "人": "(?!民(?!族|营|办|间))",
    **dict.fromkeys("省市县区", "(?![外内级直属])"),
}
_UNIT = "|".join(
    re.escape(name) + _NO_UNIT.get(name, "")
    for name in sorted(UNITS, key=len, reverse=True)
    if not name.isascii() or name == "%"
)
_ENGLISH_UNIT = "|".join(
    re.escape(name) for name in sorted(UNITS, key=len, reverse=True) if name.isascii() and name != "%"
)
_ENGLISH_SCALE = "|".join(ENGLISH_SCALES)
# A scale ends where a unit begins whose own name begins like one: 90亿千瓦时 is no 90亿千 of 瓦.
_SCALE_LETTERS = "十百千万亿"
_LIKE_A_SCALE = "|".join(name for name, _, _, kind in UNIT_TABLE if name[0] in _SCALE_LETTERS and kind == "measure")
_SCALE = f"(?:(?!{_LIKE_A_SCALE})[{_SCALE_LETTERS}]){{1,3}}"
_PER = rf"(?:[/每](?:[百千万亿]{{0,2}}(?:{_UNIT})))?"
# The mark of a note between a figure and its unit: 45¹亿元, 186[2]万人.
# 98 million pounds are money, 3 million pounds of coal a weight.
_POUNDS = re.compile(r"\s?pounds\b(?!\s(?:of|per)\b)", re.IGNORECASE)
_NOTE = r"(?:[⁰¹²³⁴-⁹]{1,2}|[\[［〔]\^?\d{1,2}[\]］〕]|[①-⑳])"
_AMOUNT = re.compile(
    r"(?P<currency>US\$|HK\$|\$|¥|€|£|\b(?:RMB|CNY|USD)\s?)?\s?"
    rf"(?:(?P<ordinal>第)\s?)?(?P<sign>(?<![\d%A-Za-z)])[-–−]\s?|零下|(?<![担自减欠])负(?=\d))?(?P<open>(?<!第)[(（]\s?(?={ARABIC}\s?[)）]))?"
    rf"(?:(?P<vulgar>{VULGAR})|(?P<arabic>(?<![A-Za-z\d.])(?<![A-Za-z][-.]){ARABIC})(?P<power>{POWER})?"
    rf"|(?P<han>{HAN})|(?P<english>{ENGLISH}))(?(open)\s?[)）])"
    rf"(?:{_NOTE}(?=\s?(?:{_SCALE}|{_UNIT})))?"
    r"(?P<more>多|余|来(?=[万亿个名家人])|\+(?!\d))?"
    rf"\s?(?P<scale>{_SCALE}|(?:{_ENGLISH_SCALE})(?:\s(?:{_ENGLISH_SCALE}))?\b)?"
    r"(?P<more_behind>多|余|来(?=[个名家人]))?(?P<scale_behind>(?<=[多余])[万亿])?"
    rf"\s?(?P<unit>(?:{_UNIT}){_PER}|(?:U\.?S\.?\s)?(?:{_ENGLISH_UNIT})\b)?(?P<more_last>多(?![种样元])|余)?",
    re.IGNORECASE,
)
_SHARES = re.compile(
    rf"(?P<whole>百|千|万|{HAN})分之(?P<part>{HAN}|{ARABIC})(?:[至到—](?P<to>{HAN})(?=[，。；、）)的左以之\s]|$))?"
    r"|(?<![\d/.])(?P<above>[1-9])/(?P<below>[2-9])(?![\d/月日号期线])(?=[\u4e00-\u9fff，。；、]|$)"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<ones>[一二两三四五六七八九半])?(?![为立效果就员长份功熟本品都交型才套])"
    r"|(?P<half>一半|半数|\bhalf\b(?! of the year)|\bhalves\b)"
    r"|(?P<words>\b(?:(?:one|a)[- ]third|two[- ]thirds|(?:one|a)[- ]quarter|three[- ]quarters)\b)",
    re.IGNORECASE,
)
_MULTIPLES = re.compile(
    r"翻了?(?P<times>[一二两三四])?番|\b(?P<english>doubl|tripl|quadrupl|halv)(?:ed|ing|es|e)\b", re.IGNORECASE
)
_WORD_SHARES = {"third": Decimal(100) / 3, "thirds": Decimal(200) / 3, "quarter": Decimal(25), "quarters": Decimal(75)}
_TIMES = {"doubl": 100, "tripl": 200, "quadrupl": 300, "halv": 50}

_REACHED = re.compile(r"\s?(?:了)?(?:到|至|为|达到?|\bto\b)|.{0,24}?\bfrom\b.{0,24}?\bto\b", re.IGNORECASE)
_BREAK = re.compile(r"[，；;。！？!?：:（）()\n\t]|(?<!\d),|,(?!\d)|\.(?=\s|$)")
_LISTED = re.compile(r"(?:[、和及与,\s]|以上|左右|以内|and)+", re.IGNORECASE)
_ARRIVES = re.compile(r"\s?(?:to|至|到)\s?", re.IGNORECASE)  # "rose 5.2 percent to $1.3 billion"
_RANGE = re.compile(r"\s?(?:[-—–~至到]|——|\bto\b)\s?", re.IGNORECASE)
# Two amounts of "rose from 11 to 12 million" are where a thing was and where it came to, no range.
_ORIGIN = re.compile(r"(?:\bfrom|[从由自])\s?$", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"\s?(?:[-—–~至到、和/]|年|/\d\d年)")
_LETTER = re.compile(r"[A-Za-z]")
# 度 is a kilowatt-hour, unless what is told is a temperature.
_TEMPERATURE = re.compile(r"(?:[气水室体低高升降]温|温度)[^，。；]{0,8}$")
_PARTED = re.compile(r"([^/每]*)[/每]?(.*)")
_WORD_BEFORE = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_MINUS = frozenset("长降为率是额润入出值到至达幅差约速余")
_SEVERAL = re.compile("(?:几|(?<![人户个件家次总])数)$")
_NUMBER_PART = re.compile(r"^[\d.,]+(?:[十百千万亿多余](?!瓦|米|克))*")
_NO_COUNT = frozenset(
    "个批次些种些类件条项位名家户所人场面块片段笔套张层级代轮路线字大方面环组队班成对双门部站点年月日周天分度号里口"
)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order and disjoint. Years are none, nor numbers inside a name (5G, PM2.5)."""
    flat = plain(text)
    found: list[Quantity] = []
    taken = 0
    special = sorted(_special(text, flat), key=lambda quantity: quantity.start)
    for quantity in sorted([*special, *_amounts(text, flat)], key=lambda one: (one.start, -one.end)):
        if quantity.start >= taken:
            found.append(quantity)
            taken = quantity.end
    return tuple(_directed(flat, _ranges(text, flat, _whole(text, flat, found))))


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


def _special(text: str, flat: str) -> Iterator[Quantity]:
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
            share = _quantity(text, flat, match.start(), match.end(), value, "%", step)
            high = (han_value(match["to"]) or value) if match["to"] and match["whole"] == "百" else value
            yield replace(share, high=high) if high > value else share
    for match in _MULTIPLES.finditer(flat):
        if match["english"]:
            value = Decimal(_TIMES[match["english"].lower()])
        else:
            value = Decimal(100) * (2 ** int(han_value(match["times"] or "一") or 1) - 1)
        way = Direction.DOWN if (match["english"] or "").lower() == "halv" else Direction.UP
        yield replace(
            _quantity(text, flat, match.start(), match.end(), value, "%", Decimal(1)), direction=way, reached=False
        )


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
    written, unit, scale = match["arabic"], match["unit"] or "", match["scale"] or ""
    if match["ordinal"] and (written or match["han"]):
        value = arabic_value(written) if written else han_value(match["han"])
        end = _number_end(match)
        return None if value is None else _quantity(text, flat, match.start("ordinal"), end, value, "第", Decimal(1))
    if match["open"] and not _is_negative(written, unit):
        start, end = match.span("arabic")
        value = arabic_value(written)
        return None if len(written) > LONGEST_NUMBER else _quantity(text, flat, start, end, value, "", _step(written))
    if match["vulgar"]:
        value, step = vulgar_value(match["vulgar"]), Decimal("0.01")
        if not (unit or scale) and value < 1:
            return _quantity(text, flat, match.start("vulgar"), match.end("vulgar"), 100 * value, "%", Decimal(1))
    elif written is not None:
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
    quantity = _quantity(text, flat, start, end, value * factor * unit_factor, base, step * factor * unit_factor)
    if negative:
        quantity = replace(quantity, low=-quantity.low, high=-quantity.high)
    more = match["more"] or match["more_behind"] or match["more_last"]
    return replace(quantity, hedge=Hedge.AT_LEAST) if more and quantity.hedge is Hedge.EXACT else quantity


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
    head, per = _PARTED.fullmatch(unit).groups()  # type: ignore[union-attr]
    name = re.sub(r"^u\.?s\.?\s", "", head.lower())
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


def _quantity(
    text: str, flat: str, start: int, end: int, value: Decimal, unit: str, step: Decimal, hedge: Hedge | None = None
) -> Quantity:
    rounded, zeros = step, value
    while zeros and zeros == zeros.to_integral_value() and (zeros / rounded) % 10 == 0 and rounded < abs(value):
        rounded *= 10
    return Quantity(
        start,
        end,
        text[start:end],
        value,
        value,
        unit,
        step,
        rounded,
        _hedge(flat, start, end) if hedge is None else hedge,
    )


def _hedge(flat: str, start: int, end: int) -> Hedge:
    before = flat[max(start - 16, 0) : start]
    for hedge, pattern in HEDGES_BEHIND:
        if pattern.match(flat, end):
            return hedge
    for hedge, pattern in HEDGES_BEFORE:
        if pattern.search(before):
            return hedge
    return Hedge.EXACT


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


def _directed(flat: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
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
