"""A follow-up or correction to a whole question: "那浙江呢？", "不对，我问的是实际完成数", "按年份列出来".

What it names takes the place of the same in the last question, which keeps the rest, without a model. A question that
names what it measures and asks for it is whole; only a place or year that it leaves out may come from the last one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.query.kinds import ASKS_OUTCOME, ASKS_PLAN, FOLLOW_UP, QUESTION_WORDS, RELATIVE_YEAR
from assistant.query.scope import local_regions, named_issuers, named_regions
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import Metadata
from index.structure.issuers import short_name
from index.text.folding import simplified
from index.text.places import find_places
from index.text.script import has_han
from index.text.years import find_years

Span = tuple[int, int]

_WRITTEN_YEAR = regex(r"(?:(?:19|20)\d\d\s*年?度?(?:\s*(?:[、和与及至到—–~～-]|and|to)\s*)?)+")
_JOINS_PLACES = regex(r"\s*(?:[、,，和与及同跟]|以及|and|&)\s*", re.IGNORECASE)
# "那为什么？" asks the reason of what the last question asked about.
_BARE_ASKING = regex(r"(?:那么?|and|but)?\s*(为什么|为何|原因是什么|什么原因|why|how come)\s*[呢？?]*", re.IGNORECASE)
_LEADING = regex(r"^(?:那么?|and|what about|how about)\s*(?:in|for)?\s*", re.IGNORECASE)
_MARKS = "，,。.、：:；;！!？? "


def _any(kind: str) -> str:
    return f"(?:{any_of(words('follow_ups', kind))})"


_CORRECTS = regex(
    rf"^(?:不是(?P<not>[^，,。]{{1,12}})[，,]\s*(?={_any('correction')}|是)|{_any('correction')}[{_MARKS}]*"
    r"|(?:no|sorry|wrong|not that)\b[,.:; ]+(?:i (?:mean|meant|asked (?:for|about)|want(?:ed)?)\b\s*)?"
    r"|i (?:mean|meant|asked (?:for|about)|want(?:ed)?)\b\s*)+",
    re.IGNORECASE,
)
_NOT_THAT = regex(rf"[{_MARKS}]+(?:而?不是|不问|不要)[^，,。？?]{{1,16}}[{_MARKS}]*$|,? not (?:the )?[\w ]{{1,24}}\W*$")
_FRESH = regex(rf"^{_any('fresh')}[{_MARKS}]*", re.IGNORECASE)
_PLAN = regex(rf"{_any('plan')}|\b(?:the )?(?:target|goal|plan)s?\b", re.IGNORECASE)
_OUTCOME = regex(
    rf"{_any('outcome')}|\b(?:the )?(?:actual|result|outcome)s?(?: (?:figure|number|result))?\b", re.IGNORECASE
)
_MET = regex(_any("met"))
_YEARS = regex(rf"{_any('years')}|\b(?:by|for (?:each|every)|over the) years?\b|\byear by year\b", re.IGNORECASE)
_PLACES = regex(rf"{_any('places')}|\bby (?:province|region)\b|\b(?:each|every) province\b", re.IGNORECASE)
_LIGHT = regex(rf"{_any('light')}|\b(?:in|for|of|the|one|it|list|them|please|figure|number)\b|\W", re.IGNORECASE)
# What asks, at the end of a question, with what tells target from outcome and joins the measure to it.
_ASKED = regex(
    rf"(?:的|是|为|达到|定在|定为|了|呢|{_any('plan')}|{_any('outcome')}|{_any('met')}|完成|实现|达到"
    rf"|怎么变化|怎样变化|如何变化|多少[个项家条亿万元吨人次座]{{1,3}}|{QUESTION_WORDS.pattern}|[？?\s])+$",
    re.IGNORECASE,
)
# These tell something of a measure, and are none: 增速呢？
_ASPECT = regex(_any("aspect"))
_COMPARES = regex("(?:相|对)?比(?:较|起来|一比)?|对照")
# 比上一年多了多少？ asks what the last question measured against another year.
_THAN = regex(
    r"(?:那么?)?[比较跟和同](?P<year>(?:上一?年|前一年|头一年|去年|(?:19|20)\d\d年?)(?:的?实际(?:完成)?的?)?)(?:相?比|比起来)?[，,]?"
    r"(?:又|还|是)?(?P<way>多|少|高|低|增加|增长|减少|提高|下降|快|慢)?(?:了|出)?(?:多少|几)?[^，,。？?]{0,4}[？?。]*"
)
_PRONOUN = regex("(?:它们?|该项目|这个项目|这项|其)的?")
_BEFORE_THE_MEASURE = regex(rf"^(?:的|{_any('outcome')}|{_any('plan')}|完成|实现|要|将)+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a follow-up says: places and years as they stand, which stage, in what form, and of what measure."""

    text: str
    places: tuple[Span, ...]
    years: tuple[Span, ...]
    plan: bool
    outcome: bool
    met: bool
    by_years: bool
    by_places: bool
    compares: bool
    measure: str

    @property
    def says_no_more(self) -> bool:
        """Whether it names something that the last question has too, and no measure of its own."""
        named = self.places or self.years or self.plan or self.outcome or self.met or self.by_years or self.by_places
        named = named or (self.compares and self.places)
        return bool(named) and not self.measure


