"""What `index` says in English, in the language of who reads it.

A parser runs in a process of its own and its errors say what, where and what to do in one English sentence. The table
reasons.tsv has each with its fields; what is found there is said anew, fields that are themselves such phrases too.
"""

import re
from functools import cache
from string import Formatter

from assistant.messages.tables import Language, fields_of, keys, message, words_of
from index.text.script import has_han

_TOPICS = ("reason.", "problem.", "taken.")
_LONGEST_NAME = 12  # words of a file's name
_DEPTH = 3  # an advice inside a reason inside "…, or make the PDF anew"


def reason_said(reason: str, language: Language) -> str:
    """A reason or a problem that `index` gave; one that the table lacks as it stands, behind a word that says so."""
    said = said_anew(reason, language)
    # What was said in Chinese to begin with needs no word before it.
    if said != reason or language == "en" or not reason or has_han(reason):
        return said
    return message("zh", "refusal.other", reason=reason)


def said_anew(reason: str, language: Language) -> str:
    """The same, but as it stands where the table lacks it. A file's name may stand before the reason."""
    if language == "en" or not reason:
        return reason
    if (found := _found(reason, language, _DEPTH)) is not None:
        return found
    words = reason.split(" ")
    for at in range(1, min(len(words), _LONGEST_NAME)):
        if (found := _found(" ".join(words[at:]), language, _DEPTH)) is not None:
            return f"{' '.join(words[:at])} {found}"
    return reason


def _found(reason: str, language: Language, depth: int) -> str | None:
    for key, pattern in _patterns():
        if match := pattern.fullmatch(reason):
            # {name} may be a phrase of the table, such as "a Word file", or a word of the file's own.
            fields = {
                name: (_found(value, language, depth - 1) if depth else None) or value
                for name, value in match.groupdict().items()
            }
            return message(language, key, **fields)
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each English sentence as a pattern; those with more letters of their own first, as they tell more."""
    found = [key for topic in _TOPICS for key in keys(topic)]
    found.sort(key=lambda key: (len(fields_of("en", key)) > 0, -len(words_of("en", key))))
    return tuple((key, pattern_of(words_of("en", key))) for key in found)


def pattern_of(words: str) -> re.Pattern[str]:
    """What a sentence of a table looks like with its fields filled in; each is a group of its name."""
    parts = []
    for text, name, _, _ in Formatter().parse(words):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(f"(?P<{name}>.+?)")
    return re.compile("".join(parts), re.DOTALL)
