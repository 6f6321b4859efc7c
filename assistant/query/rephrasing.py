"""A question for figures in the order in which reports tell them: what is asked for in one breath taken apart.

供应多少建设用地 is 供应建设用地多少; of 汽车跟整车各造了多少辆, and 原煤产量多少，天然气呢, each thing is asked alone.
"""

import re

from index.patterns import regex
from index.text.script import HAN
from index.text.units import COUNTS, UNITS

_MANY = "(?:多少|几)"
_COUNTS = "|".join(sorted((re.escape(unit) for unit in COUNTS if not unit.isascii()), key=len, reverse=True))
_MEASURES = [unit for unit in UNITS if len(unit) > 1 and unit not in COUNTS and not unit.isascii()]
_UNITS = "|".join(sorted(map(re.escape, _MEASURES), key=len, reverse=True))
# The thing behind the asking word, where no unit stands there: 多少件民生实事 is in the order of reports already.
_BEHIND = regex(
    rf"(?P<before>[{HAN}])(?P<many>多少)(?P<thing>(?!{_UNITS})(?![十百千万亿]|(?:{_COUNTS})(?=[{HAN}]{{2}})|个|次|人|元|钱|年|点|倍|左右|以上)[{HAN}]{{3,8}}?)(?=[，,。？?了呢]|$)"
)
_EACH = regex(
    rf"(?<![0-9])(?P<first>[{HAN}A-Za-z0-9]{{2,20}}?)(?:和|与|跟|及|以及|、)(?P<second>[{HAN}A-Za-z0-9]{{2,12}}?)(?:分别|各自|各)"
    rf"(?P<asks>(?:的)?(?:产量)?(?:打算|计划|准备|预计|力争|要|将|想)*"
    rf"(?:是|有|为|达到?|造了?|生产了?|产了?|建了?|完成了?|到了?|定[了在为]?)*{_MANY}[^，,。？?]*)$"
)
# 城市低保和农村低保标准各提高了百分之几: the head that stands behind both goes with either.
_EACH_OF_A_HEAD = regex(
    rf"(?:(?<=\d)年)?(?P<first>[{HAN}]{{2,10}})(?:[、和与跟及]|以及)(?P<second>[{HAN}]{{2,12}}?)(?:分别|各自|各(?!地|级|类|项|省|市|县|方面))"
    rf"(?P<asks>[^，,。？?]*?{_MANY}[^，,。？?]*)$"
)
# 粮食和钢的产量要达到多少: of each, since nothing adds or compares them.
_OF_EACH = regex(
    rf"(?:(?<=\d年)|(?<=[，,])|^)(?P<first>(?!年)[{HAN}]{{1,6}}?)[、和与跟及](?P<second>[{HAN}]{{1,6}}?)的?(?P<head>产量|销量|产值|增加值|装机容量)"
    rf"(?P<asks>(?:要|将|得|应该?|计划|预计|打算)*(?:是|有|为|达到?|到了?)*{_MANY}[^，,。？?]{{0,4}})$"
)
_OUTPUT = regex("造了?|生产了?|产了?")
_AND_WHAT = regex(
    rf"^(?P<first>.*{_MANY}.*?)[，,](?:那么?|还有)?(?P<thing>[{HAN}A-Za-z0-9.]{{2,10}}?)(?:又|的)?呢[？?]?$"
)
# 2025年目标呢 asks for the same of another time, and names no other thing.
_TIME = regex(
    "^(?:(?:19|20)?\\d\\d年?|[今去前明]年|上年)?的?(?:目标|计划|指标|任务|预期|实际|结果|增速|增幅|涨幅|降幅)?$"
)
_SHARE_ROSE = regex("(?<=份额|比重|占比|比例)提到?了?(?=多少|百分之)")
_WHAT_RANGE = regex("(?:的)?(?:区间|范围)(?:是|为)?(?:什么|多少|啥)?$|(?<=[标速期例率])(?:的)?(?:是|为)(?:什么|啥)$")


