"""The extractive reader: ranked passages to the sentences that answer, as spans. It writes nothing of its own.

A sentence's score is how much of the question's topic it has (each term by its weight in the library), how well its
passage ranked, and how near it is to the question by the embedding model; then come factors for the kind of answer
wanted. docs/benchmarks.md has the measurements behind the constants.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.lexical import tokens
from index.library import Library, RankedPassage
from index.passages import table_header
from index.report import Part, Report, Section, Sentence
from index.sentences import is_blanked, split_sentences

from .understanding import Understanding
from .wording import GIVES_REASON, Wants

WINDOW = 300  # characters read on either side of a passage, inside its section
EMBEDDED = 12  # sentences compared by the embedding model, the best by words
QUOTE_CHARACTERS = 400
MOST = {Wants.FIGURE: 2, Wants.DATE: 2, Wants.REASON: 3, Wants.STATEMENT: 3, Wants.LIST: 5}
NEXT_BEST = 0.85  # a further sentence scores at least this share of the best
MOST_HEADINGS = 15

TOPIC_WEIGHT, MEANING_WEIGHT, RANK_WEIGHT = 0.7, 0.1, 0.2
# Cosines of the default model: unrelated sentences lie about the first, paraphrases about the second.
COSINE_LOW, COSINE_HIGH = 0.78, 0.92
NEARBY = 0.6  # credit for a term that stands in the headings or the table's header row
BEFORE = 0.3  # credit for a term that stands in the sentence before
# Credit for a term of the title. What the whole report is about does not tell its sentences apart: with 0.4, sentences
# that repeat the report's subject win over those that answer (cmrc-trial, first half: .67 right in the first; .76 now).
TITLE = 0.9

# Where the question uses a word that the library never does: of squad2-zh's first half 4 % of the questions with an
# answer and 10 % of those without. A Han piece may only be cut unluckily, an English word is missing for sure.
UNKNOWN_HAN, UNKNOWN_WORD = 0.75, 0.55

# A bigram of a longer piece that no report has mostly joins two words; it tells no sentence from another.
JOINT = 0.3

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s*年?|FY\s*\d+")
FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万亿]+[个项家亿万元件名人座条次所公倍成]")
DATE = re.compile(r"\d+\s*[年月日]|[一二三四五六七八九十〇]+[年月日]|\b(?:19|20)\d\d\b")
CLOSED = re.compile(r"[。！？!?.]['\"”’」』）)】]*$|[%％XxＸ][oO]$|\t")  # `%o` is a misread `%。`


@dataclass(frozen=True, slots=True)
class Selected:
    """A span of a report that answers, with its score in [0, 1].

    `blanked`: of its clauses, the one that has most of the question's topic holds a masked figure or word.
    """

    report: Report
    start: int
    end: int
    score: float
    blanked: bool = False


@dataclass(slots=True)
class _Candidate:
    report: Report
    sentence: Sentence
    before: str
    rank_score: float
    score: float = 0.0

    @property
    def text(self) -> str:
        return self.report.text[self.sentence.start : self.sentence.end]


class ExtractiveReader:
    """Picks the sentences that answer a question, or none."""

    def __init__(self, library: Library, threshold: float) -> None:
        self._library = library
        self._threshold = threshold

    def read(self, understanding: Understanding, passages: Sequence[RankedPassage]) -> list[Selected]:
        """The spans that answer, best first; empty where the passages don't tell."""
        reports = {passage.report_id: self._library.get(passage.report_id) for passage in passages}
        topic = _Topic(understanding, self._library)
        if understanding.wants is Wants.LIST:
            listed = _listed_headings(topic, understanding, passages, reports)
            if listed:
                return listed
        candidates = self._scored(topic, understanding, _candidates(passages, reports))
        return _select(candidates, topic, understanding.wants, self._threshold)

    def _scored(
        self, topic: "_Topic", understanding: Understanding, candidates: Sequence[_Candidate]
    ) -> list[_Candidate]:
        """The candidates that are best by words, scored by meaning too, best first."""
        fitness = {id(candidate): _fitness(candidate, understanding) for candidate in candidates}
        for candidate in candidates:
            candidate.score = TOPIC_WEIGHT * topic.coverage(candidate) + RANK_WEIGHT * candidate.rank_score
        familiarity = topic.familiarity(candidates)
        nearest = sorted(candidates, key=lambda candidate: -candidate.score * fitness[id(candidate)])[:EMBEDDED]
        cosines = self._library.similarities(understanding.question, [candidate.text for candidate in nearest])
        for candidate, cosine in zip(nearest, cosines, strict=True):
            meaning = min(max((cosine - COSINE_LOW) / (COSINE_HIGH - COSINE_LOW), 0.0), 1.0)
            if candidate.report.metadata.language == understanding.language:
                candidate.score = (candidate.score + MEANING_WEIGHT * meaning) * familiarity
            else:  # no word can match across languages
                candidate.score = (TOPIC_WEIGHT + MEANING_WEIGHT) * meaning + RANK_WEIGHT * candidate.rank_score
            candidate.score *= fitness[id(candidate)]
        return sorted(
            nearest, key=lambda candidate: (-candidate.score, candidate.report.report_id, candidate.sentence.start)
        )


