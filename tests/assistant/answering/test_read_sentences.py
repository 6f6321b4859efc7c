"""The sentence that a reader finds: shown only where rules and reader agree. The reader here is told what to find."""

from collections.abc import Sequence

import pytest
from report_texts import report_of

from assistant.answering.read_sentences import SentenceAnswers
from assistant.answering.reply import Reply
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import understand
from index.models.sentence_reader import Read
from index.report import Report


class _Told:
    """A reader that is sure of the sentences with a text, and of nothing else."""

    def __init__(self, chances: dict[str, float], span: str = "") -> None:
        self._chances, self._span = chances, span

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        return [self._of(sentence) for sentence in sentences]

    def _of(self, sentence: str) -> Read:
        chance = next((chance for text, chance in self._chances.items() if text in sentence), 0.01)
        at = max(sentence.find(self._span), 0)
        return Read(chance, at, at + len(self._span))


def _reply(reports: Sequence[Report], question: str, reader: _Told, kind: QuestionKind) -> Reply | None:
    understood = understand(question, [report.metadata for report in reports])
    inside = [report for report in reports if report.metadata.region in understood.scope.regions]
    return SentenceAnswers(reader).reply(understood, (kind,), inside or reports, ())


def test_a_figure_is_shown_with_its_clause(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"光纤里程": 0.97}, "300公里")
    reply = _reply(told_reports, "青禾县拉了多长的光纤？", reader, QuestionKind.FIGURE)
    assert reply is not None
    assert [line.text for line in reply.lines] == ["光纤里程突破300公里、全省第一"]
    assert reply.lines[0].quotes[0].text.startswith("光纤里程突破300公里、全省第一")


def test_a_reason_is_shown_as_its_whole_sentence(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"陶瓷展览馆": 0.97}, "设计变更")
    reply = _reply(told_reports, "青禾县陶瓷展览馆怎么还没开", reader, QuestionKind.REASON)
    assert reply is not None
    assert [line.text for line in reply.lines] == ["陶瓷展览馆因设计变更推迟开馆。"]


@pytest.mark.parametrize(
    ("question", "chances", "span", "kind"),
    [
        ("青禾县拉了多长的光纤？", {"光纤里程": 0.1}, "300公里", QuestionKind.FIGURE),  # not sure enough
        ("青禾县拉了多长的光纤？", {"光纤里程": 0.3, "绿电": 0.1}, "300公里", QuestionKind.FIGURE),  # not far ahead
        ("青禾县光纤里程全省第几？绿电占比呢？", {"光纤里程": 0.97}, "全省第一", QuestionKind.FIGURE),  # half of it
        ("青禾县有多少人装了光纤", {"绿电": 0.97}, "超40%", QuestionKind.FIGURE),  # a share counts nobody
        ("青禾县固定资产投资有多少公里的光纤", {"光纤里程": 0.97}, "300公里", QuestionKind.FIGURE),  # names a measure
        ("青禾县大桥哪年开建", {"第十届": 0.97}, "2025年1月9日", QuestionKind.DATE),  # the day of the report
        ("青禾县光纤突破目标了吗", {"光纤里程": 0.97}, "300公里", QuestionKind.YES_NO),  # no word on a target
        ("青禾县光纤比公路长得多吗", {"光纤里程": 0.97}, "300公里", QuestionKind.YES_NO),  # compares nothing
        ("青禾县光纤多了吗", {"光纤里程": 0.97}, "300公里", QuestionKind.YES_NO),  # tells no change
        ("青禾县2019年拉了多长的光纤？", {"光纤里程": 0.97}, "300公里", QuestionKind.FIGURE),  # another year's
        ("青禾县旅游综合收入完成了多少", {"旅游综合收入目标": 0.97}, "10亿元", QuestionKind.FIGURE),  # a plan
        ("青禾县黑石村入选了什么", {"白石村入选": 0.97}, "全国最美乡村", QuestionKind.NAME),  # another's name
        ("青禾县什么产业下降了0.2%", {"光电产业": 0.97}, "光电产业", QuestionKind.NAME),  # a figure that it lacks
        ("青禾县什么价格上涨了", {"居民消费价格下降": 0.97}, "居民消费价格", QuestionKind.NAME),  # the other direction
        ("青禾县光纤还差多少公里", {"光纤里程": 0.97}, "300公里", QuestionKind.FIGURE),  # to be worked out
        ("青禾县2023年和2024年光纤各多长", {"光纤里程": 0.97}, "300公里", QuestionKind.FIGURE),  # two years
        ("青禾县光纤里程是什么意思", {"光纤里程": 0.97}, "光纤里程", QuestionKind.DEFINITION),  # used, not explained
        ("青禾县光纤里程增速是多少", {"光纤里程": 0.97}, "300公里", QuestionKind.FIGURE),  # a level is no rate
        ("青禾县拉了多长的光纤？", {"光纤里程": 0.85}, "光纤里程", QuestionKind.FIGURE),  # no figure is pointed at
    ],
)
def test_what_is_not_sure_is_only_related(
    told_reports: tuple[Report, ...], question: str, chances: dict[str, float], span: str, kind: QuestionKind
) -> None:
    reply = _reply(told_reports, question, _Told(chances, span), kind)
    assert reply is None or not reply.answers


