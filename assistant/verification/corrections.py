"""A claim put right by a sentence in one hard part: a figure, a rank, a direction, a denial, how far a deed has come,
whether so many are new or all, whose it is.

Each correction is a guess: whether the sentence tells the claim so put right, the locks and the judge say
(told_otherwise.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, cast

from assistant.verification.comparing import ComparedPart
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.hard_parts import NEW, NOUNS, Said, clauses, pattern_of, said, tagged
from assistant.verification.lists_aligned import own_figures
from assistant.verification.told_together import subject_of
from index.facts.fact import Bound, Figure
from index.facts.tokens import Token
from index.lexicon.loading import read_table
from index.patterns import regex

_BOUNDS = {Bound.OVER: "超过", Bound.UNDER: "不到", Bound.NEAR: "近", Bound.ABOUT: "约", Bound.EXACT: ""}
_HEDGES = frozenset({"over", "under", "near", "about", "behind_over", "behind_under", "behind_about"})
_TURNED = {
    "up": ("down", "下降"),
    "down": ("up", "增长"),
    "reach_up": ("reach_down", "降至"),
    "reach_down": ("reach_up", "升至"),
    "above": ("below", "低于"),
    "below": ("above", "高于"),
}
_RANKED = (("冠军", "亚军", "季军"), ("金牌", "银牌", "铜牌"))
_A_YEAR = regex("全?年?一年(?:就|里|内)?|全年|新增|新")
_IN_A_YEAR = regex("全?年?一年(?:就|里|内)?|全年")
_OVER = regex("已经?|现已|业已|成功|顺利")
_DONE_MARK = regex("了$|了(?=[，。；])|过$")
# 冲到全国第一 of what is first again.
_HELD = regex("(?:升至|升到|冲到|冲上|跃居|登上|站上|坐上|拿下|拿到|拿|夺得)了?(?=(?:全国|全球|世界|全省)第)")
# 去年才动工: no further than that.
_ONLY_NOW = regex("才|刚刚|刚(?!性)|尚在|还在|仍在")
_DONE = frozenset({"建成", "投用", "贯通", "完成"})
_BEGUN = frozenset({"开工", "启动", "获批", "批复", "推"})
# Said of a deed that is done as a whole; what is only begun is not so.
_WHOLLY = regex("(?:已?全面|已?全部|已?全线|正式|如期|已经?)$")


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim put right in one part: what it then says, and what it said there against what the sentence says.

    `by_rule`: the sentence has every word of the claim, and rules alone say which of them go together.
    """

    part: ComparedPart | Literal["subject"]
    text: str
    claimed: str
    found: str
    figure: Figure | None = None
    by_rule: bool = False


class _Opposites(NamedTuple):
    part: str
    one: tuple[str, ...]
    other: tuple[str, ...]


def corrections(claim: Said, sentence: Said) -> Iterator[Correction]:
    """A claim put right by a sentence, each time in one part."""
    yield from _other_figures(claim, sentence)
    yield from _rise_for_rank(claim, sentence)
    yield from _figures_turned(claim, sentence)
    yield from _other_way(claim, sentence)
    yield from _opposite_words(claim, sentence)
    yield from _undenied(claim, sentence)
    yield from _only_begun(claim, sentence)
    yield from _of_all(claim, sentence)
    yield from _of_another(claim, sentence)
    yield from _not_first(claim, sentence)
    yield from _other_rank(claim, sentence)
    yield from _subjects_turned(claim, sentence)


def as_planned(claim: Said, year: int, sentence: Said) -> Iterator[str]:
    """A claim of what is over as a plan for a year would tell it, the deed as well as far as it is planned."""
    text = claim.text
    for token in reversed(claim.tokens):
        if token.kind == "year":
            text = text[: token.start].removesuffix("于") + text[token.end :]
    planned = f"{year}年计划{_DONE_MARK.sub('', _OVER.sub('', text))}"
    yield planned
    yield from (each.text for each in _only_begun(said(planned), sentence))


