"""Two reports of a library compared: values that the commands, the page and exports show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answer import SCHEMA_VERSION, Citation
from assistant.citations import cite
from assistant.compared.passages import Matched, Passages, differing, matched
from assistant.compared.targets import Aim, aims_changed
from assistant.errors import WrongUsage
from assistant.ledger.figures import facts
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import said
from index.ledger.entry import Kind
from index.library import Library
from index.patterns import regex
from index.report import Report
from index.text.script import language_of

ChangeKind = Literal["raised", "lowered", "new", "dropped", "reworded", "moved"]
_BOUND = regex("(?:以上|以下|以内|左右|上下|之内)")
_PARTS = "，、；,;"
# From this length on a passage tells no more for being longer; slogans are shorter.
LONG_ENOUGH = 40
# Characters between a measure and its figure that are shown with the figure: 增长, 提高到, 力争达到.
MOST_BETWEEN = 8
KINDS: tuple[ChangeKind, ...] = ("raised", "lowered", "new", "dropped", "reworded", "moved")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a passage or target: its quote in the earlier report, and in the later one, None where not there.

    `likeness` is that of the two wordings, in [0, 1]; `differs` where they differ, spans of the earlier and of the
    later quote. `novelty` is the share of what is new or dropped that the other report says nowhere. Of a target
    `measure` is its name, `figures` the two figures as they are written.
    """

    kind: ChangeKind
    before: Citation | None
    after: Citation | None
    likeness: float = 0.0
    novelty: float = 0.0
    differs: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]] = ((), ())
    measure: str = ""
    figures: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """A change as `wenju compare --json` gives it."""
        document: dict[str, Any] = {
            "kind": self.kind,
            "before": None if self.before is None else self.before.to_json(),
            "after": None if self.after is None else self.after.to_json(),
        }
        if self.figures is not None:
            document |= {"measure": self.measure, "from": self.figures[0], "to": self.figures[1]}
        elif self.before is not None and self.after is not None:
            differs = {"before": list(map(list, self.differs[0])), "after": list(map(list, self.differs[1]))}
            document |= {"likeness": round(self.likeness, 3), "differs": differs}
        else:
            document["novelty"] = round(self.novelty, 3)
        return document


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """Two reports and what changed from the first to the second. `counts` are of all changes, whichever are among
    `changes`; `unchanged` counts the sentences that stand in both word for word.
    """

    before: Report
    after: Report
    changes: tuple[Change, ...]
    unchanged: int
    counts: Mapping[ChangeKind, int]

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of a kind, in the order of the later report."""
        return tuple(change for change in self.changes if change.kind == kind)

    def to_json(self) -> dict[str, Any]:
        """The comparison as `wenju compare --json` gives it."""
        return {
            "schema_version": SCHEMA_VERSION,
            "before": _named(self.before),
            "after": _named(self.after),
            "counts": {**self.counts, "unchanged": self.unchanged},
            "changes": [change.to_json() for change in self.changes],
        }


def compare_reports(library: Library, before: str, after: str) -> ReportComparison:
    """What changed from one report to another, by their ids. Raises UnknownReport, WrongUsage where they are one."""
    if before == after:
        raise WrongUsage("a report is compared with itself; name two")
    earlier, later = library.get(before), library.get(after)
    pairs = matched(_passages(library, earlier), _passages(library, later))
    aims = aims_changed(facts(library, before).rows, facts(library, after).rows)
    changes = [_aim(aim, earlier, later) for aim in aims]
    unchanged = 0
    for pair in pairs:
        change = _change(pair, earlier, later)
        if change is None:
            unchanged += 1
        else:
            changes.append(change)
    found = Counter(change.kind for change in changes)
    in_order = tuple(sorted(changes, key=lambda each: KINDS.index(each.kind)))
    return ReportComparison(earlier, later, in_order, unchanged, {kind: found[kind] for kind in KINDS})


def _passages(library: Library, report: Report) -> Passages:
    return Passages(report, *library.passages(report.report_id))


def _aim(aim: Aim, earlier: Report, later: Report) -> Change:
    return Change(
        "raised" if aim.raised else "lowered",
        cite(earlier, aim.before.entry.start, _end(aim.before, earlier), 1),
        cite(later, aim.after.entry.start, _end(aim.after, later), 1),
        measure=aim.after.entry.measure or aim.after.entry.canonical,
        figures=(_figure(aim.before, earlier), _figure(aim.after, later)),
    )


def _end(row: LedgerRow, report: Report) -> int:
    """The end of a target's clause, with the bound behind its figure."""
    end = row.entry.end
    bound = _BOUND.match(report.text, end) if end == row.entry.figure[1] else None
    return end if bound is None else bound.end()


def _figure(row: LedgerRow, report: Report) -> str:
    """The figure letter for letter with what stands between it and its measure: 增长6%左右."""
    entry = row.entry
    start = entry.figure[0]
    if entry.measure_span is not None and 0 <= start - entry.measure_span[1] <= MOST_BETWEEN:
        start = entry.measure_span[1]
    elif entry.kind is Kind.DIFFERENCE:  # 比上年增加1.1万亿元 is no size: without its words it would read like one
        start = max(entry.start, _opens(report.text, entry.start, start))
    bound = _BOUND.match(report.text, entry.figure[1])
    figure = report.text[start : entry.figure[1] if bound is None else bound.end()].strip(" 　，,：:\t")
    return figure if "\t" not in figure else said(row, language_of(report.text[entry.start : entry.end]))


def _opens(text: str, low: int, figure: int) -> int:
    """Where the part of a clause begins that a figure is in."""
    return max((text.rfind(mark, low, figure) + 1 for mark in _PARTS), default=low)


def _change(pair: Matched, earlier: Report, later: Report) -> Change | None:
    """A matched pair as a change; None where both stand word for word in their places."""
    before = None if pair.before is None else cite(earlier, *pair.before, 1)
    after = None if pair.after is None else cite(later, *pair.after, 1)
    if before is None or after is None:
        return Change("dropped" if after is None else "new", before, after, novelty=pair.novelty)
    if pair.moved:
        return Change("moved", before, after, pair.likeness, differs=differing(before.quote, after.quote))
    if pair.likeness == 1.0:
        return None
    return Change("reworded", before, after, pair.likeness, differs=differing(before.quote, after.quote))


def _named(report: Report) -> dict[str, Any]:
    known = report.metadata
    return {
        "report_id": report.report_id,
        "title": known.title,
        "issuer": known.issuer,
        "region": known.region,
        "year": known.year,
        "source": report.sources[0].name,
    }


def most_telling(changes: Sequence[Change]) -> list[Change]:
    """Changes with what the other report says nothing of first, of two alike the one that says more."""
    return sorted(changes, key=lambda change: -change.novelty * min(_length(change), LONG_ENOUGH) ** 0.5)


def _length(change: Change) -> int:
    return max(len(one.quote) for one in (change.before, change.after) if one is not None)
