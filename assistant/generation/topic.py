"""Whether a proven statement is about what was asked: true sentences about other things are no answer.

By facts first: where the figures of what supports it fill the question's hole, it is. Else by words, or across
languages by the embedding model.
"""

from assistant.answer import Answer
from assistant.answering.figures import answer_figures
from assistant.answering.figures_in_words import answer_in_words
from assistant.answering.ledgers import Ledgers, ReportLedger
from assistant.generation.keep_or_drop import Proven, is_written_in
from assistant.query.kinds import Wants
from assistant.query.understanding import Understanding
from assistant.reader.terms import Topic
from index.library import Library
from index.structure.tables import cells_in
from index.text.quantities import find_quantities

# The least share of the question's topic that a statement must have, with its headings and its title. On the samples,
# sentences that answer what the reader missed have .41 and .58; the best of four questions without an answer .19, .21,
# .46 and .62.
LEAST_TOPIC = 0.4
# Across languages, by the embedding model: nine in ten sentences about other things lie below .763 (reader.py).
LEAST_COSINE = 0.77
# So sure is the answer that facts give; the reader of spans is never as sure.
SURE = 1.0


class Asked:
    """What was asked, and the answer made of quotes: whether a statement of a model belongs to it."""

    def __init__(self, understanding: Understanding, library: Library, ledgers: Ledgers, extractive: Answer) -> None:
        self._understanding = understanding
        self._library = library
        self._ledgers = ledgers
        self._extractive = extractive
        self._topic: Topic | None = None

    def admits(self, proven: Proven) -> bool:
        """Whether a statement may stand above the answer made of quotes.

        Beside a figure or date that facts give only what tells the same may: a figure of it, out of a sentence that it
        cites or that fills the question's hole. Beside any other, what rests on the same sentences or is about what was
        asked.
        """
        if self._extractive.status != "answered":
            return self.is_about(proven)
        touches = any(self._is_cited(source.report.report_id, source.start, source.end) for source in proven.sources)
        if self._extractive.score < SURE or self._understanding.wants not in (Wants.FIGURE, Wants.DATE):
            return touches or self.is_about(proven)
        wanted = {figure for statement in self._extractive.statements for figure in _figures(statement.text)}
        return (touches and (not wanted or bool(wanted & _figures(proven.text)))) or (
            bool(wanted & _figures(proven.text)) and self._fills_the_hole(proven)
        )

    def is_about(self, proven: Proven) -> bool:
        """Whether a statement, with the headings and titles of what supports it, is about what was asked."""
        if self._fills_the_hole(proven):
            return True
        if not is_written_in("".join(source.text for source in proven.sources), self._understanding.language):
            return self._library.similarities(self._understanding.question, [proven.text])[0] >= LEAST_COSINE
        around = [proven.text]
        for source in proven.sources:
            found = cells_in(source.report, source.start, source.end)
            around += [source.text, source.report.metadata.title, *source.report.headings(source.start)]
            around += [source.report.text[found[0].start : found[0].end][:400]] if found else []
        if self._topic is None:
            self._topic = Topic(self._understanding, self._library)
        return self._topic.share(self._topic.found("\n".join(around))) >= LEAST_TOPIC

    def _fills_the_hole(self, proven: Proven) -> bool:
        """Whether the figures of the sentences that support a statement answer the question, by the ledger."""
        told: list[ReportLedger] = []
        for source in proven.sources:
            (ledger,) = self._ledgers.of([source.report.report_id])
            within = tuple(
                one for one in ledger.entries if source.start <= one.figure[0] and one.figure[1] <= source.end
            )
            if within:
                told.append(ReportLedger(ledger.report, within))
        if not told:
            return False
        reply = answer_figures(self._understanding, told) or answer_in_words(self._understanding, told)
        return reply is not None and bool(reply.lines)

    def _is_cited(self, report_id: str, start: int, end: int) -> bool:
        return any(
            one.report_id == report_id and one.start < end and start < one.end for one in self._extractive.citations
        )


def _figures(text: str) -> set[tuple[str, str]]:
    return {(f"{one.low.normalize():f}", one.unit) for one in find_quantities(text)}
