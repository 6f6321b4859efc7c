"""English statements about Chinese reports: put into Chinese by a table of measures, word for word or not at all.

Only figures, dates, ranks and names are put across. A clause with one word that the table doesn't know is left open.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from index.facts.english_clauses import cut
from index.facts.english_words import Word, singular, words
from index.facts.fact import Bound, Context, Fact, Figure, How, Period, Stage
from index.lexicon.loading import read_table
from index.text.places import find_regions
from index.text.scales import in_scale

_BEFORE = {Bound.ABOUT: "约", Bound.NEAR: "近", Bound.OVER: "超过", Bound.UNDER: "不到", Bound.EXACT: ""}
_UNITS: dict[str, tuple[str, Decimal]] = {
    "千克": ("吨", Decimal(1000)),
    "米": ("公里", Decimal(1000)),
    "平方米": ("亩", Decimal("666.6666666666667")),
    "瓦": ("千瓦", Decimal(1000)),
    "百分点": ("个百分点", Decimal(1)),
    "月数": ("个月", Decimal(1)),
}
_PARTS = {
    "H1": "上半年",
    "H2": "下半年",
    "9M": "前三季度",
    "Q1": "一季度",
    "Q2": "二季度",
    "Q3": "三季度",
    "Q4": "四季度",
}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# A figure of three digits or more tells enough to be another one's rounding.
ROUNDED = 100


@dataclass(frozen=True, slots=True)
class _Term:
    kind: str
    chinese: str
    counter: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A word or figure of a clause that the table knows, in Chinese."""

    kind: str
    chinese: str
    counter: str = ""
    figure: Figure | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ClauseInChinese:
    """A clause in Chinese, in each of the wordings a report may use; none where a word of it is not known.

    `[start, end)` is the clause in the English text, `known` the Chinese of what is known of it.
    """

    start: int
    end: int
    wordings: tuple[str, ...]
    known: str


class _Row(NamedTuple):
    """English forms of what a Chinese report calls something; `counter` is the classifier that it is counted with."""

    kind: str
    chinese: str
    counter: str
    forms: str


@cache
def _terms() -> dict[tuple[str, ...], tuple[_Term, ...]]:
    found: dict[tuple[str, ...], tuple[_Term, ...]] = {}
    for row in read_table("facts/indicators_en", _Row):
        for form in row.forms.split():
            spaced = form.replace("_", " ").replace(",", " ,").replace("'s", " 's").replace("'", " '")
            key = tuple("'s" if word == "'" else word for word in map(singular, spaced.split()))
            found[key] = (*found.get(key, ()), _Term(row.kind, row.chinese, row.counter))
    return found


def chinese_measure(name: str) -> str | None:
    """What Chinese reports call the measure of an English name; None where the table does not know it."""
    written = name.lower().split()
    for key in (tuple(written), tuple(map(singular, written))):
        for term in _terms().get(key, ()):
            if term.kind == "measure":
                return term.chinese
    return None


def put_across(text: str, year: int | None, region: str | None = None) -> list[ClauseInChinese]:
    """The clauses of an English text in Chinese; relative years and places go by the report's own."""
    context = Context(year=year, claim=True)
    plain = text
    for start, end, name in find_regions(text):
        if name == region:
            plain = plain[:start] + " " * (end - start) + plain[end:]
    found = words(plain, context)
    told: list[ClauseInChinese] = []
    lent: tuple[_Part, ...] = ()
    planned = False
    period = ""
    for clause in cut(_without_source(found)):
        parts, complete = _parts(clause)
        if parts and parts[0].kind in ("up", "down") and _is_behind_place(text, clause[0].start, region):
            parts.insert(0, _Part("measure", "地区生产总值"))  # what grows of a place, where nothing else is named
        own = tuple(part for part in parts if part.kind in ("measure", "name"))[:1]
        planned = planned or any(part.kind in ("plan", "aim") for part in parts)
        said = next(
            (word.when.period for word in clause if word.when is not None and word.when.period is not None), None
        )
        period = _period(said) or period
        wordings = [one for measure in own or lent or (None,) for one in _wordings(parts, measure, planned, period)]
        known = _date(said) + "".join(
            part.chinese or (_written(part) if part.kind == "figure" else "") for part in parts
        )
        if any(word.kind != "mark" and not word.has("conj") for word in clause):
            first = next(word for word in clause if word.kind != "mark" and not word.has("conj"))
            told.append(ClauseInChinese(first.start, clause[-1].end, tuple(wordings) if complete else (), known))
        lent = own or lent or _made(parts)
    return told


def _is_behind_place(text: str, start: int, region: str | None) -> bool:
    """Whether the report's place stands right before a clause: Jiangsu grew 5.8 %."""
    return any(name == region and text[end:start].strip() == "" and end <= start for _, end, name in find_regions(text))


def _without_source(found: Sequence[Word]) -> list[Word]:
    """The words without "according to its 2025 work report": the report's year is no time that is told of."""
    kept: list[Word] = []
    for place, word in enumerate(found):
        following = [one.written for one in found[place + 1 : place + 4] if one.kind == "word"]
        if (
            word.when is not None
            and following
            and (following[0] in ("work", "report") or following[:2] == ["government", "work"])
        ):
            continue
        kept.append(word)
    return kept


