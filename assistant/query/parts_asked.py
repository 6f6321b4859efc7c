"""A question that asks two things one after the other, as two whole ones: 去年卖了多少，今年的指标又定到了多少.

The second is read as a follow-up of the first, so that it keeps whose and what, and one that measures something else as
asked of the same place and time; figures of several years or things that are asked for 分别 are asked one by one.
English questions of two parts are held to one sentence (`read_english`).
"""

import re
from collections.abc import Iterable, Sequence

from assistant.query.aim_and_result import without_aim
from assistant.query.asked import asked_figures
from assistant.query.follow_ups import beside, completed
from assistant.query.kinds import QUESTION_WORDS, RELATIVE_YEAR
from assistant.query.rephrasing import rephrased
from index.patterns import regex
from index.report import Metadata
from index.text.script import has_han
from index.text.years import find_years

_CUT = regex(r"[？?]\s*(?=[^\s？?])|[，,；;、]\s*")
# 其中多少是扩建 asks of the first part's answer.
_OF_THE_FIRST = regex("其中|里面|当中")
# 给不给买 asks whether.
_ASKS = regex(
    rf"{QUESTION_WORDS.pattern}|多[大高长远重深快久宽]|啥|谁|第几|[吗么没呢]\s*$|(?P<either>[\u4e00-\u9fff])[不没](?P=either)",
    re.IGNORECASE,
)
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s*年?度?")
_YEARS_LISTED = regex(rf"{_YEAR.pattern}(?:\s*(?:[、，,和与跟及]|以及)\s*{_YEAR.pattern})+")
_SO_MANY_YEARS = regex("^[这那]?[两二三四五六七八九十](?:年间?的?|[份本个]?报告[里中上]?的?)[，,]?")
_EACH = regex("分别|各自|各(?:是|有|为|达)|都是多少")
_ASIDE = regex("报告.{0,4}[说提写讲]")  # 报告讲了吗 asks nothing more
_SIGN = regex("⟨[^⟩]*⟩")
_SHORTEST = 3


def parts_asked(question: str, known: Iterable[Metadata]) -> tuple[str, ...]:
    """The questions that one asks, each whole; empty where it asks but one, or a part means nothing by itself."""
    known = tuple(known)
    if not has_han(question):
        return _level_and_move(question)
    if of_years := _of_each_year(question):
        return of_years
    if len(things := rephrased(question)) > 1:
        return tuple(beside(each, question, known) for each in things)
    pieces = pieces_asked(question)
    if len(pieces) != 2 or _OF_THE_FIRST.match(pieces[1]):
        return ()
    first, second = pieces
    if _WHAT_CAME_OF_IT.match(second) and (came := without_aim(first)) != first:
        return (first, _HOW_MANY.sub(r"实际\g<0>", came, count=1))
    follow_up = _as_a_follow_up(second, first)
    whole = completed(follow_up, [first], known)
    if whole != follow_up:
        return (first, without_aim(whole) if _CAME_TO.search(second) else whole)
    second = _JOINED.sub("", second)
    return (first, beside(second, first, known)) if _measures_something(second, known) else ()


# What were net sales in Q2 and by what percent did they drop: how much it was, and by how much it changed.
_LEVEL_AND_MOVE = regex(
    r"^(?P<asks>(?:what|how much|how high|how large) (?:was|were)) (?P<what>[^?]+?)"
    r"(?P<when> (?:in|for|during|at|as of|on) [^?]*?\d[^?]*?)?"
    r",? and (?P<by>by (?:how much|what percent(?:age)?)|how much)"
    r" (?:did|had|has|have) (?:it|they|that|this|these|those) "
    r"(?P<verb>grow|rise|rose|increase|drop|fall|decline|decrease|change|move|climb|shrink)(?:n|ed|d|ped)?"
    r"(?P<behind>[^?]*)\?$",
    re.IGNORECASE,
)


def _level_and_move(question: str) -> tuple[str, ...]:
    match = _LEVEL_AND_MOVE.match(question.strip())
    if match is None:
        return ()
    what, when, behind = match["what"], match["when"] or "", match["behind"]
    by = "by how much" if match["by"].lower() == "how much" else match["by"]
    time = when or behind
    return (f"{match['asks']} {what}{time}?", f"{by[:1].upper()}{by[1:]} did {what} {match['verb']}{when}{behind}?")


