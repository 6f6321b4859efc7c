"""From an understood question to a Reply: the kind of question says which answerer is asked.

Figures come from the ledgers of the reports in scope, everything else from their words. What no answerer can say
surely is left to the caller, who shows the nearest sentences without a badge.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.comparing import answer_comparison
from assistant.answering.computing import answer_computed
from assistant.answering.dates import date
from assistant.answering.definitions import define
from assistant.answering.figures import answer_figures
from assistant.answering.lists import list_items
from assistant.answering.mentions import mention
from assistant.answering.names import name
from assistant.answering.over_reports import answer_filter, answer_table
from assistant.answering.over_years import answer_years
from assistant.answering.reasons import reason
from assistant.answering.reply import Reply
from assistant.answering.summaries import summarise
from assistant.answering.targets import answer_target
from assistant.answering.told import Ledgers, Told
from assistant.answering.yes_no import yes_no
from assistant.query.question_kinds import QuestionKind, kind_of
from assistant.query.understanding import Understanding
from index.library import Library
from index.scope import Scope

_OfFigures = Callable[[Understanding, Sequence[Told]], Reply | None]
# Asked one after the other until one answers: what only looks like a comparison may be a sum.
_FIGURES: dict[QuestionKind, tuple[_OfFigures, ...]] = {
    QuestionKind.FIGURE: (answer_figures,),
    QuestionKind.COMPARE: (answer_comparison, answer_computed),
    QuestionKind.MET_TARGET: (answer_target,),
    QuestionKind.OVER_YEARS: (answer_years,),
    QuestionKind.FILTER: (answer_filter,),
    QuestionKind.TABLE: (answer_table,),
    QuestionKind.COMPUTE: (answer_computed, answer_comparison),
}
OF_FIGURES = frozenset(_FIGURES)
# Over years the reports of all of them are asked.
_EVERY_YEAR = frozenset({QuestionKind.OVER_YEARS})


class Answerer:
    """Answers questions of each kind from a library's reports."""

    def __init__(self, library: Library, ledgers: Ledgers | None = None) -> None:
        self._library = library
        self._ledgers = ledgers or Ledgers(library)

    def reply(self, understanding: Understanding) -> tuple[QuestionKind | None, Reply | None]:
        """The kind of the question, None where that is unsure, and what its answerers say."""
        kind = kind_of(understanding)
        answerers = () if kind is None else _FIGURES.get(kind, ())
        if not answerers:
            return kind, None
        scope = understanding.scope
        if kind in _EVERY_YEAR:
            scope = replace(scope, years=())
        told = self._told(scope)
        best: Reply | None = None
        for answer in answerers:
            reply = answer(understanding, told)
            if reply is not None and reply.answers:
                return kind, reply
            best = best or reply
        return kind, best

    def _told(self, scope: Scope) -> list[Told]:
        return self._ledgers.of(self._library.report_ids(scope))
