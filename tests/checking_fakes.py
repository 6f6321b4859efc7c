"""A judge that knows by heart which statements hold, and cites a quote of a real report for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import AppliedScope, Label, Mismatch, Stance, Verdict
from assistant.citations import cite
from assistant.errors import AssistantError
from index.library import Library
from index.scope import Scope


@dataclass
class KnownFacts:
    """Judges by a table of (statement, verdict, quote); others are not_enough_info. Keeps what it judged."""

    library: Library
    facts: dict[str, tuple[Label, str]] = field(default_factory=dict)
    judged: list[str] = field(default_factory=list)
    scopes: list[Scope | None] = field(default_factory=list)
    given: list[tuple[str, ...]] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)

    def judge(self, claim: str, scope: Scope | None, given_texts: Sequence[str] = ()) -> Verdict:
        if claim in self.failing:
            raise AssistantError(f"told to fail at {claim!r}")
        self.judged.append(claim)
        self.scopes.append(scope)
        self.given.append(tuple(given_texts))
        applied = AppliedScope(scope or Scope(), len(self.library.metadata(scope)))
        label, quote = self.facts.get(claim.rstrip("。"), ("not_enough_info", ""))
        if label == "not_enough_info":
            return Verdict("", claim, label, "报告没有说。", (), (), applied)
        citations = []
        for entry in self.library.reports():
            report = self.library.get(entry.report_id)
            if quote in report.text:
                start = report.text.index(quote)
                stance: Stance = "supports" if label == "supported" else "refutes"
                citations.append(replace(cite(report, start, start + len(quote), 1), stance=stance))
        mismatches = (Mismatch("value", claim, quote),) if label == "refuted" else ()
        return Verdict("", claim, label, f"原文：{quote}", mismatches, tuple(citations), applied)
