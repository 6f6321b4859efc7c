"""The log comes to the same rows in whatever order its entries are read."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.store import transactions
from index.store.cluster.manifest import Entry, Log, Row, new_content, written_at
from index.store.cluster.mirror import Mirror
from index.store.cluster.objects import Objects


def _row(content: int, report_id: str, *names: str) -> Row:
    return Row(
        content=content,
        report_id=report_id,
        metadata={"title": f"{report_id} {content}"},
        stated={},
        text_sha256="",
        parser_version="1",
        pages=None,
        problems=[],
        added="2026-01-01T00:00:00.000000Z",
        characters=10,
        passages=2,
        ledger="1",
        facts=3,
        report=f"r{content}",
        vectors="v",
        words="w",
        original="o",
        sources=[[name, None, "2026-01-01T00:00:00.000000Z"] for name in names],
    )


def _shown(mirror: Mirror) -> dict[str, Any]:
    with transactions.reading(mirror.folder) as catalogue:
        rows = {
            entry.report_id: (entry.metadata.title, tuple(source.name for source in entry.sources))
            for entry in catalogue.reports()
        }
        return {"rows": rows, "folders": catalogue.folders(), "model": catalogue.setting("model")}


ENTRIES = {
    "01": Entry(settings={"model": "m"}),
    "02": Entry((_row(1, "a", "a.txt"), _row(2, "b", "b.txt")), folders={"/f": ["a"]}),
    "03": Entry((_row(3, "a", "other.txt"),)),  # two machines added the same bytes
    "04": Entry((replace(_row(2, "b", "b.txt"), sources=[["b2.txt", None, ""]]),)),
    "05": Entry((_row(4, "c", "c.txt"),), gone=(2,), folders={"/f": ["a", "c"]}),
    "06": Entry((replace(_row(2, "b", "late.txt")),)),  # a further name of what is gone
    "07": Entry(settings={"model": "later"}),
}


def test_the_rows_are_the_same_in_any_order(tmp_path: Path) -> None:
    first: dict[str, Any] | None = None
    for seed in range(6):
        names = list(ENTRIES)
        random.Random(seed).shuffle(names)
        (tmp_path / str(seed)).mkdir()
        mirror = Mirror(tmp_path / str(seed))
        for name in names:
            mirror.take_in({name: ENTRIES[name]})
        mirror.take_in(ENTRIES)
        shown = _shown(mirror)
        shown["rows"] = {report: (title, tuple(sorted(named))) for report, (title, named) in shown["rows"].items()}
        first = first or shown
        assert shown == first
    assert first == {
        "rows": {"a": ("a 3", ("a.txt", "other.txt")), "c": ("c 4", ("c.txt",))},
        "folders": {"/f": ("a", "c")},
        "model": "m",
    }


def test_where_the_one_shown_goes_the_other_is_shown(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    mirror.take_in(ENTRIES)
    mirror.take_in({"08": Entry(gone=(3,))})
    assert _shown(mirror)["rows"]["a"] == ("a 1", ("a.txt",))
    mirror.take_in({"09": Entry(gone=(1,))})
    assert "a" not in _shown(mirror)["rows"]


def test_the_log_gives_what_is_new(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, reader = Log(objects), Log(objects)
    first = writer.append(ENTRIES["02"])
    assert dict(reader.new(set())) == {first: ENTRIES["02"]}
    monkeypatch.setattr("time.time_ns", lambda: 1)  # a machine whose clock is wrong by years is seen by who opens anew
    late = writer.append(ENTRIES["05"])
    assert dict(reader.new({first})) == {}
    assert dict(Log(objects).new({first})) == {late: ENTRIES["05"]}


def test_no_two_contents_are_the_same() -> None:
    contents = {new_content() for _ in range(1_000)}
    assert len(contents) == 1_000
    assert all(0 < content < 1 << 63 for content in contents)
    assert len({written_at(content) for content in contents}) <= 2
