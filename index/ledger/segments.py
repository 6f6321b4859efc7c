"""The readings of a report's prose: of each figure the one that names what it measures, and what clauses lend.

A clause that only goes on tells of what was told before it: …，分别增长3%、4%; 其中农村1万个; 是前五年的1.7倍.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from index.facts.fact import Bound, Fact, Figure, How
from index.facts.vocabulary import bare_heads
from index.ledger.company_times import company_times
from index.ledger.entry import Kind
from index.ledger.measures import Measured, canonical_name, measured
from index.ledger.naming import is_name
from index.ledger.phrases import canonical_words, subject_of, trim
from index.ledger.prose import measured_in_prose
from index.ledger.rates import as_rate, of_the_one_before
from index.ledger.shared import head_of, owner_of, shared_names, told_of_each
from index.ledger.wording import Word, Wording, figures_of, ledger_words
from index.patterns import regex
from index.report import Report

# Of the readings that name a figure's measure the first of these is taken.
_ORDER = (How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.ROTATED, How.COMPUTED, How.ITEM, How.CELL)
_OF_EACH = frozenset({"人均", "户均", "平均", "每人"})
_LONGEST_WHOLE = 16
# 其中农村1万个: of what was told before.
_AMONG = regex("[，、（]其中：?[^，、；。]{1,6}$")
MULTIPLE = regex("[，、](?:已?[是为]|相当于)[^，。；]{1,24}的(?:约|近)?$")
_BARE_LIST = regex(
    r"(?:累计|均|各|分别|同比|[比较](?:上年|去年|\d{4}年)(?:同期|末|底)?|增长|下降|提高|增加|减少|上升|降低|高于|低于|全[国省]平均|[居占]?全[国省]的?|达到?|为|至)+(?:约|近|超过?)?"
)
# From one of a list's figures to the last: 5.5%、3%和2%.
_ROW = regex(r"(?:[、和及与]|[\d.]+[^\d、和及与，。以左]*)*")
# A bound behind the last figure belongs to its clause: 5.5%以上.
HEDGE_BEHIND = regex("(?:左右|以上|以下|以内|上下|之内|以外|之间)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading says that a figure measures; of those of a figure the one of the lowest order is taken."""

    fact: Fact
    figure: Figure
    measured: Measured
    order: tuple[int, ...]


def readings(report: Report, facts: Iterable[Fact]) -> Iterator[Reading]:
    """Every reading of every figure that names what it measures, segment by segment."""
    prose = _Prose(report)
    place = 0
    for _, group in groupby(facts, key=lambda fact: (fact.start, fact.end)):
        segment = list(group)
        if _is_prose(segment[0]):
            yield from prose.segment(segment, place)
        else:
            for number, fact in enumerate(segment):
                yield from _of_key(fact, place + number)
        place += len(segment)


def _is_prose(fact: Fact) -> bool:
    """Whether it was made of items that stand where its figures do; a table's cell is not."""
    starts = {item.start + fact.origin for item in fact.items if not isinstance(item, str) and item.kind == "figure"}
    return bool(fact.items) and all(figure.start in starts or fact.how is How.COMPUTED for figure in fact.figures)


def _of_key(fact: Fact, place: int) -> Iterator[Reading]:
    for number, figure in enumerate(fact.figures):
        found = measured(fact.pieces, fact.figures, number)
        if found is not None:
            yield Reading(fact, figure, found, (*_rank(fact, found), place))


def _rank(fact: Fact, found: Measured) -> tuple[int, ...]:
    """How well a reading tells: not a bare head, not without a subject; then how it was read."""
    bare = found.subject in bare_heads() or (fact.pieces[0].startswith("⟨") and found.kind is None)
    return bare, _ORDER.index(fact.how)


