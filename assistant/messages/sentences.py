"""How sentences of ours are put together: lists and short forms."""

from collections.abc import Iterable
from typing import Final

from assistant.messages.tables import Language

_BETWEEN: Final[dict[Language, tuple[str, str, str]]] = {"zh": ("、", "，", "；"), "en": (", ", ", ", "; ")}


def listed(language: Language, words: Iterable[str]) -> str:
    """Words one after another, as 甲、乙 or "a, b"."""
    return _BETWEEN[language][0].join(words)


def counted(language: Language, phrases: Iterable[str]) -> str:
    """Phrases that have no stop of their own, with commas between them."""
    return _BETWEEN[language][1].join(phrases)


def clauses(language: Language, parts: Iterable[str]) -> str:
    """Parts that may hold commas, with semicolons between them."""
    return _BETWEEN[language][2].join(parts)


def clauses_in(language: Language, said: str) -> list[str]:
    """What `clauses` was given, where no part holds such a semicolon itself."""
    return said.split(_BETWEEN[language][2])


def words_in(language: Language, said: str) -> list[str]:
    """What `listed` was given, where none of it holds such a comma itself."""
    return said.split(_BETWEEN[language][0])


def phrases_in(language: Language, said: str) -> list[str]:
    """What `counted` was given."""
    return said.split(_BETWEEN[language][1])


def listed_in(language: Language, said: str) -> list[str]:
    """What `listed` was given of words in quotation marks."""
    between = _BETWEEN[language][0]
    return said.replace(f"”{between}“", "”\n“").split("\n")


def shortened(text: str, most: int) -> str:
    """The text where it has at most so many characters, else so many of them and "…"."""
    return text if len(text) <= most else f"{text[:most]}…"
