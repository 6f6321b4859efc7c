"""A figure over places or companies: a table of each, or those that a bound lets through; what is missing is named."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed, fitting, years_apart
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.answering.wording import figure_in, owner_in, quoted, what_it_is, with_original, written
from assistant.messages import Language, listed, message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.patterns import regex
from index.text.places import find_regions
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.region_groups import named_group
from index.text.regions import canonical_region, english_region
from index.text.units import comparable
from index.text.years import find_years

FEWEST_CELLS = 5
_MOST_MISSING = 40
_AT_LEAST = (
    regex(r"(?:不低于|不少于|不小于|大于等于|达到|至少|>=|≥|at least|no less than)\W*$", re.IGNORECASE),
    regex(
        r"^\s*(?:[（(]含[)）])?(?:及|或|和)?(?:以上|之上)|^\s*及其?以上|^\s*或者?(?:更[高多大快]|超过)"
        r"|^\s*or (?:more|above|higher)",
        re.IGNORECASE,
    ),
)
_ABOVE = (
    regex(
        r"(?:超过|高于|大于|多于|突破|超|[上过破]了|above|over|more than|exceed(?:ing|ed)?|higher than)\W*$",
        re.IGNORECASE,
    ),
    regex("^(?:还要?|更|要)+(?:高|多|大|快)"),  # 比5.5%还高
)
_BELOW = (
    regex(
        r"(?:低于|少于|小于|不到|不足|不及|未达到?|没有?达到|没到|below|under|less than|lower than)\W*$", re.IGNORECASE
    ),
    regex(
        r"^\s*(?:以下|之下|及以下)|^\s*都(?:不到|没到|没有?达到|不足|不及)"
        r"|^\s*or (?:less|below|lower)|^(?:还要?|更|要)+(?:低|少|小|慢)",
        re.IGNORECASE,
    ),
)
_AT_MOST = (
    regex(r"(?:不超过|不高于|不大于|不多于|at most|no more than)\W*$", re.IGNORECASE),
    regex(r"^\s*(?:以内|之内)|^\s*或者?(?:更[低少小慢]|不到)"),
)
_EXACT = (
    regex(r"(?:(?:正好|恰好|刚好)(?:是|为|增长)?|exactly|about|around)\W*$", re.IGNORECASE),
    regex(r"^\s*左右"),
)
_TOP = regex(
    r"(?P<way>前|最[高大多快]的?|排名?前|最[低小少慢]的?|top|bottom)\s*的?\s*(?P<count>[一二两三四五六七八九十\d]+)(?!年)[名位个]?的?",
    re.IGNORECASE,
)
_BEST = regex(
    r"最(?P<high>[高大多快])|最(?P<low>[低小少慢])|\b(?:highest|largest|most)\b|\b(?P<lowest>lowest|least|smallest)\b"
)
_OR = regex(r"或|\bor\b(?! (?:more|less|above|below|higher|lower))", re.IGNORECASE)
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@dataclass(frozen=True, slots=True)
class AskedBound:
    """Which figures a question lets through."""

    admits: Callable[[Found], bool]
    unit: str
    side: int = 0  # 1 from a value on, -1 up to one


def answer_table(
    understanding: Understanding, told: Sequence[ReportLedger], measure: AskedFigure | None = None
) -> Reply | None:
    """Each owner's figure; None where fewer than two tell it. `measure` is what is asked where it is known."""
    asked = measure or measure_asked(without_apposition(understanding), told)
    if asked is None or _asks_result_and_target(understanding.question):
        return None
    found, without = _figures(asked, understanding, told)
    if (ordered := _IN_ORDER.search(understanding.question)) is not None:
        found = sorted(found, key=lambda one: one.entry.low, reverse=ordered["rising"] is None)
    return _reply(found, without, understanding) if len(found) > 1 else None


def _asks_result_and_target(question: str) -> bool:
    """Whether a table of two columns is asked for, the result of one year and the target of another: one is half."""
    return len(set(find_years(question))) > 1 and _TARGET_BESIDE.search(question) is not None


_TARGET_BESIDE = regex(
    r"\d{4}年?[^，。？?]{1,16}(?:和|与|及|、|跟|以及)[^，。？?]{0,8}\d{4}年?[^，。？?]{0,8}(?:目标|预期|计划)"
)
# In what order a table is wanted: 从高到低, 排个名.
_IN_ORDER = regex(
    "[从由](?:高到低|大到小|多到少|快到慢)|(?P<rising>[从由](?:低到高|小到大|少到多|慢到快))|排(?:个|一下|出)?(?:名次?|序|座次|高低)"
)


