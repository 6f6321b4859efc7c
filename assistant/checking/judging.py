"""A claim and the reports in its scope into a verdict: its facts against theirs, one to one.

What is called supported has, for each fact that the claim states, a quote that says the same; what is called refuted
has one that speaks of the same thing and says otherwise. Everything else is left open, with the sentence that is
nearest and, part by part, what is the same there, what differs and what was not compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answer import AppliedScope, Citation, Label, Stance, Verdict
from assistant.answering.ledgers import Ledgers
from assistant.checking.cells_compared import held_against_cells, is_named_company
from assistant.checking.cells_verdict import decided_by_cells
from assistant.checking.differences import mismatch_in_words, mismatches_of, parts_compared
from assistant.checking.model_opinion import ASKED, Decider, Quoted, locked
from assistant.checking.second_opinion import SecondOpinion, with_opinion
from assistant.citations import cite
from assistant.messages.verdicts import (
    reason_but_for_that,
    reason_for,
    reason_in_other_words,
    reason_of_facts,
    reason_of_model,
    reason_of_version,
)
from assistant.query.classifying import made_for
from assistant.query.scope import newest
from assistant.query.understanding import understand
from assistant.retrieval import ranked
from assistant.settings import Settings
from assistant.verification.claims import (
    ClaimJudgement,
    DecidedStatement,
    is_named,
    judge_claim,
    regions_of,
    statements_of,
)
from assistant.verification.in_other_words import UNDECIDED, InOtherWords
from assistant.verification.judgement import verdict_of
from assistant.verification.nearest import nearest
from assistant.verification.report_wording import supported_in_report_words
from assistant.verification.reported import FactLibrary, Reported, given
from assistant.verification.versions import latest
from index.facts.fact import Fact
from index.library import Library
from index.scope import Scope
from index.text.folding import simplified
from index.text.places import province_of
from index.text.regions import NATION
from index.text.script import has_han, language_of
from index.text.sentences import LONGEST_SENTENCE, split_sentences
from index.text.years import find_years

# Reports whose facts are read for a claim; of a wider scope those that hold the best passages.
MOST_REPORTS = 12
MOST_WITH_CELLS = 60  # reports whose tables are asked
SHOWN = 3  # citations, unless more of them decide
WORDED = "worded"  # the mode of a verdict that the trained judge gave
_LABELS: dict[str, Label] = {"supported": "supported", "refuted": "refuted", "open": "not_enough_info"}
_STANCES: dict[str, Stance] = {"supported": "supports", "refuted": "refutes", "open": "related"}

_Quote = tuple[Reported, int, int]


class Judge:
    """Decides claims. Safe to share between threads."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        decider: Decider | None = None,
        facts: FactLibrary | None = None,
        words: InOtherWords | None = None,
        second: SecondOpinion | None = None,
        ledgers: Ledgers | None = None,
    ) -> None:
        """`words` and then `decider` are asked where words alone decide; without one such a claim is left open.

        `facts` and `ledgers` may be shared. `second` gives its opinion of what is decided.
        """
        self._library = library
        self._passages = settings.checking.passages
        self._facts = facts or FactLibrary(library)
        self._ledgers = ledgers or Ledgers(library)
        self._decider = decider
        self._words = words
        self._second = second

    def judge(self, claim: str, scope: Scope | None, given_texts: Sequence[str] = ()) -> Verdict:
        """The verdict on a claim, its id left empty.

        `scope` is the user's own limit; with `given_texts` those alone are the evidence. Raises LibraryMissing.
        """
        if given_texts:
            applied = AppliedScope(Scope(), 0)
            sources = [given(text, () if find_years(text) else find_years(claim)) for text in given_texts]
        else:
            applied, sources = self._sources(claim, scope)
        if not sources:
            return _without_sources(claim, applied)
        sources, earlier = latest(sources)
        judged = judge_claim(claim, sources)
        verdict = _verdict(claim, applied, judged, sources)
        if verdict.verdict in UNDECIDED and (put := supported_in_report_words(claim, sources)) is not None:
            verdict = replace(_verdict(put[0], applied, put[1], sources), claim=claim)
        verdict = _with_versions(verdict, earlier)
        if verdict.verdict in UNDECIDED and not given_texts and not has_han(claim):
            verdict = self._by_cells(claim, verdict, scope)
        if verdict.verdict in UNDECIDED and self._words is not None and made_for(self._library.embedder_fingerprint):
            verdict = _in_other_words(claim, verdict, judged, sources, self._words)
            if verdict.verdict in UNDECIDED:
                verdict = _told_otherwise(claim, verdict, judged, sources, self._words)
        if verdict.verdict == "not_enough_info" and self._decider is not None:
            verdict = self._by_words(claim, verdict, judged[0], sources, self._decider)
        return verdict if self._second is None else with_opinion(verdict, self._second)

    def _by_cells(self, claim: str, verdict: Verdict, given: Scope | None) -> Verdict:
        """What the tables of the company that a claim names say of it, in reports of any year; else the verdict."""
        scope = replace(verdict.scope.scope, years=() if given is None else given.years)
        inside = self._library.report_ids(scope)
        if not 0 < len(inside) <= MOST_WITH_CELLS:
            return verdict
        if not any(is_named_company(claim, one) for one in self._library.metadata(scope)):
            return verdict
        return decided_by_cells(verdict, held_against_cells(claim, self._ledgers.of(inside)), language_of(claim))

    def _sources(self, claim: str, option: Scope | None) -> tuple[AppliedScope, list[Reported]]:
        """The reports in the claim's scope, with their facts."""
        known = self._library.metadata()
        understanding = understand(claim, known, option)
        inside = self._library.report_ids(understanding.scope)
        if not inside:
            for scope in _wider(understanding.scope, option or Scope(), newest(known)):
                if inside := self._library.report_ids(scope):
                    understanding = replace(understanding, scope=scope, preferred=())
                    break
        applied = AppliedScope(understanding.scope, len(inside))
        if NATION in understanding.scope.regions and inside:
            inside = self._beside_the_nation(understanding.scope) or inside
        if len(inside) > MOST_REPORTS:
            passages = ranked(self._library, understanding, self._passages)
            inside = list(dict.fromkeys(passage.report_id for passage in passages))[:MOST_REPORTS]
        return applied, self._facts.of(inside)

    def _beside_the_nation(self, scope: Scope) -> list[str]:
        """The reports of a scope's places, and of the nation's those of their years: 占全国九成 is of its own time.

        Empty where the scope has no other place, or no report of one.
        """
        own = replace(scope, regions=tuple(region for region in scope.regions if region != NATION))
        if not own.regions:
            return []
        years = {one.year for one in self._library.metadata(own) if one.year and one.region}
        if not years:
            return []
        nation = replace(scope, regions=(NATION,), years=tuple(sorted(years)))
        return list(dict.fromkeys([*self._library.report_ids(own), *self._library.report_ids(nation)]))

    def _by_words(
        self, claim: str, verdict: Verdict, judged: ClaimJudgement, sources: Sequence[Reported], decider: Decider
    ) -> Verdict:
        """What the model says of a claim that facts leave open, where everything hard is the same; else the verdict."""
        near = [quote for quote in _nearest(claim, sources, 2 * ASKED) if locked(claim, judged.facts, *quote)][:ASKED]
        place = decider.supporting(claim, [Quoted.of(*quote) for quote in near]) if near else None
        if place is None:
            return verdict
        chosen = near[place]
        rest = [quote for quote in near if quote != chosen]
        text = chosen[0].text[chosen[1] : chosen[2]]
        citations = _cited([(chosen, "supports"), *((quote, "related") for quote in rest)], SHOWN)
        reason = reason_of_model(language_of(claim), decider.name, text)
        return replace(
            verdict, verdict="supported", reason=reason, mismatches=(), citations=citations, mode=decider.name
        )


