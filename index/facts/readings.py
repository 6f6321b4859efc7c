"""The readings of a segment: as written, completed from other clauses, each item of a list, what it entails."""

import re
from collections.abc import Iterator, Sequence

from index.facts.emitting import Emitter
from index.facts.entailed import entailed, titled
from index.facts.fact import How, Item
from index.facts.lists import sharing, split_list, text_of, without_count
from index.facts.loosened import loosened, without_after
from index.facts.signs import DRIVES, GROWTH, OF_MEASURE, denied, without_light_acts
from index.facts.vocabulary import bare_heads
from index.patterns import regex

# 增长面 or 增速前三 is nothing that is moved.
SHORTEST_MOVED = 3
_NEW_ONES = frozenset({"⟨新增⟩", "⟨净增⟩", "⟨新登记⟩"})
# What stands behind a topic: R&D强度方面.
_TOPIC = regex("(?:方面|来看|来说|来讲)$")


def readings(emit: Emitter, items: list[Item]) -> None:
    """All readings of a segment."""
    state = emit.state
    if emit.reader.context.claim:
        items = without_after(items)
    counted_list = items
    counted_too = denied(without_light_acts(items))
    items = without_count(counted_too)
    if not items:
        return
    emit.reader.group += 1
    head = items[0]
    counted = head.kind == "figure" and len(items) > 1 and items[1].kind == "text"
    lent = [] if counted else _lent(emit, items)
    text_first = (head.kind == "text" and not lent) or counted
    topic = all(item.kind in ("text", "and") for item in items) and not emit.attributes.planned
    if emit.reader.context.claim and topic and emit.segment.lends:
        _remember(emit, items, lent)
        state.subject, state.stem = (_TOPIC.sub("", one) for one in (state.subject, state.stem))
        state.has_topic = True
        return
    of_topic, state.has_topic = state.has_topic, False
    if of_topic and not lent:  # nothing here carries it on: it is a statement that must hold by itself
        emit.fact((state.subject,), How.WRITTEN)
        emit.reader.group += 1
    if text_first or not lent:
        emit.fact(items, How.WRITTEN)
    for lead in lent:
        emit.fact(items, How.COMPLETED, lead=lead)
    if (
        head.kind != "sign"
        and state.verb
        and not emit.attributes.qualifiers  # "…，实有企业首次突破200万户" is told for itself
        and not any(item.kind == "sign" and item.value != "⟨等⟩" for item in items)
    ):
        emit.fact(items, How.COMPLETED, lead=state.verb)
    if (
        head.kind == "sign"
        and (head.value not in OF_MEASURE or _moves(items))
        and not head.own
        and lent
        and not of_topic
    ):
        emit.fact(items, How.WRITTEN)
    if state.doer and head.kind == "sign" and head.value not in OF_MEASURE and state.doer not in lent:
        emit.fact(items, How.ITEM, lead=state.doer)
    _lists(emit, items, lent)
    left_out = [item.figure for item in counted_too if item.figure is not None and item not in items]
    if any(figure.text[:1].isdigit() for figure in left_out) and not emit.reader.context.claim:
        emit.fact(counted_too, How.ITEM)  # 甲、乙2条高速: that they are two is told as well; 两个文明 are no count
    if emit.reader.context.claim:
        loosened(emit, items, lent)
        state.last = tuple(item.value for item in items)
    else:
        entailed(emit, items, lent)
        titled(emit, counted_list)
    _remember(emit, items, lent)


def _moves(items: Sequence[Item]) -> bool:
    """Whether a segment tells what it moves itself, by how much: 增加中小学学位2万个, 压减地下水开采量1.57亿立方米."""
    if len(items) > 3 and items[0].value == "⟨累⟩" and items[1].kind == "sign" and items[1].value not in OF_MEASURE:
        return True  # 累计签约项目217个
    if len(items) < 3 or items[0].value not in GROWTH or items[-1].figure is None:
        return False
    names = items[1:-1]
    return all(item.kind == "text" for item in names) and sum(len(item.value) for item in names) > SHORTEST_MOVED


def _lent(emit: Emitter, items: list[Item]) -> list[str]:
    """What may stand in front of a segment that has no subject of its own."""
    state = emit.state
    head = items[0]
    if head.kind == "text":
        if head.value in bare_heads() and len(items) > 1 and items[1].kind != "text":
            whole = re.sub(r"⟨[^⟩]*⟩", "", state.stem)
            if whole.endswith(head.value):
                return [whole.removesuffix(head.value)] if whole != head.value else []
            return list(dict.fromkeys(lead for lead in (state.made, state.stem, state.subject, whole) if lead))
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
        if state.share and (of := _of_share(emit, items)):
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


