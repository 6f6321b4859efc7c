"""How a table lies: which columns hold figures, which names stand over each, and what each row is called.

A PDF doesn't say how far a name reaches that stands over several columns, nor that the years in columns 1 and 3 belong
to the figures in 2 and 4, beside columns of "$". Rows inside a table may name its columns anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.ledger.amounts import amounts_in, hint_of, is_unit_line, marks_off
from index.ledger.times import Times
from index.patterns import regex
from index.report import Block, Cell, Report
from index.structure.tables import Grid, count_header_rows, is_figure

_NO_FIGURES = regex(
    r"(?:foot)?notes?(?:\s+no\.?)?|附注[号]?|注释|序号|编号|代码|行次|页码|页次|电话|邮编|no\.?|page|ref(?:erence)?s?\.?|items?|exhibit"
    r"(?:\s+(?:no\.?|number))?|#|code|zip(?:\s+code)?|id|rank|排名|名次",
    re.IGNORECASE,
)
_UNIT_NAME = regex(r"(?:计量)?单位|units?(?:\s+of\s+measure(?:ment)?)?", re.IGNORECASE)
_DATES = regex(r"(?:.*\s)?(?:dates?|year|period)|.*(?:日期|年份|时间|年度)", re.IGNORECASE)
_ROLE = regex(
    r"results?|actuals?|targets?|baseline|budget|(?:interim|final) results?|目标|实际|完成|实绩|预算|met/?"
    r"|(?:met/\s?)?not met",
    re.IGNORECASE,
)
_TOTAL = regex(
    r"(?:sub)?total\b|net cash\b|(?:net )?(?:cash|increase|decrease).*\b(?:provided|used|activities)\b"
    r"|合\s*计|小\s*计|总\s*计",
    re.IGNORECASE,
)
_UNFINISHED = regex(r"(?:\b(?:and|or|of|for|the|to|by|in|from|with|on|at|a|an|net)|[,，、\-–(（])$", re.IGNORECASE)
_LETTER = regex(r"[^\W\d_]")
_CHANGES = regex(r"[$%\s]*(?:change|increase|decrease|variance)?|同比|增减|变动", re.IGNORECASE)
_DASH = regex(r"[$€£¥]?\s*[-–—－*]+|n/?a\.?|nm|不适用|无", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with figures. `names` are those over each of its columns, from the top; `period` and `units` what rows
    above it say of all that follow; `dates` what its own cells say of when."""

    number: int
    label: str
    labels: tuple[Cell, ...]
    group: str
    values: tuple[Cell, ...]
    names: Mapping[int, tuple[str, ...]]
    units: tuple[str, ...]
    period: str
    dates: tuple[str, ...]
    unit_cell: str


