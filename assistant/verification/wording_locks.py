"""What a judge of words is never asked: everything hard of a claim must be the sentence's by rule.

Each figure with its unit, each time, direction, share, denial, stage of a deed, first, quantifier, cause, number and
name of the claim must stand in the sentence; and what the clauses that tell it say more of a figure (in all, new, a
year's mean, of them) must stand in the claim. What is left are words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.hard_parts import (
    DEEDS,
    NARROWS,
    NEW,
    OF_FIGURE,
    SAID_BY,
    Said,
    clauses,
    known_words,
    nouns_of,
    pattern_of,
    short_nouns,
    tagged,
    touches,
)
from assistant.verification.lists_aligned import aligned
from index.facts.fact import Figure
from index.facts.tokens import Token, canonical_text, year_of
from index.patterns import regex

_TWO_LETTERS = regex("[\u3400-\u9fff]{2}")
# 一家, 两条: said where the report names them.
_SPOKEN_ONE = regex("[一两][个条家处份艘块座例项辆位只件地次架台届趟回批样种类套支间层场页串口门颗户道轮段港]")
_ANY = "哪这那每头同"
_OVER = regex("[了已]|完成")
_PART = regex("[成半]$|分之")
_PART_NAMED = regex("其中[，,]?([\u3400-\u9fff]{2,8}?)(?=[\\d超近约达为占增下]|总|突破)")
_NAMED = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_LOOSELY = frozenset({"nz", "nw"})
_QUOTED = regex("[“《]([^”》]{2,20})[”》]")
# 国家级 is also told as 国家.
_SAME_WORDS = {"国家级": ("国家",), "世界级": ("世界",), "省级": ("省",), "产量": ("总产", "单产"), "总产": ("产量",)}
_LATIN = regex(r"[A-Za-z][A-Za-z0-9.+&-]*|\d+[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Place:
    """What names whose a sentence is (title, headings, names), its report's year, and what year it tells of unsaid."""

    around: str
    year: int | None
    told: int | None


@dataclass(frozen=True, slots=True)
class Objection:
    """A lock that a sentence does not open, and what of claim or sentence it is about."""

    lock: str
    about: str


def locked(claim: Said, sentence: Said, place: Place, now: int | None) -> bool:
    """Whether nothing but words is left between a claim, which counts its years from `now`, and a sentence."""
    return next(objections(claim, sentence, place, now), None) is None


def objections(claim: Said, sentence: Said, place: Place, now: int | None) -> Iterator[Objection]:
    """What of a claim, which counts its years from `now`, a sentence does not say by rule, or says more."""
    told = list(_telling(claim, sentence))
    if not told:
        yield Objection("telling", "")
        return
    for lock, found in (
        ("figure", _figures_missing(claim, sentence)),
        ("of the figure", _figures_otherwise(claim, sentence)),
        ("time", _times_missing(claim, sentence, told, place, now)),
        ("sign", _signs_added(claim, sentence)),
        ("narrower", _narrower(claim, sentence, told)),
        ("progress", _only_under_way(claim, sentence, told)),
        ("list", () if aligned(claim, sentence) is not False else ("",)),
        ("in all", _in_all(claim, sentence)),
        ("word", _words_differ(claim, sentence, told)),
        ("deed", _deeds_missing(claim, sentence)),
        ("name", _names_missing(claim, sentence, place.around)),
        ("prefix", _prefixes_missing(claim.text, sentence.text)),
        ("left out", _left_out(claim, sentence)),
        ("order", _turned(claim.text, sentence.text)),
    ):
        for about in found:
            yield Objection(lock, about)


# What makes another thing of the word behind it: 副省级, 近零碳, 准高速, 非公有.
_PREFIX = "副近准半非亚"
# Two places or persons told in short around where it goes: 疆电入渝.
_BETWEEN = regex("(?=(?P<one>[\u3400-\u9fff]{1,2})(?P<moves>[入出送到进援输至])(?P<other>[\u3400-\u9fff]))")

