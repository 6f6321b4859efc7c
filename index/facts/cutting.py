"""A sentence cut into clauses, and a clause into segments that each say one thing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.facts.fact import Item
from index.facts.items import SCOPES
from index.facts.signs import GROWTH
from index.facts.tokens import Token

_BREAKS = frozenset("，,；;：:。！？!?\n—")
_OPENING, _CLOSING = "（([【", "）)]】"
_QUOTES = frozenset("“”‘’\"'《》〈〉")


@dataclass(slots=True)
class Segment:
    """A part of a clause with a figure or verb of its own; `lends`: it names what the next clause speaks of."""

    items: list[Item]
    start: int
    end: int
    lends: bool = False


def spanned(items: list[Item]) -> Segment:
    """The segment of items, from where the first of them stands to where the last does: they may have been turned."""
    return Segment(items, min(item.start for item in items), max(item.end for item in items))


# 粮食总产量在上年大幅度增长的基础上，又增产…: what it grew from says nothing of what did.
_BASES = ("基础上", "前提下", "情况下", "条件下", "背景下", "形势下")


def _without_basis(clause: list[Token]) -> list[Token]:
    """The subject of a clause that ends with what it rests on; the clause as it is where it has no subject."""
    if not clause[-1].value.endswith(_BASES):
        return clause
    opens = next((place for place, token in enumerate(clause) if token.value == "在"), 0)
    return clause[:opens] if opens and not any(token.kind == "figure" for token in clause) else clause


def clauses_of(tokens: Sequence[Token]) -> Iterator[list[Token]]:
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
                if depth == 0 and _is_enumerator(inside):  # a heading that runs on: 增长6.4%（一）抗旱保粮
                    if clause:
                        yield clause
                    clause, inside = [], []
                if depth == 0 and inside:
                    bracketed.append(inside)
                    inside = []
                continue
            if token.value in _QUOTES or token.value.isspace():
                continue
            if token.value in _BREAKS and depth == 0:
                if clause:
                    yield _without_basis(clause)
                yield from filter(_has_figure, bracketed)
                clause, bracketed = [], []
                continue
        (inside if depth else clause).append(token)
    if clause or inside:
        yield clause + inside
    yield from filter(_has_figure, bracketed)


def _is_enumerator(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and not tokens[0].value.strip("一二三四五六七八九十")


def _has_figure(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "figure" for token in tokens)


def segments_of(items: list[Item], each: bool = False) -> Iterator[Segment]:
    """A clause cut at list marks where both sides have a figure or a verb of their own; not where `each` does it."""
    together = each and not any(item.kind == "figure" for item in items)
    if together or any(item.value == "⟨别⟩" for item in items) or is_parallel(items):
        yield spanned(items)
        return
    current: list[Item] = []
    for place, item in enumerate(items):
        if _begins_growth(items, place):
            yield spanned(current)
            current = []
        if item.kind == "and" and _parts(current, _until_mark(items, place + 1)):
            if current:
                yield spanned(current)
            current = []
            continue
        current.append(item)
    if current:
        yield spanned(current)


def _begins_growth(items: Sequence[Item], place: int) -> bool:
    """Of 2.76万亿元增长6.1% the growth: a rate of what has a figure of its own."""
    if not 2 <= place == len(items) - 2 or items[place].value not in GROWTH:
        return False
    value, rate = items[place - 1].figure, items[place + 1].figure
    if value is None or rate is None or rate.unit != "%" or value.unit in ("%", "倍", "年", "月数", "天", "第"):
        return False
    return items[0].kind == "text" and not any(item.kind == "and" for item in items)


def rank_list(items: list[Item], named: Callable[[int], Sequence[str]]) -> Segment | None:
    """居全国第5和第6, or 增长18.6%和23.4%, of as many things as the clauses before have told of one by one."""
    count = sum(item.kind == "figure" for item in items)
    plain = all(item.kind != "text" or item.value in SCOPES for item in items) and items[0].kind == "sign"
    marks = sum(item.kind == "and" for item in items)
    if plain and count > 1 and marks == count - 1 and len(named(count)) == count:
        return spanned(items)
    return None


def _parts(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether both say something by themselves; a verb with two objects and one figure behind says one thing."""
    if not (says(left) and says(right)):
        return False
    left = left[1:] if left[0].kind == "and" else left  # 并推动甲、乙建成
    if right[0].value == "⟨累⟩":
        return True  # 新增甲、总数达到16家
    pushed = [item.value for item in left if item.kind in ("sign", "figure")] == ["⟨推⟩"]
    if pushed and left[0].value == "⟨推⟩" and right[0].kind == "text":
        return False  # 推动甲、乙建成
    if _closes_list(left, right) or _denied_alone(left):
        return False
    return any(item.kind == "figure" for item in left) or any(
        item.kind == "sign" and item.value not in ("⟨等⟩", "⟨累⟩") for item in right
    )


def _denied_alone(left: Sequence[Item]) -> bool:
    """Whether it is only the denial of a deed, whose object stands behind the next one: 未出台和落实33条措施."""
    return all(item.kind == "sign" for item in left) and any(item.value == "⟨非⟩" for item in left)


def _closes_list(left: Sequence[Item], right: Sequence[Item]) -> bool:
    """Whether 等 before a deed closes a list of names that began before: 年产150万吨芳烃、甲水库、乙电站等项目开工."""
    first = next((item for item in right if item.kind in ("sign", "figure")), None)
    member = left[max((place + 1 for place, item in enumerate(left) if item.kind == "and"), default=0) :]
    named = all(item.kind == "text" for item in member) and len(member) < len(left)
    deed = any(item.kind == "sign" and item.value != "⟨等⟩" for item in right)
    return first is not None and first.value == "⟨等⟩" and deed and named


def is_parallel(items: Sequence[Item]) -> bool:
    """A、B增长3%、4%: as many items as figures that stand in a row at the end."""
    figures = [place for place, item in enumerate(items) if item.kind == "figure"]
    if len(figures) < 2:
        return False
    before = items[: figures[0]]
    behind = items[figures[0] :]
    ranks = all(item.figure.unit == "第" for item in behind if item.figure is not None)
    return (
        all(item.kind in ("figure", "and") or (ranks and item.value == "⟨居⟩") for item in behind)
        and sum(item.kind == "and" for item in before) == len(figures) - 1
        # Of ranks the names may hold a deed: 规划建设总规模、装机总量居全国第1、第2位.
        and (ranks or not any(item.kind == "sign" and item.value not in GROWTH | {"⟨占⟩"} for item in before))
    )


def says(items: Sequence[Item]) -> bool:
    """Whether there is a figure or a verb among them."""
    return any(item.kind == "figure" or (item.kind == "sign" and item.value != "⟨等⟩") for item in items)


def _until_mark(items: Sequence[Item], place: int) -> list[Item]:
    found: list[Item] = []
    for item in items[place:]:
        if item.kind == "and":
            break
        found.append(item)
    return found
