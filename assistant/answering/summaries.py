"""The outline of a report or of the part that is asked for: its headings, its targets or its admitted difficulties.

Each line is a passage of the report, all of them are shown, in order. A number in the question (九项重点任务) must be
theirs, else another list was meant.
"""

import re
from collections.abc import Callable, Sequence

from assistant.answering.admissions import difficulties, targets
from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import units
from assistant.answering.focus import asked_years, plain
from assistant.answering.naming import trimmed
from assistant.answering.outlines import bare, children, listed_below, outline, top_level
from assistant.answering.own_reports import own_reports_else_all
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.themes import headed_by, theme_of, themed
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part, Report, Section
from index.structure.issuers import short_name
from index.text.folding import simplified
from index.text.numerals import whole_value

ASKS_DIFFICULTIES = pattern("asks_difficulties")
_ASKS_TARGETS = pattern("asks_targets")
_ASKS_PLAN = pattern("asks_plan")
_ASKS_REVIEW = pattern("asks_review")
# Whether targets were met, or how they changed, is no list of them.
_ASKS_MORE = pattern("asks_more")
_ASKS_WHOLE = pattern("asks_whole")
_FEW = 6  # sentences of a part that are shown whole
_COUNT = regex(
    r"(?<![\d第])(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个方面|方面|[个项条大件]|点)(?!月|季度)(?:的?“?(?P<word>[聚坚着全大持深加奋]\w)”?)?"
    r"|(?P<plain>[一二三四五六七八九十]{1,3})项(?![）)]|$)|[（(](?P<remark>[一二三四五六七八九十\d]{1,3})[项个条][)）]"
)
_LISTED = regex(
    r"从([^，。？\s从]{2,6}(?:、[^，。、？\s]{2,6}?)+)(?=[一二两三四五六七八九十\d]{1,2}(?:个)?方面|等?方面)"
)
_DASHED = regex(r"(?:^|\n)\s*——\s*(?P<text>[^\n。；]+)")


