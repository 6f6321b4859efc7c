"""The item of a list that a question asks for by its number: 第4条规定了什么, what does article 4 say."""

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.reader.terms import Topic
from index.report import BlockKind, RankedPassage, Report
from index.structure.numbering import enumerator_at
from index.text.numerals import whole_value

_NUMBER = r"(\d{1,3}|[一二三四五六七八九十百]{1,5})"
_ASKED = re.compile(
    rf"第\s?{_NUMBER}\s?(?:条|项|款|点)(?!例)|\b(?:article|clause|item|point|section|paragraph) (\d{{1,3}})\b",
    re.IGNORECASE,
)
_WRITTEN = re.compile(rf"第\s?{_NUMBER}\s?[条项款点]")
_DIGITS = re.compile(r"(\d{1,3})(?:[.．、)）](?!\d)|\s)")
# An item that is found by its number is what was asked for, if the report is.
SURE = 0.9


def asked_number(question: str) -> int | None:
    """The number of the item that a question asks for; None where it asks for none, or for several."""
    numbers = {whole_value(match[1] or match[2]) for match in _ASKED.finditer(question)}
    return numbers.pop() if len(numbers) == 1 else None


def numbered_item(
    number: int, topic: Topic, passages: Sequence[RankedPassage], reports: Mapping[str, Report]
) -> tuple[Report, int, int] | None:
    """The one item with that number in the best report, below the headings with most of the topic."""
    for report_id in dict.fromkeys(passage.report_id for passage in passages[:3]):
        report = reports[report_id]
        found = list(_items(report, number))
        if not found:
            continue
        shares = [topic.share(topic.found(" ".join(report.headings(start)))) for start, _ in found]
        best = [item for item, share in zip(found, shares, strict=True) if share == max(shares)]
        return (report, *best[0]) if len(best) == 1 else None
    return None


def _items(report: Report, number: int) -> Iterable[tuple[int, int]]:
    """The lines of a report that a number opens: as 第四条 where any is, else as 4. and （四）."""
    lines = [
        (block.start + match.start(), block.start + match.end())
        for block in report.blocks
        if block.kind is not BlockKind.TABLE
        for match in re.finditer(r"[^\n]*\S", report.text[block.start : block.end])
    ]
    named = [
        span for span in lines if (match := _WRITTEN.match(report.text, *span)) and whole_value(match[1]) == number
    ]
    return named or [span for span in lines if _opens_with(report.text, *span, number)]


def _opens_with(text: str, start: int, end: int, number: int) -> bool:
    if (match := _DIGITS.match(text, start, end)) is not None:
        return int(match[1]) == number
    mark = enumerator_at(text, start, end)
    return mark is not None and mark.depth == 1 and mark.number == number
