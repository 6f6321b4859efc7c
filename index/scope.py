"""Which reports a question may be answered from."""

from dataclasses import dataclass, replace

from .report import Metadata


@dataclass(frozen=True, slots=True)
class Scope:
    """Years, regions, issuers and reports; an empty tuple sets no limit, and the limits set must all hold.

    `origin` says where it came from: `question`, `option` or `history`. With `or_unstated` a report that states
    no year or no region passes too where its text names the one asked for: a scope read out of a question cannot
    rule out what a report does not say of itself, an option can.
    """

    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    origin: str = "question"
    or_unstated: bool = False

    @property
    def is_open(self) -> bool:
        """True where nothing is ruled out."""
        return not (self.years or self.regions or self.issuers or self.reports)

    def admits(self, report_id: str, metadata: Metadata, text: str = "") -> bool:
        """Whether a report is inside. `text` is only looked at with `or_unstated`."""
        return (
            (not self.reports or report_id in self.reports)
            and (not self.issuers or metadata.issuer in self.issuers)
            and self._admits(self.regions, metadata.region, text)
            and self._admits(self.years, metadata.year, text)
        )

    def _admits(self, wanted: tuple[int, ...] | tuple[str, ...], stated: int | str | None, text: str) -> bool:
        if not wanted or stated in wanted:
            return True
        return self.or_unstated and stated is None and any(str(value) in text for value in wanted)

    def narrowed(self, other: "Scope") -> "Scope":
        """This scope with every limit that `other` sets in place of its own."""
        return replace(
            self,
            years=other.years or self.years,
            regions=other.regions or self.regions,
            issuers=other.issuers or self.issuers,
            reports=other.reports or self.reports,
            origin=self.origin if other.is_open else other.origin,
        )
