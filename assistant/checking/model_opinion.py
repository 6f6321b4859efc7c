"""Where words alone decide and the rules leave a claim open: a model says which quote supports or refutes it.

A model only ever points at a quote. Which quotes it may point at, the rules have said before: none whose figures, years
or places differ from the claim's, and none about other things.
"""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

from assistant.answer import Mismatch
from assistant.errors import ModelFailed
from assistant.generation.prompt import HEADING_CHARACTERS, fresh_delimiter
from assistant.llm.disarming import for_prompt
from assistant.llm.model import LanguageModel
from assistant.settings import LlmTable, Settings
from assistant.verification.agreement import Agreement
from assistant.verification.clauses import Clause, canonical, find_clauses
from assistant.verification.coverage import covered, words_of
from assistant.verification.quoted import Evidence
from index.models.entailment import Entailment, entailment_of
from index.text.script import HAN, has_han
from prompts import load

# The nearest quotes that a model reads for a claim.
ASKED = 5
# What an entailment model must be sure of: below it, its word for a claim of another topic is seldom right.
SURE = 0.9
# A quote itself, headings aside, has this share of the claim's words, or it is not about the claim, whatever it says.
LEAST_SHARE = 0.3
# A quote that contradicts must be nearer: models call it a contradiction that two sentences speak of different things.
LEAST_SHARE_REFUTING = 0.5
MOST_CHARACTERS = 200  # of a reply; one that was asked for has at most 20
_REPLY = re.compile(r"(?:(SUPPORTED|REFUTED) ?\[(S\d{1,2})\]|UNKNOWN)")
# A report has no reason to write these; a quote that does speaks to the model and is not shown to it.
_ADDRESSES_THE_MODEL = re.compile(r"SUPPORTED|REFUTED|UNKNOWN")
# A county or town that begins a claim, or follows its year: no list has them all, so the evidence must name it.
_LOCAL = re.compile(rf"(?:^|[，；。、年\s])([{HAN}]{{2,4}}?[县市区旗州])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Decision:
    """Which quote decides, as its place among those asked about, and how."""

    place: int
    label: Literal["supported", "refuted"]


class Decider(Protocol):
    """Decides on words. `across_languages`: it may be asked about quotes in another language than the claim."""

    across_languages: bool

    @property
    def name(self) -> str:
        """What a verdict's `mode` says."""

    def decide(self, claim: str, quotes: Sequence[Evidence]) -> Decision | None:
        """The quote that decides the claim, and how; None where none does or the model gives no usable reply."""


class EntailmentDecider:
    """Decides by the probabilities of an entailment model."""

    across_languages = False  # most are trained on one language, and none says so

    def __init__(self, model: Entailment) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def decide(self, claim: str, quotes: Sequence[Evidence]) -> Decision | None:
        """The surest quote of SURE and above; None where one supports and another refutes. Raises EmbeddingError."""
        rated = self._model.probabilities(claim, [quote.quote for quote in quotes])
        supporting = max(range(len(rated)), key=lambda place: rated[place][0], default=0)
        refuting = max(range(len(rated)), key=lambda place: rated[place][1], default=0)
        supported = bool(rated) and rated[supporting][0] >= SURE
        refuted = bool(rated) and rated[refuting][1] >= SURE
        if supported == refuted:
            return None
        return Decision(supporting, "supported") if supported else Decision(refuting, "refuted")


class LanguageModelDecider:
    """Decides by a language model that must answer with the number of a quote, and nothing else."""

    across_languages = True

    def __init__(self, model: LanguageModel, settings: LlmTable) -> None:
        self._model = model
        self._settings = settings

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def decide(self, claim: str, quotes: Sequence[Evidence]) -> Decision | None:
        """The quote that the model names; None for any reply but the ones asked for, and where it fails."""
        shown = {
            f"S{number}": place
            for number, place in enumerate(
                (n for n, one in enumerate(quotes) if not _ADDRESSES_THE_MODEL.search(one.quote)), start=1
            )
        }
        messages = self._messages(claim, quotes, shown)
        if messages is None:
            return None
        match = _REPLY.fullmatch(self._reply(messages).strip())
        if match is None or match[2] not in shown:
            return None
        return Decision(shown[match[2]], "supported" if match[1] == "SUPPORTED" else "refuted")

    def _messages(self, claim: str, quotes: Sequence[Evidence], shown: dict[str, int]) -> Sequence[BaseMessage] | None:
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


def _numbered(evidence: Evidence, name: str) -> str:
    """# title › headings, then the quote and its id behind it; see material.py."""
    names = [] if evidence.quote in evidence.context else evidence.context.split("\n")
    place = " › ".join(for_prompt(one)[:HEADING_CHARACTERS] for one in names if one.strip())
    place = "" if _ADDRESSES_THE_MODEL.search(place) else place
    return (f"# {place}\n" if place else "") + f"{for_prompt(evidence.quote)}[{name}]"


def words_decide(claim: str, evidence: Evidence, found: Agreement, across_languages: bool) -> bool:
    """Whether nothing but words is left between a claim and a quote.

    That is: nothing differs, each figure of the claim is one of the quote's, and the quote is about the claim.
    """
    if found.mismatches or (found.foreign and not across_languages):
        return False
    clauses = find_clauses(claim)
    if not found.foreign and _share(clauses, evidence.quote) < LEAST_SHARE:
        return False
    around = f"{evidence.quote}\n{evidence.context}\n{evidence.before}"
    if not found.foreign and any(name not in around for name in _LOCAL.findall(claim)):
        return False
    if found.agreed < sum(len(clause.quantities) for clause in clauses):
        return False
    return _numbers(claim) <= _numbers(around) | _years(evidence) | {
        number for clause in clauses for quantity in clause.quantities for number in _numbers(quantity.text)
    }


def may_refute(found: Agreement) -> bool:
    """Whether a quote, by the words that it shares with the claim, speaks of the same thing."""
    return found.same or (not found.foreign and found.share >= LEAST_SHARE_REFUTING)


def difference_in_words(claim: str, quote: str) -> Mismatch:
    """What a model's contradiction is about: one of the two denies, or they say different things."""
    denials = [sum(clause.denials for clause in find_clauses(text)) for text in (claim, quote)]
    return Mismatch("negation" if (denials[0] > 0) != (denials[1] > 0) else "subject", claim, quote)


def decider_of(settings: Settings, model: LanguageModel | None) -> Decider | None:
    """The decider that the settings name, an entailment model before a language model; None where they name neither.

    `model` is the language model of the settings. Loads nothing yet.
    """
    entailment = entailment_of(settings.checking.entailment, settings.embedding.allow_download)
    if entailment is not None:
        return EntailmentDecider(entailment)
    return None if model is None else LanguageModelDecider(model, settings.llm)


def _share(clauses: Sequence[Clause], quote: str) -> float:
    """How much of a claim's words stands in the quote itself, headings aside, in [0, 1]."""
    words = [word for clause in clauses for word in words_of(clause)]
    return covered(words, canonical(quote)) if words else 1.0


def _numbers(text: str) -> frozenset[str]:
    """The runs of digits of a text, a year told as such or not."""
    return frozenset(number.replace(",", "") for number in _NUMBER.findall(text))


def _years(evidence: Evidence) -> frozenset[str]:
    near = () if evidence.report_year is None else (evidence.report_year - 1, evidence.report_year)
    return frozenset(str(year) for year in (*evidence.years, *near))
