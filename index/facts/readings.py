"""The readings of a segment: as written, completed from other clauses, each item of a list, what it entails."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from index.facts.cutting import Segment
from index.facts.fact import Bound, Context, Fact, Figure, How, Period, Stage
from index.facts.items import Attributes, Item
from index.facts.lists import sharing, split_list, text_of, without_count
from index.facts.signs import GROWTH, OF_MEASURE, canonical, denied, split_key, without_light_acts
from index.facts.vocabulary import bare_heads

_PLACES_ABOVE = re.compile(
    "(?:全国)?(?:(?P<one>一个|1个|一)|哪个|任何一个|任何|别的|其他)?(?:省份|省区市|省区|省市|省|地区|地方)(?P<measure>.+)$"
)
_DRIVES = frozenset({"⟨带动⟩", "⟨推⟩"})
_NATION = frozenset({"全国", "全国平均"})
# What stands behind a topic: R&D强度方面.
_TOPIC = re.compile("(?:方面|来看|来说|来讲)$")
# What a claim says a plan is put down in.
_LISTS = frozenset({"项目", "名单", "工作", "活动", "对象", "安排", "工作安排", "任务", "清单", "的项目"})


@dataclass(slots=True)
class State:
    """What earlier segments of a sentence lend to later ones."""

    subject: str = ""
    stem: str = ""
    verb: str = ""
    grown: bool = False
    levelled: bool = False
    items: tuple[str, ...] = ()
    told: list[str] = field(default_factory=list)
    period: Period | None = None
    topic: str = ""
    has_topic: bool = False  # of a claim: the clause before said only what this one is about
    planned: bool = False
    cause: bool = False
    goal: bool = False
    share: str = ""
    expected: bool = False

    def named(self, count: int) -> tuple[str, ...]:
        """What a clause of `count` figures speaks of: the list before it, or the last clauses' measures."""
        if len(self.items) == count:
            return self.items
        return tuple(self.told[-count:]) if len(self.told) >= count else ()


@dataclass(slots=True)
class Reader:
    """A text's reading as it goes on: the facts found, and how many statements so far."""

    context: Context
    facts: list[Fact] = field(default_factory=list)
    group: int = 0


