"""The lines in front of a table: what they say that it is of, its unit, its period, names of columns left outside."""

import re
from collections.abc import Sequence

from index.ledger.amounts import UnitHint, hint_of, is_unit_line, merged, without_units
from index.ledger.entry import Span
from index.ledger.times import Times
from index.patterns import regex
from index.report import BlockKind, Report

# A statement's head can be long: company, name, unit, "(unaudited)", "ASSETS", "Current assets:".
_MOST_LINES = 7
_LONGEST_LINE = 120
# Of a longer paragraph the last sentence speaks of the table.
_LONGEST_INTRODUCTION = 400
# "The components of X were as follows", "The following table outlines X"; what is said of X behind a comma is left out.
_INTRODUCED = (
    regex(
        r"(?:the\s+)?(?:(?:components|details|changes|activity|summary|carrying amount)\s+(?:of|in)\s+)*(?:the\s+)?"
        r"(?P<what>.{4,120}?)(?:,.*?)?\s+(?:was|were|is|are)\s+(?:as\s+follows|summarized|presented|shown)",
        re.IGNORECASE,
    ),
    regex(
        r"the\s+following\s+(?:tables?\s+)?(?:is|are|outlines?|shows?|sets?\s+forth|presents?|summarizes|reconciles"
        r"|provides|details|reflects|discloses)\s+"
        r"(?:(?:a\s+)?(?:summary|the\s+(?:components|changes|details))\s+(?:of|in)\s+)?(?:the\s+)?(?P<what>[^,:]{4,120})",
        re.IGNORECASE,
    ),
    regex(r"the\s+following\s+(?P<what>(?!tables?\b)[^,:]{4,80})", re.IGNORECASE),
)
# Over a statement: whose it is and who signed the one before.
_PREPARED_BY = regex(r"(?:编制|报送|填报)单位\s*[:：]|(?:公司|企业|单位)?(?:法定代表人|负责人)\s*[:：]")
_ROLES = regex(r"\b(?:Results?|Actuals?|Targets?|Goals?|Budget|Baseline)\b|实际|目标|预算|计划")
_BARE_YEAR = regex(r"(?<![\d.])(?:19|20)\d\d[AEFP]?(?![\d.年A-Za-z])")
_LONGEST_BESIDE = 20
_DANGLING = regex(
    r"(?:[\s,]+(?:and|or|during|of|in|for|at|as|the|(?:fiscal\s+)?years?|three- and nine-month periods?):?)+\s*:?$",
    re.IGNORECASE,
)


def introduction(report: Report, number: int) -> list[str]:
    """The lines in front of a table that may name it, the nearest last; those of the table that it goes on with."""
    lines: list[str] = []
    at = number - 1
    while at >= 0 and report.blocks[at].kind is BlockKind.TABLE and not lines:
        at -= 1  # a second table without words between lies under the same lines
    while at >= 0 and len(lines) < _MOST_LINES and report.blocks[at].kind is not BlockKind.TABLE:
        block = report.blocks[at]
        text = " ".join(report.text[block.start : block.end].split())
        if lines and (text.endswith((".", "。", "；")) or (len(lines) > 3 and len(text) > _LONGEST_LINE)):
            break
        if len(text) > _LONGEST_INTRODUCTION:
            text = re.split(r"(?<=[.。；])\s*(?=[A-Z\u4e00-\u9fff])", text)[-1]
        lines.insert(0, text)
        if text.endswith((".", "。")):
            break
        at -= 1
    return lines


def leading_group(lines: Sequence[str]) -> str:
    """The name of the first rows, where a PDF leaves it outside the table: "(In millions) Revenue:".

    Or the beginning of the first row's label, which then goes on in small letters.
    """
    line = without_units(lines[-1]) if lines else ""
    if any(one.search(line) for one in _INTRODUCED):
        return ""
    whole = (
        not line.endswith((":", ".", ";", "。", "：", "；")) and line[:1].isupper() and 8 < len(line) <= _LONGEST_LINE
    )
    return line if (line.endswith(":") and len(line) < 50) or whole else ""


def caption_unit(lines: Sequence[str]) -> UnitHint:
    """What the lines say of units; sentences tell of other things than the table."""
    hint = UnitHint()
    for line in reversed(lines):
        if not line.endswith((".", "。")):
            hint = merged(hint, hint_of(line))
    return hint


