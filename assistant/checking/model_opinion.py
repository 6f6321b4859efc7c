"""Where words alone decide and facts leave a claim open: a model says which quote supports it.

A model only ever points at a quote, and never refutes. Which quotes it may point at is said before (`locked`): those
that have every figure of the claim, of the same time and stage, with the same direction, rank, share and denial.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

from assistant.errors import ModelFailed
from assistant.generation.prompt import HEADING_CHARACTERS, fresh_delimiter
from assistant.llm.disarming import for_prompt
from assistant.llm.model import LanguageModel
from assistant.settings import LlmTable, Settings
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.reported import Reported
from index.facts.fact import Fact, Period, Stage
from index.models.entailment import Entailment, entailment_of
from index.patterns import regex
from index.text.script import HAN, has_han
from prompts import load

# The nearest quotes that a model reads for a claim.
ASKED = 5
# What an entailment model must be sure of: below it, its word for a claim of another topic is seldom right.
SURE = 0.9
MOST_CHARACTERS = 200  # of a reply; one that was asked for has at most 20
_REPLY = regex(r"SUPPORTED ?\[(S\d{1,2})\]")
# The words of a reply. A report has no reason to write them; a quote that does speaks to the model, and is not shown.
_ADDRESSES_THE_MODEL = regex(r"SUPPORTED|UNKNOWN")
# A county or town that begins a claim, or follows its year: no list has them all, so the evidence must name it.
_LOCAL = regex(rf"(?:^|[，；。、年\s])([{HAN}]{{2,4}}?[县市区旗州])")
# What a clause says apart from its words: where one of these stands in the quote or the claim alone, nothing supports.
_SIGNS = frozenset({"⟨↑⟩", "⟨↓⟩", "⟨＝⟩", "⟨>⟩", "⟨<⟩", "⟨占⟩", "⟨居⟩", "⟨到⟩", "⟨非⟩", "⟨年均⟩", "⟨累⟩", "⟨环比⟩"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence as a model is shown it, with its place in the report: title and headings, the outermost first."""

    text: str
    place: tuple[str, ...] = ()

    @classmethod
    def of(cls, reported: Reported, start: int, end: int) -> "Quoted":
        """The stretch `[start, end)` of a report."""
        if reported.report is None:
            return cls(reported.text[start:end])
        return cls(reported.text[start:end], (reported.report.metadata.title, *reported.report.headings(start)))


class Decider(Protocol):
    """Decides on words."""

    @property
    def name(self) -> str:
        """What a verdict's `mode` says."""

    def supporting(self, claim: str, quotes: Sequence[Quoted]) -> int | None:
        """The place of the quote that supports the claim; None where none does or the model gives no usable reply."""


class EntailmentDecider:
    """Decides by the probabilities of an entailment model."""

    def __init__(self, model: Entailment) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def supporting(self, claim: str, quotes: Sequence[Quoted]) -> int | None:
        """The surest quote of SURE and above; None where another contradicts as surely. Raises EmbeddingError."""
        rated = self._model.probabilities(claim, [quote.text for quote in quotes])
        best = max(range(len(rated)), key=lambda place: rated[place][0], default=None)
        if best is None or rated[best][0] < SURE or any(contradicts >= SURE for _, contradicts in rated):
            return None
        return best


class LanguageModelDecider:
    """Decides by a language model that must answer with the number of a quote, and nothing else."""

    def __init__(self, model: LanguageModel, settings: LlmTable) -> None:
        self._model = model
        self._settings = settings

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def supporting(self, claim: str, quotes: Sequence[Quoted]) -> int | None:
        """The quote that the model names; None for any reply but the one asked for, and where it fails."""
        shown = {
            f"S{number}": place
            for number, place in enumerate(
                (n for n, one in enumerate(quotes) if not _ADDRESSES_THE_MODEL.search(one.text)), start=1
            )
        }
        messages = self._messages(claim, quotes, shown)
        if messages is None:
            return None
        match = _REPLY.fullmatch(self._reply(messages).strip())
        return None if match is None else shown.get(match[1])

    def _messages(self, claim: str, quotes: Sequence[Quoted], shown: dict[str, int]) -> Sequence[BaseMessage] | None:
        """The prompt with as many quotes as its budget holds, the rest taken out of `shown`; None without a quote."""
        template = ChatPromptTemplate.from_messages([("human", load(f"judge.{'zh' if has_han(claim) else 'en'}"))])
        while shown:
            text = "\n\n".join(_numbered(quotes[place], name) for name, place in shown.items())
            fields = {"claim": for_prompt(claim), "quotes": text, "delimiter": fresh_delimiter(text)}
            if self._model.count_tokens(template.format(**fields)) <= self._settings.prompt_tokens:
                return template.format_messages(**fields)
            shown.popitem()
        return None

    def _reply(self, messages: Sequence[BaseMessage]) -> str:
        """What the model writes, read no further than a reply can reach; empty where it fails."""
        pieces = self._model.stream(messages)
        written = ""
        try:
            for piece in pieces:
                written += piece
                if len(written) > MOST_CHARACTERS:
                    return ""
        except ModelFailed:
            return ""
        finally:
            # A reply that is given up must be closed now: the model's connection hangs on it.
            if isinstance(pieces, Generator):
                pieces.close()
        return written


def _numbered(quote: Quoted, name: str) -> str:
    """# title › headings, then the quote and its id behind it; see assistant/generation/prompt.py."""
    place = " › ".join(for_prompt(one)[:HEADING_CHARACTERS] for one in quote.place if one.strip())
    place = "" if _ADDRESSES_THE_MODEL.search(place) else place
    return (f"# {place}\n" if place else "") + f"{for_prompt(quote.text)}[{name}]"


def locked(claim: str, claimed: Sequence[Fact], reported: Reported, start: int, end: int) -> bool:
    """Whether nothing but words is left between a claim's facts and the stretch `[start, end)` of a report.

    Each figure of the claim is one of the stretch's, told of the same time and stage, and both have the same signs. A
    county or town that the claim begins with is the report's own, or stands in the stretch.
    """
    text = reported.text[start:end]
    if any(name not in text and name not in reported.names for name in _LOCAL.findall(claim)):
        return False
    there = [fact for fact in reported.facts if start <= fact.start and fact.end <= end]
    told = [fact for fact in claimed if fact.item is None]
    if not there or not told:
        return False
    for fact in told:
        alike = [one for one in there if _same_time(fact, one) and _signs([fact]) == _signs([one])]
        if not any(
            all(any(compare_figures(figure, other) == "same" for other in one.figures) for figure in fact.figures)
            for one in alike
        ):
            return False
    return True


def _same_time(claimed: Fact, found: Fact) -> bool:
    planned = (claimed.stage is Stage.PLANNED) == (found.stage is Stage.PLANNED)
    return planned and (
        claimed.period is None or found.period is None or _years(claimed.period) == _years(found.period)
    )


def _years(period: Period) -> tuple[int, int, str]:
    return period.first, period.last, period.part


def _signs(facts: Sequence[Fact]) -> frozenset[str]:
    return frozenset(piece for fact in facts for piece in fact.pieces) & _SIGNS


def decider_of(settings: Settings, model: LanguageModel | None) -> Decider | None:
    """The decider that the settings name, an entailment model before a language model; None where they name neither.

    `model` is the language model of the settings. Loads nothing yet.
    """
    entailment = entailment_of(settings.checking.entailment, settings.embedding.allow_download)
    if entailment is not None:
        return EntailmentDecider(entailment)
    return None if model is None else LanguageModelDecider(model, settings.llm)
