"""Whether a section looks back or plans, and of which years it speaks: by its heading, else by its own words."""

from dataclasses import replace

from index.patterns import regex
from index.report import Part, Section
from index.structure.headings import is_closing
from index.text.years import find_years, relative_years

_REVIEW = regex(
    r"回顾|总结|成就|成绩|成效|过去|去年|[一三四五]年来|执行情况|完成情况|进展情况|取得|伟大胜利|工作情况|决算"
)
_PLAN = regex(
    r"目标|任务(?!完成)|安排|今年|今后|展望|总体要求|部署|建议|重点工作|工作重点|下一步|下一阶段|未来|打算|工作思路|方针"
    r"|主要措施|预期|努力方向|预算(?!.{0,4}执行)|而(?:奋斗|努力)$"
)
# Where a first-level heading leaves it open, the section's own words count: at least 5 of one kind, 3 to 1.
_LOOKS_BACK = regex(r"去年|[一五三]年来|比上年|过去[一五]年|增长了|实现了|取得了|完成了|提高到|超过了")
_LOOKS_AHEAD = regex(
    r"今年[^以]|今后|力争|争取|确保|预期目标|将(?:继续|进一步|重点|全面)|要(?:继续|进一步|坚持|切实|大力|认真)"
)
# A section that speaks of a whole term, though its heading names no years: "本届政府工作回顾过去五年,是…".
_TERM = regex(r"的(?P<count>[五三])年$|(?:过去|近|这)(?:的)?[五三]年|[五三]年来")
_TERM_NAMED = regex(r"本届|任期")
_OPENING = 40
_JOINED = regex(r"以及|暨|和|与|與|及|、|；|，|,")
# In a section of a year and a term, what opens with these speaks of the term.
_OF_THE_TERM = regex(r"[五5]年来|[五5]年間|[五5]年间|过去[五5]年|[五5]年的?|[“\"]?十[一二三四五六]五")
_NUMBERING = "（）()、.．　 \n0123456789一二三四六七八九十"
_PLAINLY, _CLEARLY = 5, 3
_TITLE_CHARACTERS, _TITLE_LINES, _LONGEST_TITLE = 300, 2, 60
_BULLETIN = regex(
    r"(?:统计|状况|質量|质量|资源|监测|普查)公报|决算报告|决算(?:情况)?的?报告|部门决算|审计工作报告|审计结果"
)
_WITH_PLANS = regex(r"草案|(?<!公共)预算(?!执行)|计划(?!执行)|安排|政府工作报告")
_WORK_REPORT = regex("政府工作|各位代表|代表国务院|人民代表大会")


def with_time(text: str, sections: list[Section], report_year: int | None) -> tuple[Section, ...]:
    """The sections of a text, in order, each with its part (review or plan) and the years that it speaks of."""
    only_back = report_year is not None and _only_looks_back(text)
    timed: list[Section] = [sections[0]]
    work_report = report_year is not None and _WORK_REPORT.search(text[:1500]) is not None
    planned = False
    terms: dict[int, tuple[int, ...]] = {}
    for section in sections[1:]:
        parent = timed[section.parent or 0]
        heading = text[section.heading_start : section.heading_end]
        named = find_years(heading)
        part, open_ended = (parent.part, False) if parent.part else _part(heading, named, report_year, work_report)
        if open_ended and section.level == 1 and work_report and not is_closing(heading):
            part = Part.PLAN if planned else _part_of_body(text[section.heading_end : section.end])
        if open_ended and only_back and not is_closing(heading):
            part = Part.REVIEW
        both_ways = not part and not open_ended and parent.part is None
        planned = planned or (section.level == 1 and (part is Part.PLAN or both_ways))
        opening = text[section.heading_end : section.heading_end + _OPENING]
        said = terms.get(parent.number, ())
        years, term = _years(heading, opening, named, part, parent, report_year, said, only_back)
        terms[section.number] = term
        if part is Part.REVIEW and section.level == 1 and report_year and not named and not term:
            years = _term(heading, opening, report_year) or years
        timed.append(replace(section, part=part, years=years))
    if only_back and report_year is not None:
        # What stands before the first heading; the sections have their own.
        timed[0] = replace(timed[0], part=Part.REVIEW, years=(report_year,))
    return tuple(timed)