def title_of(lines: Sequence[str], times: Times) -> str:
    """What the lines in front of the table say that it is of; "" where they say only when and in what unit."""
    for line in reversed(lines):
        if is_unit_line(line) or _PREPARED_BY.match(line):
            continue
        for pattern in _INTRODUCED:
            if match := pattern.search(without_units(line)):
                return _DANGLING.sub("", times.find(match["what"])[1]).strip(" ,")
        told = _DANGLING.sub("", times.find(without_units(line))[1]).strip(" ,.;:：，。")
        if told and len(told) <= 120 and not line.rstrip('”"’)）').endswith((".", "。")):
            return re.sub(r"^(?:表|图|Table|Exhibit)\s*[\d.\-一二三四五六七八九十]+\s*", "", told)
    return ""


def period_of(lines: Sequence[str], times: Times) -> Span | None:
    """The one period that the lines in front of the table tell; None where they tell none, or several."""
    for line in reversed(lines):
        spans = list(dict.fromkeys(times.all(without_units(line))))
        if spans:
            return spans[0] if len(spans) == 1 else None
    return None


def outside_names(lines: Sequence[str], count: int, times: Times, room: int = 0) -> tuple[str, ...]:
    """Names of `count` columns that stand as lines in front of the table: "April 30, May 1," over "2023 2022".

    `room` is how many columns there are beside the labels': the last of those named may hold no figures.
    """
    roles = _roles(lines, count, room)
    if roles and (told := _times_in_line(lines, count, times, room)):
        return tuple(f"{time} {role}" for time, role in zip(told, roles, strict=True))
    return _dated(lines, count) or _times_in_line(lines, count, times, room)


def _times_in_line(lines: Sequence[str], count: int, times: Times, room: int) -> tuple[str, ...]:
    """FY 2009 FY 2010 FY 2011 Met/Not Met: a line of times and little else."""
    for line in reversed(lines[-5:]):
        plain = without_units(line)
        years = _BARE_YEAR.findall(plain)  # 主要财务数据及预测 2022 2023 2024E: what is estimated stays so
        fits = count >= 2 and (len(years) == count or count < len(years) <= room)
        if fits and len(_BARE_YEAR.sub("", plain).strip()) <= _LONGEST_BESIDE:
            return tuple(years[:count])
        spans = times.all(plain)
        if (
            count >= 2
            and (len(spans) == count or count < len(spans) <= room)
            and len(times.find(plain)[1]) <= _LONGEST_BESIDE
        ):
            return tuple(span.first for span in spans[:count]) if all(span.is_year for span in spans) else ()
    return ()


def _roles(lines: Sequence[str], count: int, room: int) -> tuple[str, ...]:
    """Results Results Target: what each column is, in a line."""
    for line in reversed(lines[-5:]):
        roles = _ROLES.findall(line)
        if count >= 2 and (len(roles) == count or count < len(roles) <= room):
            return tuple(roles[:count])
    return ()


def _dated(lines: Sequence[str], count: int) -> tuple[str, ...]:
    years: list[str] = []
    days: list[str] = []
    head = ""
    for line in lines[-4:]:
        plain = without_units(line)
        found = re.findall(r"\b(?:19|20)\d\d\b", plain)
        months = re.findall(r"[A-Z][a-z]{2,8}\.? \d{1,2},", plain)
        if len(found) == count and re.fullmatch(r"(?:(?:19|20)\d\d\s*)+.{0,40}", plain):
            years = found
        elif (
            len(months) == count
            and not re.sub(r"[A-Z][a-z]{2,8}\.? \d{1,2},\s*(?:(?:19|20)\d\d)?|\b[A-Z][a-z]+\b", "", plain).strip()
        ):
            days = [f"{day} {year}" for day, year in zip(months, found or [""] * count, strict=False)]
        elif match := re.search(r"(?:three|six|nine|twelve) months ended|year ended", plain, re.IGNORECASE):
            head = match[0]
    if count < 2 or not (years or (days and days[0][-4:].isdigit())):
        return ()
    if years and days:
        return tuple(f"{head} {day.strip()} {year}".strip() for day, year in zip(days, years, strict=True))
    return tuple(f"{head} {one}".strip() for one in (days or years))
