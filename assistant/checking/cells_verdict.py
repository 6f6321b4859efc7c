"""The verdict that cells of companies' tables give on a claim that the reports' sentences leave open."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation, Label, Mismatch, Stance, Verdict
from assistant.answering.cells import FoundCell
from assistant.checking.cells_compared import HeldClaim, HeldStatement
from assistant.citations import cite
from assistant.messages import Language
from assistant.messages.verdicts import reason_for, reason_of_facts
from assistant.verification.judgement import verdict_of

_LABELS: dict[str, Label] = {"supported": "supported", "refuted": "refuted", "open": "not_enough_info"}
_RELATED = 2  # citations of the verdict before that are kept beside the cells


def decided_by_cells(verdict: Verdict, held: Sequence[HeldStatement], language: Language) -> Verdict:
    """The verdict with what cells decide of each statement; as it is where they decide none."""
    if not held:
        return verdict
    label: Label = verdict_of([one.outcome for one in held])
    told = [one for statement in held if statement.outcome != "open" for one in statement.told]
    wrong = [one for one in told if one.outcome == "refuted"]
    mismatches = tuple(_mismatch(one, verdict.claim) for one in wrong) if label == "refuted" else ()
    quotes: dict[tuple[str, int, int], tuple[FoundCell, Stance]] = {}
    for one in [*wrong, *(each for each in told if each.outcome != "refuted")]:
        stance: Stance = "refutes" if one.outcome == "refuted" else "related" if label == "refuted" else "supports"
        for cell in one.cells:
            quotes.setdefault((cell.found.report.report_id, *cell.entry.sentence), (cell, stance))
    citations = [_citation(cell, stance, n) for n, (cell, stance) in enumerate(quotes.values(), start=1)]
    cited = {(one.report_id, one.start, one.end) for one in citations}
    beside = [one for one in verdict.citations if (one.report_id, one.start, one.end) not in cited][:_RELATED]
    citations += [replace(one, n=n, stance="related") for n, one in enumerate(beside, start=len(citations) + 1)]
    reasons = [
        (verdict.claim[one.start : one.end], _LABELS[one.outcome], _reason(one, verdict, language)) for one in held
    ]
    reason = reasons[0][2] if len(reasons) == 1 else reason_of_facts(language, reasons)
    return replace(verdict, verdict=label, reason=reason, mismatches=mismatches, citations=tuple(citations))


def _reason(statement: HeldStatement, verdict: Verdict, language: Language) -> str:
    wrong = [_mismatch(one, verdict.claim) for one in statement.told if one.outcome == "refuted"]
    expression = next((one.expression for one in statement.told if one.expression), "")
    return reason_for(language, _LABELS[statement.outcome], wrong, (), verdict.scope, expression)


def _mismatch(one: HeldClaim, claim: str) -> Mismatch:
    claimed = claim[slice(*one.span)]
    if one.expression:
        return Mismatch(one.kind, claimed, one.expression, one.span)
    cell = one.cells[0]
    return Mismatch(one.kind, claimed, cell.entry.text, one.span, cell.entry.figure, cell.found.report.report_id)


def _citation(cell: FoundCell, stance: Stance, n: int) -> Citation:
    return replace(cite(cell.found.report, *cell.entry.sentence, n), stance=stance)
