"""Which entries of an English report's ledger are what a question asks for in words.

A measure fits where its words are the asked ones, in whatever order, and nothing is left of either but words that name
nothing of their own; a count, where what is counted is the asked noun and its clause tells the asked deed.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.answering.ledgers import Found, ReportLedger
from assistant.query.asked_words import AskedWords, Hole, alike, classed, deed_of, naming
from assistant.reader.terms import stem
from index.facts.english_words import Word, is_past, lexicon, words
from index.facts.fact import Context
from index.ledger.english_names import is_verb
from index.ledger.entry import Entry, Kind
from index.patterns import regex

_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
# Behind a noun, where or when it is: 12 depots in the north of the country.
_PLACED = regex(r"\s(?:in|at|across|throughout|during|over|on|near|within|around)\s.*$")
_CLAUSE_ENDS = frozenset(";:—–()")


def fitting_words(asked: AskedWords, told: Iterable[ReportLedger]) -> list[Found]:
    """The entries that are what is asked for, those in just its words first; of the years asked, else the newest."""
    ranked: list[tuple[int, Found]] = []
    for one in told:
        if one.report.metadata.language != "en":
            continue
        for entry in one.entries:
            rank = _rank(asked, entry, one)
            if rank is not None:
                ranked.append((rank, Found(one, entry)))
    if not ranked:
        return []
    best = min(rank for rank, _ in ranked)
    found = [each for rank, each in ranked if rank == best]
    if asked.hole is Hole.CHANGE and any(each.entry.kind is Kind.CHANGE for each in found):
        found = [each for each in found if each.entry.kind is Kind.CHANGE]
    if not asked.years:
        newest = max(_year(each) for each in found)
        found = [each for each in found if _year(each) == newest]
    return found


def _year(found: Found) -> int:
    period = found.entry.period
    return (found.ledger.year or 0) if period is None else period.years[1]


def _rank(asked: AskedWords, entry: Entry, told: ReportLedger) -> int | None:
    """0 for the same words, 1 and more for others that say the same; None where it is something else."""
    if entry.denied or entry.place or entry.planned != asked.planned or not _is_of_year(asked, entry, told):
        return None
    if asked.hole is Hole.CHANGE:
        if entry.kind not in _GROWTHS or (asked.falls is not None and asked.falls != (entry.low < 0)):
            return None
        return _same(asked.noun, entry)
    if entry.kind in _GROWTHS or entry.kind is Kind.RANK or _numbers_a_line(entry, told):
        return None
    if asked.hole is Hole.LEVEL:
        rank = _same(asked.noun, entry)
        if entry.kind is Kind.SHARE and not classed("rate") & {*naming(entry.measure), *asked.noun}:
            return None if rank or _IS_OF.match(told.report.text, entry.figure[1]) else rank
        return rank
    return _counted(asked, entry, told)


def _is_of_year(asked: AskedWords, entry: Entry, told: ReportLedger) -> bool:
    """Whether an entry is of a whole year that is asked for, or of a day in it; without a time it is the report's."""
    wanted = asked.years
    if entry.period is None:
        return not wanted or wanted == (told.year,)
    first, last = entry.period.first, entry.period.last
    whole = entry.period.is_year or first == last or (len(first) == 10 and _is_a_year(first, last))
    return whole and (not wanted or entry.period.years[1] in wanted)


def _is_a_year(first: str, last: str) -> bool:
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return 11 <= months <= 12


# 12 per cent of sales is another thing's share.
_IS_OF = regex(r"\s*(?:of|more|less|higher|lower|above|below)\b")
_EITHER = regex(
    r"(?P<one>\w+)\s*/?\s*\((?P<other>loss(?:es)?|deficits?|profits?|surplus(?:es)?|outflows?|income)\)", re.IGNORECASE
)


