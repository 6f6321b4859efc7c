"""Compares claimed facts with reported ones: equal keys prove or refute, part by part; the rest stays open."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.contradicting import contradictions
from assistant.verification.operands import WorkedOut
from assistant.verification.wording import WordingIndex, acts_between, same_in_words
from index.facts.fact import REFUTING, Bound, Fact, Figure, How, Period, Stage
from index.facts.signs import OF_MEASURE, canonical, split_key
from index.facts.vocabulary import bare_heads, words_of
from index.patterns import regex
from index.text.script import has_han

Outcome = Literal["supported", "refuted", "open"]
ComparedPart = Literal[
    "value",
    "unit",
    "direction",
    "period",
    "stage",
    "progress",
    "kind",
    "rank",
    "negation",
    "comparison",
    "qualifier",
    "measure",
]

# The order of what stands on either side of these says who is what.
_ORDERED = frozenset({"⟨>⟩", "⟨<⟩", "⟨占⟩", "⟨到⟩"})
_HEADS = regex("(?:数量|规模|总量|总数|总额|总值|个数|家数|人数|总计|总规模|货值|(?<=企业|机构|人员|项目)数)$")
_OPPOSITE = {"⟨↑⟩": "⟨↓⟩", "⟨↓⟩": "⟨↑⟩", "⟨>⟩": "⟨<⟩", "⟨<⟩": "⟨>⟩"}
# Signs that say nothing of what was done.
_SAYS_NO_DEED = OF_MEASURE | {
    "⟨完成⟩",
    "⟨实现⟩",
    "⟨实施⟩",
    "⟨推⟩",
    "⟨等⟩",
    "⟨非⟩",
    "⟨基⟩",
    "⟨到⟩",
    "⟨连续⟩",
    "⟨实际⟩",
    "⟨仅⟩",
}
_FORECAST = frozenset({"预", "预?"})
# What a claim may leave out but not add; these a claim may add to a level as well.
_FREE = frozenset({"升至", "再"})
# What a claim may add to a figure.
_ADDED = frozenset({"升至", "降至", "首", "再", "稳居"})
# Deeds that are done once.
_EVENTS = frozenset(
    [
        "⟨投用⟩",
        "⟨开工⟩",
        "⟨建成⟩",
        "⟨启动⟩",
        "⟨举办⟩",
        "⟨获批⟩",
        "⟨批复⟩",
        "⟨落地⟩",
        "⟨组建⟩",
        "⟨出台⟩",
        "⟨获⟩",
        "⟨更名⟩",
        "⟨贯通⟩",
    ]
)
# Which way a level was reached: two that differ contradict each other.
_WAYS = frozenset({"升至", "降至"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A part in which a claimed and a reported fact differ."""

    part: ComparedPart
    claimed: str
    found: str
    claimed_span: tuple[int, int]
    found_span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claimed fact against one reported one: what differs. Empty `differences` and `open` make it support."""

    claimed: Fact
    found: Fact
    differences: tuple[Difference, ...] = ()
    open: tuple[ComparedPart, ...] = ()
    computed: WorkedOut | None = None

    @property
    def outcome(self) -> Outcome:
        """What this pair alone says."""
        if not self.differences and not self.open:
            return "supported"
        return "refuted" if self.differences and not self.open else "open"


def compared_key(fact: Fact) -> str:
    """The key under which facts meet: in any order, save where the order says who is what."""
    return key_of(fact.pieces)


def key_of(written: Sequence[str]) -> str:
    """The key under which pieces meet."""
    pieces = [piece if piece.startswith("⟨") or piece == "#" else _HEADS.sub("", piece) or piece for piece in written]
    if any(piece in _ORDERED for piece in pieces) or acts_between(pieces):
        return "".join(pieces)
    return "|".join(sorted(pieces))


def opposites(fact: Fact) -> Iterator[tuple[tuple[str, ...], ComparedPart]]:
    """The pieces of what would say the contrary: the other direction, the other comparison, denied or not."""
    for place, piece in enumerate(fact.pieces):
        before, behind = fact.pieces[:place], fact.pieces[place + 1 :]
        if piece in _OPPOSITE:
            yield (*before, _OPPOSITE[piece], *behind), "comparison" if piece in ("⟨>⟩", "⟨<⟩") else "direction"
        if piece == "⟨发生⟩":
            yield (*before, "⟨非⟩", *behind), "negation"
        if piece == "⟨非⟩":
            yield (*before, *behind), "negation"
    if "⟨非⟩" not in fact.pieces and not any(piece in _OPPOSITE for piece in fact.pieces):
        yield (*fact.pieces, "⟨非⟩"), "negation"


def turned_key(pieces: Sequence[str]) -> str:
    """The key of pieces of which one was taken out; Chinese text that then stands together is one piece."""
    texts = "".join(piece for piece in pieces if not piece.startswith("⟨"))
    return key_of(canonical(pieces) if has_han(texts) else pieces)


def names_nothing(fact: Fact, owned: bool = False) -> bool:
    """Whether a key has no text but heads that need an owner (总投资, 增加值): it is no fact by itself.

    In a report of one company its 营业收入 is `owned`.
    """
    texts = [piece for piece in fact.pieces if not piece.startswith("⟨") and piece != "#"]
    deed = any(piece.startswith("⟨") and piece not in _SAYS_NO_DEED for piece in fact.pieces)
    if deed and fact.figures and any(len(text) > 1 for text in texts):
        return False  # 引进企业28家
    if owned and any(text in words_of("owned") for text in texts):
        return False
    return all(text in bare_heads() or len(text) < 2 for text in texts)


@dataclass(slots=True)
class FactIndex:
    """The facts of one report by key. `owned`: one company gives it, and its bare measures are its own."""

    owned: bool = False
    by_key: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))
    wordings: WordingIndex = field(default_factory=WordingIndex)
    text: str = ""

    def add(self, facts: Sequence[Fact], text: str) -> None:
        """Adds the facts of a paragraph and its text."""
        self.text = text
        self.wordings.add(facts, text)
        for fact in facts:
            self.by_key[compared_key(fact)].append(fact)

    def with_key(self, key: str, like: Fact) -> list[Fact]:
        """The facts whose key is `key`, or that say it in other words; for the rest as `like`."""
        pieces = tuple(split_key(key))
        found = self.by_key.get(key_of(pieces), [])
        asked = replace(like, key=key, pieces=pieces, figures=like.figures[:1] * pieces.count("#"))
        if names_nothing(asked, self.owned) or len(asked.figures) != pieces.count("#"):
            return found
        return [*found, *(fact for fact in self.wordings.alike(asked) if fact not in found)]

    def strictly(self, pieces: Sequence[str], like: Fact) -> list[Fact]:
        """The facts that say these pieces in no other words but weak ones, on either side; none lent from before."""
        asked = replace(like, key="".join(pieces), pieces=tuple(pieces), before="")
        return [fact for fact in self.wordings.alike(asked) if same_in_words(asked, fact, "")]

    def naming(self, text: str) -> list[Fact]:
        """The facts with `text` in one of their pieces."""
        return [fact for key, facts in self.by_key.items() if text in key for fact in facts]

    def same(self, claimed: Fact) -> list[Fact]:
        """The facts about the same thing."""
        return [] if names_nothing(claimed, self.owned) else self.by_key.get(compared_key(claimed), [])


def compare(claimed: Fact, reported: FactIndex) -> Comparison | None:
    """The best comparison of a claimed fact with a report's; None where nothing is about the same thing."""
    pairs = [compare_pair(claimed, one) for one in reported.same(claimed)]
    if supporting := next((pair for pair in pairs if pair.outcome == "supported"), None):
        return supporting
    if names_nothing(claimed, reported.owned):
        return None
    worded = [compare_pair(claimed, found) for found in reported.wordings.alike(claimed)]
    if supporting := next((pair for pair in worded if pair.outcome == "supported"), None):
        return supporting
    # Other words refute only where nothing but weak words is left over, on either side.
    alone = replace(claimed, before="")
    pairs += [pair for pair in worded if same_in_words(alone, pair.found, "")]
    pairs += list(_opposites(claimed, reported))
    refuting = [
        pair
        for pair in pairs
        if pair.outcome == "refuted"
        and claimed.how in REFUTING
        and (pair.found.how in REFUTING or (pair.found.how is How.CELL and _is_the_only_one(pair.found, reported)))
    ]
    unsaid = claimed.period is None or not claimed.period.said
    if refuting and not (unsaid and any(not pair.differences and pair.open == ("period",) for pair in pairs)):
        return refuting[0]
    for found, part in contradictions(claimed, reported):
        if _same_period(claimed.period, found.period, found) or part == "stage":
            return Comparison(claimed, found, (_difference(part, claimed, found),))
    opened = [pair for pair in pairs if pair.outcome != "refuted"]
    if opened:
        return min(opened, key=lambda pair: len(pair.open) + len(pair.differences))
    return None


