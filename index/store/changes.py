"""What one commit does to a library, whichever store it is in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from index.report import Metadata, Source
from index.store.rows import NewReport

# Where a new report's file is to be kept, relative to the library.
ORIGINALS = "originals"


@dataclass(frozen=True, slots=True)
class MetadataChange:
    """New metadata for a report that is already there."""

    report_id: str
    metadata: Metadata
    stated: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LibraryChange:
    """What one commit does: removals first, then additions, then metadata and further names.

    `folders` says which reports each folder holds, by its absolute path. `settings` are noted where there are none yet.
    """

    add: Sequence[NewReport] = ()
    remove: Sequence[str] = ()
    metadata: Sequence[MetadataChange] = ()
    sources: Sequence[tuple[str, Source]] = ()
    originals: dict[str, bytes] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to do."""
        return not (self.add or self.remove or self.metadata or self.sources or self.folders)