# 从急需保护名录转入代表作名录: what something comes from and what it comes to.
_FROM_TO = regex(
    "[从由](?P<start>[^，。；]{2,30}?)(?:转入|转为|转到|变为|变成|升为|升格为|调整为|改为|改成|迁至|迁到|搬到|移到|划入|并入)"
    "(?P<end>[^，。；]{2,30})"
)
# 向金门供水: whom something is done to.
_TOWARDS = regex("[向给对](?P<to>[\u3400-\u9fff]{2})")


# 除东区外，各区均超过50% says the contrary of 东区; 除东区外，还有三个区 does not.
_LEFT_OUT = regex("除(?:了)?(?P<out>[^，。；、]{1,12}?)(?:以|之)?外(?![^。；]{0,6}(?:还|也|又|另))")


_TWO_LETTERS_EACH = regex("(?=([㐀-鿿]{2}))")


def _left_out(claim: Said, sentence: Said) -> Iterator[str]:
    """What a sentence leaves out and a claim speaks of without leaving it out."""
    if _LEFT_OUT.search(claim.text):
        return
    for match in _LEFT_OUT.finditer(sentence.text):
        yield from (piece for piece in _TWO_LETTERS_EACH.findall(match["out"]) if piece in claim.text)


def _prefixes_missing(claim: str, sentence: str) -> Iterator[str]:
    """The words of the claim that stand in the sentence only behind a prefix, which the claim leaves out."""
    for match in re.finditer(f"(?P<prefix>[{_PREFIX}])(?P<word>[\u3400-\u9fff]{{2}})", sentence):
        word = match["word"]
        alone = re.search(f"(?<![{_PREFIX}]){word}", claim) is not None
        if alone and re.search(f"(?<![{_PREFIX}]){word}", sentence) is None:
            yield match[0]


def _shared(one: str, other: str) -> int:
    """How many pairs of neighbouring letters two texts share."""
    return len({one[at : at + 2] for at in range(len(one) - 1)} & {other[at : at + 2] for at in range(len(other) - 1)})


def _turned(claim: str, sentence: str) -> Iterator[str]:
    """What goes the other way in the sentence: 渝电入疆 told of 疆电入渝."""
    for match in _BETWEEN.finditer(claim):
        one, moves, other = match["one"], match["moves"], match["other"]
        turned = f"{other}{one[1:]}{moves}{one[0]}"
        if turned in sentence and f"{one}{moves}{other}" not in sentence:
            yield turned
    for mine, theirs in product(_FROM_TO.finditer(claim), _FROM_TO.finditer(sentence)):
        kept = _shared(mine["start"], theirs["start"]) + _shared(mine["end"], theirs["end"])
        if _shared(mine["start"], theirs["end"]) + _shared(mine["end"], theirs["start"]) > kept:
            yield theirs[0]
    for match in _TOWARDS.finditer(sentence):
        to = match["to"]
        before, found, behind = claim.partition(to)
        if found and not _TOWARDS.search(before[-1:] + to) and _TOWARDS.search(behind):
            yield match[0]


def _telling(claim: Said, sentence: Said) -> Iterator[Said]:
    """The clauses of the sentence that may tell the claim: those with its figures, or the one nearest in letters."""
    parts = list(clauses(sentence))
    figures = [figure for figure in claim.figures if not _SPOKEN_ONE.fullmatch(figure.text)]
    found = [one for one in parts if any(_same(figure, one.figures) for figure in figures)]
    if found or not parts:
        yield from found
        return
    asked = {claim.text[at : at + 2] for at in range(len(claim.text) - 1)}
    yield max(parts, key=lambda one: sum(one.text[at : at + 2] in asked for at in range(len(one.text) - 1)))


def _same(figure: Figure, others: Sequence[Figure]) -> bool:
    return any(compare_figures(figure, other) == "same" for other in others)


def _counted(claim: Said) -> list[Figure]:
    return [
        figure for figure in claim.figures if not _SPOKEN_ONE.fullmatch(figure.text) and not _is_base(figure, claim)
    ]


