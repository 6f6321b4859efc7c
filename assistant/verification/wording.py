"""The same thing in other words: two facts with equal signs and figures, their texts laid over one another.

What is laid over is equal characters, two or more in a row, in any order on the same side of a sign whose sides say
who is what. Nothing of either may be left over but words that name no thing of their own (项目, 景区, 名录), and of the
claim's what the sentence says before the reported clause: its subject.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from index.facts.fact import Fact, Stage
from index.facts.tokens import canonical_text, tokenise
from index.facts.vocabulary import words_of
from index.patterns import regex

_HAN, _SIGN = regex("[\u3400-\u9fff]"), regex("⟨[^⟩]*⟩")
_CLAUSE_END = regex("[，。；：\n]")
_LIGHT_SIGNS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨等⟩", "⟨实施⟩"})
_PLAN_SIGNS = frozenset({"⟨推⟩"})
_ORDERED = frozenset({"⟨>⟩", "⟨<⟩", "⟨占⟩", "⟨到⟩"})
SHORTEST = 2
# Characters that must be laid over one another before a subject may come from the sentence.
ENOUGH = 3


WEAK = tuple(sorted(words_of("weak"), key=len, reverse=True))
# What an amount in a unit of its own is of, where a claim doesn't say: 煤炭1亿吨.
OUTPUT = tuple(sorted(words_of("output"), key=len, reverse=True))
# What a report says of how a thing was done, or that it was a first; a claim may leave it out and never add it.
_MANNER = (*words_of("manner"), "省")
_FIRSTS = tuple(f"{scope}首个" for scope in ("", *words_of("scope")))
_LEADS = regex(rf"(?:(?<=\|)|^)(?:{'|'.join(sorted((*_MANNER, *_FIRSTS), key=len, reverse=True))})\|?")
_AREA = ("面积",)
# 河南省管企业 is cut as 河南省 | 管企业.
_OWN_LEVEL = ("省", "市", "区")
_NO_AMOUNT = frozenset({"%", "百分点", "倍", "第", "年", "月数", "天"})
# A claim that names a measure means that one.
_MEASURED = (
    "量",
    "值",
    "额",
    "收入",
    "投资",
    "利润",
    "产能",
    "规模",
    "储量",
    "出口",
    "进口",
    "⟨新增⟩",
    "⟨累⟩",
    "⟨↑⟩",
    "⟨↓⟩",
    "⟨占⟩",
)


def signature(fact: Fact) -> str:
    """What must be equal before texts are compared: the signs, and how many figures."""
    signs = [piece for piece in fact.pieces if piece.startswith("⟨") and piece not in _LIGHT_SIGNS]
    acts = [sign for sign in signs if sign not in _PLAN_SIGNS]
    if fact.stage is Stage.PLANNED and acts:
        signs = acts
    return "".join(sorted(signs)) + f"#{len(fact.figures)}"


# Signs that join no two things: their texts may stand in any order.
_JOINING_NONE = frozenset(
    [
        "⟨↑⟩",
        "⟨↓⟩",
        "⟨＝⟩",
        "⟨居⟩",
        "⟨连续⟩",
        "⟨累⟩",
        "⟨年均⟩",
        "⟨环比⟩",
        "⟨非⟩",
        "⟨等⟩",
        "⟨创新高⟩",
        "⟨完成⟩",
        "⟨实现⟩",
        "⟨推⟩",
        "⟨实施⟩",
        "⟨基⟩",
    ]
)


def _joins(piece: str) -> bool:
    return piece.startswith("⟨") and piece not in _JOINING_NONE and not piece.startswith("⟨比")


def acts_between(pieces: Sequence[str]) -> bool:
    """Whether an act has a text on either side: who did it, and what it was done to."""
    texts = [place for place, piece in enumerate(pieces) if not piece.startswith("⟨") and piece != "#"]
    acts = [place for place, piece in enumerate(pieces) if _joins(piece)]
    return any(texts[0] < act < texts[-1] for act in acts) if texts else False


@dataclass(frozen=True, slots=True)
class WordingOverlap:
    """How two facts' texts lie over one another: characters shared, and what is left of each."""

    shared: int
    claimed: tuple[str, ...]
    found: tuple[str, ...]


