"""What an address of the Compare tab asks for: measures, whose figures, years. Every value is checked here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from index.scope import Scope
from index.store.rows import StoredReport

MOST_MEASURES, MOST_WHO, MOST_YEARS = 8, 200, 60
CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """Measures as they were typed, regions or issuers by name, and years; nothing of a sort sets no limit."""

    measures: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def query(self) -> str:
        """The same as an address has it."""
        pairs = [("m", one) for one in self.measures] + [("who", one) for one in self.who]
        return urlencode([*pairs, *(("year", str(one)) for one in self.years)])

    def scope(self, known: Iterable[StoredReport]) -> Scope | None:
        """The reports of those who are named; None for all."""
        if not self.who:
            return None
        ids = tuple(each.report_id for each in known if {each.metadata.region, each.metadata.issuer} & set(self.who))
        return Scope(reports=ids, origin="option", empty=not ids)


def read_wanted(measures: Sequence[str], who: Sequence[str], years: Sequence[str]) -> Wanted:
    """What an address asks for; what can be no measure, name or year is left out."""
    return Wanted(
        _names(measures)[:MOST_MEASURES],
        _names(who)[:MOST_WHO],
        tuple(sorted({int(year) for year in years if year.isascii() and year.isdigit() and len(year) == 4}))[
            :MOST_YEARS
        ],
    )


def _names(given: Sequence[str]) -> tuple[str, ...]:
    words = (" ".join(each.split())[:CHARACTERS] for each in given)
    return tuple(dict.fromkeys(each for each in words if each))


def whose_of(known: Iterable[StoredReport]) -> list[str]:
    """Whom figures can be asked of: each report's region, or its issuer where it states none."""
    return sorted({each.metadata.region or each.metadata.issuer or "" for each in known} - {""})


def years_of(known: Iterable[StoredReport]) -> list[int]:
    """Years that the reports tell of, the latest first."""
    found: set[int] = set()
    for each in known:
        found.update(each.metadata.years)
        found.update(year for year in (each.metadata.year, each.metadata.year_told) if year is not None)
    return sorted(found, reverse=True)
