"""Questions to try, made of what the library's ledgers tell: each is answered with the figure that it was made of.

They are put so that their kind is plain: nothing is embedded, and no language model is asked.
"""

from collections.abc import Iterator

from assistant.answering.figures import answer_figures
from assistant.answering.ledgers import Ledgers
from assistant.messages import message
from assistant.query.understanding import understand
from index.ledger.entry import Entry, Kind
from index.library import Library
from index.report import Metadata
from index.store.rows import StoredReport

# Reports that are looked into, the newest first, and figures of each that are tried.
MOST_REPORTS, TRIED = 12, 4
_AMOUNTS = frozenset({Kind.LEVEL, Kind.FLOW, Kind.COUNT, Kind.CHANGE, Kind.STOCK})
MOST_CHARACTERS = 30  # of a measure's name that a question is made of
# By whether a figure is aimed at, and whether it is a growth.
_KEYS = {
    (False, False): "example.result",
    (False, True): "example.result_growth",
    (True, False): "example.aim",
    (True, True): "example.aim_growth",
}


def suggested(library: Library, most: int) -> list[str]:
    """At most so many questions, of as many reports as there are, that the library's ledgers answer."""
    ledgers, known = Ledgers(library), library.metadata()
    found: list[str] = []
    unread = set(library.without_ledger())
    kept = [report for report in reversed(library.reports()) if report.report_id not in unread]
    for report in kept[:MOST_REPORTS]:
        for question, entry in _candidates(report, library):
            understanding = understand(question, known)
            reply = answer_figures(understanding, ledgers.of(library.report_ids(understanding.scope)))
            lines = () if reply is None or not reply.answers else reply.lines
            if any(entry.text in line.text for line in lines) and question not in found:
                found.append(question)
                break
        if len(found) == most:
            break
    return found


def _candidates(report: StoredReport, library: Library) -> Iterator[tuple[str, Entry]]:
    """Questions for a report's figures, those of indicators that the table knows, aims of its own year first.

    In English only of those: "What was Boeing's depots" is no question.
    """
    known = report.metadata
    told = [entry for entry in library.ledger(report.report_id) if _is_plain(entry)]
    if known.language == "en":
        told = [entry for entry in told if entry.canonical]
    aims = [entry for entry in told if entry.planned and entry.period is not None and _is_own_year(entry, known)]
    results = [entry for entry in told if not entry.planned]
    for entry in (*_named_first(aims)[:TRIED], *_named_first(results)[:TRIED]):
        if question := _question(entry, known):
            yield question, entry


def _is_plain(entry: Entry) -> bool:
    return (
        entry.kind in _AMOUNTS
        and entry.period is not None
        and entry.period.is_year
        and not (entry.place or entry.qualifiers or entry.base or entry.denied)
        and 1 < len(entry.measure) <= MOST_CHARACTERS
    )


def _is_own_year(entry: Entry, known: Metadata) -> bool:
    return entry.period is not None and known.year is not None and entry.period.first == str(known.year)


def _named_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: not entry.canonical)


def _question(entry: Entry, known: Metadata) -> str:
    """The question for a figure in the report's language; empty where it isn't told whose it is."""
    whose = known.region or known.issuer
    if whose is None or entry.period is None:
        return ""
    key = _KEYS[entry.planned, entry.kind is Kind.CHANGE]
    fields = {"whose": whose, "year": entry.period.first, "measure": entry.measure}
    return message("en" if known.language == "en" else "zh", key, **fields)
