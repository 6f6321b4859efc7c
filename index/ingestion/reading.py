"""A file to a report's parts (text, metadata, sections, passages), all made in the parsing process.

A text may be as hostile to what cuts it as a file to its parser, so both run under the same limits; ours only
receives what came out.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

from index.models.token_counting import TokenCounting
from index.parsing import Limits, Parser, ParserProcess
from index.parsing.transfer import from_json
from index.report import Metadata, ParsedDocument, Passage, Report, Section
from index.report_json import sections_from_rows
from index.structure.metadata import read_metadata, with_stated
from index.structure.passages import make_passages
from index.structure.sections import section_tree


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file gave. `passages` is None where only the model's own process can count its tokens."""

    document: ParsedDocument
    metadata: Metadata
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...] | None


class Reader(Parser, Protocol):
    """A Parser that also tells what a report says of itself and cuts it."""

    limits: Limits

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        """The report's parts. `name` is what the file is known by, `stated` goes above what its text says.

        Raises an UnreadableReport, LimitExceeded too where it has too many characters or passages.
        """


class ReadingProcess(ParserProcess):
    """The Reader of a library: a ParserProcess whose child goes on to metadata, sections and passages."""

    worker = "index.ingestion.reading_worker"

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        """As Reader says."""
        wanted = {"name": name, "stated": stated, "counting": None if counting is None else asdict(counting)}
        answer = self.document_answer(path, {"report": wanted})
        passages = answer["passages"]
        return ReadFile(
            from_json(answer["document"]),
            Metadata(**answer["metadata"]),
            sections_from_rows(answer["sections"]),
            None if passages is None else tuple(Passage(*row) for row in passages),
        )


def read_document(
    document: ParsedDocument,
    name: str,
    stated: dict[str, Any],
    count_tokens: Callable[[Sequence[str]], list[int]] | None,
    limits: Limits,
) -> ReadFile:
    """The parts of a report whose file is parsed; no passages without `count_tokens`. Raises LimitExceeded."""
    metadata = with_stated(read_metadata(document, name), stated)
    sections = section_tree(document, metadata.year)
    if count_tokens is None:
        return ReadFile(document, metadata, sections, None)
    # What cutting looks at; the rest of a report is known only to who asked.
    report = Report("", metadata, document.text, "", "", sections, document.blocks, problems=document.problems)
    return ReadFile(document, metadata, sections, make_passages(report, count_tokens, limit=limits.passages))
