"""What companies are called: the whole name, the short one, and the one in the other language (苹果 for Apple Inc.)."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from index.facts.reports import own_names
from index.lexicon.loading import read_table
from index.report import Metadata
from index.structure.issuers import short_name


class _Row(NamedTuple):
    name: str
    other: tuple[str, ...]


@cache
def _others() -> dict[str, tuple[str, ...]]:
    return {row.name.lower(): row.other for row in read_table("company_names", _Row)}


def other_names(issuer: str) -> tuple[str, ...]:
    """What an issuer is called in the other language; none where the table lacks it."""
    short = short_name(issuer).lower()
    for name in (issuer.lower(), short, short.partition(".")[0], short.partition(" ")[0]):
        if name in _others():
            return _others()[name]
    by_other = (
        name.title() if name.islower() else name for name, others in _others().items() if short_name(issuer) in others
    )
    return tuple(by_other)


def names_of(known: Iterable[Metadata]) -> list[str]:
    """All names of the issuers of reports, by which a question may call them."""
    return list(dict.fromkeys(_names(known)))


def _names(known: Iterable[Metadata]) -> Iterator[str]:
    for metadata in known:
        yield from own_names(metadata)
        if metadata.issuer:
            yield metadata.issuer
            yield short_name(metadata.issuer)
            for other in other_names(metadata.issuer):
                yield from (f"{other}公司", other)
