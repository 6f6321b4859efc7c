"""An answer drafted by a language model, of which only what is proven is shown; else the extractive answer stands.

The model reads numbered sentences and cites their ids; each statement is held against them as soon as it is complete.
Quotes, titles and places come from the library, whatever the model writes.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig

from assistant.answer import Answer, Citation, Dropped, Statement
from assistant.citations import cite
from assistant.errors import ModelFailed
from assistant.generation.keep_or_drop import Proven, Prover, is_written_in
from assistant.generation.prompt import CitableSentence, Material, gather
from assistant.generation.reply import Draft, DraftReader
from assistant.llm.disarming import excerpt, for_prompt
from assistant.llm.model import LanguageModel
from assistant.messages import Language
from assistant.messages.language_model import DropReason, Fallback, fallback, reason
from assistant.query.understanding import Understanding
from assistant.reader.terms import Topic
from assistant.settings import LlmTable
from assistant.verification.reported import FactLibrary, Reported
from index.library import Library
from index.report import RankedPassage, Report
from index.structure.tables import cells_in
from prompts import load

MOST_STATEMENTS = 20
MOST_DROPPED = 60
MOST_CHARACTERS = 20_000  # of a reply; an answer of 800 tokens has about 3,000
# Where the extractive reader found no answer, a proven statement must have this share of the question's topic, in
# itself, its headings and its title: true sentences about other things are no answer. On the samples, sentences that
# answer what the reader missed have .41 and .58; the best of four questions without an answer .19, .21, .46 and .62.
LEAST_TOPIC = 0.4
# Across languages, by the embedding model: nine in ten sentences about other things lie below .763 (reader.py).
LEAST_COSINE = 0.77
_UNSAID = re.compile(
    r"(?:这些|上述|所给)?(?:报告|原文|资料|材料)(?:里|中|内)?(?:都|并)?(?:没有|未)(?:说|提到|提及|写明|相关|给出)|"
    r"the (?:reports?|text|passages?) (?:do|does) not (?:say|mention|state|contain|provide)",
    re.IGNORECASE,
)


@dataclass
class _Reply:
    """What has come of a reply so far."""

    proven: list[Proven]
    dropped: list[Dropped]
    written: str = ""
    wrong_language: int = 0


class _Asked:
    """What was asked, where the extractive reader found no answer to it."""

    def __init__(self, understanding: Understanding, library: Library) -> None:
        self._understanding = understanding
        self._library = library
        self._topic = Topic(understanding, library)

    def is_about(self, proven: Proven) -> bool:
        """Whether a statement, with the headings and titles of what supports it, has enough of the topic.

        Where it is a quotation in another language no word can match, and its likeness to the question decides.
        """
        if not is_written_in("".join(source.text for source in proven.sources), self._understanding.language):
            return self._library.similarities(self._understanding.question, [proven.text])[0] >= LEAST_COSINE
        around = [proven.text]
        for source in proven.sources:
            found = cells_in(source.report, source.start, source.end)
            around += [source.text, source.report.metadata.title, *source.report.headings(source.start)]
            around += [source.report.text[found[0].start : found[0].end][:400]] if found else []
        return self._topic.share(self._topic.found("\n".join(around))) >= LEAST_TOPIC


class Drafter:
    """Writes answers with a language model. Safe to share between threads where the model is."""

    def __init__(
        self,
        library: Library,
        model: LanguageModel,
        settings: LlmTable,
        facts: FactLibrary | None = None,
    ) -> None:
        """`facts` are the library's, where others have them already."""
        self.model = model
        self._library = library
        self._settings = settings
        self._facts = facts or FactLibrary(library)

    def draft(
        self,
        understanding: Understanding,
        passages: Sequence[RankedPassage],
        extractive: Answer,
        config: RunnableConfig | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows, a proven statement at a time; the last is whole.

        Where the model fails, or nothing it wrote is proven, that is the `extractive` answer with one line why. An
        abstention becomes an answer only by proven statements about what was asked. Raises UnknownReport.
        """
        language = understanding.language
        material, messages = self._prompt(understanding, passages)
        prover = Prover(material, language, self._facts_of, understanding.years)
        asked = _Asked(understanding, self._library) if extractive.status == "not_found" else None
        reply = _Reply([], [])
        try:
            for draft in self._drafts(messages, reply, config):
                before = len(reply.proven)
                self._judge(draft, prover, asked, reply, language)
                if len(reply.proven) > before:
                    yield self._answered(extractive, reply)
        except ModelFailed as error:
            yield self._fallen_back(extractive, reply, fallback(language, Fallback.FAILED, error=str(error)))
            return
        if len(reply.written) > MOST_CHARACTERS:
            yield self._fallen_back(extractive, reply, fallback(language, Fallback.TOO_MUCH))
        elif reply.proven:
            yield self._answered(extractive, reply)
        else:
            yield self._fallen_back(extractive, reply, _nothing_left(reply, language))

    def _facts_of(self, report: Report) -> Reported:
        """The report with its facts, read when a statement first cites it."""
        return self._facts.of([report.report_id])[0]

    def _prompt(self, understanding: Understanding, passages: Sequence[RankedPassage]) -> tuple[Material, Any]:
        """The numbered text that fits the budget, and the messages that show it."""
        language = understanding.language
        # What stands in another language than the question cannot be checked word by word: it is quoted instead.
        quotes = not is_written_in("".join(passage.text for passage in passages), language)
        template = ChatPromptTemplate.from_messages([("human", load(f"{'quote' if quotes else 'answer'}.{language}"))])
        fields = {"question": for_prompt(understanding.question), "passages": "", "delimiter": "===0123456789abcdef==="}
        left = self._settings.prompt_tokens - self.model.count_tokens(template.format(**fields))
        material = gather(self._library, passages, language, left, self.model.count_tokens)
        fields |= {"passages": material.text, "delimiter": material.delimiter}
        return material, template.format_messages(**fields)

    def _drafts(self, messages: Any, reply: _Reply, config: RunnableConfig | None) -> Iterator[Draft]:
        """The statements of the reply as they come. It is read no further than an answer can reach."""
        reader = DraftReader()
        pieces = self.model.stream(messages, config)
        try:
            for piece in pieces:
                reply.written += piece
                if len(reply.written) > MOST_CHARACTERS:
                    return
                yield from reader.feed(piece)
        finally:
            # A reply that is given up must be closed now: the model's connection hangs on it.
            if isinstance(pieces, Generator):
                pieces.close()
        yield from reader.close()

    def _judge(self, draft: Draft, prover: Prover, asked: _Asked | None, reply: _Reply, language: Language) -> None:
        """Puts a statement to the proven ones or to the dropped."""
        if len(reply.proven) == MOST_STATEMENTS:
            proven, dropped = None, [Dropped(excerpt(draft.text), reason(language, DropReason.TOO_MUCH))]
        else:
            proven, dropped = prover.judge(draft)
        if proven is not None and asked is not None and not asked.is_about(proven):
            proven, dropped = None, [Dropped(excerpt(draft.text), reason(language, DropReason.BESIDE_THE_POINT))]
        if proven is not None:
            reply.proven.append(proven)
        elif not is_written_in(draft.text, language):
            reply.wrong_language += 1
        if not (proven is None and not draft.ids and _UNSAID.search(draft.text)):
            reply.dropped += dropped[: MOST_DROPPED - len(reply.dropped)]

    def _answered(self, extractive: Answer, reply: _Reply) -> Answer:
        """The answer of what is proven, its citations numbered in the order that the statements need them."""
        sources: list[CitableSentence] = []
        for proven in reply.proven:
            sources += [source for source in proven.sources if source not in sources]
        citations = tuple(cite(source.report, source.start, source.end, n) for n, source in enumerate(sources, 1))
        statements = tuple(
            Statement(proven.text, tuple(sources.index(source) + 1 for source in proven.sources))
            for proven in reply.proven
        )
        # What the reader picked stays as further quotes: of 50 questions its quotes held the answer 5 times more often.
        further = [one for one in extractive.citations if not any(_overlap(one, other) for other in citations)]
        citations += tuple(replace(one, n=n) for n, one in enumerate(further, len(citations) + 1))
        return replace(
            extractive,
            status="answered",
            statements=statements,
            citations=citations,
            nearest=(),
            note=_blanked_note(extractive, citations),
            mode=self.model.name,
            dropped=tuple(reply.dropped),
        )

    def _fallen_back(self, extractive: Answer, reply: _Reply, line: str) -> Answer:
        return replace(extractive, fallback=line, dropped=tuple(reply.dropped))


def _overlap(one: Citation, other: Citation) -> bool:
    return one.report_id == other.report_id and one.start < other.end and other.start < one.end


def _blanked_note(extractive: Answer, citations: Sequence[Citation]) -> str:
    """That a figure is blanked is said, where the statements rest on a sentence that blanks one."""
    return extractive.note if extractive.note and any(citation.blanked for citation in citations) else ""


def _nothing_left(reply: _Reply, language: Language) -> str:
    """Why nothing of a whole reply is shown."""
    uncited = reason(language, DropReason.UNCITED)
    if not reply.written.strip():
        why = Fallback.EMPTY
    elif _UNSAID.search(reply.written) and not reply.dropped:
        why = Fallback.UNSAID
    elif reply.dropped and reply.wrong_language == len(reply.dropped):
        why = Fallback.LANGUAGE
    elif all(dropped.reason == uncited for dropped in reply.dropped):
        why = Fallback.UNCITED
    else:
        why = Fallback.NOTHING_LEFT
    return fallback(language, why, count=len(reply.dropped))
