"""The cells of companies' tables that are what a question asks for: row by row, column by column, none beside it.

A cell fits where its row's label, its group, the names over its column and the title of its table say all that is
asked, and it says nothing that is not asked but words that name nothing. A measure of a statement is known by every
name that the lexicon has for its line, in two languages. The period asked for chooses among the cells of all reports of
the company: the column of the year before in a later report answers as well.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answering.ledgers import Found, ReportLedger
from assistant.query.asked_cells import Measure, measure_of
from assistant.query.asked_words import classed
from index.ledger.entry import Entry, Kind, Span
from index.ledger.statement_lines import line_of, name_words
from index.ledger.tables import ReadCell, read_cells
from index.ledger.times import Times, times_of
from index.patterns import regex
from index.report import Report
from index.structure.tables import block_at
from index.text.script import has_han

_CHANGES = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
_RATE = regex(
    r"(?i)\b(?:rates?|percent(?:age)?|margin|yield|ratio|proportion|share "
    r"of|volatility|%)|[%％]|率|比例|比重|占比"
)
# Groups that say of their rows no more than where they stand.
_PLAIN_GROUP = frozenset(
    [
        "asset",
        "liability",
        "current",
        "non-current",
        "noncurrent",
        "long-term",
        "equity",
        "shareholder",
        "stockholder",
        "operating",
        "revenue",
        "cost",
        "expense",
        "income",
        "statement",
        "balance",
        "sheet",
        "cash",
        "flow",
        "activity",
        "net",
        "earning",
        "data",
        "operation",
        "financial",
        "position",
        "result",
        "summary",
        "selected",
        "consolidated",
        "condensed",
        "per",
        "share",
        "used",
        "from",
        "provided",
        "loss",
        "profit",
        "investing",
        "financing",
    ]
)
# 流动资产： and 一、经营活动产生的现金流量： head the rows of a statement.
_PLAIN_HAN = regex(
    r"(?:[一二三四五六七]、)?(?:非?流动(?:资产|负债)|资产|负债|(?:所有者|股东)?权益(?:[（(]或?.{2,6}权益[）)])?"
    r"|.{2}活动产生的现金流量|(?:将净利润调节为)?现金流量|每股收益)[:：]?"
)
# Totals of cash flows end their group, whatever stands over it.
# What the names over a column may say besides, of no other thing than the time.
_ADDS_LIGHT = frozenset(
    [
        "fiscal",
        "year",
        "end",
        "ended",
        "ending",
        "period",
        "month",
        "audited",
        "unaudited",
        "restated",
        "actual",
        "current",
        "prior",
        "note",
        "see",
        "",
    ]
)
_KINDS_OF_PART = frozenset({"segment", "division", "business"})  # the International segment is told as International
_KINDS_OF_GOODS = frozenset({"service", "product"})
_OF_ALL_CASH = regex(r"(?i)(?:net )?cash (?:flows? )?(?:\([^)]*\) ?)?(?:provided|used|generated|from)\b")
# A cell of these is told of a part, or of what was reckoned otherwise, unless the question says so.
_APART = regex(
    r"(?i)\b(?:segments?|pro[ -]forma|parent(?: company)? only|as previously reported|discontinued|guarantors?)\b"
)
_OF_ALL = regex(r"\s*(?:(?:grand )?total|all years|合\s*计|总\s*计)\s*", re.IGNORECASE)
PARENT = regex(r"母公司|(?i:\bparent company\b)")
WHOLE = regex(r"合并|(?i:\bconsolidated\b)")
# 母公司的净利润 is the parent company's own, 归属于母公司股东的净利润 the group's.
_ASKS_WHOSE = regex(
    r"(?:(?P<parent>母公司(?:报表|口径)?(?!股东|所有者)|(?i:parent company(?:['’]s)?(?: only)?\b))"
    r"|合并(?:报表|口径)?(?!报表)|(?i:consolidated\b))(?:的|口径下?的?|中的?|\s)*"
)
# So many lines of a statement make a table one: of 14 filings the companies' own statements have 13 to 17, those of an
# investment that a note sums up 4, of segments and the summary of results 5.
_FEWEST_LINES = 8
_SUMMARY = regex(
    r"(?i)\b(?:summary|selected|highlights|five[- ]year|key figures|financial "
    r"data)\b|主要会计数据|主要财务|财务指标|财务摘要"
)
_KEPT_TABLES = 512
_DAYS = 8  # how far the day that a year or quarter ends on may lie from the month's end


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell with its names; `lines` are how many lines of statements its table has."""

    found: Found
    read: ReadCell
    fit: tuple[int, int, bool]
    lines: int

    @property
    def primary(self) -> bool:
        """Whether its table is a statement of the company as a whole."""
        return self.lines >= _FEWEST_LINES or _SUMMARY.search(self.read.title) is not None

    @property
    def entry(self) -> Entry:
        """Its entry in the ledger."""
        return self.found.entry

    @property
    def value(self) -> tuple[object, ...]:
        """What two cells that say the same have in common."""
        return self.entry.low, self.entry.high, self.entry.unit


