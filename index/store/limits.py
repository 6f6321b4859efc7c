"""The limits of a scope as conditions over a report's metadata: said once, told to each store in its own language.

A condition admits what it names and nothing else, so that a field that is not there, or not what it was, is outside.
What only a text tells (a report that states no year or no region, where the scope was read out of a question) is no
condition: see `scoping.by_text`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.scope import Scope
from index.text.places import province_of
from index.text.regions import NATION


@dataclass(frozen=True, slots=True)
class Among:
    """A field's value is one of these."""

    field: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Unstated:
    """A report says nothing of the field."""

    field: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold; where there are none, always."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these holds; where there are none, never."""

    conditions: tuple["Condition", ...]


Condition = Among | Unstated | Every | Either
NOTHING = Either(())
_OTHER = Among("kind", ("other",))


def named(scope: Scope) -> Sequence[Condition]:
    """What a scope asks by name: reports and issuers; nothing is inside one that contradicts itself."""
    conditions: list[Condition] = [NOTHING] if scope.empty else []
    if scope.reports:
        conditions.append(Among("report_id", scope.reports))
    if scope.issuers:
        conditions.append(Among("issuer", scope.issuers))
    return conditions


def place(scope: Scope) -> Condition:
    """Whose report it is; where a question named the place, also what is no periodical report and stands above it."""
    ways: list[Condition] = [Among("region", scope.regions)]
    if scope.or_unstated:
        above = {province_of(region) for region in scope.regions}
        if None in above:
            ways.append(_OTHER)
        else:
            ways.append(Every((_OTHER, Unstated("region"))))
            ways.append(Every((_OTHER, Among("region", tuple(sorted({NATION, *filter(None, above)}))))))
    return Either(tuple(ways))


def year(scope: Scope) -> Either:
    """Of which year it is, as it is called or by its fiscal period."""
    ways: list[Condition] = [Among("year", scope.years), Among("fiscal_year", scope.years)]
    if scope.or_unstated:
        ways.append(Every((_OTHER, Unstated("year"))))
    return Either(tuple(ways))


def limits(scope: Scope) -> Every:
    """All that a scope asks of the metadata."""
    found = [*named(scope), *([place(scope)] if scope.regions else []), *([year(scope)] if scope.years else [])]
    return Every(tuple(found))
