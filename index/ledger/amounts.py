"""What a table's cell holds: its figures without footnote marks, with the unit that stands in the cell.

And what a header, a label or a caption says of units: "(In millions, except per share amounts)", 单位：万元, （元/股）.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from index.facts.cells import is_unit
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.scales import scales
from index.text.units import COUNTS, CURRENCY_SIGNS, UNITS

_SIGNS = r"US\$|HK\$|R\$|C\$|A\$|\$|€|£|¥|￥|RMB|USD|₹|Rs\.?"
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_NOTE = r"(?:\s*(?:[(\[（]\s*[a-z\d]{1,2}\s*[)\]）]|\*{1,3}|[†‡¹²³⁴⁵⁶]))*"
_AMOUNT = regex(
    rf"(?P<hedge>[≥≤<>＜＞~～≈约])?\s*(?P<open>[(（])?\s*(?P<sign>[-−–－△▲+]\s*(?=[\d.$€£¥]))?(?P<currency>{_SIGNS})?\s*"
    rf"(?P<open2>[(（])?\s*(?P<sign2>[-−–－](?=[\d.]))?(?P<number>{_NUMBER})"
    rf"(?:\s*[%％]?\s*(?P<to>[–—~～至]|to|(?<=\.\d)-(?=\d+\.)|(?<=\.\d\d)-(?=\d+\.))\s*(?:{_SIGNS})?\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<unit1>[%％])?\s*(?P<close>[)）])?\s*"
    r"(?P<unit>[%％‰]|(?:(?!左右|以上|以下|以内)[A-Za-z\u4e00-\u9fffμ°℃])+(?:[/／][A-Za-z\u4e00-\u9fff\d]+)?(?:\s(?:points?|million|billion))?)?"
    r"(?P<bound>左右|以上|以下|以内)?",
)
_BOUNDS = {"左右": "about", "以上": "over", "以下": "under", "以内": "under"}
_HEDGES = {**dict.fromkeys("≥>＞", "over"), **dict.fromkeys("≤<＜", "under"), **dict.fromkeys("~～≈约", "about")}
_SCALES = {scale.name: int(scale.power) for scale in scales("en", "header")}
_NAMES = sorted((name for name in _SCALES if name.isalpha()), key=len, reverse=True)
# In a sentence mm are millimetres: beside a currency alone mn, bn and mm are scales.
_SPELLED = "|".join(name for name in _NAMES if len(name) > 2)
_CURRENCY_WORDS = {"dollars": "美元", "dollar": "美元", "euros": "欧元", "pounds": "英镑", "yuan": "元"}
_SCALED = regex(
    rf"(?:(?P<currency>{_SIGNS})\s*)?(?<![\d.])(?<![\d,]\s)\b(?P<scale>{'|'.join(_NAMES)})\b"
    r"|(?P<sign>US\$|\$|€|£|RMB|¥|HK\$)?\s?['’](?P<thousand>000)\b|\b(?P<words>dollars|euros|pounds|yuan)\b",
    re.IGNORECASE,
)
_EXCEPT = regex(r"\b(?:except|other than|unless)\b.*", re.IGNORECASE | re.DOTALL)
_SHARES_IN = regex(rf"shares?\b[^.;]{{0,40}}?\bin\s+(?P<scale>{_SPELLED})", re.IGNORECASE)
_BRACKETS = regex(r"[（(\[]\s*(?P<inside>[^（()）\[\]]*)\s*[)）\]]")
# 编制单位：某公司 says whose a statement is; 币种 and 审计类型 may follow the unit, and a PDF may lose the gap.
_UNIT_LINE = regex(
    r"(?<!编制)(?<!报送)(?<!填报)单位\s*(?:均?为|[:：])\s*(?:人民币)?\s*"
    r"(?P<unit>[^\s，,；;）)、]+?)(?=[/／]?币种|审计类型|[\s，,；;）)、]|$)"
    r"|人民币(?P<rmb>[千万百亿]{1,2}元)"
)
_ONLY_SCALE = regex(
    rf"\W*(?:amounts?\s+|dollars\s+|shares\s+|figures\s+|{_SIGNS}|expressed\s+|stated\s+)*(?:in\s+)?(?:{_SIGNS})?\s*"
    rf"(?:{_SPELLED})\b.{{0,90}}|\W*unaudited\W*|\W*(?:{_SIGNS})?\s?['’]000\W*",
    re.IGNORECASE | re.DOTALL,
)
# (in years), (expressed in days): what is told so is no money, whatever the table is in.
_IN_UNIT = regex(
    r"(?:expressed |stated |shown )?in (?P<unit>years|months|weeks|days|hours|%|percent|tons|tonnes)", re.IGNORECASE
)
# mg/L, μg/L, MWh, tCO2e; a single letter is a footnote's mark.
_LATIN_UNIT = regex(r"[μµ]?[A-Za-z℃°]{1,5}\d?/[A-Za-z]{1,5}[\d³²]?|tCO2e?|MMTCO2e|[kMGT]Wh?|km2?|hm2|℃")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure at `[start, end)` of its cell's text. `unit` is as written there, `currency` its sign; "" for none."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str
    unit: str
    hedge: str


@dataclass(frozen=True, slots=True)
class UnitHint:
    """What a header or caption says of units: `unit` and `currency` as written, the powers of ten of plain figures
    and of numbers of shares; None or "" where it says nothing."""

    unit: str = ""
    currency: str = ""
    scale: int | None = None
    share_scale: int | None = None

    def __bool__(self) -> bool:
        return bool(self.unit or self.currency or self.scale is not None or self.share_scale is not None)


def amounts_in(text: str) -> list[Amount]:
    """The figures of a cell that holds nothing else; empty where it holds words, a date, or none."""
    found: list[Amount] = []
    at = 0
    while at < len(text):
        match = _AMOUNT.match(text, at)
        if match is None:
            return []
        amount = _amount(match)
        if amount is None:
            return []
        found.append(amount)
        note = re.compile(_NOTE).match(text, match.end())
        at = note.end() if note else match.end()
        if at < len(text) and not text[at].isspace() and not text[at - 1].isspace():
            return []
        while at < len(text) and text[at].isspace():
            at += 1
    return found


def _amount(match: re.Match[str]) -> Amount | None:
    unit = match["unit1"] or match["unit"] or ""
    if unit and factor_of(unit) is None and unit.lower() not in ("ppt", "pt", "pts", "bps", "x"):
        return None
    opened = match["open"] or match["open2"]
    if bool(opened) != bool(match["close"]):
        return None
    low = Decimal(re.sub("[,，]", "", match["number"]))
    high = Decimal(re.sub("[,，]", "", match["high"])) if match["high"] else low
    negative = bool(opened) or (match["sign"] or "").strip() not in ("", "+") or bool(match["sign2"])
    if negative:
        low, high = -high, -low
    if low > high:
        return None
    end = match.end()
    while end > match.start() and match.string[end - 1].isspace():
        end -= 1
    start = match.start()
    return Amount(
        start,
        end,
        low,
        high,
        match["currency"] or "",
        unit,
        _HEDGES.get(match["hedge"] or "", "") or _BOUNDS.get(match["bound"] or "", ""),
    )


@cache
def factor_of(unit: str) -> tuple[str, Decimal] | None:
    """(base unit, factor) of a unit as written, with its scale; None for what is none."""
    unit = unit.strip().replace("％", "%").replace("／", "/")
    if not unit or unit[0].isdigit():
        return None
    if unit.lower() in ("ppt", "pt", "pts"):
        return "百分点", Decimal(1)
    if unit.lower() == "bps":
        return "百分点", Decimal("0.01")
    if unit == "x":
        return "倍", Decimal(1)
    for text in (f"1{unit}", f"1 {unit}"):
        for quantity in find_quantities(text):
            if quantity.start == 0 and quantity.end == len(text) and (quantity.unit or quantity.low != 1):
                return quantity.unit, quantity.low
    return UNITS.get(unit.lower())


def currency_of(sign: str) -> str:
    """The base unit of a currency's sign or word; "" for one that is not known."""
    sign = sign.strip().lower().replace("￥", "¥").rstrip(".")
    return CURRENCY_SIGNS.get(sign) or _CURRENCY_WORDS.get(sign) or {"₹": "卢比", "rs": "卢比"}.get(sign, "")


