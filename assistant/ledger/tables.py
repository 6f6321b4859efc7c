"""Figures as tables: one unit a column, whatever each report writes, with what stands there beside it."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from assistant.ledger.row import FigurePart, LedgerRow, number
from assistant.messages import Language, listed, message
from index.ledger.entry import Span
from index.patterns import regex
from index.text.scales import scale_value, scales
from index.text.units import UNITS, base_of, without_scale

# Columns in English go to billions: reports write 1,234 billion.
_LARGEST = {"zh": Decimal(10**12), "en": Decimal(10**9)}
# What stands behind the last figure of a number as written.
_UNIT = regex(r"[^\d.．]*$")
_WHOLE = frozenset({"", "%", "百分点", "第", "倍", "番", "年", "月", "日", "号", "天", "月数"})
# A bare number or a rank needs none.
_BARE = frozenset({"", "第"})
# The column that says each part.
_PART_COLUMNS: dict[FigurePart, str] = {"where": "whose", "clause": "quote"}
# Unlike figures that are named beside one; --json has them all.
NOTED = 4
# A text that begins so would be a formula in a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """A unit that figures are shown in: its name, and how many base units it is."""

    name: str
    base: str
    factor: Decimal


def unit_named(written: str) -> UnitColumn:
    """The unit that somebody types: 亿元, 万人, %; an unknown one is its own."""
    for scale in scales("en", "said"):
        if written.startswith(f"{scale.name} "):
            base, own = base_of(written.removeprefix(f"{scale.name} "))
            return UnitColumn(written, base, scale.factor * own)
    scale_written, unit = without_scale(written)
    if unit.lower() not in UNITS:
        return UnitColumn(written, written, Decimal(1))
    base, own = base_of(unit)
    return UnitColumn(written, base, scale_value(scale_written) * own)


def columns_of(
    rows: Iterable[LedgerRow], language: Language, asked: Sequence[UnitColumn] = ()
) -> tuple[UnitColumn, ...]:
    """A column for each base unit: in the unit asked for, else in the one that most of the figures are written in."""
    found: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        found[row.entry.unit].append(row)
    wanted = {column.base: column for column in asked}
    return tuple(wanted.get(base) or _written(own) or _scaled(base, own, language) for base, own in found.items())


def _written(rows: Sequence[LedgerRow]) -> UnitColumn | None:
    """The unit that most of the figures are written in; None where it isn't understood."""
    found = Counter(_UNIT.findall("".join(row.entry.text.split()).replace("％", "%"))[0] for row in rows)
    known = (unit_named(unit) for unit, _ in found.most_common() if unit)
    return next((unit for unit in known if unit.base == rows[0].entry.unit), None)


def _scaled(base: str, rows: Sequence[LedgerRow], language: Language) -> UnitColumn:
    """The base unit in the largest scale that the middle figure fills."""
    middle = median(abs(row.entry.high) for row in rows)
    if base in _WHOLE:
        return UnitColumn(base, base, Decimal(1))
    fit = (scale for scale in scales(language, "said") if scale.factor <= min(middle, _LARGEST[language]))
    if (scale := next(fit, None)) is None:
        return UnitColumn(base, base, Decimal(1))
    return UnitColumn(f"{scale.name} {base}" if language == "en" else scale.name + base, base, scale.factor)


def value(row: LedgerRow, column: UnitColumn) -> str:
    """The figure in the unit of a column, a range as 5–6; empty where it is in another unit."""
    entry = row.entry
    if entry.unit != column.base:
        return ""
    low, high = (_plain(one / column.factor) for one in (entry.low, entry.high))
    return low if low == high else f"{low}–{high}"


def _plain(value: Decimal) -> str:
    """A number without an exponent and without zeros at its end; at most six places, for units that don't divide."""
    rounded = round(value, 6)
    return format(rounded.normalize() if rounded else Decimal(0), "f")


def said(row: LedgerRow, language: Language) -> str:
    """The figure as the report writes it, with its bound, and that it fell: 5%以上, 下降0.3%."""
    shown = message(language, f"hedge.{row.entry.hedge or 'exact'}", figure=" ".join(row.entry.text.split()))
    if row.entry.high < 0 and "-" not in shown and "−" not in shown:
        return message(language, "figure.falls", figure=shown)
    return shown


def said_whole(row: LedgerRow, column: UnitColumn, language: Language) -> str:
    """The figure as the report writes it; where only a number stands there, as in a table's cell whose head has the
    unit, in the unit of a column.
    """
    if any(letter.isalpha() or letter in "%％‰" for letter in row.entry.text) or column.base in _BARE:
        return said(row, language)
    return (
        f"{value(row, column).removeprefix('-')}{column.name}"
        if row.entry.high >= 0
        else _fallen(row, column, language)
    )


def _fallen(row: LedgerRow, column: UnitColumn, language: Language) -> str:
    """What fell, in the unit of a column: minus where the report writes one."""
    shown = f"{value(row, column).removeprefix('-')}{column.name}"
    if any(sign in row.entry.text for sign in "-−－(（"):
        return f"−{shown}"
    return message(language, "figure.falls", figure=shown)


def kind_said(row: LedgerRow, language: Language) -> str:
    """The kind of figure in words."""
    return message(language, f"kind.{row.entry.kind.value if row.entry.kind is not None else 'unsure'}")


def stage_said(row: LedgerRow, language: Language) -> str:
    """How far it has come, in words; denied where the report says that it is not so."""
    stage = message(language, f"stage.{row.entry.stage.value}")
    return f"{stage} ({message(language, 'ledger.denied')})" if row.entry.denied else stage


