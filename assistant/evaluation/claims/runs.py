"""A run over claims: each checked once, and held against its gold label."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.build import Assistant
from assistant.checking.claims import Claim
from assistant.errors import WrongUsage
from assistant.evaluation.claims import report, summary
from assistant.evaluation.claims.scoring import label_of, quotes_standing
from assistant.evaluation.claims.sets import ClaimSet
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.running import Evaluation, Given, RunOptions, evaluate
from assistant.evaluation.statistics import Estimate
from assistant.records import REPORT, Progress, Record
from index.errors import UnknownReport


@dataclass(frozen=True, slots=True)
class ClaimOptions(RunOptions):
    """What a run over claims is asked for. `given`: each claim's own evidence alone decides."""

    given: bool = False


def evaluate_claims(
    file: Path,
    claim_set: ClaimSet,
    assistant: Assistant,
    folder: Path,
    options: ClaimOptions,
    progress: Progress | None = None,
) -> Evaluation:
    """Checks what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    given = Given(file, claim_set.sha256, claim_set.claims, claim_set.problems)
    return evaluate(_ClaimRun(assistant, options.given), given, folder, options, progress)


class _ClaimRun:
    compared: Sequence[str] = summary.COMPARED

    def __init__(self, assistant: Assistant, given: bool) -> None:
        self._assistant = assistant
        self.library, self.settings = assistant.library, assistant.settings
        self.corpus = None if given else Corpus(assistant.library)
        self.asked: dict[str, Any] = {"evidence": "given" if given else "library"}
        self.warm_up = assistant.warm_up

    def ask(self, claim: Claim, /) -> Record:
        """One claim's record: what `wenju check --json` gives, its gold label and its metrics."""
        known = {"gold": {"label": claim.label}} | {name: value for name, value in claim.columns if name == "kind"}
        try:
            verdict = self._assistant.checker.check(claim, evidence_given=self.corpus is None)
        except (WrongUsage, UnknownReport) as error:
            missed = {"metrics": {"accuracy": 0.0, "wrongly_supported": 0.0}, "label": "failed", "quotes": [0, 0]}
            return {"id": claim.id, "claim": claim.text, "error": str(error), **known, **missed}
        label = label_of(verdict)
        wrongly = label == "supported" != claim.label
        return {
            **verdict.to_json(),
            **known,
            "label": label,
            # For both, higher is better, so that a comparison reads alike.
            "metrics": {"accuracy": float(label == claim.label), "wrongly_supported": -float(wrongly)},
            "quotes": [quotes_standing(verdict, self.corpus, claim.evidence), len(verdict.citations)],
        }

    def estimates(self, records: Sequence[Record], seed: int, /) -> dict[str, Estimate]:
        """Every metric of claims."""
        return summary.estimates(records, seed)

    def by_kind(self, records: Sequence[Record], seed: int, /) -> dict[str, dict[str, Estimate]]:
        """The share of right verdicts for each kind of claim."""
        return summary.by_kind(records, seed)

    def told(self, _claims: Sequence[Claim], records: Sequence[Record], /) -> dict[str, Any]:
        """Which verdict each label was given; claims name no reports."""
        return {"confusion": summary.confusion(records), "lacking_gold_reports": 0}

    def write(
        self, folder: Path, summary: dict[str, Any], items: Sequence[Claim], records: Sequence[Record], /
    ) -> None:
        """Writes the page."""
        report.write(folder / REPORT, summary, items, records)
