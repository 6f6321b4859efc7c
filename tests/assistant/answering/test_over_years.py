"""A figure over years."""

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
    """Two years that stand level have no one that is lowest."""
    assert lines(ask("青禾县哪年粮食产量最高"))[0] == "2024年，25.6万吨"
    assert lines(ask("青禾县哪年粮食产量最低"))[0] == "– 2022年 24.8万吨"


def test_the_largest_fall_is_the_lowest_figure() -> None:
    assert lines(ask("青禾县哪年单位地区生产总值能耗下降最多"))[0] == "2023年，下降4.5%"
    assert lines(ask("青禾县哪年单位地区生产总值能耗降幅最小"))[0] == "2022年，下降2.5%"


def test_a_trend_needs_every_year() -> None:
    assert lines(ask("青禾县2022年以来GDP增速走势"))[0] == "逐年上升：4.2% → 5.5% → 6.1%"
    assert lines(ask("青禾县2022年以来GDP增速走势", GAP)) == ["– 2022年 4.2%", "– 2024年 6.1%"]


def test_growths_tell_no_trend_of_the_level() -> None:
    """The product rose each year that its growth slowed."""
    told = lines(ask("青禾县2022年以来GDP走势"))
    assert not any("逐年" in line for line in told)


def test_one_year_alone_or_another_measure_is_none() -> None:
    assert ask("青禾县历年海洋生产总值") is not None
    assert lines(ask("青禾县历年数字经济规模")) == []
    assert lines(ask("南岭县历年GDP增速")) == []
