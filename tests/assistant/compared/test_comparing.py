"""Two reports of a library compared: each change with its quotes, and how many there are of each kind."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.compared.comparing import ReportComparison, compare_reports, most_telling
from assistant.errors import WrongUsage
from index.library import Library

BESIDE = "坚持稳中求进工作总基调，各项工作有序推进，民生持续改善，社会大局保持稳定，群众的获得感不断增强。"
TEXT = """{year}年青禾县政府工作报告

各位代表：

一、{before}年工作回顾

{review}

{beside}

二、{year}年工作安排

{plan}

{beside}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("compared")
    plans = {
        2024: ("全年新建农村公路104公里，改造危桥9座。", "粮食产量12万吨左右。"),
        2025: ("全年新建农村公路126公里，改造危桥9座。人工智能赋能茶园管护。", "粮食产量13万吨左右。"),
    }
    for year, (review, plan) in plans.items():
        text = TEXT.format(year=year, before=year - 1, review=review, plan=plan, beside=BESIDE)
        (folder / f"{year}.txt").write_text(text, "utf-8")
    made = library_in(Path(folder) / "library")
    made.add(sorted(folder.glob("*.txt")))
    return made


@pytest.fixture(scope="module")
def found(library: Library) -> ReportComparison:
    earlier, later = sorted(library.reports(), key=lambda each: each.metadata.year or 0)
    return compare_reports(library, earlier.report_id, later.report_id)


def test_a_target_is_raised_with_both_figures_as_they_are_written(found: ReportComparison) -> None:
    (raised,) = found.of_kind("raised")
    assert (raised.measure, raised.figures) == ("粮食产量", ("12万吨左右", "13万吨左右"))


def test_a_sentence_is_reworded_where_its_figure_is_another(found: ReportComparison) -> None:
    reworded = next(change for change in found.of_kind("reworded") if change.before and "公路" in change.before.quote)
    assert reworded.before is not None and reworded.after is not None
    words = [
        [citation.quote[start:end] for start, end in spans]
        for citation, spans in zip((reworded.before, reworded.after), reworded.differs, strict=True)
    ]
    assert words == [["104"], ["126"]]


def test_what_the_earlier_report_says_nowhere_is_new(found: ReportComparison) -> None:
    (new,) = [change for change in found.of_kind("new") if change.after and "人工智能" in change.after.quote]
    assert new.before is None and new.novelty > 0.5
    assert most_telling(found.of_kind("new"))[0] is new


def test_the_counts_are_of_all_changes_and_what_stands_in_both_is_counted_apart(found: ReportComparison) -> None:
    document = found.to_json()
    kinds = [change["kind"] for change in document["changes"]]
    assert {kind: kinds.count(kind) for kind in found.counts} == dict(found.counts)
    assert document["counts"]["unchanged"] >= 2


def test_a_report_is_not_compared_with_itself(library: Library) -> None:
    one = library.reports()[0].report_id
    with pytest.raises(WrongUsage, match="name two"):
        compare_reports(library, one, one)
