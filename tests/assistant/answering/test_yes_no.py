"""Whether: yes and no with what decides, and neither where nothing does."""

import pytest
from report_texts import asking, report_of, said
from told_questions import Ask

from assistant.answering.yes_no import yes_no


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县光纤里程是不是全省第一", "是，突破300公里、全省第一"),
        ("青禾县2024年居民消费价格上涨了吗", "没有，下降0.2%"),
        ("青禾县2024年社零增速有没有超过5%", "没有，只增长3.2%"),
        ("青禾县12件民生实事都办结了吗？", "是，全部办结"),
        ("青禾县社会消费品零售总额是负增长吗", "否，增长3.2%"),  # 增长 stands in 负增长 and says the opposite
        ("青禾县民生实事有没有没办完的", "没有，12件民生实事全部办结"),
        ("青禾县2024年发生过重大安全事故没有", "没有，未发生重大安全事故"),
        ("青禾县绿电占比超过四成了吗", "是，占比超40%"),
        ("青禾县粮食产量是不是全省第一", "否，第二"),  # the first place is the next item's
        (
            "Did Northmoor Freight close the northern gate of the Ferris yard?",
            "Yes: We closed the northern gate of the Ferris yard in March 2024.",
        ),
    ],
)
def test_it_is_decided_by_a_clause_or_a_fact(ask: Ask, question: str, line: str) -> None:
    reply = ask(yes_no, question)
    assert reply is not None
    assert [each.text for each in reply.lines] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县12件民生实事都如期办结了吗？",  # whether in time nothing tells
        "青禾县绿电占比首次超过四成了吗",
        "青禾县绿电占比超过95%了吗",  # "more than 40 %" doesn't say
        "青禾县青禾大桥建成了吗",  # planned
        "南岭县12件民生实事都办结了吗？",
        "青禾县15件民生实事都办结了吗？",
        "Did Northmoor Freight close the southern gate?",
    ],
)
def test_what_nothing_decides_is_left_open(ask: Ask, question: str) -> None:
    reply = ask(yes_no, question)
    assert reply is None or not reply.answers


HARBOUR = (
    report_of(
        "浙江",
        2025,
        "主要经济指标增速高于全国平均水平。潮石机场升级为国际机场。临海银行风险有效处置。",
        "投资、消费、进出口等预期性指标未达到年初目标。潮石地铁运营里程超过60公里。",
        "外贸进出口实现正增长。潮石港外贸集装箱吞吐量增长9%。亚洲唯一的专业货运机场鄂州花湖机场开通航线。",
    ),
    report_of("江苏", 2025, "主要经济指标增速低于全国平均水平。苏北港外贸集装箱吞吐量增长9%。"),
    report_of("全国", 2025, "2025年工作安排", "逐步推行免费学前教育。不再发行海岛债券。"),
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("浙江说自己主要指标增速高过全国了吗", "是，高于全国平均水平"),
        ("江苏主要指标增速是不是高于全国", "否，低于全国平均水平"),
        ("浙江临海银行的风险处置好了么", "是，有效处置"),
        ("浙江2024年进出口达到年初目标了吗", "没有，投资、消费、进出口等预期性指标未达到年初目标"),
        ("浙江潮石地铁运营里程过60公里了没", "是，超过60公里"),
        ("国务院2025年有没有说要免费学前教育", "是，报告提到逐步推行免费学前教育"),
        ("Did Zhejiang's foreign trade grow in 2024?", "Yes: 外贸进出口实现正增长"),
    ],
)
def test_what_a_report_says_in_other_words(question: str, line: str) -> None:
    told = said(yes_no(*asking(question, HARBOUR)))
    assert [each.rstrip("。") for each in told] == [line]


def test_another_deed_is_left_open() -> None:
    reply = yes_no(*asking("浙江临海银行的风险化解完了么", HARBOUR))
    assert reply is None or not reply.answers
