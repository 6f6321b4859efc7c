"""Question files: what an item is, and the formats that are read directly. Each is told by its content.

Our own questions.jsonl and FinanceBench's come one object a line, so that a bad line costs only itself. A file in JSON
or CSV is read whole; `adapters` knows those. Contexts that come inside a file are written out as reports.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import WrongUsage
from assistant.evaluation.items import Item, Problem
from assistant.evaluation.questions import adapters
from assistant.given_file import first_line, is_standard_input, named, own_name, text_of

OWN, FINANCEBENCH = "questions.jsonl", "financebench"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A question file as read. `contexts` are reports that came inside it, (file name, text)."""

    format: str
    sha256: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]
    contexts: tuple[tuple[str, str], ...] = ()


def read_dataset(file: Path) -> Dataset:
    """Reads a question file in any format that is known. Raises WrongUsage where it is none."""
    text, content = text_of(file, "questions")
    kind, read, contexts = _read(file, text)
    items, problems = _checked(read)
    if not items and not problems:
        raise WrongUsage(f"{named(file)} holds no question; write one JSON object a line, as docs/evaluation.md says")
    return Dataset(kind, hashlib.sha256(content).hexdigest(), tuple(items), tuple(problems), tuple(contexts))


def _read(file: Path, text: str) -> tuple[str, Iterable[Item | Problem], Iterable[tuple[str, str]]]:
    suffix = _suffix_of(text) if is_standard_input(file) else file.suffix.lower()
    if suffix == ".csv":
        return "sec10q", adapters.sec10q(text, sorted(path.name for path in _beside(file))), ()
    if suffix != ".jsonl":
        stem = Path(own_name(file)).stem
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            document = None  # one object a line under another name
        if adapters.is_tatqa(document):
            return "tatqa", *adapters.tatqa(document, stem)
        if adapters.is_squad(document):
            return "squad", *adapters.squad(document, stem)
        if document is not None and not adapters.is_own(document):
            raise WrongUsage(
                f"{named(file)} is JSON in no format that is known; SQuAD, CMRC, DRCD, XQuAD and TAT-QA are, "
                "or write one object a line with id, question, answers, answerable, reports"
            )
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if any('"doc_name"' in line for _, line in lines[:5]):
        names = {path.stem: path.name for path in _beside(file)}
        return FINANCEBENCH, (_of_line(number, line, names) for number, line in lines), ()
    return OWN, (_of_line(number, line, None) for number, line in lines), ()


def _suffix_of(text: str) -> str:
    """What the file would be called that came on standard input without a name."""
    columns = first_line(text).lower().split(",")
    return ".csv" if {"question", "answer"} <= {column.strip(' "') for column in columns} else ".json"


def _of_line(number: int, line: str, names: dict[str, str] | None) -> Item | Problem:
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return Problem(number, f"line {number}", "the line is not JSON; write one object a line")
    try:
        return own(document, number) if names is None else adapters.financebench(document, number, names)
    except adapters.Malformed as error:
        known = document.get("id") if isinstance(document, dict) else None
        return Problem(number, known if isinstance(known, str) else f"line {number}", str(error))


def own(document: Any, number: int) -> Item:
    """An item of questions.jsonl. Raises Malformed."""
    question = adapters.text_of(document, "question")
    answers = adapters.texts_of(document, "answers")
    answerable = document.get("answerable", bool(answers))
    if not isinstance(answerable, bool):
        raise adapters.Malformed("`answerable` is neither true nor false")
    pages = document.get("pages") or []
    try:
        placed = tuple((str(page["report"]), int(page["page"])) for page in pages)
    except (TypeError, KeyError, ValueError) as error:
        raise adapters.Malformed('`pages` is no list of {"report": file name, "page": number}') from error
    return Item(
        line=number,
        id=adapters.text_of(document, "id"),
        question=question,
        answers=answers,
        answerable=answerable,
        reports=adapters.texts_of(document, "reports"),
        quotes=adapters.texts_of(document, "quotes"),
        pages=placed,
        kind=str(document.get("kind") or ""),
    )


def reports_beside(file: Path) -> Path | None:
    """The folder of the file's own reports: `reports` or `pdfs` or `docs` beside it, `reports-zh` for
    `questions-zh.jsonl`; None where there is none, and for standard input, which lies nowhere."""
    if is_standard_input(file):
        return None
    suffix = file.stem.removeprefix("questions") if file.stem.startswith("questions-") else ""
    for name in (f"reports{suffix}", "reports", "pdfs", "docs"):
        if (file.parent / name).is_dir():
            return file.parent / name
    return None


def _beside(file: Path) -> Iterator[Path]:
    folder = reports_beside(file)
    return iter(()) if folder is None else (path for path in folder.rglob("*") if path.is_file())


def _checked(read: Iterable[Item | Problem]) -> tuple[list[Item], list[Problem]]:
    """Items apart from problems; an id that was there before is a problem."""
    items: list[Item] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for entry in read:
        if isinstance(entry, Item) and entry.id in seen:
            entry = Problem(entry.line, entry.id, f"the id {entry.id!r} was there before; ids are unique")
        if isinstance(entry, Problem):
            problems.append(replace(entry, id=_fresh(entry, seen)))
        else:
            items.append(entry)
        seen.add(problems[-1].id if isinstance(entry, Problem) else entry.id)
    return items, problems


def _fresh(problem: Problem, seen: set[str]) -> str:
    return problem.id if problem.id not in seen else f"{problem.id} (line {problem.line})"
