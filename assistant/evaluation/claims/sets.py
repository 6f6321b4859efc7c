"""Files of claims with their gold verdicts: our own claims.jsonl, and formats that are told by their content."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.checking.claims import BadRow, Claim, SourcePlace
from assistant.checking.files import line_claims
from assistant.errors import WrongUsage
from assistant.evaluation.claims import adapters
from assistant.evaluation.items import Problem
from assistant.evaluation.questions.adapters import Malformed
from assistant.given_file import first_line, is_standard_input, named, text_of


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """A file of claims as read: those with a gold verdict, and the lines that give none."""

    sha256: str
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


def read_claim_set(file: Path) -> ClaimSet:
    """Reads a file of claims with gold verdicts in any format that is known. Raises WrongUsage where it is none."""
    text, content = text_of(file, "claims")
    is_table = _is_table(text) if is_standard_input(file) else file.suffix.lower() == ".csv"
    claims: dict[str, Claim] = {}
    problems: dict[str, Problem] = {}
    read = adapters.healthver(text) if is_table else _of_lines(text)
    for entry in read:
        if isinstance(entry, Claim) and entry.id not in claims and entry.label is not None:
            claims[entry.id] = entry
            continue
        problem = entry if isinstance(entry, Problem) else _problem(entry, entry.id in claims)
        # Records are found by their ids: a problem's own is its line where a claim has that id.
        taken = problem.id in claims or problem.id in problems
        own = f"{problem.id} (line {problem.line})" if taken else problem.id
        problems[own] = Problem(problem.line, own, problem.reason)
    if not claims and not problems:
        raise WrongUsage(f"{named(file)} holds no claim; write one object a line with id, claim and label")
    return ClaimSet(hashlib.sha256(content).hexdigest(), tuple(claims.values()), tuple(problems.values()))


def _is_table(text: str) -> bool:
    """Whether a text without a file name begins as a CSV of claims does."""
    columns = {column.strip(' "') for column in first_line(text).lower().split(",")}
    return {"claim", "label"} <= columns


def _of_lines(text: str) -> Iterator[Claim | Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
        except (ValueError, RecursionError):
            document = None
        try:
            known = adapters.claim_of(document, number) if isinstance(document, dict) else None
        except Malformed as error:
            yield Problem(number, f"line {number}", str(error))
            continue
        yield known if known is not None else _own(number, line)


def _own(number: int, line: str) -> Claim | Problem:
    """A line of our own claims.jsonl."""
    entry = next(line_claims(line))
    if isinstance(entry, Claim):
        return replace(entry, place=SourcePlace(line=number))
    reason = entry.reason.removeprefix("line 1: ")
    own = entry.id if isinstance(entry, BadRow) and entry.id != "line 1" else f"line {number}"
    return Problem(number, own, reason)


def _problem(claim: Claim, is_double: bool) -> Problem:
    if is_double:
        return Problem(claim.place.line or 0, claim.id, f"the id {claim.id!r} was there before; ids are unique")
    return Problem(claim.place.line or 0, claim.id, "the claim has no `label` to hold its verdict against")
