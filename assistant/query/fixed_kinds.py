"""What words alone fix of a question's kind, whatever else it speaks of: 为什么 asks a reason, of a target too."""

import re

from assistant.query.question_kinds import QuestionKind
from index.patterns import regex
from index.text.region_groups import named_group

# 每年少130亿是怎么来的, 是靠什么省下来的.
ASKS_MEANS = regex(
    "怎么(?:来|省|降|减|增|涨)(?:下|出)?来?的(?:[？?]|$)|靠的?(?:什么|啥)[^，。？?]{1,6}(?:的|来)(?:[？?]|$)"
)
# 2003到2007这五年新增了多少铁路: what all of them came to, where none is asked for by itself or against another.
OF_A_SPAN = regex(
    r"(?:19|20)\d\d年?(?:到|至|[-—–~～])(?:19|20)\d\d年?[底末]?(?:的|这)?[两三四五六七八九十]年[间里来中]?[，,]?"
    r"(?!.*(?:每年|各年|逐年|历年|年均|平均|分别|变化|走势|[比差哪]|(?<!新)[增涨升长高降减跌]了?(?:多少|几)))[^，,。？?]*(?:多少|几)"
)
# 由多少提高到多少: both ends stand in one sentence.
FROM_WHAT_TO_WHAT = regex(
    "(?:从|由)(?:多少|几|第几|百分之[几多])[^，,。？?]{0,12}?(?:到|至|为|成)了?(?:多少|几|第几|百分之[几多])"
)
_FIXED = (
    (QuestionKind.REASON, ASKS_MEANS),
    (QuestionKind.FIGURE, regex("(?:多少|几)岁[了呢]?[？?]?$")),  # an age is no date
    # 世界排名从第几升到第几: one sentence's ranks, and no course of years.
    (QuestionKind.FIGURE, regex("从?第几[位名]?[^，。？?]{0,6}[升降跃进退落滑][^，。？?]{0,4}第几")),
    (
        QuestionKind.FIGURE,
        regex(
            r"\bwhat (?:part|portion|share|proportion|percentage|fraction) of\b"
            r"|\bwhat (?:do|does|did) [^?]*\b(?:add up|amount) to\b|^\W*how far (?:ahead|in advance)\b",
            re.IGNORECASE,
        ),
    ),
    (QuestionKind.REASON, regex(r"^\W*how come\b|^\W*how did [^?]* come to\b", re.IGNORECASE)),
    (
        QuestionKind.REASON,
        regex(
            r"为什么|为何|为啥|怎么会|咋会|干(?:嘛|吗|啥)要|理由(?:是|何在)|凭(?:什么|啥)|图(?:的是?)?(?:什么|啥)|是何?原因|原因(?:是什么|何在|有哪些)|^\W*why\b",
            re.IGNORECASE,
        ),
    ),
    (
        QuestionKind.MET_TARGET,
        regex(
            "目标[数值]?[和与跟同、]实际(?:[数值]|完成[数值量情况]*|结果)?(?:的?对比|比较|相比|差多少|各?是多少|分别|怎|如何|[？?]?$)"
        ),
    ),
    # 说要减1000万, 完成情况呢: what was set in figures, and whether it was done.
    (
        QuestionKind.MET_TARGET,
        regex(
            r"(?:要|说|定)[^，,。？?]{0,12}\d[^，,。？?]{0,8}[，,][^。？?]{0,8}(?:完成|做到|达到|实现|到位|兑现|达标)(?:了?[没吗么]|情况|得?怎)"
        ),
    ),
    # 旅游收入完成目标了吗, 有没有达到年初定的任务: whether what was set was reached.
    (
        QuestionKind.MET_TARGET,
        regex(
            r"(?:完成|达到|达成|实现|兑现|做到|够到)(?!的|多少)[^，,。？?多哪几]{0,12}(?:目标|任务|指标|预期)(?:了|没|有)*[吗么没吧]"
            r"|(?:目标|任务|指标)[^，,。？?多哪几]{0,8}(?:完成|达到|达成|实现|兑现|达标|做到)(?:了|没|有)*[吗么没吧]"
            r"|(?:有没有|是否|是不是)[^，,。？?多哪几]{0,8}(?:完成|达到|达成|实现|兑现)(?!的)[^，,。？?多哪几]{0,12}(?:目标|任务|指标|预期)"
        ),
    ),
    # 够不够预期的数: whether what was set was reached.
    (
        QuestionKind.MET_TARGET,
        regex(
            r"够不够[^，。？?]{0,4}(?:预期|目标|计划|年初|任务)"
            r"|(?:目标|计划|预期|任务)[^。？?]{0,20}(?:够不够|够吗|够没够|到没到|成了没|做成没)"
            r"|(?:达|到)没(?:达到?|到)[^，。？?]{0,4}(?:预期|目标|计划)"
        ),
    ),
    # 2022年比2021年多吗: whether the one is above the other.
    (
        QuestionKind.YES_NO,
        regex(
            r"[比较](?:(?:19|20)\d\d年?|上一?年|前一年|去年|全国)[^，。？?]{0,6}[高多大快好强低少小慢](?:了|一?些|一?点)*[吗么没]"
        ),
    ),
    # 比年初目标少了多少, 离目标差多少: the target and its result, and what lies between them.
    (
        QuestionKind.MET_TARGET,
        regex(
            r"(?:[比较离距][^，。？?]{0,16}|[与和同跟](?:[^，。？?]{0,5}|\d[\d.]*[万亿%％元人斤吨]+[^，。？?]{0,6}))"
            r"目标[^，。？?]{0,6}(?:少|多|差|高|低|超)[^，。？?少多差高低超]{0,4}(?:多少|几)"
        ),
    ),
)

