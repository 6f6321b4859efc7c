"""A sentence that tells both things which a question asks. The reader here is told what to find for each piece."""

from collections.abc import Sequence

import pytest
from report_texts import report_of

from assistant.answering.excerpts import Excerpt
from assistant.answering.read_two_pieces import tells_a_number_of_each, tells_both_pieces
from assistant.answering.sentence_read import ReadSentence
from assistant.query.parts_asked import pieces_asked, without_its_document
from index.models.sentence_reader import Read

CLUSTERS = "新获批国家先进制造业集群4个，累计14个。"
VISITORS = "东欧入境游客超120万人次，增长95.4%。"
LINES = ("一、2024年工作回顾", CLUSTERS, VISITORS, "二、2025年工作安排", "新建学校3所，投资2亿元。")
REPORT = report_of("江苏", 2025, *LINES, headings=(0, 3))


def best(sentence: str, chance: float = 0.95) -> ReadSentence:
    first = REPORT.text.index(sentence)
    last = first + len(sentence)
    return ReadSentence(Excerpt(REPORT, first, last, first, last, ()), Read(chance, 0, 0))


class _Told:
    """A reader that points at a text where a question has a word."""

    def __init__(self, spans: dict[str, tuple[str, float]]) -> None:
        self._spans = spans

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        text, chance = next((told for word, told in self._spans.items() if word in question), ("", 0.0))
        return [Read(chance, each.find(text), each.find(text) + len(text)) for each in sentences]


@pytest.mark.parametrize(
    ("question", "sentence", "spans", "both"),
    [
        (
            "江苏去年获批了几个先进制造业集群？累计有多少个？",
            CLUSTERS,
            {"累计": ("14个", 0.9), "获批": ("4个", 0.9)},
            True,
        ),
        (
            "江苏去年获批了几个先进制造业集群？累计有多少个？",
            CLUSTERS,
            {"累计": ("14个", 0.3), "获批": ("4个", 0.9)},
            False,
        ),
        # both pieces point at one figure
        ("江苏有几个先进制造业集群？去年新添了几个？", CLUSTERS, {"集群": ("14个", 0.9), "新添": ("14个", 0.9)}, False),
        # what it was compared with is no other time
        ("外国游客有多少，比前年多了多少？", VISITORS, {"比前年": ("95.4%", 0.6), "游客": ("120万人次", 0.9)}, True),
        # last year is not told by a plan
        ("江苏今年新建几所学校？去年投了多少钱？", LINES[4], {"去年": ("2亿元", 0.9), "学校": ("3所", 0.9)}, False),
        ("江苏今年新建几所学校？打算投多少钱？", LINES[4], {"投": ("2亿元", 0.9), "学校": ("3所", 0.9)}, True),
    ],
)
def test_both_pieces_are_read(question: str, sentence: str, spans: dict[str, tuple[str, float]], both: bool) -> None:
    assert tells_both_pieces(best(sentence), pieces_asked(question), _Told(spans).read) is both


def test_a_sentence_of_which_the_reader_is_unsure_tells_neither() -> None:
    reader = _Told({"累计": ("14个", 0.9), "获批": ("4个", 0.9)})
    pieces = pieces_asked("江苏去年获批了几个先进制造业集群？累计有多少个？")
    assert not tells_both_pieces(best(CLUSTERS, 0.6), pieces, reader.read)


def test_pieces_of_questions() -> None:
    assert pieces_asked("谁是第一大电源？总装机有多少？") == ("谁是第一大电源", "总装机有多少")
    assert pieces_asked("宁夏GDP总量和增速？连续多少个季度跑赢全国？") == (
        "宁夏GDP总量和增速是多少",
        "连续多少个季度跑赢全国",
    )
    assert pieces_asked("宁夏的情况？有多少人？") == ()


@pytest.mark.parametrize("behind", ["？（2013年政府工作报告）", "，按2013年国务院的报告说", "？见2013年那份报告"])
def test_the_report_that_is_named_behind_a_question_asks_nothing(behind: str) -> None:
    assert without_its_document(f"转移了多少人口{behind}") == "转移了多少人口" + "？" * behind.startswith("？（")
    assert pieces_asked(f"转移了多少人口，城镇化率到了多少{behind}") == ("转移了多少人口", "城镇化率到了多少")


@pytest.mark.parametrize(
    ("question", "sentence", "both"),
    [
        ("江苏获批了几个先进制造业集群？累计有多少个？", CLUSTERS, True),
        ("东欧入境游客有多少，增长了多少？", VISITORS, True),
        ("东欧入境游客有多少，货运多少？", VISITORS, False),  # a share is no second amount
        ("东欧入境游客有多少，排全国第几？", VISITORS, False),
    ],
)
def test_a_number_of_each_sort_that_is_asked_for(question: str, sentence: str, both: bool) -> None:
    assert tells_a_number_of_each(best(sentence), pieces_asked(question)) is both
