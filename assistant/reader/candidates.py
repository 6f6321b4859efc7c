"""Ranked passages to candidate sentences, and what about a sentence tells whether it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from assistant.query.kinds import GIVES_REASON, Wants
from assistant.query.understanding import Understanding
from assistant.reader.score import Features
from assistant.reader.terms import Topic
from index.patterns import regex
from index.report import Part, RankedPassage, Report, Section, Sentence
from index.structure.passages import table_header
from index.text.sentences import split_sentences

WINDOW = 300  # characters read on either side of a passage, inside its section
NEARBY = 0.6  # credit for a term that stands in the headings or the table's header row
BEFORE = 0.3  # credit for a term that stands in the sentence before
# Credit for a term of the title. What the whole report is about does not tell its sentences apart: with 0.4, sentences
# that repeat the report's subject win over those that answer (cmrc-trial, first half: .67 right in the first; .76 now).
TITLE = 0.9

YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s*年?|FY\s*\d+")
FIGURE = regex(r"\d|[一二三四五六七八九十百千万亿]+[个项家亿万元件名人座条次所公倍成]")
DATE = regex(r"\d+\s*[年月日]|[一二三四五六七八九十〇]+[年月日]|\b(?:19|20)\d\d\b")
CLAUSE_END = regex(r"[；;，,。：:]")
# What a report says of another year or part is no answer, however well its words match: on the log of the factor.
FITNESS_WEIGHT = 8.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, the text of the one before, and the score of its passage in [0, 1]."""

    report: Report
    sentence: Sentence
    before: str
    rank_score: float

    @property
    def text(self) -> str:
        """The sentence, letter for letter."""
        return self.report.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what was seen of it: the topic's terms in it and around it, and its features."""

    candidate: Candidate
    own: frozenset[str]
    around: frozenset[str]
    features: Features
    fitness: float


def find_candidates(passages: Iterable[RankedPassage], reports: dict[str, Report]) -> list[Candidate]:
    """Every sentence of the passages and around them, once, with the best score of a passage that reaches it."""
    found: dict[tuple[str, int], Candidate] = {}
    for passage in passages:
        report = reports[passage.report_id]
        section = report.section_at(passage.start)
        start, end = report.own_span(section)
        before = ""
        for sentence in sentences_around(report, start, end, passage):
            key = (report.report_id, sentence.start)
            inside = passage.start <= sentence.start < passage.end
            if (inside or key not in found) and not names_only(report, section, sentence):
                known = found.get(key)
                if known is None or known.rank_score < passage.score:
                    found[key] = Candidate(report, sentence, before, passage.score * (1.0 if inside else 0.8))
            before = report.text[sentence.start : sentence.end]
    return list(found.values())


def sentences_around(report: Report, start: int, end: int, passage: RankedPassage | Sentence) -> list[Sentence]:
    """The whole sentences of `[start, end)` that reach into the passage or sentence, or the window around it."""
    low, high = passage.start - WINDOW, passage.end + WINDOW
    # Line breaks end sentences, so a split that begins and ends at one cuts none in two.
    first = report.text.rfind("\n", start, max(low, start)) + 1 or start
    last = report.text.find("\n", min(high, end), end)
    sentences = split_sentences(report.text, first, end if last < 0 else last)
    return [sentence for sentence in sentences if sentence.end > low and sentence.start < high]


def names_only(report: Report, section: Section, sentence: Sentence) -> bool:
    """Whether a sentence is a heading with a body below it, or repeats the report's title: neither answers."""
    _, end = report.own_span(section)
    is_heading = sentence.end <= section.heading_end and end - section.heading_end > 1
    text = report.text[sentence.start : sentence.end]
    return is_heading or text.strip("《》〈〉 \u3000") == report.metadata.title


