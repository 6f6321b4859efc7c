"""Word lists that ship with the package: tab-separated files, `#` opens a comment line."""

from collections.abc import Iterator
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `index/lexicon/NAME.tsv`, each as its columns; shorter rows than the file's widest are kept as is."""
    text = resources.files("index.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def forms(name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """(the other columns, one form) for each form in the last column, forms divided by spaces."""
    for *columns, listed in rows(name):
        for form in listed.split(" "):
            if form:
                yield tuple(columns), form
