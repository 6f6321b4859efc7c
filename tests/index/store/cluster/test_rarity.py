"""How many passages have a token: counted over the reports there are, or over some of many and then asked for."""

import gzip
import json
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere

from index.library import Library
from index.store.cluster import rarity
from index.store.cluster.collections import Collections
from index.store.cluster.objects import Objects, named
from index.store.cluster.rarity import Rarity
from index.store.opening import opened

WORDS = {"a": {"粮食": 2, "茶叶": 1}, "b": {"粮食": 1}, "c": {"公路": 4}}


def written(objects: Objects, report: str) -> str:
    """The name of the object with a report's counts."""
    content = gzip.compress(json.dumps(WORDS[report], ensure_ascii=False).encode())
    name = named(report, content, ".words.gz")
    objects.write(name, content)
    return name


def test_where_every_report_is_counted_nothing_is_left_to_ask(objects: Objects) -> None:
    counting = Rarity(objects)
    a, b, c = (written(objects, report) for report in "abc")
    counting.take_in({a: 3, b: 2, c: 5})
    assert counting.counted(["粮食", "公路", "没有"]) == {"粮食": 3, "公路": 4, "没有": 0}
    counting.take_in({a: 3, b: 2})
    assert counting.counted(["粮食", "公路"]) == {"粮食": 3, "公路": 0}


def test_of_many_some_are_counted_and_what_they_lack_is_open(objects: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rarity, "SAMPLE", 1)
    counting = Rarity(objects)
    counting.take_in({written(objects, "a"): 3, "written/ffff.words.gz": 6})  # a's hash is the lower one
    assert counting.counted(["粮食", "茶叶", "公路"]) == {"粮食": 6, "茶叶": 3, "公路": None}


def test_a_report_whose_counts_are_lost_leaves_the_others_open(objects: Objects) -> None:
    counting = Rarity(objects)
    counting.take_in({written(objects, "a"): 3, "b/0123.words.gz": 2})
    assert counting.counted(["粮食", "没有"]) == {"粮食": round(2 * 5 / 3), "没有": None}


def test_milvus_is_asked_only_what_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    library = Library(opened(f"milvus-lite:{tmp_path / 'library'}"), HashingEmbedder(), reader=ReaderHere)
    library.add([tmp_path / "first.txt", tmp_path / "second.txt"])
    asked: list[str] = []
    real = Collections._search

    def search(self: Collections, kind: str, field: str, *rest: object) -> object:
        asked.append(field)
        return real(self, kind, field, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Collections, "_search", search)
    assert library.passages_with(["公路", "没有"])["没有"] == 0
    assert not library.has_together(["公路", "没有"])
    assert asked == []
    assert library.has_together(["粮食", "产量"])
    assert asked == ["words"]
    monkeypatch.setattr(rarity, "SAMPLE", 1)
    (tmp_path / "third.txt").write_text(FIRST.replace("公路", "桥梁"), "utf-8")
    library.add([tmp_path / "third.txt"])
    asked.clear()
    assert all(library.passages_with(["公路", "桥梁", "粮食"]).values())
    assert asked
