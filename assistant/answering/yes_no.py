"""Whether: the question as a statement, proved or refuted by a fact, or said by a clause word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import Excerpt, asked_of, excerpts, related
from assistant.answering.needed import Need, QuestionNeeds, folded, read_needs, tagger
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.restating import said_in
from assistant.answering.statements import says_it_intends, says_it_was_said, verdict, written
from assistant.messages import Language, message
from assistant.query.understanding import Understanding
from assistant.verification.claims import judge_claim
from assistant.verification.comparing import Comparison
from assistant.verification.reported import Reported
from index.facts.fact import Bound, Fact, Stage
from index.facts.reading import read
from index.facts.reports import context_at, moved, own_names
from index.report import Part, Report
from index.structure.passages import table_header
from index.text.quantities import find_quantities
from index.text.script import has_han
from index.text.words import Word

_MOST_SENTENCES = 12
_ASKS = re.compile(
    "(?P<is>是不是|是否|有没有|有无|会不会|能不能|可不可以|算不算|对不对)|(?P<tail>(?:了|过)?(?:吗|没有|没|么|不|吧|呢|对吗|是吗|对不对|是不是)?[？?。！]*$)"
)
_TAIL = re.compile("[，,]?(?:对吗|是吗|对不对|是不是|是这样吗|没错吧|对吧|吗|么|没有|没|不|吧|呢|嘛)?[？?。]*$")
_ANY = re.compile("有没有(?=没|未|不)|有(?=没(?!有)|未)")
_IS_THERE = re.compile("有没有|有无|没有[？?]?$")
_DENIES = pattern("denies")
_DENIED_BEFORE = re.compile("(?:没有|没能|没|未能|未|并未|尚未|从未|无|零|不)(?:再)?$")
_ALL = re.compile("全都|全部|都(?!市)|所有|(?<![安健完成周保])全(?!国|省|市|区|球|县|年)")
_IS_ALL = re.compile("全部|全面|全覆盖|均|都(?!市)|(?<![安健完成周保])全(?!国|省|市|区|球|县|年)|所有|一律|无一")
# What a clause adds so that it no longer says the thing itself.
_HEDGES = pattern("hedges")
_THAN_LAST_YEAR = re.compile(
    "比(?:上年|去年|上一年|前一年|往年)[^，,；;。]{0,8}?(?P<way>高|低|多|少|增|减|升|降|提|上调|下调|快|慢|涨|跌|压)"
)
_COURSE = pattern("course")
_BOUND = re.compile("超|达|突破|高于|低于|不到|不足|以上|以下|过|多于|少于|快于")
_UP = frozenset("高多增升提快涨上")
# A word of these parts before the first one asked is no part of its name.
_NARROWS_NOTHING = frozenset({"v", "d", "p", "c", "u", "ad", "vd", "LOC", "m", "q", "r", "w", "xc", "TIME", "f"})
_ONLY_HEAD = re.compile("[\\s（(]*(?:[一二三四五六七八九十\\d]+[、.．）)]\\s*)?$")


def yes_no(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes or no, with the sentence that decides; without a badge where none is sure."""
    if understanding.language == "en":
        return _english(understanding, reports) or _of_chinese_reports(understanding, reports)
    understanding = replace(understanding, question=written(understanding.question))
    asked = _statement(read_needs(understanding, reports))
    near: list[Excerpt] = []
    for part in asked_of(understanding, reports):
        regions = {report.metadata.region or report.metadata.issuer for report in part}
        whole, close = excerpts(asked, part, understanding)
        found = (
            [line for one in whole if (line := _by_words(asked, one, understanding)) is not None]
            if len(regions) < 2 or len(whole) == 1
            else []
        )
        if not found and len(regions) == 1:
            measure = replace(asked, needs=tuple(need for need in asked.needs if not _is_course(need))[:1])
            of_measure, _ = excerpts(measure, part, understanding)
            found = list(_by_facts(asked, part, [*whole, *of_measure], understanding))
        if found and len({line.text.split("，")[0] for line in found}) == 1:
            return Reply(lines=(found[0],))
        near += [*whole, *close]
        if whole:
            break
    return Reply(related=related(near)) if near else None


