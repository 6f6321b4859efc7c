"""Which sentences can be checked, and the reason for each that can't, in Chinese and English."""

import pytest

from assistant.checking.checkable import checkable, find_claims
from assistant.checking.claim_patterns import NotCheckableReason as Reason
from assistant.checking.claims import Claim, NotCheckable
from assistant.messages import message
from index.text.script import language_of

CHECKABLE = [
    "2024年云岭县地区生产总值增长6.1%。",
    "今年的目标是增长5%左右。",
    "广东省2025年力争新增就业110万人以上。",
    "县统计局局长表示，2024年地区生产总值增长6.1%。",
    "令人欣喜的是，粮食产量达到12.81万吨。",
    "报告认为，2024年主要目标全部完成。",
    "全年办理人大代表建议131件、政协提案108件，满意率98.9%。",
    "云岭至澜江高速公路云岭段建成通车。",
    "预计2025年全省粮食产量稳定在3600万吨。",
    "下半年市场预期不振，但全年地区生产总值仍增长5.1%。",
    "群众在家门口就能看好病。",
    "公共卫生服务应该均等化。",
    "消费方式适应当前经济发展需要。",
    "全国政协委员有权提出建议。",
    "Walpole led Great Britain for two decades.",
    "Revenue rose 5% in 2024.",
    "The company targets a 20% cut in water use by 2030.",
    "Harrow & Finch opened a plant in Leeds.",
    "Water should account for 5% of costs by 2030, the plan says.",
]
NOT_CHECKABLE = [
    ("你怎么看云岭的茶叶？", Reason.QUESTION),
    ("云岭的变化大吗", Reason.QUESTION),
    ("如果降雨持续，粮食产量将下降5%。", Reason.CONDITION),
    ("分析人士预计，明年地区生产总值将增长5%。", Reason.FORECAST),
    ("据多家机构预测，2026年出口将下降3%。", Reason.FORECAST),
    ("专家认为，增长6.1%的成绩来之不易。", Reason.OPINION),
    ("我们认为，这份成绩单值得期待。", Reason.OPINION),
    ("笔者走访了三个乡镇，变化很大。", Reason.OPINION),
    ("云岭的景色美不胜收。", Reason.OPINION),
    ("“现在卖茶不用愁了，”茶农老周告诉记者。", Reason.HEARSAY),
    ("村民王女士说，去年家里收入增加了5000元。", Reason.HEARSAY),
    ("让我们共同期待更美好的明天！", Reason.WISH),
    ("希望有关部门加大投入。", Reason.WISH),
    ("政府应当进一步改善营商环境。", Reason.WISH),
    ("欢迎广大读者扫码关注本报公众号。", Reason.ADDRESS),
    ("责任编辑：许言", Reason.ADDRESS),
    ("各位代表！", Reason.ADDRESS),
    ("Is it enough?", Reason.QUESTION),
    ("If prices fall, the plan would fail.", Reason.CONDITION),
    ("Analysts expect sales to double by 2027.", Reason.FORECAST),
    ("Output is expected by most economists to fall 3%.", Reason.FORECAST),
    ("We believe this is the right path.", Reason.OPINION),
    ("Critics argue that the cuts came late.", Reason.OPINION),
    ("“I love the new packaging,” one resident said.", Reason.HEARSAY),
    ("Let us build a greener future.", Reason.WISH),
    ("The government should do more.", Reason.WISH),
    ("Click here to subscribe.", Reason.ADDRESS),
]


@pytest.mark.parametrize("text", CHECKABLE)
def test_statements_of_fact_and_own_targets_are_checkable(text: str) -> None:
    assert checkable(text) is None


@pytest.mark.parametrize(("text", "reason"), NOT_CHECKABLE)
def test_the_reason_is_given_in_the_claims_language(text: str, reason: Reason) -> None:
    assert checkable(text) == message(language_of(text), f"not_checkable.{reason}")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ("2025年山西省政府工作报告.docx", "新建智能化煤矿130座"),
        ("2025年内蒙古自治区政府工作报告.docx", "按时办复自治区人大代表建议680件、政协提案895件"),
        ("2025年山西省政府工作报告.docx", "组建山西数据交易中心"),
    ],
)
def test_sentences_of_real_reports_are_checkable(report: str, sentence: str) -> None:
    assert checkable(sentence) is None


TEXT = """云岭县的一年

本报记者 林舟
2025年1月20日

云岭县2024年地区生产总值增长6.1%。秋天的云岭，层林尽染。
茶叶与旅游
你怎么看？接待游客512.3万人次
"""


def test_an_article_gives_its_sentences_in_order_with_offsets() -> None:
    found = find_claims(TEXT)
    assert [entry.id for entry in found] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert all(TEXT[entry.place.start : entry.place.end] == entry.text for entry in found)
    named = {message("zh", f"not_checkable.{reason}"): reason for reason in Reason}
    assert [(e.text[:7], named[e.reason] if isinstance(e, NotCheckable) else None) for e in found] == [
        ("云岭县的一年", Reason.HEADING),
        ("本报记者 林舟"[:7], Reason.ADDRESS),
        ("2025年1月", Reason.HEADING),
        ("云岭县2024", None),
        ("秋天的云岭，层", Reason.NO_FACT),
        ("茶叶与旅游", Reason.HEADING),
        ("你怎么看？", Reason.QUESTION),
        ("接待游客512", None),  # a headline that states a figure is worth checking
    ]


def test_what_the_file_sets_apart_is_heading_or_table() -> None:
    text = "增长6.1%的一年\n新建公路126公里。\n指标\t2024年\n公路\t126公里\n改造危桥9座。"
    found = find_claims(text, headings=[(0, 9)], tables=[(text.index("指标"), text.index("改造") - 1)])
    assert [(type(e), e.text) for e in found] == [
        (NotCheckable, "增长6.1%的一年"),
        (Claim, "新建公路126公里。"),
        (NotCheckable, "指标\t2024年\n公路\t126公里"),
        (Claim, "改造危桥9座。"),
    ]


def test_one_pasted_sentence_is_no_heading() -> None:
    assert [type(entry) for entry in find_claims("云岭县高速公路建成通车")] == [Claim]


def test_an_empty_text_has_no_sentences() -> None:
    assert find_claims(" \n\n") == []


def test_what_is_counted_in_english_can_be_looked_up() -> None:
    (claim,) = find_claims("Harrow & Finch logged 1,046 complaints in the north.")
    assert isinstance(claim, Claim)
    (none,) = find_claims("Harrow & Finch cares about its neighbours.")
    assert isinstance(none, NotCheckable)
