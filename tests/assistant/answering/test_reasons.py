"""Why: the clause with the reason, and none where the sentence gives none."""

import pytest
from report_texts import asking, report_of, said
from told_questions import Ask

from assistant.answering.reasons import reason


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县旅游综合收入为什么没有完成目标？", "究其原因，主要是汛期景区停业"),
        ("青禾县光电产业产值为何下降", "受大客户减产影响"),
        ("青禾县陶瓷展览馆为什么推迟开馆", "陶瓷展览馆因设计变更推迟开馆"),
        (
            "Why was van charging late at Northmoor Freight?",
            "Van charging was late because the grid connection at Holt Quay arrived in October 2024.",
        ),
    ],
)
def test_the_reason_is_told_as_it_stands(ask: Ask, question: str, line: str) -> None:
    reply = ask(reason, question)
    assert reply is not None
    assert [each.text.rstrip("。.") for each in reply.lines] == [line.rstrip("。.")]


@pytest.mark.parametrize(
    "question",
    [
        "南岭县旅游综合收入为什么没有完成目标？",  # another county's
        "青禾县光电产业产值为什么增长",  # the contrary
        "青禾县为什么建成茶叶交易中心",  # no reason given
        "Why was the depot at Holt Quay sold by Northmoor Freight?",
    ],
)
def test_what_no_sentence_gives_a_reason_of_is_not_answered(ask: Ask, question: str) -> None:
    reply = ask(reason, question)
    assert reply is None or not reply.answers


def test_of_several_reasons_that_of_the_barest_subject() -> None:
    report = report_of(
        "Northmoor",
        2024,
        "• Parcel revenue increased 10% driven by growth in returns.",
        "Parcel and letter handling revenue increased 4% driven by new customers.",
        "Chilled parcel revenue increased 2% due to the summer.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    )
    reply = reason(*asking("Why did parcel revenue increase at Northmoor Freight?", (report,)))
    assert said(reply) == ["Parcel revenue increased 10% driven by growth in returns."]