def _statement(asked: QuestionNeeds) -> QuestionNeeds:
    """The question's words without those that ask, deny, or say how many of them: these are compared by themselves."""
    left_out = "没|没有|不|高|低|多|少|都|全都|全部|无|未"
    if says_it_was_said(asked.question):
        left_out += "|提|说|讲|写|点名"
    if _THAN_THE_NATION.search(asked.question):
        left_out += "|[高低快慢好优]于"
    kept = [need for need in asked.needs if not re.fullmatch(left_out, need.text)]
    return QuestionNeeds(asked.question, tuple(_spoken(need.undenied or need) for need in kept), asked.english)


def _is_course(need: Need) -> bool:
    """Whether a word tells how a measure went or a bound of it, and not what it is."""
    return need.number or _COURSE.fullmatch(need.text) is not None


def _spoken(need: Need) -> Need:
    """九成 is 90% as well."""
    if match := re.fullmatch("([一二三四五六七八九])成", need.text):
        share = "一二三四五六七八九".index(match[1]) + 1
        return Need(need.text, re.compile(f"{need.said.pattern}|(?<![\\d.]){share}0%|百分之{match[1]}十"), True)
    return need


def _by_words(asked: QuestionNeeds, one: Excerpt, understanding: Understanding) -> Line | None:
    """Yes where one clause has all the words and nothing that changes them; no where it denies just the deed."""
    if not _in_one_clause(one):
        asked, one = _short_named(asked, one)
    quote = _trimmed(one.report, one.start, one.end)
    flat = folded(quote.text)
    question = _ANY.sub("", asked.question)
    if (than := _THAN_LAST_YEAR.search(_TAIL.sub("", question))) is not None:
        return _against_last_year(asked, one, than["way"])
    if (nation := _THAN_THE_NATION.search(question)) is not None:
        return _against_the_nation(asked, one, nation["way"])
    if len(asked.needs) < 2 or not _in_one_clause(one) or not _is_subject(asked, one):
        return None
    section = one.report.section_at(one.start)
    intends = says_it_intends(question)
    if section.part is Part.PLAN and understanding.plan is not True and not intends:
        return None
    body = _TAIL.sub("", re.sub("是不是|是否|有没有|有无", "", question))
    if not intends and any(match[0] not in question for match in _HEDGES.finditer(flat)):
        return None
    if _ALL.search(body) and not _IS_ALL.search(flat):
        return None
    if _goes(body) and _goes(flat) and not _goes(body) & _goes(flat):
        return None  # 负增长 of what grew: the clause has the letters and says the opposite
    denied = _denied(asked, flat)
    words = re.compile("|".join(need.said.pattern for need in asked.needs))
    asks_denied, says_denied = (set(_DENIES.findall(words.sub("", each))) for each in (body, flat))
    told_so = re.search("报告[^，]{0,4}(?:承认|提到|说|写|讲)", asked.question) is not None or intends
    said = quote.text if _LISTED.search(flat) else _predicate(asked, quote.text)
    if asks_denied and not says_denied:
        # 有没有没办完的: none, where all of them are told to be done.
        return verdict(False, "没", quote, said) if _IS_ALL.search(flat) else None
    none = _IS_THERE.search(question) is not None and says_denied <= {"没有", "无"} and bool(says_denied)
    if denied and intends:
        return None  # that it is not done again doesn't say that nothing like it was said
    if (denied or none) and not asks_denied:
        return verdict(False, asked.question, quote, said)
    if asks_denied != says_denied:
        return None
    return verdict(True, asked.question, quote, quote.text if told_so else said, told_so)


_FALLS = re.compile("负增长|下降|下滑|下跌|回落|减少|降低|跌")
_RISES = re.compile("增长|上涨|上升|增加|提高|涨")


def _goes(text: str) -> set[str]:
    """Which ways a text says that something went."""
    down = {"down"} if _FALLS.search(text) else set()
    return down | ({"up"} if _RISES.search(_FALLS.sub("", text)) else set())


