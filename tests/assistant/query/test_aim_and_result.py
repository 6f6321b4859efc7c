"""A target set against what the year before came to, as the two questions that it asks."""

import pytest

from assistant.query.aim_and_result import AimAndResult, aim_and_result


@pytest.mark.parametrize(
    ("question", "aim", "result"),
    [
        ("白石县今年的销售目标比去年实际卖的多多少？", "白石县今年的销售目标是多少", "白石县去年卖了多少"),
        ("白石县今年主要粮食目标比去年低多少？", "白石县今年主要粮食目标是多少", "白石县去年主要粮食是多少"),
        ("白石县今年粮食产量目标比去年低多少？", "白石县今年粮食产量目标是多少", "白石县去年粮食产量是多少"),
        (
            "白石县2025年的粮食目标是不是比2024年实际产量还低？",
            "白石县2025年的粮食目标是多少",
            "白石县2024年的粮食产量是多少",
        ),
        ("白石县2022年粮食产量目标比上年低多少？", "白石县2022年粮食产量目标是多少", "白石县2021年粮食产量是多少"),
        (
            "白石县今年固定资产投资想增长多少，比去年实际快几个百分点？",
            "白石县今年固定资产投资想增长多少",
            "白石县去年固定资产投资增长多少",
        ),
        (
            "白石县今年计划增加多少个学位？跟去年实际新增的比是多了还是少了？",
            "白石县今年计划增加多少个学位",
            "白石县去年增加多少个学位",
        ),
        (
            "白石县今年高新技术企业的认定目标比去年新培育的数量多还是少？",
            "白石县今年高新技术企业的认定目标是多少",
            "白石县去年高新技术企业新培育的数量是多少",
        ),
    ],
)
def test_both_are_asked_by_themselves(question: str, aim: str, result: str) -> None:
    assert aim_and_result(question) == AimAndResult(aim, result)


@pytest.mark.parametrize(
    "question",
    [
        "白石县今年粮食产量比去年多多少？",  # no target
        "白石县今年的销售目标是多少？",
        "白石县的目标比全国高吗？",
        "Is this year's target higher than last year's result?",
    ],
)
def test_what_sets_no_target_against_a_result_is_left(question: str) -> None:
    assert aim_and_result(question) is None
