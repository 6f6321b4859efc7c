"""What a judge of words is never asked: everything hard of a claim must be the sentence's by rule.

Each figure with its unit, each time, direction, share, denial, stage of a deed, first, quantifier, cause, number and
name of the claim must stand in the sentence; and what the clauses that tell it say more of a figure (in all, new, a
year's mean, of them) must stand in the claim. What is left are words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.verification.comparing_figures import compare_figures
from index.facts.fact import Bound, Figure
from index.facts.tokens import Token, canonical_text, tokenise, year_of
from index.lexicon.loading import any_of, words
from index.text.folding import simplified
from index.text.words import Word, Words

# Signs that the claim may not add, each with those of the sentence that say it.
_SAID_BY = {
    "up": ("up", "reach_up", "times", "new", "rank_up"),
    "down": ("down", "reach_down"),
    "reach_down": ("reach_down", "down"),
    "flat": ("flat",),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "share": ("share", "share_head"),
    "share_head": ("share", "share_head"),
    "contribute": ("contribute",),
    "top": ("top", "first"),
    "total": ("total", "totals"),
    "annual": ("annual",),
    "mom": ("mom",),
    "deny": ("deny",),
    "all": ("all", "each"),
    "first": ("first",),
    "again": ("again",),
    "continuous": ("continuous",),
    "times": ("times",),
    "new": ("new",),
    "cause": ("cause",),
    "only": ("only",),
    "most": ("most", "top", "first"),
    "base": ("base",),
    "real": ("real",),
    "expect": ("expect",),
}
# What the clause that tells a claim may not say more than it.
_NARROWS = {
    "annual": ("annual",),
    "mom": ("mom",),
    "deny": ("deny", "under", "below"),
    "expect": ("expect", "plan"),
    "base": ("base",),
    "part": ("part",),
    "contribute": ("contribute",),
    "among": ("among", "share", "share_head"),
    "respectively": ("respectively",),
}
# What stands between a figure and the one before it says what the figure is: the other side must say it too.
_OF_FIGURE = {
    # A rise by is no rise to: 缩小了1.83 is told by no 缩小至1.83.
    "up": ("up", "new", "times"),
    "down": ("down",),
    "share": ("share", "share_head"),
    "share_head": ("share", "share_head"),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "new": ("new", "up"),
}
_NEW = frozenset({"新增", "净增", "新登记", "新认定", "新培育", "新发现", "新建"})
# Of a deed what the sentence must tell: what was opened was built.
DEEDS = {
    "投用": ("投用",),
    "建成": ("建成", "投用", "贯通"),
    "贯通": ("贯通", "投用"),
    "开工": ("开工",),
    "启动": ("启动", "开工", "推"),
    "获批": ("获批", "批复"),
    "批复": ("获批", "批复"),
    "取消": ("取消",),
    "完成": ("完成", "实现", "建成", "投用"),
    "创最好": ("创最好",),
    "创新高": ("创新高",),
    "翻番": ("翻番",),
}
_TWO_LETTERS = re.compile("[\u3400-\u9fff]{2}")
# 一家, 两条: said where the report names them.
_SPOKEN_ONE = re.compile("[一两](?:个|条|家|处|份|艘|块|座|例|项|辆|位|只|件|地|次)")
_MARKED = frozenset({"，", "；", "：", "。", "！", "？", ";", ":", ",", "\n"})
_NAMED = frozenset({"PER", "LOC", "ORG", "nz", "nw"})
_NOUNS = frozenset({"n", "nz", "nw", "vn", "LOC", "ORG", "PER", "s"})
_LOOSELY = frozenset({"nz", "nw"})
_QUOTED = re.compile("[“《]([^”》]{2,20})[”》]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+&-]*|\d+[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, a sentence or a clause as far as rules hold it."""

    text: str
    tokens: tuple[Token, ...]
    signs: frozenset[str]
    deeds: frozenset[str]

    @property
    def figures(self) -> list[Figure]:
        """Its figures, in order."""
        return [token.figure for token in self.tokens if token.figure is not None]


