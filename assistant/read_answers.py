"""What the trained readers answer where no answerer knows: from the sentences of the reports in scope."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answering.answerer import Answerer
from assistant.answering.read_sentences import SentenceAnswers
from assistant.answering.read_themes import asks_for_a_theme, read_theme
from assistant.answering.reply import Reply
from assistant.query.document_named import without_document, years_beside_document
from assistant.query.own_documents import is_own_document
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from assistant.retrieval import meant_by_period
from index.library import Library
from index.models.loading import AtFirstUse
from index.report import RankedPassage, Report

if TYPE_CHECKING:
    from assistant.verification.in_other_words import InOtherWords

MOST_READ = 60  # reports whose sentences are looked through; of more, those of the passages


class ReadAnswers:
    """Answers by the trained readers. `words` is the judge that says yes, loaded when a question first asks whether."""

    def __init__(
        self, library: Library, answerer: Answerer, words: "AtFirstUse[InOtherWords | None] | None" = None
    ) -> None:
        self._library, self._answerer, self._words = library, answerer, words

    def reply(
        self,
        sentences: SentenceAnswers,
        understanding: Understanding,
        kind: QuestionKind | None,
        passages: Sequence[RankedPassage],
    ) -> Reply | None:
        """What is found in the reports of the scope; notices and other texts are read by spans."""
        ids = list(meant_by_period(self._library, understanding, understanding.scope))
        ids = ids or list(self._library.report_ids(understanding.scope))
        if len(ids) > MOST_READ:
            ids = list(dict.fromkeys(passage.report_id for passage in passages))
        if understanding.language == "en":
            question = understanding.question
            years = years_beside_document(question, understanding.years)
            understanding = replace(understanding, question=without_document(question), years=years)
        reports = [report for report in map(self._library.get, ids) if is_own_document(report.metadata)]
        if not reports:
            return None
        kinds = (kind,) if kind is not None else self._answerer.likely(understanding.question)
        if QuestionKind.YES_NO in kinds and (told := self._judged(understanding, reports)) is not None:
            return told
        reply = sentences.reply(understanding, kinds, reports, passages)
        if asks_for_a_theme(understanding.question, kinds):
            return read_theme(sentences.reader, understanding, reports, passages) or reply
        return reply

    def _judged(self, understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
        """Yes by the trained judge of words."""
        words = None if self._words is None else self._words.get()
        if words is None:
            return None
        from assistant.answering.whether_judged import whether_judged

        return whether_judged(words, understanding, reports)
