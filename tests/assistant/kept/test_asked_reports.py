"""Questions that every report is asked, in the database: cells, their owner, and a database from before."""

import sqlite3
from pathlib import Path

import pytest

from assistant.kept.database import Kept
from assistant.kept.opening import open_database
from assistant.kept.records import KeptCell, owner_of

OWNER = owner_of("a browser")
REPORTS = [{"report_id": "a" * 64, "title": "甲"}, {"report_id": "b" * 64, "title": "乙"}]
TOLD = {"status": "answered", "answer": "5%[1]", "question": "增长？"}
UNTOLD = {"status": "not_found", "answer": "没有。", "question": "增长？"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'conversations.sqlite'}"


@pytest.fixture
def kept(address: str) -> Kept:
    return Kept(open_database(address), "/a/library")


def test_cells_are_read_back_in_the_order_in_which_they_were_written(kept: Kept) -> None:
    head = kept.each.begin(OWNER, ["增长？", "就业？"], REPORTS, "2-abc")
    assert kept.each.write(head, 1, 0, UNTOLD)
    assert kept.each.write(head, 0, 0, None, "不行")
    assert kept.each.write(head, 0, 0, TOLD)
    found = kept.each.asked(head)
    assert found is not None
    assert (found.owner, found.title, found.library) == (OWNER, "增长？ / 就业？", "2-abc")
    assert (found.questions, found.reports) == (("增长？", "就业？"), tuple(REPORTS))
    assert found.cells == (KeptCell(1, 0, 1, UNTOLD), KeptCell(0, 0, 3, TOLD))
    assert (found.done, found.told, found.failed, found.total) == (2, 1, 0, 4)
    later = kept.each.asked(head, since=1)
    assert later is not None and later.cells == found.cells[1:] and later.done == 2


def test_a_set_is_in_its_owner_s_list_and_goes_with_all_its_cells(kept: Kept) -> None:
    head = kept.each.begin(OWNER, ["增长？"], REPORTS, "2-abc")
    kept.each.write(head, 0, 0, TOLD)
    assert [(each.kind, each.title, each.count) for each in kept.heads(OWNER)] == [("each", "增长？", 1)]
    assert [each[:2] for each in kept.each.sets(OWNER)] == [(head, "增长？")]
    assert [each.id for each in kept.heads(OWNER, "增长")] == [head]
    assert kept.each.sets(owner_of("another")) == []
    assert Kept(kept._engine, "/another/library").each.asked(head) is None
    assert kept.remove(OWNER, head)
    assert kept.each.asked(head) is None
    assert not kept.each.write(head, 1, 0, TOLD)


def test_a_database_of_the_version_before_is_given_the_tables(address: str, tmp_path: Path) -> None:
    before = Kept(open_database(address), "/a/library")
    conversation = before.begin(OWNER, "问？")
    before.close()
    with sqlite3.connect(tmp_path / "conversations.sqlite") as connection:
        connection.execute("DROP TABLE each_runs")
        connection.execute("DROP TABLE each_cells")
        connection.execute("UPDATE kept_version SET version = 1")
    after = Kept(open_database(address), "/a/library")
    assert after.conversation(conversation) is not None
    assert after.each.begin(OWNER, ["增长？"], REPORTS, "2-abc")
