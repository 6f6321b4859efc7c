"""How figures are put in an answer: as the report writes them, with the hedges that belong to them."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.ledgers import Found
from assistant.answering.restating import english_figure, english_measure, english_unit, english_way
from assistant.messages import Language, listed, message
from index.ledger.entry import Entry, Kind, Span
from index.patterns import regex
from index.report import Report
from index.structure.periods import MONTH_NAMES
from index.text.quantities import find_quantities
from index.text.regions import english_region
from index.text.scales import scales
from index.text.script import has_han

# What belongs to a figure on its left and right; it is shown as the report writes it.
_BEFORE = regex(
    r"(?:(?:没有?|没能|未能?|尚未|并未)(?:达到|突破|超过|完成|实现)|不到|不足|不及|低于|少于|小于|接近|将近"
    r"|控制在|不(?:少于|低于|超过|高于|小于)|超过|突破|约为?|近|至少|超|逾)$"
)
_WAY = regex(r"(?:同比)?(?:实际|名义)?(?:增长|下降|提高|降低|上升|上涨|减少|增加|回落|下跌)(?:了)?(?:约|近|超过|超)?$")
_BEHIND = regex(
    r"(?:以上|以下|以内|左右|上下|之内|有余)?(?:[、，]力争(?:达到|实现|突破)?[\d.]+(?:%|％|[万亿]*[^\s，。、；]{0,3}?)(?:左右|以上)?)?"
)

# A unit that no table knows, as it stands behind its figure: 7.4 t/ha, 1.8 litres per tonne.
_UNIT_BEHIND = regex(r"\s?[A-Za-zµ°]{1,5}[²³]?/[A-Za-z]{1,5}[²³]?(?![A-Za-z/])|\s[a-z]{2,12} per [a-z]{2,12}\b")


def written(found: Found, way: bool = False) -> str:
    """The figure letter for letter, with 以上, 不少于 and the like around it; with `way` also 增长 or 下降."""
    text = found.report.text
    start, end = found.entry.figure
    cell = "\t" in text[found.entry.start : found.entry.end]
    if not cell:
        match = _BEHIND.match(text, end)
        if match is not None and not text[start:end].endswith(("以上", "以内", "左右", "以下")):
            end = match.end()
        if not found.entry.unit and (unit := _UNIT_BEHIND.match(text, end)) is not None:
            end = unit.end()
        before = _BEFORE.search(text, max(found.entry.sentence[0], start - 6), start)
        if before is not None and found.entry.hedge:
            start = before.start()
        if found.entry.kind is Kind.RANK:
            start, end = _placed(text, start, end, found.entry.start)
        elif found.entry.kind is Kind.DURATION:
            start, end = _lasting(text, start, end, found.entry.start)
        if way and found.entry.kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE):
            moved = _WAY.search(text, max(0, found.entry.start, start - 12), start)
            if moved is not None:
                start = moved.start()
    figure = text[start:end].strip()
    if not cell:
        return figure
    if found.report.metadata.language == "en":
        return " ".join(filter(None, (figure, _english_unit_of_cell(found.entry, figure))))
    return f"{figure}{_unit_of_cell(found.report, found.entry, figure)}"


_IN_PLACE = regex(
    r"(?:(?:同比)?(?:增长|下降|增速)[\d.]+[%％][、，,])?(?:增速|增幅)?(?:[位稳跃仍]?[居列]|排名?|升至)?(?:全国|全省|全市|全区|全球|世界)?的?$"
)
_ON_AND_ON = regex("连续$")
_STANDS = regex("[位稳蝉]?[居联排列保][^，。；、\\s]{0,8}")


def _placed(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """A rank with what it is among and of: 增长25.2%、居全国第1位 is the growth's."""
    before = _IN_PLACE.search(text, max(first - 12, start - 24, 0), start)
    return (before.start() if before else start), end + (text[end : end + 1] in ("位", "名"))


def _lasting(text: str, start: int, end: int, first: int) -> tuple[int, int]:
    """Years in a row with what lasts: 连续15年居全国首位."""
    before = _ON_AND_ON.search(text, max(first, start - 2), start)
    stands = _STANDS.match(text, end)
    return (before.start(), stands.end() if stands else end) if before else (start, end)


_SCALES = {scale.factor: scale.name for scale in scales("zh", "header")} | {Decimal(1): ""}


def _unit_of_cell(report: Report, entry: Entry, figure: str) -> str:
    """The unit of a cell that holds a bare number, as its table states it: 亿元."""
    number = _NUMBER.fullmatch(figure)
    if number is None or not entry.unit:
        return ""
    value = Decimal(number["number"].replace(",", "").replace("，", ""))
    if not value:
        return entry.unit
    factor = abs(entry.low) / value
    scale = _SCALES.get(factor)
    return _unit_stated(report, entry, factor) or ("" if scale is None else f"{scale}{entry.unit}")


_NAME_OF_UNIT = r"(?:(?!币种|审计)[^（()）\d\s，,；;、。:：]){1,8}"
_IN_BRACKETS = regex(
    rf"[（(]\s*(?:单位\s*[：:]\s*)?(?P<unit>{_NAME_OF_UNIT})\s*[)）]|(?<!编制)单位\s*[：:]\s*(?:人民币)?(?P<said>{_NAME_OF_UNIT})"
)
_BEFORE_TABLE = 200


def _unit_stated(report: Report, entry: Entry, factor: Decimal) -> str:
    """The unit as a table's header, label or the line above it writes it, of those the one that the value is in."""
    block = next((one for one in report.blocks if one.start <= entry.figure[0] < one.end), None)
    start = entry.start if block is None else block.start
    for match in reversed(list(_IN_BRACKETS.finditer(report.text, max(0, start - _BEFORE_TABLE), entry.end))):
        unit = match["unit"] or match["said"]
        stated = find_quantities(f"1{unit}")
        if len(stated) == 1 and (stated[0].unit, stated[0].low) == (entry.unit, factor):
            return unit
    return ""


