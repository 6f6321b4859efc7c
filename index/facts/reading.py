"""Reads a text into facts: sentences, clauses, segments, and of each segment every reading that holds."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .english import read_english
from .fact import Context, Fact, Figure, How, Period, Stage
from .items import SCOPES, Attributes, Folder, Item
from .lists import sharing, split_list, text_of
from .tokens import Token, tokenise, year_of
from .vocabulary import bare_heads, place_names

_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*")
_BREAKS = frozenset("，,；;：:。！？!?\n—")
_OPENING, _CLOSING = "（([【", "）)]】"
_QUOTES = frozenset("“”‘’\"'《》〈〉")
_NUMBERING = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)(?!\d)")
_LIGHT_ACTS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨实施⟩"})
_GROWTH = frozenset({"⟨↑⟩", "⟨↓⟩", "⟨＝⟩"})
_PREDICATES_OF_MEASURE = _GROWTH | {"⟨居⟩", "⟨占⟩", "⟨>⟩", "⟨<⟩", "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨创新高⟩", "⟨翻番⟩"}


@dataclass(slots=True)
class _State:
    """What earlier segments of a sentence lend to later ones."""

    subject: str = ""
    stem: str = ""
    verb: str = ""
    grown: bool = False
    levelled: bool = False
    items: tuple[str, ...] = ()
    period: Period | None = None
    topic: str = ""
    planned: bool = False


@dataclass(slots=True)
class _Segment:
    items: list[Item]
    start: int
    end: int
    lends: bool = False


@dataclass(slots=True)
class _Reader:
    context: Context
    facts: list[Fact] = field(default_factory=list)
    group: int = 0


def read(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts that a text says, in order; offsets are into `text`."""
    if _HAN.search(text) is None:
        return read_english(text, context)
    reader = _Reader(context)
    for match in _SENTENCE.finditer(text):
        _sentence(reader, _without_places(text, context), match.start(), match.end())
    return tuple(reader.facts)


def _without_places(text: str, context: Context) -> str:
    """The text with the names of its own place blanked, character for character."""
    if context.region is None:
        return text
    for name in sorted((*place_names().get(context.region, ()), context.region), key=len, reverse=True):
        if len(name) > 1 and name in text and name not in ("自治区",):
            text = text.replace(name, " " * len(name))
    return text


def _sentence(reader: _Reader, text: str, start: int, end: int) -> None:
    match = _NUMBERING.match(text, start, end)
    first = match.end() if match else start
    tokens = [_moved(token, first) for token in tokenise(text[first:end])]
    state = _State()
    clauses = list(_clauses(tokens))
    for place, clause in enumerate(clauses):
        following = Folder(clauses[place + 1]).fold() if reader.context.claim and place + 1 < len(clauses) else []
        lends = bool(following) and (following[0].kind == "sign" or following[0].value in bare_heads())
        _clause(reader, state, clause, lends or (bool(following) and following[0].kind == "figure" and len(following) == 1))