def completed(text: str, history: Sequence[str], known: Iterable[Metadata]) -> str:
    """`text` itself, or the last question with what a follow-up or correction says in place of its own.

    A chain of follow-ups is read from its first question on.
    """
    known = tuple(known)
    fresh = _FRESH.match(text)
    if fresh is not None and fresh.end() < len(text):
        return text[fresh.end() :]
    corrects = _CORRECTS.match(text)
    bare = _NOT_THAT.sub("", text[corrects.end() :] if corrects else text).strip()
    if not history or not bare:
        return text
    if (asks_reason := _BARE_ASKING.fullmatch(bare)) is not None:
        earlier = completed(history[-1], history[:-1], known)
        topic = " ".join(QUESTION_WORDS.sub(" ", earlier).split())
        return f"{topic} {asks_reason[1]}？" if asks_reason[1].isascii() else f"{topic}，{asks_reason[1]}？"
    if (than := _THAN.fullmatch(bare)) is not None and (against := _against(than, history, known)) is not None:
        return against
    follows = FOLLOW_UP.fullmatch(bare)
    topic = next(group for group in follows.groups() if group is not None) if follows else _LEADING.sub("", bare)
    said = _said(topic.strip(_MARKS), known)
    if not (said.says_no_more or follows or corrects or _PRONOUN.match(said.text)):
        return text
    if not (follows or corrects) and said.places and said.years and said.plan:
        return text  # 2030年云岭县的目标是什么 asks for all of them
    earlier = completed(history[-1], history[:-1], known)
    if not (follows or corrects) and has_han(bare) is not has_han(earlier):
        return text
    if _ASPECT.fullmatch(said.measure) and _measure(earlier, known).endswith(said.measure):
        said = replace(said, measure="")  # 实际增长, asked of a growth
    return _changed(earlier, said, known) if said.says_no_more else _of_another(said, earlier, known)


def _against(than: re.Match[str], history: Sequence[str], known: Sequence[Metadata]) -> str | None:
    """What the last question measures, against another year of it; None where it names no measure."""
    earlier = completed(history[-1], history[:-1], known)
    measure = _measure(earlier, known)
    if not measure or not has_han(earlier):
        return None
    when, where = _texts(earlier, _year_spans(earlier)), _texts(earlier, _place_spans(earlier, known))
    aim = "目标" if ASKS_PLAN.search(earlier) is not None and "目标" not in measure else ""
    return f"{when}{where}{measure}{aim}比{than['year']}{than['way'] or '多'}多少？"


def _said(text: str, known: Sequence[Metadata]) -> _Said:
    places, years = _place_spans(text, known), _year_spans(text)
    rest = _without(text, [*places, *years])
    met = _MET.search(rest) is not None
    rest = _MET.sub(" ", rest)
    by_years, by_places = _YEARS.search(rest) is not None, _PLACES.search(rest) is not None
    rest = _PLACES.sub(" ", _YEARS.sub(" ", rest))
    outcome = _OUTCOME.search(rest) is not None
    left = _OUTCOME.sub(" ", rest)
    plan = _PLAN.search(left) is not None
    left = QUESTION_WORDS.sub(" ", _PLAN.sub(" ", left))
    compares = bool(places) and _COMPARES.search(left) is not None
    left = _LIGHT.sub("", _COMPARES.sub(" ", left) if compares else left)
    return _Said(text, tuple(places), tuple(years), plan, outcome, met, by_years, by_places, compares, left)


def _changed(earlier: str, said: _Said, known: Sequence[Metadata]) -> str:
    """The last question with the follow-up's years, places, stage and form in place of its own."""
    whole = earlier
    if said.years:
        years = _texts(said.text, said.years)
        if has_han(whole) and years.strip().isdigit():
            years = f"{years}年"
        whole = _replaced(whole, _year_spans(whole), years)
    if said.compares and has_han(whole) and (own := _place_spans(whole, known)):
        sides = f"{_texts(whole, own)}和{_texts(said.text, said.places)}"
        aim = "目标" if ASKS_PLAN.search(whole) is not None else ""
        return f"{_texts(whole, _year_spans(whole))}{sides}的{_measure(whole, known)}{aim}哪个高？"
    if said.places:
        whole = _replaced(whole, _place_spans(whole, known), _texts(said.text, said.places))
    if not (said.plan or said.outcome or said.met or said.by_years or said.by_places):
        return whole
    if not has_han(whole):
        return _changed_english(whole, said)
    places, years = _texts(whole, _place_spans(whole, known)), _texts(whole, _year_spans(whole))
    measure = _measure(whole, known)
    planned = said.plan or (not said.outcome and ASKS_PLAN.search(whole) is not None)
    if said.by_years:
        return f"{places}历年{measure}{'目标' if planned else ''}是怎么变化的？"
    if said.by_places:
        return f"{years}各省的{measure}{'目标' if planned else ''}分别是多少？"
    if said.met:
        return f"{years}{places}{measure}完成目标了吗？"
    return f"{years}{places}{measure}{'目标' if planned else '实际'}是多少？"


