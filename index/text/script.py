"""What script a text is in: the Han characters, once, and whether a text is Chinese."""

import re
from typing import Literal

from index.patterns import regex

# The inside of a character class: the ideographs with their extensions, and those kept for compatibility.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = regex(f"[{HAN}]")
HAN_RUN = regex(f"[{HAN}]+")


def has_han(text: str) -> bool:
    """Whether a Han character stands in it: then it is read, and answered, as Chinese."""
    return HAN_CHARACTER.search(text) is not None


def han_count(text: str) -> int:
    """How many Han characters stand in it."""
    return sum(map(len, HAN_RUN.findall(text)))


def han_share(text: str) -> float | None:
    """The share of its letters that are Han characters, in [0, 1]; None without letters."""
    letters = sum(map(str.isalpha, text))
    return han_count(text) / letters if letters else None


# Words that make a sentence English whatever names stand in it, and Chinese ones that make it Chinese.
_ENGLISH = regex(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|did|does|do|has|have|had|will|can|the|of|in|for|by|to|and|than)\b",
    re.IGNORECASE,
)
_CHINESE = regex("[的了是年月多少几哪什么吗呢怎谁较增长下降]")
# These stand in names, too: 比亚迪, 华为, 和平县; alone, or in what is longer than a name, they don't.
_CHINESE_OUTSIDE_NAMES = regex("[在有为与和达比]")
LONGEST_NAME = 8
FEWEST_ENGLISH = 2


def language_of(text: str) -> Literal["zh", "en"]:
    """The language of a question or claim: `zh` where Han characters stand in it, else `en`.

    An English sentence stays one where the only Han characters are names: "What did 云岭县 plan for 2025?"
    """
    if not has_han(text):
        return "en"
    names = _CHINESE.search(text) is None and not any(
        _CHINESE_OUTSIDE_NAMES.search(run) for run in HAN_RUN.findall(text) if not 1 < len(run) <= LONGEST_NAME
    )
    return "en" if names and len(_ENGLISH.findall(text)) >= FEWEST_ENGLISH else "zh"
