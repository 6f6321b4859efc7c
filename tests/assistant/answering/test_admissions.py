"""The difficulties that a report admits, and the targets that it sets: the sentences behind what announces them."""

from report_texts import report_of

from assistant.answering.admissions import difficulties, targets
from assistant.answering.reply import Quote

REVIEW = "一、2024年工作回顾"
PLAN = "二、2025年工作安排"


def texts(quotes: list[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def test_difficulties_end_where_the_promise_begins() -> None:
    report = report_of(
        "浙江",
        2025,
        REVIEW,
        "我们也清醒看到，当前还存在不少困难和问题，主要是：有效需求不足；部分企业经营困难；民生领域仍有短板。"
        "我们将直面问题，全力解决。",
    )
    assert texts(difficulties(report)) == ["有效需求不足", "部分企业经营困难", "民生领域仍有短板"]


def test_difficulties_end_where_confidence_begins() -> None:
    report = report_of(
        "浙江",
        2025,
        REVIEW,
        "在肯定成绩的同时，我们也清醒看到面临的问题和挑战。有效需求不足。部分企业经营困难。民生领域存在短板。"
        "我们既要正视困难问题，更要坚定发展信心。",
    )
    assert texts(difficulties(report)) == ["有效需求不足", "部分企业经营困难", "民生领域存在短板"]


def test_what_stands_behind_a_difficulty_overcome_is_none() -> None:
    report = report_of("浙江", 2025, REVIEW, "面对困难挑战。经济稳步增长；收入持续提高；就业保持稳定。")
    assert difficulties(report) == []


def test_targets_are_the_clauses_with_figures() -> None:
    report = report_of(
        "浙江",
        2025,
        PLAN,
        "今年发展主要预期目标是：地区生产总值增长5.5%左右；城镇新增就业80万人；居民消费价格涨幅2%左右。坚持稳中求进。",
    )
    assert texts(targets(report)) == ["地区生产总值增长5.5%左右", "城镇新增就业80万人", "居民消费价格涨幅2%左右"]


def test_aims_without_figures_are_no_targets() -> None:
    assert targets(report_of("浙江", 2025, PLAN, "主要目标是：经济稳定增长；民生持续改善；生态更加优美。")) == []
