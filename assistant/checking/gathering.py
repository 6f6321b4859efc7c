"""The sentences that a claim is held against: from the reports in its scope, or from evidence that came with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import AppliedScope
from assistant.query.understanding import Understanding, understand
from assistant.retrieval import collapsed, ranked
from assistant.verification.clauses import canonical, find_clauses
from assistant.verification.coverage import covered, words_of
from assistant.verification.quoted import Evidence, evidence_of
from index.library import Library
from index.report import Metadata, RankedPassage, Report, Sentence
from index.scope import Scope
from index.text.sentences import split_sentences
from index.text.years import find_years

# Of the sentences of the passages found, those that share most with the claim are compared, a few milliseconds each.
COMPARED = 14
FIGURE_SHARE = 0.3  # a sentence with the claim's very figure goes before one with as much of its words
NEIGHBOURS = 150  # characters around a passage: a sentence that it was cut from is read whole


@dataclass(frozen=True, slots=True)
class Witness:
    """A sentence that may decide a claim. `report` is None for evidence that was given, where `start` is 0."""

    evidence: Evidence
    start: int
    end: int
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for a claim, nearest first; `beyond` are sentences of other years than the claim's."""

    scope: AppliedScope
    witnesses: tuple[Witness, ...]
    beyond: tuple[Witness, ...] = ()


def given_witnesses(claim: str, texts: Sequence[str]) -> tuple[Witness, ...]:
    """Each text given, and each of its sentences where it has several.

    Whoever gives a text with a claim says that it is about the claim's places and years where it names none itself.
    """
    found: list[Witness] = []
    for text in texts:
        sentences = split_sentences(text, 0, len(text))
        spans = [(sentence.start, sentence.end) for sentence in sentences]
        whole = (0, len(text))
        for start, end in [whole, *(spans if len(spans) > 1 else [])]:
            quote = text[start:end]
            years = () if find_years(text) else find_years(claim)
            evidence = Evidence(quote, context=text if len(text) < 2_000 else "", years=years)
            found.append(Witness(evidence, start, end))
    return _nearest(claim, found, max(COMPARED, len(texts)))


class Gatherer:
    """Finds the sentences for claims in a library."""

    def __init__(self, library: Library, passages: int) -> None:
        """`passages` is how many are searched for a claim."""
        self._library = library
        self._passages = passages

    def gather(self, claim: str, option: Scope | None) -> Gathered:
        """The sentences of the reports in the claim's scope; none where no report is inside. Raises LibraryMissing."""
        known = self._library.metadata()
        understanding = understand(claim, known, option)
        inside = self._library.metadata(understanding.scope)
        applied = AppliedScope(understanding.scope, len(inside))
        found = self._found(claim, understanding) if inside else ()
        return Gathered(applied, found, self._other_years(claim, understanding, inside))

    def _found(self, claim: str, understanding: Understanding) -> tuple[Witness, ...]:
        passages = ranked(self._library, understanding, self._passages)
        read = collapsed(passages, self._passages, understanding.scope)
        return _nearest(claim, self._sentences(read), COMPARED)

    def _other_years(self, claim: str, understanding: Understanding, inside: Sequence[Metadata]) -> tuple[Witness, ...]:
        """Sentences of the claim's place in other years: one that gives its very figure shows the year to be wrong."""
        scope = understanding.scope
        wider = replace(scope, years=())
        if not scope.years or scope.origin == "option" or len(self._library.metadata(wider)) == len(inside):
            return ()
        return self._found(claim, replace(understanding, scope=wider, preferred=(), compares=False))

    def _sentences(self, passages: Iterable[RankedPassage]) -> list[Witness]:
        found: dict[tuple[str, int], Witness] = {}
        reports: dict[str, Report] = {}
        for passage in passages:
            report = reports.setdefault(passage.report_id, self._library.get(passage.report_id))
            for sentence in _around(report, passage):
                key = (report.report_id, sentence.start)
                if key not in found:
                    evidence = evidence_of(report, sentence.start, sentence.end)
                    found[key] = Witness(evidence, sentence.start, sentence.end, report)
        return list(found.values())


def _around(report: Report, passage: RankedPassage) -> list[Sentence]:
    section = report.section_at(passage.start)
    start, end = max(passage.start - NEIGHBOURS, section.start), min(passage.end + NEIGHBOURS, len(report.text))
    return [
        sentence
        for sentence in split_sentences(report.text, start, end)
        if passage.start <= sentence.start < passage.end or passage.start < sentence.end <= passage.end
    ]


def _nearest(claim: str, witnesses: Sequence[Witness], count: int) -> tuple[Witness, ...]:
    """The `count` witnesses whose sentences have most of the claim's words and figures; in order of that share."""
    clauses = find_clauses(claim)
    words = tuple(word for clause in clauses for word in words_of(clause))
    figures = [quantity.text for clause in clauses for quantity in clause.quantities]

    def share(witness: Witness) -> float:
        quote = witness.evidence.quote
        return covered(words, canonical(quote)) + FIGURE_SHARE * sum(figure in quote for figure in figures)

    return tuple(sorted(witnesses, key=lambda witness: -share(witness))[:count])
