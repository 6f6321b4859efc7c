"""The excerpts of a report that say all that a question says: a few clauses next to each other, in the right time."""

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.english_times import may_be_of_one_time
from assistant.answering.need import Need, QuestionNeeds, folded
from assistant.answering.own_reports import of_the_nation, own_reports
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.kinds import BASELINE
from assistant.query.own_documents import is_own_document
from assistant.query.understanding import Understanding
from index.facts.vocabulary import vocabulary
from index.last_used import LastUsed
from index.patterns import regex
from index.report import Part, Report
from index.text.regions import NATION
from index.text.sentences import split_sentences
from index.text.years import find_years, relative_years

# A question is answered by one to four clauses; more of them have its words by chance.
MOST_CLAUSES = 4
# Sentences to look at have at least this share of the question's words, and no more than so many are shown.
WORTH_A_LOOK = 0.6
MOST_RELATED = 3
# A line of a glossary has the rest of them in the term that it explains, a paragraph in its heading.
LEAST_INSIDE = 0.4
# One sentence answers that has so much of the question's weight, and so much more than any other. On 540 worded
# questions the answer stood in 28 of 28 such sentences where a name was asked for.
NEARLY_ALL = 0.64
APART = 0.2
APART_FROM_ALL = 0.12
_SHORT = 12
_NO_SUBJECT = regex("被|获|荣获|入选|成为|评为|实现|位居|居|为")
_UNIT = regex(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』）)]*")
# A title in brackets is one word (《黑神话：悟空》), and so are grouped digits.
_CLAUSE = regex(r"(?:《[^》\n]*》|[^，,：:]|[，,](?=\d{3}))+[，,：:]?")
_ONE_YEAR = regex("今年|明年|前年|本年度?")
# What agrees with a plan is not said of each of its years.
_ASKS_BASE = regex(r"\bbaseline\b|基期|基数|基准年", re.IGNORECASE)
_FIVE_YEAR_PLAN = regex('[“"]?十[一二三四五六]五[”"]?(?:规划|计划|时期|期间|以来|目标)?')
_HEAD = regex(r"[^：:\n]{2,60}[：:]")
# The reports that one question reads are read again by the next: hundreds of them, of 2 to 50 thousand characters.
_FOLDED: LastUsed[str, str] = LastUsed(8_000_000, len)
_UNITS: LastUsed[tuple[str, bool], tuple[tuple[int, int], ...]] = LastUsed(200_000, len)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Clauses `[start, end)` that say what is asked, in the sentence `[first, last)`; `clauses` are all of it."""

    report: Report
    start: int
    end: int
    first: int
    last: int
    clauses: tuple[tuple[int, int], ...]
    share: float = 1.0

    @property
    def text(self) -> str:
        """The clauses, letter for letter."""
        return self.report.text[self.start : self.end]

    @property
    def text_around(self) -> str:
        """The whole sentence, letter for letter."""
        return self.report.text[self.first : self.last]

    @property
    def sentence(self) -> Quote:
        """The whole sentence as a quote."""
        return Quote(self.report, self.first, self.last)


def asked_of(understanding: Understanding, reports: Sequence[Report]) -> list[list[Report]]:
    """The reports in the order in which they are asked: the nation's before the others where no place is named."""
    scope = understanding.scope
    if own := own_reports(understanding, reports):
        provinces = [report for report in own if report.metadata.region != NATION]
        # 全国唯一 of a province's report names no other place.
        return [provinces or own]
    unscoped = not (scope.regions or scope.years)
    named = [report for report in reports if unscoped or is_own_document(report.metadata)]
    if of_the_nation(understanding):
        nation = [report for report in named if report.metadata.region == NATION]
        others = [report for report in named if report.metadata.region != NATION]
        return [part for part in (nation, others) if part]
    return [named] if named else []


def excerpts(
    asked: QuestionNeeds, reports: Iterable[Report], understanding: Understanding
) -> tuple[list[Excerpt], list[Excerpt]]:
    """The excerpts that have every word of the question, in its time; and the nearest ones that lack some."""
    whole: list[Excerpt] = []
    near: list[Excerpt] = []
    if not asked.needs:
        return [], []
    for report in reports:
        text = _folded(report.text)
        for (first, last), said in zip(units(report), _said(asked, report), strict=True):
            lacking = tuple(need for at, need in enumerate(asked.needs) if at not in said)
            if len(lacking) > (1 - LEAST_INSIDE) * len(asked.needs):
                continue
            around = _around(report, text, first)
            elsewhere = [need for need in lacking if need.in_text(around)]
            inside = len(asked.needs) - len(lacking)
            share = (inside + len(elsewhere)) / len(asked.needs)
            clauses = tuple(clauses_of(report, first, last))
            narrowed = _window(asked, lacking, text, clauses)
            one = Excerpt(report, *narrowed, first, last, clauses, share)
            if share == 1 and _is_tight(one) and in_time(report, first, last, understanding):
                whole.append(one)
            elif share >= WORTH_A_LOOK:
                near.append(one)
    near.sort(key=lambda one: -one.share)
    return whole, near


