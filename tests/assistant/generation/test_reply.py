"""Statements and the ids that they cite, out of a reply that comes in any pieces."""

import pytest

from assistant.generation.reply import MOST_PENDING, Draft, DraftReader, read_ids

REPLIES = {
    "全年产值211.3亿元，增长6.1%[S1]。旅游收入41.2亿元。[S2][S3] 其他。": [
        Draft("全年产值211.3亿元，增长6.1%。", ("S1",)),
        Draft("旅游收入41.2亿元。", ("S2", "S3")),
        Draft("其他。", ()),
    ],
    "GDP grew 6.1% [S1], and exports rose 3% [S2]. Then U.S. sales fell 2.5% (S3-S5).": [
        Draft("GDP grew 6.1%, and exports rose 3%.", ("S1", "S2")),
        Draft("Then U.S. sales fell 2.5%.", ("S3", "S4", "S5")),
    ],
    "- A增长5%【S1】\n- B增长3%。\n[S2]\n没有出处。\n1. C [T1.r2]": [
        Draft("- A增长5%", ("S1",)),
        Draft("- B增长3%。", ("S2",)),
        Draft("没有出处。", ()),
        Draft("1. C", ("T1.r2",)),
    ],
    "A。[S1]。B.[S2]. C": [Draft("A。", ("S1",)), Draft("B.", ("S2",)), Draft("C", ())],
    "A。B[S1]。": [Draft("A。", ("S1",)), Draft("B。", ("S1",))],
    "- [S1] 开头的标记。\n[S2][S3] 另一个。又一句。": [
        Draft("开头的标记。", ("S1",)),
        Draft("另一个。", ("S2", "S3")),
        Draft("又一句。", ("S2", "S3")),
    ],
    "前一句。\n[S1] 后一句。[S2]": [Draft("前一句。", ("S1",)), Draft("后一句。", ("S2",))],
    "甲。[S3]乙\n[S2]。": [Draft("甲。", ("S3",)), Draft("乙", ("S2",))],
    "半个标记[S1": [Draft("半个标记[S1", ())],
    "甲【Ｓ１２】。乙（S3）。": [Draft("甲。", ("S12",)), Draft("乙。", ("S3",))],
    "Ѕ is a Cyrillic letter [Ѕ1].": [Draft("Ѕ is a Cyrillic letter [Ѕ1].", ())],
    "One [S1 and S2]; two [编号: S3、S4]；three [S1,S99].": [
        Draft("One;", ("S1", "S2")),
        Draft("two；", ("S3", "S4")),
        Draft("three.", ("S1", "S99")),
    ],
    "全引[S1-S9]。": [Draft("全引。", tuple(f"S{number}" for number in range(1, 10)), too_many=True)],
    "": [],
    "[S1][S2]\n[S3]": [],
}


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_the_cut_of_the_pieces_changes_nothing(reply: str, size: int) -> None:
    reader = DraftReader()
    drafts = [draft for start in range(0, len(reply), size) for draft in reader.feed(reply[start : start + size])]
    assert drafts + reader.close() == REPLIES[reply]


def test_a_statement_comes_only_when_its_mark_is_complete() -> None:
    reader = DraftReader()
    assert reader.feed("产值211.3亿元[S") == []
    assert reader.feed("1") == []
    assert reader.feed("]") == []  # another mark may follow
    assert reader.feed("。") == []  # or a closing quotation mark
    assert reader.feed("下") == [Draft("产值211.3亿元。", ("S1",))]


def test_text_without_end_is_given_up() -> None:
    reader = DraftReader()
    drafts = [draft for _ in range(10) for draft in reader.feed("字" * (MOST_PENDING // 4))]
    assert [len(draft.text) for draft in drafts] == [MOST_PENDING * 5 // 4] * 2
    assert {draft.ids for draft in drafts} == {()}


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("S1", ["S1"]),
        ("s1、t2.R3", ["S1", "T2.r3"]),
        ("S 12", ["S12"]),
        ("T1.r2-T1.r4", ["T1.r2", "T1.r3", "T1.r4"]),
        ("S5-S3", ["S5", "S3"]),
        ("S1-S9999", ["S1", "S9999"]),
        ("S1, S1", ["S1"]),
    ],
)
def test_ids_are_spelled_our_way(written: str, ids: list[str]) -> None:
    assert read_ids(written) == ids
