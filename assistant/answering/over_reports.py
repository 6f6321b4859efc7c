"""A figure over places or companies: a table of each, or those that a bound lets through; what is missing is named."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.matching import agreed, fitting, wanted_years
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.answering.told import Found, Told, by_owner
from assistant.answering.wording import figure_in, owner_in, quoted, what_it_is, with_original, written
from assistant.messages import Language, listed, message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.lexicon.region_groups import named_group
from index.text.quantities import Quantity, find_quantities
from index.text.regions import english_region
from index.text.units import comparable

FEWEST_CELLS = 5
_MOST_MISSING = 40
_AT_LEAST = (
    re.compile(r"(?:不低于|不少于|不小于|大于等于|达到|至少|>=|≥|at least|no less than)\W*$", re.IGNORECASE),
    re.compile(
        r"^\s*(?:[（(]含[)）])?(?:及|或|和)?(?:以上|之上)|^\s*及其?以上|^\s*or (?:more|above|higher)", re.IGNORECASE
    ),
)
_ABOVE = (
    re.compile(
        r"(?:超过|高于|大于|多于|突破|超|above|over|more than|exceed(?:ing|ed)?|higher than)\W*$", re.IGNORECASE
    ),
    None,
)
_BELOW = (
    re.compile(
        r"(?:低于|少于|小于|不到|不足|不及|未达到?|没有?达到|没到|below|under|less than|lower than)\W*$", re.IGNORECASE
    ),
    re.compile(r"^\s*(?:以下|之下|及以下)|^\s*or (?:less|below|lower)", re.IGNORECASE),
)
_AT_MOST = (
    re.compile(r"(?:不超过|不高于|不大于|不多于|at most|no more than)\W*$", re.IGNORECASE),
    re.compile(r"^\s*(?:以内|之内)"),
)
_TOP = re.compile(
    r"(?P<way>前|最[高大多快]的?|排名?前|最[低小少慢]的?|top|bottom)\s*的?\s*(?P<count>[一二两三四五六七八九十\d]+)(?!年)",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"最(?P<high>[高大多快])|最(?P<low>[低小少慢])|\b(?:highest|largest|most)\b|\b(?P<lowest>lowest|least|smallest)\b"
)
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class Bound:
    """Which figures a question lets through, and the words that say so."""

    admits: Callable[[Found], bool]
    unit: str


def answer_table(understanding: Understanding, told: Sequence[Told]) -> Reply | None:
    """Each owner's figure; None where fewer than two tell it."""
    found, without = _figures(understanding, understanding.question, told)
    return _reply(found, without, understanding) if len(found) > 1 else None


def answer_filter(understanding: Understanding, told: Sequence[Told]) -> Reply | None:
    """The owners whose figure a bound lets through, or the first in order; None where too few tell it."""
    question = understanding.question
    top = _TOP.search(question)
    if top is not None:
        question = question[: top.start()] + " " + question[top.end() :]
    cut, bounds = read_bounds(question)
    found, without = _figures(understanding, cut, told, bounds)
    if len(found) < FEWEST_CELLS:
        return None
    if top is not None:
        count = _HAN.get(top["count"]) or (int(top["count"]) if top["count"].isdigit() else None)
        if count is None:
            return None
        lowest = re.match("最[低小少慢]|bottom", top["way"]) is not None
        chosen = _first(found, count, lowest)
    elif bounds:
        chosen = [one for one in found if any(bound.admits(one) for bound in bounds)]
        if not chosen:
            note = message(understanding.language, "filter.none", count=len(found))
            return Reply(note=note)
    elif (best := _BEST.search(question)) is not None:
        chosen = _first(found, 1, bool(best["low"] or best["lowest"]))
    elif re.search("具体|给出|写明|明确|定了|提出了?具体", question):
        chosen = found
    else:
        return None
    return _reply(chosen, without, understanding)


def _first(found: Sequence[Found], count: int, lowest: bool) -> list[Found]:
    """The first `count` in order, with all that stand level with the last of them."""
    ordered = sorted(found, key=lambda one: one.entry.low, reverse=not lowest)
    last = ordered[min(count, len(ordered)) - 1].entry.low
    return [one for one in ordered if (one.entry.low <= last if lowest else one.entry.low >= last)]


def _figures(
    understanding: Understanding, question: str, told: Sequence[Told], bounds: Sequence[Bound] = ()
) -> tuple[list[Found], list[str]]:
    """The owners' figures in the library's order, and the owners that tell none."""
    asked = measure_asked(replace(understanding, question=question), told)
    if asked is None:
        return [], []
    owners = {owner: theirs for owner, theirs in by_owner(told).items() if not _left_out(theirs, understanding)}
    unit = next((bound.unit for bound in bounds), "")
    best: tuple[list[Found], list[str]] = ([], list(owners))
    for way in _ways(asked, unit):
        found: list[Found] = []
        without: list[str] = []
        for owner, theirs in owners.items():
            chosen = agreed(fitting(way, theirs, wanted_years(way, understanding.years)))
            if chosen is None or (unit and not comparable(unit, chosen.entry.unit)):
                without.append(owner)
            else:
                found.append(chosen)
        if len(found) > len(best[0]):
            best = found, without
    return best


