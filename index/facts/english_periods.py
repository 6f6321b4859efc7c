"""When an English clause speaks of: years, quarters, months, spans, and what a change is measured against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.facts.fact import Context, Period
from index.patterns import regex

_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_Y = r"(?:19|20)\d\d"
_FY = rf"(?:(?:fiscal|financial)(?:\s+year)?\s+|fy\s?)?{_Y}"
_DATE = rf"(?:(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+|\d{{1,2}}\s+(?:{_MONTHS})\s+|(?:{_MONTHS}),?\s+(?:of\s+)?)"
_ISO = rf"(?P<iso>{_Y}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![-\d])"
_AT = (
    r"(?:(?:by|at|as\s+of|until|through|before)\s+the\s+(?:end|close|start|beginning)\s+of\s+|in\s+the\s+year\s+|as\s+of\s+|up\s+to\s+"
    r"|(?:in|during|for|by|at|through|throughout|over|on|of)\s+)"
)
_SAME = r"(?:the\s+)?(?:same|corresponding)\s+(?:period|quarter|half|month|time)s?\s+(?:in\s+|of\s+)?"
_HELD = (
    r"(?:(?:compared|in\s+comparison)\s+(?:with|to)\s+|against\s+|relative\s+to\s+"
    r"|versus\s+|vs\.?\s+|than\s+(?:in\s+)?)"
)
_PART = (
    r"(?:the\s+)?(?:(?:first|second|third|fourth)\s+(?:quarter|half)|q[1-4]"
    r"|first\s+(?:three|six|nine)\s+months)\s+(?:of\s+)?"
)
_AGAINST = rf"(?:{_HELD}|from\s+|on\s+|over\s+)"
_BEFORE = (
    rf"(?:{_SAME})?(?:the\s+)?(?:year\s+before|previous\s+year|prior\s+year|preceding\s+year|last\s+year)"
    rf"|{_SAME}a\s+year\s+(?:earlier|ago|before)|(?:the\s+)?prior[-\s]year\s+(?:period|quarter)"
    r"|a\s+year\s+(?:earlier|ago|before)"
)
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}

_PATTERN = regex(
    rf"\b(?:(?P<yoy>year[-\s](?:on|over)[-\s]year|yoy|y/y|annually\s+compared)"
    rf"|(?:{_AT})?{_ISO}"
    rf"|{_AGAINST}(?:{_BEFORE})(?P<before>)"
    rf"|(?P<span>(?:from|between)\s+(?P<a>{_Y})\s+(?:to|and|through|until)\s+(?P<b>{_Y})|(?:{_AT})?(?P<c>{_Y})\s?[-–—]\s?(?P<d>{_Y}|\d\d)(?!\d))"
    rf"|(?:{_AT})?(?:the\s+)?(?P<count>three|six|nine|twelve|3|6|9|12)[-\s]months?(?:\s+period)?\s+(?:ended|ending|to)\s+(?:{_DATE})(?P<months>{_Y})"
    rf"|(?:{_AT})?(?:the\s+)?(?:first\s+)(?P<first>three|six|nine)\s+months(?:\s+of\s+(?:{_FY}|the\s+year))?(?P<months_behind>)"
    rf"|(?:{_AT})?(?:the\s+)?(?:fiscal\s+|financial\s+)?year\s+(?:ended|ending|to)\s+(?:{_DATE})(?P<ended>{_Y})"
    rf"|(?:{_AT})?(?:the\s+)?(?:(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)[-\s]quarter|q(?P<q>[1-4]))"
    rf"(?:\s+(?:of\s+)?(?:{_FY}|the\s+year))?(?P<quarter>)"
    rf"|(?:{_AT})?(?:the\s+)?(?:(?P<halfth>first|second)[-\s]half|h(?P<h>[12]))(?:\s+(?:of\s+)?(?:{_FY}|the\s+year))?(?P<half>)"
    rf"|(?:{_AGAINST}(?:{_SAME})?|{_HELD}{_PART})(?:the\s+)?(?:fy\s?|fiscal\s+(?:year\s+)?)?(?P<base>{_Y})(?:\s+(?:levels?|baseline|base))?"
    rf"|(?P<since>(?:since|after|subsequent\s+to)\s+(?:{_DATE})?(?P<since_year>{_Y}))"
    rf"|(?:{_AT})?(?:the\s+)?(?P<date>{_DATE})(?P<date_year>{_Y})"
    rf"|(?:{_AT})(?P<month>(?:\d{{1,2}}\s+)?(?:{_MONTHS})(?:\s+\d{{1,2}})?)(?!\s?\d)"
    rf"|(?:{_AT})?(?:the\s+)?(?:(?:fiscal|financial)(?:\s+year)?\s+|fy\s?|calendar\s+year\s+|year\s+)?(?P<year>{_Y})(?!\d|[,.]\d|s\b)(?:\s+alone)?"
    rf"|(?:{_AT})?(?:the\s+)?fy\s?['’]?(?P<short>\d\d)\b"
    rf"|(?:{_AT})?(?P<last>{_BEFORE})"
    rf"|(?:{_AT})?(?P<this>this\s+year|the\s+year(?:['’]s\s+end)?|year[-\s]end|the\s+end\s+of\s+the\s+year|year['’]s\s+end)(?!\s+(?:\w+ing|of)\b)"
    rf"|(?P<next>next\s+year))",
    re.IGNORECASE,
)


# The Inflation Reduction Act of 2022 is a name.
_LAW = regex(r"\b(?:Act|Law|Code|Treaty|Bill|Accord|Protocol|Convention|Amendments)\s+$")


@dataclass(frozen=True, slots=True)
class When:
    """A period at `[start, end)`: the time told of, or (`base`) the year that a change is measured against.

    `relative`: it is counted from the report's year.
    """

    start: int
    end: int
    period: Period | None
    base: int | None = None
    before: bool = False
    relative: bool = False  # "a year earlier"


def find_periods(text: str, context: Context) -> Iterator[When]:
    """The periods of a text, in order. Relative ones go by the report's year; where there is none they are none."""
    matches = (one for one in _PATTERN.finditer(text) if not _LAW.search(text, max(0, one.start() - 20), one.start()))
    found = [(match, _when(match, context.year)) for match in matches]
    for place, (match, when) in enumerate(found):
        behind, later = found[place + 1] if place + 1 < len(found) else (match, when)
        listed = text[match.end() : behind.start()].strip() in ("and", "or", ",")
        if listed and when.period and later.period and when.period.part and not re.search(_Y, match[0]):
            # "in the second quarter and first six months of 2024" is in the second quarter of 2024.
            when = replace(when, period=replace(when.period, first=later.period.first, last=later.period.last))
        yield when