def _moved(token: Token, by: int) -> Token:
    figure = token.figure
    if figure is not None:
        figure = Figure(
            figure.start + by, figure.end + by, figure.text, figure.low, figure.high, figure.unit, figure.bound, figure.step, figure.spoken
        )
    return Token(token.start + by, token.end + by, token.kind, token.value, token.classes, figure, token.stage, token.own)


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Tokens between commas outside brackets; what stands in brackets comes behind, as a clause of its own."""
    depth = 0
    clause: list[Token] = []
    inside: list[Token] = []
    bracketed: list[list[Token]] = []
    for token in tokens:
        if token.kind == "mark":
            if token.value in _OPENING:
                depth += 1
                continue
            if token.value in _CLOSING:
                depth = max(0, depth - 1)
                if depth == 0 and inside:
                    bracketed.append(inside)
                    inside = []
                continue
            if token.value in _QUOTES or token.value.isspace():
                continue
            if token.value in _BREAKS and depth == 0:
                if clause:
                    yield clause
                yield from (one for one in bracketed if any(token.kind == "figure" for token in one))
                clause, bracketed = [], []
                continue
        (inside if depth else clause).append(token)
    if clause or inside:
        yield clause + inside


def _clause(reader: _Reader, state: _State, tokens: list[Token], lends: bool = False) -> None:
    folder = Folder(tokens, reader.context.plan is False and not reader.context.claim)
    items = folder.fold()
    attributes = folder.attributes
    period = _period(attributes, reader.context)
    if period is not None and not items:
        state.period = period
        return
    if period is not None and attributes.years and items and attributes.years[0].start <= items[0].start:
        state.period = period
    if attributes.goal and (not items or all(item.kind == "text" for item in items)):
        state.planned = True
    if not items:
        return
    ordered = _rank_list(items, state)
    for segment in [ordered] if ordered is not None else _segments(items):
        segment.lends = lends
        _segment(reader, state, segment, attributes, period or state.period)


def _period(attributes: Attributes, context: Context) -> Period | None:
    for token in attributes.years:
        if (found := year_of(token, context.year)) is not None:
            return Period(*found, said=True)
    return None


def _segments(items: list[Item]) -> Iterator[_Segment]:
    """A clause cut at list marks where both sides have a figure or a verb of their own."""
    if any(item.value == "⟨别⟩" for item in items) or _is_parallel(items):
        yield _Segment(items, items[0].start, items[-1].end)
        return
    current: list[Item] = []
    for place, item in enumerate(items):
        if item.kind == "and" and _says(current) and _says(_until_mark(items, place + 1)):
            if current:
                yield _Segment(current, current[0].start, current[-1].end)
            current = []
            continue
        current.append(item)
    if current:
        yield _Segment(current, current[0].start, current[-1].end)


def _rank_list(items: list[Item], state: _State) -> _Segment | None:
    """居全国第5和第6, of as many things as the clause before has told of one by one."""
    count = sum(item.kind == "figure" for item in items)
    plain = all(item.kind != "text" or item.value in SCOPES for item in items) and items[0].kind == "sign"
    if plain and count > 1 and count == len(state.items):
        return _Segment(items, items[0].start, items[-1].end)
    return None


def _is_parallel(items: Sequence[Item]) -> bool:
    """A、B增长3%、4%: as many items as figures that stand in a row at the end."""
    figures = [place for place, item in enumerate(items) if item.kind == "figure"]
    if len(figures) < 2:
        return False
    before = items[: figures[0]]
    behind = items[figures[0] :]
    return (
        all(item.kind in ("figure", "and") for item in behind)
        and sum(item.kind == "and" for item in before) == len(figures) - 1
        and not any(item.kind == "sign" and not item.value.startswith(tuple(_GROWTH | {"⟨占⟩"})) for item in before)
    )


def _says(items: Sequence[Item]) -> bool:
    return any(item.kind == "figure" or (item.kind == "sign" and item.value != "⟨等⟩") for item in items)


def _until_mark(items: Sequence[Item], place: int) -> list[Item]:
    found: list[Item] = []
    for item in items[place:]:
        if item.kind == "and":
            break
        found.append(item)
    return found


def _segment(reader: _Reader, state: _State, segment: _Segment, attributes: Attributes, period: Period | None) -> None:
    items = segment.items
    if any(item.value == "⟨别⟩" for item in items) or _is_parallel(items) or _rank_list(items, state) is not None:
        if _respectively(reader, state, segment, attributes, period):
            return
        items = [item for item in items if item.value != "⟨别⟩"]
    emit = _Emitter(reader, state, segment, attributes, period)
    emit.readings(items)


class _Emitter:
    """Emits the readings of one segment, and notes what it lends to the next."""

    def __init__(
        self, reader: _Reader, state: _State, segment: _Segment, attributes: Attributes, period: Period | None
    ) -> None:
        self._reader = reader
        self._state = state
        self._segment = segment
        self._attributes = attributes
        self._period = period

    def fact(self, items: Sequence[Item] | tuple[str, ...], how: How, item: int | None = None, lead: str = "") -> None:
        """One fact of these items, led by what another clause lends."""
        pieces = [*([lead] if lead else [])]
        figures: list[Figure] = []
        for one in items:
            if isinstance(one, str):
                pieces.append(one)
                continue
            if one.figure is not None:
                figures.append(one.figure)
            pieces.append(one.value)
        while pieces and pieces[-1] in ("、", "⟨等⟩"):
            pieces.pop()
        pieces = _canonical(pieces)
        key = "".join(pieces)
        if not re.search(r"[^#⟨⟩、\s]", re.sub("⟨[^⟩]*⟩", "", key)) and not lead:
            return
        context = self._reader.context
        planned = self._attributes.planned or self._state.planned or bool(context.plan and not context.claim)
        if context.claim and self._period is not None and context.year is not None and not self._attributes.done:
            planned = planned or self._period.first >= context.year
        qualifiers = set(self._attributes.qualifiers)
        if self._attributes.expected:
            qualifiers.add("预")
        self._reader.facts.append(
            Fact(
                key,
                tuple(pieces),
                tuple(figures),
                context.region,
                self._period if self._period is not None else _default_period(context),
                Stage.PLANNED if planned else Stage.TOLD,
                frozenset(qualifiers),
                how,
                self._segment.start,
                self._segment.end,
                self._reader.group,
                item,
                self._attributes.open_list,
            )
        )

    def readings(self, items: list[Item]) -> None:
        """All readings of a segment."""
        state = self._state
        items = _denied(_without_light_acts(items))
        if not items:
            return
        self._reader.group += 1
        head = items[0]
        counted = head.kind == "figure" and len(items) > 1 and items[1].kind == "text"
        lent = [] if counted else self._lent(items)
        text_first = (head.kind == "text" and not lent) or counted
        topic = all(item.kind in ("text", "and") for item in items) and not self._attributes.planned
        if self._reader.context.claim and topic and self._segment.lends:
            self._remember(items, lent)
            return
        if text_first or not lent:
            self.fact(items, How.WRITTEN)
        for lead in lent:
            self.fact(items, How.COMPLETED, lead=lead)
        if head.kind != "sign" and state.verb and not any(item.kind == "sign" and item.value != "⟨等⟩" for item in items):
            self.fact(items, How.COMPLETED, lead=state.verb)
        if head.kind == "sign" and head.value not in _PREDICATES_OF_MEASURE and not head.own and lent:
            self.fact(items, How.WRITTEN)
        self._lists(items, lent)
        if not self._reader.context.claim:
            self._continuous(items, lent)
        self._entailed(items, lent)
        self._remember(items, lent)

    def _entailed(self, items: list[Item], lent: list[str]) -> None:
        """What fell has not grown, and what grew has not fallen."""
        if self._reader.context.claim or any(item.value == "⟨非⟩" for item in items):
            return
        for place, item in enumerate(items):
            if item.value in _GROWTH and all(one.kind in ("figure", "sign") for one in items[place + 1 :]):
                before = [one.value for one in items[:place]]
                for sign in {"⟨↑⟩", "⟨↓⟩"} - {item.value}:
                    for lead in lent or [""]:
                        if before or lead:
                            self.fact((*before, "⟨非⟩", sign), How.ITEM, None, lead)
                return

    def _lent(self, items: list[Item]) -> list[str]:
        """What may stand in front of a segment that has no subject of its own."""
        state = self._state
        head = items[0]
        if head.kind == "text":
            if head.value in bare_heads() and len(items) > 1 and items[1].kind != "text":
                whole = re.sub(r"⟨[^⟩]*⟩", "", state.stem)
                if whole.endswith(head.value):
                    return [whole.removesuffix(head.value)] if whole != head.value else []
                return list(dict.fromkeys(lead for lead in (state.stem, state.subject, whole) if lead))
            return []
        if head.kind == "figure" or head.value in _PREDICATES_OF_MEASURE or head.value in ("⟨到⟩", "⟨连续⟩"):
            lent = [state.stem] if state.stem else []
            if head.kind == "figure" and head.figure is not None and head.figure.unit == "%" and state.grown and not state.levelled:
                lent = [f"{state.stem}⟨↑⟩"] if state.stem else []
            if state.subject and state.subject != state.stem:
                lent.append(state.subject)
            of_rate = any(item.value in ("⟨>⟩", "⟨<⟩") for item in items) or head.value == "⟨居⟩"
            if of_rate and state.grown and state.stem and not any(item.value in _GROWTH for item in items):
                lent = [f"{state.stem}⟨↑⟩", *(lent if state.levelled else [])]
            if head.value == "⟨累⟩" and state.stem:
                lent.insert(0, re.sub(r"⟨[^⟩]*⟩", "", state.stem))
            return list(dict.fromkeys(lent))
        return [state.subject] if state.subject else []

    def _lists(self, items: list[Item], lent: list[str]) -> None:
        """Each member of a list of subjects or objects as a fact of its own."""
        first_sign = next((place for place, item in enumerate(items) if item.kind in ("sign", "figure") and item.value != "⟨等⟩"), None)
        if first_sign is None:
            return
        subjects = split_list(items[:first_sign])
        if len(subjects) > 1:
            rest = items[first_sign:]
            names = [text_of([item for item in run if item.value != "⟨等⟩"]) for run in subjects]
            for number, name in _members(names):
                self.fact((name, *rest), How.ITEM, number)
        behind = [place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩"]
        if not behind:
            return
        last = behind[-1]
        etc = next((place for place, item in enumerate(items) if item.value == "⟨等⟩" and place > last), len(items))
        if any(item.kind == "figure" for item in items[last:etc]):
            return
        objects = split_list(items[last + 1 : etc])
        if objects and (len(objects) > 1 or etc < len(items)):
            names = [text_of(run) for run in objects]
            for number, name in _members(names):
                self.fact((*items[: last + 1], name), How.ITEM, number, lent[0] if lent else "")

    def _continuous(self, items: list[Item], lent: list[str]) -> None:
        """连续15年居世界第一 also says 居世界第一."""
        for place, item in enumerate(items[:-1]):
            if item.value == "⟨连续⟩" and items[place + 1].kind == "figure":
                rest = items[:place] + items[place + 2 :]
                if rest:
                    for lead in lent or [""]:
                        self.fact(rest, How.ITEM, None, lead)
                return

    def _remember(self, items: list[Item], lent: list[str]) -> None:
        state = self._state
        figure = next((place for place, item in enumerate(items) if item.kind == "figure"), None)
        sign = next((place for place, item in enumerate(items) if item.kind == "sign"), None)
        if figure is not None and sign is not None and sign < figure:
            lasts = [place for place in range(figure) if items[place].kind == "sign"]
            state.verb = text_of(items[: lasts[-1] + 1]) if lasts[-1] + 1 < figure else state.verb
        elif sign is not None:
            state.verb = text_of(items[: sign + 1]) if items[0].kind == "sign" else ""
        if items[0].kind == "text" and not lent:
            state.subject = text_of(items[: min(place for place in (figure, sign, len(items)) if place is not None)])
            state.grown = state.levelled = False
        elif items[0].kind == "sign" and items[0].value not in _PREDICATES_OF_MEASURE:
            if len(items) > 1 and items[1].kind == "text":
                state.grown = state.levelled = False
        if figure is not None:
            before = list(items[:figure])
            grown = any(item.value in _GROWTH for item in before)
            stem = text_of([item for item in before if item.value not in _PREDICATES_OF_MEASURE])
            if before and any(item.kind == "text" for item in before) and not (lent and items[0].kind == "text") and not any(item.value in ("⟨居⟩", "⟨>⟩", "⟨<⟩", "⟨占⟩") for item in before):
                state.stem = (lent[0] if lent and items[0].value not in _PREDICATES_OF_MEASURE and items[0].own else "") + stem
            state.grown = state.grown or grown
            state.levelled = state.levelled or not grown
        elif items[0].kind == "text" and not lent:
            state.stem = state.subject


def _members(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    seen: set[tuple[int, str]] = set()
    for variant in sharing(names):
        for number, name in enumerate(variant):
            if (number, name) not in seen:
                seen.add((number, name))
                yield number, name


def _without_light_acts(items: list[Item]) -> list[Item]:
    """完成, 实现, 实施 say nothing beside a figure."""
    if any(item.kind == "figure" for item in items):
        kept = [item for item in items if item.value not in _LIGHT_ACTS]
        return kept if any(item.kind == "text" for item in kept) or not any(item.kind == "text" for item in items) else items
    return items


def _denied(items: list[Item]) -> list[Item]:
    """没发生 is 没有; years without a thing are years in a row."""
    found = [
        item
        for place, item in enumerate(items)
        if not (item.value == "⟨发生⟩" and any(one.value == "⟨非⟩" for one in items[max(0, place - 1) : place + 2]))
    ]
    figure = next((place for place, item in enumerate(found) if item.kind == "figure"), None)
    if figure is None or not any(item.value == "⟨非⟩" for item in found[figure:]):
        return found
    lasting = found[figure].figure is not None and found[figure].figure.unit in ("年", "月数", "天")  # type: ignore[union-attr]
    if lasting and not any(item.value == "⟨连续⟩" for item in found):
        sign = Item("sign", "⟨连续⟩", found[figure].start, found[figure].start)
        return [*found[:figure], sign, *found[figure:]]
    return found


def _canonical(pieces: Sequence[str]) -> list[str]:
    """Neighbouring texts as one piece; no list mark at either end of one."""
    found: list[str] = []
    for piece in pieces:
        if piece and found and not piece.startswith("⟨") and piece != "#" and not found[-1].startswith("⟨") and found[-1] != "#":
            found[-1] += piece
        elif piece and not (found and piece == found[-1] and piece.startswith("⟨")):
            found.append(piece)
    return [piece.strip("、") or piece for piece in found if piece.strip("、")]


def _default_period(context: Context) -> Period | None:
    if context.claim or not context.years:
        return None
    return Period(context.years[0], context.years[-1])


def _respectively(
    reader: _Reader, state: _State, segment: _Segment, attributes: Attributes, period: Period | None
) -> bool:
    """A、B分别增长3%、4%: item by item. False where items and figures don't come in the same number."""
    items = _without_light_acts(segment.items)
    mark = next((place for place, item in enumerate(items) if item.value == "⟨别⟩"), None)
    if mark is None:
        mark = next(place for place, item in enumerate(items) if item.kind in ("figure",))
        while mark > 0 and items[mark - 1].kind == "sign":
            mark -= 1
        tail = items[mark:]
    else:
        tail = items[mark + 1 :]
    named = [item for item in items[:mark]]
    lead_sign = [item for item in named if item.kind == "sign" and item.value != "⟨等⟩"]
    names = [text_of([one for one in run if one.kind == "text"]) for run in split_list([i for i in named if i.kind != "sign"])]
    names = [name for name in names if name]
    runs = _figure_runs(tail)
    inherited = False
    if state.items and len(names) < 2 and len(runs) == len(state.items):
        names, inherited = list(state.items), True
    if len(names) < 2 or len(runs) != len(names):
        return False
    emit = _Emitter(reader, state, segment, attributes, period)
    seen: set[tuple[int, str]] = set()
    base = reader.group
    for variant in sharing(names):
        for number, name in enumerate(variant):
            if (number, name) in seen:
                continue
            seen.add((number, name))
            reader.group = base + 1 + number
            emit.fact((*[one.value for one in lead_sign if False], name, *lead_sign, *runs[number]), How.RESPECTIVELY)
    reader.group = base + len(names)
    if not inherited:
        state.items = tuple(names)
        state.subject = state.stem = ""
    return True


def _figure_runs(tail: Sequence[Item]) -> list[list[Item]]:
    """The parts of the tail, each with the signs before the first figure of all."""
    parts = split_list(tail)
    if not parts or not all(any(item.kind == "figure" for item in part) for part in parts):
        return []
    leading: list[Item] = []
    for item in parts[0]:
        if item.kind == "figure":
            break
        leading.append(item)
    runs = [parts[0]]
    for part in parts[1:]:
        runs.append(part if part[0].kind == "sign" else [*leading, *part])
    return runs
