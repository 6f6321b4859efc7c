"""Figures of many reports are asked of Milvus at once, and once."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere

from index.library import Library
from index.scope import Scope
from index.store.cluster.collections import Collections
from index.store.opening import opened


def test_figures_of_many_reports_are_one_question_and_then_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = (FIRST, SECOND, FIRST.replace("126", "130"), "一份没有数字的报告\n\n只有话。\n")
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    library = Library(opened(f"milvus-lite:{tmp_path / 'library'}"), HashingEmbedder(), reader=ReaderHere)
    library.add([tmp_path / f"{number}.txt" for number in range(len(texts))])
    ids = library.report_ids(Scope())
    asked: list[str] = []
    real = Collections.facts

    def facts(self: Collections, inside: str, fields: object) -> object:
        asked.append(inside)
        return real(self, inside, fields)  # type: ignore[arg-type]

    monkeypatch.setattr(Collections, "facts", facts)
    told = [entries for _, entries in library.with_ledgers(ids)]
    assert len(asked) == 1
    assert [len(entries) > 0 for entries in told] == [True, True, True, False]
    assert told == [library.ledger(report_id) for report_id in ids]
    library.remove([ids[1]])
    assert [entries for _, entries in library.with_ledgers([ids[0], ids[2], ids[3]])] == [told[0], told[2], told[3]]
    assert len(asked) == 1