def said(text: str) -> Said:
    """Reads a text for its hard parts."""
    text = simplified(text)
    return _said(text, tuple(_bounded(tokenise(text))))


_BEFORE = {"over": Bound.OVER, "under": Bound.UNDER, "near": Bound.NEAR, "about": Bound.ABOUT}
_BEHIND = {"behind_over": Bound.OVER, "behind_under": Bound.UNDER, "behind_about": Bound.ABOUT}


def _bounded(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, figures with the bound that the word before or behind them sets: 过了一百万辆."""
    for place, token in enumerate(tokens):
        figure = token.figure
        tenths = figure is not None and figure.text.endswith("成")
        if figure is not None and (figure.bound is Bound.EXACT or tenths):
            before = tokens[place - 1].classes or {} if place else {}
            behind = tokens[place + 1].classes or {} if place + 1 < len(tokens) else {}
            bound = next((bound for name, bound in _BEFORE.items() if name in before), None)
            bound = bound or next((bound for name, bound in _BEHIND.items() if name in behind), None)
            if bound is not None:
                token = replace(token, figure=replace(figure, bound=bound))
        yield token


def _said(text: str, tokens: tuple[Token, ...]) -> Said:
    signs = {name for token in tokens for name in (token.classes or {}) if name in _SAID_BY or name in _SIGNS}
    deeds = {token.classes["act"] for token in tokens if token.classes and "act" in token.classes}
    if deeds & _NEW:
        signs.add("new")
    signs -= {"again", "among"}
    # 超过 bounds a figure, and compares only where no figure follows.
    compared = [(token.classes or {}).keys() & {"over", "above", "under", "below"} for token in tokens]
    signs -= {sign for sign, bound in (("above", "over"), ("below", "under")) if not _alone(sign, bound, compared)}
    signs |= {sign for sign in ("first", "cause", "all", "again", "among") if _pattern(sign).search(text)}
    return Said(text, tokens, frozenset(signs), frozenset(deeds))


def _alone(sign: str, bound: str, compared: Sequence[AbstractSet[str]]) -> bool:
    return any(sign in each and bound not in each for each in compared)


_SIGNS = frozenset(name for by in (_SAID_BY, _NARROWS, _OF_FIGURE) for each in by.values() for name in each)


@lru_cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(any_of(words("judged_words", kind)))


@lru_cache
def known_words() -> frozenset[str]:
    """Nouns that name no thing of their own: 计划, 台阶, 全国."""
    return frozenset(word.word for word in words("judged_words", "known"))


def plans(claim: Said, now: int | None) -> bool:
    """Whether a claim tells what is planned: by its words, or by the year that its report plans."""
    if any((token.classes or {}).keys() & {"plan", "goal"} for token in claim.tokens):
        years = [found for token in claim.tokens if token.kind == "year" and (found := year_of(token, now))]
        return now is None or not years or max(last for _, last, _ in years) >= now
    return any(token.kind == "year" and (found := year_of(token, now)) and found[0] == now for token in claim.tokens)


def clauses(whole: Said) -> Iterator[Said]:
    """The clauses of a text; their tokens keep their places in it."""
    begin = 0
    for place, token in enumerate((*whole.tokens, None)):
        if token is None or (token.kind == "mark" and token.value in _MARKED):
            held = whole.tokens[begin:place]
            if held:
                yield _said(whole.text[held[0].start : held[-1].end], held)
            begin = place + 1


@dataclass(frozen=True, slots=True)
class Place:
    """What names whose a sentence is (title, headings, names), its report's year, and what year it tells of unsaid."""

    around: str
    year: int | None
    told: int | None


def locked(claim: Said, sentence: Said, place: Place, now: int | None) -> bool:
    """Whether nothing but words is left between a claim, which counts its years from `now`, and a sentence."""
    told = list(_telling(claim, sentence))
    return (
        bool(told)
        and _figures_held(claim, sentence)
        and _times_held(claim, sentence, told, place, now)
        and _signs_held(claim, sentence, told)
        and _deeds_held(claim, sentence)
        and _names_held(claim, sentence, place.around)
        and _prefixes_held(claim.text, sentence.text)
        and _order_held(claim.text, sentence.text)
    )


# What makes another thing of the word behind it: 副省级, 近零碳, 准高速, 非公有.
_PREFIX = "副近准半非亚"
# Two places or persons told in short around where it goes: 疆电入渝.
_BETWEEN = re.compile("(?=(?P<one>[\u3400-\u9fff]{1,2})(?P<moves>[入出送到进援输至])(?P<other>[\u3400-\u9fff]))")


def _prefixes_held(claim: str, sentence: str) -> bool:
    """Whether no word of the claim stands in the sentence only behind a prefix that the claim leaves out."""
    for match in re.finditer(f"(?P<prefix>[{_PREFIX}])(?P<word>[\u3400-\u9fff]{{2}})", sentence):
        word = match["word"]
        alone = re.search(f"(?<![{_PREFIX}]){word}", claim) is not None
        if alone and re.search(f"(?<![{_PREFIX}]){word}", sentence) is None:
            return False
    return True


def _order_held(claim: str, sentence: str) -> bool:
    """Whether nothing goes the other way in the sentence: 渝电入疆 told of 疆电入渝."""
    for match in _BETWEEN.finditer(claim):
        one, moves, other = match["one"], match["moves"], match["other"]
        turned = f"{other}{one[1:]}{moves}{one[0]}"
        if turned in sentence and f"{one}{moves}{other}" not in sentence:
            return False
    return True


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


def _figures_held(claim: Said, sentence: Said) -> bool:
    """Each figure is one of the sentence's, and both say the same of it: a growth is no level."""
    counted = [figure for figure in claim.figures if not _SPOKEN_ONE.fullmatch(figure.text)]
    if not all(_same(figure, sentence.figures) or _is_first(figure, sentence) for figure in counted):
        return False
    if not all(_beside_the_same(figure, claim, sentence) for figure in counted):
        return False
    numbers = {token.value for token in claim.tokens if token.kind == "name" and re.search(r"\d", token.value)}
    there = {token.value for token in sentence.tokens if token.kind == "name"}
    if any(number not in there and number not in sentence.text for number in numbers):
        return False
    for mine, clause in _beside(claim):
        if mine not in counted or not _same(mine, sentence.figures):
            continue
        matches = [
            (near, around) for theirs, around, near in _near(sentence) if compare_figures(mine, theirs) == "same"
        ]
        if not any(
            all(set(_OF_FIGURE[sign]) & clause for sign in near if sign in _OF_FIGURE)
            and all(set(_OF_FIGURE[sign]) & around for sign in _own_signs(claim, mine) if sign in _OF_FIGURE)
            for near, around in matches
        ):
            return False
    return True


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
    """Each figure with the signs of its clause."""
    for clause in clauses(whole):
        for figure in clause.figures:
            yield figure, clause.signs


def _near(whole: Said) -> Iterator[tuple[Figure, frozenset[str], frozenset[str]]]:
    """Each figure with the signs of its clause and those between it and the figure or mark before it."""
    for clause in clauses(whole):
        begin = 0
        for place, token in enumerate(clause.tokens):
            if token.figure is not None:
                held = clause.tokens[begin:place]
                near = {name for one in held for name in (one.classes or {})}
                if any((one.classes or {}).get("act") in _NEW for one in held):
                    near.add("new")
                yield token.figure, clause.signs, frozenset(near)
                begin = place + 1
            elif token.value == "、":
                begin = place + 1


def _own_signs(claim: Said, figure: Figure) -> frozenset[str]:
    return next((near for one, _, near in _near(claim) if one is figure), frozenset())


def _times_held(claim: Said, sentence: Said, told: Sequence[Said], place: Place, now: int | None) -> bool:
    """Each time of the claim is the sentence's, and none that stands up to what tells it is another."""
    default = set() if place.told is None else {(place.told, place.told, "")}
    until = max(one.tokens[-1].end for one in told)
    mine = _times(claim.tokens, now)
    theirs = _times([token for token in sentence.tokens if token.start < until], place.year)
    return mine <= _times(sentence.tokens, place.year) | default and theirs <= mine | default


def _times(tokens: Iterable[Token], year: int | None) -> set[tuple[int, int, str]]:
    return {found for token in tokens if token.kind == "year" and (found := year_of(token, year)) is not None}


def _signs_held(claim: Said, sentence: Said, told: Sequence[Said]) -> bool:
    for sign in claim.signs:
        if sign in _SAID_BY and not set(_SAID_BY[sign]) & sentence.signs and not _ranked(sign, claim, sentence):
            return False
    for one in told:
        if any(sign in _NARROWS and not set(_NARROWS[sign]) & claim.signs for sign in one.signs):
            return False
    pattern = _pattern("narrows")
    of_a_year = "new" in claim.signs or any(token.kind == "year" for token in claim.tokens)
    in_all = any({"total", "totals"} & near and _same(figure, claim.figures) for figure, _, near in _near(sentence))
    if of_a_year and in_all and not {"total", "totals", "share"} & claim.signs:
        return False  # what there is in all is no year's
    mine = set(pattern.findall(claim.text))
    added = set(_pattern("adds").findall(claim.text))
    if not added <= set(_pattern("adds").findall(sentence.text)):
        return False
    return mine <= set(pattern.findall(sentence.text)) and all(set(pattern.findall(one.text)) <= mine for one in told)


def _ranked(sign: str, claim: Said, sentence: Said) -> bool:
    """老二 is 居第2."""
    ranks = {(token.classes or {}).get("top") for token in claim.tokens} - {None}
    return sign == "top" and ranks <= {f"{figure.low}" for figure in sentence.figures if figure.unit == "第"}


def _deeds_held(claim: Said, sentence: Said) -> bool:
    return all(set(DEEDS[deed]) & sentence.deeds for deed in claim.deeds if deed in DEEDS)


def _names_held(claim: Said, sentence: Said, around: str) -> bool:
    there = re.sub(r"[\s“”]", "", f"{sentence.text}\n{canonical_text(sentence.tokens)}\n{around}").lower()
    names = [match[1] for match in _QUOTED.finditer(claim.text)]
    names += [match[0] for match in _LATIN.finditer(claim.text) if match[0].lower() not in known_words()]
    named = [word for word in tagged(claim.text) if word.part in _NAMED and word.end - word.start > 1]
    names += [claim.text[word.start : word.end] for word in named if word.part not in _LOOSELY]
    loose = [claim.text[word.start : word.end] for word in named if word.part in _LOOSELY]
    return all(_names(name, there) for name in names) and all(_touches(name, there) for name in loose)


def names_something(claim: Said) -> bool:
    """Whether a claim has a noun that says what it is about: 居第五 is of what was told before."""
    nouns = [claim.text[word.start : word.end] for word in tagged(claim.text) if word.part in _NOUNS]
    return any(len(noun) > 1 and noun not in known_words() for noun in nouns)


def untouched(claim: Said, sentence: Said, around: str) -> list[str]:
    """The nouns of a claim of which no two letters in a row stand in the sentence, nor in what names its place."""
    there = f"{sentence.text}\n{canonical_text(sentence.tokens)}\n{around}".lower()
    nouns = [claim.text[word.start : word.end] for word in tagged(claim.text) if word.part in _NOUNS]
    return [noun for noun in nouns if len(noun) > 1 and noun not in known_words() and not _touches(noun, there)]


def _names(name: str, there: str) -> bool:
    name = re.sub(r"[\s“”]", "", name).lower()
    if name in there or re.sub("[省市县区]$", "", name) in there or name in known_words():
        return True
    # 新疆5A景区: a place before what is named stands in the title.
    return any(name[:cut] in there and name[cut:] in there for cut in range(2, len(name) - 1))


def _touches(name: str, there: str) -> bool:
    """Whether part of a thing's name stands there: 新能源车 of 新能源汽车, GDP of 地区生产总值."""
    canonical = canonical_text(tokenise(name))
    return any(one[at : at + 2].lower() in there for one in (name, canonical) for at in range(len(one) - 1))


_TAGGER = Words()


@lru_cache(maxsize=256)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of a text with their parts of speech."""
    return _TAGGER.tag([text])[0]
