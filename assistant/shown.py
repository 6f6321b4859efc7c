"""What of an answer is shown once: its table and its sums already tell some of its statements."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Answer, Computed, Dropped, Statement
from assistant.messages import Language, message
from assistant.messages.other_language import said_in


class _Cell(Protocol):
    @property
    def row(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def citation(self) -> int: ...


class _Table(Protocol):
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[str, ...]: ...
    @property
    def cells(self) -> Sequence[_Cell]: ...


def table_grid(table: _Table) -> list[list[str]]:
    """The table as rows of words, its head first: each figure with the number of its citation, an empty cell empty."""
    told = {(cell.row, cell.column): f"{cell.text} [{cell.citation}]" for cell in table.cells}
    lines = [["", *table.columns]]
    for row, name in enumerate(table.rows):
        lines.append([name, *(told.get((row, column), "") for column in range(len(table.columns)))])
    return lines


def beside_the_table(answer: Answer) -> tuple[Statement, ...]:
    """The statements that the table does not tell: of each cell the last that names its row and rests on its quote.

    The answer's text has such a line for each cell, for those who read it without a table.
    """
    if not has_table(answer) or answer.table is None:
        return answer.statements
    told: set[int] = set()
    for cell in answer.table.cells:
        row = answer.table.rows[cell.row]
        own = [
            place
            for place, statement in enumerate(answer.statements)
            if statement.citations == (cell.citation,) and row in statement.text and place not in told
        ]
        told.update(own[-1:])
    return tuple(statement for place, statement in enumerate(answer.statements) if place not in told)


def note_beside_the_table(answer: Answer) -> str:
    """The note without its first words where they are the name of the table's only column."""
    if answer.table is None or not has_table(answer) or len(answer.table.columns) != 1:
        return answer.note
    return answer.note.removeprefix(answer.table.columns[0]).lstrip("。. ")


def has_table(answer: Answer) -> bool:
    """Whether there is a table to show; of a single cell its statement says it all, where there is one."""
    return answer.table is not None and (len(answer.table.cells) > 1 or not answer.statements)


def is_computed(statement: Statement, computed: tuple[Computed, ...]) -> bool:
    """Whether a statement says what was worked out, with its expression."""
    return any(each.expression in statement.text and each.result in statement.text for each in computed)


def computed_beside(answer: Answer) -> tuple[Computed, ...]:
    """What was worked out and no statement says with its expression."""
    return tuple(each for each in answer.computed if not any(is_computed(said, (each,)) for said in answer.statements))


# Sentences refused for the same reason that are shown; the others are only counted.
MOST_REFUSED = 2


def refused(dropped: Sequence[Dropped], language: Language) -> Iterator[tuple[list[str], str]]:
    """What a model wrote and the reports do not bear out, by reason: the first few, and the reason with how many."""
    by_reason: dict[str, list[str]] = {}
    for one in dropped:
        by_reason.setdefault(said_in(one.reason, language), []).append(one.text)
    for reason, texts in by_reason.items():
        more = len(texts) - MOST_REFUSED
        said = f"{reason} {message(language, 'answer.dropped_more', count=more)}" if more > 0 else reason
        yield list(dict.fromkeys(texts[:MOST_REFUSED])), said


def figure_first(text: str, quotes: tuple[str, ...]) -> tuple[str, str]:
    """A statement's figure, where it begins with words of its quotes, and what Wenju says behind it."""
    if any(text in quote for quote in quotes):
        return text, ""
    for mark in ("（", " ("):
        head, found, rest = text.partition(mark)
        if found and head and any(head in quote for quote in quotes):
            return head, found + rest
    return "", text
