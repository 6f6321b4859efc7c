"""What a question asks for by its number: a part of a report (第五条规定了什么？ What does item 4 say?), or its own.

Their words stand in no answer: what is asked for is found by its number, at the head of a line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.reader.spans import LONGEST
from assistant.reader.terms import Topic
from index.patterns import regex
from index.report import BlockKind, RankedPassage, Report
from index.structure.numbering import enumerator_at, numeral
from index.text.sentences import LONGEST_SENTENCE, split_sentences

_NUMBER = "[一二三四五六七八九十百零〇两\\d]{1,5}"
# Only an item may be written as 4. or （四）, and is asked for in passing; a chapter is named as one.
_ITEMS, _ENGLISH_ITEMS = "条|项|款|点", "article|clause|item|point|section|paragraph"
_DIVISIONS, _ENGLISH_DIVISIONS = "条|章|节|部分|编|篇|款", "article|chapter|section|part|item|clause"
_ASKS_FOR_PART = regex(
    rf"第\s*(?P<number>{_NUMBER})\s*(?P<kind>{_DIVISIONS})(?:的)?(?:主要|具体)?(?:内容|标题|题目)?(?:都|具体|主要)*"
    r"(?:规定|讲|说|写|要求|讲述|介绍|是|有|包括)?(?:的|了|到)?(?:是|有)?(?:些)?(?:什么|哪些|啥|何)(?:内容|规定|要求|事)?\s*[？?。]?\s*$"
)
_ASKS_FOR_ENGLISH_PART = regex(
    rf"(?i)what (?:does|did|is|are)\s+(?:the\s+)?(?P<kind>{_ENGLISH_DIVISIONS})\s+"
    r"(?P<number>\d{1,3}|[ivx]{1,5})\s*"
    r"(?:say|state|provide|stipulate|require|cover|about|deal with|contain)s?\s*(?:about)?\s*[?.]?\s*$"
)
_ASKS_FOR_ITEM = regex(
    rf"第\s?(?P<number>{_NUMBER})\s?(?:{_ITEMS})(?!例)|\b(?:{_ENGLISH_ITEMS}) (?P<english>\d{{1,3}})\b", re.IGNORECASE
)
_ASKS_OWN_NUMBER = regex(
    r"(?:公告|通知|公报|文件|简报|报告|通报|专报|本?期|这份?|该|它).{0,8}第几(?P<of>[号期届次])|(?P<symbol>(?:文号|发文字号|公文编号)(?:是|为|$|[？?]))"
)
_PART = regex(rf"第\s*(?P<number>{_NUMBER})\s*(?P<kind>{_DIVISIONS}|{_ITEMS})")
_ENGLISH_PART = regex(rf"(?i)(?P<kind>{_ENGLISH_DIVISIONS}|{_ENGLISH_ITEMS})\s+(?P<number>\d{{1,3}}|[ivx]{{1,5}})\b")
_DIGITS = regex(r"(\d{1,3})(?:[.．、)）](?!\d)|\s)")
_SYMBOL = regex(r"[\u4e00-\u9fff]{1,10}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d{1,4}号")
_A_CONTENTS_LINE = regex(r"(?:[.…·]{3,}|\t)\s*\d{1,4}$")
# A document's own number stands at its head, or behind its last line.
_EDGE = 400
_MOST = 3
# An item that is found by its number alone is what was asked for, if the report is.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """What answers: `[answer_start, answer_end)` inside the quote `[start, end)` of a report, and how sure it is."""

    report: Report
    start: int
    end: int
    answer_start: int
    answer_end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a report outside its tables; `kind` and `number` are what it is numbered as, "" and -1 where not."""

    start: int
    end: int
    kind: str
    number: int


def numbered_answers(
    question: str, topic: Topic, passages: Sequence[RankedPassage], reports: Mapping[str, Report]
) -> list[NumberedPart]:
    """What the question asks for by its number: parts that bear its name, else the list's item; empty where nothing."""
    if found := numbered_parts(question, reports.values()):
        return found
    number = asked_number(question)
    item = None if number is None else numbered_item(number, topic, passages, reports)
    return [item] if item is not None else []


def asks_by_number(question: str) -> bool:
    """Whether a part by its number, or the document's own number, is all that a question asks for."""
    asks = (_ASKS_FOR_PART, _ASKS_FOR_ENGLISH_PART, _ASKS_OWN_NUMBER)
    return any(pattern.search(question) for pattern in asks)