def _in_other_words(
    claim: str, verdict: Verdict, judged: Sequence[ClaimJudgement], sources: Sequence[Reported], words: InOtherWords
) -> Verdict:
    """Supported where a sentence says in other words all that facts leave open of a claim; else the verdict."""
    told = words.told(claim, judged, sources)
    if told is None:
        return verdict
    proven: list[_Quote] = [
        (reported, *quote_of(reported, fact))
        for one in statements_of(judged)
        if one.outcome == "supported"
        for reported, fact in one.cited
    ]
    supporting: list[tuple[_Quote, Stance]] = [
        (quote, "supports") for quote in ((told.reported, told.start, told.end), *proven)
    ]
    near = [quote for quote in _nearest(claim, sources, SHOWN) if (quote, "supports") not in supporting]
    citations = _cited([*supporting, *((quote, "related") for quote in near)], max(SHOWN, len(supporting)))
    reason = reason_in_other_words(language_of(claim), told.reported.text[told.start : told.end])
    return replace(verdict, verdict="supported", reason=reason, mismatches=(), citations=citations, mode=WORDED)


def _told_otherwise(
    claim: str, verdict: Verdict, judged: Sequence[ClaimJudgement], sources: Sequence[Reported], words: InOtherWords
) -> Verdict:
    """Refuted where a sentence tells a claim but for one hard part; else the verdict."""
    told = words.otherwise(claim, judged, sources)
    if told is None:
        return verdict
    quote: _Quote = (told.reported, told.start, told.end)
    near = [other for other in _nearest(claim, sources, SHOWN) if other != quote]
    citations = _cited([(quote, "refutes"), *((other, "related") for other in near)], SHOWN)
    mismatches = (mismatch_in_words(told, claim),)
    language = language_of(claim)
    reason = reason_for(language, "refuted", mismatches, (), verdict.scope) + reason_but_for_that(language)
    return replace(verdict, verdict="refuted", reason=reason, mismatches=mismatches, citations=citations, mode=WORDED)


