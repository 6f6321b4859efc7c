"""Whether what an entry tells is an aim or has happened."""

import re
from functools import cache

from index.facts.fact import Fact, Period, Stage
from index.ledger.wording import ledger_words
from index.patterns import regex
from index.report import Part, Report

# A clause that opens so plans, and with it those behind it in the sentence: 力争用5年时间，打造商圈100个.
_OPENS = regex("(?:^|[，；。])(?:力争|确保|争取|计划|拟|目标|到20[2-9]\\d年)")

# 去年政府工作报告提出，物价涨幅要降到10%左右，经过努力，实际回落到6.1%
_PROPOSED = regex("(?:报告|计划|规划|会议|曾)[^，。；]{0,4}(?:提出|确定|要求|规定)[^。；]{0,12}$")
_CAME_OUT = regex("实际|结果|达到了|完成了|实现了|经过")
# 从去年的2.1%: what is said of the value before says nothing of the one that it moves to.
_MOVED_FROM = regex(
    "(?:从|由)[^，。；]{2,20}?(?=(?:提高|上升|增加|扩大|下降|降低|减少|缩小|调整|升|降|减)+(?:到|至|为))"
)
# In a part that looks back only these tell of what is still to come; 将 and 计划 stand in deeds and names.
_AIMS = regex("(?:计划|目标|预期|指标)[为是]|原定|预定|力争|拟(?!定)|有望|明年|将(?:在|于|达|突破|实现)")

# In a part that plans a year that is over tells what was, unless the clause says one of these.
_WILL = regex("[将拟要]|计划|规划|纲要|力争|目标|任务|今后|明年|预计|预期|争取|确保|提出|规定")
# A company or a broker that gives its report after its year expects of what is to come; until the sentence ends, or in
# the clause.
_EXPECTS = regex("(?:^|[，；：:。])[^，；。]{0,12}(?:预计|预测|有望)[^。]*$|(?:预计|预测|有望)[^，；。]*$")


def stage_of(report: Report, fact: Fact, sentence: tuple[int, int], period: Period | None, before: bool) -> Stage:
    """Planned where it says so; done where its part looks back or its time is over; else told.

    `period` is what it was found to be told of; `before`: the value that something moves from, which is.
    """
    text = report.text
    section = report.section_at(fact.start)
    year = report.metadata.year
    over = period is not None and year is not None and period.last < year
    clause = text[_clause_start(text, fact.start, sentence[0]) : fact.end]
    proposed = text[sentence[0] : fact.start]
    if _PROPOSED.search(proposed) and not before and not _CAME_OUT.search(proposed + clause):
        return Stage.PLANNED
    clause = _MOVED_FROM.sub("", clause)
    if report.metadata.language == "en":
        if fact.stage is not Stage.TOLD:
            return fact.stage
        return Stage.DONE if over or section.part is Part.REVIEW else Stage.TOLD
    if not report.metadata.is_work_report and not over and _EXPECTS.search(text[sentence[0] : fact.end]):
        return Stage.PLANNED
    intends = any(word in clause for word in ledger_words("intends"))
    if before or (_present().search(clause) is not None and not intends):
        return Stage.DONE
    if fact.stage is Stage.PLANNED:
        whole = text[max(sentence[0], text.rfind("；", sentence[0], fact.start) + 1) : fact.end]
        said = fact.period is not None and fact.period.said and not _WILL.search(whole)
        told = section.part is Part.REVIEW or said
        return Stage.DONE if told and over and not _AIMS.search(clause) else Stage.PLANNED
    if fact.stage is not Stage.TOLD:
        return fact.stage
    if section.part is Part.REVIEW:
        return Stage.DONE
    if not over and _OPENS.search(text[sentence[0] : fact.start]):
        return Stage.PLANNED
    return Stage.DONE if over else Stage.TOLD


@cache
def _present() -> re.Pattern[str]:
    """Words that tell of what is or was; not of what it is compared with (比去年)."""
    return re.compile("(?<![比较与同超过])(?:" + "|".join(ledger_words("present")) + ")")


def _clause_start(text: str, start: int, sentence: int) -> int:
    """Where the clause that holds `start` begins: behind the last comma or stop."""
    return max(sentence, *(text.rfind(mark, sentence, start) + 1 for mark in "，；。："))
