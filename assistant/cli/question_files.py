"""A file of questions: one a line, plain text or JSON objects with a `question`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.given_file import text_of


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question of a file; `extra` holds its id, `problem` says why it is none, `line` is 1-based."""

    line: int
    question: str
    extra: dict[str, Any]
    problem: str = ""


def read_questions(file: Path) -> Iterator[AskedQuestion]:
    """The questions of `file`, in order, `-` being standard input; empty lines are passed over. Raises WrongUsage."""
    text, _ = text_of(file, "questions")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if file.suffix == ".jsonl" or line.lstrip().startswith("{"):
            yield _from_json(number, line)
        else:
            yield AskedQuestion(number, line.strip(), {})


def _from_json(number: int, line: str) -> AskedQuestion:
    try:
        document = json.loads(line)
    except ValueError:
        return AskedQuestion(number, "", {}, 'the line is not JSON; write {"question": "…"}')
    if not isinstance(document, dict) or not isinstance(document.get("question"), str):
        known_id = {"id": document["id"]} if isinstance(document, dict) and "id" in document else {}
        return AskedQuestion(number, "", known_id, "the line has no `question` that is a text")
    return AskedQuestion(number, document["question"], {"id": document["id"]} if "id" in document else {})