class Layout:
    """A table's rows with figures, each with the names that say what they are."""

    def __init__(
        self, report: Report, block: Block, times: Times, outside: Sequence[str] = (), group: str = ""
    ) -> None:
        self._text = report.text
        self._times = times
        self._grid = Grid(report, block)
        self._outside = tuple(outside)
        self._group = group
        self._cells = {(cell.row, cell.column): cell for cell in block.cells}
        self._height = max((cell.row for cell in block.cells), default=-1) + 1
        self._width = max((cell.column for cell in block.cells), default=-1) + 1
        self._header_rows = block.header_rows or count_header_rows(
            [[self._own(row, column) for column in range(self._width)] for row in range(self._height)]
        )
        self._top = [self._names(row) for row in range(self._header_rows)]
        self.columns = self._figure_columns()
        body = {
            cell.column
            for cell in block.cells
            if cell.row >= self._header_rows and (text := self.value(cell).strip()) and not self._is_note(text)
        }
        before = self.columns[0] if self.columns else self._width
        self._label_columns = [column for column in range(before) if column == 0 or column in body]
        self._date_columns = [
            column
            for column in self._label_columns
            if column and self._heads(column, _DATES) and self._are_dates(column)
        ]
        self._unit_column = next((column for column in self._label_columns if self._heads(column, _UNIT_NAME)), None)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self._width

    @property
    def is_named(self) -> bool:
        """Whether any row has names over its figures."""
        return any(any(row.names.values()) for row in self.rows())

    def last_names(self) -> tuple[str, ...]:
        """The names over its last row's columns; empty where one has none."""
        names = [" ".join(row.names.get(column, ())) for row in list(self.rows())[-1:] for column in self.columns]
        return tuple(names) if names and all(names) else ()

    def names_alone(self, count: int) -> tuple[str, ...]:
        """The names of `count` columns, where a table has no figures and is the head of the next one; else none."""
        stack: list[dict[int, str]] = []
        for row in reversed(range(self._height)):
            names = {column: name for column in range(self._width) if (name := self._own(row, column))}
            if not names or not all(self._names_column(name) or _CHANGES.fullmatch(name) for name in names.values()):
                break
            stack.insert(0, names)
        if not stack or len(stack[-1]) != count:
            return ()
        self.columns = sorted(stack[-1])
        over = self._over(stack, [""] * len(stack))
        return tuple(" ".join(over[column]) for column in self.columns)

    def value(self, cell: Cell) -> str:
        """A cell's text."""
        return self._text[cell.start : cell.end]

    def _is_note(self, text: str) -> bool:
        """Whether a text only says the unit of what is below it; a column of units says those of its rows."""
        return text.startswith(("(", "（")) and is_unit_line(text)

    def _only_note(self, row: int) -> str:
        """The unit that a row says and nothing else, wherever it stands in it."""
        filled = [text for column in range(self._width) if (text := self._own(row, column))]
        return filled[0] if len(filled) == 1 and self._is_note(filled[0]) else ""

    def _own(self, row: int, column: int) -> str:
        cell = self._cells.get((row, column))
        return "" if cell is None else self._text[cell.start : cell.end].strip()

    def _names(self, row: int) -> dict[int, str]:
        """The names of a header's row by column; a merged place has the name that covers it."""
        return {column: name for column in range(self._width) if (name := self._grid.value(row, column))}

    def _heads(self, column: int, pattern: re.Pattern[str]) -> bool:
        """Whether the lowest name over a column is one of these."""
        names = [names[column] for names in self._top if column in names]
        return bool(names) and pattern.fullmatch(" ".join(names[-1].split())) is not None

    def _are_dates(self, column: int) -> bool:
        filled = [text for row in range(self._header_rows, self._height) if (text := self._own(row, column))]
        return bool(filled) and all(self.is_time(text) for text in filled)

    def _figure_columns(self) -> list[int]:
        found = []
        for column in range(self._width):
            filled = [text for row in range(self._header_rows, self._height) if (text := self._own(row, column))]
            figures = [text for text in filled if is_figure(text) or amounts_in(text)]
            names = [names[column] for names in self._top if column in names]
            timed = any(self._times.find(name)[0] is not None for name in names)
            counted = [text for text in figures if amounts_in(text) and not _MARK.fullmatch(text)]
            if not counted or self._heads(column, _NO_FIGURES):
                continue
            if column and self._heads(column, _DATES) and self._are_dates(column):
                continue  # 2021年 under 年份 says when
            others = [text for text in filled if text not in figures and not self._names_column(text)]
            if column == 0 and (others or not timed):
                continue
            if len(figures) > len(others) or (timed and figures):
                found.append(column)
        return found

    def _names_column(self, text: str) -> bool:
        return bool(
            is_unit_line(text)
            or _ROLE.fullmatch(text.strip())
            or self._times.find(text)[0] is not None
            or self.is_time(text)
        )

    def is_time(self, text: str) -> bool:
        """Whether a text is words of time and nothing else."""
        return bool(text.strip()) and not self._times.find(text)[1]

    def rows(self) -> Iterator[Row]:
        """The rows with figures, in order."""
        stack = list(self._top)
        heads = [self._label(row) for row in range(self._header_rows)]
        units: list[str] = []
        # What stands before the table and is no name of rows may be the beginning of the first label.
        group, period = self._group if self._group.endswith(":") else "", ""
        begun = "" if group else self._group
        open_header, after_title = True, False
        for number in range(self._header_rows, self._height):
            label = self._label(number)
            values = [
                cell
                for column in range(self.columns[0] if self.columns else 0, self._width)
                if (cell := self._cells.get((number, column))) is not None and self.value(cell).strip()
            ]
            texts = [self.value(cell).strip() for cell in values]
            if (note := self._only_note(number)) and not label and not texts:
                units = [note]
                continue
            if not label and not texts:
                continue
            if texts and self._is_header(label, texts):
                if not open_header:
                    stack, heads, units = [], [], []
                    period = ""
                stack.append({cell.column: self.value(cell).strip() for cell in values})
                heads.append(label)
                open_header = True
                if not after_title:
                    group = ""
                continue
            if not texts:
                if is_unit_line(label):
                    units = [label]
                elif self._times.find(label)[0] is not None and self.is_time(label.rstrip(":：")):
                    period, group = label, ""
                elif open_header and self.is_time(label.rstrip(":：,，")):
                    group = ""  # "December 31," over 2019 and 2018 names no rows
                elif group and after_title and (_UNFINISHED.search(group) or label[:1].islower()):
                    group = f"{group} {label}"
                else:
                    group = label
                after_title, open_header = True, False if not is_unit_line(label) else open_header
                continue
            open_header = False
            if begun and label[:1].islower():
                label = f"{begun} {label}"
            begun = ""
            figures = [cell for cell in values if cell.column in self.columns and amounts_in(self.value(cell))]
            wrapped = bool(group) and after_title and (_UNFINISHED.search(group) is not None or label[:1].islower())
            if wrapped:
                label, group = f"{group} {label}", ""
            after_title = False
            if figures:
                yield Row(
                    number,
                    marks_off(label),
                    tuple(self._label_cells(number)),
                    marks_off(group),
                    tuple(figures),
                    self._over(stack, heads),
                    tuple(units) + tuple(head for head in reversed(heads) if _says_unit(head)),
                    period,
                    tuple(self._own(number, column) for column in self._date_columns if self._own(number, column)),
                    "" if self._unit_column is None else self._own(number, self._unit_column),
                )
            if group and (_TOTAL.match(label) or label.lower() == group.lower().rstrip(":： ")):
                group = ""

    def _label_cells(self, row: int) -> Iterator[Cell]:
        for column in self._label_columns:
            if column in self._date_columns or column == self._unit_column or self._heads(column, _NO_FIGURES):
                continue
            cell = self._cells.get((row, column))
            if cell is not None and (not column or _LETTER.search(self.value(cell))) and self.value(cell).strip():
                yield cell

    def _label(self, row: int) -> str:
        parts = []
        for column in self._label_columns:
            if column in self._date_columns or column == self._unit_column or self._heads(column, _NO_FIGURES):
                continue
            # A label that reaches down over rows has no cell of its own in the lower ones.
            text = self._own(row, column) if (row, column) in self._cells else self._above(row, column)
            if text and not (column and (is_figure(text) or not _LETTER.search(text))) and not _DASH.fullmatch(text):
                parts.append(" ".join(text.split()))
        return " ".join(dict.fromkeys(parts))

    def _above(self, row: int, column: int) -> str:
        above = next(
            (place for place in range(row - 1, self._header_rows - 1, -1) if (place, column) in self._cells), None
        )
        return "" if above is None or (column and (row, 0) not in self._cells) else self._own(above, column)

    def _is_header(self, label: str, texts: Sequence[str]) -> bool:
        if any(amounts_in(text) and not self._names_column(text) for text in texts):
            return False
        if all(self._names_column(text) for text in texts):
            titled = not label or is_unit_line(label) or self.is_time(label) or _ROLE.fullmatch(label) is not None
            return titled or len(texts) == len(self.columns)
        return not label and len(texts) > 1 and not any(is_figure(text) for text in texts)

    def _over(self, stack: Sequence[Mapping[int, str]], heads: Sequence[str]) -> dict[int, tuple[str, ...]]:
        """The names over each column with figures, from the top, each once."""
        found: dict[int, list[str]] = {column: [] for column in self.columns}
        for names, head in zip(stack, heads, strict=True):
            over = self.spread(names)
            units = all(is_unit_line(name) for name in names.values())
            # A whole time is the first column's name, and not the beginning of the others'.
            whole = self._times.find(head)[0] is not None and not units
            before = head if head and not is_unit_line(head) and self.is_time(head) and not whole else ""
            for column, name in over.items():
                found[column].append(f"{before} {name}".strip())
        if not any(found.values()) and len(self._outside) == len(self.columns):
            found = {column: [name] for column, name in zip(self.columns, self._outside, strict=True)}
        return {column: tuple(dict.fromkeys(names)) for column, names in found.items()}

    def _parted(self, names: Mapping[int, str]) -> dict[int, str]:
        """The names, each in its own place: a PDF runs some together ("2022 2021", "同比增减 2024年毛利率")."""
        found: dict[int, str] = {}
        for column, name in names.items():
            free: list[int] = []
            for place in self.columns:
                if place > column and len(free) == place - column - 1 and not names.get(place):
                    free.append(place)
            parts = name.split() if re.search("[\u4e00-\u9fff]", name) else _PARTED.split(name)
            if len(parts) > 1 and len(parts) == len(free) + 1 and column in self.columns:
                found.update(zip((column, *free), parts, strict=True))
            else:
                found[column] = name
        return found

    def spread(self, names: Mapping[int, str]) -> dict[int, str]:
        """The names of a header's row by the columns with figures that they stand over."""
        placed: dict[int, str] = {}
        for column, name in sorted(self._parted(names).items()):
            if column in self.columns:
                placed[column] = name
                continue
            over_labels = column in self._label_columns and not (self._names_column(name) and column)
            if column < min(self.columns, default=0) and over_labels:
                continue
            right = next((place for place in self.columns if place > column), None)
            left = next((place for place in reversed(self.columns) if place < column), None)
            target = right if right is not None and right not in names else left
            if target is not None and target not in placed:
                placed[target] = name
        count, width = len(placed), len(self.columns)
        if not placed or count == width:
            return placed
        general = all(self._names_column(name) or _UNDER.fullmatch(name.strip()) for name in placed.values())
        distinct = len(set(placed.values())) == count
        if width % count == 0 and (general or (distinct and count > 1)):
            size = width // count
            blocks = [self.columns[at : at + size] for at in range(0, width, size)]
            if all(sum(column in placed for column in block) == 1 for block in blocks):
                return {
                    column: next(placed[one] for one in block if one in placed) for block in blocks for column in block
                }
        if general and self.columns[0] in placed:
            found, name = {}, ""
            for column in self.columns:
                name = placed.get(column, name)
                found[column] = name
            return found
        return placed


def _says_unit(head: str) -> bool:
    """Whether the name over the labels says a unit of all figures below: 利润表（百万元）; 项目 alone is none."""
    return is_unit_line(head) or (re.search("[(（]", head) is not None and bool(hint_of(head)))


_MARK = regex(r"\(\d{1,2}\)|\([a-z]\)")  # a footnote's mark, unless other cells say that it is a loss
_PARTED = regex(r"(?<=^\d{4})\s+(?=[A-Z][a-z]+$)|(?<=\b\d{4})\s+(?=\d{4}\b)")
_UNDER = regex(r"(?:three|six|nine|twelve) months|quarters?|years?|actual|budget|targets?|results?", re.IGNORECASE)
