"""A fact-checking model's opinion beside the verdict of facts: `checking.judge`.

It may take a "supported" back and puts the evidence in order; where facts leave a claim open it is shown as the model's
own, with its probability, and the verdict stays open. It never supports or refutes by itself.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer import Citation, Opinion, Verdict
from assistant.llm.disarming import for_prompt
from assistant.llm.yes_or_no import probability_of_yes
from assistant.messages.verdicts import opinion_of_model
from assistant.settings import LlmTable, Settings
from index.models.entailment import CrossEncoderSupport
from index.text.script import language_of

# Less sure than this of every quote that supports a claim by facts, the model takes the "supported" back.
VETO = 0.1
ASKED = 5
# The prompt that Bespoke-MiniCheck is trained on, and Ollama's model takes as it is; the answer is Yes or No.
PROMPT = "Document: {document}\nClaim: {claim}"


class SecondOpinion(Protocol):
    """Says how likely a quote bears a claim out."""

    @property
    def name(self) -> str:
        """What a verdict calls it."""

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[float | None]:
        """For each quote, in [0, 1]; None where the model gives no usable reply."""


class ServedOpinion:
    """A model behind an OpenAI-compatible server that answers MiniCheck's prompt with yes or no."""

    def __init__(self, settings: LlmTable, name: str) -> None:
        self.name = f"openai:{name}"
        self._settings = settings.model_copy(update={"model": self.name})
        self._model = name

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[float | None]:
        """One request a quote; after one without a reply no further one is sent."""
        found: list[float | None] = []
        for quote in quotes:
            if found and found[-1] is None:
                found.append(None)
                continue
            prompt = PROMPT.format(document=for_prompt(quote), claim=for_prompt(claim))
            found.append(probability_of_yes(self._settings, self._model, prompt))
        return found


class EncodedOpinion:
    """A CrossEncoder over (quote, claim)."""

    def __init__(self, model: CrossEncoderSupport) -> None:
        self._model = model

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[float | None]:
        """The model's probabilities. Raises EmbeddingError."""
        return list(self._model.probabilities(claim, quotes))


def with_opinion(verdict: Verdict, second: SecondOpinion) -> Verdict:
    """The verdict with the model's opinion: evidence in its order, a "supported" that it does not share left open."""
    if verdict.verdict not in ("supported", "not_enough_info", "partly_supported"):
        return verdict
    wanted = "supports" if verdict.verdict == "supported" else "related"
    mine = [one for one in verdict.citations if one.stance == wanted][:ASKED]
    rated = second.probabilities(verdict.claim, [_document(one) for one in mine]) if mine else []
    known = [(share, one) for share, one in zip(rated, mine, strict=True) if share is not None]
    if not known:
        return verdict
    share, best = max(known, key=lambda pair: pair[0])
    order = {one.n: -share for share, one in known}
    ranked = sorted(mine, key=lambda one: order.get(one.n, 0.0))
    places = iter(ranked)
    cited = [next(places) if one in mine else one for one in verdict.citations]
    numbered = tuple(replace(one, n=n) for n, one in enumerate(cited, 1))
    vetoed = verdict.verdict == "supported" and share < VETO
    told = opinion_of_model(language_of(verdict.claim), second.name, share, best.quote, vetoed)
    reason = f"{verdict.reason} {told}".strip() if vetoed or verdict.verdict != "supported" else verdict.reason
    if vetoed:
        numbered = tuple(replace(one, stance="related" if one.stance == "supports" else one.stance) for one in numbered)
    return replace(
        verdict,
        verdict="not_enough_info" if vetoed else verdict.verdict,
        reason=reason,
        citations=numbered,
        opinion=Opinion(second.name, share, vetoed),
    )


def _document(citation: Citation) -> str:
    """A quote with its report's title and headings: what it speaks of often stands only there."""
    return " › ".join((citation.title, *citation.section)) + f". {citation.quote}"


def second_opinion_of(settings: Settings) -> SecondOpinion | None:
    """The second opinion that `checking.judge` names; None where it names none. Loads nothing yet."""
    named = settings.checking.judge
    if not named:
        return None
    if named.startswith("openai:"):
        return ServedOpinion(settings.llm, named.removeprefix("openai:"))
    return EncodedOpinion(CrossEncoderSupport(named, settings.embedding.allow_download))
