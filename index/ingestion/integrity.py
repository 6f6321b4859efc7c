"""Whether what a library keeps is sound: derived files, reports and vectors, kept source files."""

from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryDamaged, LibraryMismatch, UnreadableReport
from index.ingestion.preparing import file_sha256
from index.models.embedding import Embedder
from index.store import transactions
from index.store.durable import read_intact
from index.store.made_with import require_own_model
from index.store.snapshot import LEXICAL_KINDS


def findings(root: Path, embedder: Embedder) -> list[str]:
    """What is wrong with the library, a line each; empty when all is sound.

    Derived files are compared with their hashes, reports and vectors with their checksums, kept files with
    their ids.
    """
    found: list[str] = []
    with transactions.reading(root) as catalogue:
        try:
            require_own_model(root, catalogue, embedder)
        except LibraryMismatch as error:
            found.append(str(error))
        found.extend(f"{transactions.FILE_NAME}: {line}" for line in catalogue.quick_check())
        kinds = {file.kind for file in catalogue.files()}
        if catalogue.passage_ids().size and not kinds >= set(LEXICAL_KINDS.values()):
            found.append("lexical: written by another version; repair with: wenju doctor --repair")
        for file in catalogue.files():
            if read_intact(root, file) is None:
                found.append(f"{file.name}: missing or damaged; repair with: wenju doctor --repair")
        names = catalogue.names()
        if catalogue.ledger.damaged():
            found.append("the ledger: kept figures are damaged; repair with: wenju doctor --repair")
    for report_id, original, _ in names:  # a transaction a report: hashing them all would hold up a writer
        found.extend(_report_findings(root, report_id, original))
    return found


def _report_findings(root: Path, report_id: str, original: str) -> Iterator[str]:
    with transactions.reading(root) as catalogue:
        number = catalogue.number_of(report_id)
        if number is None:
            return
        try:
            catalogue.report(number)
        except LibraryDamaged as error:
            yield str(error)
    try:
        intact = file_sha256(root / original) == report_id
    except UnreadableReport:
        intact = False
    if not intact:
        yield f"{original}: the kept file is missing or changed; put the file back and add it again"