def _wider(scope: Scope, option: Scope, newest_year: int) -> Iterator[Scope]:
    """Where no report is inside the scope that a claim names: its cities' provinces, then without a year to come.

    A city or port is told of in its province's report; the nation may only be what is compared with, and a year behind
    `newest_year` one that is aimed at. A place that no report is of stays without one, and so does a year that is
    over, but for the one that a report looks back on beside its own; what the user set by `option` stays set.
    """
    regions = option.regions or tuple(
        dict.fromkeys(province_of(region) or region for region in scope.regions if region != NATION)
    )
    yield replace(scope, regions=regions)
    if not option.years and scope.years and max(scope.years) < newest_year:
        # 前年, 上年: a report also tells of the year before the one that it reviews.
        yield replace(scope, regions=regions, years=(max(scope.years) + 1,))
    if not option.years and min(scope.years, default=0) > newest_year:
        yield replace(scope, regions=regions, years=())


def _with_versions(verdict: Verdict, earlier: Sequence[tuple[Reported, Reported]]) -> Verdict:
    """The verdict with a word on the earlier versions of the reports that it cites."""
    cited = {citation.report_id for citation in verdict.citations}
    reason = verdict.reason
    for gone, counts in earlier:
        if counts.report is not None and gone.report is not None and counts.report.report_id in cited:
            source = next((one.name for one in gone.report.sources), "")
            title = counts.report.metadata.title
            reason += reason_of_version(language_of(verdict.claim), title, source)
    return replace(verdict, reason=reason)


def _without_sources(claim: str, applied: AppliedScope) -> Verdict:
    reason = reason_for(language_of(claim), "not_enough_info", (), (), applied)
    return Verdict("", claim, "not_enough_info", reason, (), (), applied)


