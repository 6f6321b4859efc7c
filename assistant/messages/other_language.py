"""Why something of a model's is not shown, said in the language of its answer and read in the other one."""

import re
from functools import cache

from assistant.messages.reasons import notice_in, pattern_of, said_anew
from assistant.messages.sentences import clauses, clauses_in, listed, listed_in
from assistant.messages.tables import LANGUAGES, Language, keys, message, words_of

_SAID = ("dropped.", "difference.", "fallback.")
_NAMED = ("mismatch.", "difference.none")  # what stands in the fields of those
_CLAUSE = ".clause"


def said_in(words: str, language: Language) -> str:
    """The same in this language; as it stands where it is in it already, or where no table has it."""
    source = next(each for each in LANGUAGES if each != language)
    parts = _parts(clauses_in(source, words), source, language)
    return clauses(language, parts) if parts else notice_in(words, language)


def _parts(pieces: list[str], source: Language, language: Language) -> list[str]:
    """Each clause in the other language; none where one of them isn't ours. A quote may hold a semicolon too."""
    found, begun = [], 0
    for end in range(1, len(pieces) + 1):
        clause = clauses(source, pieces[begun:end])
        is_whole = clause.count("“") == clause.count("”")
        if is_whole and (said := _said(clause, source, language)) is not None:
            found.append(said)
            begun = end
    return found if begun == len(pieces) else []


def _said(words: str, source: Language, language: Language) -> str | None:
    for key, pattern in _patterns(source):
        if match := pattern.fullmatch(words):
            fields = {name: _field(key, name, value, source, language) for name, value in match.groupdict().items()}
            return message(language, key, **fields)
    return None


def _field(key: str, name: str, value: str, source: Language, language: Language) -> str:
    if name == "why":  # an error, which is in English to begin with
        return said_anew(value, language)
    if key == "difference.unsupported":
        return listed(language, listed_in(source, value))
    for named in _names():
        if words_of(source, named) == value:
            return words_of(language, named)
    return value


@cache
def _names() -> tuple[str, ...]:
    return tuple(key for topic in _NAMED for key in keys(topic) if key.endswith(_CLAUSE) or key in _NAMED)


@cache
def _patterns(source: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = [*(key for topic in _SAID for key in keys(topic) if key not in _NAMED), *_names()]
    return tuple((key, pattern_of(words_of(source, key))) for key in found)
