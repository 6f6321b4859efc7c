"""The extractive reader: ranked passages to the quotes that answer, as spans. It writes nothing of its own.

Sentences are ordered by how much of the question's topic they and their surroundings have, how well their passage
ranked and how they fit the kind of answer wanted; then the shortest span of the best three that answers is picked, and
a confidence says whether there is an answer at all. The weights are in weights.json; docs/benchmarks.md has
the measurements behind them and behind the constants.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

from assistant.query.kinds import ASKS_HOW_IT_GOES, Wants
from assistant.query.understanding import Understanding
from assistant.reader.asked_by_number import asks_by_number, numbered_answers
from assistant.reader.by_passage import Reader, ReadSpan, read_span
from assistant.reader.candidates import FITNESS_WEIGHT, Weighed, confidence_features, find_candidates, weigh
from assistant.reader.cells import ChosenCell, answering_cell
from assistant.reader.score import Features, LinearScore, reader_weights
from assistant.reader.spans import LONGEST, AnswerSpan, QuestionSlot, SpanReader, trimmed
from assistant.reader.terms import Topic
from index.library import Library
from index.report import RankedPassage, Report, Section
from index.text.masks import is_blanked
from index.text.quantities import find_quantities

MOST_HEADINGS = 15
BEST = 3  # sentences whose spans are compared, and citations that an answer shows
FURTHEST = 4.0  # how far below the best such a sentence may score
NEXT_BEST = 5  # sentences, beside the answer, that widen its quote or become citations
# Softmax scores further below the best than this never held the answer on the first halves.
WIDEST_GAP = 3.0
EMBEDDED = 12  # sentences compared by the embedding model, where question and report differ in language
# Cosines of the default model across languages: on 70 XQuAD questions in English, the best sentence of Chinese reports
# that answer lies at .787 (median), of reports on other things at .734, nine in ten of those below .763.
COSINE_LOW, COSINE_HIGH = 0.74, 0.84
RANK_SHARE = 0.2
# How sure a cell is whose names, with those of its table and report, hold all that is asked.
SURE = 0.9
# A sentence without a figure seldom answers "how many"; one that has the thing's name in its own language does.
NO_FIGURE, NAMED_SHARE = 0.8, 0.2
# Another report's sentence answers as well where it has this share of the topic that the best one has.
AS_MUCH = 0.98
AS_MUCH_OF_A_LIST = 0.8


@dataclass(frozen=True, slots=True)
class Selected:
    """A quote `[start, end)` of a report, and the span of it that answers, with the reader's confidence in [0, 1].

    `answer` is None where the quote is shown as a further one that may help. `blanked`: the clause that has most of
    the question's topic holds a masked figure or word. `by_number`: it is found by the number that it bears.
    """

    report: Report
    start: int
    end: int
    score: float
    answer: tuple[int, int] | None = None
    blanked: bool = False
    by_number: bool = False


class ExtractiveReader:
    """Picks the quotes that answer a question, or none."""

    def __init__(self, library: Library, passages: Reader | None = None) -> None:
        self._library = library
        self._weights = reader_weights()
        self._passages = passages

    def read(self, understanding: Understanding, passages: Sequence[RankedPassage]) -> list[Selected]:
        """The quotes that may answer, best first, then further ones, with how sure the first is; empty without any."""
        topic = Topic(understanding, self._library)
        reports = {passage.report_id: self._library.get(passage.report_id) for passage in passages}
        if numbered := numbered_answers(understanding.question, topic, passages, reports):
            by_number = asks_by_number(understanding.question)
            return [
                Selected(
                    each.report,
                    each.start,
                    each.end,
                    each.score,
                    (each.answer_start, each.answer_end),
                    by_number=by_number,
                )
                for each in numbered
            ]
        if understanding.wants is Wants.LIST:
            listed = _listed_headings(topic, understanding, passages, reports)
            if listed:
                return listed
        weighed = weighed_candidates(self._library, topic, understanding, passages)
        own = [one for one in weighed if one.candidate.report.metadata.language == understanding.language]
        foreign = [one for one in weighed if one.candidate.report.metadata.language != understanding.language]
        answered = self._from_words(understanding, topic, own)
        translated = self._from_meaning(understanding, foreign)
        return max(answered, translated, key=lambda found: found[0].score if found else 0.0)

    def _from_words(self, understanding: Understanding, topic: Topic, weighed: Sequence[Weighed]) -> list[Selected]:
        """Sentences by the question's words, and the span that answers."""
        if not weighed:
            return []
        best = ordered(weighed, self._weights.sentence)
        confidence = self._weights.confidence.probability(confidence_features(best[0], best, topic, understanding))
        cell = answering_cell(best[0], understanding)
        if cell is not None and cell.is_empty:
            return []
        if cell is not None:
            first = _of_cell(cell, max(confidence, SURE) if cell.names_all else confidence)
        else:
            first = self._of_span(understanding, topic, best, confidence)
        chosen = [first, *_as_good(understanding, topic, best, first, self._weights.span)]
        score = self._weights.sentence
        near = [one for one in best[:NEXT_BEST] if _score(one, score) >= _score(best[0], score) - FURTHEST]
        shown = _with_further(near, chosen)
        return _listed(shown, topic) if understanding.wants is Wants.LIST else shown

    def _of_span(
        self, understanding: Understanding, topic: Topic, best: Sequence[Weighed], confidence: float
    ) -> Selected:
        """The best span by the linear scores and by how near it is to the passage reader's, where there is one.

        It is not asked of reports, where a sentence answers and no span of it.
        """
        how_it_goes = ASKS_HOW_IT_GOES.search(understanding.question) is not None
        read = None
        if self._passages is not None and not how_it_goes and best[0].candidate.report.metadata.kind == "other":
            read = read_span(self._passages, understanding, gaps_of(best, self._weights.sentence))
        choices = [
            choice
            for choice in span_choices(best, QuestionSlot(understanding.question), topic, self._weights.sentence, read)
            if not how_it_goes or choice.reader.is_whole(choice.span)
        ]
        chosen = max(choices, key=lambda choice: self._weights.span(choice.features) + self._weights.near(choice.near))
        if read is not None:
            confidence = self._weights.read.probability(read.features(confidence))
        return _quoted(chosen.reader, chosen.span, topic, confidence)

    def _from_meaning(self, understanding: Understanding, weighed: Sequence[Weighed]) -> list[Selected]:
        """Sentences in another language than the question's, by the embedding model: no word can match."""
        nearest = sorted(weighed, key=lambda one: (-one.features["words"], _place_of(one)))[:EMBEDDED]
        if not nearest:
            return []
        cosines = self._library.similarities(understanding.question, [one.candidate.text for one in nearest])
        found: list[Selected] = []
        for one, cosine in zip(nearest, cosines, strict=True):
            meaning = min(max((cosine - COSINE_LOW) / (COSINE_HIGH - COSINE_LOW), 0.0), 1.0)
            score = ((1 - RANK_SHARE) * meaning + RANK_SHARE * one.features["rank"]) * one.fitness
            score *= NO_FIGURE if one.features["no_figure"] else 1.0
            score += NAMED_SHARE * one.features["own"]
            sentence = one.candidate.sentence
            found.append(Selected(one.candidate.report, sentence.start, sentence.end, min(score, 1.0)))
        found.sort(key=lambda one: -one.score)
        best = replace(found[0], answer=(found[0].start, found[0].end))
        return _within_limit([best, *found[1:BEST]])