def _is_base(figure: Figure, claim: Said) -> bool:
    """每万人: what is counted by, no count."""
    return claim.text[max(0, figure.start - 1) : figure.start] == "每"


def _figures_missing(claim: Said, sentence: Said) -> Iterator[str]:
    """The claim's figures that are none of the sentence's, and its numbers that are names."""
    for figure in _counted(claim):
        if not _same(figure, sentence.figures) and not _is_first(figure, sentence):
            yield figure.text
    numbers = {token.value for token in claim.tokens if token.kind == "name" and re.search(r"\d", token.value)}
    there = {token.value for token in sentence.tokens if token.kind == "name"}
    for number in numbers:
        any_of_them = number.startswith("1") and any(f"{word}一{number[1:]}" in claim.text for word in _ANY)  # 哪一届
        if number not in there and number not in sentence.text and not any_of_them:
            yield number


def _figures_otherwise(claim: Said, sentence: Said) -> Iterator[str]:
    """The claim's figures of which the sentence says something else: a growth is no level."""
    counted = _counted(claim)
    for figure in counted:
        if not _beside_the_same(figure, claim, sentence):
            yield f"beside {figure.text}"
    for mine, clause in _beside(claim):
        if mine not in counted or not _same(mine, sentence.figures):
            continue
        matches = [
            (near, around) for theirs, around, near in _near(sentence) if compare_figures(mine, theirs) == "same"
        ]
        own = _own_signs(claim, mine)
        if _is_part(mine, own):
            clause = clause | {"share", "share_head"}
        missing = [[*_unsaid(near, clause), *_unsaid(own, around)] for near, around in matches]
        if all(missing):
            yield f"{mine.text} {' '.join(sorted(missing, key=len)[0])}"


def _unsaid(signs: Iterable[str], others: AbstractSet[str]) -> list[str]:
    return [sign for sign in sorted(signs) if sign in OF_FIGURE and not set(OF_FIGURE[sign]) & others]


def _beside_the_same(figure: Figure, claim: Said, sentence: Said) -> bool:
    """Whether what stands next to a claimed figure stands next to no other of the sentence alone: 721只母基金."""
    for context in _contexts(figure, claim.text):
        others = [one for one in sentence.figures if context in _contexts(one, sentence.text)]
        if others and not _same(figure, others):
            return False
    return True


def _contexts(figure: Figure, text: str) -> set[tuple[str, str]]:
    """The two letters before a figure and behind it."""
    before, behind = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 2]
    return {(side, near) for side, near in (("before", before), ("behind", behind)) if _TWO_LETTERS.fullmatch(near)}


def _is_first(figure: Figure, sentence: Said) -> bool:
    """第一 is also told as 首位."""
    return figure.unit == "第" and figure.low == 1 and bool({"top", "first"} & sentence.signs)


def _beside(whole: Said) -> Iterator[tuple[Figure, frozenset[str]]]:
    """Each figure with the signs of its clause; a rank without a noun also with those before: 增速5.8%，排第三."""
    before: frozenset[str] = frozenset()
    for clause in clauses(whole):
        carried = frozenset() if nouns_of(clause) else before
        for figure in clause.figures:
            yield figure, clause.signs | carried if figure.unit == "第" else clause.signs
        before = clause.signs


def _near(whole: Said) -> Iterator[tuple[Figure, frozenset[str], frozenset[str]]]:
    """Each figure with the signs of its clause and those between it and the figure or mark before it."""
    for clause in clauses(whole):
        begin = 0
        for place, token in enumerate(clause.tokens):
            if token.figure is not None:
                held = clause.tokens[begin:place]
                near = {name for one in held for name in _alone(one)}
                text = whole.text[held[0].start - whole.start : held[-1].end - whole.start] if held else ""
                if any((one.classes or {}).get("act") in NEW for one in held) or pattern_of("new").search(text):
                    near.add("new")
                near |= {sign for sign, kind in (("up", "up_by"), ("down", "down_by")) if pattern_of(kind).search(text)}
                yield token.figure, clause.signs, frozenset(near)
                begin = place + 1
            elif token.value == "、":
                begin = place + 1


