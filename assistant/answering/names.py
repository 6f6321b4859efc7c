"""Which one, who, what is it called: a name in the clause that says what was asked, and that the question lacks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.answering.excerpts import Excerpt, clauses_quoted, one_that_fits
from assistant.answering.naming import trimmed
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.parts_asked import pieces_asked
from assistant.query.understanding import Understanding
from index.lexicon.loading import read_table
from index.patterns import regex
from index.report import Report
from index.text.words import tagger


class _NameEnds(NamedTuple):
    """What a thing is called in a question, and what its name may end in."""

    called: str
    ends: tuple[str, ...]


_QUOTED = regex('《([^》]{1,40})》|“([^”]{1,30})”|["]([^"]{1,40})["]')
_WHICH = regex(
    "(?:哪|那(?=[个家部座位台条款项支枚艘颗种]))一?[个家部座位台条款项支枚艘颗种架列名片所届]?"
    # 什么桥 asks for one of a sort, 什么时候 for none.
    "|什么(?=[\u4e00-\u9fff])(?!时|意思|原因|情况|样|程度|水平|关系|作用|影响|内容|人|地方|事|规定|要求|名|措施|政策|办法)"
)
_HAS_ONE = regex("有(?:一?[家个部座位台条款项支枚艘名])(?P<head>[^，,。？?被获得拿入]{1,8})")
_LATER_HEAD = regex("哪个[^，,。？?]{1,8}的(?P<head>[^，,。？?]{1,6})[？?]?$")
_WHO = regex("谁|哪位|哪个人|什么人|\\bwho\\b")
_ENDS = {row.called: f"(?:{'|'.join(row.ends)})" for row in read_table("asking/name_ends", _NameEnds)}
_NAMED = frozenset({"PER", "LOC", "ORG", "nz", "nr", "ns", "nt", "nw"})
_INSIDE_A_NAME = _NAMED | {"n", "vn", "f", "s", "an", "m", "a", "j", "TIME"}
_NO_NAME = regex(r"[\d.%％一二三四五六七八九十百千万亿元个家项]+|全国|全省|全球|世界|国家|首个|重大|正式|历史性")

# 西安地铁15号线年内建成投运: when is no part of a name.
_ENDS_NO_NAME = regex("[年月]内|[年月]底前?|年初|[今明去]年|当年")
_ANY_THING = frozenset(
    {"作品", "机器", "东西", "设备", "装备", "产品", "装置", "系统", "项目", "企业", "公司", "单位", "平台", "成果"}
)
_BUILT = regex("改|改扩建|扩建|改建|新建|扩能|改造|建设|治理|升级")  # verbs inside a work's name
_TWO = regex("哪[两2二]|两[个家所位部座条]|\\btwo\\b")
# "Which new products": one of them is half an answer.
_ASKS_MANY = regex(
    r"\b(?:which|what) (?:(?:new|other|main|major|key|own|large|big|more)\b )*[a-z]+(?<!s)s\b(?!['’])", re.IGNORECASE
)
# What stands for a name that was told before: the Company.
_STANDS_FOR = regex(
    r"(?:Company|Group|Corporation|Registrant|Issuer|Agency|Board|Committee|Department|Ministry|Bank|Fund|Trust|Firm"
    r"|Partnership|Office|Commission|Plan|Agreement|Notes?)"
)
# What joins the word behind it: 超长期.
_PREFIX = regex("[超非准亚泛反半]")
_COUNTS = regex("[\\d一二两三四五六七八九十百千万]+[个家部座位台条款项支枚艘种名次件批余多]")


def name(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The one name that fits what is asked; without a badge where none or several do."""
    asked = read_needs(understanding, reports)
    heads = _heads(asked.question)
    needed = _without_heads(asked, heads)
    if not asked.english and pieces_asked(understanding.question):
        return None  # a name is half an answer
    asks_who = _WHO.search(asked.question) is not None and not asked.english

    def fitting(one: Excerpt) -> list[Line]:
        one = _narrowed(needed, one)
        names = _both(one, list(dict.fromkeys(_candidates(one, needed, asked.question, heads))), asked.question)
        if asks_who:
            names = [each for each in names if _names_somebody(each)]
        lines = [Line(each, (_clauses(one, each),)) for each in names]
        return [] if len(lines) == 1 and _is_one_of_several(lines[0], asked.question) else lines

    def nearly(one: Excerpt) -> Line | None:
        """What the report says, where the sentence surely tells it but its name can't be cut out of it."""
        # "who is considered our chief decision maker" leaves out who that is.
        quote = one.sentence if asked.english else trimmed(one.report, one.start, one.end)
        if asked.english and one.report.in_heading(one.start, one.end):
            return None  # "Letter from the chief executive" names nobody
        if asks_who and not _names_somebody(quote.text):
            return None
        if _SEVERAL.search(asked.question) and not _JOINS.search(quote.text):
            return None
        if not asked.english and not _tells_more(quote.text, asked.question):
            return None  # 再次获批2所本科高校 names none of them
        return Line(quote.text, (quote,)) if _is_of_kind(one, heads) else None

    return one_that_fits(needed, reports, understanding, fitting, nearly)