def weigh(candidate: Candidate, topic: Topic, understanding: Understanding) -> Weighed:
    """What of the topic stands in a sentence, its clauses, the one before, its headings and its title."""
    report, text = candidate.report, candidate.text
    around_text = "\n".join(
        [*report.headings(candidate.sentence.start), *table_header(report, candidate.sentence.start)]
    )
    own = topic.found(text)
    title, around, before = (topic.found(part) for part in (report.metadata.title, around_text, candidate.before))
    credit = topic.share(own)
    seen = set(own)
    for share, found in ((TITLE, title), (NEARBY, around), (BEFORE, before)):
        credit += share * topic.share(found - seen)
        seen |= found
    kind, place = _kind_fitness(candidate, understanding), _place_fitness(candidate, understanding)
    words = (0.7 * credit + 0.2 * candidate.rank_score) * kind
    letters = [letter for letter in text if letter.isalnum()]
    asked = set(understanding.question)
    novel = sum(letter not in asked for letter in letters)
    share = topic.share(own)
    best_clause = max(
        (topic.share(topic.found(clause)) for clause in CLAUSE_END.split(text) if clause.strip()), default=0
    )
    wanted = understanding.wants
    features = {
        "words": words,
        "credit": credit,
        "credit_fit": credit * kind,
        "own": share,
        "own_and_around": topic.share(own | title | around | before),
        "best_clause": best_clause,
        "own_best_clause": share * best_clause,
        "own_title": share * topic.share(title),
        "rank": candidate.rank_score,
        "rank_squared": candidate.rank_score**2,
        "new_letters": min(novel, 20) / 20,
        "new_share": novel / max(len(letters), 1),
        "short": float(len(letters) < 12),
        "length": log(max(len(letters), 1)),
        "asks_back": float(text.rstrip()[-1:] in "？?"),
        "announces": float(text.rstrip()[-1:] in "：:"),
        "figure": float(wanted is Wants.FIGURE and _has_figure(candidate)),
        "no_figure": float(wanted is Wants.FIGURE and not _has_figure(candidate)),
        "named": topic.named(text),
        "measure_figure": float(wanted is Wants.FIGURE and topic.measures(text)),
        "date": float(wanted is Wants.DATE and DATE.search(text) is not None),
        "reason": float(wanted is Wants.REASON and GIVES_REASON.search(text) is not None),
        "listing": float(wanted is Wants.LIST and text.count("、") > 1),
    }
    return Weighed(candidate, frozenset(own), frozenset(own | title | around | before), features, place)


def _has_figure(candidate: Candidate) -> bool:
    return candidate.sentence.blanked or FIGURE.search(YEAR.sub("", candidate.text)) is not None


def _kind_fitness(candidate: Candidate, understanding: Understanding) -> float:
    """A factor for the kind of answer wanted."""
    factor = 1.0
    if understanding.wants is Wants.FIGURE and not _has_figure(candidate):
        factor *= 0.7
    if understanding.wants is Wants.DATE and not DATE.search(candidate.text):
        factor *= 0.7
    if understanding.wants is Wants.REASON and GIVES_REASON.search(candidate.text):
        factor *= 1.25
    return factor


def _place_fitness(candidate: Candidate, understanding: Understanding) -> float:
    """A factor for the part of the report that the sentence stands in and the years it speaks of."""
    factor = 1.0
    section = candidate.report.section_at(candidate.sentence.start)
    if section.part is not None and understanding.plan is not None:
        factor *= 1.05 if (section.part is Part.PLAN) == understanding.plan else 0.85
    elif section.part is Part.PLAN and understanding.wants in (Wants.FIGURE, Wants.DATE):
        factor *= 0.85  # "how many" asks for what was, unless it names a target
    if understanding.years and section.years and not any(str(year) in candidate.text for year in understanding.years):
        factor *= 1.05 if set(section.years) & set(understanding.years) else 0.75
    return factor


def confidence_features(
    best: Weighed, weighed: Sequence[Weighed], topic: Topic, understanding: Understanding
) -> Features:
    """What tells whether the best sentence answers or only looks near: how much of the question it leaves open."""
    seen = set().union(*(other.own for other in weighed))
    whole = best.features["own_and_around"]
    figure = float(understanding.wants in (Wants.FIGURE, Wants.DATE))
    missing = topic.heaviest_missing(set(best.around))
    return {
        "figure": figure,
        "missing": missing,
        "figure_missing": figure * missing,
        "measure_figure": best.features["measure_figure"],
        "figure_best_clause": figure * best.features["best_clause"],
        "figure_own_and_around": figure * whole,
        "words": best.features["words"],
        "own_and_around": whole,
        "credit": best.features["credit"],
        "best_clause": best.features["best_clause"],
        "rank": best.features["rank"],
        "familiarity": topic.familiarity(seen),
        "unknown": topic.unknown,
        "terms_found": log(1 + len(best.own)),
        "terms": log(1 + len(topic)),
    }
