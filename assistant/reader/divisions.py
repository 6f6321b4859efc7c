"""Questions for a numbered part of a report (第五条规定了什么？ What does Article 5 say?) or its own number (第几号).

Their words stand in no answer: what is asked for is found by its number, at the head of a heading or a paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.report import Block, BlockKind, Report
from index.structure.numbering import numeral
from index.text.sentences import LONGEST_SENTENCE, split_sentences

_NUMBER = "[一二三四五六七八九十百零〇两\\d]{1,5}"
_ASKS_FOR_PART = re.compile(
    rf"第\s*(?P<number>{_NUMBER})\s*(?P<kind>条|章|节|部分|编|篇|款)(?:的)?(?:主要|具体)?(?:内容|标题|题目)?(?:都|具体|主要)*"
    r"(?:规定|讲|说|写|要求|讲述|介绍|是|有|包括)?(?:的|了|到)?(?:是|有)?(?:些)?(?:什么|哪些|啥|何)(?:内容|规定|要求|事)?\s*[？?。]?\s*$"
)
_ASKS_FOR_ENGLISH_PART = re.compile(
    r"(?i)what (?:does|did|is|are)\s+(?:the\s+)?(?P<kind>article|chapter|section|part|item|clause)\s+"
    r"(?P<number>\d{1,3}|[ivx]{1,5})\s*"
    r"(?:say|state|provide|stipulate|require|cover|about|deal with|contain)s?\s*(?:about)?\s*[?.]?\s*$"
)
_PART = re.compile(rf"第\s*(?P<number>{_NUMBER})\s*(?P<kind>条|章|节|部分|编|篇|款)")
_ENGLISH_PART = re.compile(r"(?i)(?P<kind>article|chapter|section|part|item|clause)\s+(?P<number>\d{1,3}|[ivx]{1,5})\b")
_ASKS_OWN_NUMBER = re.compile(
    r"(?:公告|通知|公报|文件|简报|报告|通报|专报|本?期|这份?|该|它).{0,8}第几(?P<of>[号期届次])|(?P<symbol>(?:文号|发文字号|公文编号)(?:是|为|$|[？?]))"
)
_SYMBOL = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d{1,4}号")
_A_CONTENTS_LINE = re.compile(r"(?:[.…·]{3,}|\t)\s*\d{1,4}$")
# A document's own number stands at its head, or behind its last line.
_EDGE = 400
_MOST = 3


@dataclass(frozen=True, slots=True)
class Division:
    """What answers: `[answer_start, answer_end)` inside the quote `[start, end)` of a report."""

    report: Report
    start: int
    end: int
    answer_start: int
    answer_end: int


def asked_division(question: str, reports: Iterable[Report]) -> list[Division]:
    """The part or number of the reports that a question asks for, one a report, three at most; else empty."""
    asks = _ASKS_FOR_PART.search(question) or _ASKS_FOR_ENGLISH_PART.search(question)
    own = None if asks else _ASKS_OWN_NUMBER.search(question)
    if asks is None and own is None:
        return []
    found = (_part(report, asks) if asks else _own_number(report, own) for report in reports)
    return [each for each in found if each is not None][:_MOST]


def _part(report: Report, asks: re.Match[str]) -> Division | None:
    wanted = _name(asks)
    marks = [(block, mark) for block in report.blocks if (mark := _mark(report, block)) is not None]
    for place, (block, mark) in enumerate(marks):
        if _name(mark) != wanted or _A_CONTENTS_LINE.search(report.text, block.start, block.end):
            continue
        end = block.end if _is_heading(report, block) else _clause_end(report, block, marks[place + 1 :])
        return Division(report, block.start, end, block.start, end)
    return None


def _mark(report: Report, block: Block) -> re.Match[str] | None:
    if block.kind is BlockKind.TABLE:
        return None
    return _PART.match(report.text, block.start, block.end) or _ENGLISH_PART.match(report.text, block.start, block.end)


def _name(mark: re.Match[str]) -> tuple[str, int]:
    try:
        return mark["kind"].lower(), numeral(mark["number"])
    except ValueError:
        return mark["kind"].lower(), -1


def _is_heading(report: Report, block: Block) -> bool:
    section = report.section_at(block.start)
    return section.heading_start <= block.start and block.end <= section.heading_end


def _clause_end(report: Report, block: Block, following: list[tuple[Block, re.Match[str]]]) -> int:
    """Where a clause ends: before the next one or the end of its section, and as far as a quote may go."""
    _, last = report.own_span(report.section_at(block.start))
    if following:
        last = min(last, following[0][0].start)
    end = block.start
    for sentence in split_sentences(report.text, block.start, last):
        if end > block.start and sentence.end - block.start > LONGEST_SENTENCE:
            break
        end = sentence.end
    return end


def _own_number(report: Report, asks: re.Match[str] | None) -> Division | None:
    """The number that a document bears, at its head or its end."""
    assert asks is not None
    pattern = _SYMBOL if asks["symbol"] else re.compile(rf"(?:总\s*)?第\s*{_NUMBER}\s*{asks['of']}")
    for start, end in _edges(report):
        for line in re.finditer(r"[^\n]+", report.text[start:end]):
            mark = pattern.search(line[0])
            if mark is not None:
                begin = start + line.start()
                return Division(report, begin, start + line.end(), begin + mark.start(), begin + mark.end())
    return None


def _edges(report: Report) -> Iterator[tuple[int, int]]:
    length = len(report.text)
    yield 0, min(_EDGE, length)
    yield max(0, length - _EDGE // 2), length