def hint_of(text: str) -> UnitHint:
    """What a header, a label or a caption says of units, in brackets or as all of it."""
    if not text:
        return UnitHint()
    for line in _UNIT_LINE.finditer(text):
        unit = (line["unit"] or line["rmb"]).removeprefix("人民币")
        if factor_of(unit) is not None:
            return UnitHint(unit=unit)
    stripped = text.strip()
    parts = [match["inside"] for match in _BRACKETS.finditer(text)]
    if is_unit(stripped) or stripped in ("%", "％") or _ONLY_SCALE.fullmatch(stripped):
        parts.append(stripped)
    hint = UnitHint()
    for part in parts:
        hint = merged(hint, _hint(part))
    return hint


def _hint(part: str) -> UnitHint:
    if _LATIN_UNIT.fullmatch(part.strip()):
        return UnitHint(unit=part.strip())
    if factor_of(part) is not None and not _SCALED.fullmatch(part.strip()):
        return UnitHint(unit=part.strip())
    if (told := _IN_UNIT.fullmatch(part.strip())) is not None and factor_of(told["unit"]) is not None:
        return UnitHint(unit=told["unit"])
    share_scale = None
    if (shares := _SHARES_IN.search(part)) is not None:
        share_scale = _SCALES[shares["scale"].lower()]
    plain = _EXCEPT.sub("", part)
    if shares is not None and shares.start() < len(plain):
        plain = plain.replace(shares[0], "")
    scale, currency = None, ""
    for match in _SCALED.finditer(plain):
        if match["scale"] or match["thousand"]:
            scale = _SCALES[(match["scale"] or match["thousand"]).lower()]
        currency = currency or match["currency"] or match["sign"] or match["words"] or ""
    if scale is None and not currency:
        sign = re.fullmatch(rf"\s*(?:in\s+)?({_SIGNS})\s*", part)
        currency = sign[1] if sign else ""
    if scale is not None and not currency and (leading := re.match(rf"\s*(?:in\s+)?({_SIGNS})", part)):
        currency = leading[1]
    return UnitHint("", currency, scale, share_scale)