def weighed_candidates(
    library: Library, topic: Topic, understanding: Understanding, passages: Sequence[RankedPassage]
) -> list[Weighed]:
    """Every sentence of and around the passages, with its features."""
    reports = {passage.report_id: library.get(passage.report_id) for passage in passages}
    return [weigh(candidate, topic, understanding) for candidate in find_candidates(passages, reports)]


def _score(one: Weighed, score: LinearScore) -> float:
    return score(one.features) + FITNESS_WEIGHT * log(one.fitness)


def gaps_of(best: Sequence[Weighed], score: LinearScore) -> list[tuple[Weighed, float]]:
    """Sentences in their order, each with how far it scored below the first."""
    return [(one, _score(one, score) - _score(best[0], score)) for one in best]


def _place_of(one: Weighed) -> tuple[str, int]:
    return one.candidate.report.report_id, one.candidate.sentence.start


def ordered(weighed: Sequence[Weighed], score: LinearScore) -> list[Weighed]:
    """Best first; a sentence that stands in several reports letter for letter is kept once."""
    kept: dict[str, Weighed] = {}
    for one in sorted(weighed, key=lambda one: (-_score(one, score), _place_of(one))):
        kept.setdefault("".join(letter for letter in one.candidate.text if letter.isalnum()), one)
    return list(kept.values())