def nearest(
    needs: QuestionNeeds,
    reports: Sequence[Report],
    understanding: Understanding,
    *,
    alone: re.Pattern[str] | None = None,
    in_other_words: bool = False,
) -> Excerpt | None:
    """The one sentence that says by far the most of the question, in its time; None where another says nearly as much.

    A word weighs by how few sentences have it, so that 国家技术发明奖一等奖 counts and 单位 hardly does. With `alone`,
    no other sentence may have what that finds. A word that it lacks must share a letter with it, unless it may be
    said `in_other_words`; a figure must stand there.
    """
    ranked = by_weight(needs, reports)
    if not ranked:
        return None
    first = ranked[0]
    others = [one for one in ranked[1:] if one.text != first.text]
    close = bool(others) and others[0].share > first.share - (APART if first.share < 1 else APART_FROM_ALL)
    if first.share < NEARLY_ALL or close or not in_time(first.report, first.first, first.last, understanding):
        return None
    sentence = folded(f"{first.report.metadata.title}\n{first.text}")
    lacking = needs.missing(sentence)
    if any(need.number or is_direction(need) for need in lacking):
        return None
    if not in_other_words and not all(is_near(need, sentence) for need in lacking):
        return None
    if alone is not None and any(alone.search(folded(one.text)) for one in others):
        return None
    return _with_its_subject(narrowed(needs, first))


def is_near(need: Need, sentence: str) -> bool:
    """Whether a sentence that lacks a word may say it in another form: 袭击 and 侵袭, 开会 and 会议."""
    return not need.number and (
        len(need.text) == 1 or any(letter in sentence for letter in need.text if letter.isalpha())
    )


def is_direction(need: Need) -> bool:
    """Whether a word says up or down: a sentence without it may say the contrary."""
    entry = vocabulary().lexemes.get(need.text)
    return entry is not None and bool(entry.classes.keys() & {"up", "down"})


def by_weight(needs: QuestionNeeds, reports: Sequence[Report]) -> list[Excerpt]:
    """The sentences that have a word of the question, whole, by their share of its weight."""
    said: list[tuple[set[int], Excerpt]] = []
    count = 0
    for report in reports:
        titled = {at for at, need in enumerate(needs.needs) if need.in_text(folded(report.metadata.title))}
        for (first, last), inside in zip(units(report), _said(needs, report), strict=True):
            count += 1
            inside |= titled  # what the whole report is about is said of each of its sentences
            if inside:
                said.append((inside, Excerpt(report, first, last, first, last, ())))
    held = Counter(at for inside, _ in said for at in inside)
    weights = [math.log(1 + count / max(1, held[at])) for at in range(len(needs.needs))]
    shares = [sum(weights[at] for at in inside) / sum(weights) for inside, _ in said]
    found = [replace(one, share=share) for share, (_, one) in zip(shares, said, strict=True)]
    return sorted(found, key=lambda one: -one.share)


def narrowed(needs: QuestionNeeds, one: Excerpt) -> Excerpt:
    """The shortest run of clauses with all that the sentence has of the question."""
    text = _folded(one.report.text)
    clauses = tuple(clauses_of(one.report, one.first, one.last))
    start, end = _window(needs, needs.missing(text[one.first : one.last]), text, clauses)
    while end > start and one.report.text[end - 1] in "，,；;：: \n":
        end -= 1
    return replace(one, start=start, end=end, clauses=clauses)


def _with_its_subject(one: Excerpt) -> Excerpt:
    """With the clause before it, where it is short or begins with a verb: “胖东来”频频出圈，被网友称为…"""
    before = [clause for clause in one.clauses if clause[1] <= one.start]
    if before and (one.end - one.start < _SHORT or _NO_SUBJECT.match(one.text)):
        return replace(one, start=before[-1][0])
    return one


def one_that_fits(
    asked: QuestionNeeds,
    reports: Sequence[Report],
    understanding: Understanding,
    fitting: Callable[[Excerpt], Sequence[Line]],
    nearly: Callable[[Excerpt], Line | None],
) -> Reply | None:
    """The one line that `fitting` finds in the excerpts of what is asked; without a badge where it is none or several.

    Two lines with the same text are one. Where none fits, `nearly` makes one of the sentence that says by far the most
    of what is asked.
    """
    near: list[Excerpt] = []
    for part in asked_of(understanding, reports):
        whole, close = excerpts(asked, part, understanding)
        lines = [fitting(one) for one in whole]
        found = {each[0].text: each[0] for each in reversed(lines) if len(each) == 1}
        if len(found) == 1 and not any(len(each) > 1 for each in lines):
            return Reply(lines=tuple(found.values()))
        near += [*whole, *close]
        if whole:
            break
    for part in asked_of(understanding, reports):
        one_sentence = nearest(asked, part, understanding)
        if one_sentence is not None and (line := nearly(one_sentence)) is not None:
            return Reply(lines=(line,))
    return Reply(related=related(near)) if near else None


