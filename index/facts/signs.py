"""Signs of a key by what they do, and how a segment's items become its canonical pieces."""

from collections.abc import Sequence
from dataclasses import replace

from index.facts.fact import Item
from index.patterns import regex

_LIGHT_ACTS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨实施⟩"})
GROWTH = frozenset({"⟨↑⟩", "⟨↓⟩", "⟨＝⟩"})
# Signs that say something of a measure; what stands before them is the measure, from another clause if need be.
OF_MEASURE = GROWTH | {"⟨居⟩", "⟨占⟩", "⟨>⟩", "⟨<⟩", "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨创新高⟩", "⟨创最好⟩", "⟨翻番⟩"}
# What something else is driven or pushed to.
DRIVES = frozenset({"⟨带动⟩", "⟨推⟩"})
_PIECES = regex("(⟨[^⟩]*⟩|#)")
_STOCKS = ("装机", "保有量", "里程")
# 在全国占一半 is 占全国一半.
_SCOPES_OF_SHARE = ("全国", "世界")
# What people say before growth, for the measure that grew.
_OF_GROWTH = {
    "经济": "生产总值",
    "经济增量": "生产总值增量",
    **{
        name: f"{name}增加值"
        for name in ("规上工业", "高技术制造业", "装备制造业", "服务业", "第一产业", "第二产业", "第三产业")
    },
}


def without_light_acts(items: list[Item]) -> list[Item]:
    """完成, 实现, 实施 say nothing beside a figure."""
    if any(item.kind == "figure" for item in items):
        kept = [item for item in items if item.value not in _LIGHT_ACTS]
        return (
            kept
            if any(item.kind == "text" for item in kept) or not any(item.kind == "text" for item in items)
            else items
        )
    return items


def denied(items: list[Item]) -> list[Item]:
    """没发生 is 没有; years without a thing are years in a row."""
    found = [
        item
        for place, item in enumerate(items)
        if not (item.value == "⟨发生⟩" and any(one.value == "⟨非⟩" for one in items[max(0, place - 1) : place + 2]))
    ]
    found = [item for place, item in enumerate(found) if not _one_at_all(found, place)]
    figure = next((place for place, item in enumerate(found) if item.kind == "figure"), None)
    if figure is not None and [item.value for item in found[figure + 1 :]] in (["连", "⟨↑⟩"], ["连", "⟨↓⟩"]):
        # 三年连增 is 连续三年增长.
        return [*found[:figure], replace(found[figure + 1], kind="sign", value="⟨连续⟩"), found[figure], found[-1]]
    if figure is None or not any(item.value == "⟨非⟩" for item in found[figure:]):
        return found
    lasting = found[figure].figure is not None and found[figure].figure.unit in ("年", "月数", "天")  # type: ignore[union-attr]
    if lasting and not any(item.value == "⟨连续⟩" for item in found):
        sign = Item("sign", "⟨连续⟩", found[figure].start, found[figure].start)
        return [*found[:figure], sign, *found[figure:]]
    return found


def _one_at_all(items: list[Item], place: int) -> bool:
    """没有一座水库溃坝: not one, which is none."""
    figure = items[place].figure
    if (
        figure is None
        or not place
        or items[place - 1].value != "⟨非⟩"
        or figure.low != 1
        or figure.text[0] not in "一1"
    ):
        return False
    return place + 1 < len(items) and items[place + 1].kind == "text" and figure.unit not in ("%", "倍", "成")


def split_key(key: str) -> list[str]:
    """A key's pieces: signs, holes and the text between."""
    return [piece for piece in _PIECES.split(key) if piece]


def canonical(pieces: Sequence[str]) -> list[str]:
    """Neighbouring texts as one piece; no list mark at either end of one."""
    found: list[str] = []
    for piece in pieces:
        if (
            piece
            and found
            and not piece.startswith("⟨")
            and piece != "#"
            and not found[-1].startswith("⟨")
            and found[-1] != "#"
        ):
            found[-1] += piece
        elif piece and not (found and piece == found[-1] and piece.startswith("⟨")):
            found.append(piece)
    kept = [piece.strip("、") or piece for piece in found if piece.strip("、")]
    for place in range(len(kept) - 1):
        if kept[place] in _SCOPES_OF_SHARE and kept[place + 1] == "⟨占⟩":
            kept[place], kept[place + 1] = kept[place + 1], kept[place]
        elif kept[place + 1] == "⟨占⟩":
            scope = next((one for one in _SCOPES_OF_SHARE if kept[place].endswith(one) and kept[place] != one), None)
            if scope is not None and kept[place + 2 : place + 3] == ["#"]:
                kept[place] = kept[place].removesuffix(scope)
                kept.insert(place + 2, scope)
    for place in range(len(kept) - 1, 0, -1):
        if kept[place] == "⟨翻番⟩" and kept[place - 1] in _LIGHT_ACTS:
            del kept[place - 1]
            continue
        # What is installed or open to traffic is a stock by itself.
        if kept[place - 1] == "⟨累⟩" and kept[place].startswith(_STOCKS):
            del kept[place - 1]
    if len(kept) > 1 and kept[0] in ("经济", "生产总值") and kept[1] == "⟨累⟩":
        kept[:2] = ["生产总值"]
    if "⟨建设⟩" in kept and kept[0] in ("⟨推⟩", "⟨启动⟩"):  # 加快平谷线建设 is 加快建设平谷线
        kept = [piece for piece in kept if piece != "⟨建设⟩"] if len(kept) > 2 else kept
    return [
        _OF_GROWTH.get(piece, piece)
        if "⟨占⟩" not in kept[:place]
        and kept[place + 1 : place + 2]
        and kept[place + 1] in GROWTH | ({"⟨居⟩"} if piece.startswith("经济") else set())
        else piece
        for place, piece in enumerate(kept)
    ]