def span_readers(best: Sequence[Weighed], question: QuestionSlot, topic: Topic, score: LinearScore) -> list[SpanReader]:
    """The readers of the spans of the best sentences by `score`, as far as they come near the first."""
    highest = _score(best[0], score)
    gaps = [_score(one, score) - highest for one in best[:BEST]]
    return [
        SpanReader(one, question, topic, gap, place)
        for place, (one, gap) in enumerate(zip(best, gaps, strict=False))
        if gap >= -WIDEST_GAP
    ]


@dataclass(frozen=True, slots=True)
class SpanChoice:
    """A span that may answer, its features, and how near it is to the one that the passage reader points at."""

    reader: SpanReader
    span: AnswerSpan
    features: Features
    near: Features


def span_choices(
    best: Sequence[Weighed], question: QuestionSlot, topic: Topic, score: LinearScore, read: ReadSpan | None = None
) -> list[SpanChoice]:
    """The spans of the best sentences, and that of the passage reader with those of the sentence it stands in."""
    readers = span_readers(best, question, topic, score)
    pairs = [(reader, span) for reader in readers for span in reader.spans()]
    if read is not None and (own := _sentence_of(read, best)) is not None:
        reader = next((each for each in readers if each.reads(own)), None)
        if reader is None:
            gap = max(_score(own, score) - _score(best[0], score), -WIDEST_GAP)
            reader = SpanReader(own, question, topic, gap, BEST - 1)
            pairs += [(reader, span) for span in reader.spans()]
        span = AnswerSpan(read.start, read.end, sum(end < read.end for end in [reader.end, *reader.following]))
        if span.following <= len(reader.following):
            pairs.append((reader, span))
    return [
        SpanChoice(
            reader, span, reader.features(span), read.nearness(reader.report, span.start, span.end) if read else {}
        )
        for reader, span in pairs
    ]


def _sentence_of(read: ReadSpan, best: Sequence[Weighed]) -> Weighed | None:
    for one in best:
        sentence = one.candidate.sentence
        if one.candidate.report is read.report and sentence.start <= read.start < sentence.end:
            return one
    return None


def _quoted(reader: SpanReader, span: AnswerSpan, topic: Topic, confidence: float) -> Selected:
    """The span in the sentences that it stands in. Where the clause asked for is blanked, the answer is all of it."""
    text = reader.report.text
    start, end = reader.quote_bounds(span)
    blanked = _asked_clause_is_blanked(text[start:end], topic)
    shown = trimmed(text, span)
    answer = (start, end) if blanked else (shown.start, shown.end)
    return Selected(reader.report, start, end, confidence, answer, blanked)


def _of_cell(cell: ChosenCell, confidence: float) -> Selected:
    """The cell as the answer, its row as the quote; an empty one answers nothing."""
    return Selected(cell.report, cell.row_start, cell.row_end, confidence, (cell.start, cell.end))


def _as_good(
    understanding: Understanding, topic: Topic, best: Sequence[Weighed], first: Selected, score: LinearScore
) -> list[Selected]:
    """The answers of other reports whose sentence has as much of the topic: where reports disagree, all are shown."""
    if understanding.wants not in (Wants.FIGURE, Wants.DATE) or first.report.metadata.year is None:
        return []
    least = AS_MUCH * topic.share(topic.found(first.report.text[first.start : first.end]))
    own = [one for one in best if one.candidate.report is first.report]
    own = [one for one in own if first.start <= one.candidate.sentence.start < first.end]
    measured = max((one.features["measure_figure"] for one in own), default=0.0)
    found: list[Selected] = []
    for one in best:
        report = one.candidate.report
        known = {first.report.report_id, *(other.report.report_id for other in found)}
        if report.report_id in known or report.metadata.year is None or one.features["own"] < least:
            continue
        if one.features["measure_figure"] < measured or one.fitness < 1.0 or len(found) + 1 == BEST:
            continue
        if (cell := answering_cell(one, understanding)) is not None:
            if not cell.is_empty:
                found.append(_of_cell(cell, first.score))
            continue
        reader = SpanReader(one, QuestionSlot(understanding.question), topic, 0.0, 0)
        span = max(reader.spans(), key=lambda span: score(reader.features(span)))
        found.append(_quoted(reader, span, topic, first.score))
    return [other for other in _within_limit([first, *found]) if other is not first]


