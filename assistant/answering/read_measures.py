"""What a question over places or years measures, where its own words don't say it as the reports do.

谁家粮食打得多 measures 粮食产量. The trained reader is asked the same of one place at a time, and of one year's report
at a time; the figure that it points at is an entry of that report's ledger, whose measure is then asked of all. Two
reports must agree on it, or the reader must be all but certain of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.ledgers import ReportLedger, newest
from assistant.answering.matching import RATES
from assistant.answering.over_reports import inside, read_bounds, without_apposition
from assistant.answering.read_sentences import ReadFigure, SentenceAnswers
from assistant.answering.year_spans import without_years
from assistant.query.asked import AskedFigure, asked_figures, asked_measure, asks_amount, names_asked, plain_question
from assistant.query.understanding import Understanding
from index.ledger.entry import Entry, Kind
from index.patterns import regex
from index.text.places import find_regions
from index.text.region_groups import named_group

MOST_ASKED = 5  # reports that the reader is asked of: some 150 ms each
ALL_BUT_CERTAIN = 0.8  # where only one report's figure is found
AGREEING = 2  # owners whose figures must be of one measure, and twice as many as of any other
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
_NO_AMOUNTS = frozenset({Kind.RANK, Kind.DATE, Kind.DURATION, Kind.NAME, Kind.ACT})
_JOINING = regex(r"^(?:[\s，,、和与跟及的]|同(?!样))+")
# 谁家打得多, 哪个更低一点, 最多的是谁 ask for two amounts; of one it is asked how much: 打多少.
_WHO = regex("(?:是)?(?:谁家?|哪(?:一|两|几)?(?:个省份?|个市|个地方|年|个|家|边|里|儿|省|地|些))(?:的)?")
_LOOSE = regex(r"(?:各自|分别|[，,、\s各的都是得到了为？?])+$")
_MORE = regex(
    r"得?(?:要)?(?:更|最|比较|还)?(?:高低|大小|[多高大快长强低少小慢短弱])(?:一?[点些])?(?:的)?(?:是)?(?=[？?，,\s吗呢啊]*$)"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A measure that the reader found, and how sure it was of the sentence."""

    entry: Entry
    chance: float

    @property
    def key(self) -> tuple[str, bool]:
        return self.entry.subject, self.entry.kind in _GROWTHS


class ReadMeasures:
    """Names the measure of a question by what the trained reader finds in single reports."""

    def __init__(self, sentences: SentenceAnswers) -> None:
        self._sentences = sentences

    def of_places(self, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
        """What a question may measure that asks of several places or companies, the likeliest first.

        First what it measures where it is asked of one of them, then what the reader finds.
        """
        text = _of_one(without_apposition(understanding))
        yield from _in_words(text, understanding, told)
        asked = inside(told, understanding)
        named = self._of_each(text, understanding, asked) if len(asked) <= MOST_ASKED else None
        named = named or self._of_all(text, understanding, asked)
        if named is not None:
            yield _asked(named)

    def of_years(self, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
        """What a question may measure that asks of one owner over years: as the newest reports tell it."""
        text = _of_one(replace(understanding, question=without_years(understanding.question)))
        yield from _in_words(text, understanding, told)
        newest_first = sorted(told, key=lambda one: -(one.year or 0))
        named = self._of_each(text, replace(understanding, years=()), newest_first[:MOST_ASKED])
        if named is not None:
            yield _asked(named)

    def _of_each(self, text: str, understanding: Understanding, told: Sequence[ReportLedger]) -> Entry | None:
        """The entry whose measure two reports agree on, each asked alone, or that one tells all but certainly."""
        found: list[_Named] = []
        for one in told:
            scope = replace(understanding.scope, regions=(one.owner,), reports=(one.report.report_id,), issuers=())
            asked = replace(understanding, question=f"{one.owner}{text}", scope=scope)
            for read in self._sentences.figures(asked, [one.report])[:1]:
                if (entry := _entry_at(read, one, text, understanding)) is not None:
                    named = _Named(entry, read.chance)
                    if any(other.key == named.key for other in found):
                        return entry
                    found.append(named)
        sure = [one for one in found if one.chance >= ALL_BUT_CERTAIN]
        return sure[0].entry if len(found) == len(sure) == 1 else None

    def _of_all(self, text: str, understanding: Understanding, told: Sequence[ReportLedger]) -> Entry | None:
        """The entry whose measure most of the reports agree on whose sentences come nearest."""
        by_report = {one.report.report_id: one for one in told}
        asked = replace(understanding, question=text)
        found: dict[tuple[str, bool], dict[str, Entry]] = {}
        for read in self._sentences.figures(asked, [one.report for one in told]):
            one = by_report[read.report_id]
            if (entry := _entry_at(read, one, text, understanding)) is not None:
                named = _Named(entry, read.chance)
                found.setdefault(named.key, {}).setdefault(one.owner, entry)
        ranked = sorted(found.values(), key=lambda entries: -len(entries))
        if not ranked or len(ranked[0]) < AGREEING or (len(ranked) > 1 and len(ranked[1]) * 2 > len(ranked[0])):
            return None
        return next(iter(ranked[0].values()))


def _in_words(text: str, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
    """What the question measures by its own words, asked of one."""
    if understanding.language == "zh":
        asked = asked_figures(text, names_asked(understanding.scope), newest(told))
        if len(asked) == 1:
            amount = asked[0].amount or (asked[0].unit != "" and asked[0].unit not in RATES)
            yield replace(asked[0], unit="", period=None, amount=amount)


def _of_one(understanding: Understanding) -> str:
    """The question without its places and bounds."""
    question = understanding.question
    group = named_group(question)
    if group is not None:
        question = f"{question[: group.start]} {question[group.end :]}"
    for start, end, region in reversed(find_regions(question)):
        if region in understanding.scope.regions:
            question = question[:start] + question[end:]
    question, _ = read_bounds(question)
    question = plain_question(question) if understanding.language == "zh" else question
    question = _LOOSE.sub("", _MORE.sub("", _WHO.sub("", question).rstrip()))
    return f"{_JOINING.sub('', question)}{'' if asks_amount(question) or understanding.language == 'en' else '多少'}"


def _entry_at(read: ReadFigure, told: ReportLedger, text: str, understanding: Understanding) -> Entry | None:
    """The first figure of the ledger that stands where the reader points at: a growth only where one is asked for."""
    start, end = read.span
    inside_span = [
        entry
        for entry in told.entries
        if start <= entry.figure[0] < end and not entry.place and not entry.denied and entry.kind not in _NO_AMOUNTS
    ]
    if not inside_span:
        return None
    first = min(inside_span, key=lambda entry: entry.figure[0])
    names = names_asked(understanding.scope)
    measure = asked_measure(text, names, told.year)
    grows = measure is not None and (measure.grows or measure.unit == "%")
    if not first.planned and (first.kind in _GROWTHS) != grows and first.unit != "%":
        return None
    return first


def _asked(entry: Entry) -> AskedFigure:
    """What the entry measures, asked in its stage."""
    return AskedFigure(
        subject=entry.subject,
        unit="",
        grows=entry.kind in _GROWTHS,
        ranked=False,
        share="⟨占⟩" in entry.subject,
        base=entry.base,
        period=None,
        planned=True if entry.planned else None,
        falls=entry.low < 0,
    )