class CellReader:
    """Reads the tables of reports with their names, the last ones kept. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: OrderedDict[str, Times] = OrderedDict()
        self._tables: OrderedDict[tuple[str, int], dict[tuple[int, int], ReadCell]] = OrderedDict()

    def times(self, report: Report) -> Times:
        """How a report counts its years."""
        with self._lock:
            known = self._times.get(report.report_id)
        if known is None:
            known = times_of(report)
            with self._lock:
                self._times[report.report_id] = known
                while len(self._times) > _KEPT_TABLES:
                    self._times.popitem(last=False)
        return known

    def table(self, report: Report, start: int) -> dict[tuple[int, int], ReadCell]:
        """The cells of the table that begins at `start`, by their figures' spans."""
        key = (report.report_id, start)
        with self._lock:
            known = self._tables.get(key)
        if known is None:
            number = next(place for place, block in enumerate(report.blocks) if block.start == start)
            known = {read.entry.figure: read for read in read_cells(report, number, self.times(report))}
            with self._lock:
                self._tables[key] = known
                while len(self._tables) > _KEPT_TABLES:
                    self._tables.popitem(last=False)
        return known


def fitting_cells(
    measure: Measure, span: Span | None, told: Sequence[ReportLedger], reader: CellReader, changes: bool = False
) -> list[FoundCell]:
    """The cells that fit best, all of one rank; `span` None asks for the newest, `changes` for cells of changes."""
    whose = _ASKS_WHOSE.match(measure.text)
    if whose is not None and (plain := measure_of(measure.text[whose.end() :], measure.times)) is not None:
        measure = plain
    found: list[FoundCell] = []
    for ledger in told:
        found += _in_ledger(measure, span, ledger, reader, changes)
    if whose is not None:
        parent = whose["parent"] is not None
        found = [one for one in found if (of_parent(one) is True) == parent]
    return _best(_of_amounts(found, measure), span)


def _in_ledger(
    measure: Measure, span: Span | None, ledger: ReportLedger, reader: CellReader, changes: bool
) -> list[FoundCell]:
    """The cells of one report. A line of its statements is told by no other table: that may be of an investment's."""
    report = ledger.report
    times = reader.times(report)
    found: list[FoundCell] = []
    in_statements = False
    for entry in ledger.entries:
        if not _may_fit(measure, entry, report, changes) or (block := block_at(report, entry.figure[0])) is None:
            continue
        table = reader.table(report, block.start)
        read = table.get(entry.figure)
        if read is None:
            continue
        lines = _count_lines(table)
        fit = _fit(measure, read, report, lines >= _FEWEST_LINES, times)
        if fit is None:
            continue
        in_statements = in_statements or lines >= _FEWEST_LINES
        near = period_fit(span, entry.period, times, report.metadata.period_end is None)
        if near is not None:
            total = _says_total(measure.text) != _says_total(read.label)
            found.append(FoundCell(Found(ledger, entry), read, (fit, near, total), lines))
    if measure.line and in_statements and not changes:
        found = [one for one in found if one.primary]
    return found


def _best(found: Sequence[FoundCell], span: Span | None) -> list[FoundCell]:
    if not found:
        return []
    if span is None and (whole := [one for one in found if any(_OF_ALL.fullmatch(name) for name in one.read.names)]):
        found = whole  # obligations by year, with a column of their total
    elif span is None:
        newest = max(_recent(one) for one in found)
        found = [one for one in found if _recent(one) == newest]
    best = min(one.fit for one in found)
    kept = [one for one in found if one.fit == best]
    if len({one.value for one in kept}) > 1 and any(one.primary for one in kept):
        kept = [one for one in kept if one.primary]
    return kept


