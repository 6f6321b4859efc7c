"""Versions of one report: of two that share place, year, kind and most of their words the later one counts."""

from collections import defaultdict
from collections.abc import Sequence

from assistant.verification.reported import Reported

# Of the paragraphs of the shorter one, so many stand in both: two reports of one place and year share few.
SHARED = 0.5


def latest(sources: Sequence[Reported]) -> tuple[list[Reported], list[tuple[Reported, Reported]]]:
    """The reports that count, in their order, and each earlier version with the later one that takes its place."""
    alike: dict[tuple[object, ...], list[Reported]] = defaultdict(list)
    for source in sources:
        if source.report is None or source.year is None or not source.names:
            continue
        known = source.report.metadata
        alike[known.kind, known.region, known.issuer, known.year, known.language].append(source)
    earlier: list[tuple[Reported, Reported]] = []
    for group in alike.values():
        kept: list[Reported] = []
        for source in sorted(group, key=_added, reverse=True):
            later = next((one for one in kept if _shares(one.text, source.text)), None)
            if later is None:
                kept.append(source)
            else:
                earlier.append((source, later))
    gone = {id(source) for source, _ in earlier}
    return [source for source in sources if id(source) not in gone], earlier


def _added(source: Reported) -> str:
    assert source.report is not None
    return max((one.added for one in source.report.sources), default="")


def _shares(one: str, other: str) -> bool:
    mine, theirs = ({line.strip() for line in text.split("\n") if line.strip()} for text in (one, other))
    return len(mine & theirs) >= SHARED * min(len(mine), len(theirs)) > 0