def unit_of_cell(found: Found) -> str:
    """The unit of a cell as its table says it, behind a bare number; "" where it says none."""
    figure = "".join(sign for sign in found.entry.text if sign.isdigit() or sign in ".,")
    if found.report.metadata.language == "en":
        return _english_unit_of_cell(found.entry, figure.strip(".,"))
    return _unit_of_cell(found.report, found.entry, figure.strip(".,"))


def _english_unit_of_cell(entry: Entry, figure: str) -> str:
    """As `_unit_of_cell` for an English report: million, or million US dollars where no sign of the money is there."""
    number = _NUMBER.fullmatch(figure)
    if number is None or not entry.unit:
        return ""
    value = Decimal(number["number"].replace(",", ""))
    scale = _ENGLISH_SCALES.get(abs(entry.low) / value) if value else ""
    unit = "" if re.search("[$￥¥€£]", figure) else english_unit(entry.unit)
    return "" if scale is None or unit is None else " ".join(filter(None, (scale, unit)))


# Of billion, billions and bn the first of the table.
_ENGLISH_SCALES = {scale.factor: scale.name for scale in reversed(scales("en", "header"))} | {Decimal(1): ""}

_NUMBER = regex(r"[(（−–-]?\s*[$￥¥€£]?\s*[(（]?\s*(?P<number>\d[\d,，]*(?:\.\d+)?)\s*[)）]?")


def quoted(*found: Found) -> tuple[str, ...]:
    """What of the figures stands letter for letter in their quotes."""
    return tuple(dict.fromkeys(one.report.text[slice(*one.entry.figure)].strip() for one in found))


def figure_in(found: Found, language: Language, way: bool = False) -> str:
    """The figure in a language: as it is written, and restated in English where the report is Chinese."""
    original = written(found, way)
    if language == "zh" or not has_han(found.report.text[slice(*found.entry.sentence)]):
        return original
    restated = english_figure(found.entry, original)
    return original if restated is None else f"{english_way(found)}{restated}"


def owner_in(found: Found, language: Language) -> str:
    """Whose figure it is, in a language."""
    owner = found.ledger.owner
    return english_region(owner) if language == "en" else owner


def said_in_chinese(found: Found) -> bool:
    """Whether its report is in Chinese: then an English line holds the original beside it."""
    return has_han(found.report.text[slice(*found.entry.sentence)])


def with_original(text: str, original: str, found: Found, language: Language) -> str:
    """An English line about a Chinese report with its original beside it; any other as it is."""
    if language == "zh" or not said_in_chinese(found):
        return text
    return message(language, "figure.original", text=text, original=original)


def what_it_is(found: Found, language: Language, with_owner: bool = True) -> str:
    """Of when and what a figure is, in words: 2024年目标, 地区生产总值."""
    return what_they_are((found,), language, with_owner)


def what_they_are(found: Sequence[Found], language: Language, with_owner: bool = True) -> str:
    """The same of several figures of one owner, time and stage: each measure once, in order."""
    entry = found[0].entry
    owner = owner_in(found[0], language) if with_owner else ""
    measures = listed(language, dict.fromkeys(_measure(one.entry, language, with_owner) for one in found))
    key = "figure.planned" if entry.planned else "figure.told"
    return message(language, key, owner=owner, period=period_in_words(entry.period, language), measure=measures)


def _measure(entry: Entry, language: Language, with_owner: bool) -> str:
    measure = entry.measure or entry.canonical  # in the report's words: 高新技术企业 are no 国家高新技术企业
    if language == "en":
        measure = english_measure(entry) or measure
        return f"{measure} {_MEANS[entry.base]}" if entry.base in _MEANS else measure
    measure = f"{entry.base}{measure}" if entry.base in _MEANS else measure
    if entry.kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE) and not with_owner:
        return f"{measure}{'下降' if entry.low < 0 else '增长'}"
    return measure


_MEANS = {"年均": "a year on average", "环比": "on the period before"}


def period_in_words(period: Span | None, language: Language) -> str:
    """2024年, 2024年3月; "" where none is known."""
    if period is None:
        return ""
    if period.is_year:
        return f"{period.first}年" if language == "zh" else period.first
    if period.first == period.last:
        return period.first
    return f"{period.first}–{period.last}"


def cell_period(period: Span | None, language: Language) -> str:
    """A cell's time as a reader would say it: June 25, 2022; April to June 2022; 2022年4月至6月."""
    if period is None or period.is_year:
        return period_in_words(period, language)
    parts = [[int(number) for number in part.split("-")] for part in (period.first, period.last)]
    if period.first == period.last and len(parts[0]) == 3:
        year, month, day = parts[0]
        return f"{year}年{month}月{day}日" if language == "zh" else f"{MONTH_NAMES[month - 1]} {day}, {year}"
    if any(len(part) != 2 for part in parts):
        return period_in_words(period, language)
    (year, month), (last_year, last) = parts
    if language == "zh":
        return f"{year}年{month}月" + (f"至{last}月" if year == last_year else f"至{last_year}年{last}月") * (
            parts[0] != parts[1]
        )
    first = f"{MONTH_NAMES[month - 1]} {year}" if year != last_year else MONTH_NAMES[month - 1]
    return (
        f"{first} to {MONTH_NAMES[last - 1]} {last_year}"
        if parts[0] != parts[1]
        else f"{MONTH_NAMES[month - 1]} {year}"
    )
