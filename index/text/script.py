"""What script a text is in: the Han characters, once, and whether a text is Chinese."""

import re
from typing import Literal

# The inside of a character class: the ideographs with their extensions, and those kept for compatibility.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_CHARACTER = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]+")


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


def language_of(text: str) -> Literal["zh", "en"]:
    """`zh` where Han characters stand in it, else `en`."""
    return "zh" if has_han(text) else "en"
