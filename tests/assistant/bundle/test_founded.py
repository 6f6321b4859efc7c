"""Whether a statement rests on its quotes."""

import pytest

from assistant.bundle.founded import figures_stand, is_founded
from assistant.bundle.schema import KeptAnswer, KeptComputed

QUOTE = "旅游综合收入41.2亿元，增长5.9%，比45亿元的年初目标少3.8亿元，没有完成。"
ANSWER = KeptAnswer(question="问", status="answered", answer="")
SUM = KeptComputed(expression="45亿元 − 41.2亿元", operands=(1,), result="3.8亿元")


@pytest.mark.parametrize(
    "text",
    [
        "增长5.9%",
        "41.2亿元（云岭县2024年旅游综合收入）",
        "没有完成，目标45亿元，实际41.2亿元：未完成（云岭县2024年旅游综合收入）",
        "– 2024年 41.2亿元",
        "4.12 billion yuan (41.2亿元) (云岭县, 2024: tourism income)",
        "否，没有完成",
        "2025年工作报告：3次",
    ],
)
def test_what_its_quotes_say_is_founded(text: str) -> None:
    assert is_founded(text, [QUOTE], ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        "41.3亿元（云岭县2024年旅游综合收入）",
        "没有完成，目标46亿元，实际41.2亿元：未完成",
        "4.13 billion yuan (41.3亿元)",
        "1.2亿元（云岭县2024年旅游综合收入）",
        "旅游大增（云岭县2024年）",
    ],
)
def test_another_figure_is_not(text: str) -> None:
    assert not is_founded(text, [QUOTE], ANSWER)
    assert not is_founded("增长5.9%", [], ANSWER)


def test_a_result_is_founded_by_the_figures_of_its_expression() -> None:
    computed = ANSWER.model_copy(update={"computed": (SUM,)})
    quote = QUOTE.replace("3.8亿元", "")
    assert is_founded("2024年少3.8亿元（算式：45亿元 − 41.2亿元）", [quote], computed)
    altered = SUM.model_copy(update={"expression": "46亿元 − 41.2亿元"})
    assert not is_founded("少3.8亿元", [quote], ANSWER.model_copy(update={"computed": (altered,)}))
    assert figures_stand("19,097.12万元", ["研发投入19097.12万元"])