def _of_amounts(found: Sequence[FoundCell], measure: Measure) -> list[FoundCell]:
    """Without shares in per cent, where the measure is no rate or its row tells amounts as well."""
    rate = _RATE.search(measure.text) is not None
    rates = [one for one in found if one.entry.unit == "%"]
    others = [one for one in found if one.entry.unit != "%"]
    if rate:
        return rates or others
    return others if others or measure.line else rates


def _recent(one: FoundCell) -> tuple[str, str]:
    known = one.found.report.metadata
    period = one.entry.period
    last = (
        ""
        if period is None
        else period.last + ("-12-31" if len(period.last) == 4 else "-31" if len(period.last) == 7 else "")
    )
    return (known.period_end or (f"{known.year}" if known.year else ""), last[:7])


def _may_fit(measure: Measure, entry: Entry, report: Report, changes: bool) -> bool:
    """A first look by what the ledger holds, before a table is read."""
    if entry.how != "cell" or entry.denied or entry.planned or (entry.kind in _CHANGES) != changes:
        return False
    label = _label(report, entry)
    if measure.line:
        return measure.line in (line_of(label), line_of(entry.measure)) or (
            line_of(label) == "" and bool(name_words(entry.measure) >= measure.words)
        )
    return bool(measure.words & (name_words(label) | name_words(entry.measure)))


def _label(report: Report, entry: Entry) -> str:
    return "" if entry.measure_span is None else " ".join(report.text[slice(*entry.measure_span)].split())


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(classed("light")) | {"reported", "company", "balance", "other", "expense"} - {"other", "net"}


def _says_total(name: str) -> bool:
    return re.search(r"(?i)\btotals?\b|合计|总", name) is not None


def _fit(measure: Measure, read: ReadCell, report: Report, primary: bool, times: Times) -> int | None:
    """0 where a cell is named just as asked, more the more else its names say; None where it is something else."""
    label, group = _label_words(read.label, measure, times), name_words(read.group)
    adds = frozenset(word for word in name_words(read.adds) if word.rstrip("0123456789") not in _ADDS_LIGHT)
    asked, light = measure.words, _light()
    if re.search(r"(?i)\w to \w", read.label):
        asked = asked - {"ratio"}  # "Net debt to EBITDA" is a ratio without the word
    if (label | group) & asked - light - _PLAIN_GROUP - _KINDS_OF_PART:
        asked = asked - (_KINDS_OF_PART - label - group)
    own, full = line_of(read.label), line_of(f"{read.group} {read.label}")
    around = f"{read.title} {read.group}"
    part_asked = (group - light - _PLAIN_GROUP) & asked  # AWS, of the segments
    if _APART.search(around) and not _APART.search(measure.text) and not part_asked:
        return None
    if adds - asked - light:
        return None
    if measure.line:
        if measure.line not in (own, full) or (own and own != measure.line and full != measure.line):
            return None
        is_whole = full == measure.line or _OF_ALL_CASH.match(read.label) is not None
        beyond = frozenset[str]() if is_whole else group - asked - light - _PLAIN_GROUP
        if not primary and (about := line_of(read.title)) and about != measure.line:
            return None  # research and development in a table of share-based compensation
        if beyond and not (has_han(read.group) and (line_of(read.group) == "" or _PLAIN_HAN.fullmatch(read.group))):
            return None
        if _PLAIN_HAN.fullmatch(read.group):
            beyond = frozenset()
        other_words = label != asked and has_han(measure.text) == has_han(read.label)
        return (other_words and not (full == measure.line and own != full)) + 2 * bool(beyond)
    if has_han(measure.text):
        whole = name_words(f"{read.group}{read.label}")
        return 0 if asked in (label, whole) else 1 if asked == name_words(f"{read.label}{read.adds}") else None
    core = label - light
    if len(core) > 1:
        core = core - _KINDS_OF_GOODS or core  # advertising services are asked for as advertising
    if not core <= asked or not (core or group & asked or adds & asked):
        return None
    if core and own and own != line_of(measure.text) and not (asked - label) <= (group | adds | light):
        return None  # "deferred revenue of Japan" is no revenue
    left = asked - label - light - group - adds
    if left and (_heads_another(read.group, asked) or not left <= _around(read, report)):
        return None
    beyond = group - asked - light - _PLAIN_GROUP
    # A sum without a name of its own comes behind the rows that have one.
    return 2 * (asked - light != core) + bool(beyond) + 4 * (not read.label)