def _verdict(
    claim: str, applied: AppliedScope, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]
) -> Verdict:
    """The verdict that the reports' facts give, with what decides it first."""
    statements = statements_of(judged)
    label: Label = verdict_of([one.outcome for one in statements])
    quotes: list[tuple[_Quote, Stance]] = []
    for one in sorted(statements, key=lambda one: ("refuted", "supported", "open").index(one.outcome)):
        stance: Stance = _STANCES[one.outcome]
        if stance == "supports" and label == "refuted":
            stance = "related"
        quotes += [((reported, *quote_of(reported, fact)), stance) for reported, fact in one.cited]
    if label == "supported":
        quotes += [(quote, "refutes") for quote in _against(statements)]
    near = _nearest(claim, sources, SHOWN)
    quotes += [(quote, "related") for quote in near]
    language = language_of(claim)
    wrong = [one for one in statements if one.outcome == "refuted"]
    told = wrong or ([] if label == "supported" else [one for one in statements if one.outcome == "open"])
    mismatches = tuple(dict.fromkeys(found for one in told for found in mismatches_of(one, claim)))
    if label == "partly_supported":
        mismatches = ()
    compared = "" if label in ("supported", "refuted") else parts_compared(language, judged[0].facts, told, near)
    reasons = [
        (
            claim[one.start : one.end],
            _LABELS[one.outcome],
            reason_for(language, _LABELS[one.outcome], mismatches_of(one, claim), (), applied, one.expression),
        )
        for one in statements
    ]
    reason = reasons[0][2] if len(reasons) == 1 else reason_of_facts(language, reasons)
    if not reasons:
        reason = reason_for(language, "not_enough_info", (), (), applied)
    citations = _cited(quotes, max(SHOWN, sum(stance in ("supports", "refutes") for _, stance in quotes)))
    return Verdict("", claim, label, reason + compared, mismatches, citations, applied)


def _against(statements: Iterable[DecidedStatement]) -> list[_Quote]:
    """The strongest quote of another report that says otherwise of what one report supports."""
    return [(one, *quote_of(one, fact)) for statement in statements for one, fact in statement.against][:1]


def _nearest(claim: str, sources: Sequence[Reported], count: int) -> list[_Quote]:
    text = simplified(claim)
    regions = regions_of(text)
    own = [is_named(source, text, regions) for source in sources]
    names = [name for source, named in zip(sources, own, strict=True) if named for name in source.names]
    year = max((source.year for source in sources if source.year), default=None)
    found = nearest(claim, [source.sentences for source in sources], own, names, count, year)
    return [(sources[one.text], one.start, one.end) for one in found]


def quote_of(reported: Reported, fact: Fact) -> tuple[int, int]:
    """The sentences of a text that tell a fact: those that it stands in, with the subject that they lean on."""
    text = reported.text
    first = text.rfind("\n", 0, fact.start) + 1
    last = text.find("\n", fact.end)
    last = len(text) if last < 0 else last
    sentences = split_sentences(
        text, max(first, fact.start - 2 * LONGEST_SENTENCE), min(last, fact.end + LONGEST_SENTENCE)
    )
    touched = [one for one in sentences if one.start < fact.end and fact.start < one.end]
    return (touched[0].start, touched[-1].end) if touched else (fact.start, fact.end)


def _cited(quotes: Sequence[tuple[_Quote, Stance]], most: int) -> tuple[Citation, ...]:
    """Each quote once, by the first stance that it is given, numbered from 1."""
    once: dict[tuple[int, int, int], tuple[_Quote, Stance]] = {}
    for (reported, start, end), stance in quotes:
        once.setdefault((id(reported), start, end), ((reported, start, end), stance))
    return tuple(
        _citation(reported, start, end, n, stance)
        for n, ((reported, start, end), stance) in enumerate(list(once.values())[:most], start=1)
    )


def _citation(reported: Reported, start: int, end: int, n: int, stance: Stance) -> Citation:
    if reported.report is not None:
        return replace(cite(reported.report, start, end, n), stance=stance)
    return Citation(
        n=n,
        report_id="",
        title="",
        source="",
        section=(),
        page=None,
        start=start,
        end=end,
        quote=reported.text[start:end],
        locator="",
        text_sha256="",
        parser_version="",
        stance=stance,
    )