def _against_last_year(asked: QuestionNeeds, one: Excerpt, way: str, language: Language = "zh") -> Line | None:
    """More or less than the year before, as the sentence with the measure says it."""
    text = folded(one.report.text[one.first : one.last])
    told_ways = list(_THAN_LAST_YEAR.finditer(text))
    at = max(match.start() for need in asked.needs for match in need.said.finditer(text)) if asked.needs else 0
    behind = [match for match in told_ways if match.start() >= 0]
    if len(behind) != 1 or behind[0].start() - at > 30 or behind[0].end() < at - 8:
        return None
    same = (way in _UP) == (behind[0]["way"] in _UP)
    quote = _trimmed(one.report, one.first, one.last)
    clause = _clause_at(quote.text, behind[0].start())
    if language == "en":
        return _english_difference(same, quote, clause, behind[0]["way"])
    return verdict(same, asked.question, quote, clause)


def _english_difference(same: bool, quote: Quote, clause: str, way: str) -> Line:
    """比去年预算低0.4个百分点 as "0.4 percentage points lower", with the clause beside it."""
    amounts = find_quantities(clause)
    how = "higher" if way in _UP else "lower"
    amount = f"{said_in(amounts[0].text, 'en')} " if len(amounts) == 1 else ""
    text = message("en", "answer.yes" if same else "answer.no", said=f"it was {amount}{how} ({clause})")
    return Line(text, (quote,), (clause,))


# Where a province stands beside the nation: 增速高于全国平均水平.
_THAN_THE_NATION = re.compile("(?P<way>高|快|好|优|低|慢)[于过]全国")


def _against_the_nation(asked: QuestionNeeds, one: Excerpt, way: str) -> Line | None:
    """Ahead of the nation or behind it, as the one clause with the measure says it."""
    quote = _trimmed(one.report, one.start, one.end)
    told = list(_THAN_THE_NATION.finditer(folded(quote.text)))
    if len(told) != 1 or not _in_one_clause(one) or any(_HEDGES.finditer(folded(quote.text))):
        return None
    same = (way in "高快好优") == (told[0]["way"] in "高快好优")
    return verdict(same, asked.question, quote, quote.text[told[0].start() :])


def _clause_at(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in "，,；;、") + 1
    ends = [end for mark in "，,；;。" if (end := text.find(mark, at)) >= 0]
    return text[start : min(ends, default=len(text))].strip()


def _in_one_clause(one: Excerpt) -> bool:
    """Whether the words stand in one clause."""
    return sum(one.start <= start < one.end for start, _ in one.clauses) == 1


def _short_named(asked: QuestionNeeds, one: Excerpt) -> tuple[QuestionNeeds, Excerpt]:
    """The last clause, where it names by its last letters what the clauses before name in full: 安全事故 as 事故."""
    inside = [clause for clause in one.clauses if one.start <= clause[0] < one.end]
    start, end = inside[-1]
    last = folded(one.report.text[start:end])
    needs = []
    for need in asked.needs:
        if need.in_text(last):
            needs.append(need)
        elif len(need.text) > 2 and need.text[-2:] in last:
            needs.append(replace(need, said=re.compile(re.escape(need.text[-2:]))))
        else:
            return asked, one
    return replace(asked, needs=tuple(needs)), replace(one, start=start, end=end)


def _is_subject(asked: QuestionNeeds, one: Excerpt) -> bool:
    """Whether the first word asked opens its part of the clause, or follows what narrows nothing.

    里程 in 高铁里程 is another's, and so is what a later part tells of a subject of its own: 甲第二、乙第一.
    """
    flat = folded(one.text)
    names = sorted({one.report.metadata.region or "", *own_names(one.report.metadata)}, key=len, reverse=True)
    (tagged,) = tagger().tag([flat])
    for match in asked.needs[0].said.finditer(flat):
        left = flat[: match.start()]
        for named in (*names, "本公司", "公司", "全省", "全市", "全县", "全区", "我省", "我国"):
            left = left.removesuffix(folded(named)) if named else left
        if _opens(left, flat, tagged, asked) and _of_one_subject(asked, flat, match.start(), tagged):
            return True
    return False


