"""A compound statement into the single facts that it states, each with what it leaves out put in again.

"全县粮食产量12.81万吨，增长1%" makes two claims, of which the second leaves out what grew and where. A clause is a fact
of its own where it has a figure and its subject is its own or, beyond doubt, that of the clause before it. What can't
be told apart for sure stays together: a claim that is whole can still be judged, one cut wrongly can't.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.checking import splitting_english
from assistant.checking.parts import StatementPart, counted, has_figure, top_level, trimmed
from assistant.verification.heads import Head, read_head, source_end
from index.patterns import regex
from index.text.script import has_han
from index.text.sentences import split_sentences

# "9.86万亿元、增长5.7%" states two things, "分别增长5%、下降3%" lists what two others did.
_STOP = regex(
    r"[，；;]|、(?=(?:同比|比上年|较上年|增长|下降|增加|减少|提高|降低|占|居|位居)[^、，；]{0,12}\d)|,(?!\d)|(?<![是为有括下标在])：(?!\d)"
)
_MARKS = "，,；;、。. \t\n　"
# A clause that begins so speaks of the subject of the clause before it.
_COMPARED = (
    r"(?:同比|环比|[比较与同](?:上年|去年|前年|年初|上月|20\d\d年|全[国省市县]|目标|计划|预期|\d)"
    r"(?:平均|同期|水平)?(?:相比)?[，,]?)"
)
_MOVED = (
    r"(?:增长|下降|增加|减少|增至|减至|提高|降低|上升|上涨|回落|下跌|下滑|扩大|缩小|缩短|收窄|翻番|翻了|持平|增收|减收|"
    r"高于|低于|快于|慢于|高出|多于|少于|超出)"
)
_DEPENDENT = regex(
    rf"(?:并且?|而且|且|又|同时|也|均|都|更|还)?(?:分别|累计|净|年均|名义|实际|按可比价格|按可比口径)*"
    rf"(?:{_COMPARED}|{_MOVED}|超过|突破|达到?(?=\d|近|约|了)|占(?!地)"
    r"|(?:位居|位列|名列|排名|跃居|居|列)(?=全|第|世界|[^，]{0,8}第)|创|首次突破|连续[^，]{0,6}(?:增长|下降|提升|回升|保持|稳定|居|位居)|增速|增量|增幅|降幅|涨幅|占比|比重|总量|稳定在|保持在|控制在|升至|降至|完成(?:年度|全年|年初)?(?:目标|计划|预算|任务)"
    r"|为(?:年初|年度|全年)|是(?:上年|去年|20)|(?:没有?|未能?)(?:达到|完成|实现))"
)
_BARE = 2  # characters of a subject that can only be a part of another: 农村, 男性
_JOINS = regex(r"^(?:其中|并且?|而且|同时|此外|另外|且|还)[，,：:]?")
_LEADING_VERB = regex(r"^(?:全年|累计|预计|初步核算[，,]?|已经?|实现|完成|实际)+(?=.{2})")
# What stands between a subject and its figure.
_PREDICATE = regex(
    rf"(?:{_COMPARED}|(?:分别|没有?|未能?|预计|累计|总计|共计?|已|约|近|仅|均|都|首次|将|力争|确保|预期|目标|名义|实际)"
    r"|(?:达到?|完成|实现|突破|超过?|增长|下降|增加|减少|提高|降低|上升|回落|扩大|缩小|稳定|保持|控制|增|减|升|降|定)(?:在|到|至|为)?了?"
    r"|[为是有到至了在])+$"
)
# Of what is planned: it covers the list behind it. 行动计划 and 五年计划 are names.
_AIM = regex(
    r"(?P<target>(?:预期|奋斗|工作|发展)?目标(?:任务)?(?:(?:是|为)[：:]?|[：:]))|力争|(?<![动作年项设])计划(?!生育|单列|[，。、；”])|拟(?=[新改扩建引投开])"
)
_SUMS = regex(
    r"(?:^|[，,；;。、])(?:两者|二者|三者|前者|后者|合计|总共|相差|差距|加起来|二者之[和差])"
    r"|\b(?:in total|combined|altogether|together they|the (?:latter|former|difference))\b",
    re.I,
)
_LONGEST_SUBJECT = 24
# Shorter than this, a clause without a figure behind ； is the tail of the one before it.
_SHORTEST_DEED = 8

_RESPECTIVELY = regex(r"(?P<subjects>[^；;。]*?)[，,]?(?:各自)?分别(?P<verb>[^\d，,；;。]*)")
_LISTING = regex(r"、|，|以及|及|与(?!会)|和(?![平谐解美])")
_BETWEEN_VALUES = regex(r"(?:以上|左右|以内)?(?:[、，,和与及]|以及)+(?P<verb>[^\d，,；;。、]{0,8})")
# The measure that listed subjects share: "粮食和油料产量", "城镇和农村居民人均可支配收入".
_SHARED = regex(
    r"(?:常住)?居民人均(?:可支配收入|消费支出)|人均可支配收入|产业增加值|工业增加值|增加值|产量|产值|总产值|收入|支出|投资额?|面积|"
    r"总额|人数|用电量|销量|销售额|出口额?|进口额?|余额|利润|税收|价格|覆盖率|普及率|完成额|成交额|里程"
)


def split(text: str) -> tuple[StatementPart, ...]:
    """The facts that a statement makes, in order; itself where it makes one or they can't be told apart.

    A sum or difference that the statement draws of its own figures stays with them.
    """
    if _SUMS.search(text):
        return (StatementPart(text, 0, len(text)),)
    found = _chinese(text) if has_han(text) else splitting_english.split(text)
    return tuple(found) if len(found) > 1 else (StatementPart(text, 0, len(text)),)


def _chinese(text: str) -> list[StatementPart]:
    parts: list[StatementPart] = []
    head, aim, subject = Head(), "", ""
    for start, end in _facts(text):
        words = text[start:end]
        own = read_head(words)
        rest = _JOINS.sub("", words[own.end :])
        if not parts:
            head, aim, subject = own, aim_of(rest), subject_of(rest)
            parts += [StatementPart(one, start, end) for one in _respectively(words[source_end(words) :])]
            continue
        head = own.under(head)
        # A target covers the list behind it, up to the full stop.
        own_aim = aim_of(rest)
        aim = own_aim or ("" if text[:start].rstrip().endswith(("。", "！", "？")) else aim)
        bare = rest.removeprefix(own_aim)
        follows = _DEPENDENT.match(bare) is not None
        if (follows and not subject) or _is_bare_share(words[own.end :]):
            # What grew, or of what it is a share, can't be told: it stays with what it stands behind.
            last = parts[-1]
            parts[-1] = StatementPart(last.text + text[last.end : end], last.start, end)
            continue
        if follows:
            rest = subject + bare
        else:
            subject = subject_of(rest)
        whole = head.text + ("" if aim == own_aim and rest.startswith(aim) else aim) + rest
        parts += [StatementPart(one, start, end) for one in _respectively(whole)]
    return parts


def _is_bare_share(words: str) -> bool:
    """Whether it is a share of what was said before, and names no measure: "其中农村1万个"."""
    if not words.startswith("其中"):
        return False
    subject = subject_of(_JOINS.sub("", words))
    return len(subject) <= _BARE and _SHARED.fullmatch(subject) is None


def aim_of(clause: str) -> str:
    """The words that make what follows a target or a plan, as they are put before a later fact: 预期目标：, 力争."""
    figures = counted(clause)
    match = _AIM.search(clause, 0, figures[0].start if figures else len(clause))
    if match is None:
        return ""
    return "预期目标：" if match["target"] else match[0]


def subject_of(clause: str) -> str:
    """What a clause, without its head, gives a figure for; empty where that can't be told."""
    figures = counted(clause)
    if not figures:
        return ""
    before = re.split("[，,：:]", clause[: figures[0].start])[-1]
    subject = _LEADING_VERB.sub("", _PREDICATE.sub("", _JOINS.sub("", before)))
    return subject if 2 <= len(subject) <= _LONGEST_SUBJECT and "“" not in subject else ""


