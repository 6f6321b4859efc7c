"""The reports of a scope that are read for an answer: all of them, or of very many those that a search finds.

Reading a report with its figures takes some milliseconds, and a few hundred are kept: a question over all of 100,000
reports would read for minutes. So of more than `MOST_READ` only those are read of which a passage is among the best for
the question; and what only all of them together tell (which are above a figure, a table of all) is not told.
"""

from collections.abc import Sequence

from assistant.answering.ledgers import Ledgers, ReportLedger
from assistant.query.understanding import Understanding
from index.library import Library
from index.scope import Scope

MOST_READ = 600
_PASSAGES = 400  # the best of a search, of whose reports the question is asked


class AskedReports:
    """The reports of a library that its answerers read."""

    def __init__(self, library: Library, ledgers: Ledgers) -> None:
        self._library = library
        self._ledgers = ledgers

    def of(self, understanding: Understanding, scope: Scope | None = None) -> list[ReportLedger]:
        """The reports of the question's scope, or of another, in the order they were added."""
        scope = scope or understanding.scope
        return self.of_ids(understanding, scope, self._library.report_ids(scope))

    def of_ids(self, understanding: Understanding, scope: Scope, report_ids: Sequence[str]) -> list[ReportLedger]:
        """The same where the ids of the reports are known."""
        if len(report_ids) > MOST_READ:
            best = {each.report_id for each in self._library.search(understanding.question, _PASSAGES, scope)}
            report_ids = [report_id for report_id in report_ids if report_id in best]
        return self._ledgers.of(report_ids)

    def all_of(self, scope: Scope) -> list[ReportLedger]:
        """Every report of a scope; none where they are too many to be read, since some would tell something else."""
        report_ids = self._library.report_ids(scope)
        return self._ledgers.of(report_ids) if len(report_ids) <= MOST_READ else []