def answer_filter(
    understanding: Understanding, told: Sequence[ReportLedger], measure: AskedFigure | None = None
) -> Reply | None:
    """The owners whose figure a bound lets through, or the first in order; None where too few tell it.

    `measure` is what is asked where it is known.
    """
    question = understanding.question
    top = _TOP.search(question)
    if top is not None:
        question = question[: top.start()] + " " + question[top.end() :]
    cut, bounds = read_bounds(question)
    asked = measure or measure_asked(without_apposition(replace(understanding, question=cut)), told)
    if asked is None:
        return None
    found, without = _figures(asked, understanding, told, bounds)
    # Of a few places that are named all must tell it.
    if len(found) < FEWEST_CELLS and (without or len(found) < 2):
        return None
    # Of falls the larger is the lower figure, and what rose has none.
    values = {number: _turned(one) if asked.falls else one for number, one in enumerate(found)}
    values = {number: one for number, one in values.items() if one.entry.low > 0 or not asked.falls}
    chosen = _chosen(values, question, top, bounds)
    if chosen is None:
        return None
    if not chosen:
        return Reply(note=message(understanding.language, "filter.none", count=len(found)))
    return _reply([found[number] for number in chosen], without, understanding)


# What a list of places is summed up as behind it: 五省的, 三个产粮大省.
_APPOSITION = regex(
    r"(?:这)?[两二三四五六七八九十\d]+个?[^，,。？?的\d]{0,5}?(?:省区市|省份|省区|省市|自治区|直辖市|省|市|地|县|区|家)"
)


def without_apposition(understanding: Understanding) -> Understanding:
    """The question without what its places are summed up as."""
    question = understanding.question
    named = [end for _, end, region in find_regions(question) if region in understanding.scope.regions]
    match = _APPOSITION.match(question, named[-1]) if len(named) > 1 else None
    if match is None:
        return understanding
    return replace(understanding, question=f"{question[: match.start()]} {question[match.end() :]}")


def asks_for_the_first(question: str) -> bool:
    """Whether it asks which is the highest or the lowest."""
    return _BEST.search(question) is not None


def _chosen(
    values: Mapping[int, Found], question: str, top: re.Match[str] | None, bounds: Sequence[AskedBound]
) -> list[int] | None:
    """The numbers of those that the question lets through; None where it sets no condition."""
    if top is not None:
        count = _HAN.get(top["count"]) or (int(top["count"]) if top["count"].isdigit() else None)
        return None if count is None else _first(values, count, re.match("最[低小少慢]|bottom", top["way"]) is not None)
    if bounds:
        # 超过5%但不到6% are both to hold, 5.5%左右或5.5%以上 one of them.
        both = {bound.side for bound in bounds} == {-1, 1} and _OR.search(question) is None
        admits = all if both else any
        return [number for number, one in values.items() if admits(bound.admits(one) for bound in bounds)]
    if (best := _BEST.search(question)) is not None:
        return _first(values, 1, bool(best["low"] or best["lowest"]))
    return list(values) if re.search("具体|给出|写明|明确|定了|提出了?具体", question) else None


def _turned(one: Found) -> Found:
    """A fall as the amount that it fell by."""
    return replace(one, entry=replace(one.entry, low=-one.entry.high, high=-one.entry.low))


def _first(values: Mapping[int, Found], count: int, lowest: bool) -> list[int]:
    """The first `count` in order, with all that stand level with the last of them."""
    ordered = sorted(values, key=lambda number: values[number].entry.low, reverse=not lowest)
    if not ordered:
        return []
    last = values[ordered[min(count, len(ordered)) - 1]].entry.low
    return [
        number for number in ordered if (values[number].entry.low <= last) == lowest or values[number].entry.low == last
    ]


def _figures(
    asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger], bounds: Sequence[AskedBound] = ()
) -> tuple[list[Found], list[str]]:
    """The owners' figures in the library's order, and the owners that tell none."""
    asked_of = inside(told, understanding)
    owners = by_owner(asked_of)
    missing = [region for region in understanding.scope.regions if region not in owners]
    unit = next((bound.unit for bound in bounds), "")
    best: tuple[list[Found], list[str]] = ([], [*owners, *missing])
    for way in _ways(asked, unit):
        # Figures of unlike years are not held against one another: where no year is named, the newest.
        years = years_apart(way, asked_of, understanding.years)[0]
        found: list[Found] = []
        without: list[str] = []
        for owner, theirs in owners.items():
            chosen = agreed(fitting(way, theirs, years))
            if chosen is None or (unit and not comparable(unit, chosen.entry.unit)):
                without.append(owner)
            else:
                found.append(chosen)
        if len(found) > len(best[0]):
            best = found, [*without, *missing]
        if best[0] and not asked.planned:
            break  # a growth is never given for a level that is told
    return best


def _ways(asked: AskedFigure, unit: str) -> list[AskedFigure]:
    """The question as it stands; and where it doesn't say so, of a growth: GDP目标 is told as one."""
    plain = replace(asked, unit="")
    if plain.grows or plain.ranked:
        return [plain]
    if unit == "%":
        return [replace(plain, grows=True), plain]
    return [plain, replace(plain, grows=True, unit="%")] if not unit else [plain]


def inside(told: Sequence[ReportLedger], understanding: Understanding) -> list[ReportLedger]:
    """The reports of the places or companies that a question asks one beside the other."""
    return [one for one in told if not _left_out(one, understanding)]


def _left_out(told: ReportLedger, understanding: Understanding) -> bool:
    """The nation is none of the provinces, and no county either; of a group only its members are asked."""
    regions = understanding.scope.regions
    if regions:
        return told.owner not in regions
    group = named_group(understanding.question)
    if group is None and "省" not in understanding.question and "province" not in understanding.question.lower():
        return False
    if group is not None and group.ends:
        return not told.owner.endswith(group.ends)
    return told.is_national or canonical_region(told.owner) is None


