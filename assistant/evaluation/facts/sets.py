"""Files of passages with the facts that a person read in them: JSON lines, a passage a line.

The passage itself is not in the file: `report` is its file's name, `[start, end)` its place in the report's text, and
`sha256` tells whether that text is the one that was labelled.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import WrongUsage
from assistant.evaluation.items import Problem
from assistant.given_file import named, text_of
from index.ledger.entry import Kind


class Time(BaseModel):
    """What a fact is about in time: years, dates or quarters (2023-Q1); None for an end that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    first: str | None = Field(alias="from")
    last: str | None = Field(alias="to")


class Label(BaseModel):
    """A fact as a person read it. Numbers are in the unit as written; `at` is the offset of the figure's first digit.

    `stage` is `planned` or `done`; `hedge` one of "", about, near, over, under; `where` "" for the report's own place.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    figure: str
    at: int = Field(ge=0)
    low: Decimal
    high: Decimal
    unit: str
    measure: str
    kind: Kind
    period: Time | None
    stage: str = Field(pattern="^(planned|done)$")
    denied: bool = False
    hedge: str = Field(default="", pattern="^(|about|near|over|under)$")
    where: str = ""
    quote: str = ""


class Labelled(BaseModel):
    """A passage with all its facts, which may be none. `line` is its 1-based line in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    report: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int
    sha256: str
    facts: tuple[Label, ...]
    line: int = 0

    @model_validator(mode="after")
    def _stands_inside(self) -> "Labelled":
        for fact in self.facts:
            if not self.start <= fact.at < self.end:
                raise ValueError(f"the fact at {fact.at} is outside the passage")
        return self

    def place_in(self, text: str) -> int | None:
        """Where the labelled passage begins in a report's text; None where it is not there.

        A report read by another version may have lost or won characters before it, so it is looked for everywhere.
        """
        length = self.end - self.start
        for start in _nearest_first(self.start, len(text) - length):
            if hashlib.sha256(text[start : start + length].encode()).hexdigest() == self.sha256:
                return start
        return None


@dataclass(frozen=True, slots=True)
class FactSet:
    """A file of labelled passages as read, and the lines that are none."""

    sha256: str
    passages: tuple[Labelled, ...]
    problems: tuple[Problem, ...]


def read_fact_set(file: Path) -> FactSet:
    """Reads a file of labelled passages. Raises WrongUsage where it holds nothing."""
    text, content = text_of(file, "labelled passages")
    passages: dict[str, Labelled] = {}
    problems: dict[str, Problem] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        read = _passage(line, number)
        if isinstance(read, Labelled) and read.id not in passages:
            passages[read.id] = read
            continue
        if isinstance(read, Labelled):
            read = Problem(number, read.id, f"the id {read.id!r} was there before; ids are unique")
        own = f"{read.id} (line {number})" if read.id in passages or read.id in problems else read.id
        problems[own] = Problem(number, own, read.reason)
    if not passages and not problems:
        raise WrongUsage(f"{named(file)} holds no passage; write one object a line with id, report, start, end, facts")
    return FactSet(hashlib.sha256(content).hexdigest(), tuple(passages.values()), tuple(problems.values()))


def _passage(line: str, number: int) -> Labelled | Problem:
    own = f"line {number}"
    try:
        document: Any = json.loads(line, parse_float=Decimal)
    except (ValueError, RecursionError):
        return Problem(number, own, "the line is no JSON object")
    if isinstance(document, dict) and isinstance(document.get("id"), str) and document["id"]:
        own = document["id"]
    try:
        return Labelled.model_validate(document).model_copy(update={"line": number})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return Problem(number, own, f"{place or 'the line'}: {first['msg']}")


def _nearest_first(start: int, last: int) -> Iterator[int]:
    """The offsets from 0 to `last`, those near `start` first."""
    for away in range(max(start, last - start, 0) + 1):
        for offset in dict.fromkeys((start + away, start - away)):
            if 0 <= offset <= last:
                yield offset
