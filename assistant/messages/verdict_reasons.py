"""Why a verdict is what it is, said in the language of its claim and read in the other one.

A reason is one message behind another (`verdicts.py` puts them together), and lists in them are of names and messages
too. It is read back as the shortest messages that use up all its words, so that what was kept is read as well.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from assistant.messages.reasons import pattern_of
from assistant.messages.sentences import clauses, clauses_in, counted, listed, phrases_in, words_in
from assistant.messages.tables import LANGUAGES, Language, keys, message, words_of

_OPINIONS = ("reason.model_opinion", "reason.model_vetoed")
_MESSAGES = (
    *("scope.empty", "facts.summary", "compared.same", "compared.differs", "compared.not", "reason.version"),
    *("reason.supported", "reason.computed", "reason.refuted", "reason.nothing", "reason.nothing_near"),
    *("reason.worded", "reason.but_for_that", "reason.model_supported", *_OPINIONS),
)
_STOP = {"zh": re.compile("。"), "en": re.compile(r"\.(?= |$)")}
_STATED = {"zh": "。", "en": "."}


@lru_cache(maxsize=4096)
def verdict_reason_in(reason: str, language: Language) -> str:
    """The same in this language; as it stands where it is in it already, or where it is none of ours."""
    source = next(each for each in LANGUAGES if each != language)
    said = _Reading(source, language).messages(reason.strip())
    if not said:
        return reason
    whole = said[0][1]
    for is_opinion, words in said[1:]:
        whole += " " + words if is_opinion or language == "en" else words
    return whole


class _Reading:
    """Reads what was said in `source`, and says it in `language`."""

    def __init__(self, source: Language, language: Language) -> None:
        self._source: Language = source
        self._language: Language = language
        # What words, or pieces, were read as: without it each way of cutting would be tried again behind each other.
        self._read: dict[str, list[tuple[bool, str]] | None] = {"": []}
        self._one: dict[str, tuple[bool, str] | None] = {}
        self._short: dict[tuple[str, ...], list[str] | None] = {(): []}

    def messages(self, words: str) -> list[tuple[bool, str]] | None:
        """The messages that use up these words, each with whether it is a model's opinion; None where none do."""
        if words not in self._read:
            self._read[words] = self._cut(words)
        return self._read[words]

    def _cut(self, words: str) -> list[tuple[bool, str]] | None:
        for stop in _STOP[self._source].finditer(words):
            said = self._message(words[: stop.end()])
            rest = None if said is None else self.messages(words[stop.end() :].lstrip())
            if said is not None and rest is not None:
                return [said, *rest]
        return None

    def _message(self, words: str) -> tuple[bool, str] | None:
        if words not in self._one:
            self._one[words] = self._of_a_pattern(words)
        return self._one[words]

    def _of_a_pattern(self, words: str) -> tuple[bool, str] | None:
        for key, pattern in _patterns(self._source):
            if match := pattern.fullmatch(words):
                fields = {name: self._field(key, value) for name, value in match.groupdict().items()}
                if None not in fields.values():
                    return key in _OPINIONS, message(self._language, key, **fields).strip()
        details = self._details(tuple(clauses_in(self._source, words[:-1])))
        return (False, clauses(self._language, details) + _STATED[self._language]) if details else None

    def _details(self, pieces: tuple[str, ...]) -> list[str] | None:
        """What falls short, a clause each; a clause may hold a semicolon itself."""
        if pieces not in self._short:
            self._short[pieces] = self._clause_by_clause(pieces)
        return self._short[pieces]

    def _clause_by_clause(self, pieces: tuple[str, ...]) -> list[str] | None:
        for count in range(1, len(pieces) + 1):
            detail = self._detail(clauses(self._source, pieces[:count]))
            rest = None if detail is None else self._details(pieces[count:])
            if detail is not None and rest is not None:
                return [detail, *rest]
        return None

    def _detail(self, words: str) -> str | None:
        if match := _pattern(self._source, "facts.more").fullmatch(words):
            return message(self._language, "facts.more", count=match["count"])
        if match := _pattern(self._source, "facts.detail").fullmatch(words):
            said = self._message(match["reason"] + _STATED[self._source])
            if said is not None:
                return message(self._language, "facts.detail", words=match["words"], reason=said[1].rstrip("。."))
        return None

    def _field(self, key: str, value: str) -> str | None:
        """What stands in a field, in the other language; None where it is not what stands there."""
        if key == "reason.refuted":
            return self._each(value, self._name)
        if key == "facts.summary":
            return self._summary(value) if not value.isdecimal() else value
        if key.startswith("compared."):
            return self._each(value, self._compared)
        return self._each(value, str) if key == "reason.nothing_near" else value

    def _each(self, value: str, said: Callable[[str], str | None]) -> str | None:
        found = [said(one) for one in words_in(self._source, value)]
        return None if None in found else listed(self._language, filter(None, found))

    def _name(self, words: str) -> str | None:
        return _names(self._source, self._language).get(words)

    def _compared(self, words: str) -> str:
        if match := _pattern(self._source, "compared.other").fullmatch(words):
            return message(self._language, "compared.other", found=match["found"], claimed=match["claimed"])
        return self._name(words) or words

    def _summary(self, value: str) -> str | None:
        said = []
        for phrase in phrases_in(self._source, value):
            match = _pattern(self._source, "facts.counted").fullmatch(phrase)
            verdict = _names(self._source, self._language).get(match["verdict"]) if match else None
            if match is None or verdict is None:
                return None
            said.append(message(self._language, "facts.counted", count=match["count"], verdict=verdict.lower()))
        return counted(self._language, said)


@cache
def _patterns(source: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _pattern(source, key)) for key in (*_MESSAGES, *keys("not_checkable.")))


@cache
def _pattern(source: Language, key: str) -> re.Pattern[str]:
    return pattern_of(words_of(source, key).strip())


@cache
def _names(source: Language, language: Language) -> dict[str, str]:
    """What differs and what a verdict is called, as both stand in a sentence: by the name in the other language."""
    named = [key for topic in ("mismatch.", "verdict.") for key in keys(topic)]
    return {words_of(source, key).lower(): words_of(language, key) for key in named}
