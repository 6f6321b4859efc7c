"""What an English sentence must share with a claim before a judge may say that both mean the same.

Each clause of the claim is held against the clause of the sentence that shares most with it: its figures, times,
direction, denial, plan, cause and scope must stand there, its words there or in a clause before that lends them, and
that clause may not narrow what it says: "cloud revenue grew" is no growth of revenue.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.english_hard_parts import Clause, Named
from index.facts.english_periods import When
from index.facts.english_words import is_past
from index.facts.fact import Period

# What the claim may not say unless the sentence does.
_ADDED = frozenset(
    [
        *("more", "less", "deny", "modal", "cause", "only", "all", "most", "first", "record", "except"),
        *("average", "total", "share"),
    ]
)
# What the sentence's clause may not say unless the claim does.
_NARROWING = frozenset({"deny", "modal", "limit", "condition", "part", "most", "try", "except", "average"})
# Of a claim's words so many need no like in the sentence; the judge reads them.
FEWEST_SHARED = 0.6
# Where nearly all is said in the same words, one that is not is more likely another thing than another word for it.
MOST_SHARED, FEW = 0.85, 6
_OPENS_REASON = frozenset({"due", "driven", "reflecting"})
# What stands behind these is of its own kind, place or group: to leave it out makes the claim wider.
_RESTRICTING = frozenset(
    {"in", "of", "for", "from", "within", "among", "at", "on", "with", "without", "under", "over", "across", "between"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the sentence stands: what its report and headings say around it, and the year that it tells of."""

    around: frozenset[str]
    year: int | None


def objections(claim: Sequence[Clause], sentence: Sequence[Clause], setting: Setting) -> Iterator[str]:
    """What stands against a sentence's telling a claim, by the name of the lock."""
    shared = named = 0
    for at, mine in enumerate(claim):
        if not mine.names and not mine.figures:
            continue
        place, theirs = _nearest(mine, sentence)
        reach = _reach(place, sentence)
        unlike = _unlike(mine, reach)
        missing = [name for name in unlike if name.text.lower() not in setting.around]
        named += sum(not name.light for name in mine.names)
        shared += sum(not name.light and name not in unlike for name in mine.names)
        if any(name.is_name for name in missing):
            yield "name"
        untold = [other for part in reach for other in part.names if not any(other.alike(name) for name in mine.names)]
        if sum(not name.light for name in unlike) > len(untold):
            yield "word"  # more is added than the sentence has in other words
        others = [part for part in sentence if part not in reach and part.figures]
        if mine.figures and any(_stands(name, others) for name in missing):
            yield "together"
        if _compared(mine) != _compared(theirs):
            yield "order"
        yield from _figures(mine, theirs)
        yield from _times(mine, theirs, _told_of(reach, sentence), setting)
        if _is_ahead(claim, at) != _is_ahead(sentence, place):
            yield "plan"
        signs = frozenset(sign for part in reach for sign in part.signs) if not theirs.figures else theirs.signs
        yield from (f"added {sign}" for sign in mine.signs - signs if sign in _ADDED or sign.startswith("best "))
        yield from (f"narrows {sign}" for sign in theirs.signs - mine.signs if sign in _NARROWING)
        if {"more", "less"} <= theirs.signs and len({"more", "less"} & mine.signs) == 1 and not theirs.figures:
            yield "direction"
        yield from _narrowed(mine, theirs)
        if "cause" in mine.signs and missing:
            yield "cause"
    if named and shared < FEWEST_SHARED * named:
        yield "words"
    if named > FEW and MOST_SHARED * named <= shared < named:
        yield "altered"


def _unlike(mine: Clause, reach: Sequence[Clause]) -> list[Named]:
    """The claim's words that have no like in the clauses, or not as often as the claim says them."""
    left = [name for part in reach for name in part.names]
    found = []
    for name in mine.names:
        like = next((at for at, other in enumerate(left) if name.alike(other)), None)
        if like is None:
            found.append(name)
        else:
            left.pop(like)
    return found


