"""The clauses of a report that say all that a question says, in the right time."""

import pytest
from report_texts import asking, report_of

from assistant.answering.excerpts import asked_of, clauses_of, excerpts, in_time, units
from assistant.answering.needed import read_needs
from index.report import Report

REPORT = report_of(
    "浙江",
    2025,
    "一、2024年工作回顾",
    "潮石大桥开工建设，临海隧道建成通车。机场改造完成；港口扩建。",
    "二、2025年工作安排",
    "建成潮石大桥。",
    headings=(0, 2),
)
NATION = report_of("全国", 2025, "潮石大桥开工。")


def found(question: str, reports: list[Report]) -> tuple[list[str], list[str]]:
    understanding, inside = asking(question, reports)
    whole, near = excerpts(read_needs(understanding, inside), inside, understanding)
    return [one.text for one in whole], [one.text_around for one in near]


def test_the_shortest_run_of_clauses_with_every_word() -> None:
    whole, _ = found("浙江临海隧道什么时候通车", [REPORT])
    assert whole == ["临海隧道建成通车。"]


def test_a_sentence_that_lacks_a_word_only_comes_near() -> None:
    whole, near = found("浙江临海隧道什么时候通车收费", [REPORT])
    assert whole == []
    assert near[0] == "潮石大桥开工建设，临海隧道建成通车。"


def test_sentences_and_what_stands_between_semicolons_are_units() -> None:
    texts = [REPORT.text[first:last] for first, last in units(REPORT)]
    assert "机场改造完成；" in texts and "港口扩建。" in texts


def test_a_title_in_brackets_and_grouped_digits_are_not_cut() -> None:
    report = report_of("浙江", 2025, "游戏《黑神话：悟空》热销1,200万份，获奖。")
    assert [report.text[slice(*span)] for span in clauses_of(report, 0, len(report.text))] == [
        "游戏《黑神话：悟空》热销1,200万份，",
        "获奖。",
    ]


@pytest.mark.parametrize(
    ("words", "question", "fits"),
    [
        ("临海隧道建成通车", "浙江2024年临海隧道通车了吗", True),
        ("临海隧道建成通车", "浙江2025年临海隧道通车了吗", False),
        ("建成潮石大桥", "浙江2025年潮石大桥建成吗", True),
        ("建成潮石大桥", "浙江2024年潮石大桥建成了吗", False),
    ],
)
def test_a_part_of_a_report_tells_of_its_own_year(words: str, question: str, fits: bool) -> None:
    start = REPORT.text.index(words)
    assert in_time(REPORT, start, start + len(words), asking(question, [REPORT])[0]) == fits


def test_the_nations_report_is_asked_first_where_no_place_is_named() -> None:
    understanding, _ = asking("潮石大桥什么时候开工", [REPORT, NATION])
    assert asked_of(understanding, [REPORT, NATION]) == [[NATION], [REPORT]]
    understanding, _ = asking("浙江潮石大桥什么时候开工", [REPORT, NATION])
    assert asked_of(understanding, [REPORT, NATION]) == [[REPORT]]
