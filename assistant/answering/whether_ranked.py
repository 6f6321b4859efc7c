"""Whether a thing holds a place in an order, as the sentence that names it says: 连续15年居全国首位, 排进前三了吗."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.clause_subjects import trimmed
from assistant.answering.excerpts import asked_of, clauses_of, in_time, units
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Quote, Reply
from assistant.answering.statements import DENIES, verdict
from assistant.query.understanding import Understanding
from assistant.verification.hard_parts import known_words
from index.patterns import regex
from index.report import Part, Report
from index.text.numerals import whole_value
from index.text.words import tagger

_FIRST = "第一|首位|榜首|第1(?!\\d)位?|第一位|居首|冠军|头名"
_RANK = regex(f"{_FIRST}|第[二三四五六七八九十\\d]+位?")
_ASKED = regex(f"(?:{_FIRST})(?=[^，,。]{{0,6}}[吗么吧呢没？?]|[^，,。]{{0,3}}$|的吗)")
_NUMBER = "[一二三四五六七八九十]{1,2}|\\d{1,3}"
# 排进前三了吗, 排第五吗: within the first so many, or at that place.
_ASKED_PLACE = regex(
    f"(?P<which>前|第)(?P<number>{_NUMBER})(?!季|年|个|项|批|产业|方)(?:名|位|强)?(?:之列|以内)?了?(?:[吗么吧没？?]|没有|$)"
)
AMONG = regex("全国|世界|全球|亚洲|中西部|西部|东部|中部|全省|全市|国内")
_NOT_OF_IT = frozenset(
    {
        "排进",
        "进入",
        "进",
        "挤进",
        "跻身",
        "排到",
        "排在",
        "前",
        "第一",
        "首位",
        "榜首",
        "居首",
        "冠军",
        "头名",
        "还是",
        "仍然",
        "依然",
        "一直",
        "现在",
        "排名",
        "排",
        "是",
        "居",
        "位居",
    }
)
_PLACE_ASKED = regex(f"[前第]?(?:{_NUMBER})(?:名|位|强)?")
# 生产总值增长5.8%、增量全国第一 gives the place of what was added, and not of the product.
_ASPECTS = regex("增量|增速|增幅|涨幅|降幅|占比|比重|份额|贡献率|人均|密度|强度|排名提升")
_NAMES = frozenset({"LOC", "ORG", "nz", "ns", "nt"})
_NOUNS = frozenset({"n", "nz", "nw", "vn", "ORG", "LOC"})
_TO_BE = regex("力争|争取|努力|确保|推动|冲刺|迈向|目标|将|建设")
_HEDGED = regex("前列|之一|并列")


def whether_ranked(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """Yes or no of a first place; None where none is asked, no sentence gives the thing's rank, or two differ."""
    question = folded(understanding.question)
    if (
        understanding.language == "en"
        or (bound := _bound(question)) is None
        or DENIES.search(re.sub("没有?[？?]?$|有没有", "", question))
    ):
        return None
    among = set(AMONG.findall(question))
    found: list[tuple[int, Quote]] = []
    for part in asked_of(understanding, reports):
        if len({(report.metadata.region, report.metadata.issuer) for report in part}) != 1:
            return None
        asked = of_what(read_needs(understanding, part))
        found = [each for report in part for each in ranks(asked, among, report, understanding)] if asked.needs else []
        if found:
            break
    if not found or len({place for place, _ in found}) != 1:
        return None
    place, quote = found[0]
    return Reply(lines=(verdict(place in bound, f"是不是{understanding.question}", quote, quote.text),))


def _bound(question: str) -> range | None:
    """The places that a yes needs; None where none is asked."""
    if _ASKED.search(question) is not None:
        return range(1, 2)
    match = _ASKED_PLACE.search(question)
    if match is None:
        return None
    number = whole_value(match["number"])
    return range(1, number + 1) if match["which"] == "前" else range(number, number + 1)


