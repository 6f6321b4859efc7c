"""A bit of any value of the catalogue that is served: doctor names it, and what doctor advises puts it right."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in

from index.errors import ReportIndexError, UnknownReport
from index.library import Library
from index.scope import Scope

# What no answer, list or ranking is made of: free numbers of SQLite's own, and what tells damage itself.
NOT_SERVED = {
    ("sqlite_sequence", "name"),
    ("sqlite_sequence", "seq"),
    ("files", "stored"),
}
# What was not put right once is tried in the short form too.
FOUND = {
    ("report_texts", "report"),
    ("ledger_reports", "report"),
    ("ledger_subjects", "canonical"),
    ("ledger_subjects", "entries"),
}


def flipped(value: Any) -> Any:
    """The value with one bit the other way; None for one that is not there."""
    if isinstance(value, int):
        return value ^ 1
    if isinstance(value, float):
        return value * 2 or 1.0
    if isinstance(value, bytes) and value:
        return bytes([*value[:-1], value[-1] ^ 64])
    if isinstance(value, str) and value:
        at = len(value) // 2
        return value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
    return None


def values(path: Path) -> Iterator[tuple[str, str, int, Any]]:
    """(table, column, rowid, value) of the last row of each table that has a value in that column."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for _, column, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            if (table, column) in NOT_SERVED:
                continue
            rows = connection.execute(f'SELECT rowid, "{column}" FROM {table} ORDER BY rowid DESC').fetchall()
            if table == "settings":
                yield from ((table, column, key, value) for key, value in rows)
            elif row := next((row for row in rows if flipped(row[1]) is not None), None):
                yield table, column, *row
    connection.close()


def flip(path: Path, table: str, column: str, key: int, value: Any) -> bool:
    """Writes the value with one bit the other way past all checks; False where its table takes no such value."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    try:
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?', (flipped(value), key))
    except sqlite3.IntegrityError:
        return False
    finally:
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
        connection.close()
    return True


def served(library: Library) -> Any:
    """All that is told of a library, its numbers inside the store apart; the error where it tells that it can't."""
    try:
        reports = library.reports()
        ids = [entry.report_id for entry in reports]
        return [
            [(entry.report_id, entry.metadata, entry.sources, entry.passages, entry.embedded) for entry in reports],
            [(library.get(each), [(p.start, p.end) for p in library.passages(each)[0]]) for each in ids],
            [library.passages(each)[1].tolist() for each in ids],
            [[(hit.report_id, hit.start, hit.score) for hit in library.search(q, 9)] for q in ("粮食产量", "增长")],
            [entries for _, entries in library.with_ledgers(ids)],
            [library.entries(scope=Scope(regions=(region,))) for region in ("青禾县", "白石县")],
            library.entries(years=[2023]),
            sorted(map(repr, library.subjects())),
            [library.report_ids(Scope(years=(year,))) for year in (2024, 2025)],
            [library.original(each).read_bytes() for each in ids],
            [library.resolve(name) for name in ("first.txt", "second.txt")],
            library.pending(),
        ]
    except ReportIndexError as error:
        assert str(error).isprintable()
        return error


def told(library: Library) -> list[str]:
    """What is told of the reports, whenever and in whatever order they came."""
    given = served(library)
    if not isinstance(given, list):
        return [repr(given)]
    bare = [(replace(report, sources=()), spans) for report, spans in given[1]]
    return sorted(map(repr, zip(bare, given[2], given[4], strict=True)))


def put_right(library: Library, findings: list[str], files: tuple[Path, Path]) -> Library:
    """The library that doing what the findings say leads to."""
    said = "\n".join(findings)
    if "--library NEW_FOLDER" in said:
        anew = library_in(library.root.with_name("anew"))
        anew.add([library.root])
        return anew
    for named in re.findall(r"take it out with wenju remove (\w+)", said):
        library.remove([library.resolve(named)])
    library.rebuild()
    library.read_ledgers()
    library.add(files)
    return library_in(library.root)


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.stress)])
def test_a_bit_of_any_value_that_is_served_is_named_and_put_right(
    library: Library, files: tuple[Path, Path], tmp_path: Path, step: int
) -> None:
    library.add(files)
    before = served(library)
    assert isinstance(before, list)
    whole = tmp_path / "whole"
    shutil.copytree(library.root, whole)
    wrong: list[str] = []
    for place, (table, column, key, value) in enumerate([*values(library.root / "catalogue.sqlite")]):
        if place % step and (table, column) not in FOUND:
            continue
        shutil.rmtree(library.root)
        shutil.copytree(whole, library.root)
        if not flip(library.root / "catalogue.sqlite", table, column, key, value):
            continue
        where = f"{table}.{column} {str(value)[:30]!r}"
        damaged = library_in(library.root)
        try:
            findings = damaged.findings()
        except ReportIndexError as error:  # it doesn't open, and says so
            wrong += [] if str(error).isprintable() else [f"{where}: {error}"]
            continue
        if not findings:
            if served(library_in(library.root)) != before:
                wrong.append(f"{where}: not named, and served")
            continue
        again = put_right(damaged, findings, files)
        if again.findings() or told(again) != told(library_in(whole)):
            wrong.append(f"{where}: {findings}, and then {again.findings()}, {len(told(again))} reports")
        shutil.rmtree(library.root.with_name("anew"), ignore_errors=True)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("value", "other"), [(4, 5), ("粮食", "粮飞"), (b"ab", b"a\x22"), (1.5, 3.0), (None, None), ("", None)]
)
def test_a_bit_is_flipped(value: Any, other: Any) -> None:
    assert flipped(value) == other


def test_a_report_is_taken_out_by_either_of_its_ids_where_one_is_damaged(
    library: Library, files: tuple[Path, Path]
) -> None:
    """A bit of the file itself: a row and the index of ids tell two ids, and either of them is typed."""
    library.add(files)
    path, first, second = library.root / "catalogue.sqlite", library.resolve("first.txt"), library.resolve("second.txt")
    damaged = chr(ord(first[0]) ^ 1) + first[1:]
    whole = path.read_bytes()
    taken_out = set()
    for place in re.finditer(first.encode(), whole):
        for typed in (first, damaged):
            path.write_bytes(whole[: place.start()] + damaged.encode() + whole[place.end() :])
            again = library_in(library.root)
            try:
                again.remove([again.resolve(typed[:12])])
            except UnknownReport:
                continue
            assert [entry.report_id for entry in library_in(library.root).reports()] == [second]
            assert library_in(library.root).findings() == []
            taken_out.add(typed)
    assert taken_out == {first, damaged}
