"""An English question that asks two things, or tells something first: "Who fined Amazon, and has it paid?"."""

import re
from dataclasses import dataclass

from index.patterns import regex

_WH = r"what|how|which|who|whom|when|where|why|whose"
_AUX = r"is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|may"
_ASKS = rf"(?:(?:by|for|from|to|in|with|of|on|at|since|until|up to|for up to)\s+)?(?:{_WH})\b"
_CUT = regex(
    rf"(?:,?\s+(?:and|but|or)(?:,?\s+if\s+(?:so|not),?)?\s+|[?.]\s+|\s+[-–—]\s+|,\s+if\s+(?:so|not),?\s+)"
    rf"(?={_ASKS}|(?:{_AUX})\s+(?:it|they|he|she|that|the|this|[A-Z]))"
    r"|,\s+(?=(?:what|how|when|where|why)\b)",
    re.IGNORECASE,
)
_IS_ASKED = regex(rf"^\W*(?:{_ASKS}|(?:{_AUX})\b)|\b(?:{_WH})\b", re.IGNORECASE)
_SHORTEST = 3  # words of the first part


@dataclass(frozen=True, slots=True)
class TwoParts:
    """What is asked, or told, first, and what is asked then, each as it is written with a question mark.

    `asks_first`: the first part is a question as well.
    """

    first: str
    second: str
    asks_first: bool

    @property
    def joined(self) -> str:
        """The second part with what it leans on behind it."""
        return f"{self.second.rstrip('?')} ({self.first.rstrip('?')})?"


def two_parts(question: str) -> TwoParts | None:
    """The two parts of a question; None where it is one, or three."""
    text = " ".join(question.split()).rstrip("?!. ")
    cuts = [match for match in _CUT.finditer(text) if len(text[: match.start()].split()) >= _SHORTEST]
    if len(cuts) != 1:
        return None
    first, second = text[: cuts[0].start()].strip(" ,.?"), text[cuts[0].end() :].strip(" ,")
    if not first or not second:
        return None
    return TwoParts(f"{first}?", f"{second[:1].upper()}{second[1:]}?", _IS_ASKED.search(first) is not None)
