"""A report's facts as its ledger: of each figure the one reading that tells it best."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from index.facts.fact import Bound, Fact, Figure, How, Period
from index.facts.reports import context_at, read_report
from index.facts.vocabulary import bare_heads
from index.ledger.carried import looks_back
from index.ledger.company_times import company_times
from index.ledger.english import english_entries
from index.ledger.entry import Entry, Kind, Span
from index.ledger.in_a_row import told_by_name, told_by_year
from index.ledger.measures import Measured, canonical_name, measured
from index.ledger.naming import is_name
from index.ledger.owners import larger_place, place_of, subject_in
from index.ledger.phrases import canonical_words, subject_of, trim
from index.ledger.prose import measured_in_prose
from index.ledger.rates import as_rate, of_the_one_before
from index.ledger.shared import owner_of, shared_names, told_of_each
from index.ledger.stages import stage_of
from index.ledger.tables import table_entries
from index.ledger.times import times_of
from index.ledger.when import period_of, span_of
from index.ledger.wording import Word, Wording, figures_of, ledger_words
from index.report import Block, BlockKind, Report, Sentence
from index.text.regions import NATION
from index.text.sentences import split_sentences
from index.text.units import COUNTS

# Of the readings that name a figure's measure the first of these is taken.
_ORDER = (How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.ROTATED, How.COMPUTED, How.ITEM)
_HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about", Bound.NEAR: "near", Bound.OVER: "over", Bound.UNDER: "under"}
_REAL = frozenset({"实际", "名义", "同口径", "可比价", "不变价", "按可比价"})
_OF_EACH = frozenset({"人均", "户均", "平均", "每人"})


@dataclass(frozen=True, slots=True)
class _Reading:
    fact: Fact
    figure: Figure
    measured: Measured
    order: tuple[int, ...]


def entries_of(report: Report, facts: Iterable[Fact] | None = None) -> tuple[Entry, ...]:
    """The ledger of a report, in the order of its figures. `facts` are those that were read of it already."""
    if report.metadata.language == "en":
        return _english(report, read_report(report) if facts is None else facts)
    best: dict[tuple[int, int], _Reading] = {}
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    for reading in _readings(report, read_report(report) if facts is None else facts):
        figure = reading.figure
        held = best.get((figure.start, figure.end))
        if held is None or reading.order < held.order:
            best[figure.start, figure.end] = reading
    prose = _entries(report, (best[span] for span in sorted(best) if not _is_inside(tables, span[0])))
    own = company_times(report)
    told = tuple(told_by_name(report.text, tuple(prose)))
    by_year = told_by_year(report.text, told, report.metadata.year if own is None else own.year)
    return tuple(sorted((*by_year, *_cells(report)), key=lambda entry: entry.figure))


def _english(report: Report, facts: Iterable[Fact]) -> tuple[Entry, ...]:
    """The ledger of an English report: its measures are read where each figure stands."""
    read: dict[int, Fact] = {}
    for fact in facts:
        for figure in fact.figures:
            read.setdefault(figure.start, fact)
    times = times_of(report)
    found: list[Entry] = []
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE:
            found.extend(table_entries(report, number, times))
        else:
            found.extend(english_entries(report, block, context_at(report, block.start, block.end), times, read))
    return tuple(sorted(found, key=lambda entry: entry.figure))


def _is_inside(tables: Sequence[Block], offset: int) -> bool:
    number = bisect_right(tables, offset, key=lambda block: block.start) - 1
    return number >= 0 and offset < tables[number].end


def _cells(report: Report) -> Iterator[Entry]:
    """The entries of tables, which are made from headers and labels and not from what facts say of cells."""
    times = times_of(report)
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE:
            yield from table_entries(report, number, times)


def _readings(report: Report, facts: Iterable[Fact]) -> Iterator[_Reading]:
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


def _of_key(fact: Fact, place: int) -> Iterator[_Reading]:
    for number, figure in enumerate(fact.figures):
        found = measured(fact.pieces, fact.figures, number)
        if found is not None:
            yield _Reading(fact, figure, found, (*_rank(fact, found), place))


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

    def segment(self, facts: Sequence[Fact], place: int) -> Iterator[_Reading]:
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

    def _best(self, read: Sequence[tuple[Fact, list[Word]]], start: int, place: int) -> _Reading | None:
        bare: _Reading | None = None
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
                reading = _Reading(fact, figure, found, (0, rank, place))
                if reading.measured.measure and reading.measured.subject not in bare_heads():
                    return reading
                if bare is None or (reading.measured.measure and not bare.measured.measure):
                    bare = reading
        return bare

    def _is_multiple(self, start: int) -> bool:
        """Whether a figure says how many times another thing is what was told: 是前五年投入总和的1.7倍."""
        return start - self._told < 40 and _MULTIPLE.search(self._text, self._told, start) is not None

    def _hedged(self, reading: _Reading, figures: dict[int, Figure], starts: Sequence[int]) -> _Reading:
        """Of 分别控制在5.5%、2%以内 the bound of the last is that of all."""
        figure, last = reading.figure, figures[starts[-1]]
        if not self._listed or figure.bound is not Bound.EXACT or last.bound is Bound.EXACT:
            return reading
        between = self._text[figure.end : last.start]
        if _HEDGE.match(self._text, last.end) is None or _ROW.fullmatch(between) is None:
            return reading
        return replace(reading, figure=replace(figure, bound=last.bound))

    def _listed_kind(self, reading: _Reading) -> _Reading:
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
        if (
            told
            and self._said is not None
            and len(found.measure) < 4
            and _AMONG.search(sentence + self._text[fact.start : start])
        ):
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


# 其中农村1万个: of what was told before.
_AMONG = re.compile("[，、（]其中：?[^，、；。]{1,6}$")
_MULTIPLE = re.compile("[，、](?:已?[是为]|相当于)[^，。；]{1,24}的(?:约|近)?$")
_BARE_LIST = re.compile(
    r"(?:累计|均|各|分别|同比|[比较](?:上年|去年|\d{4}年)(?:同期|末|底)?|增长|下降|提高|增加|减少|上升|降低|高于|低于|全[国省]平均|[居占]?全[国省]的?|达到?|为|至)+(?:约|近|超过?)?"
)
# From one of a list's figures to the last: 5.5%、3%和2%.
_ROW = re.compile(r"(?:[、和及与]|[\d.]+[^\d、和及与，。以左]*)*")


def _entries(report: Report, readings: Iterable[_Reading]) -> Iterator[Entry]:
    sentences = _sentences(report)
    current = next(sentences, None)
    company = company_times(report)
    before: tuple[int, Span | None, Period | None] | None = None
    for reading in readings:
        fact, figure, found = reading.fact, reading.figure, reading.measured
        while current is not None and current.end <= figure.start:
            current = next(sentences, None)
        sentence = (fact.start, fact.end)
        if current is not None and current.start <= figure.start:
            sentence = (current.start, current.end)
        place = place_of(report, found.measure)
        if place == NATION and figure.unit in COUNTS and not canonical_name(subject_in(found.subject, "全国")):
            place = ""  # 全国精品旅游线路17条 are the report's own
        place = place or larger_place(report, report.text[sentence[0] : figure.start], found.measure)
        period = period_of(report, fact, sentence[0], figure, found.base == "从")
        span = span_of(period)
        if found.kind is Kind.RATIO and before is not None and _MULTIPLE.search(report.text, before[0], figure.start):
            span, period = before[1], before[2]  # 是1997年的2倍 tells of the time of what is told
        before = (figure.end, span, period)
        if company is not None:
            span = company.of(sentence[0], figure, found.base == "从", fact.period)
            period = None if span is None else Period(*span.years)
        sign = -1 if found.falls else 1
        low, high = sorted((sign * figure.low, sign * figure.high))
        yield Entry(
            start=fact.start,
            end=_behind_hedge(report.text, fact.end),
            sentence=sentence,
            figure=(figure.start, figure.end),
            text=report.text[figure.start : figure.end],
            key=fact.key,
            measure=found.measure,
            subject=subject_in(found.subject, place),
            canonical=found.canonical,
            kind=found.kind,
            low=low,
            high=high,
            unit="位" if found.kind is Kind.DIFFERENCE and figure.text.endswith("位") else figure.unit,
            hedge=_HEDGES[figure.bound],
            base=found.base,
            place=place,
            period=span,
            stage=stage_of(report, fact, sentence, period, found.base == "从" or looks_back(fact, report.text)),
            denied=_denied(fact, report.text),
            qualifiers=tuple(sorted(fact.qualifiers | _REAL.intersection(piece.strip("⟨⟩") for piece in fact.pieces))),
            how=fact.how.value,
            measure_span=fact.spans.get("measure"),
        )


# A bound behind the last figure belongs to its clause: 5.5%以上.
_HEDGE = re.compile("(?:左右|以上|以下|以内|上下|之内|以外|之间)")


def _behind_hedge(text: str, end: int) -> int:
    match = _HEDGE.match(text, end)
    return end if match is None else match.end()


_DENIALS = re.compile("没有|没能|未能|并未|尚未|从未|未曾|未|没")


def _denied(fact: Fact, text: str) -> bool:
    """Whether it denies what is told, not a word inside a name (批而未供, 无理由退货)."""
    if not fact.items:
        return "⟨非⟩" in fact.pieces
    items = [item for item in fact.items if not isinstance(item, str)]
    for place, item in enumerate(items):
        if item.value != "⟨非⟩":
            continue
        said = text[item.start + fact.origin : item.end + fact.origin]
        following = items[place + 1] if place + 1 < len(items) else None
        if _DENIALS.fullmatch(said) and (len(said) > 1 or following is None or following.kind != "text"):
            return True
    return False


def _sentences(report: Report) -> Iterator[Sentence]:
    for block in report.blocks:
        yield from split_sentences(report.text, block.start, block.end)
