"""Reads a text into facts: sentences, clauses, segments, and of each segment every reading that holds."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from index.facts.cutting import Segment, clauses_of, is_parallel, rank_list, segments_of
from index.facts.emitting import Emitter, Reader, State
from index.facts.english import read_english
from index.facts.fact import Context, Fact, Figure, Item, Period
from index.facts.items import Attributes, Folder, base_sign
from index.facts.ordering import plain_order
from index.facts.readings import readings
from index.facts.respectively import respectively
from index.facts.tokens import Token, canonical_text, is_month, tokenise, year_of
from index.facts.vocabulary import bare_heads, place_names
from index.patterns import regex
from index.text.folding import simplified
from index.text.numbered_lines import OPENS_SENTENCE
from index.text.script import has_han

_SENTENCE = regex(r"[^。！？!?\n]+[。！？!?]*")
# A sentence that gives a reason proves no claim without one less, but a claim that gives one wants it given.
_CAUSE = regex(
    "由于|因为|得益于|归功于|归因于|源于|导致|致使|使得|因此|从而|之所以|受.{1,24}?(?:影响|带动|拉动|推动)|靠着|全靠|多亏|带动下|推动下|拉动下"
)


def read(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts that a text says, in order; offsets are into `text`."""
    if not has_han(text):
        return read_english(text, context)
    text = simplified(text)  # character by character: offsets hold
    reader = Reader(context)
    for match in _SENTENCE.finditer(text):
        _sentence(reader, _without_places(text, context), match.start(), match.end())
    return tuple(reader.facts)


# What a company's report calls the company.
_PRONOUN = regex(r"(?:(?<=[，。；：、\s])|^)(?:本公司|本集团|公司|集团)(?=[\u4e00-\u9fff])", re.MULTILINE)
# Behind these a place is somebody's other end: "输出到北京" is not what Beijing put out.
_TOWARDS = "到至向从由对与和同比给赴被把"


def _without_places(text: str, context: Context) -> str:
    """The text with the names of its own place blanked, character for character."""
    own = context.names
    if context.region is not None:
        own = (*own, *place_names().get(context.region, ()), context.region)
    for name in sorted(map(simplified, own), key=len, reverse=True):
        if len(name) > 1 and name in text and name != "自治区":
            if context.claim:  # 由江西首创 is what Jiangxi did; 由江西输出到北京 is not
                text = re.sub(rf"由{re.escape(name)}(?![^，。；]*[到至向往给])", " " * (len(name) + 1), text)
            # 山东省属企业 is 省属企业 of Shandong.
            whole = f"{re.escape(name)}(?![属管级直])" if name[-1] in "省市区" else re.escape(name)
            text = re.sub(rf"(?<![{_TOWARDS}]){whole}", " " * len(name), text)
    if context.names and context.region is None and not context.claim:
        text = _PRONOUN.sub(lambda match: " " * len(match[0]), text)
    return text


def _sentence(reader: Reader, text: str, start: int, end: int) -> None:
    match = OPENS_SENTENCE.match(text, start, end)
    first = match.end() if match else start
    tokens = [_moved(token, first) for token in tokenise(text[first:end])]
    state = State(cause=_CAUSE.search(text, start, end) is not None)
    clauses = list(clauses_of(tokens))
    if reader.context.claim:
        clauses = plain_order(clauses)
    for place, clause in enumerate(clauses):
        following = Folder(clauses[place + 1]).fold() if reader.context.claim and place + 1 < len(clauses) else []
        lends = bool(following) and (following[0].kind == "sign" or following[0].value in bare_heads())
        _clause(
            reader, state, clause, lends or (bool(following) and following[0].kind == "figure" and len(following) == 1)
        )
        if reader.context.claim:
            state.before += canonical_text(clause) + "|"


def _moved(token: Token, by: int) -> Token:
    figure = token.figure
    if figure is not None:
        figure = Figure(
            figure.start + by,
            figure.end + by,
            figure.text,
            figure.low,
            figure.high,
            figure.unit,
            figure.bound,
            figure.step,
            figure.spoken,
        )
    return Token(
        token.start + by, token.end + by, token.kind, token.value, token.classes, figure, token.stage, token.own
    )


_HAS_TO = frozenset({"要", "将", "应", "须"})
_DOER = range(2, 13)  # letters
_NO_NAME = frozenset({"plan", "act", "deny", "manner", "up", "down"})
# What a clause without a subject opens with: 全面提升, 努力开拓, 力争进入.
_OPENS_A_DEED = frozenset({"manner", "plan", "act", "up", "down"})


def _doer(state: State, tokens: Sequence[Token]) -> str:
    """Who does what a clause and those behind it say (交通集团要…，努力…，力争…); "" where a word is in doubt."""
    place = next((place for place, token in enumerate(tokens) if token.value in _HAS_TO), 0)
    if place:
        name = canonical_text(tokens[:place])
        plain = all(token.kind in ("text", "word") and not _kinds(token) & _NO_NAME for token in tokens[:place])
        return name if plain and len(name) in _DOER else ""
    return state.doer if tokens and _kinds(tokens[0]) & _OPENS_A_DEED else ""


