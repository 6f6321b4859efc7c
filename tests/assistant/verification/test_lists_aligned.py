"""Of things listed beside their figures each has its own."""

import pytest

from assistant.verification.hard_parts import said
from assistant.verification.lists_aligned import aligned, own_figures

SALES = "家电、新能源汽车零售额分别增长23.9%、35.8%。"
MEDALS = "健儿在巴黎奥运会、残奥会上勇夺4金、13金。"


@pytest.mark.parametrize(
    ("claim", "sentence", "expected"),
    [
        ("买新能源汽车的钱多了35.8%。", SALES, True),
        ("买家电的钱多了35.8%。", SALES, False),
        ("奥运会上夺得4金，残奥会上夺得13金。", MEDALS, True),
        ("奥运会上夺得13金，残奥会上夺得4金。", MEDALS, False),
        ("死亡人数少了13%。", "生产安全事故起数、死亡人数分别下降18%、13%。", True),
        ("茶叶、粮食产量增长3.1%和4.2%。", "粮食产量、茶叶产量分别增长3.1%和4.2%。", False),
        ("出口增长5%。", "出口增长5%。", None),
    ],
)
def test_each_thing_has_its_own_figure(claim: str, sentence: str, expected: bool | None) -> None:
    assert aligned(said(claim), said(sentence)) is expected


def test_another_things_figure_is_told_with_its_own() -> None:
    (pair,) = own_figures(said("买家电的钱多了35.8%。"), said(SALES))
    assert tuple(figure.text for figure in pair) == ("35.8%", "23.9%")
