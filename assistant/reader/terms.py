"""What a question is about: its terms, weighted by how rare the library has them, and how much of them a text has."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.query.understanding import Understanding
from index.library import Library
from index.patterns import regex
from index.text.tokens import tokens

# Where the question uses a word that the library never does: of squad2-zh's first half 4 % of the questions with an
# answer and 10 % of those without. A Han piece may only be cut unluckily, an English word is missing for sure.
UNKNOWN_HAN, UNKNOWN_WORD = 0.75, 0.55
# A bigram of a longer piece that no report has mostly joins two words; it tells no sentence from another.
JOINT = 0.3
# A figure behind another name of the thing ("赤字规模" for 赤字率) yields to one behind the name that was asked for.
OTHER_NAME = 0.8
# A measure is one of its own behind these; 海洋生产总值 is not 生产总值.
_BEFORE_MEASURE = r"[全我][国省市区县州]|本[国省市区县州]|实现|完成|达到|预计|其中|年|地区|国内|区域|和|的|[0-9]"
# What may stand between a measure and its figure. 单位国内生产总值能耗下降 and 占国内生产总值的比重 are other measures.
_BEFORE_FIGURE = (
    r"总量|总额|规模|预期|目标|累计|预计|初步|核算|大约|约|为|是|达到?|突破|超过?|完成|实现|有|年均|同比|比上年|增长|增加|提高|增至|升至|从|由|将|至|到|"
    r"左右|近|的|了|增速|在|拟|按|安排|控制|保持|稳定|力争|不低于|不少于|不超过|分别|[：:、\s（(]|\b(?:was|were|is|of|reached|grew|rose|by|to|about|at|totalled|totaled)\b"
)
_FIGURE = regex(r"(?<![\d.])\d|[一二三四五六七八九十百千两]+(?=[个项家亿万元件名人座条次所公倍成%])")


class Topic:
    """The question's terms with their weights; a synonym of a term counts as the term."""

    def __init__(self, understanding: Understanding, library: Library) -> None:
        self._terms = set(terms(understanding.topic))
        self._groups = [
            (
                {term for name in group for term in terms(name) if term in self._terms},
                [name.lower() for name in group],
            )
            for group in understanding.synonyms
        ]
        self._absent = library.term_weights(["\0"])["\0"] - 1e-9
        self._pieces = [terms(piece) for piece in understanding.topic.split()]
        self._idf = library.term_weights(self._terms)
        joints = {term for piece in self._pieces if len(piece) > 2 for term in piece if self._idf[term] >= self._absent}
        self._weights = {term: weight * (JOINT if term in joints else 1.0) for term, weight in self._idf.items()}
        self._stems = {term: stem(term) for term in self._terms}
        self._total = sum(self._weights.values())
        self._names = [piece for piece in understanding.topic.split() if len(piece) > 2]
        self._forms = {
            name: [name.lower(), *(form for _, forms in self._groups if name.lower() in forms for form in forms)]
            for name in self._names
        }
        others = [name for group in understanding.synonyms for name in group]
        self._measured = [(1.0, _before_figure(self._names)), (OTHER_NAME, _before_figure(others))]

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def unknown(self) -> float:
        """The share of the terms that no report of the library has."""
        return sum(self._idf[term] >= self._absent for term in self._terms) / max(len(self._terms), 1)

    def found(self, text: str) -> set[str]:
        """The terms that `text` has, by stem or by a synonym."""
        if not text:
            return set()
        words = {stem(term) for term in terms(text)}
        found = {term for term, form in self._stems.items() if form in words}
        folded = unicodedata.normalize("NFKC", text).lower()
        for own, names in self._groups:
            if any(name in folded for name in names):
                found |= own
        return found

    def share(self, found: Iterable[str]) -> float:
        """The weighted share of the topic that these terms are, in [0, 1]."""
        return sum(self._weights[term] for term in found) / self._total if self._total else 0.0

    def named(self, text: str) -> float:
        """The share of the topic's phrases, by length, that stand in `text` whole, or as what else they are called."""
        whole = sum(map(len, self._names))
        if not whole:
            return 0.0
        folded = text.lower()
        return sum(len(name) for name in self._names if any(form in folded for form in self._forms[name])) / whole

    def measures(self, text: str) -> bool:
        """Whether what is asked for is named in front of a figure, as a thing of its own: 地区生产总值达到9万亿元."""
        return any(self.measured(text[: figure.start()]) for figure in _FIGURE.finditer(text))

    def measured(self, left: str) -> float:
        """1 where the text `left` of a figure ends with the thing asked for and a few words more; less by a synonym."""
        return next((share for share, named in self._measured if named.search(left[-60:])), 0.0)

    def heaviest_missing(self, found: set[str]) -> float:
        """The share of the topic that the heaviest term not `found` is: the measure itself, or a word beside it."""
        return max((self._weights[term] for term in self._terms - found), default=0.0) / (self._total or 1.0)

    def familiarity(self, found: set[str]) -> float:
        """1, or less where the question uses a word that neither the library nor the `found` terms have."""
        factor = 1.0
        for piece in self._pieces:
            if piece and all(self._idf[term] >= self._absent and term not in found for term in piece):
                factor = min(factor, UNKNOWN_WORD if piece[0].isascii() else UNKNOWN_HAN)
        return factor


def _before_figure(names: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = rf"(?:^|[\W_]|{_BEFORE_MEASURE})(?:{listed})(?:{_BEFORE_FIGURE})*$"
    return re.compile(pattern if names else "(?!)", re.IGNORECASE)


def terms(text: str) -> list[str]:
    """Bigrams, words and numbers; a single Han character only where it stands alone."""
    found = []
    for piece in text.split():
        pieces = tokens(piece)
        long = [term for term in pieces if len(term) > 1 or term.isdigit()]
        found.extend(pieces if len(pieces) == 1 and not pieces[0].isalpha() else long or pieces[:1])
    return found


def stem(term: str) -> str:
    """An English word without its ending, so that `van` and `vans`, `miss` and `missed` are one; else the term."""
    if not (term.isascii() and term.isalpha()) or len(term) < 4:
        return term
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
        if term.endswith(ending) and len(term) - len(ending) + len(rest) >= 3 and not term.endswith("ss"):
            return term.removesuffix(ending) + rest
    return term