def _kinds(token: Token) -> AbstractSet[str]:
    return token.classes.keys() if token.classes else frozenset()


# By so much the standard is raised: 低保按3%、7%稳步提标 is 低保标准提高3%、7%.
_RAISED = frozenset({"提标", "提高标准"})


def _raised(tokens: list[Token]) -> list[Token]:
    """The tokens of 按3%提标 as those of 提高3%."""
    by = next((place for place, token in enumerate(tokens) if token.value == "按"), None)
    if by is None or tokens[-1].value not in _RAISED or not tokens[by + 1 : by + 2]:
        return tokens
    inside = tokens[by + 1 : -1]
    counted = [token for token in inside if token.figure is not None and token.figure.unit == "%"]
    if not counted or any(token not in counted and not _kinds(token) & {"and", "manner"} for token in inside):
        return tokens
    (grown,) = tokenise("提高")
    kept = [token for token in inside if not _kinds(token) & {"manner"}]
    return [*tokens[:by], replace(grown, start=tokens[by].start, end=tokens[by].end), *kept]


def _clause(reader: Reader, state: State, tokens: list[Token], lends: bool = False) -> None:
    context = reader.context
    tokens = _raised(tokens)
    state.doer = "" if context.claim else _doer(state, tokens)
    folder = Folder(tokens, context.plan is False and not context.claim, context.claim)
    items = folder.fold()
    attributes = folder.attributes
    period = _period(attributes, context, _year_before(reader, state), state.period)
    items = _without_the_year_before(items, period or state.period, context)
    if (goal := attributes.reached) is not None:
        when = period or state.period
        if when is not None and context.now is not None and when.first < context.now:
            items.append(Item("text", "目标", goal.start, goal.end))
        else:
            attributes.planned = attributes.goal = True
    told = any(item.kind == "figure" for item in items)  # "粮食产量，2024年为853亿斤"
    if attributes.goal and (not items or all(item.kind == "text" for item in items)):
        state.planned = True  # "2016年目标：" is of all that follows
    if period is not None and not told and sum(len(item.value) for item in items) < 2:  # "仅2024年一季度，"
        state.period = period
        return
    if period is not None and attributes.years and items and attributes.years[0].start <= items[0].start:
        state.period = period
    if not items:
        return
    state.expected = state.expected or attributes.expected
    ordered = rank_list(items, state.named)
    for segment in [ordered] if ordered is not None else segments_of(items, attributes.each):
        segment.lends = lends
        _segment(reader, state, segment, attributes, period or state.period)


def _without_the_year_before(items: list[Item], told: Period | None, context: Context) -> list[Item]:
    """The items without 比2023年 where they tell of 2024: that is 同比, which goes without saying."""
    year = told.last if told is not None else None
    if year is None and len(set(context.years)) == 1:
        year = context.years[0]
    if year is None and context.claim and context.now is not None:
        year = context.now - 1
    return items if year is None else [item for item in items if item.value != base_sign(year - 1)]


_YEAR_BEFORE = ("上年", "上一年", "前一年")


def _year_before(reader: Reader, state: State) -> int | None:
    """The year that 上年 names behind what a claim has told: the one before that; None where it is the first word."""
    context = reader.context
    if not context.claim or context.now is None or not reader.group:
        return None
    if state.period is not None:
        return state.period.first - 1
    return context.now - 1 if state.planned else context.now - 2


def _year_of_month(years: Sequence[Token], context: Context, told: Period | None) -> int | None:
    """The year that a month without one belongs to: the clause's, the sentence's, the part's, the report's."""
    for token in years:
        if (found := year_of(token, context.year)) is not None:
            return found[0] if found[0] == found[1] and not found[2] else None
    if told is not None and told.first == told.last:
        return told.first
    if len(set(context.years)) == 1:
        return context.years[0]
    return context.now - 1 if context.claim and context.now is not None else None


def _period(
    attributes: Attributes, context: Context, year_before: int | None, told: Period | None = None
) -> Period | None:
    months = [token for token in attributes.years if is_month(token)]
    others = [token for token in attributes.years if not is_month(token)]
    if months and (within := _year_of_month(others, context, told)) is not None:
        return Period(within, within, months[0].value.removesuffix("份"), said=True)
    for token in others:
        if year_before is not None and token.value.startswith(_YEAR_BEFORE):
            return Period(year_before, year_before, said=True)
        if (found := year_of(token, context.year)) is not None:
            return Period(*found, said=True)
    return None


def _segment(reader: Reader, state: State, segment: Segment, attributes: Attributes, period: Period | None) -> None:
    items = segment.items
    if any(item.value == "⟨别⟩" for item in items) or is_parallel(items) or rank_list(items, state.named) is not None:
        if respectively(reader, state, segment, attributes, period):
            return
        items = [item for item in items if item.value != "⟨别⟩"]
    emit = Emitter(reader, state, segment, attributes, period)
    readings(emit, items)
