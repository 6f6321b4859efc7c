"""A reading as words with their places, so that a measure can be said as the report says it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from index.facts.fact import Fact, Figure
from index.facts.signs import split_key
from index.facts.vocabulary import name_forms
from index.ledger.numbering import begins_item
from index.lexicon.loading import read_table
from index.patterns import regex

# What may stand between two words of a measure and is part of it: 规模以上工业“小巨人”企业的产值.
_JOINS = regex(r"[的之地中内上下等和与及以为于由对向在其、“”‘’\"'《》〈〉（）()【】·\s—\-/]{0,6}")

# A name's inner words that belong to closed classes, as keys leave them out: 国有企业, 县域内就诊率, 长江干流江苏段.
_INSIDE = regex(r"(?![^\W\d_]*[零一二两三四五六七八九十百千万亿几])[（）()“”]?[\u4e00-\u9fff]{1,6}[（）()“”]?")
# These may stand in a word of their own or in another one: 国有, 植被, 日均; what is in none of them is an adverb.
_AMBIGUOUS = frozenset("有就被共再均还都要是")
_IN_A_WORD = regex(
    "[国私公现既所专特稀]有|就[业医诊读餐近学]|植被|高被|被[征引]|共[享建同治济识性体青产赢商]|[互]?再[生贷就保担融制]"
    "|[日月年次亩人户件]均|还[款贷草林本建湿]|都市|要[素求件]|紧要"
)

# Words that a key leaves off and a name needs: 全县性会议, 办结率.
_SUFFIXES = frozenset("性率额")
_LEFT_OFF = regex("(?:全[国省市县区州]|办结|完成|实施|兑现|落实|达成)$")


class _Words(NamedTuple):
    """Words by what they are for the ledger."""

    kind: str
    forms: str


@cache
def ledger_words(kind: str) -> tuple[str, ...]:
    """The words of one kind of index/lexicon/ledger/words.tsv, the longest first."""
    found = {form for line in read_table("ledger/words", _Words) if line.kind == kind for form in line.forms.split()}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


@dataclass(frozen=True, slots=True)
class Word:
    """A part of a key: `value` there, `said` in the report at `[start, end)`; lent by another clause where start < 0.

    `kind` is text, sign, figure (with its number among the fact's) or and.
    """

    kind: str
    value: str
    start: int
    end: int
    said: str
    figure: Figure | None = None
    number: int = -1

    @property
    def lent(self) -> bool:
        """Whether it stands in another clause."""
        return self.start < 0


def figures_of(fact: Fact) -> tuple[Figure, ...]:
    """A fact's figures, with those that its key holds as a sign: 增长一倍 is ⟨翻番⟩ there."""
    told = {figure.start for figure in fact.figures}
    doubled = [
        replace(item.figure, start=item.start + fact.origin, end=item.end + fact.origin)
        for item in fact.items
        if not isinstance(item, str) and item.figure is not None and item.start + fact.origin not in told
    ]
    return (*fact.figures, *doubled)


class Wording:
    """A report's own words for what its facts are keyed by; it remembers how each was last written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._heard: dict[str, str] = {}

    def words(self, fact: Fact, names: Collection[int] = (), times: Collection[int] = ()) -> list[Word]:
        """The words of a reading; figures that start at `names` are parts of names and so of the text, unless they
        start at `times`."""
        figures = figures_of(fact)
        numbers = {figure.start: number for number, figure in enumerate(figures)}
        found: list[Word] = []
        for item in fact.items:
            if isinstance(item, str):
                found += self._lent(item)
                continue
            start, end = item.start + fact.origin, item.end + fact.origin
            written = self.text[start:end]
            number = numbers.get(start, -1) if item.kind == "figure" else -1
            if number >= 0 and start not in names:
                found.append(Word("figure", "#", start, end, written, figures[number], number))
            elif number >= 0 and self._tells_nothing(figures[number], start, times):
                continue
            elif number >= 0:
                found.append(Word("text", written, start, end, written))
            elif item.kind == "figure":
                found.append(Word("sign", "⟨翻番⟩", start, end, written))
            elif written.startswith("口") and found and found[-1].kind == "figure" and found[-1].said.endswith("人"):
                found.append(Word("text", "人" + item.value, start, end, "人" + written))  # 14亿人口
            elif written[:1] in _SUFFIXES and _LEFT_OFF.search(self.text, max(0, start - 2), start):
                found.append(Word("text", self.text[start - 2 : end], start - 2, end, self.text[start - 2 : end]))
            else:
                found.append(Word(item.kind, item.value, start, end, written))
        return found

    def note(self, words: Sequence[Word]) -> None:
        """Notes how the report writes each run of words, for the clauses that it is lent to."""
        run: list[Word] = []
        for word in (*words, None):
            if word is not None and word.kind == "sign" and not word.lent:
                self._heard[word.value] = word.said
            if word is not None and word.kind in ("text", "and") and not word.lent:
                run.append(word)
                continue
            for begin in range(min(len(run), 2)):
                for end in range(begin + 1, len(run) + 1):
                    value = "".join(one.value for one in run[begin:end])
                    self._heard[value] = self.said(run[begin:end])
            run = []

    def said(self, words: Sequence[Word]) -> str:
        """Words as the report says them, with what stands between where that is no more than a joint."""
        parts: list[str] = []
        before: Word | None = None
        for word in words:
            if before is not None and not before.lent and not word.lent and before.end < word.start:
                gap = self.text[before.end : word.start]
                parts.append(gap if _JOINS.fullmatch(gap) or self._is_inside(before.end, word.start) else "")
            parts.append(word.said)
            before = word
        return "".join(parts)

    def _tells_nothing(self, figure: Figure, start: int, times: Collection[int]) -> bool:
        """Whether a number that is no figure is no part of a name either."""
        behind = self.text[figure.end : figure.end + 8]
        return start in times or _is_time(figure, behind) or begins_item(self.text, start, figure.end)

    def _is_inside(self, start: int, end: int) -> bool:
        """Whether what a key leaves out between two words is part of the name that they are."""
        gap = self.text[start:end]
        if _INSIDE.fullmatch(gap) is None or _between().fullmatch(gap):
            return False
        if gap not in _AMBIGUOUS:
            return True
        return _IN_A_WORD.search(self.text, start - 1, end + 1) is not None

    def _lent(self, lead: str) -> Iterator[Word]:
        for piece in split_key(lead):
            if piece.startswith("⟨"):
                yield Word("sign", piece, -1, -1, self._heard.get(piece, ""))
            elif piece != "#":
                yield Word("text", piece, -1, -1, self._heard.get(piece) or name_forms().get(piece, piece))


@cache
def _between() -> re.Pattern[str]:
    """Words between two parts of a measure that tell when, how surely or how often: 国家财政将每年安排支出."""
    return re.compile(f"(?:{'|'.join(map(re.escape, ledger_words('between')))})+")


def _is_time(figure: Figure, behind: str) -> bool:
    """Whether a span of years is none of the words that name a measure: 五年增加70%."""
    return figure.unit in ("年", "月数", "天") and not behind.startswith(ledger_words("attributive"))