def _place_of(rank: str) -> int:
    """The place that a rank names: 首位 is the first."""
    number = re.search(_NUMBER, rank.removeprefix("第")) if rank.startswith("第") else None
    return 1 if number is None else whole_value(number[0])


def of_what(asked: QuestionNeeds) -> QuestionNeeds:
    """The words of the thing that holds a place, without those that ask for it."""
    kept = [
        need
        for need in asked.needs
        if need.text not in _NOT_OF_IT
        and not AMONG.fullmatch(need.text)
        and not _RANK.fullmatch(need.text)
        and not _PLACE_ASKED.fullmatch(need.text)
    ]
    return replace(asked, needs=tuple(kept))


def ranks(
    asked: QuestionNeeds, among: set[str], report: Report, understanding: Understanding
) -> Iterator[tuple[int, Quote]]:
    """Each place that a report gives the thing, `among` what is asked, and the clause that gives it."""
    for first, last in units(report):
        text = folded(report.text[first:last])
        if not _RANK.search(text) or asked.missing(text) or "\t" in text:
            continue
        if report.section_at(first).part is Part.PLAN or not in_time(report, first, last, understanding):
            continue
        for rank in _RANK.finditer(text):
            begin = _told_of(asked, text, rank.start())
            if begin is None:
                continue
            clause = _clause(report, first, last, first + rank.start())
            own = text[clause[0] - first : clause[1] - first]
            if _TO_BE.search(own[: rank.start() + first - clause[0]]) or _HEDGED.search(own) or DENIES.search(own):
                continue
            if among and not among & set(AMONG.findall(own)):
                continue
            behind = re.search("[、。]", text[rank.end() : clause[1] - first])
            end = clause[1] if behind is None else first + rank.end() + behind.start()
            quote = trimmed(report, first + begin, end)
            yield _place_of(rank[0]), quote


def _clause(report: Report, first: int, last: int, at: int) -> tuple[int, int]:
    return next((span for span in clauses_of(report, first, last) if span[0] <= at < span[1]), (first, last))


def _told_of(asked: QuestionNeeds, text: str, rank: int) -> int | None:
    """Where the thing that the rank is of is named: all of its words before, none of another's between."""
    begins, ends = [], []
    for need in asked.needs:
        before = [match for match in need.said.finditer(text) if match.end() <= rank]
        if not before:
            return None
        begins.append(before[-1].start())
        ends.append(before[-1].end())
    begin, end = min(begins), max(ends)
    between = text[begin:rank]
    if _RANK.search(between) or "；" in between or ";" in between:
        return None
    if any(aspect not in asked.question for aspect in _ASPECTS.findall(between)):
        return None
    (tagged,) = tagger().tag([text[end:rank]])
    for word in tagged:
        said = text[end + word.start : end + word.end]
        if (
            word.part in _NOUNS
            and len(said) > 1
            and not said.endswith(tuple(known_words()))
            and not AMONG.fullmatch(said)
        ):
            return None
    # 甲、乙产量居首位 is of both; 甲增长5%、乙居首位 of the second alone.
    return begin if _opens(text, begin, asked) else None


def _opens(text: str, begin: int, asked: QuestionNeeds) -> bool:
    """Whether the thing's name begins its part of the sentence: 里程 of 高铁里程 is another's."""
    left = re.split("[，,；;。：:、]", text[:begin])[-1]
    left = re.sub("^(?:其中|全[省市区县]|我[省市区县]|全国)", "", left)
    if not left.strip():
        return True
    named, (tagged,) = tagger().tag([text[begin : begin + 6]])[0], tagger().tag([left])
    if named and named[0].part in _NAMES:
        return True  # 亚洲唯一的货运机场鄂州花湖机场: what stands before a name only says what it is
    return not any(word.part in _NOUNS | {"a"} for word in tagged) or left in asked.question