def clauses_quoted(one: Excerpt, start: int, end: int) -> Quote:
    """The excerpt with `[start, end)`, which may reach out of it, as a quote without the mark at its end."""
    start, end = min(one.start, start), max(one.end, end)
    text = one.report.text[start:end].rstrip(" ，,；;：:\n")
    return Quote(one.report, start, start + len(text))


def related(near: Sequence[Excerpt]) -> tuple[Quote, ...]:
    """The nearest sentences, to look at."""
    return tuple(one.sentence for one in near[:MOST_RELATED])


def units(report: Report) -> tuple[tuple[int, int], ...]:
    """The sentences, or what stands between semicolons, without outer white space."""
    return units_of(report.text, report.metadata.language == "en")


def units_of(text: str, english: bool) -> tuple[tuple[int, int], ...]:
    """The same of a bare text."""
    spans = _UNITS.get((text, english))
    if spans is None:
        _UNITS.put((text, english), spans := _split(text, english))
    return spans


def _split(text: str, english: bool) -> tuple[tuple[int, int], ...]:
    if english:
        return tuple((one.start, one.end) for one in split_sentences(text, 0, len(text)))
    found = []
    for match in _UNIT.finditer(text):
        piece = match[0]
        first = match.start() + len(piece) - len(piece.lstrip())
        last = match.start() + len(piece.rstrip())
        if first < last:
            found.append((first, last))
    return tuple(found)


def _folded(text: str) -> str:
    found = _FOLDED.get(text)
    if found is None:
        _FOLDED.put(text, found := folded(text))
    return found


def _said(needs: QuestionNeeds, report: Report) -> list[set[int]]:
    """Which needs each unit says, by their numbers: each need is looked for once in the whole report."""
    text, spans = _folded(report.text), units(report)
    starts = [first for first, _ in spans]
    found: list[set[int]] = [set() for _ in spans]
    for at, need in enumerate(needs.needs):
        for match in need.said.finditer(text):
            place = bisect_right(starts, match.start()) - 1
            if place >= 0 and match.end() <= spans[place][1]:
                found[place].add(at)
    return found


def clauses_of(report: Report, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence, each with the mark that ends it."""
    for match in _CLAUSE.finditer(report.text, first, last):
        if match[0].strip("，,：: "):
            yield match.span()


def _is_tight(one: Excerpt) -> bool:
    inside = [clause for clause in one.clauses if one.start <= clause[0] < one.end]
    return len(inside) <= MOST_CLAUSES


def _around(report: Report, text: str, first: int) -> str:
    """The term that a glossary's line explains, and the headings above."""
    line = text.rfind("\n", 0, first) + 1
    head = _HEAD.match(text, line)
    term = head[0] if head is not None and head.end() <= first else ""
    return "\n".join([term, *(folded(heading) for heading in report.headings(first) if len(heading) <= 60)])


def _window(
    asked: QuestionNeeds, lacking: Sequence[object], text: str, clauses: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The shortest run of clauses with every word that the sentence has."""
    wanted = [need for need in asked.needs if need not in lacking]
    best = (clauses[0][0], clauses[-1][1])
    for start in range(len(clauses)):
        for end in range(start, len(clauses)):
            span = clauses[start][0], clauses[end][1]
            if span[1] - span[0] >= best[1] - best[0]:
                break
            if all(need.in_text(text[span[0] : span[1]]) for need in wanted):
                best = span
                break
    return best


def in_time(report: Report, start: int, end: int, understanding: Understanding) -> bool:
    """Whether a sentence may speak of the years asked: those that it names, else its part's, else the report's.

    Of an English one also whether it may speak of the quarter, half or months that are asked of.
    """
    text, year = report.text[start:end], report.metadata.year
    if "en" == understanding.language == report.metadata.language and not may_be_of_one_time(
        understanding.question, text
    ):
        return False
    asked = set(understanding.years)
    if not asked:
        return True
    compared = {int(each) for match in BASELINE.finditer(text) for each in match.groups() if each}
    if _ASKS_BASE.search(understanding.question):
        compared = set()
    counted = {each for word in _ONE_YEAR.findall(text) for each in relative_years(word, year)} if year else set()
    said = set(find_years(_FIVE_YEAR_PLAN.sub("", text))) - compared
    if (said | counted) & asked:
        return True
    # Another year's; a later one that is written out is what it reaches to.
    if counted or any(one < min(asked) for one in said):
        return False
    section = report.section_at(start)
    if not report.metadata.is_work_report:
        return bool({*report.metadata.years, *section.years} & asked)
    if year is not None and section.part is Part.PLAN:
        return bool({year, *(one for one in section.years if one > year)} & asked)
    if section.years:
        return bool(set(section.years) & asked)
    if year is None:
        return False
    if section.part is None:
        return bool({year, year - 1} & asked)
    return year - 1 in asked