class Emitter:
    """Emits the readings of one segment, and notes what it lends to the next."""

    def __init__(
        self, reader: Reader, state: State, segment: Segment, attributes: Attributes, period: Period | None
    ) -> None:
        self._reader = reader
        self._state = state
        self._segment = segment
        self._attributes = attributes
        self._period = period

    def fact(self, items: Sequence[Item | str], how: How, item: int | None = None, lead: str = "") -> None:
        """One fact of these items, led by what another clause lends."""
        pieces = split_key(lead)
        figures: list[Figure] = []
        for one in items:
            if isinstance(one, str):
                pieces += split_key(one)
                continue
            if one.figure is not None and _doubles(one.figure) and pieces and pieces[-1] == "⟨↑⟩":
                pieces[-1] = "⟨翻番⟩"
                continue
            if one.figure is not None:
                figures.append(one.figure)
            pieces.append(one.value)
        while pieces and pieces[-1] in ("、", "⟨等⟩"):
            pieces.pop()
        pieces = canonical(pieces)
        key = "".join(pieces)
        if not re.search(r"[^#⟨⟩、\s]", re.sub("⟨[^⟩]*⟩", "", key)) and not lead:
            return
        context = self._reader.context
        planned = self._attributes.planned or self._state.planned or bool(context.plan and not context.claim)
        now = context.now if context.now is not None else context.year
        over = context.claim and self._period is not None and now is not None and self._period.first < now
        planned = planned or (self._attributes.strives and not over)
        if context.claim and self._period is not None and now is not None and not self._attributes.done:
            planned = planned or self._period.first >= now
        qualifiers = set(self._attributes.qualifiers)
        if self._attributes.expected:
            qualifiers.add("预")
        elif self._state.expected:
            qualifiers.add("预?")
        if self._state.cause:
            qualifiers.add("因")
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
        items = without_count(denied(without_light_acts(items)))
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
            state.subject, state.stem = (_TOPIC.sub("", one) for one in (state.subject, state.stem))
            state.has_topic = True
            return
        of_topic, state.has_topic = state.has_topic, False
        if of_topic and not lent:  # nothing here carries it on: it is a statement that must hold by itself
            self.fact((state.subject,), How.WRITTEN)
            self._reader.group += 1
        if text_first or not lent:
            self.fact(items, How.WRITTEN)
        for lead in lent:
            self.fact(items, How.COMPLETED, lead=lead)
        if (
            head.kind != "sign"
            and state.verb
            and not self._attributes.qualifiers  # "…，实有企业首次突破200万户" is told for itself
            and not any(item.kind == "sign" and item.value != "⟨等⟩" for item in items)
        ):
            self.fact(items, How.COMPLETED, lead=state.verb)
        if head.kind == "sign" and head.value not in OF_MEASURE and not head.own and lent and not of_topic:
            self.fact(items, How.WRITTEN)
        self._lists(items, lent)
        if self._reader.context.claim:
            self._looser(items, lent)
            self._ranked(items)
            self._listed(items, lent)
        else:
            self._continuous(items, lent)
            self._risen(items, lent)
            self._had(items)
            self._driven(items)
            self._twice_counted(items, lent)
            self._moved(items, lent)
        self._entailed(items, lent)
        self._remember(items, lent)

    def _entailed(self, items: list[Item], lent: list[str]) -> None:
        """What fell has not grown, and what grew has not fallen."""
        if self._reader.context.claim or any(item.value == "⟨非⟩" for item in items):
            return
        for place, item in enumerate(items):
            if item.value in GROWTH and all(one.kind in ("figure", "sign") for one in items[place + 1 :]):
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
        if head.kind == "figure" or head.value in OF_MEASURE or head.value in ("⟨到⟩", "⟨连续⟩"):
            lent = [state.stem] if state.stem else []
            if (
                head.kind == "figure"
                and head.figure is not None
                and head.figure.unit == "%"
                and state.grown
                and not state.levelled
            ):
                lent = [f"{state.stem}⟨↑⟩"] if state.stem else []
            if state.share and (of := self._of_share(items)):
                return of
            if state.subject and state.subject != state.stem:
                lent.append(state.subject)
            lent += [lead.removeprefix("⟨获⟩") for lead in lent if lead.startswith("⟨获⟩")]
            of_rate = any(item.value in ("⟨>⟩", "⟨<⟩") for item in items) or head.value == "⟨居⟩"
            if of_rate and state.grown and state.stem and not any(item.value in GROWTH for item in items):
                lent = [f"{state.stem}⟨↑⟩", *(lent if state.levelled else [])]
            if head.value in GROWTH | {"⟨累⟩"}:
                lent += [lead.removesuffix("增量") for lead in (state.stem, state.subject) if lead.endswith("增量")]
            if head.value == "⟨累⟩" and state.stem:
                lent.insert(0, re.sub(r"⟨[^⟩]*⟩", "", state.stem))
            return list(dict.fromkeys(lent))
        return [state.subject] if state.subject else []

    def _of_share(self, items: list[Item]) -> list[str]:
        """The share that another figure of it belongs to: 占比…%，提高…个百分点; a report's also without its whole."""
        figure = next((item.figure for item in items if item.figure is not None), None)
        moved = items[0].value in GROWTH and figure is not None and figure.unit == "百分点"
        level = items[0].kind == "figure" and figure is not None and figure.unit == "%"
        if not (moved or level):
            return []
        share = self._state.share
        part = share[: share.index("⟨占⟩") + len("⟨占⟩")]
        return list(dict.fromkeys([share] if self._reader.context.claim else [share, part]))

    def _lists(self, items: list[Item], lent: list[str]) -> None:
        """Each member of a list of subjects or objects as a fact of its own."""
        pushed = items[:1] if items[0].value == "⟨推⟩" else []  # 推动甲、乙建成
        begins = len(pushed)
        first_sign = next(
            (
                place
                for place, item in enumerate(items)
                if place >= begins and item.kind in ("sign", "figure") and item.value != "⟨等⟩"
            ),
            None,
        )
        if first_sign is None:
            return
        if self._attributes.each and not any(item.kind == "figure" for item in items):
            # 小区改造开工量、完工量均翻番: what is said of each comes last.
            first_sign = max(place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩")
        subjects = split_list(items[begins:first_sign])
        # Of a list with one figure only 均 says that it is each one's; "三大产业规模达到" is of all together.
        apart = self._attributes.each or not any(item.kind == "figure" for item in items)
        if len(subjects) > 1 and apart:
            rest = items[first_sign:]
            names = [text_of([item for item in run if item.value != "⟨等⟩"]) for run in subjects]
            for number, name in _members(names):
                self.fact((*pushed, name, *rest), How.ITEM, number)
        behind = [place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩"]
        if not behind:
            return
        last = behind[-1]
        etc = next((place for place, item in enumerate(items) if item.value == "⟨等⟩" and place > last), len(items))
        if any(item.kind == "figure" for item in items[last:etc]):
            # 建成甲、乙共67公里 says that each was built, of how much is for all of them.
            behind_list = next(place for place in range(last, etc) if items[place].kind == "figure")
            listed = any(item.kind == "and" for item in items[last:behind_list])
            if self._reader.context.claim or not listed or items[last].value in OF_MEASURE:
                return
            etc = behind_list
        objects = split_list(items[last + 1 : etc])
        if objects and (len(objects) > 1 or etc < len(items)):
            names = [text_of(run) for run in objects]
            alone = items[0].kind == "sign" and not items[0].own  # whose deed it is need not be said
            for number, name in _members(names):
                for lead in dict.fromkeys([*lent[:1], *([""] if alone or not lent else [])]):
                    self.fact((*items[: last + 1], name), How.ITEM, number, lead)

    def _continuous(self, items: list[Item], lent: list[str]) -> None:
        """连续15年居世界第一 also says 居世界第一."""
        for place, item in enumerate(items[:-1]):
            if item.value == "⟨连续⟩" and items[place + 1].kind == "figure":
                rest = items[:place] + items[place + 2 :]
                if rest:
                    for lead in lent or [""]:
                        self.fact(rest, How.ITEM, None, lead)
                return

    def _looser(self, items: list[Item], lent: list[str]) -> None:
        """What only a claim leaves out: that a goal in % is one of growth; that a number reached is a stock."""
        state = self._state
        signs = [item.value for item in items if item.kind == "sign"]
        self._owned(items, lent, signs)
        figure = items[-1].figure
        if figure is None or len([item for item in items if item.kind == "figure"]) != 1:
            return
        state.goal = state.goal or self._attributes.goal
        over = self._period is not None and self._period.first < (self._reader.context.now or self._period.first)
        if state.goal and not over and figure.unit == "%" and not signs and not state.share:
            for lead in lent or [""]:
                self.fact([*items[:-1], "⟨↑⟩", items[-1]], How.ITEM, None, lead)
        if state.grown and not state.levelled and figure.unit == "%" and items[0].value in _NATION and not signs:
            for lead in lent or [""]:
                self.fact([*items[:-1], "⟨↑⟩", items[-1]], How.ITEM, None, lead)
        if (len(items) == 1 and state.verb.startswith("⟨新增⟩")) or (not signs and state.stem.endswith("⟨新增⟩")):
            whole = re.sub(r"⟨[^⟩]*⟩", "", state.stem)
            self.fact([*items[:-1], "⟨累⟩", items[-1]], How.ITEM, None, whole)

    def _ranked(self, items: list[Item]) -> None:
        """没有哪个省份的财政收入超过广东 is the first rank, 只有一个 the second."""
        texts = [item for item in items if item.kind == "text"]
        signs = [item.value for item in items if item.kind == "sign"]
        if signs not in (["⟨非⟩", "⟨>⟩"], ["⟨>⟩"]) or items[-1].value != "⟨>⟩" or not texts:
            return
        match = _PLACES_ABOVE.match("".join(item.value for item in texts))
        if match is None or not match["measure"] or ("⟨非⟩" in signs) == bool(match["one"]):
            return
        rank = Decimal(2 if match["one"] else 1)
        figure = Figure(items[0].start, items[-1].end, str(rank), rank, rank, "第", Bound.EXACT, Decimal(1))
        place = Item("figure", "#", items[0].start, items[-1].end, figure)
        self.fact((match["measure"], "⟨居⟩", "全国", place), How.ITEM)

    def _owned(self, items: list[Item], lent: list[str], signs: Sequence[str]) -> None:
        """拥有23家实验室 is how many there are in all."""
        figures = [item for item in items if item.kind == "figure"]
        if not self._attributes.has or signs or len(figures) != 1 or figures[0].figure is None:
            return
        if figures[0].figure.unit in ("%", "百分点", "倍"):
            return
        rest = [item for item in items if item.kind != "figure"]
        for lead in lent or [""]:
            self.fact([*rest, "⟨累⟩", figures[0]], How.ITEM, None, lead)

    def _had(self, items: list[Item]) -> None:
        """获得国家科技奖励19项 also says 国家科技奖励19项."""
        texts = all(item.kind == "text" for item in items[1:-1])
        if len(items) > 2 and items[0].value == "⟨获⟩" and texts and items[-1].kind == "figure":
            self.fact(items[1:], How.ITEM)

    def _driven(self, items: list[Item]) -> None:
        """带动产值达到21.7亿元 also says that the value is that high; 带动投资100亿元 says it of no investment."""
        risen = self._attributes.has or any(item.value in GROWTH for item in items)
        if items[0].value in _DRIVES and len(items) > 2 and items[1].kind == "text" and risen:
            self.fact(items[1:], How.ITEM)

    def _twice_counted(self, items: list[Item], lent: list[str]) -> None:
        """改造小区1343个52.54万户 also says each of the two."""
        for place in range(1, len(items) - 1):
            one, other = items[place].figure, items[place + 1].figure
            if one is None or other is None or one.unit == other.unit or "第" in (one.unit, other.unit):
                continue
            for dropped in (place, place + 1):
                for lead in lent or [""]:
                    self.fact([*items[:dropped], *items[dropped + 1 :]], How.ITEM, None, lead)
            return

    def _moved(self, items: list[Item], lent: list[str]) -> None:
        """占比由18%增至71% also says that it is 71 %, and that it rose by 53 percentage points."""
        to = next((place for place, item in enumerate(items) if item.value == "⟨到⟩"), None)
        figures = [item.figure for item in items if item.figure is not None]
        if to is None or to + 2 != len(items) or len(figures) < 2 or items[to - 1].figure is not figures[-2]:
            return
        first, last = figures[-2:]
        if first.unit != last.unit or first.unit == "第" or first.low != first.high or last.low != last.high:
            return
        before = items[: to - 1]
        unit = "百分点" if last.unit == "%" else last.unit
        gap = last.low - first.low
        step = min(first.step, last.step)
        by = Figure(
            first.start, last.end, f"{abs(gap).normalize():f}{unit}", abs(gap), abs(gap), unit, Bound.EXACT, step
        )
        for lead in lent or [""]:
            self.fact([*before, items[-1]], How.ITEM, None, lead)
            if gap and first.bound is last.bound is Bound.EXACT:
                sign = replace(items[to], value="⟨↑⟩" if gap > 0 else "⟨↓⟩")
                self.fact([*before, sign, replace(items[-1], figure=by)], How.COMPUTED, None, lead)

    def _listed(self, items: list[Item], lent: list[str]) -> None:
        """A claim's 列入2025年开工项目 says that it is to begin."""
        signs = [place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩"]
        if len(signs) < 2 or items[signs[0]].value != "⟨获⟩" or any(item.kind == "figure" for item in items):
            return
        last = signs[-1]
        if all(item.kind == "text" and item.value in _LISTS for item in items[last + 1 :]):
            for lead in lent or [""]:
                self.fact([*items[: signs[0]], *items[signs[0] + 1 : last + 1]], How.ITEM, None, lead)

    def _risen(self, items: list[Item], lent: list[str]) -> None:
        """由全国第11位升至第5位 also says 居全国第5位."""
        ranks = [place for place, item in enumerate(items) if item.value == "⟨居⟩"]
        if len(ranks) != 2 or "升至" not in self._attributes.qualifiers:
            return
        first, last = ranks
        scope = [item for item in items[first + 1 : last] if item.kind == "text"]
        for lead in lent or [""]:
            self.fact([*items[:first], items[last], *scope, *items[last + 1 :]], How.ITEM, None, lead)

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
        elif items[0].value not in OF_MEASURE and [item.kind for item in items[:2]] == ["sign", "text"]:
            state.grown = state.levelled = False
        if figure == 0 and len(items) == 2 and items[1].kind == "text":
            state.subject = state.stem = items[1].value
            state.grown = state.levelled = False
            state.share = ""
        elif figure is not None:
            before = list(items[:figure])
            if not any(item.kind == "text" for item in before):  # 新增35家企业、总数达270家
                before += [item for item in items[figure + 1 :] if item.kind == "text"]
            grown = any(item.value in GROWTH for item in before)
            stem = text_of([item for item in before if item.value not in OF_MEASURE | {"⟨连续⟩"}])
            if (
                before
                and any(item.kind == "text" for item in before)
                and not (lent and items[0].kind == "text")
                and not any(item.value in ("⟨居⟩", "⟨>⟩", "⟨<⟩", "⟨占⟩") for item in before)
            ):
                state.stem = (lent[0] if lent and items[0].value not in OF_MEASURE and items[0].own else "") + stem
            if self._attributes.has and items[0].value in _DRIVES:
                state.stem = state.stem.removeprefix(items[0].value)
            if state.stem and state.stem not in state.told:
                state.told.append(state.stem)
            if before:
                lead = lent[0] if lent and items[0].kind != "text" else ""
                text = lead + text_of([item for item in before if item.value not in GROWTH])
                state.share = text if "⟨占⟩" in text else ""
            state.grown = state.grown or grown
            state.levelled = state.levelled or not grown
        elif items[0].kind == "text" and not lent:
            state.stem = state.subject


def _doubles(figure: Figure) -> bool:
    """增长一倍 is 翻番."""
    return figure.unit == "倍" and figure.low == figure.high == 1 and figure.bound is Bound.EXACT


def _members(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    seen: set[tuple[int, str]] = set()
    for variant in sharing(names):
        for number, name in enumerate(variant):
            if (number, name) not in seen and name.count("⟨") == name.count("⟩"):
                seen.add((number, name))
                yield number, name


def _default_period(context: Context) -> Period | None:
    if context.claim or not context.years:
        return None
    return Period(context.years[0], context.years[-1])
