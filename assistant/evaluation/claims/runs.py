"""A run over claims: each checked once, held against its gold label and recorded; then the summary and the page.

A run that was killed goes on where it stopped, as a run over questions does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import provenance, records
from assistant.build import Assistant
from assistant.checking.claims import Claim
from assistant.errors import WrongUsage
from assistant.evaluation import comparison
from assistant.evaluation.claims import report, summary
from assistant.evaluation.claims.scoring import label_of, quotes_standing
from assistant.evaluation.claims.sets import ClaimSet
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.running import (
    Evaluation,
    Half,
    Progress,
    drawn,
    finished,
    go_on,
    require_unchanged,
    summary_head,
)
from assistant.records import Record
from index.errors import UnknownReport


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """What a run is asked for. `given`: each claim's own evidence alone decides. `half`, `limit`: as for questions."""

    given: bool = False
    half: Half = "both"
    limit: int | None = None
    seed: int = 0
    baseline: Path | None = None


def evaluate_claims(
    file: Path,
    claim_set: ClaimSet,
    assistant: Assistant,
    folder: Path,
    options: ClaimOptions,
    progress: Progress | None = None,
) -> Evaluation:
    """Checks what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    corpus = None if options.given else Corpus(assistant.library)
    claims = drawn(claim_set.claims, options.half, options.limit, options.seed)
    before = None if options.baseline is None else comparison.read_baseline(options.baseline, folder)
    identity = _identity(claim_set, assistant, corpus, options)
    commit = provenance.commit()  # of the code that runs; the checkout may move on meanwhile
    started = perf_counter()
    generation = None if corpus is None else assistant.library.generation()
    with records.opened(folder, identity) as run:
        asked = go_on(
            run,
            claims,
            claim_set.problems,
            lambda claim: _checked(claim, assistant, corpus),
            assistant.warm_up,
            progress,
        )
        if corpus is not None:
            require_unchanged(assistant.library, generation)
        done = run[0]
        found = _summary(file, claims, corpus, done, identity, options)
        found["commit"] = commit
        found["time"] |= {"seconds": round(perf_counter() - started, 1), "asked": asked}
        if before is not None:
            found["comparison"] = comparison.compare(done, identity, before, options.seed, summary.COMPARED)
        records.write_json(folder / records.SUMMARY, found)
        report.write(folder / records.REPORT, found, claims, done)
    return Evaluation(folder, found)


def _checked(claim: Claim, assistant: Assistant, corpus: Corpus | None) -> Record:
    """One claim's record: what `wenju check --json` gives, its gold label and its metrics."""
    known = {"gold": {"label": claim.label}} | {name: value for name, value in claim.columns if name == "kind"}
    try:
        verdict = assistant.checker.check(claim, evidence_given=corpus is None)
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
        "quotes": [quotes_standing(verdict, corpus, claim.evidence), len(verdict.citations)],
    }


def _identity(
    claim_set: ClaimSet, assistant: Assistant, corpus: Corpus | None, options: ClaimOptions
) -> dict[str, Any]:
    asked = {
        "evidence": "given" if options.given else "library",
        "half": options.half,
        "limit": options.limit,
        "seed": options.seed,
    }
    fingerprint = None if corpus is None else corpus.fingerprint
    return provenance.identity(assistant.settings, assistant.library, fingerprint, claim_set.sha256, asked)


def _summary(
    file: Path,
    claims: Sequence[Claim],
    corpus: Corpus | None,
    done: Sequence[Record],
    identity: dict[str, Any],
    options: ClaimOptions,
) -> dict[str, Any]:
    metrics = summary.estimates(done, options.seed)
    library = None if corpus is None else {"fingerprint": corpus.fingerprint, "reports": len(corpus)}
    return {
        **summary_head(file, identity, done, metrics, summary.by_kind(done, options.seed)),
        "items": len(claims),
        "confusion": summary.confusion(done),
        "refused_reports": 0,
        "lacking_gold_reports": 0,
        "library": library,
        "settings": identity["settings"]
        | {"evidence": identity["evidence"], "half": options.half, "limit": options.limit},
        "time": finished(),
    }
