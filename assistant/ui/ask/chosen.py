"""What a user limits a question to: years, regions, issuers, kinds, collections, reports; several of each.

The page keeps it as JSON and sends it with each question; it is read again here, and only what can be a choice is
taken. The library knows no kinds and collections as limits, so those become the reports that they hold.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from assistant.errors import WrongUsage
from assistant.messages import Language, message
from assistant.report_sets import ReportSet
from index.patterns import regex
from index.report import KINDS
from index.scope import Scope
from index.store.rows import StoredReport

MOST_CHOSEN = 500
_REPORT_ID = regex(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The limits; an empty tuple sets none. Reports and collections together are the reports that may answer."""

    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing is limited."""
        return self == Chosen()

    def to_json(self) -> dict[str, list[Any]]:
        """The limits that are set, for a page or a file."""
        return {name: list(values) for name, values in asdict(self).items() if values}

    def scope(self, known: Sequence[StoredReport], sets: Sequence[ReportSet]) -> Scope | None:
        """The scope for the library, of `known` reports and these `sets`; None where nothing is limited.

        A collection that holds none of the reports, and a kind that none is of, admit nothing.
        """
        if self.is_open:
            return None
        reports: tuple[str, ...] = self.reports
        if self.collections or self.kinds:
            named = {*self.reports, *(one for each in sets if each.name in self.collections for one in each.reports)}
            bounded = bool(self.reports or self.collections)
            reports = tuple(
                each.report_id
                for each in known
                if (each.report_id in named or not bounded) and (not self.kinds or each.metadata.kind in self.kinds)
            )
        return Scope(
            years=self.years,
            regions=self.regions,
            issuers=self.issuers,
            reports=reports,
            origin="option",
            empty=not reports and bool(self.collections or self.kinds),
        )

    def words(self, language: Language) -> list[str]:
        """All limits in words; of single reports how many."""
        named = [*map(str, self.years), *self.regions, *self.issuers, *self.labels(language)]
        return named + ([message(language, "scope.many_reports", count=len(self.reports))] if self.reports else [])

    def labels(self, language: Language) -> list[str]:
        """The kinds and collections in words: what the scope of an answer no longer tells."""
        kinds = [message(language, f"report_kind.{kind}") for kind in self.kinds]
        return [*kinds, *(message(language, "scope.collection", name=name) for name in self.collections)]


def read_chosen(value: object) -> Chosen:
    """The limits that a browser sends, as JSON. Raises WrongUsage for what is no choice."""
    if value in (None, ""):
        return Chosen()
    try:
        document: Any = json.loads(value) if isinstance(value, str) else value
        given = {field.name: tuple(document.get(field.name, ())) for field in fields(Chosen)}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise WrongUsage("the scope does not read; choose it anew") from error
    chosen = Chosen(**given)
    texts = (*chosen.regions, *chosen.issuers, *chosen.collections)
    if (
        sum(map(len, given.values())) > MOST_CHOSEN
        or not all(type(year) is int and 1000 <= year <= 9999 for year in chosen.years)
        or not all(isinstance(text, str) and 0 < len(text) <= 500 for text in texts)
        or not all(kind in KINDS for kind in chosen.kinds)
        or not all(isinstance(one, str) and _REPORT_ID.fullmatch(one) for one in chosen.reports)
    ):
        raise WrongUsage("the scope names what cannot be chosen; choose it anew")
    return chosen


def kept_choice(limits: Sequence[object]) -> Chosen:
    """The limits that a question was kept with: the page's JSON, alone in a row; none where that does not read."""
    try:
        return read_chosen(limits[0] if limits else None)
    except WrongUsage:
        return Chosen()