# 2021年以来逐年安排多少, 2019年至2023年每年新增多少 ask for each year's figure.
_YEARS = "(?:19|20)\\d\\d年?(?:以来|至今|起|开始|[-—–~～至到](?:19|20)\\d\\d)"
_EACH_YEAR = regex(
    f"{_YEARS}[^，。？?]{{0,16}}(?:逐年|每年|各年|历年)|(?:逐年|每年|各年|历年)[^，。？?]{{0,16}}{_YEARS}"
)
_HOW_MUCH = regex("多少|几|多[高大]")
# 2021、2022、2023年的报告安排的赤字率分别是多少: a figure for each of three years or more.
_YEARS_ONE_BY_ONE = regex(r"(?:(?:19|20)\d\d年?[、，,和与及]){2,}(?:19|20)\d\d年?[^。？?]{2,40}(?:多少|几|各是|分别)")
_ASKS_OF_THEM_ALL = regex("合计|总共|一共|加起来|之和|平均|相差|哪[一年个]|谁|最")
# 某县2022到2024年的地区生产总值, …分别是多少: a measure of two years or more and nothing that is asked of them.
_OF_YEARS = regex(
    r"^\W*[^，。？?]{0,14}?(?:19|20)\d\d年?(?:到|至|[-—–~～]+|、|和|与)(?:(?:19|20)\d\d年?[、和与])*(?:19|20)\d\d年?的?"
    r"(?P<measure>[^，。？?\d]{2,16}?)(?:[分各]别?自?)?(?:[是为有]多少|多少)?\W*$"
)
_ASKS_OF_THEM = regex(
    "[比差哪谁吗么最]|怎|如何|合计|总共|一共|加起来|之和|年均|平均|累计|(?:增长|下降|增加|减少|提高|降低)了?(?:多少)?$"
    "|变化|走势|目标|完成|报告|提到|说|情况|原因|工作|措施"
)
# 哪几个省提到了X, 提到X的报告有哪些.
_HOLDS_A_TERM = "(?:提[到及过了]|写到|点到|谈到|讲到|点名)"
_OF_REPORTS = "(?:省份?|省区市?|地方|地区|报告)"
_MENTIONING = regex(
    f"哪(?:些|几[个份]?|[一两二三四五六七八九十][个份])[^，。？?]{{0,4}}{_OF_REPORTS}[^，。？?]{{0,10}}{_HOLDS_A_TERM}"
    f"|{_HOLDS_A_TERM}[^，。？?]{{2,20}}的{_OF_REPORTS}"
)
# 陕甘青宁新各增长多少 asks for each; which of them, or all together, is another question.
_OF_EACH = regex(r"各(?:自|是|为|有|占|增长|下降|定|多少)|分别(?:是|为|有|增长|下降|定|多少)")
_OF_ALL = regex(r"哪|谁|最|合计|总共|一共|加起来|平均|相差|为什么|吗[？?]?$")


