"""What a measure that somebody types is called in the library's ledgers.

By the reader of facts first, so that every name of an indicator is it (GDP, 外贸); then by the exact words; then by
words that add nothing; else by the nearest that the ledgers have, which is taken only where nothing else is named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from index.facts.across import chinese_measure
from index.facts.fact import Context
from index.facts.reading import read
from index.facts.vocabulary import name_forms
from index.ledger.entry import Kind
from index.ledger.measures import Measured, measured
from index.lexicon.indicators import NAMES
from index.library import Library
from index.patterns import regex
from index.store.ledger import Subject
from index.text.script import has_han

# Words behind a measure that say how it is told, so that only figures of that kind are meant.
_GROWTH = regex(
    r"(?:的?(?:同比)?(?:增速|增长率|增幅|涨幅|降幅|(?:增长|上涨|下降)(?:速度|幅度)|增长))$|\s+growth(?: rate)?$",
    re.IGNORECASE,
)
# Words behind a measure that name nothing of their own: 外贸总额 is 外贸.
_LIGHT = ("总量", "总额", "规模", "总值", "总数", "总规模", "数量", "金额", "额", "人数", "水平", "情况", "目标")
# Said of the report's own place, which its measures leave out: 全国财政赤字.
_OWN_PLACE = regex("^(?:全[国省市县区州]|我[国省市县区])(?=..)")
# Asked of a sentence that the reader surely understands; what stands before the figure is the measure.
_SAID = "{}为100亿元。"
_SAID_EN = "{} was $100 million."
# The nearest are looked for among the measures told most: a library of ten million entries has a million of them.
SEARCHED = 20_000
NEAREST = 8
# Dice's coefficient of what two names are made of: one's words in another order have .8, two measures of a head .5.
TAKEN, NEAR = 0.8, 0.25


@dataclass(frozen=True, slots=True)
class Measure:
    """What a typed measure was taken for: an indicator by `canonicals`, other measures by `subjects`.

    `taken_for` is its name as reports say it, empty where the ledgers have nothing of the kind; `nearest` are then the
    measures most like it. `kinds` are those that its wording asks for (增速), `certain` is False where it was taken
    for a measure of another name.
    """

    typed: str
    taken_for: str
    canonicals: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    certain: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the ledgers have figures of it."""
        return bool(self.canonicals or self.subjects)


def find_measure(typed: str, library: Library) -> Measure:
    """What `typed` is called in the kept ledgers. Raises LibraryMissing."""
    typed = " ".join(typed.split())
    kinds = (Kind.CHANGE.value,) if _GROWTH.search(typed) else ()
    bare = _OWN_PLACE.sub("", _GROWTH.sub("", typed)) or typed
    for certain, names in ((True, _names(bare)), (False, _loosened(bare))):
        found = library.subjects_named(names)
        if found:
            return _measure(typed, found, kinds, certain)
    if (part := _indicator_with(bare)) and (found := library.subjects_named([part])):
        return _measure(typed, found, kinds, False)
    ranked = _nearest(bare, library.subjects(most=SEARCHED))
    if ranked and ranked[0][0] >= TAKEN and _same_things(bare, ranked[0][1].measure):
        return _measure(typed, [ranked[0][1]], kinds, False)
    nearest = dict.fromkeys(subject.canonical or subject.measure for _, subject in ranked)
    return Measure(typed, "", kinds=kinds, nearest=tuple(nearest)[:NEAREST])


def _measure(typed: str, found: Sequence[Subject], kinds: tuple[str, ...], certain: bool) -> Measure:
    """The indicator where some of what was found is one: its other subjects are then the same measure."""
    canonicals = tuple(dict.fromkeys(each.canonical for each in found if each.canonical))
    subjects = tuple(dict.fromkeys(each.subject for each in found if not each.canonical))
    return Measure(typed, found[0].canonical or found[0].measure, canonicals, subjects, kinds, (), certain)


def _names(typed: str) -> tuple[str, ...]:
    """What an entry may be called that measures exactly this."""
    names = [typed]
    known = _read(typed)
    if known is not None:
        names += [known.subject, known.canonical]
    if not has_han(typed) and (chinese := chinese_measure(typed)) is not None:
        names += _names(chinese)
    return tuple(dict.fromkeys(name for name in names if name))


def _loosened(typed: str) -> tuple[str, ...]:
    """Names of the same thing by the table of indicators, and without or with words that name nothing."""
    bare = next(
        (typed.removesuffix(word) for word in _LIGHT if typed.endswith(word) and len(typed) > len(word) + 1), ""
    )
    wordings = [
        *_indicator_names(typed),
        bare,
        *(typed + word for word in _LIGHT),
        *(bare + word for word in _LIGHT if bare),
    ]
    return tuple(dict.fromkeys(name for wording in wordings if wording for name in _names(wording)))


@cache
def _read(typed: str) -> Measured | None:
    """What the reader of facts makes of a measure; None where it makes nothing of it."""
    said = (_SAID if has_han(typed) or typed.isupper() else _SAID_EN).format(typed)
    for fact in read(said, Context()):
        for number in range(len(fact.figures)):
            found = measured(fact.pieces, fact.figures, number)
            if found is not None:
                return found
    return None


def _indicator_names(typed: str) -> list[str]:
    """What else the table of indicators calls it."""
    known = {name.indicator for name in NAMES if name.name.lower() == typed.lower()}
    return [name.name for name in NAMES if name.indicator in known and name.means == "exactly"]


def _indicator_with(typed: str) -> str:
    """The one indicator whose name holds the typed words and little else: 新增就业 is 城镇新增就业; "" for several."""
    holding = {full for name, full in name_forms().items() if typed in full and 2 * len(typed) > len(full)}
    return holding.pop() if len(holding) == 1 else ""


def _nearest(typed: str, subjects: Iterable[Subject]) -> list[tuple[float, Subject]]:
    """The subjects that share most with it, best first, those told more often before others."""
    own = _pairs(typed)
    ranked = [(_shared(own, _pairs(each.measure)), each) for each in subjects]
    return sorted((each for each in ranked if each[0] >= NEAR), key=lambda each: (-each[0], -each[1].entries))


def _pairs(text: str) -> Counter[str]:
    """Two characters each of a Chinese name, with its single ones; the words of another, and their threes."""
    text = text.lower().strip("“”\"'")
    if has_han(text):
        return Counter([*text, *(text[at : at + 2] for at in range(len(text) - 1))])
    words = text.split()
    return Counter([*words, *(word[at : at + 3] for word in words for at in range(len(word) - 2))])


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient: 1 for equal, 0 for nothing shared."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _same_things(one: str, other: str) -> bool:
    """Whether neither has a character or word that the other lacks: 汽车产量 is not 新能源汽车产量."""
    if has_han(one) or has_han(other):
        return set(one) - set("的和、与及“”") == set(other) - set("的和、与及“”")
    return set(one.lower().split()) == set(other.lower().split())
