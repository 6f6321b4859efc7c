"""A table's cells as entries of the ledger: the row says what is measured, its column when, cell and caption the unit.

No clause needs to be read. What the table does not say is left open; a figure whose measure, or both whose unit and
period, it does not say makes no entry.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from index.facts.fact import Stage
from index.ledger.amounts import Amount, amounts_in, marks_off, merged, without_units
from index.ledger.columns import AIM, CHANGE, Column, read_column
from index.ledger.entry import Entry, Kind, Span
from index.ledger.introduction import caption_unit, introduction, leading_group, outside_names, period_of, title_of
from index.ledger.layout import Layout, Row
from index.ledger.measures import canonical_name
from index.ledger.panels import panels
from index.ledger.statement_lines import statement_label
from index.ledger.table_units import Units
from index.ledger.times import Times
from index.patterns import regex
from index.report import Block, BlockKind, Cell, Part, Report

# Labels that say nothing without their group's name or the table's.
_GENERAL = regex(
    r"(?:sub)?total(?:s)?|other(?:s)?(?:, net)?|basic|diluted|net|all other|其他|其它|合计|小计|总计|amount|balance.*"
    r"|(?:beginning|ending) balances?|target|actual|baseline|thereafter|(?:19|20)\d\d\b.*",
    re.IGNORECASE,
)
_DURATION = frozenset({"年", "月数", "天", "小时", "分钟", "秒", "周"})
_WORDS_OF_COUNTS = regex(r"(?i:number of|人数|户数|家数|数量|headcount|employees|injuries|fatalities)")
_ENDED = regex(r"\b(?:(?:three|six|nine|twelve) months|(?:fiscal )?years?|quarters?) ended$", re.IGNORECASE)
_OF_ABOVE = regex(
    r"(?:as a )?(?:percent(?:age)?|%) of (?:\S+\s*){1,4}|占.{1,12}(?:比例|比重)|.*同比.*"
    r"|[(（]?[+±]?/?-?[)）]?\s*(?:yoy|y/y|年?增长率|增速|增幅)",
    re.IGNORECASE,
)
_OWN_TIME = regex(r"\b(?:as (?:of|at)|at|ended|ending|for|in|during|balances?)\b|[\u4e00-\u9fff]", re.IGNORECASE)
# Names of amounts that are split below them by segment, region or product.
_AMOUNT = regex(r"(?i)\b(?:income|loss|profit|expenses?|costs?|margin|cash|taxes|tax|earnings|assets)\b")
_AMOUNT_GROUP = regex(
    r"(?:total |net )?(?:revenues?|sales|operating income|cost of (?:sales|revenues?))(?: by .*)?|.*(?:收入|成本|利润)",
    re.IGNORECASE,
)
# Titles of pages of figures, which name no thing of their own, and names of measures that need none.
_OF_ALL = regex(r".*(?:数据|指标|预测|情况|概览|一览|摘要|[报统]?表)(?:及.*|与.*)?")
_WHOLE_NAME = regex(r".+(?:利润|收入|成本|费用|资产|负债|现金|率|比|息|税|润)")
_PERCENT = regex(r"(?<=[\u4e00-\u9fff])\s*[%％]$")
_TAG = regex(r"\[[A-Za-z_]+\]")  # a template's mark that is left in the text
# Lines that may stand between two parts of a table: a row that a PDF leaves outside, the name of a group.
_LINES_BETWEEN = 4
_BALANCE = regex(r"(?i)\bbalance sheets?\b|\bfinancial (?:position|condition)\b|资产负债表")
_ENDED_IN = regex(r"(?i)\bend(?:ed|ing)\b")
_LONGEST_HEAD = 120
_LATER = regex(r"thereafter|and later|以后|及以上", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadCell:
    """An entry with the names that say what it is: its row's label and group, the names over its column from the top,
    what they add besides time and unit, and the title of its table."""

    entry: Entry
    label: str
    group: str
    names: tuple[str, ...]
    adds: str
    title: str


def table_entries(report: Report, number: int, times: Times) -> Iterator[Entry]:
    """The entries of the table that is block `number` of a report, in reading order."""
    return (read.entry for read in read_cells(report, number, times))


def read_cells(report: Report, number: int, times: Times) -> Iterator[ReadCell]:
    """The same with their names."""
    block = report.blocks[number]
    lines = introduction(report, number)
    for part in panels(report, block, times):
        yield from _Table(report, part, times, lines, _continued(report, number)).cells()


def _continued(report: Report, number: int) -> Block | None:
    """The table that this one may go on with: between them stand a few short lines, none a sentence."""
    for before in range(number - 1, max(number - 2 - _LINES_BETWEEN, -1), -1):
        block = report.blocks[before]
        if block.kind is BlockKind.TABLE:
            return block
        text = report.text[block.start : block.end].strip()
        if text.endswith((".", "。", ":", "：")) and not text.istitle() and len(text.split()) > 4:
            return None
    return None


class _Table:
    """One table as it is read."""

    def __init__(
        self, report: Report, block: Block, times: Times, lines: Sequence[str], before: Block | None = None
    ) -> None:
        self._report, self._block, self._times = report, block, times
        group = leading_group(lines)
        self._layout = Layout(report, block, times, group=group)
        caption = caption_unit(lines)
        columns = self._layout.columns
        outside = outside_names(lines, len(columns), times, self._layout.width - 1)
        if not outside and before is not None and len(columns) > 1 and not self._layout.is_named:
            earlier = Layout(report, before, times)
            outside = earlier.names_alone(len(columns)) or earlier.last_names()
            outside = outside if len(outside) == len(columns) else ()
            if outside:
                caption = merged(caption, caption_unit(introduction(report, report.blocks.index(before))))
        if outside:
            self._layout = Layout(report, block, times, outside, group)
        self._title = title_of(lines, times)
        self._units = Units(block, self._layout, caption, self._title)
        self._period = period_of(lines, times)
        self._as_of = _day_in(lines, self._title, times)
        self._head = next((line for line in lines[-2:] if self._layout.is_time(line) and not times.all(line)), "")
        ended = _ENDED.search(lines[-1]) if lines else None
        self._ended = ended[0] if ended else ""
        self._above, self._timed_rows = "", False
        self._columns: dict[tuple[str, ...], Column] = {}

    def cells(self) -> Iterator[ReadCell]:
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
        self, row: Row, cell: Cell, column: Column, amounts: Sequence[Amount], repeated: bool, rate: bool
    ) -> Iterator[ReadCell]:
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
            period = column.several[place] if len(amounts) > 1 else self._when(row, cell, column)
            unit, factor = self._units.of(row, cell, column, amount, measure)
            # A last column of bare numbers without a name: a table of contents.
            if not unit and factor is None and (period is None or not row.names.get(cell.column)):
                continue
            entry = self._entry(row, cell, column, amount, measure, period, unit, factor or Decimal(1), rate)
            yield ReadCell(entry, row.label, row.group, row.names.get(cell.column, ()), column.adds, self._title)

    def _entry(
        self,
        row: Row,
        cell: Cell,
        column: Column,
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
        aimed = column.aimed or AIM.search(row.label) is not None
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

    def _column(self, names: tuple[str, ...]) -> Column:
        if names not in self._columns:
            self._columns[names] = read_column(names, self._times, self._ended)
        return self._columns[names]

    def _measure(self, row: Row, column: Column, repeated: bool) -> str:
        """What is measured: the row's label with its group, and what the column adds besides time and unit."""
        label = _PERCENT.sub("", statement_label(marks_off(without_units(row.label)).rstrip(":： ")))
        group = _TAG.sub("", marks_off(without_units(row.group))).rstrip(":： ")
        timed = bool(label) and self._layout.is_time(label)
        if timed or not label:
            label = ""
        words = 4 if _AMOUNT_GROUP.fullmatch(group) and not _AMOUNT.search(label) else 2
        short = len(label.split()) < words if label.isascii() else len(label) < 4
        short = short and group.lower() not in label.lower()  # "Total revenue" says it already
        short = short and not (_OF_ALL.fullmatch(group) and _WHOLE_NAME.fullmatch(label))
        of_above = bool(self._above) and _OF_ABOVE.fullmatch(label) is not None
        if (
            group
            and not of_above
            and (not label or repeated or short or _GENERAL.fullmatch(label))
            and len(group) <= 160
        ):
            label = f"{group}: {label}" if label and label.isascii() else f"{group}{label}" if label else group
        if of_above:
            above = marks_off(without_units(self._above)).rstrip(":： ")
            label = f"{above}: {label}" if above.isascii() and label.isascii() else f"{above}{label}"
        adds = column.adds
        if (not adds or (column.shares and re.fullmatch(r"占比|比例|比重", adds))) and (
            column.changes or column.shares
        ):
            adds = f"{self._only_measure()}{adds}"
        if not label or _GENERAL.fullmatch(label):
            adds = adds or self._title
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

    def _when(self, row: Row, cell: Cell, column: Column) -> Span | None:
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
            if self._as_of and column.period.is_year and not column.changes:
                day = f"{column.period.first}{self._as_of}"
                return Span(day, day)
            return column.period
        if column.shares and not self._times.find(row.label)[0] and (beside := self._beside(row, cell)) is not None:
            return beside
        if column.changes:
            return self._changed(row, cell) or self._period
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

    def _changed(self, row: Row, cell: Cell) -> Span | None:
        """The last period of the columns at the left that a change is told of; of all where none stands there."""
        found: list[Span] = []
        for place in reversed([place for place in self._layout.columns if place < cell.column]):
            one = self._column(row.names.get(place, ()))
            if one.changes and found:
                break
            if not one.changes and one.period is not None:
                found.append(one.period)
        found = found or [one.period for one in self._columns.values() if one.period is not None and not one.changes]
        return max(found, key=lambda span: span.last, default=None)

    def _beside(self, row: Row, cell: Cell) -> Span | None:
        """The period of the column at the left of a share's: what it is the share of."""
        left = [place for place in self._layout.columns if place < cell.column and row.names.get(place)]
        read = [self._column(row.names[place]) for place in left]
        before = [one.period for one in read if one.period is not None and not one.changes]
        return before[-1] if before else None

    def _kind(self, row: Row, column: Column, unit: str, rate: bool) -> Kind | None:
        if unit == "百分点":
            return Kind.POINTS
        if unit == "%":
            if column.changes:
                return Kind.POINTS if rate else Kind.CHANGE
            grows = CHANGE.search(row.label) is not None and not column.shares
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


def _day_in(lines: Sequence[str], title: str, times: Times) -> str:
    """The day of the year that the columns of a balance sheet are of, where its head says it once for all its years:
    "-12-31" of DECEMBER 31, 2021 AND 2020; "" where it says none."""
    if not any(_BALANCE.search(line) for line in (*lines[-4:], title)):
        return ""
    days = {
        span.first[4:]
        for line in lines[-4:]
        if not _ENDED_IN.search(line) and len(line) < _LONGEST_HEAD
        for span in times.all(without_units(line))
        if span.first == span.last and len(span.first) == 10
    }
    return days.pop() if len(days) == 1 else ""


def _compact(measure: str) -> str:
    return measure.lower() if measure.isascii() else re.sub(r"\s+", "", measure)
