"""Formulas of a Word document in one line: a fraction is 3/4 and not 34, a power 10^4 and not 104."""

from collections.abc import Sequence

import lxml.etree as etree

from index.parsing.package import local, value
from index.patterns import regex

_PLAIN = regex(r"[\w.%°√]*")
# Formulas nested deeper than this are no formulas; what lies deeper is read flat.
_DEEPEST = 40
# A number may be cut into several of these.
_RUNS = frozenset({"r", "t", "ins", "moveTo"})


def math_text(element: etree._Element, depth: int = 0) -> str:
    """What a formula says, as one types it in a line."""
    if depth > _DEEPEST:
        return "".join(str(text) for text in element.itertext())
    name = local(element)
    if name == "t":
        return element.text or ""
    if name in ("br", "cr"):
        return "\n"
    if name.endswith("Pr") or name in ("del", "moveFrom"):
        return ""

    def part(kind: str) -> str:
        inner = element.find(f"{{*}}{kind}")
        return "" if inner is None else math_text(inner, depth + 1)

    if name == "f":
        return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
    if name in ("sSup", "sSub", "sSubSup", "sPre"):
        base, lowered, raised = part("e"), part("sub"), part("sup")
        lowered = f"_{lowered}" if base[-1:].isdigit() and lowered[:1].isdigit() else lowered
        return base + lowered + (f"^{_grouped(raised)}" if raised else "")
    if name == "rad":
        return f"{part('deg')}√{_grouped(part('e'))}"
    if name == "d":
        properties = element.find("{*}dPr")
        opening, between, closing = (
            _sign(properties, kind, usual) for kind, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
        )
        inner = between.join(math_text(each, depth + 1) for each in element.iterchildren("{*}e"))
        return f"{opening}{inner}{closing}"
    if name in ("eqArr", "m", "mr"):
        said = (math_text(each, depth + 1) for each in element if local(each) in ("e", "mr"))
        return (", " if name == "mr" else "; ").join(said)
    if name == "nary":
        sign = value(element.find("{*}naryPr/{*}chr")) or "∫"
        lowered, raised = _grouped(part("sub")), _grouped(part("sup"))
        bounds = lowered + (f"^{raised}" if raised else "")
        return f"{sign}{bounds}{' ' if bounds else ''}{part('e')}"
    return _side_by_side([(math_text(each, depth + 1), local(each) in _RUNS) for each in element])


def _side_by_side(parts: Sequence[tuple[str, bool]]) -> str:
    """Parts of a formula, a run or not, with a space where digits of two would become one figure: 1 3/4, log2 8."""
    text, before = "", True
    for said, is_run in parts:
        met = text[-1:].isdigit() and said[:1].isdigit() and not (before and is_run)
        text += (" " if met else "") + said
        before = is_run if said else before
    return text


def _sign(properties: etree._Element | None, kind: str, usual: str) -> str:
    """A sign that brackets state; one that they state as nothing is not drawn."""
    stated = properties.find(f"{{*}}{kind}") if properties is not None else None
    return usual if stated is None else value(stated)


def _grouped(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else f"({text})"
