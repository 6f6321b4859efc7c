"""A report's objects: its text, structure and passages; its vectors; which tokens its passages have; its file."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import PurePath
from typing import Any

import numpy as np

from index.ledger.entries import entries_of
from index.ledger.version import ledger_version
from index.models.embedding import Vectors
from index.report import Passage, Report
from index.store.cluster.collections import WordsRow
from index.store.cluster.facts import fact_rows
from index.store.cluster.inside import scope_fields
from index.store.cluster.manifest import Row, folder_of
from index.store.cluster.objects import Objects, named
from index.store.rows import NewReport, structure_from_json, structure_to_json
from index.structure.passages import indexed_text
from index.text.tokens import matchable, tokens

MEAN_OF_PASSAGES, MEAN_OF_REPORTS = MEANS = ("tokens of a passage", "tokens of a report")


@dataclass(frozen=True, slots=True)
class Body:
    """What the objects hold of a report beside its row: its text, the keyword arguments of `Report`, its passages."""

    text: str
    structure: dict[str, Any]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """What Milvus gets of a report."""

    passages: list[WordsRow]
    whole: WordsRow
    facts: list[dict[str, Any]]


def means_of(reports: Sequence[Searched]) -> dict[str, float]:
    """How many tokens a passage and a report has, of the first reports of a library: what BM25 measures lengths by.

    They are noted once: a mean that moves would have every stored vector computed anew.
    """
    passages = [row.counts.total() for found in reports for row in found.passages]
    return {
        MEAN_OF_PASSAGES: sum(passages) / len(passages),
        MEAN_OF_REPORTS: sum(found.whole.counts.total() for found in reports) / len(reports),
    }


def write_objects(objects: Objects, content: int, new: NewReport, original: bytes, facts: int) -> Row:
    """Writes a report's objects; its row, which shows it, is yet to be written. Raises LibraryUnreachable."""
    report, folder = new.report, folder_of(content)

    def write(written: bytes, ending: str) -> str:
        name = named(folder, written, ending)
        objects.write(name, written)
        return name

    body = {
        "text": report.text,
        "structure": structure_to_json(report),
        "passages": [astuple(passage) for passage in new.passages],
    }
    vectors = new.vectors if new.vectors is not None else np.empty((0, 0), np.float32)
    return Row(
        content=content,
        report_id=report.report_id,
        metadata=asdict(report.metadata),
        stated=new.stated,
        text_sha256=report.text_sha256,
        parser_version=report.parser_version,
        pages=len(report.page_starts) or None,
        problems=list(report.problems),
        added=new.added,
        characters=len(report.text),
        passages=len(new.passages),
        ledger=ledger_version(),
        facts=facts,
        original=write(original, PurePath(new.original).suffix),
        report=write(_packed(body), ".json.gz"),
        vectors=write(np.ascontiguousarray(vectors, np.float32).tobytes(), ".f32"),
        words=write(_packed(_passages_by_token(report, new.passages)), ".words.gz"),
        sources=[[source.name, source.url, source.added] for source in report.sources],
    )


def searched(content: int, new: NewReport) -> Searched:
    """What Milvus gets of a report, from what its objects hold."""
    report, passages, vectors, known = new.report, new.passages, new.vectors, new.report.metadata
    scope, rows = scope_fields(known), []
    for place, passage in enumerate(passages):
        text = report.text[passage.start : passage.end]
        header = indexed_text(report, passage).removesuffix(text)
        rows.append(
            WordsRow(
                content,
                place,
                Counter(tokens(f"{header}\n{text}")),
                scope,
                f"{matchable(header)}\v{matchable(text)}",
                None if vectors is None else vectors[place],
                (passage.start, passage.end),
            )
        )
    whole = WordsRow(content, 0, Counter(tokens(f"{known.title}\n{report.text}")), scope)
    entries = entries_of(report) if new.entries is None else new.entries
    return Searched(rows, whole, fact_rows(content, entries, scope))


def read_body(objects: Objects, name: str) -> Body:
    """The body that `write_objects` wrote. Raises LibraryDamaged."""
    read = _unpacked(objects.read_whole(name))
    passages = tuple(Passage(*place) for place in read["passages"])
    return Body(str(read["text"]), structure_from_json(read["structure"]), passages)


def read_vectors(objects: Objects, name: str, passages: int) -> Vectors:
    """The vectors that `write_objects` wrote, a row a passage. Raises LibraryDamaged."""
    return np.frombuffer(objects.read_whole(name), np.float32).reshape(passages, -1)


def read_words(objects: Objects, name: str) -> Counter[str]:
    """How many of a report's passages have each token. Raises LibraryDamaged."""
    return Counter(_unpacked(objects.read_whole(name)))


def _passages_by_token(report: Report, passages: tuple[Passage, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for passage in passages:
        found.update(set(tokens(indexed_text(report, passage))))
    return found


def _packed(value: Any) -> bytes:
    return gzip.compress(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"), mtime=0)


def _unpacked(content: bytes) -> Any:
    return json.loads(gzip.decompress(content).decode("utf-8", "surrogatepass"))