def _heads_another(group: str, asked: frozenset[str]) -> bool:
    """Whether the rows of a group are of a line that is not asked for: revenue of a segment is no income of it."""
    return line_of(group) != "" and not name_words(group) <= asked


_SHORT = regex(r"\((?P<short>[A-Z][A-Za-z&]{1,6})\)")


def _label_words(label: str, measure: Measure, times: Times) -> frozenset[str]:
    """The words of a row's label without its time, by its short name where the question has that: (LTV) ratio."""
    short = _SHORT.search(label)
    if short is not None and short["short"].lower() in measure.words:
        return name_words(label[short.end() :]) | {short["short"].lower()}
    timed = label if has_han(label) or not re.search(r"\d", label) else times.find(label)[1]
    return name_words(timed) or name_words(label)


def _around(read: ReadCell, report: Report) -> frozenset[str]:
    """The words of what stands around a cell: its column's names, the titles of table and report, headings."""
    section = report.section_at(read.entry.figure[0])
    headings = [report.heading(above) for above in report.section_path(section)]
    found = frozenset[str]()
    for text in (*read.names, read.title, *headings, report.metadata.title):
        found |= name_words(text)
    return found


def _count_lines(table: dict[tuple[int, int], ReadCell]) -> int:
    return len(
        {line for read in table.values() if (line := line_of(read.label) or line_of(f"{read.group} {read.label}"))}
    )


def period_fit(asked: Span | None, told: Span | None, times: Times, open_end: bool = False) -> int | None:
    """0 where a cell is of just the time asked for, 1 where it is of the day on which that ends; None of another.

    2 of another day of the year asked for, where `open_end` says that the report does not tell when its years end.
    """
    if asked is None:
        return 0
    if told is None:
        return None
    if asked == told:
        return 0
    wanted, mine = _months(asked, times), _months(told, times)
    if wanted is not None and wanted == mine:
        return 0
    asked_day, told_day = _day(asked), _day(told)
    if asked_day and told_day:
        return 0 if abs((asked_day - told_day).days) <= _DAYS else None
    if told_day and wanted is not None:
        end = _last_day(wanted[1])
        if abs((end - told_day).days) <= _DAYS:
            return 1
        return 2 if open_end and asked.is_year and told_day.year == int(asked.first) else None
    if asked_day and mine is not None and mine[1] - mine[0] == 11:
        return 1 if abs((_last_day(mine[1]) - asked_day).days) <= _DAYS else None
    return None


def _day(span: Span) -> date | None:
    return date.fromisoformat(span.first) if span.first == span.last and len(span.first) == 10 else None


def _months(span: Span, times: Times) -> tuple[int, int] | None:
    """The first and last month, counted from the year 0; None of days."""
    if span.is_year:
        last = 12 * (int(span.first) - times.shift) + times.end_month - 1
        return last - 11, last
    if len(span.first) == 7 and len(span.last) == 7:
        first, last = (12 * int(part[:4]) + int(part[5:7]) - 1 for part in (span.first, span.last))
        return first, last
    return None


def _last_day(month: int) -> date:
    following = month + 1
    return date.fromordinal(date(following // 12, following % 12 + 1, 1).toordinal() - 1)


def told_apart(found: Sequence[FoundCell]) -> list[FoundCell]:
    """One cell for each value, time and whole that is told, those of statements first."""
    kept: dict[tuple[object, ...], FoundCell] = {}
    for one in sorted(found, key=lambda each: not each.primary):
        kept.setdefault((one.value, one.entry.period), one)
    return list(kept.values())


def of_parent(one: FoundCell) -> bool | None:
    """Whether a cell is of the parent company alone; False of the whole group, None where nothing says so."""
    text = f"{one.read.title} {one.read.group} {' '.join(one.read.names)}"
    return True if PARENT.search(text) else False if WHOLE.search(text) else None


def in_reports(found: Sequence[FoundCell]) -> Iterator[tuple[Report, list[FoundCell]]]:
    """The cells of each report, in order."""
    reports: dict[str, list[FoundCell]] = {}
    for one in found:
        reports.setdefault(one.found.report.report_id, []).append(one)
    for each in reports.values():
        yield each[0].found.report, each
