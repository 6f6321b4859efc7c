"""What a claim says otherwise than a report, part by part, in values and in words."""

from collections.abc import Iterator, Sequence

from assistant.answer import Mismatch, MismatchKind
from assistant.messages import Language, listed, message
from assistant.messages.verdicts import mismatch_name
from assistant.verification.claims import DecidedStatement
from assistant.verification.comparing import Comparison
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.reported import Reported
from assistant.verification.told_otherwise import ToldOtherwise
from index.facts.fact import Fact, Figure, Period
from index.text.folding import simplified
from index.text.quantity_words import HEDGES_BEHIND

_KINDS: dict[str, MismatchKind] = {
    "value": "value",
    "unit": "unit",
    "direction": "direction",
    "period": "period",
    "stage": "target_vs_outcome",
    "progress": "stage",
    "kind": "fact_kind",
    "rank": "rank",
    "negation": "negation",
    "comparison": "direction",
    "qualifier": "quantifier",
    "measure": "measure",
    "subject": "subject",
}

_Quote = tuple[Reported, int, int]


def mismatches_of(statement: DecidedStatement, claim: str) -> list[Mismatch]:
    """What a statement of a claim says otherwise than what it was compared with; none where nothing was."""
    found = [one for pair in statement.comparisons for one in _differences(pair, claim, statement.reported)]
    return list(dict.fromkeys(found))


def _differences(pair: Comparison, claim: str, reported: Reported) -> Iterator[Mismatch]:
    report_id = "" if reported.report is None else reported.report.report_id
    if pair.computed is not None:
        if pair.computed.outcome == "refuted":
            span = (pair.claimed.start, pair.claimed.end)
            yield Mismatch("value", claim[slice(*span)].strip(), pair.computed.expression, span, None)
        return
    for one in pair.differences:
        claimed, found = claim[slice(*one.claimed_span)].strip(), reported.text[slice(*one.found_span)].strip()
        yield Mismatch(_KINDS[one.part], claimed, found, one.claimed_span, one.found_span, report_id)
    told = {one.part for one in pair.differences}
    for part in pair.open:
        if part in told:
            continue
        claimed_span = (pair.claimed.start, _hedged(claim, pair.claimed.end))
        found_span = (pair.found.start, _hedged(reported.text, pair.found.end))
        claimed, found = claim[slice(*claimed_span)].strip(), reported.text[slice(*found_span)].strip()
        if part == "period":
            claimed, found = _years(pair.claimed.period), _years(pair.found.period)
        yield Mismatch(_KINDS[part], claimed, found, claimed_span, found_span, report_id)


def mismatch_in_words(told: ToldOtherwise, claim: str) -> Mismatch:
    """The one part in which a sentence tells a claim otherwise."""
    one, text = told.correction, told.reported.text
    report_id = "" if told.reported.report is None else told.reported.report.report_id
    claimed_at = simplified(claim).find(one.claimed)
    found_at = simplified(text[told.start : told.end]).find(one.found)
    claimed_span = None if claimed_at < 0 else (claimed_at, claimed_at + len(one.claimed))
    if found_at < 0:
        return Mismatch(_KINDS[one.part], one.claimed, one.found, claimed_span)
    found_span = (told.start + found_at, told.start + found_at + len(one.found))
    claimed = one.claimed if claimed_span is None else claim[slice(*claimed_span)]
    return Mismatch(_KINDS[one.part], claimed, text[slice(*found_span)], claimed_span, found_span, report_id)


def _hedged(text: str, end: int) -> int:
    """Where a fact ends with the hedge behind its figure: without 左右 the two sides may read alike."""
    return next((match.end() for _, hedge in HEDGES_BEHIND if (match := hedge.match(text, end))), end)


def _years(period: Period | None) -> str:
    if period is None:
        return ""
    years = str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
    return f"{years} {period.part}".strip()


def parts_compared(
    language: Language, claimed: Sequence[Fact], open_ones: Sequence[DecidedStatement], near: Sequence[_Quote]
) -> str:
    """Of a claim that is left open: what the nearest sentence has alike, what otherwise, and what was not compared."""
    if not near or not open_ones:
        return ""
    reported, start, end = near[0]
    there = [fact for fact in reported.facts if start <= fact.start and fact.end <= end]
    spans = [(one.start, one.end) for one in open_ones]
    figures: dict[tuple[int, int], Figure] = {}
    for fact in claimed:
        if any(first <= fact.start and fact.end <= last for first, last in spans):
            figures |= {(figure.start, figure.end): figure for figure in fact.figures}
    same, other, not_compared = [], [], []
    found = [figure for fact in there for figure in fact.figures]
    for figure in figures.values():
        if any(compare_figures(figure, one) == "same" for one in found):
            same.append(figure.text)
        elif alike := next((one for one in found if one.unit == figure.unit), None):
            other.append(message(language, "compared.other", claimed=figure.text, found=alike.text))
        else:
            not_compared.append(figure.text)
    if not open_ones[0].comparisons:
        not_compared.append(mismatch_name(language, "measure"))
    parts = [("compared.same", same), ("compared.differs", other), ("compared.not", not_compared)]
    return "".join(
        message(language, key, parts=listed(language, dict.fromkeys(words))) for key, words in parts if words
    )