def _same(mine: Sequence[str], entry: Entry) -> int | None:
    """How far the asked name and an entry's are apart: 0 for the same words; None where a word is left over.

    "Surplus (deficit)" is either, and both.
    """
    ways = [entry.measure]
    if (match := _EITHER.search(entry.measure)) is not None:
        ways += [entry.measure.replace(match[0], match[part]) for part in ("one", "other")]
    ranks = [rank for way in ways if (rank := _apart(mine, naming(way), entry.unit)) is not None]
    return min(ranks, default=None)


def _apart(mine: Sequence[str], theirs: Sequence[str], unit: str) -> int | None:
    left = {stem(word) for word in mine}
    other = {stem(word) for word in theirs}
    other_name = 0
    for group in alike():
        if left & group and other & group and not left & other & group:
            left, other, other_name = left - group, other - group, 1
    apart = left ^ other
    if not left & other and not other_name:
        return None
    light = _light() | {"rate", "percentage"} if unit == "%" else _light()
    return (other_name + len(apart)) if all(word in light for word in apart) else None


def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in classed("light"))


def _counted(asked: AskedWords, entry: Entry, told: ReportLedger) -> int | None:
    """Whether so many of the asked things are told of, with the deed that is asked about."""
    if entry.unit in ("%", "倍", "百分点"):
        return None
    rank = _same(asked.noun, entry)
    if rank is None and (core := _PLACED.sub("", entry.measure)) != entry.measure:
        rest = _apart(asked.noun, naming(core), entry.unit)
        rank = None if rest is None else rest + 1
    if rank is None:
        return None
    text = told.report.text[slice(*entry.sentence)]
    said = {stem(word) for word in naming(text)} | {stem(word) for word in text.lower().split()}
    if not {stem(word) for word in asked.also} <= said:
        return None
    deeds = _deeds(text, entry.figure[0] - entry.sentence[0])
    if not asked.deed:
        return rank if not deeds or deeds & (classed("states") | classed("light_deed")) else None
    if asked.deed in deeds:
        return rank
    # "Freight reached 3.4 million tonnes" tells how much was carried; "Stocks reached 40" not how many were opened.
    mass = (
        asked.hole is Hole.COUNT and rank == 0 and bool(deeds & classed("states")) and not asked.noun[-1].endswith("s")
    )
    return rank + 2 if mass and entry.unit not in ("", "人", "家", "户", "个") else None


def _deeds(text: str, figure: int) -> frozenset[str]:
    """The verb that governs a figure: the nearest before it in its clause, and the participle behind what it counts."""
    found = words(text, Context())
    at = next((place for place, word in enumerate(found) if word.start <= figure < word.end), None)
    if at is None:
        return frozenset()
    before = next((place for place in range(at - 1, -1, -1) if _ends(found[place]) or _says(found, place)), None)
    deeds = {_verb(found[before])} if before is not None and not _ends(found[before]) else set()
    for place in range(at + 1, min(len(found), at + 10)):
        if _ends(found[place]) or found[place].kind == "figure":
            break
        if found[place].has("be") and place + 1 < len(found) and is_past(found[place + 1].written):
            deeds = {_verb(found[place + 1])}
            break
    return frozenset(deeds)


def _ends(word: Word) -> bool:
    return word.kind == "mark" and word.value in _CLAUSE_ENDS


def _says(found: Sequence[Word], place: int) -> bool:
    return found[place].kind == "word" and is_verb(found, place)


def _verb(word: Word) -> str:
    if word.has("be", "have"):
        return "be"
    known = lexicon().verbs.get(word.written, word.written)
    return deed_of(word.written) or known


def _numbers_a_line(entry: Entry, told: ReportLedger) -> bool:
    """Whether the figure is the number of a heading: 1 Results."""
    text, (start, end) = told.report.text, entry.figure
    opens = start == 0 or text[start - 1] == "\n"
    return opens and not entry.unit and re.fullmatch(r"\d{1,2}", text[start:end]) is not None
