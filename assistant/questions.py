"""A file of questions: one a line, plain text or JSON objects with a `question`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import WrongUsage


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a file; `extra` holds the id that came with it, `line` is 1-based."""

    line: int
    question: str
    extra: dict[str, Any]


def read_questions(file: Path) -> Iterator[AskedQuestion]:
    """The questions of `file`, in order; empty lines are passed over. Raises WrongUsage where it does not read."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUsage(f"cannot read questions from {file}: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        if file.suffix == ".jsonl" or line.lstrip().startswith("{"):
            yield _from_json(number, line)
        else:
            yield AskedQuestion(number, line.strip(), {})


def _from_json(number: int, line: str) -> AskedQuestion:
    """A line that is no JSON object with a question becomes an empty question, which is refused by name."""
    try:
        document = json.loads(line)
    except ValueError:
        document = None
    question = document.get("question") if isinstance(document, dict) else None
    known_id = {"id": document["id"]} if isinstance(document, dict) and "id" in document else {}
    return AskedQuestion(number, question if isinstance(question, str) else "", known_id)
