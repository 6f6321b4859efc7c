"""When: the date as a report writes it, in the clause that says what was asked about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.excerpts import Excerpt, asked_of, clauses_quoted, one_that_fits
from assistant.answering.need import folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply, ReplyCell, ReplyTable
from assistant.messages import message
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.regions import english_region

_OF_THE_REPORT = regex(
    r"(?:工作)?报告(?:是|在|什么时候|何时|哪|几|于|的)?.{0,10}(?:作|做|发表|宣读|提交)|(?:作|做).{0,4}(?:工作)?报告"
    r"|\b(?:deliver|give|gave|present)(?:ed)?\b.{0,40}\breports?\b|\breports?\b.{0,30}\b(?:delivered|given|presented)\b"
)
_HEAD_LENGTH = 1_500
_LONGEST_DATE = len("September 30, 2026")
_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = regex(
    rf"(?P<span>{_YEAR[:-1]}年?\s?(?:—|-|–|~|至|到)+\s?{_YEAR})"
    rf"|(?P<day>(?:{_YEAR}|今年|去年|上年|当年)?\s?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号](?:前|起|之前)?)"
    rf"|(?P<month>(?:{_YEAR}|今年|去年|上年|当年)?\s?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份|底前?|末|初|中旬|上旬|下旬)?前?)(?![\d月])"
    rf"|(?P<part>(?:{_YEAR}|今年|去年|明年)?(?:上半年|下半年|[一二三四]季度|第[一二三四]季度|年底前?|年末|(?<![一二两三四五六七八九十几\d])年内|“五一”前?|“十一”前?|国庆前|春节前))"
    rf"|(?P<year>{_YEAR}(?:底前?|末|初|前)?)"
    rf"|(?P<english>(?:(?:early|late|mid-?|spring|summer|autumn|winter|the (?:end|summer|spring|autumn) of) )?"
    rf"(?:\d{{1,2}} )?"
    rf"(?:{_MONTHS}) (?:\d{{1,2}},? )?(?:(?:19|20)\d\d)?"
    r"|(?:the )?(?:end|summer|spring|autumn|winter|beginning) of (?:19|20)\d\d|\b(?:19|20)\d\d\b)",
)
ASKS_DAY = regex(r"哪一?天|几号|哪日|几日|什么日子|(?:what|which) (?:day|date)")
_ASKS_MONTH = regex(r"几月|哪个?月|几月底|(?:what|which) month")
_ASKS_SPAN = regex(r"哪几年|哪些年|从哪年到")
_ASKS_YEAR = regex(r"哪一?年|哪个年|(?:what|which) year")
_UNTIL = regex(r"到(?:了)?(?:哪|几|什么时候)")
_BEFORE = regex(r"(?:什么时候|什么时间|何时|哪天|几月几?[日号底]?)(?:之?前|以前)")


@dataclass(frozen=True, slots=True)
class _Date:
    start: int
    end: int
    kind: str
    text: str


def date(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The date of what is asked, as written; without a badge where a sentence has the words and no such date."""
    question = folded(understanding.question)
    if _OF_THE_REPORT.search(question):
        return given_on(understanding, reports) or _of_the_report(understanding, reports)
    asked = read_needs(understanding, reports)

    def fitting(one: Excerpt) -> list[Line]:
        dates = _fitting(question, one, understanding.years)
        return [Line(each.text, (clauses_quoted(one, each.start, each.end),)) for each in dates]

    def nearly(one: Excerpt) -> Line | None:
        lines = fitting(one)
        return lines[0] if len(lines) == 1 else None

    return one_that_fits(asked, reports, understanding, fitting, nearly)