def _names_somebody(text: str) -> bool:
    (tagged,) = tagger().tag([text])
    return any(word.part in ("PER", "nr") for word in tagged)


def _tells_more(text: str, question: str) -> bool:
    """Whether a text has a noun or name that the question lacks."""
    (tagged,) = tagger().tag([text])
    words = [folded(text[word.start : word.end]) for word in tagged if word.part in _NAMED | {"n"}]
    return any(word not in question and not _NO_NAME.fullmatch(word) for word in words)


def _is_one_of_several(line: Line, question: str) -> bool:
    """Whether a name stands in a row of names, all of which are asked for: 《甲》、《乙》获奖."""
    (quote,) = line.quotes
    at = quote.report.text.find(line.text, quote.start)
    before, behind = quote.report.text[:at].rstrip("“《"), quote.report.text[at + len(line.text) :].lstrip("”》")
    row = re.search(r"[”》]、[^，。；：、]{0,6}$", before) is not None or behind[:1] == "、"
    if _ASKS_MANY.search(question) and not re.search(r",|\band\b", line.text):
        return True
    return row or (_SEVERAL.search(question) is not None and _JOINS.search(line.text) is None)


_SEVERAL = regex("哪几|哪些|哪[三四五六七八九十3-9][个家所位部座条项]|[都各]叫|分别叫|" + _TWO.pattern)
_JOINS = regex("和|与|及|、")


