"""A file to a report's parts (text, metadata, sections, passages), all made in the parsing process.

A text may be as hostile to what cuts it as a file to its parser, so both run under the same limits; ours only
receives what came out.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.models.token_counting import TokenCounting
from index.parsing import ParserProcess
from index.parsing.transfer import from_json
from index.report import Metadata, ParsedDocument, Section
from index.report_json import sections_from_rows
from index.structure.passages import Passage


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file gave. `passages` is None where only the model's own process can count its tokens."""

    document: ParsedDocument
    metadata: Metadata
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...] | None


class ReadingProcess(ParserProcess):
    """A ParserProcess that also tells what a report says of itself and cuts it, in the same child."""

    worker = "index.ingestion.reading_worker"

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        """The report's parts. `name` is what the file is known by, `stated` goes above what its text says.

        Raises an UnreadableReport, LimitExceeded too where it has too many characters or passages.
        """
        wanted = {"name": name, "stated": stated, "counting": None if counting is None else asdict(counting)}
        answer = self.document_answer(path, {"report": wanted})
        passages = answer["passages"]
        return ReadFile(
            from_json(answer["document"]),
            Metadata(**answer["metadata"]),
            sections_from_rows(answer["sections"]),
            None if passages is None else tuple(Passage(*row) for row in passages),
        )
