"""A claim against the reports of a library: what decides, what differs and where, and what an open claim still gets."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.checking.judging import Judge
from assistant.settings import load_settings
from index.scope import Scope

PLAN = (
    "2024年青禾县政府工作报告\n\n各位代表：\n\n一、2023年工作回顾\n\n地区生产总值增长6.2%。\n\n"
    "二、2024年工作安排\n\n旅游综合收入45亿元。新建公路120公里。\n"
)
REVIEW = (
    "2025年青禾县政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n地区生产总值211.3亿元，增长6.1%。"
    "旅游综合收入41.2亿元，增长5.9%。新建公路126公里。粮食产量、茶叶产量分别增长3.1%和4.2%。森林火灾零发生。\n"
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    folder = tmp_path_factory.mktemp("judging")
    library = library_in(folder / "library")
    for name, text in (("2024.txt", PLAN), ("2025.txt", REVIEW)):
        (folder / name).write_text(text, "utf-8")
    library.add(sorted(folder.glob("*.txt")))
    return Judge(library, load_settings({}))


@pytest.mark.parametrize(
    ("claim", "verdict", "quote"),
    [
        ("2024年青禾县地区生产总值增长6.1%。", "supported", "增长6.1%"),
        ("2024年青禾县地区生产总值达到211.3亿元，同比增长6.1%。", "supported", "211.3亿元"),
        ("2024年青禾县地区生产总值增长6.2%。", "refuted", "增长6.1%"),
        ("2024年青禾县地区生产总值下降6.1%。", "refuted", "增长6.1%"),
        ("2024年青禾县旅游综合收入达到45亿元。", "refuted", "41.2亿元"),  # that was the plan
        ("2024年青禾县旅游综合收入目标为45亿元。", "supported", "旅游综合收入45亿元"),
        ("2024年青禾县茶叶产量增长3.1%。", "refuted", "分别增长3.1%和4.2%"),
        ("2024年青禾县发生森林火灾。", "refuted", "零发生"),
        ("2024年青禾县民营企业旅游综合收入41.2亿元。", "not_enough_info", "41.2亿元"),
        ("2023年青禾县地区生产总值增长6.2%。", "supported", "增长6.2%"),
    ],
)
def test_the_quote_that_decides_stands_first(judge: Judge, claim: str, verdict: str, quote: str) -> None:
    found = judge.judge(claim, None)
    assert (found.verdict, quote in found.citations[0].quote) == (verdict, True)


def test_a_difference_names_where_it_stands_in_both(judge: Judge) -> None:
    claim = "2024年青禾县新建公路162公里。"
    found = judge.judge(claim, None)
    (mismatch,) = found.mismatches
    assert (mismatch.kind, mismatch.claimed, mismatch.found) == ("value", "162公里", "126公里")
    assert mismatch.claimed_span is not None and mismatch.found_span is not None
    assert claim[slice(*mismatch.claimed_span)] == "162公里"
    assert mismatch.report_id == found.citations[0].report_id
    assert judge._library.get(mismatch.report_id).text[slice(*mismatch.found_span)] == "126公里"


def test_an_open_claim_says_what_is_the_same_and_what_is_not(judge: Judge) -> None:
    found = judge.judge("2024年青禾县民营企业新建公路126公里。", None)
    assert found.verdict == "not_enough_info"
    assert "126公里" in found.citations[0].quote
    assert "最近的一句里相同的：126公里" in found.reason


def test_no_report_in_scope_is_said(judge: Judge) -> None:
    found = judge.judge("2024年青禾县新建公路126公里。", Scope(years=(1999,), origin="option"))
    assert (found.verdict, found.citations, found.scope.report_count) == ("not_enough_info", (), 0)


def test_evidence_that_is_given_decides_alone(judge: Judge) -> None:
    text = "全年新建公路98公里。"
    assert judge.judge("全年新建公路98公里。", None, [text]).verdict == "supported"
    refuted = judge.judge("全年新建公路126公里。", None, [text])
    assert (refuted.verdict, refuted.citations[0].quote, refuted.citations[0].report_id) == ("refuted", text, "")


def test_facts_are_read_once_a_report(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    judge.judge("2024年青禾县新建公路126公里。", None)
    monkeypatch.setattr("assistant.verification.reported.read_report", lambda report: pytest.fail("read again"))
    assert judge.judge("2024年青禾县新建公路126公里。", None).verdict == "supported"


def test_a_place_is_held_against_the_nation_of_its_own_time(tmp_path: Path) -> None:
    """占全国九成 names the nation as a whole: what its reports of other years say of it is no evidence."""
    library = library_in(tmp_path / "library")
    for name, title, line in (
        ("nation-1957.txt", "1957年国务院政府工作报告", "棉花产量增加二十万担，棉花生产很重要。"),
        ("nation-2025.txt", "2025年国务院政府工作报告", "粮食产量增长1%。"),
        ("place.txt", "2025年新疆维吾尔自治区政府工作报告", "棉花总产568.6万吨、占全国92.2%。"),
    ):
        (tmp_path / name).write_text(f"{title}\n\n各位代表：\n\n一、去年工作回顾\n\n{line}\n", "utf-8")
    library.add(sorted(tmp_path.glob("*.txt")))
    verdict = Judge(library, load_settings({})).judge("新疆棉花产量占全国的92.2%。", None)
    assert verdict.verdict == "supported"
    assert {citation.source for citation in verdict.citations} <= {"place.txt", "nation-2025.txt"}


def test_the_nation_is_called_by_its_name_or_ours(tmp_path: Path) -> None:
    library = library_in(tmp_path / "library")
    text = "2025年国务院政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n粮食产量首次跃上1.4万亿斤新台阶。\n"
    (tmp_path / "nation.txt").write_text(text, "utf-8")
    library.add([tmp_path / "nation.txt"])
    judge = Judge(library, load_settings({}))
    for claim in ("2024年我国粮食产量第一次站上1.4万亿斤。", "2024年中国的粮食产量突破1.4万亿斤。"):
        assert judge.judge(claim, None).verdict == "supported", claim
    assert judge.judge("2024年我国粮食产量突破1.6万亿斤。", None).verdict == "refuted"