# 全国的棉花有几成是新疆产的 is 新疆棉花占全国多少.
_OF_ALL = regex(
    rf"^(?P<all>全国|全省|全球|世界)(?:上|生产)?的?(?P<thing>[{HAN}A-Za-z0-9]{{2,10}}?)(?:里头?|中|当中)?[，,]?(?:大概|大约)?有?"
    rf"(?:几成|几分之几|多大(?:比例|份额|一块)|百分之[几多]少?|多少)(?:都?是|来自|产自|出自)(?P<whose>[{HAN}]{{2,8}}?)"
    r"(?:出?产|生产|制?造|种|贡献)?(?:出来)?的?$"
)
# 占到全国的几成.
_PART_OF_ALL = regex(
    r"占到?了?(?P<all>全国|全省|全球|世界)的?(?:总量|总数)?的?(?:几成|几分之几|多大(?:比例|比重|份额))"
)


# 定得最高的是哪个省？是多少？ asks for one thing: what is compared is shown with its figure.
_AND_HOW_MUCH = regex(
    rf"^(?P<which>[^？?]*(?:哪|谁)[^，,。；？?]{{0,20}})[？?，,](?:具体|各自?|分别|都)?(?:是|有|为|达到?|到了?)?{_MANY}[^，,。？?]{{0,3}}[？?]?$"
)
_COMPARED = regex("最|更|[高低多少快慢大小]|第[一二三四五1-5]|前[一二三四五六七八九十\\d]")


def which_alone(question: str) -> str:
    """A question for which of several, without the question for its figure behind it; "" where it is no such."""
    match = _AND_HOW_MUCH.match(question.strip())
    return f"{match['which']}？" if match is not None and _COMPARED.search(match["which"]) else ""


def rephrased(question: str) -> tuple[str, ...]:
    """The questions that a Chinese question asks, one for each thing, in order; itself where it asks one."""
    bare = question.rstrip("？? ")
    told = _PART_OF_ALL.sub(r"占\g<all>多少", _OF_ALL.sub(r"\g<whose>\g<thing>占\g<all>多少", bare))
    text = _WHAT_RANGE.sub("是多少", _SHARE_ROSE.sub("是", told))
    if match := _AND_WHAT.search(text):
        if _TIME.match(match["thing"]):
            return (question,)
        first = match["first"]
        return (*rephrased(first), f"{_frame(first)}{match['thing']}多少")
    if match := _EACH.search(text):
        before, asks = text[: match.start()], match["asks"]
        made = "产量" if _OUTPUT.search(asks) else ""
        asks = _OUTPUT.sub("", asks)
        return tuple(f"{before}{thing}{made}{asks}" for thing in (match["first"], match["second"]))
    if match := _OF_EACH.search(text):
        before = text[: match.start()]
        return tuple(f"{before}{thing}{match['head']}{match['asks']}" for thing in (match["first"], match["second"]))
    if (match := _EACH_OF_A_HEAD.search(text)) is not None and (head := _head_of_both(match["first"], match["second"])):
        before = text[: match.start("first")]
        return tuple(f"{before}{thing}{match['asks']}" for thing in (match["first"] + head, match["second"]))
    return (_BEHIND.sub(_thing_first, text),)


def _head_of_both(first: str, second: str) -> str:
    """What the second has behind the words that the first ends with as well, two letters of them at least."""
    shared = next((first[at:] for at in range(len(first) - 1) if first[at:] in second), "")
    return second.rpartition(shared)[2] if shared else ""


def _thing_first(match: re.Match[str]) -> str:
    """新增城镇就业多少 of 新增了多少城镇就业: the 了 parts no name."""
    before = "" if match["before"] == "了" else match["before"]
    return f"{before}{match['thing']}{match['many']}"


def _frame(first: str) -> str:
    """The times of the first question and whether it asks of a plan: they go for the second as well."""
    times = re.findall(r"(?:19|20)\d\d年?|(?<!\d)\d\d年|[今去前明]年|上年", first)
    planned = re.search("目标|计划|打算|预期|安排|想|力争|准备", first)
    return f"{times[0] if times else ''}{'计划' if planned else ''}"