def _made(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """What a clause lends to a bare growth behind it, of "turned out 100 cars, up 5%"."""
    act = next((part for part in parts if part.kind == "act"), None)
    thing = next((part for part in parts if part.kind == "thing"), None)
    if act is None or thing is None:
        return ()
    names = [f"{thing.chinese}产量"] if act.chinese == "生产" else [f"{act.chinese}{thing.chinese}", thing.chinese]
    return tuple(_Part("measure", name, thing.counter) for name in names)


def _date(period: Period | None) -> str:
    """A month and a day as a report writes them."""
    words_of = period.part.split() if period is not None else []
    month = next((number for number, name in enumerate(_MONTHS, start=1) if name in words_of), None)
    day = next((word for word in words_of if word.isdigit()), "")
    return "" if month is None else f"{month}月{day}{'日' if day else ''}"


def _period(period: Period | None) -> str:
    if period is None or period.part == "since":
        return ""
    if period.first != period.last:
        return f"{period.first}-{period.last}年"
    return f"{period.first}年{_PARTS.get(period.part, '')}"


@dataclass(frozen=True, slots=True)
class _Simple:
    """One simple word of a clause, as a noun's singular and as written; or its figure or period."""

    value: str
    written: str
    word: Word


def _simple(clause: Sequence[Word]) -> list[_Simple]:
    found: list[_Simple] = []
    for word in clause:
        if word.kind == "word":
            found += [_Simple(singular(part), part, word) for part in word.written.split(" ")]
        else:
            found.append(_Simple(word.value, word.written, word))
    return found


def _parts(clause: Sequence[Word]) -> tuple[list[_Part], bool]:
    """What the table knows of a clause, in order, and whether that is all of it."""
    simple = _simple(clause)
    parts: list[_Part] = []
    complete = True
    at = 0
    while at < len(simple):
        word = simple[at].word
        length = 1
        if word.when is not None:
            part = "" if word.when.period is None else word.when.period.part
            complete = complete and part in ("", *_PARTS)
        elif word.figure is not None:
            lead = simple[at - 1].written if at else ""
            parts.append(_Part("rank" if word.value == "№" else "figure", "", figure=word.figure, lead=lead))
        elif (found := _longest(simple, at)) is not None:
            term, length = found
            complete = _add(parts, term) and complete
        elif word.kind != "mark" and word.written != "'s":
            complete = False
        at += length
    return parts, complete


def _longest(simple: Sequence[_Simple], at: int) -> tuple[_Term, int] | None:
    table = _terms()
    longest = max(len(key) for key in table)
    for length in range(min(longest, len(simple) - at), 0, -1):
        run = simple[at : at + length]
        terms = table.get(tuple(one.value for one in run)) or table.get(tuple(one.written for one in run))
        if terms and all(one.word.figure is None and one.word.when is None for one in run):
            return next((one for one in terms if one.kind == "measure"), terms[0]), length
    return None


def _add(parts: list[_Part], term: _Term) -> bool:
    """Adds what a term stands for; whether it may be put across."""
    if term.kind == "growth":
        parts += [_Part("measure", "地区生产总值"), _Part("up", "")]
        if not any(part.kind == "plan" for part in parts):
            parts.append(_Part("aim", ""))
    elif term.kind == "unit":
        if parts and parts[-1].figure is not None:
            parts[-1] = replace(parts[-1], counter=term.chinese)
            return True
        return False
    elif term.kind != "light":
        parts.append(_Part(term.kind, term.chinese, term.counter))
    return term.kind != "look"


def _wordings(parts: Sequence[_Part], measure: _Part | None, planned: bool, period: str) -> list[str]:
    kinds = [part.kind for part in parts]
    figures = [part for part in parts if part.kind == "figure"]
    head = period + ("力争" if planned else "")
    act = next((part for part in parts if part.kind == "act"), None)
    thing = next((part for part in parts if part.kind in ("thing", "name")), None) or (
        measure if act is not None else None
    )
    if "rank" in kinds:
        return _ranked(parts, measure, period)
    if len(figures) > 2:
        return []
    if act is not None and thing is not None and "up" not in kinds and "down" not in kinds:
        return _acted(act, thing, figures, head)
    if measure is None and act is None and thing is not None and thing.kind == "thing":
        measure, kinds = thing, [kind for kind in kinds if kind != "thing"]
    if measure is None or not figures or act is not None or "name" in kinds or "thing" in kinds:
        return []
    moves = [place for place, kind in enumerate(kinds) if kind in ("up", "down")]
    if len(moves) > 1 or "nation" in kinds:
        return []
    found: list[str] = []
    if not moves:
        return [f"{head}{measure.chinese}{_written(figures[0], measure.counter)}"] if len(figures) == 1 else []
    sign = "增长" if kinds[moves[0]] == "up" else "下降"
    rates = [part for part in figures if part.figure is not None and part.figure.unit in ("%", "百分点", "倍")]
    levels = [part for part in figures if part not in rates]
    if len(rates) > 1 or len(levels) > 1:
        return []
    if rates and not levels and measure.chinese.endswith(("率", "比例", "强度")):
        return []  # "the rate fell 5 %": to or by is not told apart here
    if any(part.lead in ("to", "at", "from") for part in rates) or any(part.lead == "from" for part in levels):
        return []
    if rates:
        found.append(f"{head}{measure.chinese}{sign}{_written(rates[0])}")
        if levels:
            found[0] += f"、达{_written(levels[0], measure.counter)}"
    elif levels and levels[0].lead in ("to", "at"):
        found.append(
            f"{head}{measure.chinese}{'升至' if sign == '增长' else '降至'}{_written(levels[0], measure.counter)}"
        )
    elif levels:
        found.append(
            f"{head}{measure.chinese}{'增加' if sign == '增长' else '减少'}{_written(levels[0], measure.counter)}"
        )
    return found


def _acted(act: _Part, thing: _Part, figures: Sequence[_Part], head: str) -> list[str]:
    if len(figures) > 1:
        return []
    if not figures:
        return [f"{head}{thing.chinese}{act.chinese}"] if thing.kind == "name" else []
    written = _written(figures[0], thing.counter)
    if act.chinese == "生产":
        return [f"{head}{thing.chinese}产量{written}", f"{head}生产{thing.chinese}{written}"]
    if act.chinese == "吞吐":
        return [f"{head}{thing.chinese}吞吐量{written}"]
    if act.chinese == "接待" and thing.chinese.endswith("游客"):
        return [f"{head}{thing.chinese}{written}", f"{head}接待{thing.chinese}{written}"]
    if act.chinese == "新增" and thing.chinese.startswith("城镇新增"):
        return [f"{head}{thing.chinese}{written}"]
    built = ["新建成", "建成", "新建"] if act.chinese in ("新建成", "建成") else [act.chinese]
    return [f"{head}{one}{thing.chinese}{written}" for one in built]


def _ranked(parts: Sequence[_Part], measure: _Part | None, period: str) -> list[str]:
    ranks = [part for part in parts if part.kind == "rank"]
    nation = any(part.kind == "nation" for part in parts)
    if (
        len(ranks) > 2
        or not nation
        or measure is None
        or any(part.kind in ("figure", "act", "up", "down", "plan") for part in parts)
    ):
        return []
    numbers = [int(part.figure.low) for part in ranks if part.figure is not None] or [1]
    return [f"{period}{measure.chinese}居全国第{numbers[0]}位"]


def _written(part: _Part, counter: str = "") -> str:
    """A figure as a Chinese report writes it."""
    figure = part.figure
    assert figure is not None
    unit, size = _UNITS.get(figure.unit, (figure.unit, Decimal(1)))
    amount = _number(figure.low / size)
    if figure.high != figure.low:
        return f"{_BEFORE[figure.bound]}{amount}{unit}至{_number(figure.high / size)}{unit}"
    unit = part.counter or unit or counter
    return f"{_BEFORE[figure.bound]}{amount}{unit}"


def _number(value: Decimal) -> str:
    amount, scale = in_scale(value, "zh")
    return f"{amount.normalize():f}{scale}"


def read_across(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts of an English claim with the keys of Chinese reports; a clause not put across is an open one."""
    from index.facts.reading import read

    found: list[Fact] = []
    for number, statement in enumerate(put_across(text, context.year, context.region), start=1):
        facts: list[Fact] = []
        for wording in statement.wordings:
            told = read(wording, context)
            facts.extend([*told, *(fact for one in told if (fact := _rounded(one)) is not None)])
        groups = {fact.group for fact in facts}
        found.extend(
            replace(fact, group=number * 10 + fact.group, start=statement.start, end=statement.end) for fact in facts
        )
        if not groups:
            key = f"untold {text[statement.start : statement.end]}"
            found.append(
                Fact(
                    key,
                    (key,),
                    (),
                    None,
                    None,
                    Stage.TOLD,
                    frozenset(),
                    How.ITEM,
                    statement.start,
                    statement.end,
                    number * 10,
                )
            )
    return tuple(found)


def _rounded(fact: Fact) -> Fact | None:
    """A fact with its large figures taken as rounded: 6.47 trillion is said of 6.4697 万亿."""
    rounded = tuple(
        replace(one, bound=Bound.ABOUT)
        if one.bound is Bound.EXACT and one.unit != "%" and one.low >= 10**4 and one.low / one.step >= ROUNDED
        else one
        for one in fact.figures
    )
    return None if rounded == fact.figures else replace(fact, figures=rounded, how=How.ITEM)


def in_chinese(text: str, year: int | None = None) -> str:
    """What is known of an English text in Chinese, with its figures: to look for near sentences by."""
    told: list[str] = []
    for statement in put_across(text, year):
        told.append(statement.wordings[0] if statement.wordings else statement.known)
    return "，".join(told)
