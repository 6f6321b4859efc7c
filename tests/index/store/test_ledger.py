"""Entries come back as they were kept, go with their report, and are found by what they say."""

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FIRST, library_in

from index.facts.fact import Stage
from index.ledger.entries import entries_of
from index.ledger.entry import Entry, Kind, Span
from index.library import Library
from index.scope import Scope
from index.store import transactions
from index.store.ledger import Selection

ENTRY = Entry(
    start=3,
    end=30,
    sentence=(0, 31),
    figure=(20, 28),
    text="6.20亿元",
    key="产值⟨到⟩#",
    measure="产值",
    subject="产值",
    canonical="",
    kind=Kind.LEVEL,
    low=Decimal("620000000.00"),
    high=Decimal("0.1"),
    unit="元",
    hedge="over",
    base="",
    place="",
    period=Span("2023", "2023"),
    stage=Stage.DONE,
    denied=False,
    qualifiers=("预", "同口径"),
    how="written",
    measure_span=(5, 9),
)
GROWTH = replace(
    ENTRY, subject="生产总值", canonical="地区生产总值", measure="地区生产总值", kind=Kind.CHANGE, unit="%"
)
ENTRIES = (
    ENTRY,
    GROWTH,
    replace(GROWTH, figure=(29, 30), period=Span("2021", "2025"), base="年均"),
    replace(GROWTH, figure=(30, 31), period=Span("2024", "2024"), stage=Stage.PLANNED, place="黑石"),
    replace(GROWTH, figure=(30, 32), period=Span("618-01", "907 上半年")),
    replace(GROWTH, figure=(31, 32), period=None, kind=None, measure_span=None),
)


@pytest.fixture
def kept(library: Library, files: tuple[Path, Path]) -> Library:
    """The first report with other entries in the place of its own, the second with its own."""
    library.add(files)
    with transactions.writing(library.root) as catalogue:
        number = catalogue.number_of(library.resolve("first.txt"))
        assert number is not None
        catalogue.ledger.keep(number, ENTRIES, "test", "青禾", "")
    return library


def find(library: Library, **wanted: tuple[object, ...]) -> list[Entry]:
    with transactions.reading(library.root) as catalogue:
        return [entry for _, entry in catalogue.ledger.find(Selection(**wanted))]  # type: ignore[arg-type]


def test_entries_come_back_as_they_were(kept: Library) -> None:
    with transactions.reading(kept.root) as catalogue:
        number = catalogue.number_of(kept.resolve("first.txt"))
        assert number is not None
        found = catalogue.ledger.of(number)
    assert found == ENTRIES
    assert [str(entry.low) for entry in found[:1]] == ["620000000.00"]


def test_what_is_wanted_holds_of_what_is_found(kept: Library) -> None:
    named = {"canonicals": ("地区生产总值",)}
    assert find(kept, subjects=("产值",)) == [ENTRY]
    assert find(kept, **named)[-5:] == list(ENTRIES[1:])
    assert find(kept, **named, stages=("planned",)) == [ENTRIES[3]]
    assert find(kept, **named, kinds=("change",), years=(2023,), regions=("青禾",)) == [GROWTH]
    assert find(kept, **named, regions=("黑石",)) == [ENTRIES[3]]
    assert find(kept, **named, years=(2021,)) == []  # a span is no year
    assert find(kept, units=("元",), subjects=("产值",), canonicals=("粮食总产量",))[-1:] != [GROWTH]
    assert find(kept, reports=()) == []


def test_an_entry_is_found_once_by_subject_and_indicator(kept: Library) -> None:
    assert find(kept, canonicals=("地区生产总值",), subjects=("生产总值",), years=(2023,)) == [GROWTH]


def test_with_a_limit_the_newest_come_first(kept: Library) -> None:
    with transactions.reading(kept.root) as catalogue:
        found = catalogue.ledger.find(Selection(canonicals=("地区生产总值",)), 1)
    assert [entry.period for _, entry in found] == [Span("2024", "2024")]


def test_subjects_are_counted_and_go_with_the_last_entry(kept: Library) -> None:
    with transactions.reading(kept.root) as catalogue:
        subjects = {subject.subject: subject.entries for subject in catalogue.ledger.subjects()}
    assert subjects["生产总值"] == 5
    assert subjects["产值"] == 1
    assert subjects["粮食产量"] == 1
    assert [each.canonical for each in kept.subjects_named(["地区生产总值"])] == ["地区生产总值"]
    kept.remove([kept.resolve("first.txt")])
    assert "产值" not in {subject.subject for subject in kept.subjects()}
    assert find(kept, subjects=("产值",)) == []
    assert {report_id for report_id, _ in kept.entries()} == {kept.resolve("second.txt")}


def test_a_report_is_read_when_it_is_added_and_again_under_other_metadata(
    library: Library, files: tuple[Path, Path]
) -> None:
    library.add(files[:1])
    report_id = library.resolve("first.txt")
    assert library.without_ledger() == []
    assert library.ledger(report_id) == entries_of(library.get(report_id))
    assert [entry.text for _, entry in library.entries(canonicals=["地区生产总值"])] == ["6.2%"]
    library.add(files[:1], {"region": "黑石县"})
    assert library.without_ledger() == []
    assert len(library.entries(scope=Scope(regions=("黑石县",)))) == len(library.ledger(report_id))


def test_a_library_without_ledgers_is_caught_up(tmp_path: Path, library: Library) -> None:
    paths = [tmp_path / f"{name}.txt" for name in "abc"]
    for path in paths:
        path.write_text(FIRST + path.stem, "utf-8")
    library.add(paths)
    connection = sqlite3.connect(library.root / transactions.FILE_NAME)
    for table in ("ledger_entries", "ledger_reports", "ledger_subjects"):
        connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    old = library_in(library.root)
    assert len(old.without_ledger()) == 3
    assert old.entries() == []
    assert old.subjects() == []
    assert old.ledger(old.resolve("a.txt")) != ()  # read on the spot, and kept
    done: list[tuple[int, int]] = []
    assert old.read_ledgers(lambda *told: done.append(told)) == 2
    assert done == [(1, 2), (2, 2)]
    assert old.without_ledger() == []
    assert old.read_ledgers() == 0


def test_another_version_of_the_reader_is_out_of_date(kept: Library) -> None:
    report_id = kept.resolve("first.txt")
    assert kept.without_ledger() == [report_id]
    assert kept.ledger(report_id) == entries_of(kept.get(report_id))
    kept.read_ledgers()
    assert kept.without_ledger() == []


def test_damage_is_named_and_repaired(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    connection = sqlite3.connect(library.root / transactions.FILE_NAME)
    connection.execute("UPDATE ledger_entries SET low_text = '9.2' WHERE low_text = '6.2'")
    connection.commit()
    connection.close()
    assert library.findings() == ["the ledger: kept figures are damaged; repair with: wenju doctor --repair"]
    assert library.read_ledgers() == 1
    assert library.findings() == []
