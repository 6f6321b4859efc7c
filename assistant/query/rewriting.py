"""A follow-up made whole by the language model, from words that were said; anything else it proposes is refused.

Without a model, or where its proposal is refused, `follow_ups.completed` stands.
"""

import re
from collections.abc import Sequence

from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig

from assistant.errors import ModelFailed
from assistant.llm.disarming import for_prompt, plain
from assistant.llm.model import LanguageModel
from assistant.query.kinds import FOLLOW_UP
from index.patterns import regex
from index.text.folding import fold
from index.text.places import find_places
from index.text.script import HAN_RUN, han_count, has_han
from index.text.years import find_years
from prompts import load

HISTORY = 4  # earlier questions that the model reads
MOST_CHARACTERS = 300
_LEANS = regex(
    r"^(?:那么?|还有|另外|以及|其中|同期|继续|再说|and\b|but\b|also\b|what about|how about|then\b)"
    r"|[它其该此]|这(?!一年|五年)|那(?!坡|曲)|上述|前者|后者|同期|呢\s*[？?]?$"
    r"|\b(?:it|its|they|them|their|that|this|these|those|there|then|the same|former|latter)\b",
    re.IGNORECASE,
)
_SHORT_HAN, _SHORT_WORDS = 8, 4  # a question as short as this most likely leaves something out
_WORD = regex(r"[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?")
# What may join the words of questions to one, and ask.
_JOINING = frozenset("的是在了和与及或有为多少哪些个几什么吗呢怎样如何年省市县区比较分别中里上对从到")
_JOINING_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "a an the of in on at to for from by with and or is are was were be been do does did has have had what which "
        "who when where why how much many year same than between",
    )
)


def leans_on_history(question: str) -> bool:
    """Whether a question most likely leaves to the earlier ones what it is about."""
    if FOLLOW_UP.fullmatch(question) or _LEANS.search(question):
        return True
    han = han_count(question)
    return han < _SHORT_HAN if han else len(question.split()) <= _SHORT_WORDS


def rewritten(
    model: LanguageModel, question: str, history: Sequence[str], language: str, config: RunnableConfig | None = None
) -> str | None:
    """The question with what it leaves to the earlier ones put in; None where the model fails or says anything else."""
    recent = list(history)[-HISTORY:]
    template = ChatPromptTemplate.from_messages([("human", load(f"rewrite.{language}"))])
    messages = template.format_messages(
        question=for_prompt(question), history="\n".join(f"- {for_prompt(earlier)}" for earlier in recent)
    )
    written = ""
    try:
        for piece in model.stream(messages, config):
            written += piece
            if len(written) > 4 * MOST_CHARACTERS:
                return None
    except ModelFailed:
        return None
    proposal = plain(written).strip('"“”「」 ')
    return proposal if stays_within(proposal, question, recent) else None


def stays_within(proposal: str, question: str, history: Sequence[str]) -> bool:
    """Whether a rewritten question says nothing that was not said: its words, and the question's places and years."""
    said = [*history, question]
    if not 0 < len(proposal) <= MOST_CHARACTERS or has_han(proposal) != has_han(question):
        return False
    everything = "\n".join(said)
    if not _named(question) <= _named(proposal) <= set().union(*map(_named, said)):
        return False
    numbers = set(_WORD.findall(fold(everything).lower())) | _JOINING_WORDS
    return all(word in numbers for word in _WORD.findall(fold(proposal).lower())) and all(
        _covered(run, fold(everything)) for run in HAN_RUN.findall(fold(proposal))
    )


def _named(text: str) -> set[str]:
    """The places and years that a text names."""
    places = {place.name for place in find_places(text)}
    return places | {str(year) for year in find_years(text)}


def _covered(run: str, said: str) -> bool:
    """Whether a run of Han characters is made of pieces of what was said, two characters long at least, and joints."""
    position = 0
    while position < len(run):
        length = next(
            (size for size in range(len(run) - position, 1, -1) if run[position : position + size] in said), 0
        )
        if not length and run[position] not in _JOINING:
            return False
        position += length or 1
    return True