def numbered_parts(question: str, reports: Iterable[Report]) -> list[NumberedPart]:
    """The part or number of the reports that is all a question asks for, one a report, three at most; else empty."""
    asks = _ASKS_FOR_PART.search(question) or _ASKS_FOR_ENGLISH_PART.search(question)
    own = None if asks else _ASKS_OWN_NUMBER.search(question)
    if asks is None and own is None:
        return []
    found = (_part(report, *_name(asks)) if asks else _own_number(report, own) for report in reports)
    return [each for each in found if each is not None][:_MOST]


def asked_number(question: str) -> int | None:
    """The number of the item that a question asks for; None where it asks for none, or for several."""
    numbers = {_value(match["number"] or match["english"]) for match in _ASKS_FOR_ITEM.finditer(question)} - {-1}
    return numbers.pop() if len(numbers) == 1 else None


def numbered_item(
    number: int, topic: Topic, passages: Sequence[RankedPassage], reports: Mapping[str, Report]
) -> NumberedPart | None:
    """The one item with that number in the best report, below the headings with most of the topic."""
    for report_id in dict.fromkeys(passage.report_id for passage in passages[:3]):
        report = reports[report_id]
        found = list(_items(report, number))
        if not found:
            continue
        shares = [topic.share(topic.found(" ".join(report.headings(line.start)))) for line in found]
        best = [item for item, share in zip(found, shares, strict=True) if share == max(shares)]
        if len(best) > 1:
            return None
        start, end = best[0].start, min(best[0].end, best[0].start + LONGEST)
        return NumberedPart(report, start, end, start, end, SURE)
    return None


def _items(report: Report, number: int) -> Iterable[_Line]:
    """The lines of a report that a number opens: as 第四条 where any is, else as 4. and （四）."""
    lines = list(_lines(report))
    for kinds in (_ITEMS, _ENGLISH_ITEMS):
        if named := [line for line in lines if line.number == number and line.kind in kinds.split("|")]:
            return named
    return [line for line in lines if _opens_with(report.text, line, number)]


def _opens_with(text: str, line: _Line, number: int) -> bool:
    if (match := _DIGITS.match(text, line.start, line.end)) is not None:
        return int(match[1]) == number
    mark = enumerator_at(text, line.start, line.end)
    return mark is not None and mark.depth == 1 and mark.number == number


def _lines(report: Report) -> Iterator[_Line]:
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        for match in re.finditer(r"[^\n]*\S", report.text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            mark = _PART.match(report.text, start, end) or _ENGLISH_PART.match(report.text, start, end)
            yield _Line(start, end, *_name(mark)) if mark is not None else _Line(start, end, "", -1)


def _name(mark: re.Match[str]) -> tuple[str, int]:
    return mark["kind"].lower(), _value(mark["number"])


def _value(written: str) -> int:
    """What a numeral says; -1 where it is none."""
    try:
        return numeral(written)
    except ValueError:
        return -1


def _part(report: Report, kind: str, number: int) -> NumberedPart | None:
    marked = [line for line in _lines(report) if line.kind]
    for place, line in enumerate(marked):
        if (line.kind, line.number) != (kind, number) or number < 0:
            continue
        if _A_CONTENTS_LINE.search(report.text, line.start, line.end):
            continue
        end = line.end if report.in_heading(line.start, line.end) else _clause_end(report, line, marked[place + 1 :])
        return NumberedPart(report, line.start, end, line.start, end)
    return None


def _clause_end(report: Report, line: _Line, following: Sequence[_Line]) -> int:
    """Where a clause ends: before the next one or the end of its section, and as far as a quote may go."""
    _, last = report.own_span(report.section_at(line.start))
    if following:
        last = min(last, following[0].start)
    end = line.start
    for sentence in split_sentences(report.text, line.start, last):
        if end > line.start and sentence.end - line.start > LONGEST_SENTENCE:
            break
        end = sentence.end
    return end


def _own_number(report: Report, asks: re.Match[str] | None) -> NumberedPart | None:
    """The number that a document bears, at its head or its end."""
    assert asks is not None
    pattern = _SYMBOL if asks["symbol"] else re.compile(rf"(?:总\s*)?第\s*{_NUMBER}\s*{asks['of']}")
    for start, end in _edges(report):
        for line in re.finditer(r"[^\n]+", report.text[start:end]):
            mark = pattern.search(line[0])
            if mark is not None:
                begin = start + line.start()
                return NumberedPart(report, begin, start + line.end(), begin + mark.start(), begin + mark.end())
    return None


def _edges(report: Report) -> Iterator[tuple[int, int]]:
    length = len(report.text)
    yield 0, min(_EDGE, length)
    yield max(0, length - _EDGE // 2), length
