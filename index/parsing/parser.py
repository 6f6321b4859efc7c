"""What reads files for a library: a limited process of its own, or in tests the very process that asks."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from index.report import Box, ParsedDocument

# A quote's part on a page: its text, the boxes of its block's lines there, and between which shares of the block's
# characters there it stands, from 0 to 1.
Marked = tuple[str, Sequence[Box], float, float]


class Parser(Protocol):
    """Reads files one after another between entering and leaving it. What it was given as limits holds for each."""

    def parse(self, path: Path) -> ParsedDocument:
        """The document in a file. Raises an UnreadableReport where the file gives none."""

    def render(self, path: Path, page: int, markings: Sequence[Marked] = (), across: int | None = None) -> bytes:
        """A page of a PDF as PNG, `across` pixels wide where they are told and not too many, the quotes in `markings`
        marked. Raises an UnreadableReport, or NoSuchPage.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
