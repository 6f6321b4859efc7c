"""The chain from a question to an Answer, in LangChain runnables: understand, retrieve, read, and write.

Without a language model and without tracing there is nothing that LangChain would add, and importing it takes longer
than the answer: the same four steps are then called one after another.

What is read is the extractive answer. With a language model, `write` drafts another one over the same passages; where
the model fails, or says what its quotes do not, the extractive one stands. Where no report is in the scope, or none has
a passage, no model is asked.

The chain itself does not reach the network: LangChain's tracing stays off, whatever variables are inherited, unless
`answers.tracing` asks for it.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, cast

from assistant.abstaining import has_badge, may_mean, not_told
from assistant.answer import Answer, AppliedScope
from assistant.answering.aim_against_result import aim_against_result
from assistant.answering.answerer import Answerer
from assistant.answering.ledgers import Ledgers
from assistant.answering.of_parts import of_each_part, of_parts
from assistant.answering.own_reports import of_its_level
from assistant.answering.read_measures import ReadMeasures
from assistant.answering.read_sentences import SentenceAnswers
from assistant.answering.referring import with_name
from assistant.answering.reply import Reply
from assistant.answering.wider_reports import of_wider_reports, tells_of_one_place
from assistant.errors import WrongUsage
from assistant.no_report import filtered_away, nothing_in_scope, place_unknown
from assistant.query.classifying import made_for
from assistant.query.near_places import UnknownPlace, not_listed
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding, understand
from assistant.read_answers import MOST_READ, ReadAnswers
from assistant.reader.cells import years_in_tables
from assistant.reader.extractive import ExtractiveReader
from assistant.retrieval import collapsed, ranked
from assistant.settings import AnswersTable
from assistant.steps import begins
from assistant.written_answers import growing, of_reply, of_spans, of_the_years
from index.errors import UnknownReport
from index.library import Library
from index.models.loading import AtFirstUse
from index.models.passage_reader import PassageReader
from index.models.sentence_reader import SentenceReader
from index.report import Metadata, RankedPassage
from index.scope import Scope
from index.spent import Spent
from index.text.script import language_of
from index.text.tokens import tokens

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

    from assistant.generation.drafting import Drafter
    from assistant.verification.in_other_words import InOtherWords

QUESTION_CHARACTERS = 2_000
# Reports whose tables are looked at where none is of the years asked for.
MOST_WITH_TABLES = 60
# Questions that nobody asked, of a figure and of what was done; where a report answers them or not, each sort of answer
# is tried.
WARMING: Final[dict[str, tuple[str, ...]]] = {
    "zh": ("2024年地区生产总值增长多少？", "采取了哪些措施？"),
    "en": ("How much did revenue grow in 2024?", "Which measures were taken?"),
}
DEEPER = 2  # ranked passages for each that is read, so that what repeats another can be left out


@dataclass(frozen=True, slots=True)
class Question:
    """What goes into the chain: the question, the earlier ones (oldest first), and the user's own limits."""

    text: str
    history: tuple[str, ...] = ()
    option: Scope | None = None


@dataclass(frozen=True, slots=True)
class _Retrieved:
    understanding: Understanding
    inside: int
    known: tuple[Metadata, ...]
    passages: tuple[RankedPassage, ...]
    of_tables: Understanding | None = None
    kind: QuestionKind | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    understanding: Understanding
    passages: tuple[RankedPassage, ...]
    answer: Answer


