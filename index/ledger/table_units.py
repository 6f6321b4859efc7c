"""The unit of a table's figures: in the cell, its column, its row, the rows above it, or the lines before the table."""

import re
from decimal import Decimal

from index.ledger.amounts import (
    Amount,
    UnitHint,
    amounts_in,
    currency_of,
    factor_of,
    hint_of,
    merged,
    signs_in,
    without_units,
)
from index.ledger.columns import Column
from index.ledger.layout import Layout, Row
from index.patterns import regex
from index.report import Block, Cell
from index.structure.tables import is_figure

_PER_SHARE = regex(
    r"\bper\s+(?:common\s+|ordinary\s+|diluted\s+|basic\s+|class\s+\w\s+)*(?:share|unit|RSU|ADS)\b|\bEPS\b|每股"
    r"|earnings per|grant[- ]date fair|(?:average|exercise|share|stock) price",
    re.IGNORECASE,
)
_SHARES = regex(
    r"\b(?:weighted|number of|common|ordinary|basic|diluted|total|average|treasury)\b.*\bshares\b|^shares\b"
    r"|\bshares (?:outstanding|issued|purchased|repurchased|used|granted|vested|available)\b|股份总数|股本数|股数"
    r"|普通股加权平均数|^(?:RSUs|options)\b|\bdilutive (?:effect|impact)\b"
    r"|\beffect of dilutive\b|common stock equivalents",
    re.IGNORECASE,
)
# Told in times of something, not in the money of the table.
_RATIO = regex(
    r"(?i)\bratios?\b|\b(?:debt|liabilities|leverage|borrowings) to (?:EBITDA|equity|capital|assets)\b|\btimes\b"
    r"|\b(?:interest|dividend) cover\b|(?:流动|速动|现金|产权)比率|周转率|周转次数|[保利]息?[障保]?倍数"
)
_COUNTED = regex(r"(?i)\bnumber of\b|\bdays\b|人数|天数|次数")
_COUNTED_SHARES = regex(r"(?i)(?:weighted|number of|shares used)\b")
# A group over "Basic" and "Diluted" that are numbers: "Shares used in computing earnings per share:".
_GROUP_OF_SHARES = regex(
    r"(?i)(?:weighted[- ]average\s+)?(?:number of\s+)?(?:common\s+|ordinary\s+)?shares\s+(?"
    r":used|outstanding|in issue)\b"
)
# What is told of shares in money: "repurchases of common shares", "common stock, 24,000 shares authorized".
_MONEY_OF_SHARES = regex(
    r"\b(?:payments?|proceeds|cost|value|price|purchases?|repurchases?|issuance|"
    r"par|authorized|paid-in|dividends?|income"
    r"|expense|equity|taxes|tax)\b",
    re.IGNORECASE,
)


class Units:
    """A table's units. `caption` is what the lines before it say, `title` what it is of."""

    def __init__(self, block: Block, layout: Layout, caption: UnitHint, title: str) -> None:
        self._block, self._layout, self._caption, self._title = block, layout, caption, title
        self._signs = self._currencies()
        self._rates = self._percentages()

    def of(self, row: Row, cell: Cell, column: Column, amount: Amount, measure: str) -> tuple[str, Decimal | None]:
        """(base unit, factor) of a cell's figure; ("", None) where nothing says one."""
        if not amount.unit and not amount.currency and cell.column in self._rates and not _COUNTED.search(row.label):
            return "%", Decimal(1)
        if amount.unit and (told := factor_of(amount.unit)) is not None:
            unit, factor = told
            if not unit and amount.currency:
                return currency_of(amount.currency), factor
            return unit, factor
        label = without_units(f"{row.group} {row.label} {' '.join(row.names.get(cell.column, ()))}")
        hint = self._hint(row, column)
        if row.label.endswith("天数"):
            return "天", Decimal(1)
        sign = amount.currency
        if hint.unit and not sign and (told := factor_of(hint.unit)) is not None:
            return told
        if hint.unit and not sign:
            return hint.unit, Decimal(1)
        sign = sign or hint.currency or self._signs.get(cell.column, "") or self._beside(row, column, hint)
        counted_above = _GROUP_OF_SHARES.match(row.group) is not None and not _PER_SHARE.search(row.label)
        if _PER_SHARE.search(label) and not _COUNTED_SHARES.match(row.label) and not counted_above:
            return currency_of(sign), Decimal(1) if sign else None
        scale = Decimal(10) ** (hint.scale or 0)
        if (
            re.search(r"(?i)\bshares\b|股数", column.adds)
            and not amount.currency
            and not re.search(r"(?i)\bper\b|价", column.adds)
        ):
            return "股", Decimal(10) ** (hint.share_scale if hint.share_scale is not None else hint.scale or 0)
        of_shares = not self._signs and re.match("(?i)shares\\b", self._title) is not None
        if _SHARES.search(measure) or _SHARES.search(row.group) or of_shares:
            counted = not _MONEY_OF_SHARES.search(row.label) or re.search(
                r"(?i)\bdiluti|\bnumber of\b|weighted|^shares used", row.label
            )
            if not amount.currency and counted:
                power = hint.share_scale if hint.share_scale is not None else hint.scale or 0
                return "股", Decimal(10) ** power
        if _RATIO.search(row.label) and not amount.currency and not amount.unit and not hint_of(row.label):
            return "倍", Decimal(1)
        if column.shares and not amount.currency:
            return "", None
        return (currency_of(sign) if sign else ""), (scale if sign or hint.scale is not None else None)

    def _beside(self, row: Row, column: Column, hint: UnitHint) -> str:
        """The sign of other figures of the row, where the table is one of money."""
        if hint.scale is None or column.shares or re.search(r"(?i)\b(?:shares|number|units)\b", column.adds):
            return ""
        found = [sign for cell in row.values for sign in signs_in(self._layout.value(cell))]
        return found[0] if found else ""

    def _hint(self, row: Row, column: Column) -> UnitHint:
        own = hint_of(row.label)
        # 增减幅度(%) over 每股收益（元/股）: a change is in its column's unit, whatever its row is in.
        hint = merged(column.units, own) if column.changes and column.units.unit else merged(own, column.units)
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

    def _currencies(self) -> dict[int, str]:
        """The currency sign of a column: statements write it in the first row, or in a column of its own beside it."""
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
            if len(units) > 2 and units[0] == units[-1] == "%" and set(units[1:-1]) == {""}
        )
