"""An answer drafted by a language model, of which only what is proven is shown, above the answer made of quotes.

The model reads numbered sentences and cites their ids; each statement is held against them as soon as it is complete.
Quotes, titles and places come from the library, whatever the model writes. The answer made of quotes comes first, and
nothing of it is taken away: its citations keep their numbers.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig

from assistant.answer import Answer, Citation, Dropped, Statement
from assistant.answering.ledgers import Ledgers
from assistant.citations import cite
from assistant.errors import ModelFailed
from assistant.generation.keep_or_drop import Proven, Prover, ToldByRows, is_written_in
from assistant.generation.prompt import CitableSentence, Material, gather
from assistant.generation.reply import Draft, DraftReader
from assistant.generation.topic import Asked
from assistant.llm.disarming import excerpt, for_prompt
from assistant.llm.model import LanguageModel
from assistant.messages import Language
from assistant.messages.language_model import DropReason, Fallback, fallback, reason
from assistant.query.classifying import made_for
from assistant.query.understanding import Understanding
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.reported import FactLibrary, Reported
from index.library import Library
from index.patterns import regex
from index.report import RankedPassage, Report
from prompts import load

MOST_STATEMENTS = 20
SHORTER = 0.5  # of a prompt, where the server finds it too long: its tokens may be twice as many as ours
MOST_DROPPED = 60
MOST_CHARACTERS = 20_000  # of a reply; an answer of 800 tokens has about 3,000
_UNSAID = regex(
    r"(?:这些|上述|所给)?(?:报告|原文|资料|材料)(?:里|中|内)?(?:都|并)?(?:没有|未)(?:说|提到|提及|写明|相关|给出)|"
    r"the (?:reports?|text|passages?) (?:do|does) not (?:say|mention|state|contain|provide)",
    re.IGNORECASE,
)


@dataclass
class _Reply:
    """What has come of a reply so far."""

    proven: list[Proven]
    dropped: list[Dropped]
    reader: DraftReader = field(default_factory=DraftReader)
    written: str = ""
    wrong_language: int = 0


class Drafter:
    """Writes answers with a language model. Safe to share between threads where the model is."""

    def __init__(
        self,
        library: Library,
        model: LanguageModel,
        facts: FactLibrary | None = None,
        words: InOtherWords | None = None,
        ledgers: Ledgers | None = None,
        rows: ToldByRows | None = None,
    ) -> None:
        """`facts` and `ledgers` are the library's, where others have them already.

        `words` judges what facts leave open, `rows` what cells of English tables say.
        """
        self.model = model
        self._library = library
        self._facts = facts or FactLibrary(library)
        self._words = words
        self._rows = rows
        self._ledgers = ledgers or Ledgers(library)

    def draft(
        self,
        understanding: Understanding,
        passages: Sequence[RankedPassage],
        extractive: Answer,
        config: RunnableConfig | None = None,
    ) -> Iterator[Answer]:
        """The answer as it grows: first the `extractive` one, then a proven statement more each time, at last all.

        Where nothing that the model wrote is proven, that is the `extractive` answer with one line why. Of a reply that
        breaks off, the whole sentences are held, too. An abstention becomes an answer only by proven statements about
        what was asked. Raises UnknownReport.
        """
        language = understanding.language
        yield replace(extractive, writing=True)
        asked = Asked(understanding, self._library, self._ledgers, extractive)
        budget = self.model.prompt_tokens()
        for last in (False, True):
            material, messages = self._prompt(understanding, passages, budget)
            if not material.numbered:
                yield replace(extractive, fallback=fallback(language, Fallback.NO_ROOM))
                return
            words = self._words if made_for(self._library.embedder_fingerprint) else None
            prover = Prover(material, language, self._facts_of, understanding.years, words, self._rows)
            reply, line = _Reply([], []), ""
            try:
                for draft in self._drafts(messages, reply, config):
                    before = len(reply.proven)
                    self._judge(draft, prover, asked, reply, language)
                    if len(reply.proven) > before:
                        yield replace(self._answered(extractive, reply), writing=True)
            except ModelFailed as error:
                if error.too_long and not last and not reply.written:
                    budget = int(budget * SHORTER)
                    continue
                for draft in reply.reader.cut():
                    self._judge(draft, prover, asked, reply, language)
                why = Fallback.BROKE_OFF if reply.proven else Fallback.FAILED
                line = fallback(language, why, error=str(error))
            break
        if not line and len(reply.written) > MOST_CHARACTERS:
            line = fallback(language, Fallback.TOO_MUCH_SHOWN if reply.proven else Fallback.TOO_MUCH)
        if reply.proven:
            yield replace(self._answered(extractive, reply), fallback=line)
        else:
            yield self._fallen_back(extractive, reply, line or _nothing_left(reply, language))

    def _facts_of(self, report: Report) -> Reported:
        """The report with its facts, read when a statement first cites it."""
        return self._facts.of([report.report_id])[0]

    def _prompt(
        self, understanding: Understanding, passages: Sequence[RankedPassage], budget: int
    ) -> tuple[Material, Any]:
        """The numbered text that fits the budget, and the messages that show it."""
        language = understanding.language
        # What stands in another language than the question cannot be checked word by word: it is quoted instead.
        quotes = not is_written_in("".join(passage.text for passage in passages), language)
        template = ChatPromptTemplate.from_messages([("human", load(f"{'quote' if quotes else 'answer'}.{language}"))])
        fields = {"question": for_prompt(understanding.question), "passages": "", "delimiter": "===0123456789abcdef==="}
        left = budget - self.model.count_tokens(template.format(**fields))
        material = gather(self._library, passages, language, left, self.model.count_tokens, understanding.question)
        fields |= {"passages": material.text, "delimiter": material.delimiter}
        return material, template.format_messages(**fields)

    def _drafts(self, messages: Any, reply: _Reply, config: RunnableConfig | None) -> Iterator[Draft]:
        """The statements of the reply as they come. It is read no further than an answer can reach."""
        reader = reply.reader
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

    def _judge(self, draft: Draft, prover: Prover, asked: Asked, reply: _Reply, language: Language) -> None:
        """Puts a statement to the proven ones or to the dropped."""
        if len(reply.proven) == MOST_STATEMENTS:
            proven, dropped = None, [Dropped(excerpt(draft.text), reason(language, DropReason.TOO_MUCH))]
        else:
            proven, dropped = prover.judge(draft)
        if proven is not None and not asked.admits(proven):
            proven, dropped = None, [Dropped(excerpt(draft.text), reason(language, DropReason.BESIDE_THE_POINT))]
        if proven is not None:
            reply.proven.append(proven)
        elif not is_written_in(draft.text, language):
            reply.wrong_language += 1
        if not (proven is None and not draft.ids and _UNSAID.search(draft.text)):
            reply.dropped += dropped[: MOST_DROPPED - len(reply.dropped)]

    def _answered(self, extractive: Answer, reply: _Reply) -> Answer:
        """The answer of what is proven, above the one made of quotes, whose citations keep their numbers."""
        citations = list(extractive.citations)
        statements: list[Statement] = []
        for proven in reply.proven:
            numbers = [_number_of(source, citations) for source in proven.sources]
            statements.append(Statement(proven.text, tuple(dict.fromkeys(numbers))))
        return replace(
            extractive,
            status="answered",
            statements=tuple(statements),
            quoted=extractive.statements if extractive.status == "answered" else (),
            citations=tuple(citations),
            nearest=(),
            note=extractive.note if extractive.status == "answered" else "",
            mode=self.model.name,
            dropped=tuple(reply.dropped),
        )

    def _fallen_back(self, extractive: Answer, reply: _Reply, line: str) -> Answer:
        return replace(extractive, fallback=line, dropped=tuple(reply.dropped))


def _number_of(source: CitableSentence, citations: list[Citation]) -> int:
    """The number of the citation that holds a sentence; a new one, which is added, where none does."""
    for one in citations:
        if one.report_id == source.report.report_id and one.start <= source.start and source.end <= one.end:
            return one.n
    citations.append(cite(source.report, source.start, source.end, max((one.n for one in citations), default=0) + 1))
    return citations[-1].n


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