def _changed_english(whole: str, said: _Said) -> str:
    """An English question is asked again with what it shall mean behind it."""
    if said.outcome:
        whole = re.sub(r"\s*\b(?:targets?|goals?|planned)\b", " actual figure", whole, flags=re.IGNORECASE)
    elif said.plan and ASKS_PLAN.search(whole) is None:
        return f"{whole.rstrip('？? ')} target?"
    if said.by_years:
        for start, end in reversed(_year_spans(whole)):
            whole = re.sub(r"\s*\b(?:in|of|for|at the end of)\s*$", "", whole[:start]) + whole[end:]
        return f"{whole.rstrip('？? ')} over the years?"
    return " ".join(whole.split())


def _of_another(said: _Said, earlier: str, known: Sequence[Metadata]) -> str:
    """A question of another measure (那财政收入呢？), with the last one's place, year and stage where it names none."""
    asks = QUESTION_WORDS.search(said.text) is not None or "吗" in said.text
    places = () if said.places else _place_spans(earlier, known)
    years = () if said.years else _year_spans(earlier)
    kept = [earlier[start:end] for start, end in sorted([*places, *years])]
    if not has_han(said.text):
        return f"{' '.join([said.text.rstrip('?'), *kept])}?"
    text = _PRONOUN.sub("", said.text) if (pronoun := _PRONOUN.match(said.text)) else said.text
    if pronoun or _ASPECT.fullmatch(said.measure):
        text = f"{_measure(earlier, known)}{text}"
    if asks:
        return f"{''.join(kept)}{text}？"
    if _MET.search(earlier) is not None and not (said.plan or said.outcome):
        return f"{''.join(kept)}{text}完成目标了吗？"
    figure = "多少" in "".join(QUESTION_WORDS.findall(earlier)) or said.plan or said.outcome
    staged = said.plan or said.outcome or not figure
    planned = not staged and ASKS_PLAN.search(earlier) is not None and ASKS_OUTCOME.search(earlier) is None
    return f"{''.join(kept)}{text}{'目标' if planned else ''}{'是多少' if figure else '怎么样'}？"


def beside(text: str, earlier: str, known: Iterable[Metadata]) -> str:
    """A question that is asked beside another, with that one's place and years where it names none."""
    known = tuple(known)
    places = () if _place_spans(text, known) else _place_spans(earlier, known)
    years = () if _year_spans(text) else _year_spans(earlier)
    return "".join([*(earlier[start:end] for start, end in sorted([*places, *years])), text])


def _measure(question: str, known: Sequence[Metadata]) -> str:
    """What a Chinese question measures: it without its places, years and what asks."""
    text = _without(question, [*_place_spans(question, known), *_year_spans(question)])
    text = QUESTION_WORDS.sub("", _ASKED.sub("", text.strip()))
    # Of "完成的旅游综合收入" and "到 的旅游综合收入" the measure alone.
    return _BEFORE_THE_MEASURE.sub("", "".join(text.split()).strip(_MARKS)).strip(_MARKS)


def _without(text: str, spans: Iterable[Span]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _texts(text: str, spans: Sequence[Span]) -> str:
    """What first to last of neighbouring spans hold; empty without one."""
    return text[spans[0][0] : spans[-1][1]] if spans else ""


def _replaced(text: str, spans: Sequence[Span], new: str) -> str:
    """`text` with `new` in place of what its first to last neighbouring span holds; before it where it has none."""
    if not spans:
        return f"{new}{text}" if has_han(text) else f"{text.rstrip('？? ')} {new}?"
    start, end = spans[0]
    for following in spans[1:]:
        if _JOINS_PLACES.fullmatch(text, end, following[0]):
            end = following[1]
    return text[:start] + new + text[end:]


def _place_spans(text: str, known: Iterable[Metadata]) -> list[Span]:
    known = tuple(known)
    plain = simplified(text)
    issuers = named_issuers(text, known)
    names = [*local_regions(text, known), *named_regions(text, known), *issuers, *map(short_name, issuers)]
    local = [(plain.find(name), plain.find(name) + len(name)) for name in map(simplified, names) if name in plain]
    spans = sorted({(place.start, place.end) for place in find_places(text)} | set(local))
    return [span for span in spans if not any(other != span and _inside(span, other) for other in spans)]


def _year_spans(text: str) -> list[Span]:
    written = [match.span() for match in _WRITTEN_YEAR.finditer(text) if find_years(match[0])]
    return sorted(written or [match.span() for match in RELATIVE_YEAR.finditer(text)])


def _inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]