def _opens(left: str, flat: str, tagged: Sequence[Word], asked: QuestionNeeds) -> bool:
    if not left.strip() or _ONLY_HEAD.fullmatch(left) or left[-1] in "、，,：:“《 ":
        return True
    before = [word for word in tagged if word.start < len(left)]
    last = flat[before[-1].start : len(left)]
    if before[-1].part in _NARROWS_NOTHING or last in asked.question:
        return True
    return any(need.said.fullmatch(last) for need in asked.needs)


def _of_one_subject(asked: QuestionNeeds, flat: str, at: int, tagged: Sequence[Word]) -> bool:
    """Whether no later part of the clause that has a word of the question has a subject of its own before it."""
    own = flat.rfind("、", 0, at) + 1
    if _LISTED.match(flat, own):
        return True  # 甲、乙、丙等指标未达到目标 says it of each
    starts = [0, *(match.end() for match in re.finditer("、", flat))]
    for start, end in zip(starts, [*starts[1:], len(flat)], strict=True):
        if start <= own:
            continue
        said = [match.start() for need in asked.needs if (match := need.said.search(flat, start, end))]
        fresh = [
            word.start
            for word in tagged
            if start <= word.start < end
            and word.part in ("n", "nz", "ORG", "LOC", "vn")
            and flat[word.start : word.end] not in asked.question
            and not any(need.in_text(flat[word.start : word.end]) for need in asked.needs)
        ]
        only_here = any(
            not need.in_text(
                flat[own : starts[starts.index(own) + 1] if starts.index(own) + 1 < len(starts) else len(flat)]
            )
            for need in asked.needs
            if need.said.search(flat, start, end)
        )
        if said and only_here and fresh and min(fresh) < min(said):
            return False
    return True


# Names one after the other, summed up by one word before what is said of them.
_LISTED = re.compile(
    "[^、，,；;]{2,12}(?:、[^、，,；;]{2,8}){1,6}?等[^、，,；;]{0,8}(?:指标|项目|方面|指数|行业|领域|产品|工作)?"
)


def _denied(asked: QuestionNeeds, flat: str) -> bool:
    """Whether a denial stands directly before a word that is asked about."""
    return any(
        (denial := _DENIED_BEFORE.search(flat[: match.start()])) is not None
        and denial[0] + need.text not in asked.question
        for need in asked.needs
        for match in need.said.finditer(flat)
    )


def _predicate(asked: QuestionNeeds, clause: str) -> str:
    """The clause without the subject that the question has named: 突破3000公里、全国第一."""
    flat, at = folded(clause), 0
    if (first := asked.needs[0].said.search(flat)) is not None:
        at = flat.rfind("、", 0, first.start()) + 1
    (tagged,) = tagger().tag([flat])
    verbs = {word.start for word in tagged if word.part == "v"}
    begins = at
    while at == begins or at not in verbs:
        subjects = [need for need in asked.needs if need is asked.needs[0] or not _is_course(need)]
        ends = [match.end() for need in subjects if (match := need.said.match(flat, at)) is not None]
        ends += [
            end + 1 for end in range(at + 1, len(flat)) if flat[end] == "的" and flat[at : end + 1] in asked.question
        ]
        if not ends or len(clause) - max(ends) < 4:
            break
        at = max(ends)
    if any(word.start < at < word.end for word in tagged):
        return clause  # 不再发｜行: what is shown begins with a whole word
    return clause[at:].strip("，,、；;。 ") or clause


def _trimmed(report: Report, start: int, end: int) -> Quote:
    while end > start and report.text[end - 1] in " ，,；;：:\n":
        end -= 1
    return Quote(report, start, end)


def _by_facts(
    asked: QuestionNeeds, reports: Sequence[Report], near: Sequence[Excerpt], understanding: Understanding
) -> Iterator[Line]:
    """What the facts of the nearest sentences say of the statement."""
    statement = _claimed(understanding)
    for report in reports:
        spans = list(dict.fromkeys((one.first, one.last) for one in near if one.report is report))[:_MOST_SENTENCES]
        facts = [
            moved(fact, start)
            for start, end in spans
            for fact in read(report.text[start:end], context_at(report, start, end))
        ]
        if not facts:
            continue
        source = Reported(report.text, facts, report)
        for judged in judge_claim(statement, [source])[:1]:
            pairs = judged.judgement.comparisons
            if judged.outcome in ("supported", "refuted") and pairs and len(judged.judgement.statements) == 1:
                if not _is_sure(judged.outcome == "supported", statement, pairs[0], report):
                    continue
                yield _decided(judged.outcome == "supported", asked, report, pairs[0].found)
            else:
                yield from _by_direction(asked, report, judged.facts, facts, understanding)