def _facts(text: str) -> Iterator[tuple[int, int]]:
    """Spans that state one fact each: clauses run together until the next one has a figure, too."""
    for sentence in split_sentences(text, 0, len(text)):
        first, last, figure = sentence.start, sentence.start, False
        for start, end, stop in _clauses(text, sentence.start, sentence.end):
            words = text[start:end]
            states = has_figure(words)
            apart = stop in "；;：" and min(last - first, end - start) >= _SHORTEST_DEED
            if last > first and ((figure and states) or (apart and not _DEPENDENT.match(words))):
                yield trimmed(text, first, last, _MARKS)
                first, figure = start, False
            last, figure = end, figure or states
        if last > first:
            yield trimmed(text, first, last, _MARKS)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, the mark before it) of each clause."""
    mark = ""
    for match in top_level(text, _STOP, start, end):
        if match[0] == "、" and "分别" in text[start : match.start()]:
            continue
        if text[start : match.start()].strip(_MARKS):
            yield *trimmed(text, start, match.start(), _MARKS), mark or "."
            mark = match[0]
        start = match.end()
    if text[start:end].strip(_MARKS):
        yield *trimmed(text, start, end, _MARKS), mark or "."


def _respectively(text: str) -> list[str]:
    """ "A和B分别增长5%和3%" as a statement on A and one on B; the text itself where the two lists don't match."""
    match = _RESPECTIVELY.match(text)
    if match is None:
        return [text]
    head = read_head(match["subjects"])
    lead, comma, listed = _JOINS.sub("", match["subjects"][head.end :]).rpartition("，")
    nearer = read_head(listed)
    head = nearer.under(head)
    subjects = [name.strip() for name in _LISTING.split(listed[nearer.end :]) if name.strip()]
    values = _values(text, match)
    if len(subjects) < 2 or len(subjects) != len(values):
        return [text]
    facts = [f"{head.text}{subject}{value}" for subject, value in zip(_completed(subjects), values, strict=True)]
    return [lead + comma + facts[0], *facts[1:]]


def _values(text: str, match: re.Match[str]) -> list[str]:
    """Each listed figure with its verb; none where something else stands behind the list."""
    values: list[str] = []
    verb, position = match["verb"], match.end()
    for figure in counted(text):
        if figure.start < position:
            continue
        if values:
            between = _BETWEEN_VALUES.fullmatch(text, position, figure.start)
            if between is None:
                return []
            verb = between["verb"] or verb
        elif figure.start != position:
            return []
        hedge = re.match("左右|以上|以内|以下", text[figure.end :])
        position = figure.end + (hedge.end() if hedge else 0)
        values.append(verb + text[figure.start : position])
    if text[position:].strip(_MARKS):
        return []
    # "2.2个和3.7个百分点"
    points = bool(values) and values[-1].endswith("个百分点")
    return [f"{value}百分点" if points and value.endswith("个") else value for value in values]


def _completed(subjects: Sequence[str]) -> list[str]:
    """The listed subjects, each with the measure that only the last one says."""
    shared = _SHARED.search(subjects[-1])
    if shared is None or shared.end() != len(subjects[-1]) or shared.start() == 0:
        return list(subjects)
    return [
        name if _SHARED.search(name) or name[-1] in "数率量额值度" else name + shared[0] for name in subjects[:-1]
    ] + [subjects[-1]]
