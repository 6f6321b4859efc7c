"""Sentences that a reader is all but certain of, and what may still not be left to it."""

from collections.abc import Sequence

import pytest
from report_texts import report_of

from assistant.answering.excerpts import Excerpt
from assistant.answering.held_sentences import is_what_is_asked
from assistant.answering.needed import read_needs
from assistant.answering.read_sentences import SentenceAnswers
from assistant.answering.reply import Reply
from assistant.answering.sentence_read import ReadSentence
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import understand
from index.models.sentence_reader import Read

FORUMS = "压减论坛、节庆、展会活动58%，压减公用经费15%。"
GOLD = "我省体育健儿在巴黎奥运会上勇夺4金。"
CUTS = "五次降低银行存贷款利率。"
FERRIES = "轮渡客运量下降3%，货运量增长2%。"
AIMS = "投资增长3%，一般公共预算收入增长3%，城乡居民收入分别增长5%、6%。"
LINES = (
    "一、2024年工作回顾",
    FORUMS,
    GOLD,
    CUTS,
    FERRIES,
    "雄安新区启动区建成道路40公里。",
    "二、2025年工作安排",
    AIMS,
)
REPORT = report_of("河北", 2025, *LINES, headings=(0, 6))


class _Sure:
    """A reader that points at a text of one sentence, and knows nothing of the others."""

    def __init__(self, sentence: str, span: str) -> None:
        self._sentence, self._span = sentence, span

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        at = self._sentence.find(self._span)
        return [
            Read(0.96, at, at + len(self._span)) if each.startswith(self._sentence[:12]) else Read(0.01, 0, 2)
            for each in sentences
        ]


def _reply(question: str, reader: _Sure, *kinds: QuestionKind) -> Reply | None:
    understood = understand(question, [REPORT.metadata])
    return SentenceAnswers(reader).reply(understood, kinds, [REPORT], ())


@pytest.mark.parametrize(
    ("question", "sentence", "span"),
    [
        ("河北压减了不少论坛节庆，到底压了多少？", FORUMS, "58%"),  # 不少 denies nothing
        ("河北的运动员在巴黎奥运会上拿了几块金牌？", GOLD, "4金"),
        ("河北的银行存贷款利率一共降了几回？", CUTS, "五次"),  # a number in words
    ],
)
def test_its_whole_sentence_answers(question: str, sentence: str, span: str) -> None:
    reply = _reply(question, _Sure(sentence, span))
    assert reply is not None
    (line,) = reply.lines
    assert line.text in sentence
    assert span in line.text


@pytest.mark.parametrize(
    ("question", "reader"),
    [
        ("河北的运动员在东京奥运会上拿了几块金牌？", _Sure(GOLD, "4金")),  # a name that it lacks
        ("河北的运动员在2020年和2016年的奥运会上拿了几块金牌？", _Sure(GOLD, "4金")),  # years that it lacks
        ("河北轮渡的客运量涨了多少？", _Sure(FERRIES, "3%")),  # the other way
        ("河北论坛节庆一共花了多少亿元？", _Sure(FORUMS, "58%")),  # another unit
        ("河北今年社零增长目标是多少？", _Sure(AIMS, "3%")),  # a measure that it lacks
    ],
)
def test_what_the_reader_cannot_know_still_holds(question: str, reader: _Sure) -> None:
    reply = _reply(question, reader, QuestionKind.FIGURE)
    assert reply is None or not reply.answers


MASKED = "全县地区生产总值增长X%，财政收入增长X%。"
LATER = "根据1980年计划，积累率可能进一步降到30％左右。"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("全县地区生产总值到底增长了百分之几？", MASKED),  # which is said elsewhere
        ("1979年国民收入里的积累率降到多少？", LATER),  # of a year behind the one that is asked for
    ],
)
def test_a_blanked_figure_and_one_of_a_later_year_answer_nothing(question: str, sentence: str) -> None:
    report = report_of("青禾县", 1980, "一、工作回顾", sentence, headings=(0,))
    answers = SentenceAnswers(_Chances({sentence[:6]: 0.97}))
    for kinds in ((), (QuestionKind.FIGURE,)):
        reply = answers.reply(understand(question, [report.metadata]), kinds, [report], ())
        assert reply is None or not (reply.answers or reply.in_part)


def test_beside_a_sentence_that_tells_of_each_one_that_tells_of_one_is_no_rival() -> None:
    both = "今年能耗和碳排放分别降低13.5%、18%。"
    report = report_of("河北", 2025, "一、2025年工作安排", both, "能耗降低3%左右。", headings=(0,))
    understood = understand("河北今年能耗和碳排放要分别降多少？", [report.metadata])
    reply = SentenceAnswers(_Chances({"分别": 0.97, "3%左右": 0.96})).reply(understood, (), [report], ())
    assert reply is not None
    assert [line.text for line in reply.lines] == [both.rstrip("。")]


