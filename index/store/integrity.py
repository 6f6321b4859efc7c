"""Whether what a library keeps is sound: derived files, reports and vectors, kept source files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from index.errors import LibraryDamaged, LibraryMismatch
from index.models.embedding import Embedder
from index.store import transactions
from index.store.durable import read_intact
from index.store.kept_settings import DIMENSION
from index.store.made_with import require_own_model
from index.store.snapshot import LEXICAL_KINDS

REPAIR = "repair with: wenju doctor --repair"


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
        found.extend(f"{transactions.FILE_NAME}: {line}" for line in catalogue.integrity_check())
        damaged = catalogue.settings.damaged()
        found.extend(
            f"the library's {name if name.isprintable() else '(unreadable)'} is damaged; {REPAIR}" for name in damaged
        )
        kinds = {file.kind for file in catalogue.files()}
        if catalogue.count() and not kinds >= set(LEXICAL_KINDS.values()):
            found.append(f"lexical: written by another version; {REPAIR}")
        for file in catalogue.files():
            if read_intact(root, file) is None:
                found.append(f"{file.name}: missing or damaged; {REPAIR}")
        originals = catalogue.originals()
        if catalogue.ledger.damaged() or catalogue.ledger.is_miscounted():
            found.append(f"the ledger: kept figures are damaged; {REPAIR}")
        if lost := len(
            catalogue.vectors.damaged(
                catalogue.vectors.own_dimension() if DIMENSION in damaged else catalogue.dimension
            )
        ):
            found.append(f"the vectors of {lost} report{'' if lost == 1 else 's'} are damaged; {REPAIR}")
    for number, report_id, original in originals:  # a transaction a report: hashing them all would hold up a writer
        found.extend(_report_findings(root, number, report_id, original))
    return found


def _report_findings(root: Path, number: int, report_id: str, original: str) -> Iterator[str]:
    with transactions.reading(root) as catalogue:
        if not catalogue.has(number):
            return
        try:
            catalogue.report(number)
        except LibraryDamaged as error:
            yield str(error)
            return
    if not _is_intact(root / original, report_id):
        yield f"{original}: the kept file is missing or changed; put the file back and add it again"


def _is_intact(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == sha256
    except OSError:
        return False
