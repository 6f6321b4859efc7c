"""What a reader says of an answer, kept as a gold that `wenju evaluate questions` reads.

A thumb up keeps the question with the quotes that were shown; a thumb down with the quote that should have been, found
letter for letter in the reports, or as one that they do not answer. The file is `questions.jsonl` in the library's
folder; judging a question again replaces its line.
"""

import hashlib
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import WrongUsage
from assistant.messages import Language, message
from assistant.ui.ask.chosen import Chosen
from index.library import Library
from index.patterns import regex
from index.report import Report
from index.store.durable import write_file

FILE_NAME = "questions.jsonl"
QUOTE_CHARACTERS = 2_000
_LOCK = threading.Lock()
_SPACE = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a report: the gold's evidence."""

    report: Report
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.report.text[self.start : self.end]


def keep(library: Library, question: str, answers: Sequence[str], quotes: Sequence[Quoted], chosen: Chosen) -> str:
    """Keeps a question with its gold, and gives the line's id. Without a quote it is one that no report answers.

    Of `answers` those count that stand in a quote; where none does, the quotes are the answers.
    """
    told = [answer for answer in answers if any(answer in quote.text for quote in quotes)]
    names = [quote.report.sources[0].name for quote in quotes]
    pages = [(name, quote.report.page_at(quote.start)) for name, quote in zip(names, quotes, strict=True)]
    line: dict[str, Any] = {
        "id": _id(question, chosen),
        "question": question,
        "answers": list(dict.fromkeys(told or [quote.text for quote in quotes])),
        "answerable": bool(quotes),
        "reports": list(dict.fromkeys(names)),
        "quotes": list(dict.fromkeys(quote.text for quote in quotes)),
        "pages": [{"report": name, "page": page} for name, page in dict.fromkeys(pages) if page is not None],
    }
    if not chosen.is_open:
        line["scope"] = chosen.to_json()
    _replace(library.root / FILE_NAME, str(line["id"]), line)
    return str(line["id"])


def forget(library: Library, question: str, chosen: Chosen) -> None:
    """Takes a judgement back."""
    _replace(library.root / FILE_NAME, _id(question, chosen), None)


def quoted(library: Library, places: Sequence[tuple[str, int, int]]) -> list[Quoted]:
    """The stretches of reports that a browser names. Raises WrongUsage where one is none, UnknownReport."""
    found = []
    for report_id, start, end in places:
        report = library.get(report_id)
        if not 0 <= start < end <= len(report.text):
            raise WrongUsage("the quote is not inside its report")
        found.append(Quoted(report, start, end))
    return found


def find_quote(library: Library, words: str, report_ids: Sequence[str], language: Language) -> Quoted:
    """Where words that a person gives stand in the reports, spaces aside. Raises WrongUsage where they do not."""
    pieces = [re.escape(piece) for piece in _SPACE.split(words.strip()) if piece]
    if not pieces or len(words) > QUOTE_CHARACTERS:
        raise WrongUsage(message(language, "judge.quote_needed", most=QUOTE_CHARACTERS))
    pattern = re.compile(r"\s*".join(pieces))
    for report_id in report_ids:
        report = library.get(report_id)
        if match := pattern.search(report.text):
            return Quoted(report, match.start(), match.end())
    raise WrongUsage(message(language, "judge.quote_unknown"))


def _id(question: str, chosen: Chosen) -> str:
    """The same for the same question in the same scope."""
    said = json.dumps([question, chosen.to_json()], ensure_ascii=False, sort_keys=True)
    return f"page-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _replace(file: Path, name: str, line: dict[str, Any] | None) -> None:
    with _LOCK:
        try:
            kept = file.read_text("utf-8").splitlines()
        except FileNotFoundError:
            kept = []
        lines = [each for each in kept if each.strip() and _id_of(each) != name]
        if line is not None:
            lines.append(json.dumps(line, ensure_ascii=False))
        if lines != kept:
            write_file(file, "".join(f"{each}\n" for each in lines).encode())


def _id_of(line: str) -> str:
    try:
        return str(json.loads(line).get("id"))
    except (ValueError, AttributeError):
        return ""  # a line that somebody else wrote stays as it is
