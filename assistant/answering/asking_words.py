"""The words that questions and their answers are told by, by kind: index/lexicon/asking/words.tsv."""

import re
from functools import cache
from typing import NamedTuple

from index.lexicon.loading import read_table


class _Forms(NamedTuple):
    """Words of one kind."""

    kind: str
    forms: str


def forms(kind: str) -> tuple[str, ...]:
    """The rows of one kind of the list, each as it stands there."""
    return _by_kind().get(kind, ())


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """The rows of one kind as a regular expression."""
    return re.compile("|".join(f"(?:{row})" for row in forms(kind)))


@cache
def _by_kind() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in read_table("asking/words", _Forms):
        found.setdefault(row.kind, []).append(row.forms)
    return {kind: tuple(rows) for kind, rows in found.items()}