def test_a_sentence_read_to_tell_no_number_is_no_rival_where_one_is_asked_for() -> None:
    told, other = "终结了延续2600多年农民种田交税的历史。", "彻底结束了农民种田交税的历史。"
    report = report_of("河北", 2025, "一、2024年工作回顾", told, other, headings=(0,))
    understood = understand("河北农民种田交税延续了多少年？", [report.metadata])
    reply = SentenceAnswers(_Chances({"2600": 0.97, "彻底": 0.96})).reply(understood, (), [report], ())
    assert reply is not None
    assert [line.text.rstrip("。") for line in reply.lines] == [told.rstrip("。")]


def test_of_what_a_reason_is_asked_another_sentence_may_say_far_more() -> None:
    other = "由于气候不好，给两国的贸易造成了困难。"
    own = "前几年国民经济遇到了严重困难。"
    report = report_of("河北", 1964, "一、工作回顾", other, own, headings=(0,))
    understood = understand("河北前几年国民经济的严重困难是哪些原因造成的？", [report.metadata])
    answers = SentenceAnswers(_Chances({"由于": 0.94, "前几年": 0.91}))
    reply = answers.reply(understood, (QuestionKind.REASON,), [report], ())
    assert reply is None or not reply.answers


def test_of_two_things_it_may_tell_one_and_is_no_whole_answer() -> None:
    reply = _reply("河北论坛节庆活动压减了多少？省下的钱用在哪里？", _Sure(FORUMS, "58%"), QuestionKind.FIGURE)
    assert reply is not None
    assert not reply.answers
    (line,) = reply.in_part
    assert line.text == FORUMS


FUNDS = "省级财政五年统筹投入100亿元支持旅游。"
BLAST = "一九六四年爆炸成功的我国第一颗原子弹，是我们自己制造出来的。"
SITE = "我国第一颗原子弹在罗布泊试验场爆炸成功。"


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("安排给旅游的钱今年是多少亿元？", FUNDS, False),  # of five years
        ("五年里投给旅游的钱是多少亿元？", FUNDS, True),
        ("第一颗原子弹是在哪个试验场爆炸的？", BLAST, False),  # names no place
        ("第一颗原子弹是在哪个试验场爆炸的？", SITE, True),
    ],
)
def test_what_is_shown_is_of_one_year_and_names_a_place_where_these_are_asked(
    question: str, sentence: str, told: bool
) -> None:
    report = report_of("河北", 2025, "一、2024年工作回顾", sentence, headings=(0,))
    start = report.text.index(sentence)
    best = ReadSentence(
        Excerpt(report, start, start + len(sentence), start, start + len(sentence), ()), Read(0.96, 0, 4)
    )
    needs = read_needs(understand(question, [report.metadata]), [report])
    kind = QuestionKind.FIGURE if "多少" in question else QuestionKind.NAME
    assert is_what_is_asked(best, needs, sentence, kind) is told


TOWNS, VILLAGES = "城镇居民人均收入达到1826元。", "农村居民人均收入达到784元。"
LAKE, HILL = "“622”模式：蓝莓农户占60%。", "“334”模式：牛油果农户占30%。"


class _Chances:
    """A reader that has a chance for the sentences that begin with a text."""

    def __init__(self, chances: dict[str, float]) -> None:
        self._chances = chances

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        chances = [next((own for text, own in self._chances.items() if text in each), 0.01) for each in sentences]
        return [Read(chance, 0, len(each)) for chance, each in zip(chances, sentences, strict=True)]


def test_two_certain_sentences_answer_where_each_of_two_is_asked_for() -> None:
    report = report_of("河北", 2025, "一、2024年工作回顾", TOWNS, VILLAGES, headings=(0,))
    question = "河北城镇居民和农村居民的人均收入各达到多少元？"
    understood = understand(question, [report.metadata])
    answers = SentenceAnswers(_Chances({"城镇": 0.97, "农村": 0.96}))
    reply = answers.reply(understood, (QuestionKind.COMPUTE,), [report], ())
    assert reply is not None
    assert [line.text for line in reply.lines] == [TOWNS, VILLAGES]
    one = understand("河北居民人均收入达到多少元？", [report.metadata])
    alone = answers.reply(one, (QuestionKind.COMPUTE,), [report], ())
    assert alone is None or not alone.answers


def test_a_sentence_that_lacks_the_questions_number_is_passed_over() -> None:
    report = report_of("河北", 2025, "一、2024年工作回顾", LAKE, HILL, headings=(0,))
    understood = understand("河北“334”模式里农户占多少？", [report.metadata])
    reply = SentenceAnswers(_Chances({"622": 0.99, "334": 0.98})).reply(understood, (), [report], ())
    assert reply is not None
    assert [line.text for line in reply.lines] == [HILL]