def _is_sure(yes: bool, statement: str, pair: Comparison, report: Report) -> bool:
    """Whether the fact denies what the statement denies; and, for a no, whether its figure leaves no doubt.

    超90% does not say that it is no more than 95%.
    """
    found = report.text[pair.found.start : pair.found.end]
    if yes:
        return (_DENIES.search(found) is None) == (_DENIES.search(statement) is None)
    if any(each.part == "value" for each in pair.differences) and not _BOUND.search(statement):
        return False  # 12 of them and 10 of them are two things
    bounded = any(figure.bound in (Bound.OVER, Bound.UNDER) for figure in pair.found.figures)
    return not (bounded and any(each.part == "value" for each in pair.differences))


def _claimed(understanding: Understanding) -> str:
    """The question as the statement that it asks about."""
    text = folded(understanding.question)
    text = re.sub("请问|是不是|是否|有没有(?=[超达突增下上提减])", "", text).replace("有没有", "有")
    text = _TAIL.sub("", _TAIL.sub("", text)).removesuffix("了")
    if len(understanding.years) == 1:
        text = re.sub("去年|上年|今年", f"{understanding.years[0]}年", text)
    return text


def _decided(yes: bool, asked: QuestionNeeds, report: Report, fact: Fact) -> Line:
    quote = _trimmed(report, _with_subject(asked, report, fact), fact.end)
    figure = fact.figures[0] if fact.figures else None
    written = report.text[fact.start : fact.end]
    said = quote.text if yes or figure is None else _from_direction(written, report.text[figure.start : figure.end])
    if not yes and figure is not None and re.search("超|达到|突破|高于|过了", asked.question):
        said = message("zh", "answer.only", said=said)
    return verdict(yes, asked.question, quote, said)


def _with_subject(asked: QuestionNeeds, report: Report, fact: Fact) -> int:
    """Where a fact begins, or where its sentence names what it is of before that."""
    start = max(report.text.rfind(mark, 0, fact.start) for mark in "。；\n") + 1
    subject = asked.needs[0].said
    if subject.search(folded(report.text[fact.start : fact.end])):
        return fact.start
    found = [match.start() for match in subject.finditer(folded(report.text[start : fact.start]))]
    return start + found[-1] if found else fact.start


_DIRECTION = re.compile(
    "(?:同比)?(?:增长|下降|上升|上涨|减少|增加|提高|降低|回落|达到?|为)?(?:了|至|到|约|近|超|超过)?$"
)


def _from_direction(clause: str, figure: str) -> str:
    """下降0.3% of 居民消费价格下降0.3%: what an answer says."""
    at = clause.find(figure)
    if at < 0:
        return clause
    match = _DIRECTION.search(clause[:at])
    return clause[match.start() if match else at : at + len(figure)].strip()


def _by_direction(
    asked: QuestionNeeds, report: Report, claimed: Sequence[Fact], facts: Sequence[Fact], understanding: Understanding
) -> Iterator[Line]:
    """Up or down without a figure: by the one fact of the same measure that gives it."""
    opposite = {"⟨↑⟩": "⟨↓⟩", "⟨↓⟩": "⟨↑⟩"}
    for one in claimed:
        if one.figures or not one.pieces or one.pieces[-1] not in opposite:
            continue
        year = set(understanding.years)
        lines = {}
        for fact in facts:
            if fact.pieces[:-2] != one.pieces[:-1] or fact.pieces[-1:] != ("#",) or fact.stage is Stage.PLANNED:
                continue
            if (
                fact.period is not None
                and year
                and not (fact.period.first == fact.period.last and fact.period.first in year and not fact.period.part)
            ):
                continue
            if fact.pieces[-2] in opposite:
                lines[fact.pieces[-2] == one.pieces[-1]] = fact
        if len(lines) == 1:
            ((yes, fact),) = lines.items()
            yield _decided(yes, asked, report, fact)
            return


