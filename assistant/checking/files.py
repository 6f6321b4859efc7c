"""Files into claims: a table (.csv), one object a line (.jsonl), or an article (.txt, .md, .docx) to find them in.

What is wrong with one row costs that row alone: it stays in its place with its line and the reason.
"""

import csv
import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.checking.articles import article_claims
from assistant.checking.claims import GOLD_LABELS, BadRow, Claim, ClaimRow, SourcePlace, cleaned_line
from assistant.errors import AssistantError, WrongUsage
from assistant.given_file import content_of, first_line, is_standard_input, named, own_name
from index.errors import DamagedFile, UnreadableReport
from index.parsing import Parser
from index.parsing.decoding import decode
from index.report import BlockKind

ARTICLES = (".txt", ".md", ".markdown", ".docx")
SUFFIXES = (".csv", ".jsonl", *ARTICLES)
# What a newsroom's sheet may hold, and what a browser can be made to swallow.
FILE_BYTES = 20_000_000
MOST_ROWS = 100_000

# What people head the column of claims with; the first that is there is it.
CLAIM_COLUMNS = ("claim", "claims", "claim text", "statement", "主张", "断言", "声明", "说法", "陈述", "待核查内容")
ID_COLUMNS = ("id", "编号", "序号")
DELIMITERS = (",", ";", "\t", "|", "，", "；")
_NO_DELIMITER = "\x1f"


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A file as read. `text` is an article's canonical text, in which the places of its claims are; else empty.

    `document` is the file itself where it is a Word article, which can go back with comments.
    """

    name: str
    sha256: str
    entries: tuple[ClaimRow, ...]
    text: str = ""
    document: bytes = b""


def read_claims(file: Path, parser: Parser) -> ClaimFile:
    """Reads a file of claims, or an article, which `parser` reads like a report.

    Raises WrongUsage where the file is none of those, AssistantError where it does not read.
    """
    if not is_standard_input(file) and file.suffix.lower() not in SUFFIXES:
        raise WrongUsage(f"{file} is no file of claims; name a .csv, .jsonl, .txt, .md or .docx")
    content = content_of(file, "claims", FILE_BYTES)
    text, document = "", b""
    try:
        suffix = _suffix_of(content) if is_standard_input(file) else file.suffix.lower()
        if suffix == ".csv":
            entries: Iterable[ClaimRow] = table_claims(decode(content), named(file))
        elif suffix == ".jsonl":
            entries = line_claims(decode(content))
        else:
            text, entries = _article(file, suffix, content, parser)
            document = content if suffix == ".docx" else b""
    except UnreadableReport as error:
        raise AssistantError(f"{named(file)} {error}") from error
    listed = _unique(entries)
    if not listed:
        raise WrongUsage(f"{named(file)} holds no claim; write one a row below a header `claim`, or an article")
    return ClaimFile(own_name(file), hashlib.sha256(content).hexdigest(), tuple(listed), text, document)


def _suffix_of(content: bytes) -> str:
    """What the file would be called that came on standard input without a name."""
    if content.startswith(b"PK\x03\x04"):
        return ".docx"
    text = decode(content)
    line = first_line(text)
    if line.startswith("{"):
        return ".jsonl"
    # A header of one column may be the title of an article, such as 声明; only `claim` itself is taken for one.
    _, column, names = _claim_column(line) or ("", 0, ())
    if len(names) > 1 or (names and names[column].lower() == CLAIM_COLUMNS[0]) or line.lower().startswith("sep="):
        return ".csv"
    return ".md" if re.search(r"^#{1,6} \S", text, re.MULTILINE) else ".txt"


def _article(file: Path, suffix: str, content: bytes, parser: Parser) -> tuple[str, Iterable[ClaimRow]]:
    if is_standard_input(file):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"article{suffix}"
            file.write_bytes(content)
            document = parser.parse(file)
    else:
        document = parser.parse(file)
    headings, tables = (
        [(block.start, block.end) for block in document.blocks if block.kind is kind]
        for kind in (BlockKind.HEADING, BlockKind.TABLE)
    )
    return document.text, article_claims(document.text, headings, tables)


# -- tables


def table_claims(text: str, name: str) -> Iterator[ClaimRow]:
    """The claims of a table, a row each. Raises WrongUsage where no column holds claims or there are too many rows."""
    lines = text.split("\n")
    first = 1 if lines and lines[0].lower().startswith("sep=") else 0  # Excel's note of the delimiter
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first == len(lines):
        raise DamagedFile("is empty; write one claim a row below a header `claim`")
    delimiter, column, names = _header(lines[first], name)
    return _rows(lines, first + 1, delimiter, column, names)


def _header(line: str, name: str) -> tuple[str, int, tuple[str, ...]]:
    """The delimiter, the column of claims and the columns' names. Raises WrongUsage where no column holds claims."""
    found = _claim_column(line)
    if found is not None:
        return found
    best = max((cells for _, cells in _read_as(line)), key=len, default=())
    shown = ", ".join(cell[:20] or "(empty)" for cell in best[:8])
    raise WrongUsage(f"{name} has no column `claim`, its first row is: {shown}; head the column of claims with `claim`")


def _claim_column(line: str) -> tuple[str, int, tuple[str, ...]] | None:
    """The delimiter, the column of claims and the columns' names of a first row; None where it names no claims."""
    for delimiter, cells in _read_as(line):
        known = [cell.lower().replace("_", " ") for cell in cells]
        for wanted in CLAIM_COLUMNS:
            if wanted in known:
                # Below a header of one column, a comma is the claim's own.
                return delimiter if len(cells) > 1 else _NO_DELIMITER, known.index(wanted), _distinct(cells)
    return None