def _of_share(emit: Emitter, items: list[Item]) -> list[str]:
    """The share that another figure of it belongs to: 占比…%，提高…个百分点; a report's also without its whole."""
    figure = next((item.figure for item in items if item.figure is not None), None)
    moved = items[0].value in GROWTH and figure is not None and figure.unit == "百分点"
    level = items[0].kind == "figure" and figure is not None and figure.unit == "%"
    if not (moved or level):
        return []
    share = emit.state.share
    part = share[: share.index("⟨占⟩") + len("⟨占⟩")]
    return list(dict.fromkeys([share] if emit.reader.context.claim else [share, part]))


def _lists(emit: Emitter, items: list[Item], lent: list[str]) -> None:
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
    if first_sign is None or _closed_list(emit, items):
        return
    if emit.attributes.each and not any(item.kind == "figure" for item in items):
        # 小区改造开工量、完工量均翻番: what is said of each comes last.
        first_sign = max(place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩")
    subjects = split_list(items[begins:first_sign])
    # Of a list with one figure only 均 says that it is each one's; "三大产业规模达到" is of all together.
    apart = emit.attributes.each or not any(item.kind == "figure" for item in items)
    if len(subjects) > 1 and apart:
        rest = items[first_sign:]
        names = [text_of([item for item in run if item.value != "⟨等⟩"]) for run in subjects]
        for number, name in _members(names):
            emit.fact((*pushed, name, *rest), How.ITEM, number)
    behind = [place for place, item in enumerate(items) if item.kind == "sign" and item.value != "⟨等⟩"]
    if not behind:
        return
    last = behind[-1]
    etc = next((place for place, item in enumerate(items) if item.value == "⟨等⟩" and place > last), len(items))
    if any(item.kind == "figure" for item in items[last:etc]):
        # 建成甲、乙共67公里 says that each was built, of how much is for all of them.
        behind_list = next(place for place in range(last, etc) if items[place].kind == "figure")
        listed = any(item.kind == "and" for item in items[last:behind_list])
        if emit.reader.context.claim or not listed or items[last].value in OF_MEASURE:
            return
        etc = behind_list
    objects = split_list(items[last + 1 : etc])
    if objects and (len(objects) > 1 or etc < len(items)):
        names = [text_of(run) for run in objects]
        alone = items[0].kind == "sign" and not items[0].own  # whose deed it is need not be said
        for number, name in _members(names):
            for lead in dict.fromkeys([*lent[:1], *([""] if alone or not lent else [])]):
                emit.fact((*items[: last + 1], name), How.ITEM, number, lead)


def _closed_list(emit: Emitter, items: list[Item]) -> bool:
    """Each member of a list that 等 closes before the deed, where members hold figures or deeds themselves.

    年产150万吨芳烃、甲水库、丙高速改扩建工程等项目开工: 甲水库 and 丙高速改扩建工程 were begun.
    """
    etc = next((place for place, item in enumerate(items) if item.value == "⟨等⟩"), None)
    if etc is None or items[0].kind == "sign":
        return False
    runs, rest = split_list(items[:etc]), items[etc + 1 :]
    within = any(item.kind != "text" for run in runs for item in run)
    if not within or len(runs) < 2 or any(run[0].kind == "sign" for run in runs):
        return False
    if any(item.kind == "figure" for item in rest) or not any(item.kind == "sign" for item in rest):
        return False
    rest = rest[next(place for place, item in enumerate(rest) if item.kind == "sign") :]
    for number, run in enumerate(runs):
        emit.fact((*run, *rest), How.ITEM, number)
    return True


def _remember(emit: Emitter, items: list[Item], lent: list[str]) -> None:
    state = emit.state
    if lent and items[0].kind == "text" and len(items) > 1 and items[1].value in _NEW_ONES:
        # 经营主体…，企业净增15万户、达157万户: what is there behind is the firms', of whom new ones were told.
        state.subject = state.stem = re.sub(r"⟨[^⟩]*⟩", "", lent[0]) + items[0].value
        state.grown = state.levelled = False
        return
    if items[0].value not in bare_heads():
        deed = items[0].kind == "sign" and items[0].value not in OF_MEASURE
        state.made = text_of(items[1:]) if deed and all(item.kind == "text" for item in items[1:]) else ""
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
        if emit.attributes.has and items[0].value in DRIVES:
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
        if emit.reader.context.claim and any(item.value in GROWTH for item in items):
            state.grown = True  # A与B增速相同，都是3.3%


def _members(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    seen: set[tuple[int, str]] = set()
    for variant in sharing(names):
        for number, name in enumerate(variant):
            if (number, name) not in seen and name.count("⟨") == name.count("⟩"):
                seen.add((number, name))
                yield number, name
