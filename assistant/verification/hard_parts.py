"""What is hard in a claim or a sentence, as rules read it: figures with their bounds, signs, deeds, clauses, nouns."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from index.facts.fact import Bound, Figure
from index.facts.tokens import Token, canonical_text, tokenise, year_of
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.folding import simplified
from index.text.words import Word, tagger

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
    "kept": ("held", "kept"),
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
_HAN_PAIR = regex("[\u3400-\u9fff]{2}")
_MARKED = frozenset({"，", "；", "：", "。", "！", "？", ";", ":", ",", "\n"})
NOUNS = frozenset({"n", "nz", "nw", "vn", "LOC", "ORG", "PER", "s"})


@dataclass(frozen=True, slots=True)
class Said:
    """A claim, a sentence or a clause as far as rules hold it."""

    text: str
    start: int  # of the text, where its tokens count from 0
    tokens: tuple[Token, ...]
    signs: frozenset[str]
    deeds: frozenset[str]

    @property
    def figures(self) -> list[Figure]:
        """Its figures, in order."""
        return [token.figure for token in self.tokens if token.figure is not None]


# As people say it, and as it is written.
_SPOKEN = (
    (regex("钟头"), "小时"),
    (regex(r"(?<=[一二两三四五六七八九十百千万\d])个(?=小时|亿|万(?!元户))"), ""),
    (regex("每一(?=[百千万亿])"), "每"),
    (regex("(?<!第)第一(?=[批期])"), "首"),
    (regex("[创破刷](?:新|下|了|出)*(?:历史)?(?:最高|新)?[纪记]录"), "创新高"),
)


def said(text: str) -> Said:
    """Reads a text for its hard parts."""
    text = simplified(text)
    for spoken, written in _SPOKEN:
        text = spoken.sub(written, text)
    return _said(text, 0, tuple(_bounded(tokenise(text))))


_DIGITS = "两一二三四五六七八九"
_SPOKEN_RANGE = regex(f"([{_DIGITS}])([{_DIGITS}])(?![{_DIGITS}十百千万亿点])")
_FASTER = regex("(?:比|较|增速|速度)[^，。；]*快$")
# 比全省快0.4个百分点 compares two growths.
_GROWS_FASTER = regex(r"[比较][^，。；]{1,16}快(?:了|出)?(?=[约近]?[\d一二三四五六七八九])")
_BEFORE = {"over": Bound.OVER, "under": Bound.UNDER, "near": Bound.NEAR, "about": Bound.ABOUT}
_BEHIND = {"behind_over": Bound.OVER, "behind_under": Bound.UNDER, "behind_about": Bound.ABOUT}


def _bounded(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, figures with the bound that the word before or behind them sets: 过了一百万辆."""
    for place, token in enumerate(tokens):
        figure = token.figure
        tenths = figure is not None and figure.text.endswith("成")
        if figure is not None and (about := _SPOKEN_RANGE.match(figure.text)) is not None:
            low, high = _DIGITS.index(about[1]) or 2, _DIGITS.index(about[2])
            if low < high:  # 两三个
                figure = replace(figure, low=Decimal(low), high=Decimal(high))
                token = replace(token, figure=figure)
        if figure is not None and (figure.bound is Bound.EXACT or tenths):
            before = tokens[place - 1].classes or {} if place else {}
            behind = tokens[place + 1].classes or {} if place + 1 < len(tokens) else {}
            if _FASTER.search("".join(each.value for each in tokens[:place])):
                before = {}  # 快0.4个百分点 is no 近0.4
            bound = next((bound for name, bound in _BEFORE.items() if name in before), None)
            bound = bound or next((bound for name, bound in _BEHIND.items() if name in behind), None)
            if bound is not None:
                token = replace(token, figure=replace(figure, bound=bound))
        yield token


def _said(text: str, start: int, tokens: tuple[Token, ...]) -> Said:
    # 没让出过第一 denies nothing: it says that what was the first is so still.
    undenied = {sign: list(pattern_of(f"undenied_{sign}").finditer(text)) for sign in _UNDENIED}
    spans = [match.span() for found in undenied.values() for match in found]
    signs = {sign for sign, found in undenied.items() if found}
    for token in tokens:
        within = any(first <= token.start - start < last for first, last in spans)
        names = (token.classes or {}).keys() & _SIGNS
        signs |= names - {"deny"} if within else names
    deeds = {token.classes["act"] for token in tokens if token.classes and "act" in token.classes}
    if deeds & NEW or pattern_of("new").search(text):
        signs.add("new")
    signs |= {sign for sign, kind in (("up", "up_by"), ("down", "down_by")) if pattern_of(kind).search(text)}
    if deeds & _RECORDS:
        signs.add("most")
    if "完成" in deeds and "建设" in text:
        deeds.add("建成")
    signs -= {"again", "among"}
    # 超过 bounds a figure, and compares only where no figure follows.
    compared = [(token.classes or {}).keys() & {"over", "above", "under", "below"} for token in tokens]
    signs -= {sign for sign, bound in (("above", "over"), ("below", "under")) if not _alone(sign, bound, compared)}
    if _GROWS_FASTER.search(text):
        signs |= {"up", "above"}
    signs |= {sign for sign in ("first", "cause", "all", "again", "among", "held") if pattern_of(sign).search(text)}
    return Said(text, start, tokens, frozenset(signs), frozenset(deeds))