def _other_figures(claim: Said, sentence: Said) -> Iterator[Correction]:
    """The one figure that the sentence doesn't have, with each of the sentence's that it may be instead."""
    missing = [
        figure
        for figure in claim.figures
        if not any(compare_figures(figure, other) == "same" for other in sentence.figures)
    ]
    if len(missing) != 1:
        return
    (figure,) = missing
    start, end = _with_hedges(claim, figure)
    for other in sentence.figures:
        if (_TIMES in figure.text) != (_TIMES in other.text):
            continue  # 为12.3%的四倍 is worked out from what the sentence tells, and no other figure of it
        verdict = compare_figures(figure, other)
        of_another_unit = verdict == "unit" and {figure.unit, other.unit} == _COUNTED and figure.low == other.low
        if verdict in ("value", "rank") or of_another_unit:
            text = f"{claim.text[:start]}{_BOUNDS[other.bound]}{other.text}{claim.text[end:]}"
            part: ComparedPart = "unit" if verdict == "unit" else verdict if verdict == "rank" else "value"
            for put in dict.fromkeys((text, _HELD.sub("居", text)) if verdict == "rank" else (text,)):
                yield Correction(part, put, claim.text[start:end], other.text, figure)


_TIMES = "倍"
# So many people are not so many households; what is counted by one word or another (块, 枚) is the same.
_COUNTED = frozenset({"人", "户"})


def _rise_for_rank(claim: Said, sentence: Said) -> Iterator[Correction]:
    """第5位 of what rose by five places: another thing, where the sentence tells no such rank."""
    ranks = [figure for figure in claim.figures if figure.unit == "第"]
    rises = {match["places"]: match[0] for match in _RISEN.finditer(sentence.text)}
    if len(ranks) != 1 or (rise := rises.get(f"{ranks[0].low}")) is None:
        return
    if not any(figure.unit == "第" and figure.low == ranks[0].low for figure in sentence.figures):
        before = _SCOPE.sub("", claim.text[: ranks[0].start])
        text = before + rise + claim.text[ranks[0].end :].removeprefix("位").removeprefix("名")
        yield Correction("rank", text, ranks[0].text, rise, by_rule=True)


_RISEN = regex(r"(?:上升|提升|前移|跃升|提高|前进)了?(?P<places>\d+)[位个名]")
_SCOPE = regex("(?:位?居|位列|升至|跃居|升到)?(?:全国|全球|世界|全省|全区|全市)?$")


def _with_hedges(claim: Said, figure: Figure) -> tuple[int, int]:
    """From where to where a figure stands with the words that hedge it."""
    start, end = figure.start, figure.end
    for token in reversed(claim.tokens):
        if token.end == start and token.classes and token.classes.keys() & _HEDGES:
            start = token.start
    for token in claim.tokens:
        if token.start == end and token.classes and token.classes.keys() & _HEDGES:
            end = token.end
    return start, end


def _figures_turned(claim: Said, sentence: Said) -> Iterator[Correction]:
    """Two numbers, each in the other's place: 721只母基金 and 74个项目 of 74只母基金 and 721个项目."""
    figures = claim.figures
    if len(figures) != 2 or figures[0].low == figures[1].low:
        return
    one, other = figures
    if len(one.text) < 2 or len(other.text) < 2:
        return
    numbers = [_number(figure) for figure in figures]
    if all(numbers) and all(any(f"{number}" in told.text for told in sentence.figures) for number in numbers):
        text = claim.text
        text = text[: other.start] + other.text.replace(numbers[1], numbers[0], 1) + text[other.end :]
        text = text[: one.start] + one.text.replace(numbers[0], numbers[1], 1) + text[one.end :]
        yield Correction("value", text, one.text, other.text, by_rule=True)


_NUMBER = regex(r"\d[\d.,]*")


def _number(figure: Figure) -> str:
    found = _NUMBER.search(figure.text)
    return found[0] if found else ""


def _other_way(claim: Said, sentence: Said) -> Iterator[Correction]:
    """A rise for a fall, more for less; by rule where both tell it of the same figure."""
    alike = any(compare_figures(one, other) == "same" for one in claim.figures for other in sentence.figures)
    for sign, (turned, word) in _TURNED.items():
        tokens = [token for token in claim.tokens if sign in (token.classes or {})]
        told = [token for token in sentence.tokens if turned in (token.classes or {})]
        if len(tokens) == 1 and told and turned not in claim.signs:
            part: ComparedPart = "comparison" if sign in ("above", "below") else "direction"
            text = _replaced(claim, tokens[0], word)
            yield Correction(part, text, tokens[0].value, told[0].value, by_rule=alike)


