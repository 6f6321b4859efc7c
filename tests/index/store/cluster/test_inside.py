"""A scope is asked of Milvus by fields; whatever a field there holds, nothing from outside is found."""

from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere, found

from index.errors import LibraryMismatch
from index.library import Library
from index.scope import Scope
from index.store import limits
from index.store.cluster import collections
from index.store.cluster.collections import FACTS, PASSAGES, REPORTS, Collections
from index.store.cluster.inside import said
from index.store.opening import opened

IN_2024, IN_2025 = Scope(years=(2024,)), Scope(years=(2025,))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Two reports, of 2024 and 2025."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    library = _library(tmp_path)
    library.add([tmp_path / "first.txt", tmp_path / "second.txt"])
    return library


def _library(folder: Path) -> Library:
    return Library(opened(f"milvus-lite:{folder / 'library'}"), HashingEmbedder(), reader=ReaderHere)


def _parts(library: Library) -> Collections:
    given: Collections = library._store._parts.collections  # type: ignore[attr-defined]
    return given


def test_only_a_scope_of_reports_is_a_list() -> None:
    scope = Scope(years=(2024, 2025), regions=("青禾县",), issuers=("某局",))
    assert said(limits.limits(scope), []) == (
        '(report_issuer in ["某局"]) and ((report_region in ["青禾县"]))'
        " and ((report_year in [2024, 2025]) or (report_fiscal_year in [2024, 2025]))"
    )
    assert said(limits.limits(Scope(reports=("0" * 64,))), [7, 8]) == "(content in [7, 8])"
    assert said(limits.limits(Scope(reports=("0" * 64,))), []) == "(content in [])"
    assert said(limits.limits(Scope(empty=True)), []) == "(content in [])"
    assert said(limits.limits(Scope()), []) == "content > 0"


@pytest.mark.parametrize(
    ("field", "value"),
    [("report_year", 2025), ("report_fiscal_year", 2025), ("report_year", 0), ("report_year", -7), ("content", 99)],
)
def test_a_field_that_is_wrong_in_milvus_lets_nothing_in(library: Library, field: str, value: int) -> None:
    given, first = _parts(library), library.resolve("first.txt")
    for kind in (PASSAGES, REPORTS, FACTS):
        rows = _rows(given, kind)
        changed = [{**row, field: value} for row in rows if row["report_year"] == 2024]
        assert changed
        given._client.upsert(given._collection(kind), changed)
    given.flush()
    assert found(library, "新建公路", IN_2025) == ["second.txt"]
    assert set(found(library, "新建公路", IN_2024)) <= {"first.txt"}
    asked = Scope(years=(2025,), regions=("白石县",), or_unstated=True)
    assert found(library, "新建公路", asked) == ["second.txt"]
    for scope in (IN_2025, asked):
        assert first not in {report for report, _ in library.entries(scope=scope)}
        assert sum(each.entries for each in library.subjects(scope)) == len(
            library.ledger(library.resolve("second.txt"))
        )


def test_what_an_earlier_version_made_is_refused_and_made_anew(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = library.entries()
    _parts(library).drop()
    real = collections._schema
    with monkeypatch.context() as earlier:
        earlier.setattr(
            collections, "_schema", lambda *given: (each for each in real(*given) if each.name != "report_year")
        )
        for kind in (PASSAGES, REPORTS, FACTS):
            _parts(library)._require(kind, 64)
    again = _library(tmp_path)
    with pytest.raises(LibraryMismatch, match="earlier version; repair with: wenju doctor --repair"):
        again.search("新建公路", 5)
    with pytest.raises(LibraryMismatch, match="earlier version"):
        again.entries()
    assert again.findings() == ["what Milvus has is of an earlier version; repair with: wenju doctor --repair"]
    again.rebuild()
    assert (again.findings(), found(again, "新建公路", IN_2024)) == ([], ["first.txt"])
    assert again.entries() == figures


def _rows(given: Collections, kind: str) -> list[dict[str, Any]]:
    return [
        dict(row) for row in given._client.query(given._collection(kind), filter="content > 0", output_fields=["*"])
    ]