def _listed(shown: Sequence[Selected], topic: Topic) -> list[Selected]:
    """A list goes on over sentences: those of the same periodical report with almost as much of the topic are in it."""
    first = shown[0]
    least = AS_MUCH_OF_A_LIST * topic.share(topic.found(first.report.text[first.start : first.end]))
    return [
        replace(one, answer=(one.start, one.end))
        if one.answer is None
        and one.report is first.report
        and one.report.metadata.year is not None
        and topic.share(topic.found(one.report.text[one.start : one.end])) >= least
        else one
        for one in shown
    ]


def _with_further(best: Sequence[Weighed], chosen: Sequence[Selected]) -> list[Selected]:
    """The next best sentences beside the answer: in the quote that they adjoin, else as citations of their own."""
    shown = list(chosen)
    for one in best:
        sentence, report = one.candidate.sentence, one.candidate.report
        if any(o.report is report and o.start < sentence.end and sentence.start < o.end for o in shown):
            continue
        widened = _widened(shown, report, sentence.start, sentence.end)
        if widened is not None:
            shown = widened
        elif len(shown) < BEST:
            shown.append(Selected(report, sentence.start, sentence.end, chosen[0].score))
        shown = _within_limit(shown)
    return shown


def _widened(shown: list[Selected], report: Report, start: int, end: int) -> list[Selected] | None:
    """The quotes with a sentence put to the one beside it in the same section, if that stays within the limit."""
    for place, other in enumerate(shown):
        between = report.text[min(other.end, end) : max(other.start, start)] if other.report is report else "far"
        if between.strip() or len(between) > 4 or report.section_at(other.start) is not report.section_at(start):
            continue
        wider = replace(other, start=min(other.start, start), end=max(other.end, end))
        total = sum(o.end - o.start for o in shown) - (other.end - other.start) + wider.end - wider.start
        return [*shown[:place], wider, *shown[place + 1 :]] if total <= LONGEST else None
    return None


def _within_limit(selected: Sequence[Selected]) -> list[Selected]:
    """Without the quotes that would bring the first three to more than 400 characters."""
    kept: list[Selected] = []
    for one in selected:
        if not kept or sum(other.end - other.start for other in kept) + one.end - one.start <= LONGEST:
            kept.append(one)
    return kept


def _listed_headings(
    topic: Topic, understanding: Understanding, passages: Sequence[RankedPassage], reports: dict[str, Report]
) -> list[Selected]:
    """The headings below the section that the question names ("重点工作有哪些"), where a section is named."""
    best: tuple[float, Report, Section] | None = None
    for report_id in dict.fromkeys(passage.report_id for passage in passages[:3]):
        report = reports[report_id]
        for section in report.sections[1:]:
            share = topic.share(topic.found(report.heading(section)))
            if section.years and understanding.years and not set(section.years) & set(understanding.years):
                share *= 0.5
            if share >= 0.75 and (best is None or share > best[0]) and len(_children(report, section)) > 1:
                best = (share, report, section)
    if best is None:
        return []
    share, report, section = best
    bounds = [
        _stripped(report.text, child.heading_start, child.heading_end)
        for child in _children(report, section)[:MOST_HEADINGS]
    ]
    return [Selected(report, start, end, min(share, 1.0), answer=(start, end)) for start, end in bounds]


def _children(report: Report, section: Section) -> list[Section]:
    return [child for child in report.sections if child.parent == section.number]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _asked_clause_is_blanked(text: str, topic: Topic) -> bool:
    clauses = [clause for clause in re.split("[；;，,。]", text) if clause.strip()]
    if not clauses:
        return False
    asked = max(clauses, key=lambda clause: topic.share(topic.found(clause)))
    # Where a figure stands beside the mask (分别增长X%和6.4%), which of the two is asked for isn't told.
    return is_blanked(asked) and not any(quantity.unit for quantity in find_quantities(asked))
