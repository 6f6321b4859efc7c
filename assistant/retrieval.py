"""An understood question to the passages that are read for its answer.

The ranking itself is the library's. Here the years that answer best come first, each side of a comparison gets its
share, and what the reader would read twice is collapsed: one text in several files, a dozen passages of one report.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest
from typing import Any

from assistant.query.lines_named import lines_named
from assistant.query.report_meant import names_a_report, reports_meant
from assistant.query.scope import parts
from assistant.query.understanding import Understanding
from index.ledger.statement_lines import line_of
from index.library import Library
from index.report import RankedPassage
from index.scope import Scope
from index.text.tokens import matchable

# The second-best years' passages count less, so that the reader does not take a plan for an outcome.
SECOND_YEARS = 0.8
# How many of the passages come first out of the report that the question names by its period. On half of 60 questions
# about twelve 10-Qs the right page is among the first five for 25 of 30, without it for 18.
FROM_THE_NAMED = 0.8
# Of these, the statements that have a line which the question names come after two passages, and so many of them.
BEFORE_STATEMENTS, MOST_STATEMENTS, FEWEST_ROWS = 2, 2, 10
# Shingles of this many characters; 0.9 of the shorter passage's in another is the same text with another heading.
SHINGLE, SAME = 8, 0.9
# Of 12 passages. Measured on ncp-policy: 4 keep context_recall@3000 to within 0.007, 2 lose 0.02, 1 loses 0.09.
MOST_OF_A_REPORT = 4


def ranked(library: Library, understanding: Understanding, k: int, config: Any = None) -> tuple[RankedPassage, ...]:
    """The best `k` passages for a question in its scope, best first."""
    sides = parts(understanding.scope, understanding.years, understanding.compares)
    if not sides:
        return _numbered(islice(_of_one_side(library, understanding, understanding.scope, k, config), k))
    found = [list(_of_one_side(library, understanding, side, k, config)) for side in sides]
    taken = {
        (passage.report_id, passage.start): passage
        for passage in chain.from_iterable(zip_longest(*found))
        if passage is not None
    }
    return _numbered(islice(taken.values(), k))


def collapsed(passages: Sequence[RankedPassage], k: int, scope: Scope) -> tuple[RankedPassage, ...]:
    """At most `k` passages to read: no text twice, and a few of a report where others have something to say."""
    different: list[tuple[RankedPassage, set[str]]] = []
    for passage in passages:
        own = _shingles(passage.text)
        if not any(len(own & other) >= SAME * min(len(own), len(other)) for _, other in different):
            different.append((passage, own))
    of_report: Counter[str] = Counter()
    first: list[RankedPassage] = []
    rest: list[RankedPassage] = []
    for passage, _ in different:
        of_report[passage.report_id] += 1
        (first if of_report[passage.report_id] <= MOST_OF_A_REPORT or scope.reports else rest).append(passage)
    return _numbered([*first, *rest][:k])


def _of_one_side(
    library: Library, understanding: Understanding, scope: Scope, k: int, config: Any
) -> Iterator[RankedPassage]:
    """The passages of the report that is named, or of the preferred years, then those of the others in the scope."""
    preferred = [year for year in understanding.preferred if year in scope.years]
    better = replace(scope, years=tuple(preferred))
    share = 2 / 3
    if meant := meant_by_period(library, understanding, scope):
        better, share = replace(scope, reports=meant, years=()), FROM_THE_NAMED
    first = _search(library, understanding, better, max(int(k * share), 1), config) if preferred or meant else []
    if len(meant) == 1:
        first = _with_statements(library, understanding.question, meant[0], first)
    yield from first
    seen = {(passage.report_id, passage.start) for passage in first}
    weight = SECOND_YEARS if first else 1.0
    for passage in _search(library, understanding, scope, k, config):
        if (passage.report_id, passage.start) not in seen:
            yield replace(passage, score=passage.score * weight)


def meant_by_period(library: Library, understanding: Understanding, scope: Scope) -> tuple[str, ...]:
    """The reports that a question about one company names by their period."""
    if len(scope.issuers) != 1 or scope.reports or not names_a_report(understanding.question):
        return ()
    theirs = library.report_ids(replace(scope, years=()))
    return reports_meant(understanding.question, library.reports(theirs))


def _with_statements(
    library: Library, question: str, report_id: str, found: Sequence[RankedPassage]
) -> list[RankedPassage]:
    """The passages of a company's report, those of its statements with the lines that the question names after two.

    A table of figures has few of a question's words, and its rank is low.
    """
    lines = lines_named(question)
    if not lines or len(found) <= BEFORE_STATEMENTS:
        return list(found)
    report = library.get(report_id)
    passages, _ = library.passages(report_id)
    rows = Counter[int]()  # by passage, how many lines of statements it has
    named: dict[str, list[int]] = {line: [] for line in lines}
    for entry in library.ledger(report_id):
        if entry.how != "cell" or entry.measure_span is None:
            continue
        line = line_of(report.text[slice(*entry.measure_span)])
        number = bisect_right(passages, entry.start, key=lambda passage: passage.start) - 1
        rows[number] += bool(line)
        if line in named:
            named[line].append(number)
    shown = {passage.start for passage in found[:BEFORE_STATEMENTS]}
    told = [number for numbers in named.values() for number in dict.fromkeys(numbers) if rows[number] >= FEWEST_ROWS]
    added = [
        library.ranked_passage(report_id, number, found[BEFORE_STATEMENTS - 1].score)
        for number in dict.fromkeys(told)
        if passages[number].start not in shown
    ][:MOST_STATEMENTS]
    starts = {passage.start for passage in added}
    rest = [passage for passage in found[BEFORE_STATEMENTS:] if passage.start not in starts]
    return [*found[:BEFORE_STATEMENTS], *added, *rest][: len(found)]


def _search(library: Library, understanding: Understanding, scope: Scope, k: int, config: Any) -> list[RankedPassage]:
    if config is None:  # nobody listens to a retriever, and importing LangChain's takes longer than the search
        return library.search(understanding.question, k, scope, understanding.other_names)
    from index.retriever import ReportRetriever, to_passage

    retriever = ReportRetriever(library=library, k=k, scope=scope, synonyms=understanding.other_names)
    return [to_passage(document) for document in retriever.invoke(understanding.question, config)]


def _numbered(passages: Iterable[RankedPassage]) -> tuple[RankedPassage, ...]:
    return tuple(replace(passage, rank=rank) for rank, passage in enumerate(passages, start=1))


def _shingles(text: str) -> set[str]:
    letters = "".join(matchable(text).split())
    return {letters[start : start + SHINGLE] for start in range(max(len(letters) - SHINGLE, 0) + 1)}