def _is_ahead(parts: Sequence[Clause], place: int) -> bool:
    """Whether a clause tells what is to come: by its own words, or where it has no tense by the clause before it."""
    for part in reversed(parts[: place + 1]):
        if part.planned:
            return True
        if any(word.has("be", "have", "do") or (word.kind == "word" and is_past(word.written)) for word in part.words):
            return False
    return False


def _nearest(mine: Clause, sentence: Sequence[Clause]) -> tuple[int, Clause]:
    """The sentence's clause that shares most figures and words with the claim's."""

    def near(entry: tuple[int, Clause]) -> tuple[int, int]:
        _, theirs = entry
        same = sum(any(compare_figures(one, two) == "same" for two in theirs.figures) for one in mine.figures)
        return same, sum(_stands(name, [theirs]) for name in mine.names)

    return max(enumerate(sentence), key=near)


def _reach(place: int, sentence: Sequence[Clause]) -> list[Clause]:
    """A clause with those before it that lend it words: as far as one has figures of its own."""
    reach = [sentence[place]]
    for before in reversed(sentence[:place]):
        if before.figures:
            break
        reach.insert(0, before)
    return reach


def _compared(clause: Clause) -> list[str]:
    """What a comparison sets the one above the other: the highest and the lowest, in order."""
    return [word.written for word in clause.words if word.has("best")] if {"more", "less"} & clause.signs else []


def _stands(name: Named, parts: Sequence[Clause]) -> bool:
    return any(name.alike(other) for part in parts for other in part.names)


def _figures(mine: Clause, theirs: Clause) -> Iterator[str]:
    """Each figure of the claim must be one of the clause; of two of a sort each keeps its side."""
    for figure in mine.figures:
        if not any(compare_figures(figure, other) == "same" for other in theirs.figures):
            yield "figure"
    places = [
        next((at for at, other in enumerate(theirs.figures) if compare_figures(figure, other) == "same"), -1)
        for figure in mine.figures
    ]
    if mine.figures and mine.names and not any(_stands(name, [theirs]) for name in mine.names):
        yield "together"
    if len(places) > 1 and len(set(places)) < len(places):
        yield "together"


def _told_of(reach: Sequence[Clause], sentence: Sequence[Clause]) -> list[When]:
    """The times that a clause tells of: its own, else those of the clauses before or the one behind the last."""
    told = [when for part in reach for when in part.whens]
    return told or list(sentence[-1].whens)


def _times(mine: Clause, theirs: Clause, told: Sequence[When], setting: Setting) -> Iterator[str]:
    """Each time of the claim must be one of the sentence, or the report's; what the sentence says more, its own."""
    own = Period(setting.year, setting.year) if setting.year is not None else None
    said = [when.period for when in told if when.period is not None]
    for when in mine.whens:
        if when.period is None:
            based = when.before or when.base is not None
            if based and not any(_same_base(when, other, setting.year) for other in told):
                yield "base"
        elif not any(_same_time(when.period, other) or _a_year_before(when.period, other, mine) for other in said) and (
            said or own is None or not _same_time(when.period, own)
        ):
            yield "time"
    if not any(when.period is not None for when in mine.whens) and any(not _is_of(period, own) for period in said):
        yield "time"
    if len(set(said)) > 1 and len(theirs.figures) > 1 and mine.figures:
        yield from _aligned(mine, theirs, said)
    if any(when.base is not None and when.base != (setting.year or 0) - 1 for when in theirs.whens) and not any(
        when.base is not None or when.before for when in mine.whens
    ):
        yield "base"


def _a_year_before(claimed: Period, told: Period, mine: Clause) -> bool:
    """Whether "a year before" is the same quarter of that year."""
    others = [when.period for when in mine.whens if when.period is not None and when.period.part]
    earlier = not claimed.part and claimed.first == told.first
    return earlier and any(one.part == told.part and one.first == told.first + 1 for one in others)


