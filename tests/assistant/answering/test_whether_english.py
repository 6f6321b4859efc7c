"""English questions of whether, about reports in English and in Chinese."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.whether_english import of_chinese_reports, of_english_reports

CHINESE = (
    report_of(
        "浙江",
        2025,
        "外贸进出口实现正增长。潮石港外贸集装箱吞吐量增长9%。亚洲唯一的专业货运机场鄂州花湖机场开通航线。",
    ),
    report_of("江苏", 2025, "苏北港外贸集装箱吞吐量增长9%。"),
    report_of("全国", 2025, "2025年工作安排", "逐步推行免费学前教育。"),
)
ENGLISH = (
    report_of(
        "Northmoor",
        2024,
        "We closed the northern gate of the Ferris yard in March 2024. We did not close the southern gate.",
        "We may sell the depot at Holt Quay.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    ),
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Did Zhejiang's foreign trade grow in 2024?", "Yes: 外贸进出口实现正增长"),
        ("Does the 2025 State Council report say preschool will gradually become free?", "Yes: 逐步推行免费学前教育"),
        (
            "Is Ezhou Huahu described as the only dedicated cargo airport in Asia?",
            "Yes: 亚洲唯一的专业货运机场鄂州花湖机场开通航线",
        ),
    ],
)
def test_a_clause_of_a_chinese_report_says_it(question: str, line: str) -> None:
    assert [each.rstrip("。") for each in said(of_chinese_reports(*asking(question, CHINESE)))] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "Did Jiangsu's foreign trade grow in 2024?",  # a port's containers
        "Did Zhejiang's foreign trade not grow in 2024?",  # what is denied is not compared across languages
        "Does the 2025 State Council report say university will gradually become free?",
    ],
)
def test_a_chinese_clause_of_something_else_decides_nothing(question: str) -> None:
    assert said(of_chinese_reports(*asking(question, CHINESE))) == []


def test_a_sentence_of_an_english_report_says_it() -> None:
    reply = of_english_reports(*asking("Did Northmoor Freight close the northern gate of the Ferris yard?", ENGLISH))
    assert said(reply) == ["Yes: We closed the northern gate of the Ferris yard in March 2024."]


@pytest.mark.parametrize(
    "question",
    [
        "Did Northmoor Freight close the southern gate?",  # denied
        "Did Northmoor Freight sell the depot at Holt Quay?",  # hedged
    ],
)
def test_what_is_denied_or_hedged_is_left_open(question: str) -> None:
    assert said(of_english_reports(*asking(question, ENGLISH))) == []


WORKS = (
    report_of(
        "Northmoor",
        2024,
        "In May we repurchased 95 thousand shares and options. We repurchased 3 thousand shares for staff.",
        "Nobody was hurt at work in 2024, and claims fell.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    ),
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "Did Northmoor Freight repurchase shares in fiscal 2024?",
            "Yes: We repurchased 3 thousand shares for staff.",
        ),
        (
            "Was anyone hurt at work at Northmoor Freight in 2024?",
            "No: Nobody was hurt at work in 2024, and claims fell.",
        ),
    ],
)
def test_the_tightest_clause_says_so_or_that_nobody_did(question: str, line: str) -> None:
    assert said(of_english_reports(*asking(question, WORKS))) == [line]
