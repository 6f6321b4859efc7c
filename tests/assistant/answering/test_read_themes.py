"""What a report says of a theme in words of its own. The reader here is told what comes near."""

from collections.abc import Sequence

import pytest
from report_texts import report_of

from assistant.answering.read_themes import asks_for_a_theme, read_theme
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import understand
from index.models.sentence_reader import Read
from index.report import RankedPassage, Report


class _Near:
    """A reader to which sentences with one of its texts come near."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        return [Read(0.5 if any(text in each for text in self._texts) else 0.01, 0, 1) for each in sentences]


class _ByText:
    """A reader to which each sentence comes as near as its text says."""

    def __init__(self, chances: dict[str, float]) -> None:
        self._chances = chances

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        return [Read(next((c for text, c in self._chances.items() if text in each), 0.0), 0, 1) for each in sentences]


def _passages(report: Report, texts: Sequence[str]) -> list[RankedPassage]:
    """Each paragraph as a passage, those with one of the texts first."""
    blocks = sorted(report.blocks, key=lambda one: not any(text in report.text[one.start : one.end] for text in texts))
    return [
        RankedPassage(rank, 1.0, report.report_id, "", "", (), None, block.start, block.end, "")
        for rank, block in enumerate(blocks)
    ]


def _told(report: Report, question: str, *texts: str) -> list[str]:
    understood = understand(question, [report.metadata])
    reply = read_theme(_Near(*texts), understood, [report], _passages(report, texts))
    return [] if reply is None else [line.text for line in reply.lines]


def test_the_sentences_that_come_near_in_the_reports_order(told_reports: tuple[Report, ...]) -> None:
    told = _told(told_reports[0], "概括一下青禾县2024年的农业成绩", "水稻收割机", "油料产量")
    assert told == ["新型水稻收割机“铁牛二号”投用", "粮食产量居全省第二、油料产量居全省第一"]


def test_of_the_part_that_is_asked(told_reports: tuple[Report, ...]) -> None:
    assert _told(told_reports[0], "概括一下青禾县2024年的交通成绩", "高速公路", "青禾大桥") == []


@pytest.mark.parametrize(
    ("question", "kinds", "is_theme"),
    [
        ("概括一下农业成绩", (QuestionKind.SUMMARY,), True),
        ("今年准备怎么照顾老人", (QuestionKind.LIST,), True),
        ("今年准备怎么照顾老人", (QuestionKind.FIGURE,), False),
        ("有哪些企业上市", (QuestionKind.LIST,), False),
    ],
)
def test_what_asks_for_a_theme(question: str, kinds: tuple[QuestionKind, ...], is_theme: bool) -> None:
    assert asks_for_a_theme(question, kinds) is is_theme


def test_a_paragraph_is_told_as_one_and_what_hardly_comes_near_elsewhere_is_not() -> None:
    report = report_of(
        "青禾县",
        2025,
        "一、2024年工作回顾",
        "落实生态条例，修复湿地三处。完成营造林106万亩并全部验收。空气优良天数比例保持在99%以上。",
        "网络生态治理持续加强，群众安全感提升到99%。",
        "二、2025年工作安排",
        "办好十件民生实事。",
    )
    reader = _ByText({"落实": 0.12, "营造林": 0.09, "空气": 0.05, "网络": 0.1})
    passages = _passages(report, ["生态"])
    reply = read_theme(reader, understand("概括青禾县2024年的生态保护", [report.metadata]), [report], passages)
    assert reply is not None
    assert [line.text for line in reply.lines] == [
        "落实生态条例，修复湿地三处",
        "完成营造林106万亩并全部验收",
        "空气优良天数比例保持在99%以上",
    ]
