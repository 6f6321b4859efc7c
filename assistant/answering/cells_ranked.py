"""Which part of a company's total is the largest: the segment, region or product with the highest sales.

Rows are parts of one whole only where they add up to the row below them: a sum is a check that no name can bend. What
the whole measures is told by its own label, the group and title of its table, or its column.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answering.cells import CellReader, FoundCell, period_fit
from assistant.answering.ledgers import Found, ReportLedger
from assistant.query.asked_cells import Measure
from index.ledger.entry import Kind, Span
from index.ledger.introduction import introduction
from index.ledger.statement_lines import line_of, name_words
from index.ledger.tables import ReadCell
from index.structure.tables import block_at
from index.text.script import has_han

_FEWEST_PARTS = 2
# What a table may call the parts that are asked for: many companies' segments are regions.
_ALSO = {"region": ("geograph", "countr", "segment"), "countr": ("geograph",), "product": ("categor",)}
_AMOUNTS = frozenset({Kind.LEVEL, Kind.COUNT})


def parts_of(
    measure: Measure, kind: str, span: Span, told: Sequence[ReportLedger], reader: CellReader
) -> list[FoundCell]:
    """The parts that add up to what is measured in `span`, the largest first; none where several splits differ.

    `kind` is what the parts are called in the question; where a table is split so by its own words, it goes first.
    """
    found: list[tuple[bool, list[FoundCell]]] = []
    for ledger in told:
        for start in _tables(ledger):
            cells = list(reader.table(ledger.report, start).values())
            # product line, categories: by the word that a table would use as well
            stem = kind.split()[0].removesuffix("y") if kind else ""
            around = _around(ledger, cells, start).lower()
            called = bool(stem) and any(name in around for name in (stem, *_ALSO.get(stem, ())))
            for parts in _splits(measure, span, cells, ledger, reader):
                found.append((called, sorted(parts, key=lambda one: one.entry.low, reverse=True)))
    named = [parts for called, parts in found if called] or [parts for _, parts in found]
    if len({(parts[0].read.label, parts[-1].read.label) for parts in named}) != 1:
        return []
    return named[0]


def _tables(ledger: ReportLedger) -> list[int]:
    starts = (
        block.start
        for entry in ledger.entries
        if entry.how == "cell" and (block := block_at(ledger.report, entry.figure[0])) is not None
    )
    return list(dict.fromkeys(starts))


def _around(ledger: ReportLedger, cells: Sequence[ReadCell], start: int) -> str:
    """What the table is said to be of right before it and in it."""
    blocks = ledger.report.blocks
    number = next(place for place, block in enumerate(blocks) if block.start == start)
    names = (f"{one.title} {one.group} {one.adds}" for one in cells[:1])
    return " ".join((*introduction(ledger.report, number)[-2:], *names))


def _splits(
    measure: Measure, span: Span, cells: Sequence[ReadCell], ledger: ReportLedger, reader: CellReader
) -> Iterator[list[FoundCell]]:
    """The runs of rows of one column that add up to the row behind them, where that is what is measured."""
    times = reader.times(ledger.report)
    columns: dict[tuple[str, ...], list[ReadCell]] = {}
    for one in cells:
        fits = period_fit(span, one.entry.period, times) == 0
        if fits and one.entry.kind in _AMOUNTS and one.entry.unit != "%" and not one.entry.planned:
            columns.setdefault(one.names, []).append(one)
    for column in columns.values():
        for end in range(_FEWEST_PARTS, len(column)):
            parts = _adding_up(column[:end], column[end])
            if parts and _is_of(measure, column[end], parts):
                yield [FoundCell(Found(ledger, one.entry), one, (0, 0, False), 0) for one in parts]


def _adding_up(before: Sequence[ReadCell], whole: ReadCell) -> list[ReadCell]:
    """The rows right before `whole` that add up to it, two or more, each with a name of its own."""
    total = Decimal(0)
    for number, part in enumerate(reversed(before), start=1):
        if not part.label or line_of(part.label) or part.entry.low < 0 or part.entry.unit != whole.entry.unit:
            return []
        total += part.entry.low
        if total == whole.entry.low and number >= _FEWEST_PARTS:
            return list(before[len(before) - number :])
    return []


def _is_of(measure: Measure, whole: ReadCell, parts: Sequence[ReadCell]) -> bool:
    own = (whole.label, whole.group, parts[0].group)
    # Below "Revenue" a table of segment revenue and operating income tells no operating income.
    names = own if any(line_of(name) for name in own if name) else (*own, whole.adds, whole.title)
    if measure.line and any(line_of(name) == measure.line for name in names if name):
        return True
    if has_han(measure.text):
        return any(measure.text in name for name in names)
    told = frozenset[str]().union(*(name_words(name) for name in names if name))
    return measure.words <= told
