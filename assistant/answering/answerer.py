"""From an understood question to a Reply: the kind of question says which answerer is asked.

Figures come from the ledgers of the reports in scope, everything else from their words. What no answerer can say
surely is left to the caller, who shows the nearest sentences without a badge.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.between_reports import between_reports
from assistant.answering.comparing import answer_comparison
from assistant.answering.computing import answer_computed, answer_not_computed
from assistant.answering.dates import date
from assistant.answering.definitions import definitions
from assistant.answering.figures import answer_figures, whose
from assistant.answering.lists import lists
from assistant.answering.mentions import mentions
from assistant.answering.names import name
from assistant.answering.over_reports import answer_filter, answer_table
from assistant.answering.over_years import answer_years
from assistant.answering.reasons import reason
from assistant.answering.reply import Reply
from assistant.answering.summaries import summaries
from assistant.answering.targets import answer_target
from assistant.answering.told import Ledgers, Told
from assistant.answering.yes_no import yes_no
from assistant.query.classifying import classify, made_for
from assistant.query.question_features import neutral
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.library import Library
from index.report import Report
from index.text.folding import simplified

_OfFigures = Callable[[Understanding, Sequence[Told]], Reply | None]
_OfWords = Callable[[Understanding, Sequence[Report]], Reply | None]
# Asked one after the other until one answers: what only looks like a comparison may be a sum.
_FIGURES: dict[QuestionKind, tuple[_OfFigures, ...]] = {
    QuestionKind.FIGURE: (answer_computed, answer_figures),
    QuestionKind.COMPARE: (answer_comparison, answer_computed),
    QuestionKind.MET_TARGET: (answer_target,),
    QuestionKind.OVER_YEARS: (answer_years,),
    QuestionKind.FILTER: (answer_filter,),
    QuestionKind.TABLE: (answer_table,),
    QuestionKind.COMPUTE: (answer_computed, answer_comparison, answer_not_computed),
}
_WORDS: dict[QuestionKind, tuple[_OfWords, ...]] = {
    QuestionKind.DATE: (date,),
    QuestionKind.NAME: (name,),
    QuestionKind.REASON: (reason,),
    QuestionKind.LIST: (lists, summaries, definitions),
    QuestionKind.MENTION: (mentions,),
    QuestionKind.YES_NO: (yes_no,),
    QuestionKind.DEFINITION: (definitions, lists),
    QuestionKind.SUMMARY: (summaries, lists),
}
# What one owner's report lists or sums up; asked without a place it is answered with none of several.
_OF_ONE = frozenset({QuestionKind.LIST, QuestionKind.SUMMARY})
# Over years the reports of all of them are asked.
_EVERY_YEAR = frozenset({QuestionKind.OVER_YEARS})


class Answerer:
    """Answers questions of each kind from a library's reports."""

    def __init__(self, library: Library, ledgers: Ledgers | None = None) -> None:
        self._library = library
        self._ledgers = ledgers or Ledgers(library)

    def reply(self, understanding: Understanding) -> tuple[QuestionKind | None, Reply | None]:
        """The kind of the question, None where that is unsure, and what its answerers say."""
        between = between_reports(understanding, self._library)
        if between is not None:
            return QuestionKind.COMPARE, between
        kind = self.kind_of(understanding.question)
        scope = understanding.scope
        if kind in _EVERY_YEAR:
            scope = replace(scope, years=())
        if kind is None or (kind not in _FIGURES and kind not in _WORDS):
            return kind, None
        told = self._ledgers.of(self._library.report_ids(scope))
        owners = _that_tell(understanding, told) if kind in _OF_ONE else []
        if len(owners) > 1:
            return kind, whose(understanding, owners)
        best: Reply | None = None
        for reply in self._replies(kind, understanding, told):
            if reply is not None and reply.answers:
                return kind, reply
            best = best or reply
        return kind, best

    def kind_of(self, question: str) -> QuestionKind | None:
        """The kind of a question; None where the classifier is unsure."""
        vector = None
        if made_for(self._library.embedder_fingerprint):
            vector = self._library.query_vector(neutral(question))
        return classify(question, vector)[0]

    def _replies(
        self, kind: QuestionKind, understanding: Understanding, told: Sequence[Told]
    ) -> Iterator[Reply | None]:
        for of_figures in _FIGURES.get(kind, ()):
            yield of_figures(understanding, told)
        reports = [one.report for one in told]
        for of_words in _WORDS.get(kind, ()):
            yield of_words(understanding, reports)


def _that_tell(understanding: Understanding, told: Sequence[Told]) -> list[str]:
    """Where a question names neither place nor report: the owners whose reports hold all that it asks about."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return []
    pieces = [simplified(piece).lower() for piece in understanding.topic.split() if len(piece) > 1]
    found = (one.owner for one in told if all(piece in simplified(one.report.text).lower() for piece in pieces))
    return list(dict.fromkeys(found)) if pieces else []