def test_whether_is_told_by_the_whole_sentence(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"光纤里程": 0.97}, "300公里")
    reply = _reply(told_reports, "青禾县的光纤够不够长，有没有300公里", reader, QuestionKind.YES_NO)
    assert reply is not None
    assert [line.text for line in reply.lines] == ["光纤里程突破300公里、全省第一。"]


def test_both_parts_of_a_question_are_answered_by_one_whole_sentence(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"光纤里程": 0.97}, "300公里")
    reply = _reply(told_reports, "青禾县拉了多长的光纤？在全省排第几？", reader, QuestionKind.FIGURE)
    assert reply is not None
    assert [line.text for line in reply.lines] == [reply.lines[0].quotes[0].text]
    assert reply.lines[0].text.startswith("光纤里程突破300公里、全省第一")


def test_two_sentences_that_say_different_things_answer_nothing(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"光纤里程": 0.97, "绿电占比": 0.9}, "300公里")
    reply = _reply(told_reports, "青禾县有哪个指标突破了光纤里程和绿电占比", reader, QuestionKind.FIGURE)
    assert reply is not None
    assert not reply.answers
    assert reply.related


def test_of_an_english_report_the_sentence_is_shown_whole(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"A driver died": 0.97}, "Holt Quay")
    reply = _reply(told_reports[2:], "At which depot was there a fatality?", reader, QuestionKind.NAME)
    assert reply is not None
    assert [line.text for line in reply.lines] == ["A driver died at our Holt Quay depot in May 2024."]


def test_without_a_place_another_owners_sentence_forbids_an_answer(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"增长6.1%": 0.97, "增长4.0%": 0.9}, "6.1%")
    reply = _reply(told_reports[:2], "经济增长了多少", reader, QuestionKind.FIGURE)
    assert reply is None or not reply.answers


def test_a_reason_that_says_little_of_the_question_is_only_related(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"受大客户减产": 0.85}, "受大客户减产影响")
    reply = _reply(told_reports, "青禾县陶瓷展览馆推迟开馆是怎么来的", reader, QuestionKind.REASON)
    assert reply is None or not reply.answers


@pytest.mark.parametrize(("chance", "kind"), [(0.4, QuestionKind.FIGURE), (0.7, QuestionKind.LIST)])
def test_a_sentence_far_before_all_others_need_not_be_so_sure(
    told_reports: tuple[Report, ...], chance: float, kind: QuestionKind
) -> None:
    reply = _reply(told_reports, "青禾县光纤里程完成了多少？", _Told({"光纤里程": chance}, "300公里"), kind)
    assert reply is not None
    assert reply.answers


def test_what_only_a_quoted_name_denies_is_not_denied(told_reports: tuple[Report, ...]) -> None:
    reader = _Told({"东岭水泥公司": 0.97}, "东岭水泥公司")
    reply = _reply(told_reports, "青禾县哪家获评“零碳工厂”", reader, QuestionKind.NAME)
    assert reply is not None
    assert reply.answers


def test_an_unsure_question_is_read_by_its_asking_word(told_reports: tuple[Report, ...]) -> None:
    understood = understand("青禾县拉了多少公里光纤？", [report.metadata for report in told_reports])
    reader = _Told({"光纤里程": 0.97}, "300公里")
    reply = SentenceAnswers(reader).reply(understood, (), told_reports[:1], ())
    assert reply is not None
    assert [line.text for line in reply.lines] == ["光纤里程突破300公里、全省第一"]


