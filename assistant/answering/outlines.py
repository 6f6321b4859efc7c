"""The parts of a report that are listed by their headings or numbers, complete and in order, or not at all.

A run counts only if its numbers go 1, 2, 3 without a gap: a heading that the reading missed leaves one.
"""

import re

from assistant.answering.naming import trimmed
from assistant.answering.reply import Quote
from index.patterns import regex
from index.report import BlockKind, Report, Section
from index.structure.numbering import enumerator_at

_ITEM = regex(
    r"(?P<number>\d{1,2})[.．、](?!\d)\s*|(?P<han>[一二三四五六七八九十]{1,3})是(?!否)|[（(](?P<paren>\d{1,2})[)）]"
)
_AFTER = "：:；;。，,！\n"
_HAN = "一二三四五六七八九十"


def children(report: Report, section: Section) -> list[Quote]:
    """The headings right below a section; empty where a number is missing among them."""
    below = [child for child in report.sections if child.parent == section.number]
    numbers = [_number(report, child) for child in below]
    if len(below) < 2 or (any(numbers) and numbers != list(range(1, len(below) + 1))):
        return []
    if not any(numbers) and not all(_stands_alone(report, child) for child in below):
        return []  # 一年来，我们… that opens each paragraph is no heading
    return [trimmed(report, child.heading_start, child.heading_end) for child in below]


def listed_below(report: Report, section: Section) -> list[Quote]:
    """The list items that a section holds, where they are all that it holds."""
    inside = [
        block
        for block in report.blocks
        if section.heading_end <= block.start and block.end <= section.end and block.end > block.start
    ]
    items = [block for block in inside if block.kind is BlockKind.LIST_ITEM]
    return [trimmed(report, block.start, block.end) for block in items] if len(items) > 1 else []


def run_behind(report: Report, start: int) -> list[Quote]:
    """The items 1.…；2.… or 一是…；二是… that begin within the line at `start`, or in the lines behind it."""
    marks: list[re.Match[str]] = []
    style = ""
    for match in _ITEM.finditer(report.text, start):
        if match.start() > start and report.text[match.start() - 1] not in _AFTER:
            continue
        if marks and match.lastgroup != style:
            continue
        number = _value(match)
        if number == 1 and not marks:
            if match.start() - start > _NEAR:
                return []
            marks, style = [match], match.lastgroup or ""
        elif marks and number == len(marks) + 1 and match.start() - marks[-1].end() < _FAR:
            marks.append(match)
        elif marks:
            break
    if len(marks) < 2:
        return []
    return [_item(report, mark, following) for mark, following in zip(marks, [*marks[1:], None], strict=True)]


_NEAR = 4  # characters between the announcement and the first mark
_FAR = 1500


def _item(report: Report, mark: re.Match[str], following: re.Match[str] | None) -> Quote:
    """From the mark to the end of its first sentence or part."""
    end = re.compile(r"[；。！\n]|$").search(report.text, mark.end())
    stop = end.start() if end else len(report.text)
    if following is not None:
        stop = min(stop, following.start())
    return trimmed(report, mark.start(), stop)


def _value(match: re.Match[str]) -> int:
    if match["han"]:
        written = match["han"]
        if len(written) == 1:
            return _HAN.index(written) + 1
        return 10 + _HAN.index(written[1]) + 1 if written[0] == "十" else 0
    return int(match["number"] or match["paren"])


def _stands_alone(report: Report, section: Section) -> bool:
    return report.text[section.heading_end : section.heading_end + 1] in ("", "\n")


def _number(report: Report, section: Section) -> int | None:
    mark = enumerator_at(report.text, section.heading_start, section.heading_end)
    return mark.number if mark else None


def bare(report: Report, quote: Quote) -> Quote:
    """A heading without its number and its last mark: what a line of an answer says."""
    mark = enumerator_at(report.text, quote.start, quote.end)
    start = mark.end if mark else quote.start
    match = _ITEM.match(report.text, quote.start, quote.end)
    start = match.end() if match and not mark else start
    end = quote.end
    while end > start and report.text[end - 1] in "。；;，.":
        end -= 1
    return Quote(report, start, end) if start < end else quote


def top_level(report: Report) -> list[Section]:
    """The sections of the first level, without attachments and glossaries."""
    return [
        section
        for section in report.sections
        if section.parent == 0 and not re.match(r"附件|附录|名词|注释|释义|目录", report.heading(section))
    ]


def outline(report: Report) -> list[Quote]:
    """The headings of the first level, each followed by those below it, in order."""
    found: list[Quote] = []
    for section in top_level(report):
        found.append(trimmed(report, section.heading_start, section.heading_end))
        found.extend(children(report, section))
    return found
