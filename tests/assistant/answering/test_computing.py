"""What is worked out from figures that reports tell."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.computing import answer_computed

ALL = (
    work_report(
        "青禾县",
        2025,
        "地区生产总值120亿元，增长6.1%。粮食产量25.6万吨。城镇居民人均可支配收入32100元；农村居民人均可支配收入19800元。",
        "粮食产量26万吨。城镇新增就业4000人以上。",
    ),
    work_report("南岭县", 2025, "地区生产总值9800万元，增长4.9%。粮食产量25万吨以上。"),
    work_report("白石县", 2025, "地区生产总值增长3%。粮食播种面积12万亩。"),
)


@pytest.mark.parametrize(
    ("question", "result", "expression"),
    [
        (
            "青禾县和南岭县2024年GDP加起来多少",
            "120.98亿元",
            "南岭县2024年地区生产总值 9800万元 + 青禾县2024年地区生产总值 120亿元",
        ),
        (
            "青禾县城乡居民收入差多少",
            "12300元",
            "青禾县2024年城镇居民人均可支配收入 32100元 − 青禾县2024年农村居民人均可支配收入 19800元",
        ),
        (
            "青禾县2025年粮食目标比上年实际多多少",
            "0.4万吨",
            "青禾县2025年粮食产量目标 26万吨 − 青禾县2024年粮食产量 25.6万吨",
        ),
    ],
)
def test_sums_and_differences(question: str, result: str, expression: str) -> None:
    """In the larger of two units."""
    reply = asked_of(answer_computed, question, ALL)
    assert reply is not None
    assert [(each.result, each.expression) for each in reply.computed] == [(result, expression)]
    assert lines(reply) == [f"{result}（算式：{expression}）"]


def test_bounds_are_reckoned_as_they_are_written() -> None:
    (line,) = lines(asked_of(answer_computed, "青禾县、南岭县2024年粮食产量一共多少", ALL))
    assert line.startswith("50.6万吨（按报告写明的数算：") and "25万吨以上" in line


@pytest.mark.parametrize(
    "question",
    [
        "青禾县和南岭县2024年GDP增速加起来多少",  # rates add up to nothing
        "青禾县、南岭县和白石县2024年GDP加起来多少",  # one tells a growth alone
        "青禾县和云溪县2024年GDP加起来多少",
        "南岭县城乡居民收入差多少",
        "青禾县2025年城镇新增就业目标比上年实际多多少",
    ],
)
def test_a_missing_operand_gives_nothing(question: str) -> None:
    assert lines(asked_of(answer_computed, question, ALL)) == []
