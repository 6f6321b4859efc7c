"""A claim's clauses in plain order, and its other words for ranks and denials."""

import pytest

from index.facts.fact import Context
from index.facts.reading import read


@pytest.mark.parametrize(
    ("text", "key", "figures"),
    [
        ("280.76亿斤，这就是2024年的粮食产量。", "粮食产量#", ["280.76亿斤"]),
        ("2.37亿吨、增速全国第一，这是2024年的铁路货物发送量。", "铁路货物发送量⟨↑⟩⟨居⟩全国#", ["第一"]),
        ("居全国首位的是制造业单项冠军，2024年共有235个。", "制造业单项冠军⟨居⟩全国#", ["首位"]),
        ("去年晋升国家5A级景区的，有查干湖景区和嫩江湾旅游区。", "查干湖景区⟨获⟩5a级景区", []),
        ("应用率跻身全国前三。", "应用率⟨居⟩全国#", ["前三"]),
        ("没有一座水库溃坝。", "⟨非⟩水库溃坝", []),
        ("经济增长没有达到预期。", "生产总值⟨↑⟩⟨<⟩", []),
    ],
)
def test_what_a_claim_puts_in_another_order_or_other_words(text: str, key: str, figures: list[str]) -> None:
    context = Context(region="广东", names=("我们",), year=2025, now=2025, claim=True)
    told = [(one.key, [figure.text for figure in one.figures]) for one in read(text, context)]
    assert (key, figures) in told
