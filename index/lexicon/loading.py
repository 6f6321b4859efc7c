"""A table of the lexicon to typed rows.

A table is a .tsv file beside this module: lines with # are comments, the first other line names the columns, and they
are the fields of the row's NamedTuple. A field of several words parts them with "|"; an empty one holds none.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar, get_type_hints

Row = TypeVar("Row", bound=tuple[Any, ...])


class Word(NamedTuple):
    """A word of a list: its kind, the characters that must not stand before it, and what must not stand behind it."""

    kind: str
    word: str
    not_after: str
    not_before: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """It as a regular expression."""
        before = f"(?<![{re.escape(self.not_after)}])" if self.not_after else ""
        behind = f"(?!{'|'.join(map(re.escape, self.not_before))})" if self.not_before else ""
        return f"{before}{re.escape(self.word)}{behind}"


def read_table(name: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of the table `name`, in its order.

    Raises ValueError, with the line's number, where a line does not fit `row`.
    """
    return parse_table(name, _text(name), row)


def parse_table(name: str, text: str, row: type[Row]) -> tuple[Row, ...]:
    """The rows of a table's text; `name` is what an error calls it."""
    readers = {field: _READERS[kind] for field, kind in get_type_hints(row).items()}
    header: list[str] | None = None
    found: list[Row] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if header != list(readers):
                raise ValueError(f"{name}.tsv, line {number}: columns are {header}, not {list(readers)}")
            continue
        if len(cells) != len(header):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} cells, not {len(header)}: {line!r}")
        try:
            found.append(row(*(read(cell) for read, cell in zip(readers.values(), cells, strict=True))))
        except (ValueError, InvalidOperation) as error:
            raise ValueError(f"{name}.tsv, line {number}: {line!r} has a cell that can't be read") from error
    if not found:
        raise ValueError(f"{name}.tsv has no rows")
    return tuple(found)


def words(name: str, kind: str | None = None) -> tuple[Word, ...]:
    """The words of a list, in its order; only those of one kind where one is given."""
    return tuple(word for word in _words(name) if kind in (None, word.kind))


def any_of(listed: Iterable[Word]) -> str:
    """A pattern of words, in their order: the first that matches wins."""
    return "|".join(word.pattern for word in listed)


@cache
def _words(name: str) -> tuple[Word, ...]:
    return read_table(name, Word)


@cache
def _text(name: str) -> str:
    return (files(__package__) / f"{name}.tsv").read_text("utf-8")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _filled(cell: str) -> str:
    if cell != cell.strip():
        raise ValueError(f"{cell!r} has blanks around it")
    return cell


def _yes(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError(f"{cell!r} is neither yes nor no")
    return cell == "yes"


_READERS: dict[Any, Callable[[str], Any]] = {
    str: _filled,
    Decimal: Decimal,
    bool: _yes,
    tuple[str, ...]: _several,
}