# 承诺新增多少学位，后来实际新增了多少: what came of it, of the same year.
_WHAT_CAME_OF_IT = regex(
    "^(?:(?:后来|结果|最后|最终|到头来)(?:又|真正?|实际上?|到底)?|实际上?(?:又|到底)?)"
    "(?:新增|完成|建成|做到|达到|落实|增加|增长|办成|建|有|是)[了到]?(?:多少|几)[^，。？?]{0,3}$"
)
_HOW_MANY = regex("(?:新增|完成|建成|做到|达到|落实|增加|增长|办成|建|有)?[了到]?(?:多少|几[\u4e00-\u9fff])")
# 又新增了多少, 还有多少: what only joins the second part to the first.
_JOINED = regex("^(?:又|还|并且?|而且?|同时|另外|以及)+")
# 今年想冲多少, 2025年的指标又定到了多少: the same of another time, as a target where the words between say so.
_OF_ANOTHER_TIME = regex(
    r"^(?P<time>今年|明年|去年|前年|上一?年|当年|(?:19|20)\d\d年)(?P<between>[^，。？?]*?)(?:多少|几何|几(?=[\u4e00-\u9fff]))[^，。？?]{0,3}$"
)
_SAYS_NO_MORE = regex(
    "(?:目标|指标|任务|计划|打算|准备|力争|预期|达到|做到|一共|总共|完成|实际|真正|到底|究竟"
    "|(?:提高?|提升|上?升|增加?|扩大|涨|下?降|压)到|控制在|[想要将拟冲定到在为了又再还的是能会共达来有])*"
)
_AIMS = regex("目标|指标|任务|计划|打算|准备|想|要|将|拟|力争|冲|定|预期")


# …目标是多少，去年做到多少: what it came to is asked of no target.
_CAME_TO = regex("^(?:去年|前年|上一?年)[^，。？?]{0,4}(?:做到|干到|实际|真正|完成|达到|是|[来有了])")


def _as_a_follow_up(piece: str, first: str) -> str:
    """A piece that names but another time, as a follow-up is put: 今年目标呢. What it says it says of the first's."""
    match = _OF_ANOTHER_TIME.match(piece)
    if match is None:
        return piece
    own = "".join(letter for letter in match["between"] if letter not in first)
    if not (_SAYS_NO_MORE.fullmatch(match["between"]) or _SAYS_NO_MORE.fullmatch(own)):
        return piece
    return f"{match['time']}{'目标' if _AIMS.search(match['between']) else ''}呢"


def _measures_something(piece: str, known: Sequence[Metadata]) -> bool:
    """Whether a piece names what it asks the figure of."""
    now = max((one.year for one in known if one.year), default=None)
    return any(len(_SIGN.sub("", asked.subject)) > 1 for asked in asked_figures(piece, (), now))


def asks_each_year(question: str) -> bool:
    """Whether a question asks the figures of several years one by one, which one of them is no answer to."""
    return bool(_of_each_year(question))


def pieces_asked(question: str) -> Sequence[str]:
    """The two pieces of a question, each with an asking word, as they stand; empty where it asks one thing."""
    question = without_its_document(question)
    cuts = list(_CUT.finditer(question))
    for cut in cuts:
        first, second = question[: cut.start()].strip(), question[cut.end() :].strip(" ？?。")
        if min(len(first), len(second)) < _SHORTEST or _ASIDE.search(second):
            continue
        asks = _ASKS.search(first) is not None
        if asks and _ASKS.search(second):
            return first, second
        joined = cut[0].startswith(("？", "?")) or (_AND_ALSO.match(second) is not None and tells_its_time(second))
        if not asks and joined and _ASKS.search(second) and _NAMES_A_MEASURE.search(first):
            # GDP总量和增速？连续多少个季度…; 2024年技术合同成交额，以及2025年的目标是多少
            return f"{first}是多少", _AND_ALSO.sub("", second)
    return ()


_AND_ALSO = regex("^(?:以及|还有|和|与|跟|及)")


def tells_its_time(piece: str) -> bool:
    """Whether a piece names a year, so that it asks the same of another time and leans on no answer to the other."""
    piece = without_its_document(piece)
    return RELATIVE_YEAR.search(piece) is not None or bool(find_years(piece))


_SEE_THE_REPORT = regex(
    r"[？?，,]\s*(?:见|据|按|按照|根据|出自|看|引自)[^，,？?]*(?:报告|文件)[^，,？?]*$|[（(][^（）()]*报告[^（）()]*[）)][？?。\s]*$"
)


def without_its_document(question: str) -> str:
    """A question without the report that is named behind it, in brackets or as what to look it up in."""
    return _SEE_THE_REPORT.sub("", question)


_NAMES_A_MEASURE = regex(
    "(?:[总产数重流容]量|总值|增速|增幅|收入|支出|人数|比重|占比|规模|面积|里程|金?额|率|产值|GDP)$", re.IGNORECASE
)


def _of_each_year(question: str) -> tuple[str, ...]:
    listed = _YEARS_LISTED.search(question)
    if listed is None or _EACH.search(question) is None:
        return ()
    years = _YEAR.findall(listed[0])
    rest = _EACH.sub("", question[listed.end() :])
    together = _SO_MANY_YEARS.match(rest)
    if together is not None:  # 2013年跟2025年两份报告里 asks two reports
        rest = ("报告里" if "报告" in together[0] else "") + rest[together.end() :]
    return tuple(f"{question[: listed.start()]}{year if '年' in year else f'{year}年'}{rest}" for year in years)
