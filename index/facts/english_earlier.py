"""What a clause tells of an earlier time beside its own: "to £98 million from £85 million a year earlier"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.facts.english_pieces import ClauseReading, Reader, State, emit, piece_of
from index.facts.english_words import Word
from index.facts.fact import How, Period

# What stands in front of the figure that something is held against, as one word or as several.
_LEADS = frozenset(
    {
        "from",
        "up from",
        "down from",
        "compared with",
        "compared to",
        "as compared with",
        "as compared to",
        "against",
        "versus",
        "vs",
    }
)
_LONGEST_LEAD = 3  # words


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure that stands beside a clause's own, with its own time."""

    figure: Word
    period: Period


def taken_out(found: Sequence[Word], before: Period | None) -> tuple[list[Word], list[Earlier]]:
    """A clause's words without the earlier figures' times, and those figures; `before` is when the last one told of.

    What is held against the clause's own figure goes whole; behind "from" the figure stays, since it says how much
    something moved.
    """
    kept = list(found)
    earlier: list[Earlier] = []
    place = 0
    while place < len(kept):
        end = _behind_a_lead(kept, place)
        if end is None or end + 1 >= len(kept) or kept[end].value != "#" or not _is_time(kept[end + 1]):
            place += 1
            continue
        others = [word for at, word in enumerate(kept) if at != end + 1]
        own = next((when.period for word in others if (when := word.when) is not None and when.period), before)
        if (period := _of_its_own(kept[end + 1], own)) is None:
            place += 1
            continue
        earlier.append(Earlier(kept[end], period))
        is_start = kept[place].written == "from" and place > 0
        del kept[end + 1 if is_start else place : end + 2]
        place += 1
    return kept, earlier


def _behind_a_lead(words: Sequence[Word], place: int) -> int | None:
    """Where a lead that begins here ends: the longest; None where none does."""
    for count in range(_LONGEST_LEAD, 0, -1):
        if " ".join(word.written for word in words[place : place + count]) in _LEADS:
            return place + count
    return None


def _is_time(word: Word) -> bool:
    return word.when is not None and word.when.period is not None


def _of_its_own(word: Word, own: Period | None) -> Period | None:
    """The time of an earlier figure: "a year earlier" is so counted from the clause's own time, part for part."""
    when = word.when
    if when is None or when.period is None:
        return None
    if not when.relative:
        return when.period if own is None or when.period.part or not own.part else None
    if own is None or not own.said:
        return when.period
    return Period(own.first - 1, own.last - 1, own.part, said=True)


def tell_earlier(reader: Reader, state: State, told: ClauseReading, earlier: Sequence[Earlier]) -> None:
    """Each earlier figure as a fact of its own, of what the clause's figure of the same unit is of."""
    for one in earlier:
        unit = one.figure.figure.unit if one.figure.figure is not None else ""
        if (pieces := state.patterns.get(unit)) is not None:
            reader.group += 1
            timed = replace(told, period=one.period, base="", further=(), how=How.WRITTEN)
            emit(reader, timed, [*pieces, piece_of([one.figure])])
