"""What kind of question it is, of those that are answered each in its own way."""

from enum import StrEnum


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