def _of_chinese_reports(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """An English question by one clause of a Chinese report, where the tables have each of its words."""
    own = [report for report in reports if report.metadata.language == "zh"]
    asked = _statement(read_needs(understanding, own))
    question = understanding.question
    if not own or asked.english or len(asked.needs) < 2 or _ENGLISH_DENIES.search(question):
        return None
    for part in asked_of(understanding, own):
        whole, close = excerpts(asked, part, understanding)
        lines = [line for one in whole if (line := _across(asked, one, question)) is not None]
        if lines and len({line.text.split(":")[0] for line in lines}) == 1:
            return Reply(lines=(lines[0],))
        if whole:
            return Reply(related=related([*whole, *close]))
    return None


_ENGLISH_THAN = re.compile(
    r"\b(?P<way>higher|larger|more|greater|lower|smaller|less|fewer)\b.{0,20}\bthan\b.{0,30}\b(?:last|previous|before)\b",
    re.IGNORECASE,
)


def _across(asked: QuestionNeeds, one: Excerpt, question: str) -> Line | None:
    """Yes where one clause says it all and hedges nothing; against the year before, as the sentence says it."""
    if (than := _ENGLISH_THAN.search(question)) is not None:
        way = "高" if than["way"].lower() in ("higher", "larger", "more", "greater") else "低"
        return _against_last_year(asked, one, way, "en")
    quote = _trimmed(one.report, one.start, one.end)
    flat = folded(quote.text)
    if not _in_one_clause(one) or not _is_subject(asked, one) or _DENIES.search(flat):
        return None
    if not _covers(asked, flat):
        return None
    intends = says_it_intends(question)
    if not intends and (_HEDGES.search(flat) or one.report.section_at(one.start).part is Part.PLAN):
        return None
    return verdict(True, question, quote, quote.text, language="en")


def _covers(asked: QuestionNeeds, flat: str) -> bool:
    """Whether a clause says little else: half of it, or of a measure that only went up or down nothing but that.

    岳阳港外贸集装箱吞吐量增长 has the words of foreign trade that grew.
    """
    first = asked.needs[0].said.pattern
    if len(asked.needs) == 2 and _is_course(asked.needs[1]):
        told = (
            rf"(?:全[省市区]|我[省市区])?(?:{first})+(?:总额|总值|总量|规模|额)?(?:同比|实现|保持|继续|全年)*正?"
            rf"(?:{asked.needs[1].said.pattern})"
        )
        return re.match(told, flat) is not None
    said = {at for need in asked.needs for match in need.said.finditer(flat) for at in range(*match.span())}
    return 2 * sum(has_han(flat[at]) for at in said) >= sum(map(has_han, flat))


_ENGLISH_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|neither|without|failed|missed|cannot|nor)\b|n't\b")
_ENGLISH_HEDGES = pattern("hedges_english")


def _english(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes where one sentence has every word of the question, and denies and hedges nothing that it doesn't."""
    asked = read_needs(understanding, reports)
    own = [report for report in reports if report.metadata.language == "en"]
    near: list[Excerpt] = []
    for part in asked_of(understanding, own):
        whole, close = excerpts(asked, part, understanding)
        sure = [one for one in whole if _says(asked, one)]
        if len(asked.needs) > 2 and len(sure) == 1 and len(whole) == 1:
            quote = sure[0].sentence
            return Reply(lines=(Line(message("en", "answer.yes", said=quote.text), (quote,), (quote.text,)),))
        near += [*whole, *close]
    return Reply(related=related(near)) if near else None


def _says(asked: QuestionNeeds, one: Excerpt) -> bool:
    text = folded(one.report.text[one.first : one.last])
    if table_header(one.report, one.first):
        return False
    differs = (_ENGLISH_DENIES.search(text) is not None) != (_ENGLISH_DENIES.search(asked.question) is not None)
    hedged = any(match[0] not in asked.question for match in _ENGLISH_HEDGES.finditer(text))
    return not differs and not hedged and "\t" not in text