class _Topic:
    """The question's terms with their weights; a synonym of a term counts as the term."""

    def __init__(self, understanding: Understanding, library: Library) -> None:
        self._terms = set(_terms(understanding.topic))
        self._groups = [
            (
                {term for name in group for term in _terms(name) if term in self._terms},
                [name.lower() for name in group],
            )
            for group in understanding.synonyms
        ]
        self._absent = library.term_weights(["\0"])["\0"] - 1e-9
        self._pieces = [_terms(piece) for piece in understanding.topic.split()]
        self._idf = library.term_weights(self._terms)
        joints = {term for piece in self._pieces if len(piece) > 2 for term in piece if self._idf[term] >= self._absent}
        self._weights = {term: weight * (JOINT if term in joints else 1.0) for term, weight in self._idf.items()}
        self._total = sum(self._weights.values())

    def familiarity(self, candidates: Iterable[_Candidate]) -> float:
        """1, or less where the question uses a word that neither the library nor, by a synonym, a candidate has."""
        seen = {term for candidate in candidates for term in self._found(candidate.text)}
        factor = 1.0
        for terms in self._pieces:
            if terms and all(self._idf[term] >= self._absent and term not in seen for term in terms):
                factor = min(factor, UNKNOWN_WORD if terms[0].isascii() else UNKNOWN_HAN)
        return factor

    def coverage(self, candidate: _Candidate) -> float:
        """The weighted share of the terms that the sentence has, with part credit for what stands around it."""
        report, sentence = candidate.report, candidate.sentence
        around = "\n".join([*report.headings(sentence.start), *table_header(report, sentence.start)])
        return self.share(candidate.text, around, report.metadata.title, candidate.before)

    def share(self, text: str, around: str = "", title: str = "", before: str = "") -> float:
        """The weighted share of the terms in `text`, with part credit for what stands around it."""
        if not self._total:
            return 0.0
        places = (
            (1.0, self._found(text)),
            (TITLE, self._found(title)),
            (NEARBY, self._found(around)),
            (BEFORE, self._found(before)),
        )
        credit = sum(
            weight * next((share for share, found in places if term in found), 0.0)
            for term, weight in self._weights.items()
        )
        return credit / self._total

    def _found(self, text: str) -> set[str]:
        if not text:
            return set()
        words = {_stem(term) for term in _terms(text)}
        found = {term for term in self._terms if _stem(term) in words}
        folded = unicodedata.normalize("NFKC", text).lower()
        for terms, names in self._groups:
            if any(name in folded for name in names):
                found |= terms
        return found


def _terms(text: str) -> list[str]:
    """Bigrams, words and numbers; a single Han character only where it stands alone."""
    found = []
    for piece in text.split():
        pieces = tokens(piece)
        long = [term for term in pieces if len(term) > 1 or term.isdigit()]
        found.extend(pieces if len(pieces) == 1 and not pieces[0].isalpha() else long or pieces[:1])
    return found


def _stem(term: str) -> str:
    """An English word without its ending, so that `van` and `vans`, `miss` and `missed` are one; else the term."""
    if not (term.isascii() and term.isalpha()) or len(term) < 4:
        return term
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if term.endswith(ending) and len(term) - len(ending) >= 3 and not term.endswith("ss"):
            return term.removesuffix(ending) + rest
    return term


def _candidates(passages: Iterable[RankedPassage], reports: dict[str, Report]) -> list[_Candidate]:
    """Every sentence of the passages and around them, once, with the best score of a passage that reaches it."""
    found: dict[tuple[str, int], _Candidate] = {}
    for passage in passages:
        report = reports[passage.report_id]
        section = report.section_at(passage.start)
        start, end = report.own_span(section)
        before = ""
        for sentence in _sentences_around(report, start, end, passage):
            key = (report.report_id, sentence.start)
            inside = passage.start <= sentence.start < passage.end
            if (inside or key not in found) and not _names_only(report, section, sentence):
                known = found.get(key)
                if known is None or known.rank_score < passage.score:
                    found[key] = _Candidate(report, sentence, before, passage.score * (1.0 if inside else 0.8))
            before = report.text[sentence.start : sentence.end]
    return list(found.values())


def _sentences_around(report: Report, start: int, end: int, passage: RankedPassage) -> list[Sentence]:
    """The whole sentences of `[start, end)` that reach into the passage or the window around it."""
    low, high = passage.start - WINDOW, passage.end + WINDOW
    # Line breaks end sentences, so a split that begins and ends at one cuts none in two.
    first = report.text.rfind("\n", start, max(low, start)) + 1 or start
    last = report.text.find("\n", min(high, end), end)
    sentences = split_sentences(report.text, first, end if last < 0 else last)
    return [sentence for sentence in sentences if sentence.end > low and sentence.start < high]