def _when(match: re.Match[str], year: int | None) -> When:
    start, end = match.span()
    groups = match.groupdict()
    if groups["yoy"] or groups["before"] is not None:
        return When(start, end, None, before=True)
    if groups["base"]:
        return When(start, end, None, int(groups["base"]))
    if groups["last"] or groups["next"]:
        moved = None if year is None else year + (1 if groups["next"] else -1)
        return When(start, end, None if moved is None else Period(moved, moved, said=True), relative=True)
    if groups["this"]:
        return When(start, end, None)
    found = _years(match) or ((year, year) if year is not None else None)
    part = _part(groups)
    return When(start, end, None if found is None else Period(*found, part, said=True))


def _years(match: re.Match[str]) -> tuple[int, int] | None:
    groups = match.groupdict()
    if groups["a"]:
        return int(groups["a"]), int(groups["b"])
    if groups["c"]:
        last = groups["d"]
        return int(groups["c"]), int(last if len(last) == 4 else groups["c"][:2] + last)
    if groups["iso"]:
        return int(groups["iso"][:4]), int(groups["iso"][:4])
    if groups["short"]:
        return 2000 + int(groups["short"]), 2000 + int(groups["short"])
    years = re.findall(_Y, match[0])
    return (int(years[-1]), int(years[-1])) if years else None


def _part(groups: dict[str, str | None]) -> str:
    if count := groups["count"] or groups["first"]:
        return f"{COUNTS.get(count.lower(), count)}M"
    if groups["quarter"] is not None:
        return f"Q{groups['q'] or ORDINALS[str(groups['nth']).lower()]}"
    if groups["half"] is not None:
        return f"H{groups['h'] or ORDINALS[str(groups['halfth']).lower()]}"
    if groups["since"]:
        return "since"
    if told := groups["iso"]:
        _, month, day = told.split("-")
        return f"{int(day)} {_MONTHS.split('|')[int(month) - 1]}"
    if told := groups["date"] or groups["month"]:
        # "December 31" and "December" are two things, "31 December" and "December 31" one.
        return " ".join(sorted(set(re.findall(r"[a-z]+|\d+", told.lower().replace("st ", " "))) - {"of"}))
    return ""
