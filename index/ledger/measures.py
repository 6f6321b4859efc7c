"""What a figure of a fact measures: the part of the key that names it, and what sort of figure that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.facts.fact import Figure
from index.facts.vocabulary import name_forms
from index.ledger.entry import Kind
from index.text.units import COUNTS

# Signs that tell how a measure moves, stands or compares; all others name what was done to what is measured.
_SAYS_OF_IT = frozenset(
    {"⟨↑⟩", "⟨↓⟩", "⟨＝⟩", "⟨到⟩", "⟨居⟩", "⟨占⟩", "⟨>⟩", "⟨<⟩", "⟨累⟩", "⟨年均⟩", "⟨环比⟩", "⟨非⟩", "⟨连续⟩", "⟨翻番⟩"}
)
_UP, _DOWN = "⟨↑⟩", "⟨↓⟩"
_COMPARES = frozenset({"⟨>⟩", "⟨<⟩"})
_LIGHT_ACTS = frozenset({"⟨完成⟩", "⟨实现⟩", "⟨实施⟩", "⟨突破⟩", "⟨重回⟩", "⟨推⟩", "⟨创新高⟩", "⟨基⟩"})
_BASES = {"⟨年均⟩": "年均", "⟨环比⟩": "环比"}
_DURATIONS = frozenset({"年", "月数", "天", "小时", "分钟", "秒", "周"})
_RATIOS = frozenset({"倍", "番"})
# Deeds that are told of figures by themselves, and how they are said in a measure.
_SAID = {"⟨累⟩": "累计", "⟨占⟩": "占", "⟨推⟩": "推动", "⟨获⟩": "获"}


@dataclass(frozen=True, slots=True)
class Measured:
    """What one figure measures. `subject` is what facts are compared by; `measure` is said as reports say it."""

    subject: str
    measure: str
    canonical: str
    kind: Kind | None
    base: str
    falls: bool


def measured(pieces: Sequence[str], figures: Sequence[Figure], number: int) -> Measured | None:
    """What the figure `number` of a key measures; None where the key names nothing for it."""
    holes = [place for place, piece in enumerate(pieces) if piece == "#"]
    if number >= len(holes):
        return None
    hole = holes[number]
    begin = holes[number - 1] + 1 if number else 0
    close = holes[number + 1] if number + 1 < len(holes) else len(pieces)
    before, behind = list(pieces[begin:hole]), list(pieces[hole + 1 : close])
    base = ""
    if "⟨到⟩" in behind:
        base = "从"  # the value that it moved from
    if number and "⟨到⟩" in before:
        before = [piece for piece in pieces[:hole] if piece not in ("#", "⟨到⟩")]
    elif number and not _names(before):
        before = [piece for piece in pieces[:hole] if piece != "#"]
    signs = [piece for piece in before if piece.startswith("⟨")]
    named = before if _names(before) else [*before, *behind]
    subject, against = _subject(named)
    if not _names(subject):
        return None
    base = base or against or next((_BASES[sign] for sign in signs if sign in _BASES), "")
    base = base or next((sign.strip("⟨⟩") for sign in pieces if sign.startswith("⟨比")), "")
    text = "".join(subject)
    kind = kind_of(figures[number], signs, bool(against) and bool(_COMPARES & set(signs)))
    falls = (_DOWN in signs or "⟨<⟩" in signs) and kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
    plain = "".join(piece for piece in subject if not piece.startswith("⟨") or piece == "⟨占⟩")
    return Measured(text, said(subject), canonical_name(plain), kind, base, falls)


def _subject(pieces: Sequence[str]) -> tuple[list[str], str]:
    """The pieces that name what is measured, and what it is ranked among or compared with."""
    found: list[str] = []
    against = ""
    for place, piece in enumerate(pieces):
        if piece in ("⟨居⟩", *_COMPARES) and place:
            rest = [one for one in pieces[place + 1 :] if not one.startswith("⟨")]
            return found, "".join(rest)
        if piece == "⟨占⟩":
            found.append(piece)
        elif piece in _SAYS_OF_IT or piece in _LIGHT_ACTS or piece.startswith("⟨比"):
            continue
        else:
            found.append(piece)
    return found, against


def _names(pieces: Sequence[str]) -> bool:
    return any(not piece.startswith("⟨") and piece.strip("、") for piece in pieces)


def kind_of(figure: Figure, signs: Sequence[str], compared: bool) -> Kind | None:
    """The kind of a figure, by its unit, the signs before it, and whether it is compared with another thing."""
    unit = figure.unit
    moves = _UP in signs or _DOWN in signs
    if unit == "第":
        return Kind.RANK
    if unit == "百分点":
        return Kind.POINTS
    if unit == "%":
        return Kind.CHANGE if moves else Kind.SHARE
    if unit in _RATIOS:
        return Kind.CHANGE if moves and unit == "倍" else Kind.RATIO
    if moves or compared:
        return Kind.DIFFERENCE
    if unit in _DURATIONS:
        return Kind.DURATION
    if unit in ("月", "日", "号"):
        return Kind.DATE
    if "⟨累⟩" in signs:
        return Kind.STOCK
    if unit in COUNTS or unit == "":
        return Kind.COUNT
    return Kind.LEVEL


def said(pieces: Sequence[str]) -> str:
    """Pieces of a key as a report would say them."""
    forms = name_forms()
    return "".join(
        _SAID.get(piece, piece.strip("⟨⟩")) if piece.startswith("⟨") else forms.get(piece, piece) for piece in pieces
    )


def canonical_name(subject: str) -> str:
    """The full name of the indicator that a subject is; "" where the table of names has none."""
    return name_forms().get(subject, "") if subject in _indicators() else ""


@cache
def _indicators() -> frozenset[str]:
    return frozenset(name_forms())