def _names_only(report: Report, section: Section, sentence: Sentence) -> bool:
    """Whether a sentence is a heading with a body below it, or repeats the report's title: neither answers."""
    _, end = report.own_span(section)
    is_heading = sentence.end <= section.heading_end and end - section.heading_end > 1
    text = report.text[sentence.start : sentence.end]
    return is_heading or text.strip("《》〈〉 \u3000") == report.metadata.title


def _fitness(candidate: _Candidate, understanding: Understanding) -> float:
    """A factor for the kind of answer wanted, and for the part of the report and the years it speaks of."""
    factor = 1.0
    text = candidate.text
    if understanding.wants is Wants.FIGURE and not (FIGURE.search(YEAR.sub("", text)) or candidate.sentence.blanked):
        factor *= 0.7
    if understanding.wants is Wants.DATE and not DATE.search(text):
        factor *= 0.7
    if understanding.wants is Wants.REASON and GIVES_REASON.search(text):
        factor *= 1.25
    section = candidate.report.section_at(candidate.sentence.start)
    if section.part is not None and understanding.plan is not None:
        factor *= 1.05 if (section.part is Part.PLAN) == understanding.plan else 0.85
    elif section.part is Part.PLAN and understanding.wants in (Wants.FIGURE, Wants.DATE):
        factor *= 0.85  # "how many" asks for what was, unless it names a target
    if understanding.years and section.years and not any(str(year) in text for year in understanding.years):
        factor *= 1.05 if set(section.years) & set(understanding.years) else 0.75
    return factor


def _listed_headings(
    topic: _Topic, understanding: Understanding, passages: Sequence[RankedPassage], reports: dict[str, Report]
) -> list[Selected]:
    """The headings below the section that the question names ("重点工作有哪些"), where a section is named."""
    best: tuple[float, Report, Section] | None = None
    for report_id in dict.fromkeys(passage.report_id for passage in passages[:3]):
        report = reports[report_id]
        for section in report.sections[1:]:
            share = topic.share(report.heading(section))
            if section.years and understanding.years and not set(section.years) & set(understanding.years):
                share *= 0.5
            if share >= 0.75 and (best is None or share > best[0]) and len(_children(report, section)) > 1:
                best = (share, report, section)
    if best is None:
        return []
    share, report, section = best
    return [
        Selected(report, *_trimmed(report.text, child.heading_start, child.heading_end), score=share)
        for child in _children(report, section)[:MOST_HEADINGS]
    ]


def _children(report: Report, section: Section) -> list[Section]:
    return [child for child in report.sections if child.parent == section.number]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _select(candidates: Sequence[_Candidate], topic: _Topic, wanted: Wants, threshold: float) -> list[Selected]:
    """The best sentence and those nearly as good, whole, without repeating one; at most 400 characters in three."""
    if not candidates or candidates[0].score < threshold:
        return []
    least = candidates[0].score * NEXT_BEST
    chosen: list[Selected] = []
    shown: set[str] = set()
    for candidate in candidates:
        if len(chosen) == MOST[wanted] or candidate.score < max(least, threshold):
            break
        start, end = _whole(candidate)
        blanked = _asked_clause_is_blanked(candidate.report.text[start:end], topic)
        selected = Selected(candidate.report, start, end, min(candidate.score, 1.0), blanked)
        text = "".join(
            character for character in selected.report.text[selected.start : selected.end] if character.isalnum()
        )
        inside = any(
            other.report is selected.report and other.start < selected.end and selected.start < other.end
            for other in chosen
        )
        characters = sum(other.end - other.start for other in chosen[:2]) + selected.end - selected.start
        too_long = len(chosen) in (1, 2) and characters > QUOTE_CHARACTERS
        if text not in shown and not inside and not too_long:
            shown.add(text)
            chosen.append(selected)
    return chosen


def _asked_clause_is_blanked(text: str, topic: _Topic) -> bool:
    clauses = [clause for clause in re.split("[；;，,。]", text) if clause.strip()]
    return bool(clauses) and is_blanked(max(clauses, key=topic.share))


def _whole(candidate: _Candidate) -> tuple[int, int]:
    """The span of the sentence, extended while it is cut at a semicolon, up to 400 characters."""
    report, sentence = candidate.report, candidate.sentence
    _, limit = report.own_span(report.section_at(sentence.start))
    end = sentence.end
    for following in split_sentences(report.text, sentence.end, min(limit, sentence.start + QUOTE_CHARACTERS)):
        cut = not CLOSED.search(report.text[sentence.start : end]) and "\n" not in report.text[end : following.start]
        if not cut or following.end == sentence.start + QUOTE_CHARACTERS:
            break
        end = following.end
    return sentence.start, end
