"""A figure over years."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.ledgers import ReportLedger
from assistant.answering.over_years import answer_years
from assistant.answering.reply import Reply


def _report(year: int, growth: str, fall: str, grain: str, target: str) -> ReportLedger:
    review = (
        f"地区生产总值增长{growth}%。单位地区生产总值能耗下降{fall}%。粮食产量{grain}万吨。海洋生产总值{grain}亿元。"
    )
    return work_report("青禾县", year, review, f"地区生产总值增长{target}。")


REPORTS = [
    _report(2025, "6.1", "3.1", "25.6", "7%以上"),
    _report(2024, "5.5", "4.5", "24.8", "6%左右"),
    _report(2023, "4.2", "2.5", "24.8", "5.5%"),
    work_report("南岭县", 2025, "地区生产总值增长9%。"),
]
GAP = [REPORTS[0], REPORTS[2]]


def ask(question: str, told: list[ReportLedger] = REPORTS) -> Reply | None:
    return asked_of(answer_years, question, told, every_year=True)


def test_a_range_of_years() -> None:
    reply = ask("青禾县2021年到2024年GDP增速")
    assert lines(reply) == ["– 2022年 4.2%", "– 2023年 5.5%", "– 2024年 6.1%"]
    assert reply is not None and reply.note == "库里的报告没有给出的年份：2021。"
    assert reply.table is not None and reply.table.rows == ("2022", "2023", "2024")


def test_since_a_year_and_all_years() -> None:
    assert lines(ask("青禾县2023年以来GDP增速"))[:2] == ["– 2023年 5.5%", "– 2024年 6.1%"]
    assert lines(ask("青禾县历年GDP增速")) == ["– 2022年 4.2%", "– 2023年 5.5%", "– 2024年 6.1%"]


def test_targets_are_not_mixed_with_results() -> None:
    assert lines(ask("青禾县历年GDP增长目标")) == ["– 2023年 5.5%", "– 2024年 6%左右", "– 2025年 7%以上"]


def test_the_highest_and_the_lowest_year() -> None:
    """Two years that stand level are both named."""
    assert lines(ask("青禾县哪年粮食产量最高"))[0] == "2024年，25.6万吨"
    assert lines(ask("青禾县哪年粮食产量最低"))[0] == "2022、2023年并列，都是24.8万吨"


def test_the_largest_fall_is_the_lowest_figure() -> None:
    assert lines(ask("青禾县哪年单位地区生产总值能耗下降最多"))[0] == "2023年，下降4.5%"
    assert lines(ask("青禾县哪年单位地区生产总值能耗降幅最小"))[0] == "2022年，下降2.5%"


def test_a_trend_needs_every_year() -> None:
    assert lines(ask("青禾县2022年以来GDP增速走势"))[0] == "逐年上升，从2022年4.2%到2024年6.1%"
    assert lines(ask("青禾县2022年以来GDP增速走势", GAP))[0] == "总体上升，从2022年4.2%到2024年6.1%"


def test_growths_tell_no_trend_of_the_level() -> None:
    """The product rose each year that its growth slowed."""
    told = lines(ask("青禾县2022年以来GDP走势"))
    assert not any("逐年" in line for line in told)


def test_one_year_alone_or_another_measure_is_none() -> None:
    assert ask("青禾县历年海洋生产总值") is not None
    assert lines(ask("青禾县历年数字经济规模")) == []
    assert lines(ask("南岭县历年GDP增速")) == []


def _harbour(year: int, boats: str, share: str) -> ReportLedger:
    return work_report("潮石市", year, "全市渔业总产值达到30亿元。", f"渔船更新目标{boats}。赤字率拟按{share}安排。")


BOATS = [
    _harbour(2025, "90艘以上", "3%"),
    _harbour(2024, "80艘左右", "3%左右"),
    _harbour(2022, "80艘左右", "2.6%"),
    _harbour(2021, "70艘", "2.8%"),
]


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("潮石市赤字率从哪年开始不是2.8%了", "2022年起，2.6%（此前2021年是2.8%）"),
        ("潮石市赤字率从哪一年起达到3%以上", "2024年起，3%左右（此前2022年是2.6%）"),
        ("潮石市赤字率是什么时候从2.6%改成3%的", "2024年起，3%左右（此前2022年是2.6%）"),
        ("潮石市赤字率每年都不低于2.7%吗", "不是，2022年2.6%"),
        ("潮石市赤字率一直都在2.5%以上吗", "是，给出这个数的4年（2021—2025）都是"),
        ("潮石市赤字率这些年怎么变的", "先降后升，从2021年2.8%到2025年3%"),
        ("潮石市赤字率2022年以后趋势如何", "总体上升，从2022年2.6%到2025年3%"),
        ("潮石市历年赤字率，哪年最低？", "2022年，2.6%"),
    ],
)
def test_the_lead_line_answers_what_is_asked(question: str, lead: str) -> None:
    assert lines(ask(question, BOATS))[0] == lead


@pytest.mark.parametrize("question", ["潮石市赤字率从哪年起达到2%以上", "潮石市赤字率从哪年起降到2.6%"])
def test_what_was_never_before_told_has_no_first_year(question: str) -> None:
    """Of the first report nobody knows what was before it; and what does not last starts nowhere: no answer."""
    reply = ask(question, BOATS)
    assert reply is not None
    assert not reply.answers
    assert reply.related


def test_whether_it_rose_each_year() -> None:
    assert lines(ask("青禾县GDP增速一年比一年高吗"))[0] == "是，逐年上升，从2022年4.2%到2024年6.1%"
    grain = lines(ask("青禾县粮食产量逐年增加吗"))[0]
    assert grain == "不是每年：2022年24.8万吨，2023年24.8万吨；总体上升，从2022年24.8万吨到2024年25.6万吨"


def test_years_of_reports_tell_of_the_year_before() -> None:
    assert lines(ask("青禾县2024、2025两份报告分别讲的GDP增速"))[-2:] == ["– 2023年 5.5%", "– 2024年 6.1%"]
    assert lines(ask("青禾县2024、2025两份报告的GDP增长目标"))[-2:] == ["– 2024年 6%左右", "– 2025年 7%以上"]
    assert lines(ask("青禾县最近两年的GDP增速")) == ["– 2023年 5.5%", "– 2024年 6.1%"]
