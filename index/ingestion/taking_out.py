"""A report as it is taken out of a library, whole, so that it can be put back without being read again."""

from dataclasses import dataclass
from pathlib import Path

from index.errors import LibraryDamaged, UnreadableReport
from index.ingestion.preparing import unchanged_bytes
from index.store.catalogue import Catalogue
from index.store.rows import NewReport


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A report with its passages, its vectors where it has them all, and the bytes of its file."""

    new: NewReport
    content: bytes

    @property
    def report_id(self) -> str:
        """The report's id."""
        return self.new.report.report_id


def taken_out(root: Path, catalogue: Catalogue, report_id: str) -> TakenOut | None:
    """What there is of a report; None where there is none, or what there is is damaged."""
    try:
        number = catalogue.number_of(report_id)
        if number is None:
            return None
        report = catalogue.report(number)
        (entry,) = catalogue.reports([number])
        passages = tuple(stored.passage for stored in catalogue.passages_of(number))
        vectors = catalogue.vectors.of(number, catalogue.dimension)
        content = unchanged_bytes(root / entry.original, report_id)
        new = NewReport(report, catalogue.stated(number), entry.original, passages, entry.added, vectors)
    except (LibraryDamaged, UnreadableReport):
        return None
    return TakenOut(new, content)
