"""Cells in words: whose figure of when one is, as an answer shows it, and its number as printed."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.cells import FoundCell, of_parent
from assistant.answering.figures import quote_of
from assistant.answering.reply import Line
from assistant.answering.wording import cell_period, quoted, unit_of_cell, written
from assistant.messages import Language, message
from index.ledger.statement_lines import statement_label

_LONGEST_PERIOD = 60


def told_apart_by_names(found: Sequence[FoundCell]) -> bool:
    """Whether what each of two cells says is told apart by its names: another time, group, report, or the parent's."""
    one, other = found
    if one.found.report is not other.found.report:
        return True
    marks = [(each.entry.period, each.read.group, each.read.label, of_parent(each)) for each in (one, other)]
    return marks[0] != marks[1]


def cell_line(one: FoundCell, language: Language, several: bool = False, beside_parent: bool = False) -> Line:
    """A cell as an answer shows it: the figure, what it is, its row."""
    figure = written(one.found)
    text = message(language, "figure.line", figure=figure, what=what_a_cell_is(one, language, several, beside_parent))
    return Line(text, (quote_of(one.found),), quoted(one.found))


def what_a_cell_is(one: FoundCell, language: Language, several: bool = False, beside_parent: bool = False) -> str:
    """Whose, of when and what a cell is, with the names that the report gives it."""
    label, group = statement_label(one.read.label), one.read.group.rstrip(":： ")
    named = label if language == "zh" or not several or not group else f"{group}: {label}"
    if len(label.split()) < 3 and group and label.isascii():
        named = f"{group}: {label}"
    elif several and group and not label.isascii():
        named = f"{group}{label}"
    if one.read.adds:
        named = f"{named}, {one.read.adds}" if named.isascii() else f"{named}{one.read.adds}"
    parent = of_parent(one)
    if parent is None and beside_parent:
        parent = False
    if parent is not None and several:
        named = message(language, "cells.parent" if parent else "cells.whole", measure=named)
    return message(
        language, "cells.told", owner=one.found.ledger.owner, period=_when(one, language), measure=named
    ).strip("，, :")


def _when(one: FoundCell, language: Language) -> str:
    """The period in the report's own words where its columns say it, else as the ledger counts it."""
    said = " ".join(one.read.names) if one.read.names and not one.read.adds else ""
    period = one.entry.period
    if language == "zh" or period is None or not re.search(r"(?:19|20)\d\d", said) or len(said) > _LONGEST_PERIOD:
        return cell_period(period, language)
    return said if period.is_year or re.search(r"[A-Z][a-z]+ \d", said) else cell_period(period, language)


def operand(one: FoundCell, language: Language) -> str:
    """An operand: what it is and the figure."""
    return f"{what_a_cell_is(one, language)} {written(one.found)}"


def grouped(value: Decimal) -> str:
    """A number without needless zeros, its thousands parted as statements part them."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_number(one: FoundCell) -> Decimal:
    """The figure as printed, without its unit."""
    return one.entry.low / scale_printed(one)


def scale_printed(one: FoundCell) -> Decimal:
    """What the printed number is multiplied with: a million where the table tells millions."""
    digits = "".join(sign for sign in one.entry.text if sign.isdigit() or sign == ".").strip(".")
    printed = Decimal(digits) if digits else Decimal(0)
    return abs(one.entry.low) / printed if printed and one.entry.low else Decimal(1)


def scale_between(one: FoundCell, to: FoundCell) -> Decimal:
    """What a figure's printed number is multiplied with to be in another's unit."""
    return scale_printed(one) / scale_printed(to)


def unit_behind(one: FoundCell) -> str:
    """The unit behind a result, as the figure's table writes it."""
    if one.entry.unit == "%":
        return "%"
    unit = unit_of_cell(one.found)
    return f" {unit}" if unit and unit.isascii() else unit
