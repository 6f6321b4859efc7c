"""What reports call the things that people ask for and state: names that mean exactly the same, and nearly."""

from itertools import groupby
from typing import NamedTuple

from index.lexicon.loading import read_table


class Name(NamedTuple):
    """A name of an indicator; `means` is `exactly` or `nearly`."""

    indicator: str
    name: str
    means: str
    searched: bool


NAMES = read_table("indicators", Name)
_GROUPS = tuple(tuple(group) for _, group in groupby(NAMES, key=lambda name: name.indicator))
SYNONYMS: tuple[tuple[str, ...], ...] = tuple(
    names for group in _GROUPS if (names := tuple(name.name for name in group if name.searched))
)
