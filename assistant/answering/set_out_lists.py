"""Lists that a report sets out: below a heading, in a glossary, as numbered items, or behind a colon.

Each gives the quotes of all the things, or none.
"""

import re
from collections.abc import Sequence

from assistant.answering.definitions import glossary, is_head
from assistant.answering.enumerations import clauses, enumerations
from assistant.answering.focus import plain
from assistant.answering.occurrences import occurrences
from assistant.answering.outlines import bare, run_behind
from assistant.answering.reply import Quote
from assistant.answering.summaries import section_items
from assistant.answering.wanted_list import COUNTED, WantedList, share_said
from index.patterns import regex
from index.report import Report
from index.text.numerals import whole_value

_ANNOUNCES = regex(r"(?<=[。！；\n，,])(?P<name>[^。！；\n，,：:]{4,30})(?:是|为|有|包括)?[：:]")


def below_a_heading(report: Report, wanted: WantedList) -> list[Quote]:
    """What stands below the one heading that has the question's words."""
    runs: list[list[Quote]] = []
    for section in report.sections[1:]:
        heading = report.heading(section)
        if not all(occurrences(heading, word) for word in wanted.words):
            continue
        items = section_items(report, section)
        own = COUNTED.search(re.sub(r"\d{4}年", "", heading))
        said = {wanted.number, whole_value(own["number"]) if own else None} - {None}
        if items and said <= {len(items)}:
            runs.append(items)
    return runs[0] if len(runs) == 1 else []


def in_a_glossary(report: Report, wanted: WantedList) -> list[Quote]:
    """What the entry of that name enumerates."""
    for entry in glossary(report):
        name = re.sub(r"^\d{4}年", "", entry.head)
        own = COUNTED.search(name)
        named = is_head(name, "".join(wanted.words)) or (
            own is not None
            and wanted.number == whole_value(own["number"])
            and wanted.noun
            and plain(own["noun"]) == plain(wanted.noun)
            and all(occurrences(entry.text, word) for word in wanted.beside)
        )
        if not named and own is not None and wanted.number == whole_value(own["number"]):
            named = plain(name) == plain("".join((*wanted.beside, own[0]))) and plain(own["noun"]) == plain(wanted.noun)
        if not named:
            continue
        start = entry.start + len(entry.head)
        found = [each for each in enumerations(report.text, start, entry.end) if each.members]
        fitting = [each for each in found if wanted.number is None or len(each.members) == wanted.number]
        if len(fitting) == 1 and (wanted.number is not None or len(found) == 1):
            return [Quote(report, *member) for member in fitting[0].members]
    return []


def numbered_items(report: Report, wanted: WantedList) -> list[Quote]:
    """The numbered items behind the sentence that announces them: 今年办好11件民生实事：1.…；2.…"""
    runs: list[list[Quote]] = []
    noun = wanted.noun or max(wanted.words, key=len)
    for _, end in occurrences(report.text, noun):
        colon = re.compile(r"[^。；！\n，：]{0,20}[：:。]\s*").match(report.text, end)
        if colon is None:
            continue
        line = report.text.rfind("\n", 0, end) + 1
        before = report.text[line:end]
        own = list(COUNTED.finditer(before[-len(noun) - 6 :]))
        items = run_behind(report, colon.end())
        said = {wanted.number, whole_value(own[-1]["number"]) if own else None} - {None}
        near = all(occurrences(report.text[line : colon.end()], word) for word in wanted.beside)
        if len(items) > 1 and said == {len(items)} and near:
            runs.append([bare(report, item) for item in items])
    return runs[0] if len(runs) == 1 else []


# A line of a list whose items have lines of their own behind them: who is in charge, how much by when.
_NUMBERED_LINE = regex(r"^\s*(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]\s*(?P<item>\S.{2,60}?)[。；;]?\s*$")
_LINES_BETWEEN = 8


def below_a_line(report: Report, wanted: WantedList) -> list[Quote]:
    """The numbered lines behind the line that is the list's name, as many as it says: 2025年10件惠民实事."""
    runs: list[list[Quote]] = []
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", report.text)]
    for place, (start, end) in enumerate(lines):
        name = report.text[start:end].strip()
        own = COUNTED.search(re.sub(r"\d{4}年", "", name))
        if len(name) > 30 or own is None or not all(occurrences(name, word) for word in wanted.words):
            continue
        count = whole_value(own["number"])
        items = _numbered_lines(report, lines[place + 1 :], count)
        if {wanted.number, count} - {None} == {len(items)}:
            runs.append(items)
    return runs[0] if len(runs) == 1 else []


def _numbered_lines(report: Report, lines: Sequence[tuple[int, int]], count: int) -> list[Quote]:
    """The lines numbered from one to `count`, few others between them."""
    items: list[Quote] = []
    between = 0
    for start, end in lines:
        match = _NUMBERED_LINE.match(report.text[start:end])
        if match is not None and whole_value(match["number"]) == len(items) + 1:
            items.append(Quote(report, start + match.start("item"), start + match.end("item")))
            between = 0
        else:
            between += 1
        if len(items) == count or between > _LINES_BETWEEN:
            break
    return items


def announced_clauses(report: Report, wanted: WantedList) -> list[Quote]:
    """The parts between semicolons of the sentence that the question's words announce: 努力方向是：甲；乙；丙。"""
    runs: list[list[Quote]] = []
    for match in _ANNOUNCES.finditer(report.text):
        if not all(share_said(match["name"], word) == 1 for word in wanted.words):
            continue
        end = re.compile(r"[。！\n]|$").search(report.text, match.end())
        spans = list(clauses(report.text, match.end(), end.start() if end else match.end(), "；"))
        if len(spans) > 1 and wanted.number in (None, len(spans)):
            runs.append([Quote(report, *span) for span in spans])
    return runs[0] if len(runs) == 1 else []
