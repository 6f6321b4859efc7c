"""What is checked: a claim as it came in, what came in and is none, and a row that does not read."""

from dataclasses import dataclass
from typing import Literal

from index.parsing.boilerplate.banners import INVISIBLE_RULES, cuts
from index.scope import Scope

GoldLabel = Literal["supported", "refuted", "not_enough_info"]
GOLD_LABELS: tuple[GoldLabel, ...] = ("supported", "refuted", "not_enough_info")


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where an entry stands in its source: the 1-based line of a file, or `[start, end)` of an article's text."""

    line: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to check. `text` is it letter for letter; `read_as` has the words of its surroundings put in.

    `years` and `reports` (file names or ids) limit what it is checked against. `columns` are the other columns of its
    row, in order. `evidence` are texts given with it, `label` the gold verdict; both come from evaluation files.
    """

    id: str
    text: str
    read_as: str = ""
    place: SourcePlace = SourcePlace()
    years: tuple[int, ...] = ()
    reports: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    label: GoldLabel | None = None

    @property
    def judged(self) -> str:
        """The text that is held against the reports."""
        return self.read_as or self.text

    @property
    def scope(self) -> Scope:
        """The claim's own limits; `reports` are still the names that its file gives."""
        return Scope(years=self.years, reports=self.reports, origin="option")


@dataclass(frozen=True, slots=True)
class NotCheckable:
    """A sentence that no report can decide: `reason`, in its own language, says why."""

    id: str
    text: str
    reason: str
    place: SourcePlace = SourcePlace()
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a file that gives no claim: `reason` says why. It costs only itself."""

    id: str
    reason: str
    place: SourcePlace = SourcePlace()
    columns: tuple[tuple[str, str], ...] = ()


ClaimRow = Claim | NotCheckable | BadRow


def cleaned_line(text: str) -> str:
    """A claim on one line, without half characters and what cannot be seen; what is shown is what is judged."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    for cut in sorted(cuts(whole, INVISIBLE_RULES), key=lambda cut: cut.start, reverse=True):
        whole = whole[: cut.start] + whole[cut.end :]
    return " ".join(whole.split())
