"""A model's English statement of a table's row: the cells of the rows that it cites say all of it."""

from collections.abc import Sequence

from assistant.answering.ledgers import Ledgers, ReportLedger
from assistant.checking.cells_compared import held_against_cells_of
from assistant.generation.keep_or_drop import ToldByRows
from assistant.generation.prompt import CitableSentence
from index.ledger.entry import Entry
from index.structure.tables import cells_in
from index.text.script import has_han


def rows_telling(ledgers: Ledgers) -> ToldByRows:
    """What finds the cited rows whose cells tell all of a statement, with the years that they are of."""

    def telling(text: str, cited: Sequence[CitableSentence]) -> tuple[tuple[CitableSentence, ...], frozenset[int]]:
        if has_han(text):
            return (), frozenset()
        rows = [one for one in cited if cells_in(one.report, one.start, one.end) is not None]
        for report_id in dict.fromkeys(one.report.report_id for one in rows):
            (ledger,) = ledgers.of([report_id])
            own = [one for one in rows if one.report.report_id == report_id]
            entries = tuple(entry for entry in ledger.entries if _row_of(entry, own) is not None)
            held = held_against_cells_of(text, [ReportLedger(ledger.report, entries)]) if entries else []
            if held and all(one.outcome == "supported" for one in held):
                told = [cell.entry for one in held for each in one.told for cell in each.cells]
                found = dict.fromkeys(row for entry in told if (row := _row_of(entry, own)) is not None)
                return tuple(found), frozenset(int(e.period.last[:4]) for e in told if e.period is not None)
        return (), frozenset()

    return telling


def _row_of(entry: Entry, rows: Sequence[CitableSentence]) -> CitableSentence | None:
    """The row that a cell's figure stands in."""
    start, end = entry.figure
    return next((row for row in rows if row.start <= start and end <= row.end), None)