class AnswerChain:
    """`runnable` takes a Question and gives an Answer, or streams it as it grows; `answer` and `stream` call it."""

    def __init__(
        self,
        library: Library,
        settings: AnswersTable,
        drafter: "Drafter | None" = None,
        reader: SentenceReader | None = None,
        passage_reader: PassageReader | None = None,
        words: "AtFirstUse[InOtherWords | None] | None" = None,
        ledgers: Ledgers | None = None,
    ) -> None:
        self._library = library
        self._settings = settings
        self._drafter = drafter
        self._passage_reader = passage_reader
        self._linear, self._reader = ExtractiveReader(library), ExtractiveReader(library, passage_reader)
        self._answerer = Answerer(library, ledgers)
        self._trained = reader
        self._sentences = None if reader is None else SentenceAnswers(reader, passage_reader)
        self._read_answers = ReadAnswers(library, self._answerer, words)
        self.spent = Spent()

    @cached_property
    def runnable(self) -> "Runnable[Question, Answer]":
        """The four steps as one LangChain runnable."""
        from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

        # A step that yields streams; invoked, it gives its last value. The types know only the first of the two.
        spent = self.spent

        def understand_it(question: Question, config: RunnableConfig) -> Understanding:
            return spent.on("understand", lambda: self._understand(question, config))

        def retrieve(understanding: Understanding, config: RunnableConfig) -> _Retrieved:
            return spent.on("retrieve", lambda: self._retrieve(understanding, config))

        def read(retrieved: _Retrieved) -> _Read:
            return spent.on("read", lambda: self._read(retrieved))

        def write(read: _Read, config: RunnableConfig) -> Iterator[Answer]:
            yield from spent.through("write", self._write(read, config))

        return (
            RunnableLambda(understand_it).with_config(run_name="understand")
            | RunnableLambda(retrieve).with_config(run_name="retrieve")
            | RunnableLambda(read).with_config(run_name="read")
            | cast(Runnable[_Read, Answer], RunnableLambda(write)).with_config(run_name="write")
        )

    def answer(self, question: str, history: Sequence[str] = (), option: Scope | None = None) -> Answer:
        """Answers one question. Raises WrongUsage for one without words or too long, LibraryMissing."""
        *_, whole = self.stream(question, history, option)
        return whole

    def stream(self, question: str, history: Sequence[str] = (), option: Scope | None = None) -> Iterator[Answer]:
        """The answer as it grows: each has one statement more, with its citations, and the last is whole.

        Raises as `answer` does.
        """
        started = perf_counter()
        asked = Question(_readable(question), tuple(history), option)
        for answer in self._streamed(asked):
            pending = self._library.pending(answer.scope.scope).passages
            yield replace(answer, not_embedded=pending, elapsed_ms=(perf_counter() - started) * 1000)

    def warm_up(self) -> None:
        """Loads the trained readers, where the library's embedding model is their own, and goes once through the steps
        of an answer in each language of the library: 269 patterns and the names of places are made when they are first
        wanted, two thirds of a second of a first question's on a busy machine.
        """
        if made_for(self._library.embedder_fingerprint):
            for each in (self._trained, self._passage_reader):
                if each is not None:
                    each.warm_up()
        for language in {known.language for known in self._library.metadata()}:
            for question in WARMING.get(language, ()):
                self._read(self._retrieve(self._understand(Question(question))))

    def retrieve(self, question: str, k: int, option: Scope | None = None) -> tuple[RankedPassage, ...]:
        """The best k passages for a question, understood and scoped as for its answer; none where no report is.

        Raises as `answer` does.
        """
        with self._traced():
            understanding = self._understand(Question(_readable(question), option=option))
            inside = self._library.metadata(understanding.scope)
            return ranked(self._library, understanding, k) if inside else ()

    def read_of(self, passages: Sequence[RankedPassage], scope: Scope) -> tuple[RankedPassage, ...]:
        """Of a deep ranking, the passages that an answer in `scope` reads.

        Where years were asked for, nearly: a shallower ranking has a larger share of the second-best years.
        """
        k = self._settings.passages
        return collapsed(passages[: DEEPER * k], k, scope)

    def _streamed(self, asked: Question) -> Iterator[Answer]:
        answers, settled = self._answers(asked), False
        try:
            while True:
                try:
                    with self._traced():  # set for each step: between two, the caller's own tracing stands
                        answer = next(answers, None)
                except UnknownReport:  # a report was removed between the search and the reading
                    if settled:
                        raise
                    answers, settled = self._answers(asked), True
                    continue
                if answer is None:
                    return
                settled = True
                yield answer
        finally:
            # Who stops listening stops the model, too.
            if isinstance(answers, Generator):
                answers.close()

    @property
    def _is_plain(self) -> bool:
        return self._drafter is None and not self._settings.tracing

    def _answers(self, asked: Question) -> Iterator[Answer]:
        return self._plainly(asked) if self._is_plain else self.runnable.stream(asked)

    def _plainly(self, asked: Question) -> Iterator[Answer]:
        """The steps of `runnable`, called one after another."""
        understanding = self.spent.on("understand", lambda: self._understand(asked))
        retrieved = self.spent.on("retrieve", lambda: self._retrieve(understanding))
        read = self.spent.on("read", lambda: self._read(retrieved))
        yield from self.spent.through("write", self._write(read))

    def _traced(self) -> AbstractContextManager[Any]:
        if self._is_plain:
            return nullcontext()
        from langsmith.run_helpers import tracing_context

        return tracing_context(enabled=None if self._settings.tracing else False)

    def _understand(self, question: Question, config: "RunnableConfig | None" = None) -> Understanding:
        begins("scope")
        known = self._library.metadata()
        if self._drafter is not None and question.history:
            whole = _made_whole(self._drafter, question, config)
            if whole is not None:
                return understand(question.text, known, question.option, read_as=whole, vocabulary=self._library)
        referred = with_name(question.text, question.history, self._named) if question.history else None
        return understand(
            question.text, known, question.option, question.history, read_as=referred, vocabulary=self._library
        )

    def _named(self, question: str, history: Sequence[str]) -> str | None:
        known = self._library.metadata()
        return self._answerer.named(understand(question, known, None, history, vocabulary=self._library))

    def _retrieve(self, understanding: Understanding, config: "RunnableConfig | None" = None) -> _Retrieved:
        known = tuple(self._library.metadata())
        if understanding.unknown:  # it may be meant for a place that is there, and is never left out
            return _Retrieved(understanding, 0, known, ())
        understanding = of_its_level(understanding, self._library, MOST_READ)
        inside = self._library.count(understanding.scope)
        begins("searching", inside)
        if not inside and (unknown := self._not_listed(understanding, known)):
            return _Retrieved(replace(understanding, unknown=unknown), 0, known, ())
        wider = None if inside else self._with_tables_of_the_years(understanding)
        kind, reply = self._answerer.reply(understanding)
        if not inside and (told := self._answerer.reply_of_province(understanding)) is not None:
            kind, reply, understanding = told
            inside = self._library.count(understanding.scope)
        if reply is None or not (reply.answers or reply.closed):
            reply = self._answerer.reply_of_years_ahead(understanding) or reply
        if reply is not None and not (reply.answers or reply.ask_back) and not inside:
            reply = None
        may_tell = None if self._sentences is None else self._sentences.may_tell
        if reply is not None and _tells_one_figure(kind, reply):
            both = of_parts(understanding, known, self._reply_to(understanding, known), may_tell)
            if both is not None and len(both.lines) > 1:
                reply = both
            elif both is not None and both.note:
                reply = replace(reply, note=both.note)
        if inside and (reply is None or not reply.answers):
            against = aim_against_result(understanding, self._reply_to(understanding, known))
            kind, reply = (kind, reply) if against is None else (QuestionKind.COMPUTE, against)
        if reply is not None and reply.answers and self._drafter is None:
            return _Retrieved(understanding, inside, known, (), kind=kind, reply=reply)  # nothing is searched for
        read = wider or understanding
        k = DEEPER * self._settings.passages
        passages = ranked(self._library, read, k, config) if inside or wider else ()
        is_open = reply is None or not (reply.answers or reply.ask_back or reply.note or reply.closed)
        ahead = None if inside else self._answerer.of_other_years(understanding)
        of_wider = None if inside or ahead else of_wider_reports(understanding, self._library.count)
        ahead = ahead or of_wider
        read_in = ahead or understanding
        if ahead is not None:
            passages = ranked(self._library, ahead, k, config)
        if (
            self._sentences is not None
            and (inside or ahead)
            and is_open
            and made_for(self._library.embedder_fingerprint)
        ):
            begins("reading", inside)
            measured = None if of_wider else self._answerer.reply_of_measure(read_in, ReadMeasures(self._sentences))
            if measured is not None:  # of other reports no figures over years or places are told for a place
                kind, reply = measured
            else:
                read_reply = self._read_answers.reply(self._sentences, read_in, kind, passages)
                if of_wider is not None and read_reply is not None:
                    lines = read_reply.lines or read_reply.in_part
                    if lines and tells_of_one_place(lines, understanding.scope.regions[0]):
                        understanding, inside = read_in, self._library.count(read_in.scope)
                    else:
                        read_reply = None  # of another place nothing is told
                reply = read_reply or reply
        if inside and is_open and not (reply is not None and reply.answers):
            reply = self._answerer.theme_in_words(understanding) or reply
        if reply is None or not reply.answers:
            reply = of_each_part(understanding, known, reply, self._reply_to(understanding, known), may_tell)
        return _Retrieved(understanding, inside, known, self.read_of(passages, read.scope), wider, kind, reply)

    def _reply_to(self, understanding: Understanding, known: Sequence[Metadata]) -> Callable[[str], Reply | None]:
        """What answers another question in the same limits."""

        def reply_to(question: str) -> Reply | None:
            asked = understand(question, known, understanding.option, vocabulary=self._library)
            return self._retrieve(asked).reply

        return reply_to

    def _not_listed(self, understanding: Understanding, known: Sequence[Metadata]) -> tuple[UnknownPlace, ...]:
        """The regions asked for that no list has and no report names, where others come near."""
        regions = understanding.unlimited.regions
        named = (region for region in regions if not self._library.metadata(Scope(regions=(region,), or_unstated=True)))
        return not_listed(named, known)

    def _with_tables_of_the_years(self, understanding: Understanding) -> Understanding | None:
        """Where no report is of the years asked for: the reports in whose tables a column or row is."""
        scope = understanding.scope
        if not scope.years or not scope.or_unstated or scope.reports:
            return None
        ids = self._library.report_ids(replace(scope, years=()))
        if len(ids) > MOST_WITH_TABLES:
            return None
        years = frozenset(understanding.years)
        found = tuple(each for each in ids if years & years_in_tables(self._library.get(each)))
        if not found:
            return None
        return replace(understanding, scope=replace(scope, years=(), reports=found), preferred=())

    def _read(self, retrieved: _Retrieved) -> _Read:
        # What only a cell answers is no matter for a model.
        passages = () if retrieved.of_tables else retrieved.passages
        return _Read(retrieved.understanding, passages, self._extractive(retrieved))

    def _write(self, read: _Read, config: "RunnableConfig | None" = None) -> Iterator[Answer]:
        if self._drafter is None or not read.passages:
            yield from growing(read.answer)
        else:
            yield from self._drafter.draft(read.understanding, read.passages, read.answer, config)

    def _extractive(self, retrieved: _Retrieved) -> Answer:
        understanding = retrieved.understanding
        empty = Answer(
            question=understanding.question,
            status="not_found",
            statements=(),
            citations=(),
            nearest=(),
            scope=AppliedScope(understanding.scope, retrieved.inside),
            rewritten=understanding.question != understanding.asked,
            kind="" if retrieved.kind is None else retrieved.kind.value,
        )
        if understanding.unknown:
            note, choices = place_unknown(understanding)
            return replace(empty, status="no_report_in_scope", note=note, ask_back=choices)
        kind, reply = retrieved.kind, retrieved.reply
        if reply is not None and reply.answers:
            if not retrieved.inside:  # a report of another year tells it
                scope = replace(understanding.scope, years=())
                empty = replace(empty, scope=AppliedScope(scope, self._library.count(scope)))
            return of_reply(empty, reply)
        begins("reading", retrieved.inside)
        read = retrieved.of_tables or understanding
        reader = self._reader if made_for(self._library.embedder_fingerprint) else self._linear
        selected = reader.read(read, retrieved.passages) if retrieved.passages else []
        if not retrieved.inside and not of_the_years(selected, understanding):
            note = filtered_away(self._library, understanding) or nothing_in_scope(understanding, retrieved.known)
            return replace(empty, status="no_report_in_scope", note=note)
        if retrieved.of_tables:
            empty = replace(empty, scope=AppliedScope(read.scope, len(read.scope.reports)))
        if understanding.scope.reports and understanding.years:
            selected = [span for span in selected if may_mean(span, understanding.years)]
        begins("checking")
        sure_enough = bool(selected) and selected[0].score >= self._settings.threshold
        closed = reply is not None and reply.closed
        if closed or not sure_enough or not (retrieved.of_tables or has_badge(kind, selected, understanding.question)):
            shown = selected if sure_enough else ()
            empty = replace(empty, score=selected[0].score if selected else 0.0)
            return not_told(empty, reply, shown, retrieved.passages)
        return of_spans(empty, understanding, selected, in_sentences=kind is QuestionKind.REASON)


def _made_whole(drafter: "Drafter", question: Question, config: "RunnableConfig | None") -> str | None:
    """A follow-up as the language model puts it; None where it needs no putting, or the model failed."""
    from assistant.query.rewriting import leans_on_history, rewritten

    if not leans_on_history(question.text):
        return None
    return rewritten(drafter.model, question.text, question.history, language_of(question.text), config)


def _readable(question: str) -> str:
    text = question.encode("utf-8", "replace").decode("utf-8").strip()
    if not tokens(text):
        raise WrongUsage("the question has no word in it; ask something of the reports")
    if len(text) > QUESTION_CHARACTERS:
        raise WrongUsage(f"the question has {len(text):,} characters, more than {QUESTION_CHARACTERS:,}; shorten it")
    return text


def _tells_one_figure(kind: QuestionKind | None, reply: Reply) -> bool:
    """Whether a reply is one figure, which of two things asked is half an answer: 粮食产量是多少，目标呢."""
    return kind is QuestionKind.FIGURE and len(reply.lines) == 1 and reply.table is None and not reply.computed