def _aligned(mine: Clause, theirs: Clause, said: Sequence[Period]) -> Iterator[str]:
    """Of as many figures as times each figure is of its own time; of another number nothing says which."""
    whens = [when.period for when in mine.whens if when.period is not None]
    if len(whens) == 1:
        whens *= len(mine.figures)
    if len(said) != len(theirs.figures) or len(whens) != len(mine.figures):
        yield "aligned"
        return
    for figure, when in zip(mine.figures, whens, strict=True):
        places = [at for at, other in enumerate(theirs.figures) if compare_figures(figure, other) == "same"]
        if not any(_same_time(when, said[at]) or _a_year_before(when, said[at], mine) for at in places):
            yield "aligned"


def _same_time(claimed: Period, told: Period) -> bool:
    """Whether the claim's time is the told one, or the month or year of a told day."""
    if (claimed.first, claimed.last) != (told.first, told.last):
        return False
    if claimed.part == told.part:
        return True
    parts = set(told.part.split())
    return bool(parts) and any(one.isdigit() for one in parts) and set(claimed.part.split()) <= parts


def _is_of(period: Period, own: Period | None) -> bool:
    """Whether a told time may go without saying: the report's own year, or a day in it."""
    if own is None or (period.first, period.last) != (own.first, own.last):
        return False
    return not period.part or any(part.isdigit() for part in period.part.split())


def _same_base(claimed: When, told: When, year: int | None) -> bool:
    if claimed.before:
        earlier = told.base if told.base is not None else told.period.first if told.period is not None else None
        return told.before or (year is not None and earlier == year - 1)
    return told.base == claimed.base or (told.before and year is not None and claimed.base == year - 1)


def _narrowed(mine: Clause, whole: Clause) -> Iterator[str]:
    """Words of the sentence before or behind one that the claim has, which say which of its kind is meant."""
    theirs = whole if "cause" in mine.signs else _without_reason(whole)
    narrowed: dict[str, list[str]] = {}
    for name, run in _with_modifiers(theirs):
        for one in mine.names:
            if one.alike(name):
                left = [other for other in run if not other.light and not any(other.alike(also) for also in mine.names)]
                narrowed.setdefault(one.text, []).append(" ".join(other.text for other in left))
    yield from (f"narrower {runs[0]}" for runs in narrowed.values() if all(runs))
    yield from (f"of {' '.join(one.text for one in run)}" for run in _behind(mine, theirs))


def _without_reason(clause: Clause) -> Clause:
    """The clause up to where it says why."""
    at = next((word.start for word in clause.words if word.has("cause") or word.written in _OPENS_REASON), None)
    if at is None or at == clause.start:
        return clause
    kept = tuple(word for word in clause.words if word.start < at)
    return replace(clause, words=kept, names=tuple(name for name in clause.names if name.start < at))


def _with_modifiers(theirs: Clause) -> Iterator[tuple[Named, list[Named]]]:
    """Each word of a clause that names something, with those that stand right before it in its phrase."""
    spans = {name.start: name for name in theirs.names}
    run: list[Named] = []
    done, verb = 0, False
    for word in theirs.words:
        if word.start < done:
            continue
        name = spans.get(word.start)
        if name is not None:
            yield name, list(run)
            run = [] if verb else [*run, name]
            done, verb = name.end, False
        else:
            run = []
            verb = word.written == "to" or word.has("will", "modal", "own", "plan", "relative")


def _behind(mine: Clause, theirs: Clause) -> Iterator[list[Named]]:
    """The phrases behind a preposition of which the claim has nothing, and that say of what a figure or a deed is."""
    spans = {name.start: name for name in theirs.names}
    run: list[Named] = []
    opened = ""
    for word in (*theirs.words, None):
        name = None if word is None else spans.get(word.start)
        if name is not None:
            run.append(name)
        elif word is None or word.has("prep", "conj", "relative") or word.kind in ("figure", "mark", "when"):
            if opened in _RESTRICTING and not any(one.alike(other) for one in run for other in mine.names):
                left = [one for one in run if one.is_name or (mine.figures and not one.light)]
                if left:
                    yield left
            run, opened = [], "" if word is None else word.written
        elif word.written == "of":
            run, opened = [], "of"
