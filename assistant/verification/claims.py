"""A claim over several reports: read once for each place it may be about, judged by the facts of each report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.verification.comparing import Comparison, Outcome
from assistant.verification.judgement import JudgedStatement, Judgement, Verdict, judge, verdict_of
from assistant.verification.reported import Reported
from assistant.verification.spanning import span_reports
from index.facts.across import read_across
from index.facts.fact import Context, Fact
from index.facts.reading import read
from index.facts.tokens import tokenise, year_of
from index.facts.vocabulary import place_names
from index.patterns import regex
from index.text.folding import simplified
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.script import has_han

_RANK = {"supported": 3, "refuted": 2, "partly_supported": 1, "not_enough_info": 0}
# Names of a region that mean other things as well: they name it to a reader, not to a rule.
_AMBIGUOUS = frozenset({"自治区", "海岛", "草原", "草原上", "中原"})
_NATION_CALLED = ("我国", "全国", "中国")


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """What a claim comes to against one report: as it was read for that report, and each of its statements."""

    outcome: Verdict
    reported: Reported
    facts: tuple[Fact, ...]
    judgement: Judgement

    def explained(self) -> Iterator[str]:
        """Each fact as read and what it was compared with, for a person who works on the reader."""
        pairs = {id(pair.claimed): pair for pair in self.judgement.comparisons}
        for fact in self.facts:
            pair = pairs.get(id(fact))
            shown = "" if pair is None else f"{pair.outcome} {pair.open} {[d.part for d in pair.differences]}"
            figures = [f"{f.low}{f.unit}{f.bound[0]}" for f in fact.figures]
            yield f"{fact.group} {fact.item} {fact.key} {figures} {fact.stage.value} {sorted(fact.qualifiers)} {shown}"


def with_unread(judgement: Judgement, text: str, facts: Sequence[Fact]) -> Judgement:
    """The judgement with each figure of a Chinese claim that is in no fact as a statement left open.

    A figure that nothing says what it is of is nobody's: what stands beside it must not carry it.
    """
    if not has_han(text):
        return judgement
    statements = list(judgement.statements)
    for token in tokenise(text):
        if token.kind == "figure" and not any(fact.start <= token.start < fact.end for fact in facts):
            statements.append(JudgedStatement(token.start, token.end, "open", ()))
    return Judgement(verdict_of([one.outcome for one in statements]), tuple(statements))


def with_all_years(judgement: Judgement, text: str, reported: Reported) -> Judgement:
    """The judgement where each of several years of a supported statement is one of its report's clause; else open.

    A fact is of one time: of 由1997年的15万公里增加到2002年的47万公里 the second year must not be lost.
    """
    if not has_han(text):
        return judgement
    statements = [
        replace(one, outcome="open")
        if one.outcome == "supported" and not _keeps_years(text[one.start : one.end], one, reported)
        else one
        for one in judgement.statements
    ]
    return Judgement(verdict_of([one.outcome for one in statements]), tuple(statements))


def _keeps_years(clause: str, one: JudgedStatement, reported: Reported) -> bool:
    claimed = _years_in(clause)
    if len(claimed) < 2 or any(pair.computed is not None for pair in one.comparisons):
        return True
    told = [pair.found for pair in one.comparisons]
    there = set().union(*(_years_in(reported.index.text[found.start : found.end]) for found in told))
    there |= {year for found in told if found.period for year in (found.period.first, found.period.last)}
    return claimed <= there


def _years_in(text: str) -> set[int]:
    found = [year_of(token, None) for token in tokenise(text) if token.kind == "year"]
    return {year for each in found if each is not None for year in each[:2]}


@dataclass(frozen=True, slots=True)
class DecidedStatement:
    """One statement of a claim, at `[start, end)` of it, by the report that decides it.

    `comparisons` say why; `found` are the report's facts that they rest on. `against` are facts of other reports that
    say otherwise of what this one supports.
    """

    start: int
    end: int
    outcome: Outcome
    reported: Reported
    comparisons: tuple[Comparison, ...]
    against: tuple[tuple[Reported, Fact], ...] = ()

    @property
    def found(self) -> tuple[Fact, ...]:
        """The facts of `reported` that decide it; of one that was worked out, its operands."""
        return tuple(fact for source, fact in self.cited if source is self.reported)

    @property
    def cited(self) -> tuple[tuple[Reported, Fact], ...]:
        """The facts that decide it, each with its report: an operand may be another report's."""
        return tuple(
            (source, fact)
            for pair in self.comparisons
            for source, fact in (
                ((self.reported, pair.found),)
                if pair.computed is None
                else zip(
                    pair.computed.sources or (self.reported,) * len(pair.computed.operands),
                    pair.computed.operands,
                    strict=True,
                )
            )
        )

    @property
    def expression(self) -> str:
        """The arithmetic of one that was worked out; else empty."""
        return next((pair.computed.expression for pair in self.comparisons if pair.computed is not None), "")