def period_said(row: LedgerRow) -> str:
    """2025, 2021–2025, or empty."""
    return "" if row.entry.period is None else span_said(row.entry.period)


def span_said(period: Span) -> str:
    """A time in figures: 2025, 2021–2025."""
    return period.first if period.first == period.last else f"{period.first}–{period.last}"


def notes(row: LedgerRow, language: Language) -> Iterator[str]:
    """What disagrees with a figure, a line each: which counts instead, and unlike ones with what tells them apart."""
    if (aside := row.set_aside) is not None:
        if aside.reason == "version":
            yield message(language, "ledger.aside.version", title=aside.title, source=aside.source)
        else:
            figure = aside.figure or row.entry.text
            yield message(language, "ledger.aside.review", title=aside.title, figure=figure)
    for other in row.differs[:NOTED]:
        if other.report_id != row.report_id:
            yield message(language, "ledger.differs", figure=other.figure, title=other.title, source=other.source)
        else:
            apart = listed(
                language, [message(language, f"column.{_PART_COLUMNS.get(part, part)}") for part in other.apart]
            )
            yield message(language, "ledger.differs_here", figure=other.figure, apart=apart)
    if len(row.differs) > NOTED:
        yield message(language, "ledger.differs_more", count=len(row.differs) - NOTED)


def csv_text(rows: Sequence[LedgerRow], language: Language, asked: Sequence[UnitColumn] = ()) -> str:
    """The fields of a fact's JSON as columns, and one more for each unit. With a byte-order mark, for spreadsheets."""
    shown = columns_of(rows, language, asked)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = list(_flat(rows[0], language)) if rows else []
    writer.writerow([*head, *(f"value {column.name}".strip() for column in shown)])
    for row in rows:
        cells = [*_flat(row, language).values(), *(value(row, column) for column in shown)]
        writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _flat(row: LedgerRow, language: Language) -> dict[str, Any]:
    entry = row.entry
    first, last = ("", "") if entry.period is None else (entry.period.first, entry.period.last)
    return {
        "report_id": row.report_id,
        "title": row.metadata.title,
        "where": row.whose,
        "measure": entry.measure,
        "canonical": entry.canonical,
        "kind": "" if entry.kind is None else entry.kind.value,
        "figure": entry.text,
        "low": number(entry.low),
        "high": number(entry.high),
        "unit": entry.unit,
        "hedge": entry.hedge,
        "base": entry.base,
        "period_from": first,
        "period_to": last,
        "stage": entry.stage.value,
        "denied": int(entry.denied),
        "qualifiers": " ".join(entry.qualifiers),
        "decides": int(row.decides),
        "apart": " ".join(row.apart),
        "differs": " ".join(f"{other.report_id[:12]}:{other.start}-{other.end}" for other in row.differs),
        "set_aside": "" if row.set_aside is None else f"{row.set_aside.reason} {row.set_aside.report_id[:12]}",
        "note": " ".join(notes(row, language)),
        "locator": row.locator,
        "quote": row.quote,
        "sentence": row.sentence,
        "start": entry.start,
        "end": entry.end,
        "sentence_start": entry.sentence[0],
        "sentence_end": entry.sentence[1],
    }


def safe_cell(cell: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx_bytes(rows: Sequence[LedgerRow], language: Language, asked: Sequence[UnitColumn] = ()) -> bytes:
    """A workbook: figures on the first sheet, each linked to its quote on the second."""
    import xlsxwriter

    shown = columns_of(rows, language, asked)
    out = io.BytesIO()
    # Texts of reports stay texts: no formulas, links or numbers are made of them.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    names = [message(language, f"sheet.{name}") for name in ("figures", "quotes")]
    sheet, quotes = (book.add_worksheet(name) for name in names)
    head, link = book.add_format({"bold": True, "bottom": 1}), book.get_default_url_format()
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    titles = ("whose", "measure", "figure", "kind", "stage", "period", "base", "qualifiers", "note", "report", "place")
    columns = [message(language, f"column.{name}") for name in titles]
    bare = {"": message(language, "kind.count"), "第": message(language, "kind.rank")}
    columns[3:3] = [bare.get(column.name, column.name) for column in shown]
    sheet.write_row(0, 0, columns, head)
    quotes.write_row(0, 0, [message(language, f"column.{name}") for name in ("place", "quote", "report")], head)
    for at, row in enumerate(rows, start=1):
        values = [_number_cell(row, column) for column in shown]
        told = [
            *(kind_said(row, language), stage_said(row, language), period_said(row), row.entry.base),
            *(" ".join(row.entry.qualifiers), "\n".join(notes(row, language))),
        ]
        cells = [row.whose, row.entry.measure, None, *values, *told, row.metadata.title, row.locator]
        for place, cell in enumerate(cells):
            if cell is not None:
                sheet.write(at, place, cell)
        sheet.write_url(at, 2, f"internal:'{names[1]}'!B{at + 1}", link, said(row, language))
        quotes.write_url(at, 0, f"internal:'{names[0]}'!C{at + 1}", link, row.locator[:255])
        quotes.write(at, 1, row.sentence, wrapped)
        quotes.write(at, 2, f"{row.metadata.title} ({row.source})")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, len(columns) - 3, 12)
    sheet.set_column(len(columns) - 2, len(columns) - 1, 40)
    quotes.set_column(0, 0, 44)
    quotes.set_column(1, 1, 100)
    quotes.set_column(2, 2, 44)
    book.close()
    return out.getvalue()


def _number_cell(row: LedgerRow, column: UnitColumn) -> float | str | None:
    """A number that a spreadsheet computes with; a range as its text."""
    shown = value(row, column)
    if not shown:
        return None
    return float(shown) if row.entry.low == row.entry.high else shown
