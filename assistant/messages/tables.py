"""The tables of what we say, one a topic, beside this module; a line is a key, its Chinese and its English.

A message has the same `{fields}` in both languages; who asks for it gives exactly those. `{count:report|reports}`
is the number with the word for one or for several.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Final, Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_HEAD = "key\tzh\ten"


def message(language: Language, key: str, **fields: Any) -> str:
    """The words for `key` with its fields filled in. Raises KeyError for no such key, TypeError for other fields."""
    words, wanted = _messages()[key][LANGUAGES.index(language)]
    if fields.keys() != wanted:
        raise TypeError(f"{key} takes the fields {sorted(wanted)}, not {sorted(fields)}")
    return _WORDS.vformat(words, (), fields)


class _Counting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, several = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return f"{value} {one if str(value) == '1' else several}"


_WORDS = _Counting()


def keys(prefix: str = "") -> tuple[str, ...]:
    """The keys that begin so, in the order of their table."""
    return tuple(key for key in _messages() if key.startswith(prefix))


def words_of(language: Language, key: str) -> str:
    """The words for `key` with their `{fields}` as they stand in the table."""
    return _messages()[key][LANGUAGES.index(language)][0]


def fields_of(language: Language, key: str) -> frozenset[str]:
    """The names of the fields that a message has in this language."""
    return _messages()[key][LANGUAGES.index(language)][1]


_Words = tuple[str, frozenset[str]]


@cache
def _messages() -> dict[str, tuple[_Words, ...]]:
    found: dict[str, tuple[_Words, ...]] = {}
    tables = sorted((each for each in files(__package__).iterdir() if each.name.endswith(".tsv")), key=lambda t: t.name)
    for table in tables:
        for key, *said in _rows(table.name, table.read_text("utf-8")):
            if key in found:
                raise ValueError(f"{table.name}: {key} stands twice")
            found[key] = tuple((words, _fields(words)) for words in said)
    return found


def _rows(name: str, content: str) -> Iterator[list[str]]:
    """The cells of each line; a line that begins with # is a heading for people."""
    lines = [line for line in content.splitlines() if line and not line.startswith("#")]
    if lines[:1] != [_HEAD]:
        raise ValueError(f"{name} does not begin with key, zh, en")
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != 1 + len(LANGUAGES) or not all(cells):
            raise ValueError(f"{name}: {cells[0]} has not one text a language")
        yield cells


def _fields(words: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name is not None)