def _alone(token: Token) -> AbstractSet[str]:
    """The classes of a word; 超过 before a figure bounds it and compares nothing."""
    names = (token.classes or {}).keys()
    return names - {sign for sign, bound in (("above", "over"), ("below", "under")) if bound in names}


def _is_part(figure: Figure, own: AbstractSet[str]) -> bool:
    """Whether a figure says by itself that it is a part of something: 三成, 过半 of what doesn't grow by it."""
    return _PART.search(figure.text) is not None and not own & {"up", "down", "times", "above", "below", "rank"}


def _own_signs(claim: Said, figure: Figure) -> frozenset[str]:
    return next((near for one, _, near in _near(claim) if one is figure), frozenset())


def _times_missing(claim: Said, sentence: Said, told: Sequence[Said], place: Place, now: int | None) -> Iterator[str]:
    """The times of the claim that are not the sentence's, and those up to what tells it that are not the claim's."""
    default = set() if place.told is None else {(place.told, place.told, "")}
    mine = _times(claim.tokens, now) - _compared_with(claim, now, place)
    theirs = {time for one in told for time in _times_up_to(one, sentence, place.year)}
    all_of_them = _times(sentence.tokens, place.year) | default
    for time in sorted(mine - all_of_them):
        if not any(_of_the_month(other, time) for other in all_of_them):
            yield f"claim {time}"
    for time in sorted(theirs - mine - default):
        if not any(_of_the_month(time, other) for other in mine):
            yield f"sentence {time}"


def _times_up_to(one: Said, sentence: Said, year: int | None) -> set[tuple[int, int, str]]:
    """The times of a clause of a sentence, or those of the last clause before it that has any."""
    before = [clause for clause in clauses(sentence) if clause.start <= one.start]
    return next((found for clause in reversed(before) if (found := _times(clause.tokens, year))), set())


def _of_the_month(day: tuple[int, int, str], month: tuple[int, int, str]) -> bool:
    """What came on 28 October came in October."""
    return "日" in day[2] and month[2].endswith("月") and day[:2] == month[:2] and day[2].startswith(month[2])


def _times(tokens: Iterable[Token], year: int | None) -> set[tuple[int, int, str]]:
    return {found for token in tokens if token.kind == "year" and (found := year_of(token, year)) is not None}


def _compared_with(claim: Said, now: int | None, place: Place) -> set[tuple[int, int, str]]:
    """The year before the one told, where it is what a change is against: 比前年多了三成."""
    if place.told is None:
        return set()
    before = (place.told - 1, place.told - 1, "")
    tokens = [
        token
        for token in claim.tokens
        if token.kind == "year" and claim.text[max(0, token.start - 1) : token.start] in ("比", "较")
    ]
    return _times(tokens, now) & {before}


def _signs_added(claim: Said, sentence: Said) -> Iterator[str]:
    for sign in sorted(claim.signs):
        if sign in SAID_BY and not set(SAID_BY[sign]) & sentence.signs and not _ranked(sign, claim, sentence):
            yield sign


def _narrower(claim: Said, sentence: Said, told: Sequence[Said]) -> Iterator[str]:
    for one in told:
        for sign in sorted(one.signs):
            said_so = (sign == "respectively" and aligned(claim, sentence)) or (
                sign == "among" and _names_the_part(claim.text, one.text)
            )
            if sign in NARROWS and not set(NARROWS[sign]) & claim.signs and not said_so:
                yield sign


def _names_the_part(claim: str, told: str) -> bool:
    """Whether a claim names what a clause tells of a part: 入境游客 of 其中入境游客111万."""
    part = _PART_NAMED.search(told)
    return part is not None and part[1] in claim


