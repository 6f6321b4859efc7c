"""Questions to try, made of what the library's ledgers tell: each is answered with the figure that it was made of.

Of the whole library, or to go on with after an answer. They are put so that their kind is plain: nothing is embedded,
and no language model is asked.
"""

from collections.abc import Iterator

from assistant.answer import Answer
from assistant.answering.asked_reports import AskedReports
from assistant.answering.figures import answer_figures
from assistant.answering.ledgers import Ledgers
from assistant.answering.reply import Line
from assistant.answering.restating import english_measure
from assistant.messages import Language, message
from assistant.query.understanding import understand
from index.ledger.entry import Entry, Kind
from index.library import Library
from index.patterns import regex
from index.report import Metadata
from index.store.rows import StoredReport
from index.text.regions import english_region
from index.text.script import has_han

# Reports that are looked into, the newest first, and figures of each that are tried.
MOST_REPORTS, TRIED = 12, 4
# After an answer: reports that it cites, and others of the same place or issuer; figures of each, and trials in all.
MOST_FOLLOWED, TRIED_NEXT, MOST_TRIED = 3, 40, 12
_AMOUNTS = frozenset({Kind.LEVEL, Kind.FLOW, Kind.COUNT, Kind.CHANGE, Kind.STOCK})
_INITIALS = regex(r"\b(?:gdp|cpi|ppi|r&d)\b")  # the table of names has small letters alone
MOST_CHARACTERS = 30  # of a measure's name that a question is made of
# By whether a figure is aimed at, and whether it is a growth.
_KEYS = {
    (False, False): "example.result",
    (False, True): "example.result_growth",
    (True, False): "example.aim",
    (True, True): "example.aim_growth",
}


def suggested(library: Library, most: int, language: Language = "zh") -> list[str]:
    """At most so many questions in a language, of as many reports as there are, that the library's ledgers answer.

    Those on reports in this language come first. Of another language's reports only what the tables of measures name
    in both is asked.
    """
    trial, found = _Trial(library), []
    unread = set(library.without_ledger())
    kept = [report for report in reversed(library.reports()) if report.report_id not in unread]
    kept.sort(key=lambda report: report.metadata.language != language)
    for report in kept[:MOST_REPORTS]:
        candidates = _candidates(report, library, language)
        question = next((each for each, entry in candidates if trial.answers(each, report, entry)), "")
        if question and question not in found:
            found.append(question)
        if len(found) == most:
            break
    return found


def following(library: Library, answer: Answer, most: int, language: Language = "zh") -> list[str]:
    """At most so many questions to go on with after an answer: on the same measure in other reports of whoever it is
    of, then on what else the reports tell that it cites. What its quotes tell already is not asked.
    """
    cited = list(dict.fromkeys(each.report_id for each in (*answer.citations, *answer.related)))
    unread = set(library.without_ledger())
    reports = {each.report_id: each for each in library.reports() if each.report_id not in unread}
    first = [reports[each] for each in cited if each in reports][:MOST_FOLLOWED]
    if not first:
        return []
    whose = {each.metadata.region or each.metadata.issuer for each in first} - {None}
    others = [
        each
        for each in reversed(reports.values())
        if each not in first and (each.metadata.region or each.metadata.issuer) in whose
    ][:MOST_FOLLOWED]
    trial, found = _Trial(library), []
    told = [
        (report, *one) for report in (*first, *others) for one in _candidates(report, library, language, TRIED_NEXT)
    ]
    # The same measure first, then what else the cited reports tell, then the others.
    told.sort(key=lambda one: (one[2].measure not in answer.question, one[0] not in first))
    for report, question, entry in told[:MOST_TRIED]:
        first_at, last_at = entry.figure
        told_already = any(
            each.report_id == report.report_id and each.start <= first_at and last_at <= each.end
            for each in answer.citations
        )
        if told_already or question in found:
            continue
        if trial.answers(question, report, entry):
            found.append(question)
        if len(found) == most:
            break
    return found


class _Trial:
    """Whether the library's ledgers answer a question with the figure that it was made of."""

    def __init__(self, library: Library) -> None:
        self._known = library.metadata()
        self._asked = AskedReports(library, Ledgers(library))

    def answers(self, question: str, report: StoredReport, entry: Entry) -> bool:
        understanding = understand(question, self._known)
        reply = answer_figures(understanding, self._asked.of(understanding))
        lines = () if reply is None or not reply.answers else reply.lines
        return any(_tells(line, report.report_id, entry) for line in lines)


def _tells(line: Line, report_id: str, entry: Entry) -> bool:
    """Whether a line rests on the very place of the figure that the question was made of."""
    first, last = entry.figure
    return any(
        quote.report.report_id == report_id and quote.start <= first and last <= quote.end for quote in line.quotes
    )


def _candidates(
    report: StoredReport, library: Library, language: Language, tried: int = TRIED
) -> Iterator[tuple[str, Entry]]:
    """Questions for a report's figures, those of indicators that the table knows, aims of its own year first.

    In English only of those: "What was Boeing's depots" is no question.
    """
    known = report.metadata
    told = [entry for entry in library.ledger(report.report_id) if _is_plain(entry)]
    if known.language == "en" or language == "en":
        told = [entry for entry in told if entry.canonical]
    aims = [entry for entry in told if entry.planned and entry.period is not None and _is_own_year(entry, known)]
    results = [entry for entry in told if not entry.planned]
    for entry in (*_named_first(aims)[:tried], *_named_first(results)[:tried]):
        if question := _question(entry, known, language):
            yield question, entry


_COUNTS_THE_REPORT = regex("(?:各?方面|以下|几[点项])?(?:工作|任务|要点|措施|建议)$")  # 重点做好9个方面工作


def _is_plain(entry: Entry) -> bool:
    return (
        entry.kind in _AMOUNTS
        and entry.period is not None
        and entry.period.is_year
        and not (entry.place or entry.qualifiers or entry.base or entry.denied)
        and 1 < len(entry.measure) <= MOST_CHARACTERS
        and not _COUNTS_THE_REPORT.match(entry.measure)
    )


def _is_own_year(entry: Entry, known: Metadata) -> bool:
    return entry.period is not None and known.year is not None and entry.period.first == str(known.year)


def _named_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: not entry.canonical)


def _question(entry: Entry, known: Metadata, language: Language) -> str:
    """The question for a figure; empty where it isn't told whose it is, or the measure has no name in the language."""
    whose, measure = known.region or known.issuer, entry.measure
    if whose is None or entry.period is None:
        return ""
    growth = entry.kind is Kind.CHANGE
    if (known.language == "en") is not (language == "en"):
        whose = english_region(whose) if language == "en" else whose
        said = english_measure(entry) if language == "en" else entry.canonical
        if not said or has_han(said) is (language == "en"):
            return ""
        said = _INITIALS.sub(lambda match: match[0].upper(), said)
        measure, growth = said, growth and language == "zh"  # in English its name says so
    fields = {"whose": whose, "year": entry.period.first, "measure": measure}
    return message(language, _KEYS[entry.planned, growth], **fields)