def merged(first: UnitHint, second: UnitHint) -> UnitHint:
    """Both hints as one; what the first says counts before what the second says."""
    return UnitHint(
        first.unit or second.unit,
        first.currency or second.currency,
        first.scale if first.scale is not None else second.scale,
        first.share_scale if first.share_scale is not None else second.share_scale,
    )


def is_unit_line(text: str) -> bool:
    """Whether a text says a unit and nothing else: (In millions), 单位：元, (Unaudited)."""
    stripped = text.strip()
    inside = stripped.strip("()（）[] ")
    if not inside:
        return False
    if inside == stripped and is_unit(inside) and inside in UNITS and UNITS[inside][0] in COUNTS:
        return False  # 项目, 人 over a column name what is counted
    return is_unit(inside) or bool(_UNIT_LINE.match(inside)) or bool(_ONLY_SCALE.fullmatch(inside))


def without_units(text: str) -> str:
    """A header or a label without the brackets that say a unit."""

    def left(match: re.Match[str]) -> str:
        inside = match["inside"]
        return " " if factor_of(inside) is not None or _hint(inside) or is_unit_line(inside) else match[0]

    return re.sub(r"\s+", " ", _BRACKETS.sub(left, text)).strip()


def marks_off(label: str) -> str:
    """A label without its footnote marks: "iPhone® (1)", "Long-term debt (a)", "合计 *"."""
    label = re.sub(r"^\s*\(\d{1,2}\)\s+(?=[A-Za-z])", "", label)
    return re.sub(
        r"(?:\s*(?<!\$)(?:\((?:\d{1,2}|[a-zA-Z])\)|\[\d{1,2}\]|\*+|[†‡¹²³⁴⁵⁶®™]))+\s*(?=[:：]?$)", "", label
    ).strip()


def signs_in(text: str) -> Iterator[str]:
    """The currency signs that stand in a cell."""
    yield from re.findall(_SIGNS, text)
