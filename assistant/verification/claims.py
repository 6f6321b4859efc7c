"""A claim over several reports: read once for each place it may be about, judged by the facts of each report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.facts.across import read_across
from index.facts.fact import Context, Fact
from index.facts.reading import read
from index.facts.reports import Paragraph, names_of, read_report
from index.facts.vocabulary import place_names
from index.regions import find_regions
from index.report import Report

from .comparing import FactIndex, Judgement, judge

_ORDER = ("refuted", "not_enough_info", "partly_supported", "supported")


@dataclass(slots=True)
class ReportFacts:
    """A report with its facts and the index over them."""

    report: Report
    paragraphs: tuple[Paragraph, ...] = field(init=False)
    facts: tuple[Fact, ...] = field(init=False)
    index: FactIndex = field(init=False)

    def __post_init__(self) -> None:
        self.paragraphs = tuple(read_report(self.report))
        self.facts = tuple(fact for paragraph in self.paragraphs for fact in paragraph.facts)
        self.index = FactIndex()
        for paragraph in self.paragraphs:
            self.index.add(paragraph.facts, self.report.text[paragraph.start : paragraph.end])


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """What a claim comes to over all reports; `facts` is it as read for the report that decides."""

    outcome: str
    report: Report | None
    facts: tuple[Fact, ...]
    judgement: Judgement | None

    def explained(self) -> Iterator[str]:
        """Each fact as read and what it was compared with, for a person who works on the reader."""
        pairs = {id(pair.claimed): pair for pair in (self.judgement.comparisons if self.judgement else ())}
        for fact in self.facts:
            pair = pairs.get(id(fact))
            shown = "" if pair is None else f"{pair.outcome} {pair.open} {[d.part for d in pair.differences]}"
            figures = [f"{f.low}{f.unit}{f.bound[0]}" for f in fact.figures]
            yield f"{fact.group} {fact.item} {fact.key} {figures} {fact.stage.value} {sorted(fact.qualifiers)} {shown}"


def regions_of(text: str) -> set[str]:
    """The provinces that a claim names, by any name that people call them."""
    named = {name for _, _, name in find_regions(text)}
    for region, names in place_names().items():
        if any(
            len(name) > 1 and name in text for name in names if name not in ("自治区", "海岛", "草原", "草原上", "中原")
        ):
            named.add(region)
    return named


def judge_claim(text: str, library: Sequence[ReportFacts]) -> ClaimJudgement:
    """The verdict that the reports' facts give a claim."""
    named = regions_of(text)
    best: ClaimJudgement | None = None
    whole: tuple[Fact, ...] | None = None
    about = 0
    english = re.search("[\u3400-\u9fff]", text) is None
    for one in library:
        region, year = one.report.metadata.region, one.report.metadata.year
        if english:
            context = Context(region=region, year=year, claim=True, names=names_of(one.report))
            across = one.report.metadata.language == "zh"
            facts = read_across(text, context) if across else read(text, replace(context, region=None))
        elif region in named:
            facts = read(text, Context(region=region, year=year, claim=True))
        else:
            if whole is None:
                whole = read(text, Context(year=year, claim=True))
            facts = whole
        judgement = judge(facts, one.index)
        outcome = judgement.outcome
        about += bool(judgement.comparisons)
        if outcome == "refuted" and named and region not in named:
            outcome = "not_enough_info"
        found = ClaimJudgement(outcome, one.report, facts, judgement)
        if best is None or _worth(found, named) > _worth(best, named):
            best = found
    if best is not None and best.outcome == "refuted" and not named and about > 1:
        return ClaimJudgement("not_enough_info", best.report, best.facts, best.judgement)
    return best or ClaimJudgement("not_enough_info", None, (), None)


def _worth(one: ClaimJudgement, named: set[str]) -> tuple[int, int]:
    order = {"supported": 3, "refuted": 2, "partly_supported": 1, "not_enough_info": 0}
    own = one.report is not None and one.report.metadata.region in named
    return order[one.outcome], int(own)