def sides(fact: Fact) -> list[str]:
    """The texts of a fact; around a sign that orders them, each side by itself, else all as one."""
    pieces = [piece for piece in fact.pieces if piece != "#"]
    for place, piece in enumerate(pieces):
        if piece in _ORDERED:
            return [_texts(pieces[:place]), _texts(pieces[place + 1 :])]
    if acts_between(pieces):
        place = next(place for place, piece in enumerate(pieces) if _joins(piece))
        return [_texts(pieces[:place]), _texts(pieces[place + 1 :])]
    return [_texts(pieces)]


def _texts(pieces: Sequence[str]) -> str:
    return "|".join(piece for piece in pieces if not piece.startswith("⟨"))


def overlay(claimed: str, found: str) -> WordingOverlap:
    """Lays equal runs of characters over one another, the longest first; within one text each, in the same order."""
    if claimed == found:
        return WordingOverlap(len(claimed), (), ())
    if "|" not in claimed and "|" not in found:
        return _in_order(claimed, found)
    left, right = claimed.split("|"), found.split("|")
    shared = 0
    while True:
        best = (0, 0, 0, 0, 0)
        for number, one in enumerate(left):
            for other_number, other in enumerate(right):
                match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
                if match.size > best[0]:
                    best = (match.size, number, other_number, match.a, match.b)
        size, number, other_number, a, b = best
        if size < SHORTEST and not (size and left[number] == right[other_number]):
            break
        shared += size
        one, other = left.pop(number), right.pop(other_number)
        left += [part for part in (one[:a], one[a + size :]) if part.strip("|、")]
        right += [part for part in (other[:b], other[b + size :]) if part.strip("|、")]
    return WordingOverlap(shared, tuple(filter(None, left)), tuple(filter(None, right)))


def _in_order(claimed: str, found: str) -> WordingOverlap:
    blocks = SequenceMatcher(None, claimed, found, autojunk=False).get_matching_blocks()
    left: list[str] = []
    right: list[str] = []
    shared = a = b = 0
    for block in blocks:
        if 0 < block.size < SHORTEST:
            continue
        left.append(claimed[a : block.a])
        right.append(found[b : block.b])
        shared += block.size
        a, b = block.a + block.size, block.b + block.size
    return WordingOverlap(shared, tuple(part for part in left if part), tuple(part for part in right if part))


def is_weak(rest: str, also: Sequence[str] = ()) -> bool:
    """Whether what is left over names nothing: only weak words, marks and single function characters."""
    text = rest.replace("|", "").replace("、", "")
    for word in (*also, *WEAK):
        text = text.replace(word, "")
    return not text


def _unsaid(claimed: Fact) -> tuple[str, ...]:
    """What a report may say and a claim need not: that so many tonnes of coal are its output, so many mu an area."""
    amount = len(claimed.figures) == 1 and claimed.figures[0].unit not in _NO_AMOUNT
    if amount and claimed.figures[0].unit == "平方米":
        return _AREA
    return OUTPUT if amount and not any(word in claimed.key for word in _MEASURED) else ()


def same_in_words(claimed: Fact, found: Fact, before: str, once: bool = False) -> bool:
    """Whether the texts of two facts with the same signature say the same; `before` may lend the claim's subject.

    `once`: both tell the same amount, which the report tells nowhere else.
    """
    mine, theirs = sides(claimed), sides(found)
    if len(mine) == 2 and len(theirs) == 1 and found.pieces[0].startswith("⟨") and claimed.figures:
        # Who did it stands in another clause: 浦东新增总部机构100家, told of 浦东 as 新增总部机构100家.
        mine, theirs = ["".join(mine)], ["".join(theirs)]
    if len(mine) != len(theirs):
        return False
    unsaid = (*_unsaid(claimed), "总")
    manner: Sequence[str] = _MANNER if claimed.figures else (*_MANNER, *_FIRSTS)
    shared = 0
    lent: list[str] = []
    left_over: list[str] = []
    is_total = False
    for one, other in zip(mine, theirs, strict=True):
        laid = overlay(one, other)
        shared += laid.shared + ("总" in laid.found)  # 总产量 is 产量
        is_total = is_total or ("总" in laid.found and not other.startswith("总"))
        if not all(is_weak(rest, unsaid) or rest in manner or _told_before(rest, claimed) for rest in laid.found):
            return False
        left_over += laid.claimed
        lent += [rest.strip("|、") for rest in laid.claimed if not is_weak(rest)]
    if not lent:
        return shared >= SHORTEST
    joined = "".join(mine)
    # A member of a list is no subject: what is told of all of them must be told of it. Nor is the total of a
    # thing its part's: 旅游总人数 is not 红色旅游人数, though 红色旅游 is spoken of before.
    if is_total or any("、" in rest for rest in left_over) or len(lent[0]) < SHORTEST:
        return False
    enough = SHORTEST if once else ENOUGH
    return len(lent) == 1 and shared >= enough and joined.startswith(lent[0]) and _said(_without_weak(lent[0]), before)


