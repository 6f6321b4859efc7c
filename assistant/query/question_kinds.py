"""What kind of question it is, of those that are answered each in its own way."""

import re
from enum import StrEnum

from assistant.query.kinds import Wants
from assistant.query.understanding import Understanding
from index.lexicon.region_groups import named_group


class QuestionKind(StrEnum):
    """The kinds; OTHER is what none of them fits."""

    FIGURE = "figure"  # a figure, target or result: 2024年GDP多少, 今年目标是多少
    DATE = "date"  # when
    NAME = "name"  # who, which, what is it called: one thing
    REASON = "reason"  # why
    LIST = "list"  # which ones, several
    COMPARE = "compare"  # two or a few places, companies or years against one another: 哪个高, 差多少
    MET_TARGET = "met_target"  # was the target met
    OVER_YEARS = "over_years"  # how it went over years, in which year it was highest
    FILTER = "filter"  # which provinces are above 5.5 %, the top five
    TABLE = "table"  # each place's figure
    MENTION = "mention"  # which reports mention a word, how often
    YES_NO = "yes_no"  # 是不是, 有没有
    DEFINITION = "definition"  # what does it mean
    COMPUTE = "compute"  # a sum, difference, share that no report writes
    SUMMARY = "summary"  # the outline of a report or a part of it
    OTHER = "other"


_MENTION = re.compile(r"提到|提及|写了|写进|写到|出现|mention")
_MET = re.compile(
    r"目标.*(?:完成|实现|达到|达成|达标|兑现)|(?:完成|实现|达到|达成).*目标.*[吗没么]|达标没|任务.*完成.*[没吗]|\b(?:hit|met|meet|achieve[d]?|reach(?:ed)?)\b.*\btarget|target.*\b(?:met|achieved|hit)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"哪一?年.*最|最.*哪一?年|历年|这几年|逐年|一年比一年|走势|趋势|怎么变|年以来.*(?:增加|减少|上升|下降)|哪年[改起]|highest.*years|these years|change from \d{4} to \d{4}",
    re.IGNORECASE,
)
_FILTER = re.compile(
    r"以上|以下|不低于|不少于|超过|低于|高于|不到|达到\d|正好|恰好|前[三五十\d]|最[高低多少]的|\bor more\b|\babove\b|\bbelow\b|\bat least\b",
    re.IGNORECASE,
)
_COMPUTE = re.compile(
    r"加起来|合计|总和|之和|一共.*万亿|倒推|占.*比例大概|差多少$|比.*(?:实际|去年|完成额).*[多少高低]"
)
_COMPARE = re.compile(
    r"哪个|哪边|谁|比一比|相比|对比|差距|差多少|\bvs\b|which .*\b(?:higher|lower|more|less|cleaner)\b", re.IGNORECASE
)


def kind_of(understanding: Understanding) -> QuestionKind | None:
    """The kind of a question by what words fix; None where they don't."""
    text = understanding.question
    group = named_group(text)
    if _MENTION.search(text):
        return QuestionKind.MENTION
    if _MET.search(text):
        return QuestionKind.MET_TARGET
    if _YEARS.search(text) or (len(re.findall(r"(?:19|20)\d\d", text)) > 2):
        return QuestionKind.OVER_YEARS
    if group is not None and not group.regions and _FILTER.search(text):
        return QuestionKind.FILTER
    if group is not None or len(understanding.scope.regions) > 2:
        return QuestionKind.TABLE
    if _COMPUTE.search(text):
        return QuestionKind.COMPUTE
    if len(understanding.scope.regions) > 1 or (len(understanding.scope.issuers) > 1 and _COMPARE.search(text)):
        return QuestionKind.COMPARE
    if understanding.wants is Wants.FIGURE:
        return QuestionKind.FIGURE
    return None