def _only_looks_back(text: str) -> bool:
    """Whether a text is a bulletin, final accounts or an audit: of a year that is over, without plans of its own."""
    lines = [line.strip() for line in text[:_TITLE_CHARACTERS].splitlines()]
    opening = "\n".join([line for line in lines if line and len(line) <= _LONGEST_TITLE][:_TITLE_LINES])
    return _BULLETIN.search(opening) is not None and _WITH_PLANS.search(opening) is None


def _part(
    heading: str, named: tuple[int, ...], report_year: int | None, opens_its_year: bool
) -> tuple[Part | None, bool]:
    """Which way a heading looks, and whether it leaves that open; one that looks both ways does not."""
    back, ahead = _REVIEW.search(heading) is not None, _PLAN.search(heading) is not None
    if back and ahead:
        return None, False
    if not back and not ahead and report_year and len(named) == 1:
        # A bulletin's or an annual report's own year is over; only a work report opens the year that it names.
        own_is_over = not opens_its_year and named[0] == report_year
        back, ahead = named[0] < report_year or own_is_over, named[0] >= report_year and not own_is_over
    if back or ahead:
        return (Part.REVIEW if back else Part.PLAN), False
    return None, True


def _part_of_body(body: str) -> Part | None:
    back, ahead = len(_LOOKS_BACK.findall(body)), len(_LOOKS_AHEAD.findall(body))
    if ahead >= max(_PLAINLY, _CLEARLY * back):
        return Part.PLAN
    return Part.REVIEW if back >= max(_PLAINLY, _CLEARLY * ahead) else None


def _term(heading: str, opening: str, report_year: int) -> tuple[int, ...]:
    """The years of the term that a review speaks of, where heading or first words say so."""
    if named := _TERM.search(heading):
        return relative_years(f"{named['count']}年来" if named["count"] else named[0], report_year)
    if _TERM_NAMED.search(heading) and _TERM.search(opening):
        return relative_years(opening, report_year)
    return ()


def _years(
    heading: str,
    opening: str,
    named: tuple[int, ...],
    part: Part | None,
    parent: Section,
    report_year: int | None,
    term: tuple[int, ...],
    only_back: bool,
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The years that a section speaks of, and the term that it speaks of beside them.

    "2025年和“十四五”时期工作回顾" names a year and a term. Its sentences say which they mean, those that do not mean
    the year; a subsection that opens with the term means the term. `term` is the parent's.
    """
    year, beside = _year_and_term(heading, report_year)
    if year:
        return year, beside
    if named:
        return named, ()
    if term and any(_OF_THE_TERM.match(said.lstrip(_NUMBERING)) for said in (heading, opening)):
        return term, ()
    if report_year:
        if relative := relative_years(heading, report_year):
            return relative, ()
        if not parent.years and part:
            # A work report reviews the year before; a bulletin tells of the year in its title.
            return ((report_year - 1,) if part is Part.REVIEW and not only_back else (report_year,)), ()
    return parent.years, term


def _year_and_term(heading: str, report_year: int | None) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The one year and the term of several years that a heading names side by side; empty where it does not."""
    pieces = [piece for piece in _JOINED.split(heading) if piece]
    periods = [find_years(piece) or (relative_years(piece, report_year) if report_year else ()) for piece in pieces]
    single = {period for period in periods if len(period) == 1}
    several = {period for period in periods if len(period) > 1}
    if len(single) == 1 and len(several) == 1:
        return single.pop(), several.pop()
    return (), ()