def _read_as(line: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The cells of a row by each delimiter that reads it."""
    for delimiter in (*DELIMITERS, _NO_DELIMITER):
        try:
            yield delimiter, tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter)))
        except (csv.Error, StopIteration):
            continue


def _distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Names of columns, each its own, also where the header leaves one empty or says one twice."""
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = cell or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _rows(lines: Sequence[str], first: int, delimiter: str, column: int, names: Sequence[str]) -> Iterator[ClaimRow]:
    for rows, (line, cells) in enumerate(_records(lines, first, delimiter), start=1):
        if rows > MOST_ROWS:
            raise WrongUsage(f"more than {MOST_ROWS:,} rows; split the file into several")
        yield _row(line, cells, delimiter, column, names)


def _records(lines: Sequence[str], first: int, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """(1-based line, cells) of each row that is not empty; None for a line whose quotes don't match.

    After such a line reading goes on with the next: an open quote must not swallow the rest of the file.
    """
    at = first
    while at < len(lines):
        position = at

        def following() -> Iterator[str]:
            nonlocal position
            while position < len(lines):
                position += 1
                yield lines[position - 1] + ("\n" if position < len(lines) else "")

        reader = csv.reader(following(), delimiter=delimiter, strict=True)
        while True:
            at = position
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield at + 1, None
                at += 1
                break
            if any(cell.strip() for cell in cells):
                yield at + 1, cells


def _row(line: int, cells: list[str] | None, delimiter: str, column: int, names: Sequence[str]) -> ClaimRow:
    place, name = SourcePlace(line=line), f"row {line}"
    if cells is None:
        return BadRow(name, f"line {line}: a quote is not closed, or text stands behind one", place)
    while len(cells) > len(names) and not cells[-1].strip():
        cells = cells[:-1]
    others = tuple((names[at], cell.strip()) for at, cell in enumerate(cells[: len(names)]) if at != column)
    own = next((value for known, value in others if known.lower() in ID_COLUMNS and value), name)
    if len(cells) > len(names):
        fix = f"put a claim that has a {_shown(delimiter)} in it between double quotes"
        return BadRow(own, f"line {line}: {len(cells)} cells below a header of {len(names)}; {fix}", place, others)
    text = cleaned_line(cells[column]) if column < len(cells) else ""
    if not text:
        return BadRow(own, f"line {line}: no claim in this row", place, others)
    return Claim(own, text, place=place, columns=others)


def _shown(delimiter: str) -> str:
    return "tab" if delimiter == "\t" else f"“{delimiter}”"


# -- one object a line


def line_claims(text: str) -> Iterator[ClaimRow]:
    """The claims of a claims.jsonl, a line each; fields that it does not know are kept as columns."""
    lines = text.removeprefix("\ufeff").split("\n")
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if len(filled) > MOST_ROWS:
        raise WrongUsage(f"more than {MOST_ROWS:,} lines; split the file into several")
    for number, line in filled:
        yield _line_claim(number, line)


def _line_claim(number: int, line: str) -> ClaimRow:
    name, place = f"line {number}", SourcePlace(line=number)
    try:
        document = json.loads(line)
    except (ValueError, RecursionError):
        return BadRow(name, f'line {number}: not JSON; write {{"id": "1", "claim": "…"}}', place)
    if not isinstance(document, dict):
        return BadRow(name, f'line {number}: no object; write {{"id": "1", "claim": "…"}}', place)
    stated = document.get("id")
    own = str(stated) if isinstance(stated, str | int) and not isinstance(stated, bool) and str(stated) else name
    others = tuple(
        (_clean(key), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for key, value in document.items()
        if key not in _FIELDS
    )
    problem = _problem(document)
    if problem:
        return BadRow(own, f"line {number}: {problem}", place, others)
    return Claim(
        id=own,
        text=cleaned_line(document["claim"]),
        place=place,
        years=tuple(int(year) for year in document.get("years") or ()),
        reports=tuple(document.get("reports") or ()),
        columns=others,
        evidence=tuple(map(_clean, document.get("evidence") or ())),
        label=document.get("label"),
    )


_FIELDS = ("id", "claim", "label", "evidence", "years", "reports")


def _problem(document: dict[str, Any]) -> str:
    """What keeps an object from being a claim; empty where nothing does."""
    claim = document.get("claim")
    if not isinstance(claim, str) or not claim.strip():
        return "no `claim` that is a text"
    if document.get("label") not in (None, *GOLD_LABELS):
        return f"the label {str(document['label'])[:40]!r} is none; they are {', '.join(GOLD_LABELS)}"
    for field, fits, meant in (
        ("years", _is_year, "years"),
        ("reports", _is_text, "file names"),
        ("evidence", _is_text, "texts"),
    ):
        values = document.get(field)
        if values is not None and not (isinstance(values, list) and all(map(fits, values))):
            return f"`{field}` is no list of {meant}"
    return ""


def _is_year(value: object) -> bool:
    """A year as a number, or as text: public claim files write both."""
    return not isinstance(value, bool) and re.fullmatch(r"[12]\d{3}", str(value), re.ASCII) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _clean(text: str) -> str:
    """A JSON string can hold half a surrogate pair, which no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _unique(entries: Iterable[ClaimRow]) -> list[ClaimRow]:
    """The entries, an id that was there before made a bad row: results are told apart by it."""
    seen: set[str] = set()
    kept: list[ClaimRow] = []
    for entry in entries:
        if entry.id in seen:
            where = f"{entry.id} (line {entry.place.line})"
            reason = f"line {entry.place.line}: the id {entry.id!r} was there before; ids are unique"
            entry = (
                replace(entry, id=where)
                if isinstance(entry, BadRow)
                else BadRow(where, reason, entry.place, entry.columns)
            )
        seen.add(entry.id)
        kept.append(entry)
    return kept
