"""A report's row and the values that it stands for: metadata in columns, structure as JSON, and what seals both."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from index.errors import LibraryDamaged
from index.ledger.entry import Entry
from index.models.embedding import Vectors
from index.report import Metadata, Passage, Report, Source
from index.report_json import (
    blocks_from_rows,
    blocks_to_rows,
    removals_from_rows,
    removals_to_rows,
    sections_from_rows,
    sections_to_rows,
)

METADATA = tuple(field.name for field in fields(Metadata))
# What a report's checksum is over, beside its names: everything that is served of the row.
SEALED = (
    "number",
    "report_id",
    *METADATA,
    "fiscal_year",
    "stated",
    "text_sha256",
    "parser_version",
    "pages",
    "problems",
    "original",
    "added",
    "characters",
    "first_passage",
    "passages",
    "body_checksum",
)


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report ready to be stored: read and cut into passages.

    `vectors`, a row a passage, and `entries`, its ledger, are there where they are known already; else they are made
    when it is stored, or behind.
    """

    report: Report
    stated: dict[str, Any]
    original: str
    passages: tuple[Passage, ...]
    added: str
    vectors: Vectors | None = None
    entries: tuple[Entry, ...] | None = None


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report's entry in the catalogue, without its text. `embedded` counts the passages that have their vectors."""

    number: int
    report_id: str
    metadata: Metadata
    sources: tuple[Source, ...]
    original: str
    pages: int | None
    characters: int
    passages: int
    added: str
    problems: tuple[str, ...]
    embedded: int = 0


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the id that the derived files know it by."""

    id: int
    report: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The sealed columns of a report, as they were stored."""

    values: tuple[Any, ...]

    def __getitem__(self, name: str) -> Any:
        return self.values[_PLACES[name]]

    @property
    def metadata(self) -> Metadata:
        """The report's metadata."""
        return Metadata(*self.values[_METADATA])

    def stored(self, sources: tuple[Source, ...], embedded: int) -> StoredReport:
        """The report's entry."""
        return StoredReport(
            number=self["number"],
            report_id=self["report_id"],
            metadata=self.metadata,
            sources=sources,
            original=self["original"],
            pages=self["pages"],
            characters=self["characters"],
            passages=self["passages"],
            added=self["added"],
            problems=tuple(json.loads(self["problems"])),
            embedded=embedded,
        )


_PLACES = {name: place for place, name in enumerate(SEALED)}
_METADATA = slice(_PLACES[METADATA[0]], _PLACES[METADATA[-1]] + 1)


def fiscal_year(metadata: Metadata) -> int | None:
    """The year of the fiscal period, by which a scope may mean the report."""
    return int(metadata.period[:4]) if metadata.period else None


def metadata_values(metadata: Metadata) -> tuple[Any, ...]:
    """The values of the metadata's columns and of `fiscal_year`."""
    return (*astuple(metadata), fiscal_year(metadata))


def row_checksum(row: ReportRow, sources: Sequence[Source]) -> str:
    """Over everything that is served of a report beside its body."""
    names = [(source.name, source.url, source.added) for source in sources]
    return hashlib.sha256(repr((row.values, names)).encode("utf-8", "surrogatepass")).hexdigest()


def body_checksum(structure: str, passages: Sequence[tuple[int, Passage]]) -> str:
    """Over a report's structure and its passages with their ids; the text has a hash of its own."""
    digest = hashlib.sha256(structure.encode("utf-8", "surrogatepass"))
    for key, passage in passages:
        place = (passage.number, passage.section, passage.start, passage.end)  # astuple takes 20 times as long
        digest.update(repr((key, place)).encode())
    return digest.hexdigest()


def damaged(report_id: object) -> LibraryDamaged:
    """The error for a report that is not what was stored, with the way out."""
    name = report_id[:12] if isinstance(report_id, str) and report_id.isalnum() else "(its id is unreadable)"
    return LibraryDamaged(
        f"the catalogue's entry for the report {name} is damaged; take it out with wenju remove "
        f"{name} and add its file again"
    )


def structure_to_json(report: Report) -> str:
    """Sections, blocks, removals and pages as they are stored."""
    return json.dumps(
        {
            "sections": sections_to_rows(report.sections),
            "blocks": blocks_to_rows(report.blocks),
            "removals": removals_to_rows(report.removals),
            "page_starts": report.page_starts,
            "page_labels": report.page_labels,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def structure_from_json(structure: str) -> dict[str, Any]:
    """The keyword arguments of `Report` that `structure_to_json` wrote."""
    parts = json.loads(structure)
    return {
        "sections": sections_from_rows(parts["sections"]),
        "blocks": blocks_from_rows(parts["blocks"]),
        "removals": removals_from_rows(parts["removals"]),
        "page_starts": tuple(parts["page_starts"]),
        # Reports that an earlier version stored have none.
        "page_labels": tuple(parts.get("page_labels", ())),
    }
