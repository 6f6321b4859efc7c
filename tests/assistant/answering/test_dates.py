"""When: the date as written, in the granularity that was asked for."""

from dataclasses import replace

import pytest
from report_texts import asking, report_of, said
from told_questions import Ask

from assistant.answering.dates import date, given_on, report_dates


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县2025年政府工作报告是哪天作的？", "2025年1月9日"),
        ("周明县长什么时候作的政府工作报告？青禾县", "2025年1月9日"),
        ("青禾至南岭高速公路是哪天建成通车的？", "10月28日"),
        ("青禾县茶叶交易中心几月开市", "3月"),
        ("青禾县到哪一年实现公交全覆盖？", "2027年"),
        ("When did Northmoor Freight close the northern gate of the Ferris yard?", "March 2024"),
    ],
)
def test_the_date_is_told_as_it_stands(ask: Ask, question: str, line: str) -> None:
    reply = ask(date, question)
    assert reply is not None
    assert [each.text for each in reply.lines] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县茶叶交易中心哪天开市",  # the month alone is told
        "南岭县茶叶交易中心几月开市",
        "青禾县茶叶交易中心几月关闭",
        "吴刚县长什么时候作的政府工作报告？青禾县",
    ],
)
def test_another_date_is_not_told_instead(ask: Ask, question: str) -> None:
    reply = ask(date, question)
    assert reply is None or not reply.answers


def test_the_days_of_several_reports_are_a_table() -> None:
    reports = []
    for owner, day in (("江苏", 19), ("浙江", 14)):
        report = report_of(owner, 2025, f"——2025年1月{day}日在{owner}省第十四届人民代表大会第三次会议上")
        reports.append(replace(report, metadata=replace(report.metadata, delivered=f"2025-01-{day}")))
    reply = report_dates(*asking("浙江和江苏2025年的政府工作报告分别是哪天作的", reports))
    assert reply is not None and [line.text for line in reply.lines] == ["浙江：2025年1月14日", "江苏：2025年1月19日"]
    asked = "List the dates on which Jiangsu and Zhejiang delivered their 2025 reports"
    english = report_dates(*asking(asked, reports))
    assert english is not None and english.table is not None and english.table.rows == ("Jiangsu", "Zhejiang")
    assert report_dates(*asking("浙江和江苏2025年GDP目标", reports)) is None


def test_within_two_years_is_no_within_the_year() -> None:
    report = report_of("青禾县", 2025, "二、2025年工作安排", "两年内基本取消青禾大桥收费站。")
    reply = date(*asking("青禾县多久之内取消青禾大桥收费站？", [report]))
    assert reply is None or not reply.lines or reply.lines[0].text != "年内"


def test_whose_reports_were_given_on_a_day() -> None:
    reports = [
        replace(one, metadata=replace(one.metadata, delivered=f"2025-01-{day}"))
        for one, day in (
            (report_of("江西", 2025, "2025年1月13日在江西省第十四届人民代表大会上"), 13),
            (report_of("浙江", 2025, "2025年1月14日在浙江省第十四届人民代表大会上"), 14),
            (report_of("福建", 2025, "2025年1月13日在福建省第十四届人民代表大会上"), 13),
        )
    ]
    found = said(given_on(*asking("哪几个省是1月13日作的报告？", reports)))
    assert found == ["江西：2025年1月13日", "福建：2025年1月13日"]
    assert given_on(*asking("1月13日的报告讲了什么？", reports)) is None


def test_an_english_date_is_told_with_its_month_where_a_comma_parts_it() -> None:
    report = report_of(
        None,
        2024,
        "On March 4, 2024, we closed our acquisition of Brindle Freight for cash.",
        kind="annual_report",
        issuer="Ashe Rail",
        language="en",
    )
    assert said(date(*asking("When was the takeover of Brindle Freight finished?", [report]))) == ["March 4, 2024"]
