"""A bundle's claims checked once more: which verdicts the library of today changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Label, Verdict
from assistant.bundle.schema import KeptClaim
from assistant.checking.batch import check_one
from assistant.checking.checker import Checker
from assistant.checking.claims import Claim
from index.scope import Scope


@dataclass(frozen=True, slots=True)
class CheckedAgain:
    """A kept claim and its verdict of today, None with an `error` where there is none any more."""

    kept: KeptClaim
    verdict: Verdict | None
    error: str = ""

    @property
    def before(self) -> Label | None:
        """The machine's verdict that was kept; a person's overruling stands beside it."""
        return self.kept.verdict

    @property
    def changed(self) -> bool:
        """Whether the verdict is another than it was."""
        return self.verdict is None or self.verdict.verdict != self.before

    def to_json(self) -> dict[str, Any]:
        """What `wenju check --json` gives for the claim today, the verdict of `before`, and whether it `changed`."""
        if self.verdict is None:
            document: dict[str, Any] = {"id": self.kept.id, "claim": self.kept.claim, "error": self.error}
        else:
            document = self.verdict.to_json()
        document |= {"before": self.before, "changed": self.changed}
        if self.kept.overruled is not None:
            document["overruled"] = self.kept.overruled.model_dump(mode="json", exclude_unset=True)
        return document


def check_again(claims: Sequence[KeptClaim], checker: Checker) -> Iterator[CheckedAgain]:
    """Checks the claims of a bundle in their order, within the limits that the user had set.

    Left out is what no report can decide, a heading or an opinion, and what was no claim. Raises LibraryError where the
    library itself fails.
    """
    for kept in claims:
        if kept.verdict in (None, "not_checkable"):
            continue
        checked = check_one(Claim(kept.id, kept.claim, kept.read_as), checker, _limits(kept.scope))
        yield CheckedAgain(kept, checked.verdict, checked.error)


def _limits(scope: dict[str, Any]) -> Scope | None:
    """The user's own limits; what was read out of the claim is read again."""
    if scope.get("from") != "option":
        return None
    found = Scope(
        years=tuple(year for year in scope.get("years") or () if isinstance(year, int)),
        regions=tuple(map(str, scope.get("regions") or ())),
        issuers=tuple(map(str, scope.get("issuers") or ())),
        reports=tuple(map(str, scope.get("reports") or ())),
        origin="option",
    )
    return None if found.is_open else found