# What is an APG? What does CHCO stand for?
_ASKS_MEANING = re.compile(
    r"\bwhat(?:'s| is| are) (?:an? )?(?:the )?[“\"']?[A-Z][A-Z&-]{1,7}s?[”\"']?\W*$"
    r"|\bwhat (?:does|do) [^?]{2,40}? (?:mean|stand for|refer to)\b|\bwhat is meant by\b"
    r"|[”」》\"][^？?]{0,6}?(?:具体|到底|究竟|分别)?(?:都)?是?指(?:的是|的)?(?:哪|什么|啥)",  # “九小场所”，具体指哪九种
)


def fixed_kind(question: str) -> QuestionKind | None:
    """The kind that words fix; None where they leave it open."""
    group = named_group(question)
    if group is not None and len(group.regions) > 2 and _OF_EACH.search(question) and not _OF_ALL.search(question):
        return QuestionKind.TABLE
    if _YEARS_ONE_BY_ONE.search(question) and not _ASKS_OF_THEM_ALL.search(question):
        return QuestionKind.OVER_YEARS
    if _EACH_YEAR.search(question) and _HOW_MUCH.search(question):
        return QuestionKind.OVER_YEARS
    if OF_A_SPAN.search(question):
        return QuestionKind.FIGURE
    if (told := _OF_YEARS.match(question)) is not None and not _ASKS_OF_THEM.search(told["measure"]):
        return QuestionKind.OVER_YEARS
    if _ASKS_MEANING.search(question):
        return QuestionKind.DEFINITION
    if _MENTIONING.search(question):
        return QuestionKind.MENTION
    return next((kind for kind, pattern in _FIXED if pattern.search(question)), None)


# 茶产业怎么样, 水质如何: how something stands, which sentences on it tell; not whether a target was met.
_HOW_IT_STANDS = re.compile(r"(?:怎么样|怎样|咋样|如何)(?:了|呢|呀|啊)?[？?。]?$")
_TELLS_ABOUT = re.compile(
    r"\bwhat (?:does|do|did|is|are) [^?]{0,40}?\b(?:say|says|said|tell|report)s? (?:about|on|of)\b"
    r"|^\W*tell me (?:more )?about\b|^\W*how (?:is|are|was|were) [^?]{2,40} doing (?:on|with|in)\b",
    re.IGNORECASE,
)
_OF_TARGETS = re.compile("目标|指标|任务|完成|达到|实现|天气")


def asks_how_it_stands(question: str) -> bool:
    """Whether the words of a question ask how something stands, though it is unsure what kind it is."""
    asks = _HOW_IT_STANDS.search(question) or _TELLS_ABOUT.search(question)
    return asks is not None and not _OF_TARGETS.search(question)


# 空气好的日子有几天: one amount, and no word that compares, sums or doubts.
_ONE_AMOUNT = re.compile(
    r"^[^，。？?比较哪谁吗么各差和跟与]*(?:多少|(?<![这那好前后])几(?=[个家天年万亿吨人次公亩座项条套%元斤])|百分之几)[^，。？?比各吗差]{0,5}[了的呢啊]*[？?]?$"
)
_OF_MORE = re.compile("加起来|合计|一共|总共|相比|占|平均|历年|每年|各[省市地]|为什么|怎么|目标")


def asks_one_amount(question: str) -> bool:
    """Whether the words of a question ask for one amount, though it is unsure what kind it is."""
    return _ONE_AMOUNT.search(question) is not None and _OF_MORE.search(question) is None
