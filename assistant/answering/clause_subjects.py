"""What a clause is about: whether it says its words of what a question names, and what it says of that."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.excerpts import Excerpt
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.reply import Quote
from assistant.answering.statements import is_course
from index.facts.reports import own_names
from index.patterns import regex
from index.report import Report
from index.text.words import Word, tagger

# A word of these parts before the first one asked is no part of its name.
_NARROWS_NOTHING = frozenset({"v", "d", "p", "c", "u", "ad", "vd", "LOC", "m", "q", "r", "w", "xc", "TIME", "f"})
_ONLY_HEAD = regex("[\\s（(]*(?:[一二三四五六七八九十\\d]+[、.．）)]\\s*)?$")


# Names one after the other, summed up by one word before what is said of them.
LISTED = regex(
    "[^、，,；;]{2,12}(?:、[^、，,；;]{2,8}){1,6}?等[^、，,；;]{0,8}(?:指标|项目|方面|指数|行业|领域|产品|工作)?"
)


def in_one_clause(one: Excerpt) -> bool:
    """Whether the words stand in one clause."""
    return sum(one.start <= start < one.end for start, _ in one.clauses) == 1


def short_named(asked: QuestionNeeds, one: Excerpt) -> tuple[QuestionNeeds, Excerpt]:
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


def is_subject(asked: QuestionNeeds, one: Excerpt) -> bool:
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
    if LISTED.match(flat, own):
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


def predicate(asked: QuestionNeeds, clause: str) -> str:
    """The clause without the subject that the question has named: 突破3000公里、全国第一."""
    flat, at = folded(clause), 0
    if (first := asked.needs[0].said.search(flat)) is not None:
        at = flat.rfind("、", 0, first.start()) + 1
    (tagged,) = tagger().tag([flat])
    verbs = {word.start for word in tagged if word.part == "v"}
    begins = at
    while at == begins or at not in verbs:
        subjects = [need for need in asked.needs if need is asked.needs[0] or not is_course(need)]
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


def trimmed(report: Report, start: int, end: int) -> Quote:
    """The quote without the marks and white space at its end."""
    while end > start and report.text[end - 1] in " ，,；;：:\n":
        end -= 1
    return Quote(report, start, end)
