"""The scope that somebody states beside a question, in an option or a field: years, places, companies, reports."""

from collections.abc import Sequence

from assistant.query.scope import issuers_called
from index.library import Library
from index.scope import Scope
from index.text.folding import simplified
from index.text.regions import canonical_region


def stated_scope(
    library: Library,
    years: Sequence[int] = (),
    regions: Sequence[str] = (),
    issuers: Sequence[str] = (),
    reports: Sequence[str] = (),
) -> Scope:
    """The scope of these limits: regions by any of their names, companies as people call them, reports by id or name.

    Raises UnknownReport, and LibraryMissing where companies or reports are named.
    """
    known = library.metadata() if issuers else []
    return Scope(
        years=tuple(years),
        regions=tuple(region_named(region) or region for region in regions),
        issuers=tuple(issuer for name in issuers for issuer in issuers_called(name, known)),
        reports=tuple(library.resolve(report) for report in reports),
        origin="option",
    )


def region_named(name: str | None) -> str | None:
    """A region's canonical name, or the name itself where it is none we know."""
    return None if name is None else canonical_region(name) or simplified(name)