def test_a_part_of_what_an_english_question_names_is_no_answer() -> None:
    report = report_of(
        "安徽", 2025, "一、2024年工作回顾", "新能源汽车产量168.4万辆。", "汽车产量357万辆。", headings=(0,)
    )
    for sentence, figure, answers in (("新能源", "168.4万辆", False), ("汽车产量357", "357万辆", True)):
        reader = _Told({sentence: 0.97}, figure)
        understood = understand("How many cars did Anhui produce in 2024?", [report.metadata])
        reply = SentenceAnswers(reader).reply(understood, (QuestionKind.FIGURE,), [report], ())
        assert (reply is not None and reply.answers) is answers


@pytest.mark.parametrize(("question", "shown"), [("小麦产量", []), ("粮食产量", ["粮食总产量26万吨"])])
def test_the_output_of_one_thing_is_not_anothers(question: str, shown: list[str]) -> None:
    report = report_of("青禾县", 2025, "一、2024年工作回顾", "粮食总产量26万吨，连续八年稳定。")
    reply = _reply(
        [report], f"青禾县去年{question}是多少？", _Told({"粮食总产量": 0.97}, "26万吨"), QuestionKind.FIGURE
    )
    assert reply is not None
    assert [line.text for line in reply.lines] == shown


def test_of_a_list_the_figure_of_the_thing_asked_for() -> None:
    """The first of two figures is the towns', and no answer for the country."""
    report = report_of("青禾县", 2025, "一、2024年工作回顾", "2024年底，城镇和农村人均住房面积33平方米、37平方米。")
    for question, span, shown in (
        ("青禾县2024年农村居民家里人均住房面积几平方米", "33平方米", []),
        ("青禾县2024年农村居民家里人均住房面积几平方米", "37平方米", ["37平方米"]),
    ):
        reply = _reply([report], question, _Told({"住房面积": 0.97}, span), QuestionKind.FIGURE)
        assert reply is not None
        assert [line.text[-len(span) :] for line in reply.lines] == shown


def test_from_what_to_what_is_told_by_a_sentence_with_both() -> None:
    both = "“十三五”期间，青禾县高速公路里程由80公里增加到140公里。"
    report = report_of("青禾县", 2021, both, "2021年高速公路里程比上年增长5.2%。")
    question = "“十三五”期间青禾县高速公路里程由多少增加到多少？"
    sure = _Told({"增长5.2%": 0.97, "140公里": 0.6}, "140公里")
    reply = _reply([report], question, sure, QuestionKind.FIGURE)
    assert reply is None or all("5.2%" not in line.text for line in reply.lines)
    reply = _reply([report], question, _Told({"140公里": 0.97}, "140公里"), QuestionKind.FIGURE)
    assert reply is not None
    assert [line.text for line in reply.lines] == ["青禾县高速公路里程由80公里增加到140公里"]


def test_a_date_is_shown_with_its_time() -> None:
    report = report_of("青禾县", 2025, "今年是“十四五”规划收官之年，是青禾县成立60周年，任务很重。")
    reader = _Told({"60周年": 0.97}, "是青禾县成立60周年")
    reply = _reply([report], "青禾县哪一年是成立60周年？", reader, QuestionKind.DATE)
    assert reply is not None
    (line,) = reply.lines
    assert line.text == "2025年：今年是“十四五”规划收官之年，是青禾县成立60周年"
    assert line.quoted == ("今年是“十四五”规划收官之年，是青禾县成立60周年",)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("去年9月青禾大桥建成通车。", "2024年：去年9月青禾大桥建成通车"),
        ("2024年9月青禾大桥建成通车。", "2024年9月青禾大桥建成通车"),  # says it itself
        ("9月青禾大桥建成通车。", "9月青禾大桥建成通车"),  # of which year it doesn't say
    ],
)
def test_a_year_that_a_report_counts_from_its_own_is_written_out(sentence: str, shown: str) -> None:
    report = report_of("青禾县", 2025, sentence)
    reply = _reply([report], "青禾县青禾大桥是什么时候建成通车的？", _Told({"大桥": 0.97}, "9月"), QuestionKind.DATE)
    assert reply is not None
    assert [line.text for line in reply.lines] == [shown]


def _said(question: str, lines: Sequence[str], reader: _Told, *kinds: QuestionKind) -> list[str]:
    report = report_of("海南", 2025, *lines)
    understood = understand(question, [report.metadata])
    reply = SentenceAnswers(reader).reply(understood, kinds, [report], ())
    return [] if reply is None else [line.text for line in reply.lines]


