"""Deeds that are not so far, stocks that are not new, first times that are none; and what contradicts nothing."""

import pytest

from assistant.verification.comparing import FactIndex
from assistant.verification.judgement import judge
from index.facts.fact import Context, Fact
from index.facts.reading import read

REVIEW = (
    "石雄铁路开工建设。京雄水库项目建成投用。云岭博物馆建设稳步推进。"
    "九江年产150万吨芳烃、乐平水利枢纽、信丰电厂扩建等项目开工建设。10个省级零碳园区启动建设。"
    "智能化煤矿达到268座。新增学位3万个、总数达到60万个。乡村振兴综合指数连续两年位列全国第一。"
    "梅花鹿产业规模稳居全国第一。沿江高铁开工建设，沿江高铁一期建成通车。"
    "大宗商品资源配置枢纽获批建设。绿洲年产120万吨乙烯项目开工建设。"
)
PLAN = "推动济南园博公园建成开园。开工建设协和医院雄安院区。新建高标准农田400万亩。建成一批充电设施。"


def outcome(claim: str) -> tuple[str, list[str]]:
    facts: list[Fact] = [
        *read(REVIEW, Context(year=2025, plan=False, years=(2024,))),
        *read(PLAN, Context(year=2025, plan=True, years=(2025,))),
    ]
    index = FactIndex()
    index.add(facts, REVIEW)
    judged = judge(read(claim, Context(year=2025, claim=True, now=2025)), index)
    return judged.outcome, [one.part for pair in judged.comparisons for one in pair.differences]


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ("石雄铁路2024年通车。", "progress"),
        ("云岭博物馆去年建成。", "progress"),
        ("10个省级零碳园区去年已经建成。", "progress"),
        ("乐平水利枢纽、信丰电厂扩建等项目2024年投产。", "progress"),
        ("济南园博公园去年就开园了。", "stage"),
        ("协和医院雄安院区2024年开工建设。", "stage"),
        ("协和医院雄安院区2024年建成。", "stage"),
        ("大宗商品资源配置枢纽2024年已全面建成。", "progress"),  # nor was it built in part
        ("绿洲年产120万吨乙烯项目去年竣工投产。", "progress"),  # a figure within its name
        ("2024年新增智能化煤矿268座。", "kind"),
        ("2024年乡村振兴综合指数首次位列全国第一。", "qualifier"),
        ("2024年梅花鹿产业规模首次居全国第一。", "qualifier"),
    ],
)
def test_what_cannot_hold_beside_the_report_is_refuted(claim: str, part: str) -> None:
    assert outcome(claim) == ("refuted", [part])


@pytest.mark.parametrize(
    "claim",
    [
        "石雄铁路2024年开工。",  # as told
        "京雄水库项目2024年建成。",
        "石雄铁路2025年将通车。",  # to come
        "济南园博公园将于2025年开园。",
        "济南园博公园开园。",  # of no year
        "2024年新建高标准农田400万亩。",  # done every year
        "2024年沿江高铁建成。",  # a part of it was
        "2024年建成充电设施。",  # any thing of its kind
        "2024年新增学位3万个。",
        "2024年乡村振兴综合指数位列全国第一。",
        "2024年石雄公路通车。",  # another thing
    ],
)
def test_nothing_else_is_refuted(claim: str) -> None:
    assert outcome(claim)[0] != "refuted"
