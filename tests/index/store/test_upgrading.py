"""A library of layout 1 is named with the one command that brings it along, and comes along whole."""

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in

from index.errors import LibraryMismatch
from index.library import Library
from index.store.rows import structure_to_json
from index.store.transactions import FILE_NAME, reading
from index.store.upgrading import _old_checksum, needs_upgrade, upgrade

LAYOUT_1 = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT, report_id TEXT NOT NULL UNIQUE, metadata TEXT NOT NULL,
    stated TEXT NOT NULL, text TEXT NOT NULL, text_sha256 TEXT NOT NULL, parser_version TEXT NOT NULL,
    structure TEXT NOT NULL, pages INTEGER, problems TEXT NOT NULL, original TEXT NOT NULL, added TEXT NOT NULL,
    checksum TEXT NOT NULL
);
CREATE TABLE sources (
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    name TEXT NOT NULL, url TEXT, added TEXT NOT NULL, PRIMARY KEY (report, name)
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    number INTEGER NOT NULL, section INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX passages_of_report ON passages(report, number);
CREATE TABLE files (name TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL);
"""


@pytest.fixture
def earlier(library: Library, files: tuple[Path, Path]) -> Library:
    """The library as layout 1 would have it, its ledger with it."""
    library.add(files)
    with reading(library.root) as catalogue:
        stored = catalogue.reports()
        reports = {one.number: catalogue.report(one.number) for one in stored}
        passages = {one.number: catalogue.passages_of(one.number) for one in stored}
        vectors = {one.number: catalogue.vectors.of(one.number, 64) for one in stored}
        settings = {name: catalogue.setting(name) for name in ("model", "embedding", "dimension", "passages")}
        dumped = [line for line in catalogue._connection.iterdump() if "ledger_" in line]
    (library.root / FILE_NAME).unlink()
    connection = sqlite3.connect(library.root / FILE_NAME)
    connection.executescript(LAYOUT_1)
    known = {**settings, "layout": "1", "generation": "7"}
    connection.executemany("INSERT INTO settings VALUES (?, ?)", known.items())
    for one in stored:
        report, rows = reports[one.number], vectors[one.number]
        assert rows is not None
        connection.execute(
            "INSERT INTO reports VALUES (?, ?, ?, '{}', ?, ?, ?, ?, ?, '[]', ?, ?, '')",
            (
                one.number,
                one.report_id,
                json.dumps(asdict(one.metadata), ensure_ascii=False),
                report.text,
                report.text_sha256,
                report.parser_version,
                structure_to_json(report),
                one.pages,
                one.original,
                one.added,
            ),
        )
        for source in one.sources:
            connection.execute(
                "INSERT INTO sources VALUES (?, ?, ?, ?)", (one.number, source.name, source.url, source.added)
            )
        for each, row in zip(passages[one.number], rows, strict=True):
            p = each.passage
            values = (each.id, one.number, p.number, p.section, p.start, p.end, row.tobytes())
            connection.execute("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    connection.execute("DELETE FROM passages WHERE id > 1000")  # ids are never given twice
    connection.execute("UPDATE sqlite_sequence SET seq = 1000 WHERE name = 'passages'")
    connection.execute("ALTER TABLE reports RENAME TO old_reports")
    connection.execute("ALTER TABLE passages RENAME TO old_passages")
    for one in stored:
        checksum = _old_checksum(connection, one.number)
        connection.execute("UPDATE old_reports SET checksum = ? WHERE number = ?", (checksum, one.number))
    connection.execute("ALTER TABLE old_passages RENAME TO passages")
    connection.execute("ALTER TABLE old_reports RENAME TO reports")
    connection.executescript(";\n".join(line.rstrip(";") for line in dumped) + ";")
    connection.commit()
    connection.close()
    return library_in(library.root, HashingEmbedder())


def test_an_earlier_library_is_named_with_the_command_that_brings_it_along(earlier: Library) -> None:
    for act in (earlier.reports, lambda: earlier.search("增长"), lambda: earlier.remove(["0" * 64])):
        with pytest.raises(LibraryMismatch, match=r"bring it along with: wenju doctor --repair .*nothing is embedded"):
            act()


def test_it_comes_along_without_embedding(earlier: Library, tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    fresh = library_in(tmp_path / "fresh")
    fresh.add([earlier.root.parent / "first.txt", earlier.root.parent / "second.txt"])
    assert needs_upgrade(earlier.root)
    assert upgrade(earlier.root)
    assert not upgrade(earlier.root)
    again = library_in(earlier.root, embedder)
    assert (again.findings(), again.pending().passages, again.without_ledger()) == ([], 0, [])
    for query in ("粮食产量增长", "新建公路"):
        expected = [(p.source, p.start, p.score) for p in fresh.search(query, 5)]
        assert [(p.source, p.start, p.score) for p in again.search(query, 5)] == expected
    assert [one.metadata for one in again.reports()] == [one.metadata for one in fresh.reports()]
    assert again.generation() == 8
    assert embedder.embedded == 0
    (tmp_path / "third.txt").write_text("第三号报告\n\n茶叶产量为7吨。\n", "utf-8")
    again.add([tmp_path / "third.txt"])
    with reading(again.root) as catalogue:
        assert int(catalogue.passage_ids().max()) > 1000
    again.remove([again.resolve("first.txt")])
    assert {report_id for report_id, _ in again.entries()} <= {one.report_id for one in again.reports()}
    assert again.findings() == []


def test_what_was_damaged_before_is_damaged_after(earlier: Library) -> None:
    connection = sqlite3.connect(earlier.root / FILE_NAME)
    connection.execute("UPDATE reports SET metadata = replace(metadata, '2024', '2034') WHERE text LIKE '%青禾县%'")
    connection.commit()
    connection.close()
    upgrade(earlier.root)
    again = library_in(earlier.root)
    assert any("is damaged; take it out with wenju remove" in finding for finding in again.findings())
    again.remove([again.resolve("first.txt")])
    assert again.findings() == []