def report_dates(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """On what day each of the places asked about gave its report; None where that isn't what is asked."""
    asks = _OF_THE_REPORT.search(folded(understanding.question)) is not None
    return _of_the_report(understanding, reports) if asks else None


def _fitting(question: str, one: Excerpt, years: Sequence[int]) -> list[_Date]:
    """The dates of an excerpt in the asked granularity; those that the question itself names are none."""
    dates = [each for each in _dates(one) if _fits(question, each) and not _known(question, each, years)]
    if len(dates) > 1 and _UNTIL.search(question):
        reached = [each for each in dates if one.report.text[each.start - 1] in "到至"]
        dates = reached or dates
    if len(dates) > 1 and _BEFORE.search(question):
        dates = [each for each in dates if each.text.endswith("前")] or dates
    return dates


def _dates(one: Excerpt) -> Iterator[_Date]:
    """The dates of the excerpt, and one alone in the clause before it; of a glossary's line those of its sentence."""
    text = one.report.text
    start, end = one.start, one.end
    before = [clause for clause in one.clauses if clause[1] <= start]
    if before and _DATE.fullmatch(text[before[-1][0] : before[-1][1]].strip("，, 从自于在")):
        start = before[-1][0]
    if text[one.end - 1] in "：:":
        end = one.last
    # An English clause may end at the comma of March 4, 2022.
    lead = max(one.first, start - _LONGEST_DATE) if one.report.metadata.language == "en" else start
    for match in _DATE.finditer(text, lead, end):
        if match.end() <= start:
            continue
        yield _Date(match.start(), match.end(), str(match.lastgroup), match[0].strip())


def _fits(question: str, each: _Date) -> bool:
    if each.kind == "english":
        month = re.search(_MONTHS, each.text) is not None
        if ASKS_DAY.search(question):
            return month and re.search(r"\b\d{1,2}\b", each.text) is not None
        return month or not _ASKS_MONTH.search(question)
    if _ASKS_SPAN.search(question):
        return each.kind == "span"
    if ASKS_DAY.search(question):
        return each.kind == "day"
    if _ASKS_MONTH.search(question):
        dated = not _ASKS_YEAR.search(question) or re.match(_YEAR, each.text) is not None
        return each.kind in ("month", "day") and dated
    if _ASKS_YEAR.search(question):
        return re.match(_YEAR, each.text) is not None and each.kind != "span"
    return True


def _known(question: str, each: _Date, years: Sequence[int]) -> bool:
    """Whether a date says no more than the question."""
    if each.text in question:
        return True
    return each.kind in ("year", "english") and each.text.strip().rstrip("年") in {str(year) for year in years}


def _of_the_report(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The day in the dateline of the one report that is asked of, or of each of several places named."""
    asked = read_needs(understanding, reports)
    who = [
        need
        for need in asked.needs
        if not re.fullmatch("政府|工作|报告|工作报告|工做|总理|省长|主席|市长|县长", need.text)
    ]
    found: dict[str, tuple[str, Line]] = {}
    years = set(understanding.years)
    for report in (report for part in asked_of(understanding, reports)[:1] for report in part):
        metadata = report.metadata
        if metadata.delivered is None or (years and metadata.year not in years):
            continue
        head = re.sub(r"\s", "", folded(report.text[:_HEAD_LENGTH]))  # a name of two letters is set apart: 李　强
        several = len(understanding.scope.regions) > 1  # they are what tells the reports apart
        if not asked.english and not several and not all(need.in_text(head) for need in who):
            continue
        if (quote := _dateline(report, metadata.delivered)) is not None:
            found[report.report_id] = metadata.region or metadata.title, Line(_day_in(quote), (quote,))
    if len(understanding.scope.regions) > 1 and len({owner for owner, _ in found.values()}) == len(found) > 1:
        return _of_each(tuple(found.values()), understanding)
    return Reply(lines=tuple(line for _, line in found.values())) if len(found) == 1 else None


# 哪几个省是1月13日作的报告: whose reports were given on a day.
_WHOSE = re.compile(
    r"哪[些几]?[一几两三四五六七八九十]*个?(?:省|地|份|市|区)"
    r"|\b(?:which|what) (?:\w+ )?(?:provinces?|regions?|reports?)\b"
)
_ON_A_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")


def given_on(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The places whose reports were given on the day that a question names, in the newest year of those days."""
    question = folded(understanding.question)
    day = _ON_A_DAY.search(question)
    if day is None or not _WHOSE.search(question) or not _OF_THE_REPORT.search(question):
        return None
    ending = f"-{int(day['month']):02}-{int(day['day']):02}"
    given = [one for one in reports if (one.metadata.delivered or "").endswith(ending)]
    years = understanding.years or ((max(one.metadata.year or 0 for one in given),) if given else ())
    lines = []
    for report in given:
        delivered = report.metadata.delivered or ""
        owner = report.metadata.region
        if owner and report.metadata.year in years and (quote := _dateline(report, delivered)) is not None:
            text = message(understanding.language, "label.value", name=owner, value=_day_in(quote))
            lines.append(Line(text, (quote,), (_day_in(quote),)))
    return Reply(lines=tuple(lines)) if lines else None


def _of_each(found: Sequence[tuple[str, Line]], understanding: Understanding) -> Reply:
    """A row for each place, in the order of the question."""
    order = understanding.scope.regions
    rows = sorted(found, key=lambda row: order.index(row[0]) if row[0] in order else len(order))
    language = understanding.language
    names = [english_region(owner) if language == "en" else owner for owner, _ in rows]
    lines = (
        replace(line, text=message(language, "label.value", name=name, value=line.text), quoted=(line.text,))
        for name, (_, line) in zip(names, rows, strict=True)
    )
    cells = (ReplyCell(at, 0, line.text, line.quotes[0]) for at, (_, line) in enumerate(rows))
    return Reply(lines=tuple(lines), table=ReplyTable((message(language, "date.day"),), tuple(names), tuple(cells)))


def _dateline(report: Report, delivered: str) -> Quote | None:
    """The line in the report's head that writes the day on which it was given."""
    year, month, day = (int(part) for part in delivered.split("-"))
    written = re.compile(
        rf"{year}\s?(?:年|[-./])\s?0?{month}\s?(?:月|[-./])\s?0?{day}(?!\d)日?|(?:{_MONTHS}) {day},? {year}"
    )
    if match := written.search(report.text, 0, _HEAD_LENGTH):
        start = report.text.rfind("\n", 0, match.start()) + 1
        end = report.text.find("\n", match.end())
        return Quote(report, start, end if end > 0 else len(report.text))
    return None


def _day_in(quote: Quote) -> str:
    match = re.search(
        rf"(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日?|(?:{_MONTHS}) \d{{1,2}},? \d{{4}}"
        r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}",
        quote.text,
    )
    return match[0] if match else quote.text