def _is_the_only_one(cell: Fact, reported: FactIndex) -> bool:
    """Whether nothing else in the report has the same name and time as a cell, with another figure."""
    same = [one for one in reported.same(cell) if one.period == cell.period]
    return all(one.figures[0].low == cell.figures[0].low for one in same if one.figures)


def _aimed_otherwise(one: Figure, other: Figure, claimed: Fact, found: Fact) -> bool:
    """35以下 is not aimed at where 38以下 is: of a plan the bound is the aim."""
    planned = claimed.stage is Stage.PLANNED and found.stage is Stage.PLANNED
    return planned and one.bound is other.bound and one.bound in (Bound.OVER, Bound.UNDER) and one.low != other.low


def _difference(part: ComparedPart, claimed: Fact, found: Fact) -> Difference:
    return Difference(part, claimed.key, found.key, (claimed.start, claimed.end), (found.start, found.end))


def _opposites(claimed: Fact, reported: FactIndex) -> Iterator[Comparison]:
    for pieces, part in opposites(claimed):
        equal = reported.by_key.get(turned_key(pieces), ())
        # 平均 for 平均水平 is the same thing said otherwise; a denial told in other words is less sure.
        others = [] if part == "negation" else reported.strictly(pieces, claimed)
        for found in (*equal, *(one for one in others if one not in equal)):
            pair = compare_pair(claimed, found)
            difference = _difference(part, claimed, found)
            figures_differ = any(one.part in ("value", "rank") for one in pair.differences)
            if part == "negation" and figures_differ:
                continue
            yield Comparison(claimed, found, (difference, *pair.differences), pair.open)


