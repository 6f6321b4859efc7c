"""Whether what a library keeps is sound."""

from pathlib import Path

from fakes import HashingEmbedder

from index.library import Library
from index.store.integrity import findings
from index.store.transactions import reading


def test_a_sound_library_has_no_findings(library: Library, files: tuple[Path, Path], embedder: HashingEmbedder) -> None:
    library.add(files)
    assert findings(library.root, embedder) == []


def test_a_derived_file_that_is_missing_and_a_kept_one_that_changed_are_named(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder
) -> None:
    library.add(files)
    with reading(library.root) as catalogue:
        derived = catalogue.files()[0].name
    (library.root / derived).unlink()
    kept = library.original(library.reports()[0].report_id)
    kept.write_bytes(kept.read_bytes() + b" ")
    found = findings(library.root, embedder)
    assert [line.partition(":")[0] for line in found] == [derived, str(kept.relative_to(library.root))]
    assert "repair" in found[0] and "put the file back" in found[1]