def statements_of(judged: Sequence[ClaimJudgement]) -> list[DecidedStatement]:
    """The statements of a claim, each by the report that says most of it: a target in one, its outcome in the next."""
    found = []
    for place, first in enumerate(judged[0].judgement.statements):
        alike = [one for one in judged if len(one.judgement.statements) == len(judged[0].judgement.statements)]
        by_report = [(one.reported, one.judgement.statements[place]) for one in alike]
        supporting = next((pair for pair in by_report if pair[1].outcome == "supported"), None)
        reported, best = supporting or (judged[0].reported, first)
        outcome = best.outcome
        if outcome == "refuted" and judged[0].outcome != "refuted":
            outcome = "open"
        against = [
            (other, pair.found)
            for (other, one) in by_report
            if supporting is not None and one.outcome == "refuted"
            for pair in one.comparisons
        ]
        found.append(DecidedStatement(first.start, first.end, outcome, reported, best.comparisons, tuple(against)))
    return found


def regions_of(text: str) -> set[str]:
    """The provinces that a claim names, by any name that people call them."""
    named = {name for _, _, name in find_regions(text)}
    for region, names in place_names().items():
        if any(len(name) > 1 and name in text for name in names if name not in _AMBIGUOUS):
            named.add(region)
    return named


def is_named(one: Reported, text: str, provinces: set[str]) -> bool:
    """Whether a claim names a report's place; a text that was given has none of its own and tells of those it names."""
    if one.report is None:
        return bool(provinces) and provinces <= regions_of(one.text)
    return one.region in provinces or any(len(name) > 1 and simplified(name) in text for name in one.names)


def _called(one: Reported) -> tuple[str, ...]:
    """What a claim may call a report's own place: the nation's is 我国, too."""
    return (*one.names, *_NATION_CALLED) if one.region == NATION else one.names


def _as_written(text: str) -> str:
    """A row as somebody sets it out, in a sentence of the same length: 增速：11.3%｜… as 增速为11.3%，…."""
    return _COLON.sub("为", text.replace("｜", "，")) if has_han(text) else text


# Between a measure and its figure.
_COLON = regex(r"(?<=[\u3400-\u9fff])[：:](?=[约近超]?\d)")


def judge_claim(text: str, library: Sequence[Reported], *, unread: bool = True) -> list[ClaimJudgement]:
    """What each report's facts say of a claim, the report that decides first; none where there is no report.

    Where two reports decide it together, that judgement comes first, by the report of its first operand.

    A report that the claim does not name refutes nothing; where it names none, one refutes only if no other is about
    the same thing. With `unread`, a figure that is in no fact is a statement left open.
    """
    text = _as_written(simplified(text))
    provinces = regions_of(text)
    own = [is_named(one, text, provinces) for one in library]
    years = [one.now for one, named in zip(library, own, strict=True) if one.now and (named or not any(own))]
    now = max(years, default=None)
    english = not has_han(text)
    readings: dict[tuple[object, ...], tuple[Fact, ...]] = {}
    found: list[tuple[ClaimJudgement, bool]] = []
    for one, named in zip(library, own, strict=True):
        place = (one.region, _called(one)) if named else (None, ())
        if english:  # "we" of an English report is whoever gives it
            place = (one.region if one.is_chinese else None, one.names)
        # 去年 of a claim counts from the newest report: an older one must not read it as the year before its own.
        year = one.year + now - one.now if one.year and one.now and now and named else one.year
        key = (*place, year, one.is_chinese)
        if key not in readings:
            context = Context(region=place[0], names=place[1], year=year, claim=True, now=now)
            readings[key] = read_across(text, context) if english and one.is_chinese else read(text, context)
        judgement = with_all_years(judge(readings[key], one.index), text, one)
        if unread:
            judgement = with_unread(judgement, text, readings[key])
        outcome = judgement.outcome
        if outcome == "refuted" and not named and (provinces or any(own)):
            outcome = "not_enough_info"
        found.append((ClaimJudgement(outcome, one, readings[key], judgement), named))
    found.sort(key=lambda pair: (_RANK[pair[0].outcome], pair[1], bool(pair[0].judgement.comparisons)), reverse=True)
    ordered = [judged for judged, _ in found]
    alone = provinces or any(own) or sum(bool(one.judgement.comparisons) for one in ordered) < 2
    if ordered and ordered[0].outcome == "refuted" and not alone:
        first = ordered[0]
        ordered[0] = ClaimJudgement("not_enough_info", first.reported, first.facts, first.judgement)
    if ordered and ordered[0].outcome != "supported" and (spanned := span_reports(text, library, now)) is not None:
        one, judgement = spanned
        facts = tuple(pair.claimed for pair in judgement.comparisons)
        ordered.insert(0, ClaimJudgement(judgement.outcome, one, facts, judgement))
    return ordered
