"""Signs of a key by what they do, and how a segment's items become its canonical pieces."""

from collections.abc import Sequence

from .items import Item

_LIGHT_ACTS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨实施⟩"})
GROWTH = frozenset({"⟨↑⟩", "⟨↓⟩", "⟨＝⟩"})
# Signs that say something of a measure; what stands before them is the measure, from another clause if need be.
OF_MEASURE = GROWTH | {"⟨居⟩", "⟨占⟩", "⟨>⟩", "⟨<⟩", "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨创新高⟩", "⟨翻番⟩"}
# What people say before growth, for the measure that grew.
_OF_GROWTH = {"经济": "生产总值", "规上工业": "规上工业增加值"}


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
    figure = next((place for place, item in enumerate(found) if item.kind == "figure"), None)
    if figure is None or not any(item.value == "⟨非⟩" for item in found[figure:]):
        return found
    lasting = found[figure].figure is not None and found[figure].figure.unit in ("年", "月数", "天")  # type: ignore[union-attr]
    if lasting and not any(item.value == "⟨连续⟩" for item in found):
        sign = Item("sign", "⟨连续⟩", found[figure].start, found[figure].start)
        return [*found[:figure], sign, *found[figure:]]
    return found


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
    return [
        _OF_GROWTH.get(piece, piece) if kept[place + 1 : place + 2] and kept[place + 1] in GROWTH else piece
        for place, piece in enumerate(kept)
    ]
