"""A question whether a target was met: its measure without the words that judge, its verb, and a figure that it names.

The figure names the target where nothing else does (6%以上的增长目标); behind 超 it is what the result is held against.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.query.asked import asks_amount, plain_question
from index.facts.tokens import tokenise
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.script import has_han

_JUDGES = regex(any_of(words("question_words", "judges")))
_VERBS = tuple(word.word for word in words("question_words", "met_verb"))
_BEYOND = regex(r"(?:有没有|是否|是不是|没有?)?(?:超过|超出|突破|超)了?(?=\d)")
_CLAUSES = regex("[，,；;。？?]+")


_WHETHER = regex("(?:吗|么|没有?|与否|情况如何|情况)[？?。]*$|是否|有没有")
_WHETHER_MET = regex(
    r"^(?:did|was|were|has|have|is|do|does)\b.*\b(?:hit|meet|met|miss(?:ed)?|achieved?|reach(?:ed)?)\b", re.IGNORECASE
)


def asks_whether_met(question: str) -> bool:
    """Whether it asks no more than whether a target was met: the target alone is no answer to that."""
    if not has_han(question):
        return _WHETHER_MET.search(question) is not None and re.search(r"\b(?:targets?|goals?)\b", question) is not None
    plain = plain_question(question)
    judged = any(verb in plain for verb in _VERBS) or _BEYOND.search(plain) is not None
    return judged and _WHETHER.search(question) is not None and not asks_amount(question)


_TARGET = regex("目标|指标|任务|计划|预期|达标|定的数|要求")


def speaks_of_a_target(question: str) -> bool:
    """Whether a Chinese question names a target, or says what was set: 年初定的, 国家下达的."""
    return _TARGET.search(question) is not None or re.search("(?:说|定)的?(?:要|到|了)?(?=\\d)", question) is not None


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """What a question says of a target. `texts` are what may name its measure, the likeliest first.

    `verb` is the question's own (兑现), "" where it has none; `value` the figure that it gives, in base units, and
    `beyond` tells that the result is asked to be held against that figure; `grows`: a growth is named.
    """

    texts: tuple[str, ...]
    verb: str
    value: Decimal | None
    beyond: bool
    grows: bool


def target_in(question: str) -> AskedTarget:
    """What a question says of a target; of one that is not Chinese no more than its text."""
    if not has_han(question):
        return AskedTarget((question,), "", None, False, False)
    plain = plain_question(question)
    figure = next((token for token in tokenise(plain) if token.kind == "figure" and token.figure is not None), None)
    value = figure.figure.low if figure is not None and figure.figure is not None else None
    beyond = _BEYOND.search(plain) is not None
    verb = next((verb for verb in _VERBS if verb in plain), "")
    rest = plain if figure is None else f"{plain[: figure.start]} {plain[figure.end :]}"
    rest = _JUDGES.sub(" ", _BEYOND.sub(" ", rest if not beyond or figure is None else plain[: figure.start]))
    clauses = [clause.strip() for clause in _CLAUSES.split(rest) if clause.strip()]
    texts = dict.fromkeys([*clauses[:1], " ".join(clauses)])
    return AskedTarget(tuple(texts), verb, value, beyond, re.search("增长|增速|增幅", rest) is not None)
