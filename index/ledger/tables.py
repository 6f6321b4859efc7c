"""A table's cells as entries of the ledger: the row says what is measured, its column when, cell and caption the unit.

No clause needs to be read. What the table does not say is left open; a figure whose measure, or both whose unit and
period, it does not say makes no entry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.facts.fact import Stage
from index.ledger.amounts import (
    Amount,
    UnitHint,
    amounts_in,
    currency_of,
    factor_of,
    hint_of,
    marks_off,
    merged,
    signs_in,
    without_units,
)
from index.ledger.entry import Entry, Kind, Span
from index.ledger.layout import Layout, Row
from index.ledger.measures import canonical_name
from index.ledger.times import Times
from index.report import Block, BlockKind, Cell, Part, Report
from index.structure.tables import is_figure

_CHANGE = re.compile(
    r"同比|环比|增减|增长|增速|变动|变化|比上年|比上期|升降|涨跌|\b(?:change|increase|decrease|variance|growth|y-?o-?y|vs\.?)\b"
    r"|\bfavorable\b|\(decrease\)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"占比|比例|比重|构成|\b(?:percent(?:age)? of|% of|share of|mix|margin)\b", re.IGNORECASE)
_AIM = re.compile(
    r"目标|计划|预算|预期|预计|力争|\b(?:targets?|goals?|budget(?:ed)?|forecast|outlook|guidance|planned)\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"(?:完成|实际|实绩|数值|数额|金额|绝对[额量数值]|总量|合计|指标值|发生额|余额|数|累计|情况|值)+|\W+|项目"
    r"|(?:(?:actuals?|results?|amounts?|values?|audited|unaudited|as restated|baseline|base|final|interim|as reported|number|total)\s*)+",
    re.IGNORECASE,
)
_TO = re.compile(r"[与和比较]|\b(?:vs\.?|versus|over|from|to|compared)\b", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:sub)?total(?:s)?|other(?:s)?(?:, net)?|basic|diluted|net|all other|其他|其它|合计|小计|总计|amount|balance.*|beginning balances?"
    r"|ending balances?|target|actual|baseline|thereafter|(?:19|20)\d\d\b.*",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(
    r"\bper\s+(?:common\s+|ordinary\s+|diluted\s+|basic\s+|class\s+\w\s+)*(?:share|unit|RSU|ADS)\b|\bEPS\b|每股|earnings per"
    r"|grant[- ]date fair|(?:average|exercise|share|stock) price",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:weighted|number of|common|ordinary|basic|diluted|total|average|treasury)\b.*\bshares\b|^shares\b|\bshares (?:outstanding|issued|"
    r"purchased|repurchased|used|granted|vested|available)\b|股份总数|股本数|股数|普通股加权平均数|^(?:RSUs|options)\b|\bdilutive (?:effect|impact)\b"
    r"|\beffect of dilutive\b|common stock equivalents",
    re.IGNORECASE,
)
_MONEY_OF_SHARES = re.compile(
    r"\b(?:payments?|proceeds|cost|value|price|purchases?|repurchases?|issuance|par|authorized|paid-in|dividends?|income|expense|"
    r"equity|taxes|tax)\b",
    re.IGNORECASE,
)
_DURATION = frozenset({"年", "月数", "天", "小时", "分钟", "秒", "周"})
_WORDS_OF_COUNTS = re.compile(r"(?i:number of|人数|户数|家数|数量|headcount|employees|injuries|fatalities)")
_LONGEST_INTRODUCTION = 600
# "The components of X were as follows", "The following table outlines X"; what is said of X behind a comma is left out.
_INTRODUCED = (
    re.compile(
        r"(?:the\s+)?(?:(?:components|details|changes|activity|summary|carrying amount)\s+(?:of|in)\s+)*(?:the\s+)?(?P<what>.{4,120}?)"
        r"(?:,.*?)?\s+(?:was|were|is|are)\s+(?:as\s+follows|summarized|presented|shown)",
        re.IGNORECASE,
    ),
    re.compile(
        r"the\s+following\s+(?:tables?\s+)?(?:is|are|outlines?|shows?|sets?\s+forth|presents?|summarizes|reconciles|provides|details|"
        r"reflects|discloses)\s+(?:(?:a\s+)?(?:summary|the\s+(?:components|changes|details))\s+(?:of|in)\s+)?(?:the\s+)?(?P<what>[^,:]{4,120})",
        re.IGNORECASE,
    ),
    re.compile(r"the\s+following\s+(?P<what>(?!tables?\b)[^,:]{4,80})", re.IGNORECASE),
)
_DANGLING = re.compile(
    r"(?:[\s,]+(?:and|or|during|of|in|for|at|as|the|(?:fiscal\s+)?years?|three- and nine-month periods?):?)+\s*:?$",
    re.IGNORECASE,
)
_OF_ABOVE = re.compile(r"(?:as a )?(?:percent(?:age)?|%) of .*|占.{1,12}(?:比例|比重)|.*同比.*", re.IGNORECASE)
_OWN_TIME = re.compile(r"\b(?:as (?:of|at)|at|ended|ending|for|in|during|balances?)\b|[\u4e00-\u9fff]", re.IGNORECASE)
# Names of amounts that are split below them by segment, region or product.
_AMOUNT_GROUP = re.compile(
    r"(?:total |net )?(?:revenues?|sales|operating income|cost of (?:sales|revenues?))(?: by .*)?|.*(?:收入|成本|利润)",
    re.IGNORECASE,
)
_LATER = re.compile(r"thereafter|and later|以后|及以上", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Column:
    """What the names over a column say."""

    period: Span | None
    adds: str
    units: UnitHint
    changes: bool
    shares: bool
    aimed: bool
    several: tuple[Span, ...]


def table_entries(report: Report, number: int, times: Times) -> Iterator[Entry]:
    """The entries of the table that is block `number` of a report, in reading order."""
    block = report.blocks[number]
    lines = _introduction(report, number)
    yield from _Table(report, block, times, lines).entries()


def _introduction(report: Report, number: int) -> list[str]:
    """The lines in front of a table that may name it, the nearest last; those of the table that it goes on with."""
    lines: list[str] = []
    at = number - 1
    while at >= 0 and report.blocks[at].kind is BlockKind.TABLE and not lines:
        at -= 1  # a second table without words between lies under the same lines
    while at >= 0 and len(lines) < 4 and report.blocks[at].kind is not BlockKind.TABLE:
        block = report.blocks[at]
        text = " ".join(report.text[block.start : block.end].split())
        if len(text) > _LONGEST_INTRODUCTION or (lines and text.endswith((".", "。", "；"))):
            break
        lines.insert(0, text)
        if text.endswith((".", "。")):
            break
        at -= 1
    return lines


def _leading_group(lines: Sequence[str]) -> str:
    """The name of the first rows, where a PDF leaves it outside the table: "(In millions) Revenue:"."""
    line = without_units(lines[-1]) if lines else ""
    return line if line.endswith(":") and len(line) < 50 and not any(one.search(line) for one in _INTRODUCED) else ""


class _Table:
    """One table as it is read."""

    def __init__(self, report: Report, block: Block, times: Times, lines: Sequence[str]) -> None:
        self._report = report
        self._block = block
        self._times = times
        self._lines = list(lines)
        self._layout = Layout(report, block, times, group=_leading_group(self._lines))
        outside = self._outside(len(self._layout.columns))
        if outside:
            self._layout = Layout(report, block, times, outside, _leading_group(self._lines))
        self._caption = UnitHint()
        for line in reversed(self._lines):
            if not line.endswith((".", "。")):
                self._caption = merged(self._caption, hint_of(line))
        self._period = self._caption_period()
        self._head = next((line for line in self._lines[-2:] if self._layout.is_time(line) and not times.all(line)), "")
        ended = re.search(
            r"(?i)\b(?:(?:three|six|nine|twelve) months|(?:fiscal )?years?|quarters?) ended$",
            self._lines[-1] if lines else "",
        )
        self._ended = ended[0] if ended else ""
        self._above, self._timed_rows = "", False
        self._columns: dict[tuple[str, ...], _Column] = {}
        self._signs = self._currencies()
        self._rates = self._percentages()

    def entries(self) -> Iterator[Entry]:
        """An entry for each figure whose measure is sure, and its unit or its period."""
        rows = list(self._layout.rows())
        labels = [row.label for row in rows]
        self._timed_rows = any(label and self._layout.is_time(label) for label in labels)
        above = ""
        for row in rows:
            self._above = above
            above = row.label if not _OF_ABOVE.fullmatch(row.label) else above
            columns = {cell.column: self._column(row.names.get(cell.column, ())) for cell in row.values}
            texts = {cell.column: amounts_in(self._layout.value(cell)) for cell in row.values}
            rate = all(
                amounts[0].unit in ("%", "％") for column, amounts in texts.items() if not columns[column].changes
            ) and any(not columns[column].changes for column in texts)
            for cell in row.values:
                yield from self._cell(
                    row, cell, columns[cell.column], texts[cell.column], labels.count(row.label) > 1, rate
                )

    def _cell(
        self, row: Row, cell: Cell, column: _Column, amounts: Sequence[Amount], repeated: bool, rate: bool
    ) -> Iterator[Entry]:
        text = self._layout.value(cell)
        if not row.names.get(cell.column) and len(self._layout.columns) > 1:
            return
        if re.fullmatch(r"\s*(?:19|20)\d\d\s*", text) and column.period is None:
            return
        if len(amounts) > 1 and len(amounts) != len(column.several):
            return
        measure = self._measure(row, column, repeated)
        if not measure:
            return
        for place, amount in enumerate(amounts):
            period = column.several[place] if len(amounts) > 1 else self._when(row, column)
            unit, factor = self._unit(row, cell, column, amount, measure)
            if not unit and period is None and factor is None:
                continue
            yield self._entry(row, cell, column, amount, measure, period, unit, factor or Decimal(1), rate)

    def _entry(
        self,
        row: Row,
        cell: Cell,
        column: _Column,
        amount: Amount,
        measure: str,
        period: Span | None,
        unit: str,
        factor: Decimal,
        rate: bool,
    ) -> Entry:
        low, high = amount.low * factor, amount.high * factor
        kind = self._kind(row, column, unit, rate)
        text = self._report.text
        start = cell.start + amount.start
        first = row.labels[0].start if row.labels else cell.start
        cells = [one for one in self._block.cells if one.row == row.number]
        aimed = column.aimed or _AIM.search(row.label) is not None
        subject = marks_off(without_units(row.label)) or measure
        name = canonical_name(_compact(measure)) or canonical_name(_compact(subject))
        return Entry(
            start=min(first, start),
            end=cell.end,
            sentence=(cells[0].start, cells[-1].end),
            figure=(start, cell.start + amount.end),
            text=text[start : cell.start + amount.end],
            key=f"{_compact(measure)}#",
            measure=measure,
            subject=_compact(measure),
            canonical=name,
            kind=kind,
            low=low,
            high=high,
            unit=unit,
            hedge=amount.hedge,
            base="同比" if column.changes else "",
            place="",
            period=period,
            stage=self._stage(cell, period, aimed),
            denied=False,
            qualifiers=(),
            how="cell",
            measure_span=(row.labels[0].start, row.labels[-1].end) if row.labels else None,
        )

    def _stage(self, cell: Cell, period: Span | None, aimed: bool) -> Stage:
        year = self._times.year
        if aimed or (period is not None and year is not None and int(period.first[:4]) > year):
            return Stage.PLANNED
        over = period is not None and year is not None and int(period.last[:4]) < year
        return Stage.DONE if over or self._report.section_at(cell.start).part is Part.REVIEW else Stage.TOLD

    def _column(self, names: tuple[str, ...]) -> _Column:
        if names not in self._columns:
            self._columns[names] = self._read_column(names)
        return self._columns[names]

    def _read_column(self, names: tuple[str, ...]) -> _Column:
        joined = " ".join(names)
        if self._ended and not re.search(r"(?i)\bended\b", joined):
            joined = f"{self._ended} {joined}"
        units = UnitHint()
        for name in reversed(names):
            units = merged(units, hint_of(name))
        plain = without_units(joined)
        period, rest = self._times.find(plain)
        spans = self._times.all(plain)
        changes = _CHANGE.search(rest) is not None
        if changes:
            period = spans[0] if spans else None
            rest = _TO.sub(
                " ",
                _CHANGE.sub(" ", re.sub(r"(?i)\b(?:year|quarter)[- ](?:over|on|to)[- ](?:year|quarter)\b", " ", rest)),
            )
            rest = re.sub(r"(?i)\bpercent(?:age)?(?: points?)?\b|百分点|幅度|率|[（）()%$]", " ", rest)
        if re.search(r"[%％]|(?i:\bpercent)", joined) and not units.unit:
            units = replace(units, unit="%")
        aimed = _AIM.search(rest) is not None
        adds = " ".join(marks_off(_AIM.sub(" ", rest)).split()).strip("-–—/,;: ()（）")
        if _SAYS_NOTHING.fullmatch(adds):
            adds = ""
        if period is None and not changes and len(spans) > 1 and (aimed or len(set(spans)) == 1):
            period = spans[-1]
        return _Column(period, adds, units, changes, _SHARE.search(rest) is not None, aimed, tuple(spans))

    def _measure(self, row: Row, column: _Column, repeated: bool) -> str:
        """What is measured: the row's label with its group, and what the column adds besides time and unit."""
        label = re.sub(r"^(?:其中|加|减)\s*[:：]\s*", "", marks_off(without_units(row.label)).rstrip(":： "))
        group = marks_off(without_units(row.group)).rstrip(":： ")
        timed = bool(label) and self._layout.is_time(label)
        if timed or not label:
            label = ""
        words = 4 if _AMOUNT_GROUP.fullmatch(group) else 2
        short = len(label.split()) < words if label.isascii() else len(label) < 4
        if group and (not label or repeated or short or _GENERAL.fullmatch(label)) and len(group) <= 160:
            label = f"{group}: {label}" if label and label.isascii() else f"{group}{label}" if label else group
        if self._above and _OF_ABOVE.fullmatch(label):
            label = f"{self._above}: {label}" if label.isascii() else f"{self._above}{label}"
        adds = column.adds
        if (not adds or (column.shares and re.fullmatch(r"占比|比例|比重", adds))) and (
            column.changes or column.shares
        ):
            adds = f"{self._only_measure()}{adds}"
        if not label or _GENERAL.fullmatch(label):
            adds = adds or self._title()
            if not label:
                return adds
            return f"{adds}: {label}" if adds and label.isascii() else f"{adds}{label}"
        if not adds:
            return label
        return f"{label}, {adds}" if label.isascii() else f"{label}{adds}"

    def _only_measure(self) -> str:
        """What all columns add that tell amounts, where it is one thing: then 同比增减 and 占比 are of it."""
        added = {one.adds for one in self._columns.values() if not one.changes and not one.shares}
        return added.pop() if len(added) == 1 else ""

    def _title(self) -> str:
        """What the lines in front of the table say that it is of; "" where they say only when and in what unit."""
        for line in reversed(self._lines):
            for pattern in _INTRODUCED:
                if match := pattern.search(without_units(line)):
                    return _DANGLING.sub("", self._times.find(match["what"])[1]).strip(" ,")
            told = _DANGLING.sub("", self._times.find(without_units(line))[1]).strip(" ,.;:：，。")
            if told and len(told) <= 120 and not line.endswith((".", "。")):
                return re.sub(r"^(?:表|图|Table|Exhibit)\s*[\d.\-一二三四五六七八九十]+\s*", "", told)
        return ""

    def _when(self, row: Row, column: _Column) -> Span | None:
        """The period of a cell: its column's; else what its row, the rows above it or the caption say."""
        timed = bool(row.label) and self._layout.is_time(row.label)
        own = self._times.find(row.label)[0] if timed or _OWN_TIME.search(row.label) else None
        if timed and self._head:
            own = self._times.find(f"{self._head} {row.label}")[0] or own
        if _LATER.search(f"{row.label} {column.adds}"):
            return None
        part = own is not None and column.period is not None and self._layout.is_time(row.label)
        if part and column.period is not None and column.period.is_year and not column.changes:
            told = self._times.find(f"{row.label} {column.period.first}")[0]
            return told if told is not None else own
        if column.period is not None:
            if re.search(r"年末|期末", row.label) and column.period.is_year:
                return self._times.find(f"{column.period.first}年末")[0]
            return column.period
        if column.shares and not self._times.find(row.label)[0] and (beside := self._beside(row, column)) is not None:
            return beside
        if column.changes:
            found = [one.period for one in self._columns.values() if one.period is not None and not one.changes]
            return max(found, key=lambda span: span.last, default=None) or self._period
        dates = [span for date in reversed(row.dates) for span in self._times.all(date)]
        if dates:
            return dates[0]
        own = own or self._times.find(row.period)[0]
        if own or self._timed_rows or any(one.period is not None for one in self._columns.values()):
            return own
        return self._period or self._default()

    def _default(self) -> Span | None:
        """A Chinese yearly report's own year, in a table that says no time at all: English ones tell of many."""
        meta = self._report.metadata
        yearly = self._times.period is not None and self._times.period.is_year
        return self._times.period if meta.language == "zh" and meta.kind == "annual_report" and yearly else None

    def _beside(self, row: Row, column: _Column) -> Span | None:
        """The period of the column at the left of a share's: what it is the share of."""
        read = [self._column(row.names[place]) for place in self._layout.columns if row.names.get(place)]
        before = [one.period for one in read[: read.index(column)] if one.period is not None and not one.changes]
        return before[-1] if before else None

    def _caption_period(self) -> Span | None:
        """The one period that the lines in front of the table tell; None where they tell none, or several."""
        for line in reversed(self._lines):
            spans = list(dict.fromkeys(self._times.all(without_units(line))))
            if spans:
                return spans[0] if len(spans) == 1 else None
        return None

    def _outside(self, count: int) -> tuple[str, ...]:
        """Names of columns that stand as lines in front of the table: "April 30, May 1," over "2023 2022"."""
        years: list[str] = []
        days: list[str] = []
        head = ""
        for line in self._lines[-4:]:
            plain = without_units(line)
            found = re.findall(r"\b(?:19|20)\d\d\b", plain)
            months = re.findall(r"[A-Z][a-z]{2,8}\.? \d{1,2},", plain)
            if len(found) == count and re.fullmatch(r"(?:(?:19|20)\d\d\s*)+.{0,40}", plain):
                years = found
            elif (
                len(months) == count
                and not re.sub(r"[A-Z][a-z]{2,8}\.? \d{1,2},\s*(?:(?:19|20)\d\d)?|\b[A-Z][a-z]+\b", "", plain).strip()
            ):
                days = [f"{day} {year}" for day, year in zip(months, found or [""] * count, strict=False)]
            elif match := re.search(r"(?:three|six|nine|twelve) months ended|year ended", plain, re.IGNORECASE):
                head = match[0]
        if count < 2 or not (years or (days and days[0][-4:].isdigit())):
            return ()
        if years and days:
            return tuple(f"{head} {day.strip()} {year}".strip() for day, year in zip(days, years, strict=True))
        return tuple(f"{head} {one}".strip() for one in (days or years))

    def _currencies(self) -> dict[int, str]:
        """The currency sign that cells of a column bear, or cells of "$" beside it; of most statements the first row."""
        found: dict[int, str] = {}
        for cell in self._block.cells:
            text = self._layout.value(cell)
            if cell.column == 0 or len(text) > 40 or not (signs := list(signs_in(text))):
                continue
            column = cell.column
            if text.strip() == signs[0]:
                column = next((place for place in self._layout.columns if place >= column), column)
            if column not in self._layout.columns:
                continue
            found.setdefault(column, signs[0])
        return found

    def _percentages(self) -> frozenset[int]:
        """Columns whose first and last figures have a "%" and no other does: it is meant of those between."""
        found: dict[int, list[str]] = {}
        for cell in self._block.cells:
            text = self._layout.value(cell)
            if cell.column in self._layout.columns and is_figure(text) and (amounts := amounts_in(text)):
                found.setdefault(cell.column, []).append(amounts[0].currency or amounts[0].unit)
        return frozenset(
            column
            for column, units in found.items()
            if len(units) > 2 and units[0] == units[-1] == "%" and set(units) <= {"", "%"}
        )

    def _unit(self, row: Row, cell: Cell, column: _Column, amount: Amount, measure: str) -> tuple[str, Decimal | None]:
        """(base unit, factor) of a cell's figure; ("", None) where nothing says one."""
        if not amount.unit and not amount.currency and cell.column in self._rates:
            return "%", Decimal(1)
        if amount.unit and (told := factor_of(amount.unit)) is not None:
            unit, factor = told
            if not unit and amount.currency:
                return currency_of(amount.currency), factor
            return unit, factor
        label = without_units(f"{row.group} {row.label} {' '.join(row.names.get(cell.column, ()))}")
        hint = self._hint(row, column)
        sign = amount.currency
        if hint.unit and not sign and (told := factor_of(hint.unit)) is not None:
            return told
        if hint.unit and not sign:
            return hint.unit, Decimal(1)
        sign = sign or hint.currency or self._signs.get(cell.column, "")
        if _PER_SHARE.search(label):
            return currency_of(sign), Decimal(1) if sign else None
        scale = Decimal(10) ** (hint.scale or 0)
        if (
            re.search(r"(?i)\bshares\b|股数", column.adds)
            and not amount.currency
            and not re.search(r"(?i)\bper\b|价", column.adds)
        ):
            return "股", Decimal(10) ** (hint.share_scale if hint.share_scale is not None else hint.scale or 0)
        of_shares = not self._signs and re.match("(?i)shares\\b", self._title()) is not None
        if _SHARES.search(measure) or _SHARES.search(row.group) or of_shares:
            counted = not _MONEY_OF_SHARES.search(row.label) or re.search(
                r"(?i)\bdiluti|\bnumber of\b|weighted", row.label
            )
            if not amount.currency and counted:
                power = hint.share_scale if hint.share_scale is not None else hint.scale or 0
                return "股", Decimal(10) ** power
        if column.shares and not amount.currency:
            return "", None
        return (currency_of(sign) if sign else ""), (scale if sign or hint.scale is not None else None)

    def _hint(self, row: Row, column: _Column) -> UnitHint:
        hint = merged(hint_of(row.label), column.units)
        if row.unit_cell:
            hint = (
                merged(UnitHint(unit=row.unit_cell), hint)
                if not hint_of(row.unit_cell)
                else merged(hint_of(row.unit_cell), hint)
            )
        if not hint.unit:
            hint = merged(hint, hint_of(row.group))
            for line in row.units:
                hint = merged(hint, hint_of(line))
        if column.changes and not column.units.unit:
            return hint
        return merged(hint, self._caption) if not hint.unit else hint

    def _kind(self, row: Row, column: _Column, unit: str, rate: bool) -> Kind | None:
        if unit == "百分点":
            return Kind.POINTS
        if unit == "%":
            if column.changes:
                return Kind.POINTS if rate else Kind.CHANGE
            grows = _CHANGE.search(row.label) is not None and not column.shares
            return Kind.CHANGE if grows else Kind.SHARE
        if column.changes:
            return Kind.DIFFERENCE
        if unit in _DURATION:
            return Kind.DURATION
        if unit in ("倍", "番"):
            return Kind.RATIO
        if unit in ("元", "美元", "港元", "欧元", "英镑", "元/股"):
            return Kind.LEVEL
        return Kind.COUNT if not unit or unit == "股" or _WORDS_OF_COUNTS.search(row.label) else Kind.LEVEL


def _compact(measure: str) -> str:
    return measure.lower() if measure.isascii() else re.sub(r"\s+", "", measure)
