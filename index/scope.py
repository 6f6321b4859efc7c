"""Which reports a question may be answered from."""

import re
from dataclasses import dataclass, replace

from index.report import Metadata
from index.text.places import province_of
from index.text.regions import NATION


@dataclass(frozen=True, slots=True)
class Scope:
    """Years, regions, issuers and reports; an empty tuple sets no limit, and the limits set must all hold.

    `origin` says where it came from: `question`, `option` or `history`. `or_unstated` is set for a scope read out of a
    question: it cannot rule out what a report does not say of itself, an option can. So a report that states no year
    or no region passes where its title or text names the one asked for, and a document that is no periodical report
    (news, notices, an encyclopedia) where it states none, or stands above the region asked for. `empty`: its limits
    contradict each other.
    """

    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    origin: str = "question"
    or_unstated: bool = False
    empty: bool = False

    @property
    def is_open(self) -> bool:
        """True where nothing is ruled out."""
        return not (self.years or self.regions or self.issuers or self.reports or self.empty)

    def admits(self, report_id: str, metadata: Metadata, text: str = "") -> bool:
        """Whether a report is inside. `text` is only looked at with `or_unstated`."""
        return (
            not self.empty
            and (not self.reports or report_id in self.reports)
            and (not self.issuers or metadata.issuer in self.issuers)
            and self._admits_place(metadata, text)
            and self._admits_year(metadata, text)
        )

    def _admits_place(self, metadata: Metadata, text: str) -> bool:
        if self._admits(self.regions, metadata.region, metadata, text):
            return True
        if not self.or_unstated or metadata.kind != "other":
            return False
        above = {province_of(region) for region in self.regions}
        return metadata.region == NATION or None in above or metadata.region in above

    def _admits_year(self, metadata: Metadata, text: str) -> bool:
        # A company's "fiscal 2024" may end in 2023: either year means the report.
        return any(year in self.years for year in metadata.years) or self._admits(
            self.years, metadata.year, metadata, text
        )

    def _admits(
        self,
        wanted: tuple[int, ...] | tuple[str, ...],
        stated: int | str | None,
        metadata: Metadata,
        text: str,
    ) -> bool:
        if not wanted or stated in wanted:
            return True
        if not self.or_unstated or stated is not None:
            return False
        return metadata.kind == "other" or any(_names(f"{metadata.title}\n{text}", value) for value in wanted)

    def narrowed(self, other: "Scope") -> "Scope":
        """This scope within the limits of `other`: its years and reports go above, its regions must hold as well.

        Where both name regions and none is in both, the result admits no report.
        """
        regions = other.regions or self.regions
        contradiction = False
        if self.regions and other.regions:
            regions = tuple(region for region in self.regions if region in other.regions)
            contradiction = not regions
        return replace(
            self,
            years=other.years or self.years,
            regions=regions or self.regions,
            issuers=other.issuers or self.issuers,
            reports=other.reports or self.reports,
            origin=self.origin if other.is_open else other.origin,
            empty=self.empty or other.empty or contradiction,
        )


def _names(text: str, value: int | str) -> bool:
    """Whether `text` names a region, or a year that is not part of a longer number."""
    if isinstance(value, str):
        return value in text
    return re.search(rf"(?<!\d){value}(?!\d)", text) is not None
