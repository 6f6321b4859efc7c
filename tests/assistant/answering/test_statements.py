"""A question of whether as a statement: in written words, without what asks, and what sort of statement it is."""

import pytest
from report_texts import asking, report_of

from assistant.answering.needed import read_needs
from assistant.answering.reply import Quote
from assistant.answering.statements import (
    claimed,
    is_course,
    says_it_intends,
    says_it_was_said,
    stated,
    verdict,
    without_asking,
    written,
)

REPORT = report_of("浙江", 2025, "一、2024年工作回顾", "绿电占比超40%。")


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("潮石机场升成国际机场没有", "潮石机场升级为国际机场没有"),
        ("风险处置好了么", "风险处置了么"),
        ("地铁里程过60公里了没", "地铁里程超过60公里了没"),
        ("通过60家验收了吗", "通过60家验收了吗"),
    ],
)
def test_spoken_words_are_put_as_reports_write(question: str, put: str) -> None:
    assert written(question) == put


@pytest.mark.parametrize(
    ("question", "said", "intends"),
    [
        ("国务院有没有说要免费学前教育", True, True),
        ("报告里提到过海岛债券吗", True, False),
        ("学前教育要免费了吗", False, False),
        ("Does the report say preschool will become free?", True, True),
    ],
)
def test_that_a_report_says_it_is_another_statement(question: str, said: bool, intends: bool) -> None:
    assert (says_it_was_said(question), says_it_intends(question)) == (said, intends)


@pytest.mark.parametrize("question", ["居民收入增长了吗？", "居民收入增长了，对吗？", "居民收入增长了没有"])
def test_the_word_that_asks_falls_off(question: str) -> None:
    assert without_asking(question) == "居民收入增长了"


def test_a_claim_has_its_year_written_out() -> None:
    understanding, _ = asking("浙江2024年绿电占比有没有超过40%", [REPORT])
    assert claimed(understanding) == "浙江2024年绿电占比超过40%"


def test_what_asks_and_counts_is_no_word_of_the_statement() -> None:
    understanding, reports = asking("浙江绿电占比都超过四成了吗", [REPORT])
    needs = stated(read_needs(understanding, reports)).needs
    assert "都" not in [need.text for need in needs]
    (tenths,) = [need for need in needs if need.text == "四成"]
    assert tenths.in_text("占比超40%") and not tenths.in_text("占比超340%")
    assert is_course(tenths)


@pytest.mark.parametrize(
    ("yes", "question", "told_so", "line"),
    [
        (True, "占比是不是超40%", False, "是，超40%"),
        (True, "报告有没有说占比超40%", True, "是，报告提到超40%"),
        (False, "占比超50%了吗", False, "没有，超40%"),
        (False, "占比是不是超50%", False, "否，超40%"),
    ],
)
def test_yes_and_no_with_what_decides(yes: bool, question: str, told_so: bool, line: str) -> None:
    at = REPORT.text.index("绿电")
    told = verdict(yes, question, Quote(REPORT, at, at + 8), "超40%", told_so)
    assert (told.text, told.quoted) == (line, ("超40%",))