@cache
def _opposites() -> tuple[_Opposites, ...]:
    rows = read_table("opposite_words", _Opposites)
    return tuple(each for row in rows for each in (row, _Opposites(row.part, row.other, row.one)))


def _opposite_words(claim: Said, sentence: Said) -> Iterator[Correction]:
    """最高 for 最低, 拉大 for 缩小: where the claim has one and the sentence, which hasn't it, the other."""
    for row in _opposites():
        mine = _longest(row.one, claim.text)
        theirs = _longest(row.other, sentence.text)
        if not mine or not theirs or _longest(row.one, sentence.text) or _longest(row.other, claim.text):
            continue
        if claim.text.count(mine) == 1:
            text = claim.text.replace(mine, _TO.sub("", theirs))
            yield Correction(cast(ComparedPart, row.part), text, mine, theirs, by_rule=True)


_TO = regex("[至到]$")


def _longest(words: Sequence[str], text: str) -> str:
    return max((word for word in words if word in text), key=len, default="")


def _undenied(claim: Said, sentence: Said) -> Iterator[Correction]:
    tokens = [token for token in claim.tokens if "deny" in (token.classes or {})]
    if len(tokens) == 1 and _ought(claim.text, tokens[0]):
        return
    if len(tokens) == 1 and "deny" in claim.signs and "deny" not in sentence.signs:
        yield Correction("negation", _replaced(claim, tokens[0], ""), tokens[0].value, sentence.text)


def _ought(text: str, denial: Token) -> bool:
    """不能操之过急, 还不是: what may not be or is not yet. A report that goes about it says nothing against that."""
    return denial.value == "不" or (denial.value == "无" and text.startswith("需", denial.end))


def _only_begun(claim: Said, sentence: Said) -> Iterator[Correction]:
    """What the sentence tells as begun for what the claim tells as done, wholly or not; and the other way round."""
    done = [token for token in claim.tokens if (token.classes or {}).get("act") in _DONE]
    begun = [token for token in claim.tokens if (token.classes or {}).get("act") == "开工"]
    begun = begun if _ONLY_NOW.search(claim.text) else []
    for clause in clauses(sentence):
        told = [token for token in clause.tokens if (token.classes or {}).get("act") in _BEGUN]
        if len(done) == 1 and told and not clause.deeds & _DONE:
            before = _WHOLLY.sub("", claim.text[: done[0].start])
            text = before + told[0].value + claim.text[done[0].end :]
            yield Correction("progress", text, done[0].value, told[0].value)
        over = [token for token in clause.tokens if (token.classes or {}).get("act") in _DONE]
        if len(begun) == 1 and not done and over and not clause.deeds & _BEGUN:
            yield Correction("progress", _replaced(claim, begun[0], over[0].value), begun[0].value, over[0].value)


def _of_all(claim: Said, sentence: Said) -> Iterator[Correction]:
    """How many there are in all for how many are new, and the other way round."""
    new = [token for token in claim.tokens if (token.classes or {}).get("act") in NEW]
    total = [token for token in claim.tokens if (token.classes or {}).keys() & {"total", "totals"}]
    if len(new) == 1 and not total and {"total", "totals"} & sentence.signs:
        yield Correction("kind", _replaced(claim, new[0], "累计"), new[0].value, "累计")
    if len(total) == 1 and not new and "new" in sentence.signs:
        yield Correction("kind", _replaced(claim, total[0], "新增"), total[0].value, "新增")
    years = [token for token in claim.tokens if token.kind == "year"]
    if len(years) == 1 and not new and not total and {"total", "totals"} & sentence.signs:
        rest = _A_YEAR.sub("", claim.text[years[0].end :], count=1)
        yield Correction("kind", f"{claim.text[: years[0].start]}累计{rest}", years[0].value, "累计")
    if not total and "new" in claim.signs and "new" not in sentence.signs:
        yield from _level_for_new(claim, sentence, new)