def read_bounds(question: str) -> tuple[str, tuple[AskedBound, ...]]:
    """The question without its bounds, and these. "5.5%左右或5.5%以上" are two."""
    bounds: list[AskedBound] = []
    cut = question
    spans: list[tuple[int, int]] = []
    for quantity in find_quantities(question):
        if quantity.unit in ("年", "月", "日", "个", "条", "家", "省", "") and not re.search("[万亿%]", quantity.text):
            continue
        before, behind = question[: quantity.start], question[quantity.end :]
        if before.endswith(("不是", "而非", "不含")):
            spans.append((quantity.start, quantity.end))
            continue
        bound = _bound(quantity, before, behind)
        bounds += [] if bound is None else [bound]
        spans.append((quantity.start, quantity.end))
    for start, end in reversed(spans):
        cut = cut[:start] + " " + cut[end:]
    return _bare(cut), tuple(bounds)


_BOUND_WORDS = regex(
    r"(?<=定得)比(?=\s)|连(?=\s)|(?<=\s)都(?=不|没)|比(?=\s+(?:还要?|更|要))|(?<=\s)(?:还要?|更|要)+(?:高|多|大|快|低|少|小|慢)|[（(][^（()）]*[)）]|不低于|不少于|不小于|不超过|不高于|不大于|不到|不足|低于|高于|超过|大于|小于|多于|少于|达到|正好|恰好|刚好|定得|定在|放在|摆在|设在|定为|设为|以上|以下|以内|及以上|左右|之间|但|且|或者?(?:更[高多大快低少小慢])?|而不是|至少|含(?=\s|$)|[≥≤><＞＜=]+"
    r"|\b(?:at least|no less than|more than|less than|above|below|over|under|or more|or less|about|exactly)\b"
)


def _bare(question: str) -> str:
    return _BOUND_WORDS.sub(" ", question)


# What a figure stands behind that is neither more nor less than it; behind any other word its bound is not known.
_IS = regex(r"(?:^|[是为在定按控到要想求：:，,\s标率速度幅比例数值额量]|the|of|at|to|is|a|with)\W*$", re.IGNORECASE)


def _bound(quantity: Quantity, before: str, behind: str) -> AskedBound | None:
    """The bound that the words around a figure make of it; None where they are not known."""
    low = quantity.low
    digit = next((place for place, letter in enumerate(quantity.text) if letter.isdigit()), 0)
    lead = before + quantity.text[:digit]
    hedge = re.search(r"(?:以上|以下|以内|左右|之内|之上|之下)$", quantity.text)
    tail = (hedge[0] if hedge is not None else "") + behind

    def says(words: tuple[re.Pattern[str], re.Pattern[str] | None]) -> bool:
        return words[0].search(lead) is not None or (words[1] is not None and words[1].match(tail) is not None)

    unit, high = quantity.unit, quantity.high
    if low != high:
        return AskedBound(lambda one: low <= one.entry.low and one.entry.high <= high, unit)
    if says(_AT_LEAST):
        return AskedBound(lambda one: one.entry.low >= low, unit, 1)
    if says(_AT_MOST):
        return AskedBound(lambda one: one.entry.high <= low, unit, -1)
    if says(_BELOW):
        return AskedBound(lambda one: one.entry.low < low, unit, -1)
    if says(_ABOVE):
        return AskedBound(lambda one: one.entry.low > low, unit, 1)
    if says(_EXACT):  # and no floor or ceiling of that number
        return AskedBound(lambda one: one.entry.low == low and one.entry.hedge not in ("over", "under"), unit)
    return AskedBound(lambda one: one.entry.low == low, unit) if _IS.search(lead) else None


def _reply(found: Sequence[Found], without: Sequence[str], understanding: Understanding) -> Reply:
    language = understanding.language
    turns = {one.entry.low < 0 for one in found}
    first = found[0] if len(turns) == 1 else replace(found[0], entry=replace(found[0].entry, kind=Kind.LEVEL))
    what = what_it_is(first, language, with_owner=False).strip(" ,:：，")
    lines = tuple(_line(one, language, way=True in turns) for one in found)
    rows = tuple(owner_in(one, language) for one in found)
    cells = tuple(ReplyCell(row, 0, written(one), quote_of(one)) for row, one in enumerate(found))
    note = message(language, "table.what", what=what)
    if without:
        names = listed(
            language, map(english_region, without[:_MOST_MISSING]) if language == "en" else without[:_MOST_MISSING]
        )
        note += message(language, "table.without", count=len(without), names=names)
    return Reply(lines=lines, table=ReplyTable((what,), rows, cells), note=note)


def _line(one: Found, language: Language, way: bool) -> Line:
    text = message(language, "table.line", owner=owner_in(one, language), figure=figure_in(one, language, way))
    return Line(
        with_original(text, f"{one.ledger.owner}{written(one, way)}", one, language), (quote_of(one),), quoted(one)
    )