def summaries(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The part of the one report that the question asks to be summed up; None where report or part isn't plain."""
    text = simplified(understanding.question)
    if ASKS_DIFFICULTIES.search(text):
        return admitted(understanding, reports)
    if _ASKS_TARGETS.search(text):
        if _ASKS_MORE.search(text):
            return None
        report = one_report(understanding, reports, of_next_year=False)
        return _reply(targets(report)) if report else None
    plan, review = bool(_ASKS_PLAN.search(text)), bool(_ASKS_REVIEW.search(text))
    if _of_a_theme(understanding):
        return None
    if plan and not review:
        report = one_report(understanding, reports, of_next_year=False)
        return (_reply(_headings(report, Part.PLAN, text)) or _short_part(report, Part.PLAN, text)) if report else None
    if review and not plan:
        report = one_report(understanding, reports, of_next_year=True)
        return _reply(_dashed(report, text) or _headings(report, Part.REVIEW, text)) if report else None
    if _ASKS_WHOLE.search(text) and not plan and not _names_a_part(understanding):
        report = one_report(understanding, reports, of_next_year=False)
        return _reply([bare(report, quote) for quote in outline(report)]) if report else None
    return None


def themes(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """What the one report says of the theme that the question asks to be summed up; None where it names none."""
    return _on_a_theme(understanding, reports, themed)


def headed_themes(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The same where one of its paragraphs opens with the theme; None elsewhere."""
    return _on_a_theme(understanding, reports, headed_by)


def _on_a_theme(
    understanding: Understanding,
    reports: Sequence[Report],
    sentences: Callable[[Understanding, Report, Part | None], list[Quote]],
) -> Reply | None:
    if not _of_a_theme(understanding):
        return None
    part = _part_said(understanding)
    report = one_report(understanding, reports, of_next_year=part is Part.REVIEW)
    if report is None and part is None:
        report = one_report(understanding, reports, of_next_year=True)  # 去年: the next year's report looks back on it
    quotes = sentences(understanding, report, part_asked(understanding, report)) if report else []
    if quotes and report is not None and (number := _NUMBERED_PART.search(understanding.question)) is not None:
        section = report.section_at(quotes[0].start)
        if number[0] in report.heading(section):  # 第三章讲什么: what it is called comes first
            quotes = [Quote(report, section.heading_start, section.heading_end), *quotes]
    # One sentence below a heading of its own is all that is said; one of many is not.
    return _lines(quotes) if sentences is headed_by else _reply(quotes)


_NUMBERED_PART = regex("第[一二三四五六七八九十百\\d]{1,4}(?:章|节|编|部分|篇)")


def _part_said(understanding: Understanding) -> Part | None:
    text = simplified(understanding.question)
    plan, review = _ASKS_PLAN.search(text) is not None, _ASKS_REVIEW.search(text) is not None
    return Part.PLAN if plan and not review else Part.REVIEW if review and not plan else None


def asks_for_a_review(understanding: Understanding) -> bool:
    """Whether a question asks how something went, which the next year's report tells."""
    return _part_said(understanding) is Part.REVIEW


def part_asked(understanding: Understanding, report: Report) -> Part | None:
    """The part of a report that a question asks for: by its words, else by its year; None where that is open."""
    said = _part_said(understanding)
    years, year = asked_years(understanding), report.metadata.year
    if said is not None or not report.metadata.is_work_report or year is None or len(years) != 1:
        return said
    if _names_its_report(understanding.question):
        return None
    return Part.PLAN if years[0] == year else Part.REVIEW if years[0] == year - 1 else None


def _of_a_theme(understanding: Understanding) -> bool:
    """Whether a question names a theme (对外开放的成果), and neither how many parts there are nor what opens each."""
    text = simplified(understanding.question)
    whole = _count(text)[0] is not None or _LISTED.search(text) is not None or re.search('[“"]', text) is not None
    return not whole and bool(theme_of(understanding))


def admitted(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The difficulties that the one report admits."""
    report = one_report(understanding, reports, of_next_year=not _names_its_report(understanding.question))
    return _reply(difficulties(report)) if report else None


def one_report(understanding: Understanding, reports: Sequence[Report], of_next_year: bool) -> Report | None:
    """The one report that is asked: of the year asked for, or of the next one where a look back is asked for.

    Without a year it is the only one in scope, or of one place's the newest.
    """
    years = asked_years(understanding)
    reports = _of_its_language(understanding, own_reports_else_all(understanding, reports))
    if len(years) > 1:
        return None
    if years:
        government = all(report.metadata.is_work_report for report in reports)
        later = of_next_year and government and not _names_its_report(understanding.question)
        reports = _of_year(reports, years[0] + (1 if later else 0))
    elif len({report.metadata.region or report.metadata.issuer for report in reports}) > 1:
        return None
    elif len(reports) > 1:
        newest = max(report.metadata.year or 0 for report in reports)
        reports = [report for report in reports if report.metadata.year == newest]
    return reports[0] if len(reports) == 1 else None


def _of_its_language(understanding: Understanding, reports: Sequence[Report]) -> Sequence[Report]:
    """Where a question names nobody: the reports in its own language, if there are any."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return reports
    return [report for report in reports if report.metadata.language == understanding.language] or reports


def _of_year(reports: Sequence[Report], year: int) -> list[Report]:
    return [report for report in reports if year in report.metadata.years]


def _names_its_report(question: str) -> bool:
    """2024年国务院报告, the 2024 report: the year is the report's own."""
    return re.search(r"\d\d年?[^，。？?]{0,12}报告|\d{4}\b.{0,30}\breport\b", question) is not None


def _names_a_part(understanding: Understanding) -> bool:
    """Whether a whole report can't be meant: a theme is named beside it."""
    text = simplified(understanding.topic)
    for issuer in understanding.scope.issuers:
        for name in (issuer, short_name(issuer)):
            text = text.replace(simplified(name), " ")
            text = " ".join(word for word in text.split() if word not in re.findall(r"[A-Za-z]+", name))
    text = re.sub(_ASKS_WHOLE, "", text)
    text = re.sub(
        r"政府|工作|报告|请|一下|主要|内容|全文|这份|帮我|简要|简单|用|几句话|给|个|份|讲|说|整体|年度?|年报|可持续发展|\W|要点|核心|重点|呗|即可|概括|\b(?:the|report|annual|sustainability|main|points|please|give|me|us|of|and|s)\b",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return len(text) > 1


def _headings(report: Report, part: Part, text: str) -> list[Quote]:
    """The headings below the one section of that part that has numbered ones, as many as the question says."""
    wanted, word = _count(text)
    runs: list[list[Quote]] = []
    for section in top_level(report):
        if section.part is part and not _is_of_government_itself(report, section):
            run = children(report, section)
            if run:
                runs.append(run)
    if wanted is not None:
        runs = [run for run in runs if len(run) == wanted]
    for quoted in re.findall('[“"]([^”"]+)[”"]', text):
        runs = [run for run in runs if _has_word(report, run, plain(quoted))]
    if word:
        runs = [run for run in runs if all(word in plain(quote.text) for quote in run)]
    elif len(runs) > 1:
        runs = [run for run in runs if _is_main(report, run)]
    return [bare(report, quote) for quote in runs[0]] if len(runs) == 1 else []


def _short_part(report: Report, part: Part, text: str) -> Reply | None:
    """All sentences of a part that has no headings below it and few sentences; None of a longer one."""
    title = plain(report.metadata.title)
    sections = [
        section for section in top_level(report) if section.part is part and plain(report.heading(section)) not in title
    ]
    if len(sections) != 1 or _count(text)[0] is not None or children(report, sections[0]):
        return None
    (section,) = sections
    inside = [each for each in units(report) if section.heading_end <= each[0] and each[1] <= section.end]
    if not 0 < len(inside) <= _FEW:
        return None
    return _lines([bare(report, trimmed(report, *each)) for each in inside])


def _has_word(report: Report, run: list[Quote], word: str) -> bool:
    """Whether each heading has a word that the question quotes, or the one above them."""
    return all(word in plain(quote.text) for quote in run) or word in plain(report.heading(_above(report, run[0])))


def _is_main(report: Report, run: list[Quote]) -> bool:
    heading = report.heading(_above(report, run[0]))
    return re.search(r"任务|工作安排|重点工作|工作建议|政府工作的|工作部署|主要工作|回顾", heading) is not None


def _above(report: Report, quote: Quote) -> Section:
    section = report.section_at(quote.start)
    return report.sections[section.parent or 0]


def _is_of_government_itself(report: Report, section: Section) -> bool:
    return re.search(r"自身建设|治理效能|人民满意|治理现代化", report.heading(section)) is not None


def _count(text: str) -> tuple[int | None, str]:
    """How many the question says there are, and the word that opens each (九个“聚力”)."""
    match = next((match for match in _COUNT.finditer(text)), None)
    if match is None:
        return None, ""
    number = whole_value(match["number"] or match["plain"] or match["remark"])
    quoted = re.search(r"[个大]“?(聚力|聚焦|坚持|着力|全力|持续|深入|加快)”?", text)
    return number, quoted[1] if quoted else ""


def _dashed(report: Report, text: str) -> list[Quote]:
    """The lines —— that open with the words that the question lists (从向新、向绿、向效三方面)."""
    match = _LISTED.search(text)
    if match is None:
        return []
    names = match[1].split("、")
    lines = [trimmed(report, line.start("text"), line.end("text")) for line in _DASHED.finditer(report.text)]
    found = [[line for line in lines if line.text.startswith(name)] for name in names]
    return [line[0] for line in found] if all(len(line) == 1 for line in found) else []


def _reply(quotes: Sequence[Quote]) -> Reply | None:
    return _lines(quotes) if len(quotes) > 1 else None


def _lines(quotes: Sequence[Quote]) -> Reply | None:
    return Reply(lines=tuple(Line(quote.text, (quote,)) for quote in quotes)) if quotes else None


def section_items(report: Report, section: Section) -> list[Quote]:
    """What a section lists: its subheadings, else its list items."""
    return [bare(report, quote) for quote in children(report, section)] or listed_below(report, section)