def _level_for_new(claim: Said, sentence: Said, new: Sequence[Token]) -> Iterator[Correction]:
    """新添了18家 of what 达到18家: how many there are in all, though no word says so."""
    level = next((match for match in _LEVEL.finditer(sentence.text)), None)
    span = (new[0].start, new[0].end) if len(new) == 1 else None
    if span is None and (said := pattern_of("new").search(claim.text)) is not None:
        span = said.span()
    if level is not None and span is not None:
        before = _IN_A_YEAR.sub("", claim.text[: span[0]])
        rest = claim.text[span[1] :].removeprefix("了")
        yield Correction("kind", f"{before}达到{rest}", claim.text[span[0] : span[1]], level[0])


_LEVEL = regex(r"(?:总里程|总数|总量|总规模)?(?:达到|达|已有|突破)(?=[约近超]?\d)")


def _of_another(claim: Said, sentence: Said) -> Iterator[Correction]:
    """Of a list each thing's own figure for another's."""
    pairs = sorted(own_figures(claim, sentence), key=lambda pair: -pair[0].start)
    text = claim.text
    for figure, own in pairs:
        text = text[: figure.start] + own.text + text[figure.end :]
    if pairs:
        yield Correction("value", text, pairs[-1][0].text, pairs[-1][1].text, by_rule=True)


def _not_first(claim: Said, sentence: Said) -> Iterator[Correction]:
    """What lasts, or is so again, for what is told as a first time."""
    firsts = [token for token in claim.tokens if "first" in (token.classes or {})]
    lasting = {"continuous", "held", "again"} & sentence.signs
    if len(firsts) == 1 and lasting and "first" not in sentence.signs:
        told = next((match[0] for sign in sorted(lasting) if (match := pattern_of(sign).search(sentence.text))), "连续")
        text = _replaced(claim, firsts[0], "")
        for put in dict.fromkeys((text, _HELD.sub("居", text))):
            yield Correction("qualifier", put, firsts[0].value, told)


def _other_rank(claim: Said, sentence: Said) -> Iterator[Correction]:
    """The runner-up for the winner."""
    for words in _RANKED:
        mine = [word for word in words if word in claim.text]
        theirs = [word for word in words if word in sentence.text]
        if len(mine) == 1 and len(theirs) == 1 and mine != theirs:
            yield Correction("rank", claim.text.replace(mine[0], theirs[0]), mine[0], theirs[0])


def _subjects_turned(claim: Said, sentence: Said) -> Iterator[Correction]:
    """Of two clauses each with the other's subject, where two clauses of the sentence tell them the other way round."""
    parts = list(clauses(claim))
    if len(parts) != 2:
        return
    for subject in (subject_of, _first_name):
        subjects = [subject(part) for part in parts]
        if all(len(one) > 1 for one in subjects) and subjects[0] != subjects[1]:
            texts = [part.text[len(each) :] for part, each in zip(parts, subjects, strict=True)]
            if _told_turned(subjects, texts, sentence):
                text = f"{subjects[1]}{texts[0]}，{subjects[0]}{texts[1]}"
                yield Correction("subject", text, claim.text, subjects[1], by_rule=True)


def _told_turned(subjects: Sequence[str], told: Sequence[str], sentence: Said) -> bool:
    """Whether each subject stands in a clause of its own of the sentence, beside what the claim tells of the other."""
    names = [set(_names(one)) - set(_names(other)) for one, other in (subjects, subjects[::-1])]
    held = [[part for part in clauses(sentence) if any(name in part.text for name in each)] for each in names]
    if any(len(each) != 1 for each in held) or held[0][0] is held[1][0] or held[0][0].start == held[1][0].start:
        return False
    own, other = held[0][0].text, held[1][0].text
    return _shared(told[0], other) > _shared(told[0], own) and _shared(told[1], own) > _shared(told[1], other)


def _names(text: str) -> list[str]:
    names = [text[word.start : word.end] for word in tagged(text) if word.part in NOUNS]
    return [name for name in names if len(name) > 1] or [text]


def _shared(one: str, other: str) -> int:
    """How many pairs of neighbouring letters two texts share."""
    return len({one[at : at + 2] for at in range(len(one) - 1)} & {other[at : at + 2] for at in range(len(other) - 1)})


def _first_name(part: Said) -> str:
    """The names and nouns that a clause begins with."""
    end = 0
    for word in tagged(part.text):
        if word.part not in NOUNS or word.start != end:
            break
        end = word.end
    return part.text[:end]


def _replaced(claim: Said, token: Token, word: str) -> str:
    return claim.text[: token.start] + word + claim.text[token.end :]