def _narrowed(asked: QuestionNeeds, one: Excerpt) -> Excerpt:
    """The one item of a list, where it has every word: 甲电站投产、乙机场扩建工程竣工."""
    text = folded(one.report.text[one.start : one.end])
    if "、" not in text:
        return one
    starts = [0, *(match.end() for match in re.finditer("、", text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if not asked.missing(text[start:end]):
            return replace(one, start=one.start + start, end=one.start + end)
    return one


def _both(one: Excerpt, names: list[str], question: str) -> list[str]:
    """Two names joined, where the question asks for two."""
    if len(names) != 2 or not _TWO.search(question):
        return names
    joined = re.compile(f"{re.escape(names[0])}(?:和|与|、| and ){re.escape(names[1])}")
    match = joined.search(one.report.text, one.start, one.end)
    return [match[0]] if match else names


def _heads(question: str) -> tuple[str, ...]:
    """What kind of thing is asked for: 电视剧 in 哪部电视剧, 企业 in 有家企业…是哪家."""
    later = [match["head"] for match in _LATER_HEAD.finditer(question)]  # 哪个新通车的工程
    found = later or [match["head"] for match in _HAS_ONE.finditer(question)]
    if not later and (which := _WHICH.search(question)) is not None:
        (tagged,) = tagger().tag([question])
        end = which.end()
        for word in tagged:
            if word.start == end and word.part in ("n", "nz", "ORG", "vn", "an"):
                end = word.end
        found.append(question[which.end() : end])
    return tuple(head.strip("的一个家 ") for head in found if head and head.strip("的一个家 "))


def _without_heads(asked: QuestionNeeds, heads: Sequence[str]) -> QuestionNeeds:
    """The question without the words that only say what kind of thing is asked for."""
    kept = tuple(need for need in asked.needs if not any(need.text in head for head in heads))
    return QuestionNeeds(asked.question, kept, asked.english) if len(kept) > 1 else asked


def _clauses(one: Excerpt, named: str) -> Quote:
    at = one.report.text.find(named, one.first, one.last)
    return clauses_quoted(one, at, at + len(named))


def _candidates(one: Excerpt, asked: QuestionNeeds, question: str, heads: Sequence[str]) -> Iterator[str]:
    """The names in the excerpt that the question lacks and that fit; quoted ones before any other."""
    if asked.english:
        yield from _english(one, question)
        return
    quoted = [
        next(part for part in match.groups() if part) for match in _QUOTED.finditer(one.report.text, one.start, one.end)
    ]
    quoted = [each for each in quoted if not _is_asked(folded(each), question)]
    if quoted and not _is_of_kind(one, heads):
        quoted = []
    runs = [run for run in _runs(one, asked, question, heads) if _fits(run, heads, question)]
    wants_org = any(head.endswith(end) for head in heads for end in _ENDS)
    if wants_org or _WHO.search(question):
        yield from runs or quoted
    else:
        yield from quoted or runs


def _is_asked(quoted: str, question: str) -> bool:
    """Whether the question names a quoted thing, by nearly all of its letters."""
    return quoted in question or any(part in question for part in (quoted[:-1], quoted[1:]) if len(part) > 2)


def _is_of_kind(one: Excerpt, heads: Sequence[str]) -> bool:
    """Whether a sentence calls something what the question asks for, or the question's word fits any thing."""
    sentence = one.report.text[one.first : one.last]
    return not heads or any(head[-2:] in sentence or head in _ANY_THING for head in heads)


def _fits(run: str, heads: Sequence[str], question: str) -> bool:
    ends = [ways for head in heads for end, ways in _ENDS.items() if head.endswith(end)]
    if ends:
        return any(re.search(f"{ways}(?:总部)?$", run) for ways in ends)
    return (
        not heads or any(head[-1] == run[-1] or head[-2:] in run for head in heads) or _WHO.search(question) is not None
    )


def _runs(one: Excerpt, asked: QuestionNeeds, question: str, heads: Sequence[str]) -> Iterator[str]:
    """Runs of words that the question lacks, with a noun in them, and with what of the question ends the name."""
    report = one.report
    sentence = report.text[one.first : one.last]
    (tagged,) = tagger().tag([sentence])
    flat = folded(sentence)
    said = [match.span() for need in asked.needs for match in need.said.finditer(flat)]
    run: list[tuple[int, int, str, bool]] = []
    for word in [*tagged, None]:
        inside = word is not None and one.start - one.first <= word.start < one.end - one.first
        if word is not None and inside and not run and _PREFIX.fullmatch(flat[word.start : word.end]):
            run.append((word.start, word.end, "nz", False))
            continue
        if word is not None and inside and word.part in _INSIDE_A_NAME:
            text = flat[word.start : word.end]
            known = (len(text) > 1 and text in question) or any(
                2 * (min(end, word.end) - max(start, word.start)) > word.end - word.start for start, end in said
            )
            run.append((word.start, word.end, word.part, known))
            continue
        if word is not None and inside and run and (_BUILT.fullmatch(flat[word.start : word.end]) is not None):
            run.append((word.start, word.end, "vn", True))
            continue
        if word is not None and inside and run and flat[word.start : word.end] in "·・":
            run.append((word.start, word.end, "nz", False))
            continue
        yield from _named(run, sentence, heads, question)
        run = []


def _named(
    run: Sequence[tuple[int, int, str, bool]], sentence: str, heads: Sequence[str], question: str
) -> Iterator[str]:
    """The name in a run: its new words and, behind them, the known ones that end it; its kind may stand before."""
    kinds = [place for place, word in enumerate(run[:-1]) if sentence[word[0] : word[1]] in heads]
    if kinds and not all(word[3] for word in run[kinds[-1] + 1 :]):
        run = run[kinds[-1] + 1 :]
    while run and (run[0][3] or _NO_NAME.fullmatch(sentence[run[0][0] : run[0][1]])):
        run = run[1:]
    if not run:
        return
    last = max(place for place, word in enumerate(run) if not word[3])
    while last + 1 < len(run) and run[last + 1][2] in ("n", "ORG", "LOC"):
        last += 1
    while last and _ENDS_NO_NAME.fullmatch(sentence[run[last][0] : run[last][1]]):
        last -= 1
    ends = run[last][1]
    text = sentence[run[0][0] : ends].strip("“”《》 ")
    if _WHO.search(question) and not any(word[2] in ("PER", "ORG", "nr") for word in run[: last + 1]):
        return
    if (
        len(text) > 1
        and not _COUNTS.match(text)
        and not _NO_NAME.fullmatch(text)
        and any(word[2] in _NAMED | {"n"} for word in run[: last + 1])
    ):
        yield text


_CAPITALS = regex(r"(?<![.!?] )(?<!^)\b[A-Z][\w&'-]+(?: (?:(?:and|of|the|&) )?[A-Z][\w&'-]+)*")


def _english(one: Excerpt, question: str) -> Iterator[str]:
    for match in _CAPITALS.finditer(one.report.text, one.first, one.last):
        text = match[0]
        if (
            match.start() > one.first
            and text.lower() not in question
            and not _STANDS_FOR.fullmatch(text)
            and not re.fullmatch(
                "In|On|At|By|We|Our|Scope|January|February|March|April|May|June|July|August|September|October|November|December",
                text,
            )
        ):
            yield text