class _Prose:
    """The readings of Chinese prose, segment by segment; what one names may be what the next one tells more of."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._wording = Wording(report.text)
        self._times = company_times(report)
        self._said: Measured | None = None
        self._told = 0
        self._recent: list[tuple[int, str]] = []  # where the last figures end, and what they measure

    def segment(self, facts: Sequence[Fact], place: int) -> Iterator[Reading]:
        """The best reading of each figure of a segment."""
        figures = {
            figure.start: figure for fact in facts if fact.how is not How.COMPUTED for figure in figures_of(fact)
        }
        times = {start for start, figure in figures.items() if self._times is not None and self._times.is_time(figure)}
        names = times | {start for start, figure in figures.items() if is_name(self._text, figure)}
        told = [fact for fact in facts if fact.how is not How.COMPUTED and (fact.figures or fact.how is How.WRITTEN)]
        told.sort(key=lambda fact: _ORDER.index(fact.how))
        read: list[tuple[Fact, list[Word]]] = []
        for fact in told:
            words = self._wording.words(fact, names, times)
            if fact.how is How.WRITTEN:
                self._wording.note(words)
            if figures_of(fact):
                read.append((fact, words))
        starts = sorted(figures.keys() - names)
        self._listed = _list_of(facts, self._text, starts)
        if not self._listed and len(starts) > 1 and self._is_bare_list(facts, starts):
            self._listed = dict(zip(starts, self._lately(len(starts)), strict=True))
        half = len(starts) // 2
        twice = (
            bool(self._listed)
            and len(starts) > 2
            and [*self._listed.values()][:half] == [*self._listed.values()][half:]
        )
        self._from = {start: "从" if at < half else "" for at, start in enumerate(starts)} if twice else {}
        for start in sorted(figures.keys() - names):
            reading = self._best(read, start, place)
            if reading is not None:
                reading = self._listed_kind(self._hedged(reading, figures, starts))
                self._said, self._told = reading.measured, reading.figure.end
                self._recent = [*self._recent[-5:], (reading.figure.end, reading.measured.measure)]
                yield reading

    def _lately(self, count: int) -> list[str]:
        """What the last `count` figures of the sentence measure; none where it has fewer or one names nothing."""
        last = self._recent[-count:]
        whole = len(last) == count and "。" not in self._text[last[0][0] : self._told] and all(name for _, name in last)
        return [name for _, name in last] if whole else []

    def _is_bare_list(self, facts: Sequence[Fact], starts: Sequence[int]) -> bool:
        """Whether a clause tells of the list that its sentence told before: …，分别比2007年增加2.8平方米和5.5平方米."""
        apart = self._text[self._told : facts[0].start]
        if len(apart) > 4 or "。" in apart or len(set(self._lately(len(starts)))) != len(starts):
            return False
        return _BARE_LIST.fullmatch(self._text, facts[0].start, starts[0]) is not None

    def _best(self, read: Sequence[tuple[Fact, list[Word]]], start: int, place: int) -> Reading | None:
        bare: Reading | None = None
        for loose in (False, True):
            for rank, (fact, words) in enumerate(read):
                at = next((at for at, word in enumerate(words) if word.kind == "figure" and word.start == start), None)
                if at is None or (figure := words[at].figure) is None:
                    continue
                found = measured_in_prose(words, at, self._wording, loose)
                if found is None:
                    continue
                if start in self._listed:
                    found = self._renamed(replace(found, base=self._from.get(start, found.base)), self._listed[start])
                found = self._owned(found, fact, start)
                if self._times is not None and (plain := self._times.without_times(found.measure)) != found.measure:
                    found = self._renamed(found, plain)
                reading = Reading(fact, figure, found, (0, rank, place))
                if reading.measured.measure and reading.measured.subject not in bare_heads():
                    return reading
                if bare is None or (reading.measured.measure and not bare.measured.measure):
                    bare = reading
        return bare

    def _is_part(self, found: Measured, before: str) -> bool:
        """Whether 其中 leads to a part of what was told that is named by a word alone: 其中农村1万个."""
        alone = len(found.measure) < 4 and not found.canonical and head_of(found.measure) is None
        whole = self._said is not None and 0 < len(self._said.measure) <= _LONGEST_WHOLE
        return alone and whole and _AMONG.search(before) is not None

    def _is_multiple(self, start: int) -> bool:
        """Whether a figure says how many times another thing is what was told: 是前五年投入总和的1.7倍."""
        return start - self._told < 40 and MULTIPLE.search(self._text, self._told, start) is not None

    def _hedged(self, reading: Reading, figures: dict[int, Figure], starts: Sequence[int]) -> Reading:
        """Of 分别控制在5.5%、2%以内 the bound of the last is that of all."""
        figure, last = reading.figure, figures[starts[-1]]
        if not self._listed or figure.bound is not Bound.EXACT or last.bound is Bound.EXACT:
            return reading
        between = self._text[figure.end : last.start]
        if HEDGE_BEHIND.match(self._text, last.end) is None or _ROW.fullmatch(between) is None:
            return reading
        return replace(reading, figure=replace(figure, bound=last.bound))

    def _listed_kind(self, reading: Reading) -> Reading:
        """The second of 增速分别达7.9%、8% tells growth as the first does."""
        found, before = reading.measured, self._said
        gap = self._text[self._told : reading.figure.start]
        if (
            before is None
            or gap not in ("、", "和", "及", "与")
            or (found.kind, before.kind) != (Kind.SHARE, Kind.CHANGE)
        ):
            return reading
        return replace(reading, measured=replace(found, kind=before.kind, falls=before.falls))

    def _renamed(self, found: Measured, name: str) -> Measured:
        said = trim(name)
        subject = subject_of([canonical_words(said)], False)
        return replace(found, measure=said, subject=subject, canonical=canonical_name(subject))

    def _owned(self, found: Measured, fact: Fact, start: int) -> Measured:
        """A measure that says nothing alone, with the owner that the sentence names before."""
        before = self._text[max(0, fact.start - 80) : fact.start]
        sentence = before[max(before.rfind(mark) for mark in "。！？\n") + 1 :]
        found = as_rate(found, sentence + self._text[fact.start : start])
        if found.kind is Kind.RATIO and self._said is not None and self._said.measure and self._is_multiple(start):
            said = self._said
            return replace(found, measure=said.measure, subject=said.subject, canonical=said.canonical, base="")
        if not found.measure:
            clause = self._text[max(self._text.rfind(mark, 0, start) for mark in "，；。、：\n") + 1 : start]
            near = self._said is not None and "\n" not in self._text[self._told : start] and start - self._told < 60
            same = self._told > fact.start - len(sentence)
            if near and self._said is not None and (taken := of_the_one_before(found, self._said, clause, same)):
                return taken
            if self._said is not None and self._told > fact.start - len(sentence) and found.base.startswith("比"):
                return replace(
                    found, measure=self._said.measure, subject=self._said.subject, canonical=self._said.canonical
                )
            return found
        for head in ledger_words("of_head"):
            # 粮食播种面积…、产量…: the stem that was lent has a head of its own.
            rest = found.measure.removesuffix(head)
            if rest != found.measure and (owner := owner_of(rest)) and fact.how is How.COMPLETED:
                return self._renamed(found, (owner_of(owner) or owner) + head)
        if found.measure in ledger_words("of_head"):
            if found.measure in ledger_words("product"):
                named = max(ledger_words("product_name"), key=sentence.rfind)
                if named in sentence:
                    return self._renamed(found, named + found.measure)
            for head in ledger_words("product"):
                at = sentence.rfind(head)
                if at > 0 and (owner := _last_name(sentence[:at])):
                    return self._renamed(found, owner + found.measure)
        before_it = self._said if self._told > fact.start - len(sentence) and fact.how is How.WRITTEN else None
        told = self._said is not None and self._told > fact.start - len(sentence)
        if found.measure in _OF_EACH and told and self._said is not None:
            return self._renamed(found, self._said.measure)
        if told and self._said is not None and self._is_part(found, sentence + self._text[fact.start : start]):
            return self._renamed(found, self._said.measure + found.measure)
        if found.measure in ("增产", "减产", "增收", "减收") and told and self._said is not None:
            said = self._said
            return replace(found, measure=said.measure, subject=said.subject, canonical=said.canonical)
        if found.measure in ("新增", "净增") and self._said is not None and self._told > fact.start - len(sentence):
            return self._renamed(found, self._said.measure + found.measure)
        if found.measure in ledger_words("of_thing") and before_it is not None and before_it.measure:
            return self._renamed(found, before_it.measure + found.measure)
        return found


def _last_name(text: str) -> str:
    """The last run of two characters or more before a head, without marks."""
    name = text
    for mark in "，、；：。“”（）和与及":
        name = name[name.rfind(mark) + 1 :]
    name = trim(owner_of(name) or name)
    return name if 2 <= len(name) <= 6 and not any(sign.isdigit() for sign in name) else ""


def _list_of(facts: Sequence[Fact], text: str, figures: Sequence[int]) -> dict[int, str]:
    """What each figure of a list told item by item measures, by where the figure starts."""
    if len(figures) < 2:
        return {}
    clause = text[facts[0].start : figures[0]]
    count = len(figures)
    names = shared_names(clause, count)
    if "分别" not in clause and not any(fact.how is How.RESPECTIVELY for fact in facts):
        return {}
    if names is None and not count % 2:  # 甲、乙标准分别从202元、270元提高到209元、280元
        names = (shared_names(clause, count // 2) or []) * 2
    if names and (each := told_of_each(clause)):
        names = [name if name.endswith(each) else name + each for name in names]
    return dict(zip(figures, names, strict=True)) if names else {}
