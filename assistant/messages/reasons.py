"""What `index` says in English, in the language of who reads it.

A parser runs in a process of its own and its errors say what, where and what to do in one English sentence. The table
reasons.tsv has each with its fields; what is found there is said anew, fields that are themselves such phrases too.
"""

import re
from functools import cache, lru_cache
from string import Formatter

from assistant.messages.tables import LANGUAGES, Language, fields_of, keys, message, words_of
from index.text.script import has_han

_TOPICS = ("reason.", "problem.", "taken.")
_LONGEST_NAME = 12  # words of a file's name
_OWN_LETTERS = 4  # of a message without its fields; one with fewer is what nearly anything looks like
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
    return _with_name(reason, "en", language, _TOPICS) or reason


@lru_cache(maxsize=1024)
def notice_in(words: str, language: Language) -> str:
    """What was said in the other language to whoever it stopped, in this one: any message of ours, fields filled in.

    As it stands where no table has it, and where it is in this language already.
    """
    source = next(each for each in LANGUAGES if each != language)
    return _with_name(words, source, language, ("",)) or words


def _with_name(words: str, source: Language, language: Language, topics: tuple[str, ...]) -> str | None:
    if (found := _found(words, source, language, topics, _DEPTH)) is not None:
        return found
    parts = words.split(" ")
    for at in range(1, min(len(parts), _LONGEST_NAME)):
        if (found := _found(" ".join(parts[at:]), source, language, _TOPICS, _DEPTH)) is not None:
            return f"{' '.join(parts[:at])} {found}"
    return None


def _found(words: str, source: Language, language: Language, topics: tuple[str, ...], depth: int) -> str | None:
    for key, pattern in _patterns(source, topics):
        if match := pattern.fullmatch(words):
            # {name} may be a phrase of the table, such as "a Word file", or a word of the file's own.
            fields = {
                name: (_found(value, source, language, _TOPICS, depth - 1) if depth else None) or value
                for name, value in match.groupdict().items()
            }
            return message(language, key, **fields)
    return None


@cache
def _patterns(source: Language, topics: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence as a pattern; those with more letters of their own first, as they tell more."""
    found = [key for topic in topics for key in keys(topic) if topics == _TOPICS or _own_letters(source, key)]
    found.sort(key=lambda key: (len(fields_of(source, key)) > 0, -len(words_of(source, key))))
    return tuple((key, pattern_of(words_of(source, key))) for key in found)


def _own_letters(source: Language, key: str) -> bool:
    own = "".join(text for text, *_ in Formatter().parse(words_of(source, key)))
    return sum(map(str.isalpha, own)) >= _OWN_LETTERS


def pattern_of(words: str) -> re.Pattern[str]:
    """What a sentence of a table looks like with its fields filled in; each is a group of its name."""
    parts = []
    named: set[str] = set()
    for text, name, counted, _ in Formatter().parse(words):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(f"(?P={name})" if name in named else f"(?P<{name}>.+?)")
            named.add(name)
        if counted:
            parts.append(f" (?:{'|'.join(map(re.escape, counted.split('|')))})")
    return re.compile("".join(parts), re.DOTALL)
