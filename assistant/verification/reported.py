"""What reports say, as facts: read when a statement first needs them, and kept by report and version of the reader."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

from assistant.verification.comparing import FactIndex
from assistant.verification.nearest import Sentences
from index.facts.fact import Context, Fact
from index.facts.reading import read
from index.facts.reports import FACTS_VERSION, names_of, read_report
from index.facts.vocabulary import place_names
from index.library import Library
from index.report import Part, Report
from index.text.folding import simplified
from index.text.script import has_han

# A report of 20,000 characters has some 4,500 facts and readings, about 5 MB.
KEPT_REPORTS = 64


class Reported:
    """A text with the facts that it tells and the index over them. `report` is None for a text that was given.

    Offsets of the facts count from the start of `text`.
    """

    __slots__ = ("_sentences", "facts", "index", "names", "region", "report", "text", "year")

    def __init__(
        self,
        text: str,
        facts: Sequence[Fact],
        report: Report | None = None,
        year: int | None = None,
    ) -> None:
        self.text = text
        self.facts = tuple(facts)
        self.report = report
        self.region = None if report is None else report.metadata.region
        # What people call its place or issuer.
        self.names: tuple[str, ...] = ()
        if report is not None:
            self.names = (*names_of(report), *place_names().get(self.region or "", ()))
        self.year = year if report is None else report.metadata.year
        company = report is not None and bool(report.metadata.issuer) and not report.metadata.region
        self.index = FactIndex(owned=company)
        self.index.add(self.facts, simplified(text))
        self._sentences: Sentences | None = None

    @property
    def is_chinese(self) -> bool:
        """Whether it is read as Chinese."""
        return self.report.metadata.language == "zh" if self.report is not None else has_han(self.text)

    @property
    def now(self) -> int | None:
        """The year that it is in when it is given: a work report plans its own year, any other tells of it as over."""
        if self.report is None or self.year is None or self.report.metadata.is_work_report:
            return self.year
        return self.year + 1

    @property
    def sentences(self) -> Sentences:
        """Its sentences, to find the nearest of; read when first asked for."""
        if self._sentences is None:
            self._sentences = Sentences(self.text, self.names, self._plans_at, self.year)
        return self._sentences

    def _plans_at(self, start: int) -> bool:
        return self.report is not None and self.report.section_at(start).part is Part.PLAN

    def within(self, start: int, end: int) -> "Reported":
        """The same of a stretch of the text alone: what one cited sentence says."""
        return self.of([fact for fact in self.facts if start <= fact.start and fact.end <= end])

    def without_facts(self) -> "Reported":
        """The same as words alone; its sentences are read once for all of these."""
        self._sentences = self.sentences
        return self.of(())

    def telling(self, spans: Sequence[tuple[int, int]]) -> "Reported":
        """The same as words alone, of which only these spans are its sentences: what was cited of it."""
        found = Reported(self.text, (), self.report, self.year)
        found._sentences = Sentences(self.text, self.names, self._plans_at, self.year, spans)
        return found

    def of(self, facts: Sequence[Fact]) -> "Reported":
        """The same with some of the facts alone."""
        found = Reported(self.text, facts, self.report, self.year)
        found._sentences = self._sentences
        return found


def reported(report: Report) -> Reported:
    """A report with its facts."""
    return Reported(report.text, tuple(read_report(report)), report)


def given(text: str, years: Sequence[int] = ()) -> Reported:
    """A text that was given as evidence, of `years` where it says none itself: it tells them as what is over."""
    year = max(years) + 1 if years else None
    return Reported(text, read(text, Context(year=year, years=tuple(years))), year=year)


class FactLibrary:
    """The facts of a library's reports. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, str, str], Reported] = OrderedDict()

    def of(self, report_ids: Iterable[str]) -> list[Reported]:
        """The reports with these ids, with their facts. Raises UnknownReport, LibraryDamaged."""
        return [self._one(self._library.get(report_id)) for report_id in report_ids]

    def _one(self, report: Report) -> Reported:
        key = (report.report_id, repr(report.metadata), FACTS_VERSION)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = reported(report)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT_REPORTS:
                self._kept.popitem(last=False)
        return found
