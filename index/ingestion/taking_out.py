"""A report as it is taken out of a library, whole, so that it can be put back without being read again."""

from dataclasses import dataclass

from index.errors import LibraryDamaged, UnreadableReport
from index.ingestion.preparing import unchanged_bytes
from index.store.rows import NewReport
from index.store.store import Generation, Store


@dataclass(frozen=True, slots=True)
class TakenOut:
    """A report with its passages, its vectors where it has them all, and the bytes of its file."""

    new: NewReport
    content: bytes

    @property
    def originals(self) -> dict[str, bytes]:
        """The bytes by the name that they are kept under."""
        return {self.new.original: self.content}

    @property
    def report_id(self) -> str:
        """The report's id."""
        return self.new.report.report_id


def taken_out(store: Store, catalogue: Generation, report_id: str) -> TakenOut | None:
    """What there is of a report; None where there is none, or what there is is damaged."""
    try:
        number = catalogue.number_of(report_id)
        if number is None:
            return None
        report = catalogue.report(number)
        (entry,) = catalogue.reports([number])
        passages = tuple(stored.passage for stored in catalogue.passages_of(number))
        vectors = catalogue.vectors_of(number)
        content = unchanged_bytes(store.kept_file(entry.original), report_id)
        new = NewReport(report, catalogue.stated(number), entry.original, passages, entry.added, vectors)
    except (LibraryDamaged, UnreadableReport):
        return None
    return TakenOut(new, content)
