"""Whether: yes and no with what decides, and neither where nothing does."""

import pytest
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