STORM = "全省严防台风，组织3.5万艘船舶避风，紧急转移群众65万人。"


def test_two_figures_of_one_sentence_are_held_against_all_of_it() -> None:
    question = "海南防台风转移了多少人、叫了多少艘船舶避风？"
    assert _said(question, [STORM], _Told({"台风": 0.9}, "65万人"), QuestionKind.FIGURE) == [STORM]


def test_of_two_things_that_are_joined_the_sentence_tells_both() -> None:
    line = "到2030年，粮食产量达到八千亿斤，钢产量六千万吨。"
    question = "海南到2030年粮食和钢要搞到多少？"
    assert _said(question, [line], _Told({"粮食": 0.97}, "八千亿斤"), QuestionKind.FIGURE) == [line]


def test_so_many_times_is_told_by_times_and_with_its_subject() -> None:
    line = "2024年海南国有企业实现利润2392亿元，为2021年的2.9倍。"
    question = "海南2024年国有企业利润是2021年的几倍？"
    assert _said(question, [line], _Told({"利润": 0.97}, "2.9倍"), QuestionKind.COMPUTE) == [line]
    other = "2024年海南国有企业实现利润2392亿元，比2021年增长190%。"
    assert _said(question, [other], _Told({"利润": 0.97}, "190%"), QuestionKind.COMPUTE) == []


def test_how_many_they_are_is_not_of_how_many_something_came_about() -> None:
    line = "全年共有600多万下岗职工实现了再就业。"
    question = "海南下岗职工一共多少万人？"
    assert _said(question, [line], _Told({"下岗": 0.97}, "600多万"), QuestionKind.FIGURE) == []


def test_which_is_faster_asks_for_nobody() -> None:
    line = "城乡居民收入分别增长5%和7%左右。"
    question = "海南今年城乡居民收入各涨多少，谁快？"
    assert _said(question, [line], _Told({"城乡": 0.95}, "5%和7%"), QuestionKind.FIGURE) == [line.rstrip("。")]


TAX = "将小规模纳税人增值税起征点从月销售额10万元提高到15万元。"
COUNTRY = report_of("全国", 2021, "一、2021年重点工作", TAX, headings=(0,))
COUNTY = report_of("青禾县", 2021, "一、2021年重点工作", "新建学校3所。", "增值税起征点提高到8万元。", headings=(0,))


def test_of_a_year_the_nations_sentence_answers_where_no_other_s_comes_near() -> None:
    question = "小规模纳税人增值税起征点2021年提高到月销售额多少？"
    alone = _Told({"小规模纳税人": 0.97}, "15万元")
    reply = _reply((COUNTRY, COUNTY), question, alone, QuestionKind.FIGURE)
    assert reply is not None
    # Nobody asked for a plan, so it is said that this is one.
    assert [line.text for line in reply.lines] == [f"2021年的计划：{TAX.rstrip('。')}"]
    beside = _Told({"小规模纳税人": 0.97, "8万元": 0.9}, "万元")
    reply = _reply((COUNTRY, COUNTY), question, beside, QuestionKind.FIGURE)
    assert reply is None or not reply.lines


def test_imports_are_not_told_by_what_is_traded_both_ways() -> None:
    report = report_of("湖北", 2025, "一、2025年工作安排", "进出口总额增长7%以上。", headings=(0,))
    reader = _Told({"进出口": 0.97}, "增长7%以上")
    reply = _reply((report,), "湖北今年进口额要增长多少？", reader, QuestionKind.FIGURE)
    assert reply is None or not reply.lines


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("青禾县去年接待多少游客？", ["全年接待游客512万人次"]),
        ("青禾县去年提出要接待多少游客？", ["2024年的计划：全年接待游客530万人次"]),
    ],
)
def test_what_came_of_last_year_is_told_by_no_plan(question: str, shown: list[str]) -> None:
    before = report_of(
        "青禾县", 2024, "一、2023年工作回顾", "修路。", "二、2024年工作安排", "全年接待游客530万人次。", headings=(0, 2)
    )
    after = report_of(
        "青禾县", 2025, "一、2024年工作回顾", "全年接待游客512万人次。", "二、2025年工作安排", "修桥。", headings=(0, 2)
    )
    reader = _Told({"530": 0.96, "512": 0.9}, "万人次")
    reply = _reply([before, after], question, reader, QuestionKind.FIGURE)
    assert reply is not None
    assert [line.text for line in reply.lines] == shown