def compare_pair(claimed: Fact, found: Fact) -> Comparison:
    """Two facts about the same thing, part by part."""
    differences: list[Difference] = []
    opened: list[ComparedPart] = []
    for one, other in zip(claimed.figures, found.figures, strict=False):
        verdict = compare_figures(one, other)
        bounds = {one.bound, other.bound} <= {Bound.OVER, Bound.UNDER}
        if verdict == "same" and bounds and one.low != other.low and Stage.PLANNED in (claimed.stage, found.stage):
            verdict = "open"  # the bound is what is aimed at, no rounding of it
        if verdict == "open" and _aimed_otherwise(one, other, claimed, found):
            verdict = "value"
        if verdict == "open":
            opened.append("value")
        elif verdict == "unit":
            if {one.unit, other.unit} != {"%", "百分点"} or one.low != other.low:
                opened.append("unit")
            differences.append(Difference("unit", one.text, other.text, (one.start, one.end), (other.start, other.end)))
        elif verdict != "same":
            differences.append(
                Difference(verdict, one.text, other.text, (one.start, one.end), (other.start, other.end))
            )
    if len(claimed.figures) != len(found.figures):
        opened.append("value")
    mine, theirs = claimed.qualifiers & _WAYS, found.qualifiers & _WAYS
    if mine and theirs and mine != theirs:
        spans = (claimed.start, claimed.end), (found.start, found.end)
        differences.append(Difference("direction", "".join(mine), "".join(theirs), *spans))
    if not _same_stage(claimed, found):
        opened.append("stage")
    if not _same_period(claimed.period, found.period, found):
        opened.append("period")
    # What the claim adds to a figure that is another one makes it no less wrong: 首次升至第3位 of the fourth place.
    wrong = any(one.part in ("value", "rank") for one in differences)
    if not _qualified(replace(claimed, qualifiers=claimed.qualifiers - _ADDED) if wrong else claimed, found):
        opened.append("qualifier")
    return Comparison(claimed, found, tuple(differences), tuple(opened))


def _same_stage(claimed: Fact, found: Fact) -> bool:
    if (claimed.stage is Stage.PLANNED) == (found.stage is Stage.PLANNED):
        return True
    # How large a thing is that is being built is told of the thing, however far it has come.
    named = [piece for piece in found.pieces if piece != "#"]
    return not any(piece.startswith("⟨") for piece in named) and bool(named) and _ends_in_a_size(named[-1])


def _ends_in_a_size(text: str) -> bool:
    return any(text.endswith(word) and text != word for word in words_of("planned_size"))


def _same_period(claimed: Period | None, found: Period | None, fact: Fact) -> bool:
    if found is not None and found.part and _happens_in(fact, found.part):
        # What came to pass on a day came to pass in its month and its year.
        found = replace(found, part="" if claimed is None else found.part[: len(claimed.part)])
    if claimed is None:
        return found is None or (found.first == found.last and not found.part)
    if found is None:
        return True
    return (claimed.first, claimed.last, claimed.part) == (found.first, found.last, found.part)


def _happens_in(fact: Fact, part: str) -> bool:
    return "月" in part and any(piece in _EVENTS for piece in fact.pieces)


def _qualified(claimed: Fact, found: Fact) -> bool:
    added = claimed.qualifiers - found.qualifiers - _FORECAST
    if found.qualifiers & _WAYS:
        added -= _WAYS  # told apart as a direction
    if added - _FREE or (added and "稳居" in found.qualifiers):
        return False
    # Of 预计A、B the second may be a forecast as well.
    if "预" in claimed.qualifiers:
        return bool(found.qualifiers & _FORECAST)
    return "预" not in found.qualifiers or "预?" in claimed.qualifiers
