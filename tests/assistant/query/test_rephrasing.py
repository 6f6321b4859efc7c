"""Questions in the order in which reports tell: what is asked in one breath is taken apart."""

import pytest

from assistant.query.rephrasing import rephrased, which_alone


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("2024年供应多少建设用地？", ("2024年供应建设用地多少",)),
        ("汽车跟整车各造了多少辆", ("汽车产量多少辆", "整车产量多少辆")),
        ("2024年原煤产量多少，天然气呢？", ("2024年原煤产量多少", "2024年天然气多少")),
        ("计划新建公路多少公里，农村公路呢", ("计划新建公路多少公里", "计划农村公路多少")),
        ("原煤产量多少，2023年呢？", ("原煤产量多少，2023年呢？",)),  # another year is a follow-up
        ("粮食产量是多少，2025年目标呢？", ("粮食产量是多少，2025年目标呢？",)),
        ("粮食产量是多少，目标呢？", ("粮食产量是多少，目标呢？",)),
        ("市场份额提到了多少", ("市场份额是多少",)),
        ("民生实事多少件", ("民生实事多少件",)),
        ("农村人均住房面积是多少平方米？", ("农村人均住房面积是多少平方米",)),
        (
            "2013年城市低保和农村低保标准各提高了百分之几",
            ("2013年城市低保标准提高了百分之几", "2013年农村低保标准提高了百分之几"),
        ),
        ("1985年粮食和钢的产量要达到多少？", ("1985年粮食产量要达到多少", "1985年钢产量要达到多少")),
        ("粮食和钢的产量一共多少", ("粮食和钢的产量一共多少",)),
        ("新建了多少公里高速", ("新建了多少公里高速",)),
        ("发电量是多少千瓦时", ("发电量是多少千瓦时",)),
        ("全国的棉花有几成是新疆产的？", ("新疆棉花占全国多少",)),
        ("青禾县的稻谷占到全国的几成？", ("青禾县的稻谷占全国多少",)),
    ],
)
def test_one_question_for_each_thing(question: str, asked: tuple[str, ...]) -> None:
    assert rephrased(question) == asked


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("各省的失业率目标里，定得最高的是哪个省？是多少？", "各省的失业率目标里，定得最高的是哪个省？"),
        ("四川和湖北，谁的GDP增速更快？各是多少？", "四川和湖北，谁的GDP增速更快？"),
        ("福建哪个市GDP最高，是多少", "福建哪个市GDP最高？"),
        ("福建GDP是多少？", ""),
        ("哪个港获批，投资多少？", ""),
    ],
)
def test_which_of_several_without_its_figure(question: str, alone: str) -> None:
    assert which_alone(question) == alone
