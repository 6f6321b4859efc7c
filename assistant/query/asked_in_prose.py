"""An English question for a figure, as a sentence with a hole: what sort of figure stands there, and of what.

Read beside `asked_words`, which wants a measure by just its words; here the rest of the question need only be said in
the sentence that tells the figure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.query.asked_words import classed, naming
from index.facts.english_words import lexicon, verb_of
from index.patterns import regex


class ProseHole(StrEnum):
    """The sort of figure that a question leaves open."""

    COUNT = "count"  # How many pallets did the drivers carry for food banks?
    SHARE = "share"  # What share of senior posts was held by women?
    CHANGE = "change"  # By how much did complaints fall?
    MONEY = "money"  # How much did the company pay for Nuance?
    DURATION = "duration"  # How long did the works last?
    LEVEL = "level"  # What is the working range of the trucks?


@dataclass(frozen=True, slots=True)
class AskedInProse:
    """The sort of the figure, the words of what is counted, shared or measured, and which way it went if it moved.

    `of` are singular words, empty where the question names no such thing; `asks` the words of the question that only
    ask, none of which an answer must say. `falls` is None where no movement is asked for.
    """

    hole: ProseHole
    of: tuple[str, ...]
    asks: frozenset[str]
    name: str = ""
    falls: bool | None = None


_ENDS_NOUN = (
    r"(?= (?:did|does|do|was|were|is|are|has|have|had|will|would|can|came|comes|come|went|goes|depends?|held|holds"
    r"|belongs?|took|takes|got|gets|now|currently|to|in|at|by|for|on|from|under|across|within|during|since|with|that"
    r"|who|which|per)\b|[?.,]|$)"
)
_OF = r"(?:of )?(?:(?:the|its|their|our|all|those|these|total) )*"
_SHARE = (
    r"(?:percentages?|per ?cent|proportion|share|fraction|portion)"
    rf"(?: of (?:(?:the|its|their|our|all|total) )*(?P<of>.+?){_ENDS_NOUN})?"
)
_COUNT = rf"how many {_OF}(?P<of>.+?){_ENDS_NOUN}|(?:the )?number of {_OF}(?P<of2>.+?){_ENDS_NOUN}"
_MONEY = regex(
    r"\bhow much(?: money)?\b.*\b(?:pay|paid|spend|spent|cost|costs|invest|invested|earn|earned|raise|raised|charge"
    r"|charged|receive|received|contribute|contributed|award|awarded|owe|owed|save|saved)\b"
    r"|\b(?:price|cost|budget|funding|fee)\b"
)
_DURATION = regex(r"\bhow long\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b")
_CHANGE = regex(
    r"\b(?:by )?how much (?:(?P<comparative>cheaper|dearer|more|less|fewer|higher|lower|larger|smaller|faster|slower"
    r"|longer|shorter|better|worse) |(?:did|has|have|is|was|were) .*\b(?P<move>[a-z]+)\b)"
)
_LEVEL = regex(
    r"^(?:what|how (?:much|large|big|high|long|far|great|wide|deep|heavy|old)) (?:is|was|were|are)"
    rf" (?:the |its |their )*(?P<of>.+?){_ENDS_NOUN}"
)
# What is asked beside it, in the same breath: and by when, up from what.
_SECOND = regex(
    r",? (?:and )?(?:by when|since when|until when|(?:up|down) from (?:what|how (?:much|many))"
    r"|compared (?:to|with) what|from what|out of how many|and when|and (?:from|of|for) (?:what|how (?:much|many))"
    r"|and how (?:much|many) (?:were|was|are|is) there)\W*$"
)
_FALLING = frozenset(("cheaper", "less", "fewer", "lower", "smaller", "slower", "shorter", "worse"))
_ASKING = frozenset(
    (
        "percentage", "percent", "per", "cent", "proportion", "share", "fraction", "portion", "number", "much", "many",
        "long", "total", "currently", "now", "amount", "level", "overall", "plan", "plans", "planned", "target",
        "targets", "goal", "goals", "aim", "aims", "intend", "intends", "expect", "expects", "hope", "hopes",
    )
)  # fmt: skip


def asked_in_prose(question: str) -> AskedInProse | None:
    """What sort of figure an English question asks for; None where it asks for none. `question` is in lower case."""
    text = _SECOND.sub("", " ".join(question.replace("’", "'").split()))
    if (match := re.search(rf"\b{_SHARE}", text)) is not None and re.search(r"\b(?:what|which|how|a)\b", text):
        return AskedInProse(ProseHole.SHARE, naming(match["of"] or ""), _ASKING, match["of"] or "")
    moved = _CHANGE.search(text)
    if moved is not None and (way := _way(moved)) is not None:
        return AskedInProse(ProseHole.CHANGE, (), _ASKING, falls=way == "down")
    if (match := re.search(rf"\b(?:{_COUNT})", text)) is not None:
        name = match["of"] or match["of2"] or ""
        of = naming(name)
        hole = ProseHole.DURATION if not of and _DURATION.search(text) else ProseHole.COUNT
        return AskedInProse(hole, of, _ASKING, name) if of else None
    if re.match(r"how long\b", text) and not re.match(r"how long (?:is|was|are|were)\b", text):
        return AskedInProse(ProseHole.DURATION, (), _ASKING | {"last", "lasted", "take", "took"})
    if _MONEY.search(text) is not None:
        return AskedInProse(ProseHole.MONEY, (), _ASKING | {"money"})
    if (match := _LEVEL.match(text)) is not None:
        return AskedInProse(ProseHole.LEVEL, naming(match["of"]), _ASKING)
    if (match := re.match(r"how much (?P<of>.+?) (?:did|does|do|was|were|is|are|has|have|had)\b", text)) is not None:
        return AskedInProse(ProseHole.LEVEL, naming(match["of"]), _ASKING)
    return None


def asks_more(question: str) -> bool:
    """Whether a second thing is asked beside the figure, which only the whole sentence tells: by when, up from what."""
    return _SECOND.search(" ".join(question.replace("’", "'").split())) is not None


def _way(moved: re.Match[str]) -> str | None:
    """up or down; None where nothing moves."""
    if (compared := moved["comparative"]) is not None:
        return "down" if compared in _FALLING else "up"
    for word in re.findall(r"[a-z]+", moved[0]):
        verb, kinds = verb_of(word) or word, lexicon().kinds
        if word in classed("up_noun") or verb in kinds["up"] | kinds["up_loose"] | kinds["raise"]:
            return "up"
        if word in classed("down_noun") or verb in kinds["down"] | kinds["cut"]:
            return "down"
    return None
