"""A claim to its verdict: whether it can be checked, the facts that it states, each judged, one verdict of them all."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import Protocol

from assistant.answer import AppliedScope, Verdict
from assistant.checking.checkable import checkable
from assistant.checking.claims import Claim, NotCheckable
from assistant.checking.resolving import absolute_years
from assistant.checking.splitting import split
from assistant.errors import WrongUsage
from assistant.query.scope import newest
from assistant.query.understanding import understand
from assistant.verification.attributions import without_attributions
from index.library import Library
from index.scope import Scope
from index.text.script import has_han

CLAIM_CHARACTERS = 2_000


class Judging(Protocol):
    """What decides claims: `judging.Judge`, or a stand-in in tests."""

    def judge(self, claim: str, scope: Scope | None, given_texts: Sequence[str] = ()) -> Verdict:
        """The verdict on a claim, its id left empty."""


class Checker:
    """Checks claims against a library. Safe to share between threads where its judge is."""

    def __init__(self, library: Library, judge: Judging) -> None:
        self._library = library
        self._judge = judge

    def check(
        self, claim: Claim | NotCheckable, scope: Scope | None = None, *, evidence_given: bool = False
    ) -> Verdict:
        """The verdict on a claim; `comparing.verdict_of` says how its facts add up.

        `scope` is the user's own limit, above the claim's. With `evidence_given` the claim's own evidence alone
        decides. Raises WrongUsage for a claim without words or too long, UnknownReport, LibraryMissing.
        """
        started = perf_counter()
        limits = None if evidence_given else self._limits(claim, scope)
        reason = claim.reason if isinstance(claim, NotCheckable) else checkable(_readable(claim.judged))
        if isinstance(claim, Claim) and reason is None:
            verdict = self._judged(claim, limits, evidence_given)
        else:
            inside = 0 if evidence_given else self._library.count(limits)
            applied = AppliedScope(limits or Scope(), inside)
            verdict = Verdict(claim.id, claim.text, "not_checkable", reason or "", (), (), applied)
        return replace(verdict, id=claim.id, claim=claim.text, elapsed_ms=(perf_counter() - started) * 1000)

    def _judged(self, claim: Claim, limits: Scope | None, evidence_given: bool) -> Verdict:
        whole = claim.judged
        if not evidence_given:
            whole = absolute_years(whole, newest(self._library.metadata(limits)))
        given = claim.evidence if evidence_given else ()
        stated = _facts_alone(whole)
        facts = without_attributions(stated)
        if not evidence_given and not has_han(facts):
            limits = self._of_its_source(stated, facts, limits)
        verdict = self._judge.judge(facts, limits, given)
        return replace(_in_words_of(verdict, whole, claim.text), read_as=whole)

    def _of_its_source(self, stated: str, facts: str, limits: Scope | None) -> Scope | None:
        """The limits, inside the reports of whom an English claim gives as its source, where it names nobody else.

        "Radon is behind 21,000 deaths a year, the EPA says": what is left of it says no more whose report is meant.
        """
        source = "".join(letter for letter, kept in zip(stated, facts, strict=True) if not kept.strip())
        known = self._library.metadata(limits)
        if not source.strip() or understand(facts, known, None).scope.issuers:
            return limits
        issuers = understand(source, known, None).scope.issuers
        if not issuers:
            return limits
        own = Scope(issuers=issuers)
        return own if limits is None else own.narrowed(limits)

    def _limits(self, claim: Claim | NotCheckable, option: Scope | None) -> Scope | None:
        """The claim's own limits inside those of the user; names of reports as ids."""
        if isinstance(claim, NotCheckable):
            return option
        own = replace(claim.scope, reports=tuple(self._library.resolve(name) for name in claim.reports))
        limits = own if option is None else own.narrowed(option)
        return None if limits.is_open else limits


def _facts_alone(text: str) -> str:
    """A claim with blanks for its parts that no report decides: a question or opinion beside facts is no fact."""
    for part in split(text):
        if checkable(part.text) is not None:
            text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


def _in_words_of(verdict: Verdict, judged: str, claim: str) -> Verdict:
    """The verdict with its spans in the claim as it was written; a word that was only put in has none."""
    if judged == claim:
        return verdict
    mismatches = []
    for one in verdict.mismatches:
        at = claim.find(one.claimed) if one.claimed else -1
        mismatches.append(replace(one, claimed_span=(at, at + len(one.claimed)) if at >= 0 else None))
    return replace(verdict, mismatches=tuple(mismatches))


def _readable(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise WrongUsage("the claim has no word in it; write a statement to check")
    if len(text) > CLAIM_CHARACTERS:
        raise WrongUsage(
            f"the claim has {len(text):,} characters, more than {CLAIM_CHARACTERS:,}; check it as an article: --file"
        )
    return text
