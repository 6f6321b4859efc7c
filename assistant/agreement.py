"""Whether a quote says what a statement says: numbers, direction, period, hedge, negation, plan or outcome, subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.report import Report

from .answer import Mismatch


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote, and what its surroundings say of it.

    `context` supplies subjects that the quote leaves out: title, headings, table headers, the sentence before.
    `regions` are the places that it is about and `years` the years it speaks of; empty where nothing tells. `plan` is
    True in a part that plans, False in one that looks back, None where nothing tells. `blanked`: the report masks a
    figure in it.
    """

    quote: str
    context: str = ""
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    plan: bool | None = None
    blanked: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a statement stands to its evidence.

    `mismatches` are what it says otherwise than the evidence; `unsupported` its words that stand nowhere in the
    evidence. `share`, in [0, 1], is how much of the statement's words the evidence has. `same`: the evidence speaks of
    the same subject, so that a mismatch refutes the statement and does not only leave it open.
    """

    mismatches: tuple[Mismatch, ...]
    unsupported: tuple[str, ...]
    share: float
    same: bool

    @property
    def supports(self) -> bool:
        """Whether all that the statement says stands in the evidence."""
        return self.same and not self.mismatches and not self.unsupported


def evidence_of(report: Report, start: int, end: int) -> Evidence:
    """The span `[start, end)` of a report as evidence, with what its place says of it."""
    raise NotImplementedError


def agreement(statement: str, evidence: Sequence[Evidence]) -> Agreement:
    """Compares a statement with the quotes that it rests on; each part of it with the one that fits it best."""
    raise NotImplementedError