def _alone(sign: str, bound: str, compared: Sequence[Set[str]]) -> bool:
    return any(sign in each and bound not in each for each in compared)


_SIGNS = frozenset(name for by in (SAID_BY, NARROWS, OF_FIGURE) for each in by.values() for name in each)
_UNDENIED = ("first", "top", "most", "kept", "continuous")
_RECORDS = frozenset({"创最好", "创新高"})


@lru_cache
def pattern_of(kind: str) -> re.Pattern[str]:
    """What finds the words of a kind in a text."""
    return re.compile(any_of(words("judged_words", kind)))


@lru_cache
def known_words() -> frozenset[str]:
    """Nouns that name no thing of their own: 计划, 台阶, 全国."""
    return frozenset(word.word for word in words("judged_words", "known"))


_OVER = frozenset({"已", "已经", "现已", "业已"})


def plans(claim: Said, now: int | None) -> bool:
    """Whether a claim tells what is planned: by its words, or by the year that its report plans."""
    if any(_is_planning(token) for token in claim.tokens):
        years = [found for token in claim.tokens if token.kind == "year" and (found := year_of(token, now))]
        return now is None or not years or max(last for _, last, _ in years) >= now
    if any(_is_over(token) for token in claim.tokens):
        return False  # 2025年已经新建, of a year that the report plans
    return any(token.kind == "year" and (found := year_of(token, now)) and found[0] == now for token in claim.tokens)


def _is_planning(token: Token) -> bool:
    """Whether a word says that something is planned; what is only expected (预计) may be the year that is over."""
    kinds = (token.classes or {}).keys()
    return bool(kinds & {"plan", "goal"}) and "expect" not in kinds


def _is_over(token: Token) -> bool:
    return token.value in _OVER or (token.value.endswith("了") and token.value not in ("为了", "除了"))


def clauses(whole: Said) -> Iterator[Said]:
    """The clauses of a text; their tokens keep their places in it."""
    begin = 0
    for place, token in enumerate((*whole.tokens, None)):
        if token is None or (token.kind == "mark" and token.value in _MARKED):
            held = whole.tokens[begin:place]
            if held:
                start = held[0].start - whole.start
                yield _said(whole.text[start : held[-1].end - whole.start], held[0].start, held)
            begin = place + 1


# What a word of the closed classes says is compared as such: its letters need not stand in the sentence.
_RULED = frozenset(
    {"top", "rank", "rank_up", "up", "down", "reach_down", "share", "share_head", "first", "plan", "deny", "total"}
)


def nouns_of(whole: Said, parts: Set[str] = NOUNS) -> list[str]:
    """The nouns of a text that name something and that no rule reads: not 老三, 首位, 增速, 批准, nor 日子, 位置."""
    ruled = [
        (token.start - whole.start, token.end - whole.start)
        for token in whole.tokens
        if token.classes and (token.classes.keys() & _RULED or token.classes.get("act") in DEEDS)
    ]
    words = [word for word in tagged(whole.text) if word.part in parts and word.end - word.start > 1]
    kept = [word for word in words if not any(start <= word.start and word.end <= end for start, end in ruled)]
    nouns = [whole.text[word.start : word.end] for word in kept]
    return [noun for noun in nouns if noun not in known_words()]


def short_nouns(whole: Said) -> list[str]:
    """What one letter names, as people say it: 税, 煤, 药."""
    words = [whole.text[word.start : word.end] for word in tagged(whole.text)]
    found = pattern_of("short")
    return [word for word in words if found.search(word) and len(word) == 1]


def names_something(claim: Said) -> bool:
    """Whether a claim has a noun that says what it is about: 居第五 is of what was told before."""
    nouns = [claim.text[word.start : word.end] for word in tagged(claim.text) if word.part in NOUNS]
    return any(len(noun) > 1 and noun not in known_words() for noun in nouns)


def touches(name: str, there: str) -> bool:
    """Whether part of a thing's name stands there: 新能源车 of 新能源汽车, GDP of 地区生产总值, 火电 of 火力发电."""
    canonical = canonical_text(tokenise(name))
    if any(one[at : at + 2].lower() in there for one in (name, canonical) for at in range(len(one) - 1)):
        return True
    short = _HAN_PAIR.fullmatch(name) is not None
    return short and re.search(f"{name[0]}[\u3400-\u9fff]{{1,2}}{name[1]}", there) is not None


@lru_cache(maxsize=256)
def tagged(text: str) -> tuple[Word, ...]:
    """The words of a text with their parts of speech."""
    return tagger().tag([text])[0]