def _ways(asked: AskedFigure, unit: str) -> list[AskedFigure]:
    """The question as it stands; and where it doesn't say so, of a growth: GDP目标 is told as one."""
    plain = replace(asked, unit="")
    if plain.grows or plain.ranked:
        return [plain]
    if unit == "%":
        return [replace(plain, grows=True), plain]
    return [plain, replace(plain, grows=True)] if not unit else [plain]


def _left_out(told: Sequence[Told], understanding: Understanding) -> bool:
    """The nation is none of the provinces; of a group only its members are asked."""
    regions = understanding.scope.regions
    if regions:
        return told[0].owner not in regions
    return told[0].is_national and (named_group(understanding.question) is not None or "省" in understanding.question)


def read_bounds(question: str) -> tuple[str, tuple[Bound, ...]]:
    """The question without its bounds, and these. "5.5%左右或5.5%以上" are two."""
    bounds: list[Bound] = []
    cut = question
    spans: list[tuple[int, int]] = []
    for quantity in find_quantities(question):
        if quantity.unit in ("年", "月", "日", "个", "条", "家", "省", "") and quantity.unit != "人":
            if not re.search("[万亿%]", quantity.text):
                continue
        before, behind = question[: quantity.start], question[quantity.end :]
        if before.endswith(("不是", "而非", "不含")):
            spans.append((quantity.start, quantity.end))
            continue
        bounds.append(_bound(quantity, before, behind))
        spans.append((quantity.start, quantity.end))
    for start, end in reversed(spans):
        cut = cut[:start] + " " + cut[end:]
    return _bare(cut), tuple(bounds)


_BOUND_WORDS = re.compile(
    r"[（(][^（()）]*[)）]|不低于|不少于|不小于|不超过|不高于|不大于|不到|不足|低于|高于|超过|大于|小于|多于|少于|达到|正好|恰好|刚好|定得|定在|以上|以下|以内|及以上|左右|或者?|而不是|至少"
    r"|\b(?:at least|no less than|more than|less than|above|below|over|under|or more|or less|about|exactly)\b"
)


def _bare(question: str) -> str:
    return _BOUND_WORDS.sub(" ", question)


def _bound(quantity: Quantity, before: str, behind: str) -> Bound:
    """The bound that the words around a figure make of it."""
    low = quantity.low
    digit = next((place for place, letter in enumerate(quantity.text) if letter.isdigit()), 0)
    lead = before + quantity.text[:digit]
    hedge = re.search(r"(?:以上|以下|以内|左右|之内|之上|之下)$", quantity.text)
    tail = (hedge[0] if hedge is not None else "") + behind

    def says(words: tuple[re.Pattern[str], re.Pattern[str] | None]) -> bool:
        return words[0].search(lead) is not None or (words[1] is not None and words[1].match(tail) is not None)

    if says(_AT_LEAST):
        return Bound(lambda one: one.entry.low >= low, quantity.unit)
    if says(_AT_MOST):
        return Bound(lambda one: one.entry.high <= low, quantity.unit)
    if says(_BELOW):
        return Bound(lambda one: one.entry.low < low, quantity.unit)
    if says(_ABOVE):
        return Bound(lambda one: one.entry.low > low, quantity.unit)
    return Bound(lambda one: one.entry.low == low, quantity.unit)


def _reply(found: Sequence[Found], without: Sequence[str], understanding: Understanding) -> Reply:
    language = understanding.language
    what = what_it_is(found[0], language, with_owner=False).strip(" ,:：，")
    lines = tuple(_line(one, language) for one in found)
    rows = tuple(owner_in(one, language) for one in found)
    cells = tuple(ReplyCell(row, 0, written(one), quote_of(one)) for row, one in enumerate(found))
    note = message(language, "table.what", what=what)
    if without:
        names = listed(
            language, map(english_region, without[:_MOST_MISSING]) if language == "en" else without[:_MOST_MISSING]
        )
        note += message(language, "table.without", count=len(without), names=names)
    return Reply(lines=lines, table=ReplyTable((what,), rows, cells), note=note)


def _line(one: Found, language: Language) -> Line:
    way = one.entry.low < 0
    text = message(language, "table.line", owner=owner_in(one, language), figure=figure_in(one, language, way))
    return Line(
        with_original(text, f"{one.told.owner}{written(one, way)}", one, language), (quote_of(one),), quoted(one)
    )
