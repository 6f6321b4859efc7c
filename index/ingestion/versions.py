"""Which reports of a library a new file may be another version of: by its file's name, or by what its title tells."""

from collections.abc import Sequence
from typing import NamedTuple

from index.ingestion.preparing import OtherVersion
from index.report import Metadata
from index.store.store import Store


class Beside(NamedTuple):
    """What is looked at of a report: its id, its names, and what it is."""

    report_id: str
    names: tuple[str, ...]
    metadata: Metadata


def alike_in(store: Store, names: Sequence[str], title: str) -> list[Beside]:
    """The library's reports of one of these names or this title."""
    if not store.exists:
        return []
    with store.reading() as catalogue:
        known = catalogue.reports(catalogue.alike(tuple(names), title))
    return [Beside(each.report_id, tuple(source.name for source in each.sources), each.metadata) for each in known]


def other_versions(metadata: Metadata, names: Sequence[str], beside: Sequence[Beside]) -> tuple[OtherVersion, ...]:
    """The reports that one of these names and this metadata may be another version of.

    A file's name alone tells nothing where the titles name other places or years: two folders may each hold their
    政府工作报告.txt.
    """
    found = []
    own = _identity(metadata)
    for report_id, known_names, known in beside:
        same_title = own is not None and own == _identity(known)
        shared = set(names).intersection(known_names)
        if shared and (same_title or own is None or _identity(known) is None):
            found.append(OtherVersion(report_id, shared.pop(), "name"))
        elif same_title:
            found.append(OtherVersion(report_id, known_names[0], "title"))
    return tuple(found)


def _identity(metadata: Metadata) -> tuple[object, ...] | None:
    """What tells one report from another; None where its title does not name whose it is or of when."""
    whose = metadata.region or metadata.issuer
    if whose is None or (metadata.year is None and metadata.period_end is None):
        return None
    return (metadata.title, metadata.region, metadata.issuer, metadata.year, metadata.period_end, metadata.language)