def _said(name: str, before: str) -> bool:
    """Whether a sentence names a thing, as written or by the name that means the same: 进博会, 中国国际进口博览会."""
    return name in before or name in _canonical(before)


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    return canonical_text(tokenise(text))


def _told_before(rest: str, claimed: Fact) -> bool:
    """Whether a claim says in the clauses before what a report's clause says more: 煤炭产能中，先进产能占83%."""
    compares = any(piece in ("⟨>⟩", "⟨<⟩") for piece in claimed.pieces)  # 新能源装机1.35亿千瓦，超过火电
    if not claimed.before or not (claimed.figures or compares):
        return False
    return all(is_weak(left, _OWN_LEVEL) for left in overlay(rest.replace("、", "|"), claimed.before).claimed)


def _without_weak(text: str) -> str:
    for word in WEAK:
        if len(word) == 1 and text.endswith(word):
            return text[:-1]
    return text


def _without_unsaid(text: str) -> str:
    """The text without what a claim may leave unsaid."""
    for word in (*OUTPUT, *_MANNER, *_AREA):
        text = text.replace(word, "")
    return text


@dataclass(slots=True)
class WordingIndex:
    """A report's facts by signature, each with what its sentence says before it."""

    figures: dict[tuple[Decimal, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    by_anchor: dict[tuple[str, str], list[tuple[Fact, str, frozenset[str]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, facts: Iterable[Fact], text: str) -> None:
        """Adds the facts of a paragraph; `text` is the paragraph's, canonical, character for character."""
        for fact in facts:
            for figure in fact.figures:
                self.figures[figure.low, figure.unit].add(figure.start)
            if not _HAN.search(_SIGN.sub("", fact.key)):
                continue  # English: characters in a row say nothing of words
            start = max(text.rfind(mark, 0, fact.start) for mark in "。！？\n") + 1
            if start and text[start - 1] != "\n":
                start = max(text.rfind(mark, 0, start - 1) for mark in "。！？\n") + 1
            texts = _LEADS.sub("", "|".join(sides(fact)))
            entry = (
                fact,
                f"{_topic(text, start)}|{text[start : fact.start]}",
                frozenset(_without_unsaid(texts)) - _WEAK_LETTERS,
            )
            self.by_anchor[signature(fact), _anchor(texts)].append(entry)

    def alike(self, claimed: Fact) -> list[Fact]:
        """The facts that say the same in other words, figures apart."""
        texts = "|".join((*sides(claimed), claimed.before))
        letters = frozenset(texts)
        sign = signature(claimed)
        found: list[Fact] = []
        for pair in {texts[at : at + 2] for at in range(len(texts) - 1)}:
            for fact, before, needed in self.by_anchor.get((sign, pair), ()):
                if needed <= letters and same_in_words(claimed, fact, before, self._once(claimed, fact)):
                    found.append(fact)
        return found

    def _once(self, claimed: Fact, found: Fact) -> bool:
        """Whether both tell one amount that the report tells nowhere else: then fewer words make it the same."""
        mine = [(figure.low, figure.unit) for figure in claimed.figures]
        theirs = [(figure.low, figure.unit) for figure in found.figures]
        return mine == theirs and any(
            unit not in _NO_AMOUNT and len(self.figures[low, unit]) == 1 for low, unit in theirs
        )


_WEAK_LETTERS = frozenset("".join(WEAK)) | frozenset("|、")


def _topic(text: str, at: int) -> str:
    """The first clause of the paragraph that a place stands in."""
    start = text.rfind("\n", 0, at) + 1
    end = _CLAUSE_END.search(text, start)
    return text[start : end.start()] if end is not None and end.start() <= at else ""


def _anchor(texts: str) -> str:
    """The first two neighbouring characters that no weak word is made of; where there are none the last two."""
    for at in range(len(texts) - 1):
        if texts[at] not in _WEAK_LETTERS and texts[at + 1] not in _WEAK_LETTERS:
            return texts[at : at + 2]
    return texts[-2:]
