"""What is hard in a claim or a sentence, as rules read it: figures with their bounds, signs, deeds, clauses, nouns."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from index.facts.fact import Bound, Figure
from index.facts.tokens import Token, canonical_text, tokenise, year_of
from index.lexicon.loading import any_of, words
from index.text.folding import simplified
from index.text.words import Word, Words

# Signs that the claim may not add, each with those of the sentence that say it.
SAID_BY = {
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
NARROWS = {
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
OF_FIGURE = {
    # A rise by is no rise to: 缩小了1.83 is told by no 缩小至1.83.
    "up": ("up", "new", "times"),
    "down": ("down",),
    "share": ("share", "share_head"),
    "share_head": ("share", "share_head"),
    "above": ("above", "over"),
    "below": ("below", "under"),
    "new": ("new", "up"),
}
NEW = frozenset({"新增", "净增", "新登记", "新认定", "新培育", "新发现", "新建"})
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
_MARKED = frozenset({"，", "；", "：", "。", "！", "？", ";", ":", ",", "\n"})
NOUNS = frozenset({"n", "nz", "nw", "vn", "LOC", "ORG", "PER", "s"})


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
    signs = {name for token in tokens for name in (token.classes or {}) if name in SAID_BY or name in _SIGNS}
    deeds = {token.classes["act"] for token in tokens if token.classes and "act" in token.classes}
    if deeds & NEW:
        signs.add("new")
    signs -= {"again", "among"}
    # 超过 bounds a figure, and compares only where no figure follows.
    compared = [(token.classes or {}).keys() & {"over", "above", "under", "below"} for token in tokens]
    signs -= {sign for sign, bound in (("above", "over"), ("below", "under")) if not _alone(sign, bound, compared)}
    signs |= {sign for sign in ("first", "cause", "all", "again", "among") if pattern_of(sign).search(text)}
    return Said(text, tokens, frozenset(signs), frozenset(deeds))


def _alone(sign: str, bound: str, compared: Sequence[AbstractSet[str]]) -> bool:
    return any(sign in each and bound not in each for each in compared)


_SIGNS = frozenset(name for by in (SAID_BY, NARROWS, OF_FIGURE) for each in by.values() for name in each)


@lru_cache
def pattern_of(kind: str) -> re.Pattern[str]:
    """What finds the words of a kind in a text."""
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


def names_something(claim: Said) -> bool:
    """Whether a claim has a noun that says what it is about: 居第五 is of what was told before."""
    nouns = [claim.text[word.start : word.end] for word in tagged(claim.text) if word.part in NOUNS]
    return any(len(noun) > 1 and noun not in known_words() for noun in nouns)


def touches(name: str, there: str) -> bool:
    """Whether part of a thing's name stands there: 新能源车 of 新能源汽车, GDP of 地区生产总值."""
    canonical = canonical_text(tokenise(name))
    return any(one[at : at + 2].lower() in there for one in (name, canonical) for at in range(len(one) - 1))


_TAGGER = Words()


@lru_cache(maxsize=256)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of a text with their parts of speech."""
    return _TAGGER.tag([text])[0]