def _only_under_way(claim: Said, sentence: Said, told: Sequence[Said]) -> Iterator[str]:
    """What a sentence only tells as under way is not done: 并成了一家 of 整合加快推进."""
    if "推" in claim.deeds or not _OVER.search(claim.text):
        return
    parts = list(clauses(sentence))
    names = [noun for noun in nouns_of(claim) if sum(noun in part.text for part in parts) == 1]
    for one in parts:
        of_it = any(one.text == each.text for each in told) or any(noun in one.text for noun in names)
        if of_it and "推" in one.deeds and not one.deeds & DEEDS.keys() and not _OVER.search(one.text):
            yield one.text


def _in_all(claim: Said, sentence: Said) -> Iterator[str]:
    """What there is in all is no year's."""
    if {"total", "totals", "share"} & claim.signs:
        return
    if "new" in claim.signs or any(token.kind == "year" for token in claim.tokens):
        for figure, _, near in _near(sentence):
            if {"total", "totals"} & near and _same(figure, claim.figures):
                yield figure.text


def _words_differ(claim: Said, sentence: Said, told: Sequence[Said]) -> Iterator[str]:
    """Words that the claim must not add, and those that both sides must have."""
    narrows, adds = pattern_of("narrows"), pattern_of("adds")
    mine = set(narrows.findall(claim.text))
    added = set(adds.findall(claim.text)) - set(adds.findall(sentence.text))
    added -= {word for word in added if any(other in sentence.text for other in _SAME_WORDS.get(word, ()))}
    if "top" in sentence.signs or any(figure.unit == "第" and figure.low == 1 for figure in sentence.figures):
        added -= {"最多", "最大", "最高"}
    yield from sorted(added | mine - set(narrows.findall(sentence.text)))
    for one in told:
        yield from (f"sentence {word}" for word in sorted(set(narrows.findall(one.text)) - mine))


def _ranked(sign: str, claim: Said, sentence: Said) -> bool:
    """老二 is 居第2."""
    ranks = {(token.classes or {}).get("top") for token in claim.tokens} - {None}
    return sign == "top" and ranks <= {f"{figure.low}" for figure in sentence.figures if figure.unit == "第"}


def _deeds_missing(claim: Said, sentence: Said) -> Iterator[str]:
    for deed in sorted(claim.deeds):
        if deed in DEEDS and not set(DEEDS[deed]) & sentence.deeds:
            yield deed


def _names_missing(claim: Said, sentence: Said, around: str) -> Iterator[str]:
    there = re.sub(r"[\s“”]", "", f"{sentence.text}\n{canonical_text(sentence.tokens)}\n{around}").lower()
    names = [match[1] for match in _QUOTED.finditer(claim.text)]
    names += [match[0] for match in _LATIN.finditer(claim.text) if match[0].lower() not in known_words()]
    named = [word for word in tagged(claim.text) if word.part in _NAMED and word.end - word.start > 1]
    names += [claim.text[word.start : word.end] for word in named if word.part not in _LOOSELY]
    loose = [claim.text[word.start : word.end] for word in named if word.part in _LOOSELY]
    yield from (name for name in names if not _names(name, there))
    yield from (f"loose {name}" for name in loose if not touches(name, there))


def untouched(claim: Said, sentence: Said, around: str) -> list[str]:
    """The nouns of a claim of which no two letters in a row stand in the sentence, nor in what names its place."""
    there = f"{sentence.text}\n{canonical_text(sentence.tokens)}\n{around}".lower()
    missing = [noun for noun in nouns_of(claim) if not touches(noun, there)]
    return missing + [letter for letter in short_nouns(claim) if letter not in there]


def _names(name: str, there: str) -> bool:
    name = re.sub(r"[\s“”]", "", name).lower()
    if name in there or re.sub("[省市县区]$", "", name) in there or name in known_words():
        return True
    # 新疆5A景区: a place before what is named stands in the title.
    return any(name[:cut] in there and name[cut:] in there for cut in range(2, len(name) - 1))
