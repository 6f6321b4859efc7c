"""Formulas of a Word document in one line: a fraction is 3/4 and not 34, a power 10^4 and not 104."""

import re

import lxml.etree as etree

from index.parsing.package import local, value

_PLAIN = re.compile(r"[\w.%°√]*")
# Formulas nested deeper than this are no formulas; what lies deeper is read flat.
_DEEPEST = 40


def math_text(element: etree._Element, depth: int = 0) -> str:
    """What a formula says, as one types it in a line."""
    if depth > _DEEPEST:
        return "".join(str(text) for text in element.itertext())
    name = local(element)
    if name == "t":
        return element.text or ""
    if name.endswith("Pr"):
        return ""

    def part(kind: str) -> str:
        inner = element.find(f"{{*}}{kind}")
        return "" if inner is None else math_text(inner, depth + 1)

    if name == "f":
        return f"{_grouped(part('num'))}/{_grouped(part('den'))}"
    if name in ("sSup", "sSub", "sSubSup", "sPre"):
        raised = part("sup")
        return part("e") + part("sub") + (f"^{_grouped(raised)}" if raised else "")
    if name == "rad":
        return f"{part('deg')}√{_grouped(part('e'))}"
    if name == "d":
        properties = element.find("{*}dPr")
        opening, closing = (
            value(properties.find(f"{{*}}{kind}")) if properties is not None else "" for kind in ("begChr", "endChr")
        )
        inner = "，".join(math_text(each, depth + 1) for each in element.iterchildren("{*}e"))
        return f"{opening or '('}{inner}{closing or ')'}"
    if name == "nary":
        return (value(element.find("{*}naryPr/{*}chr")) or "∫") + part("sub") + part("sup") + part("e")
    return "".join(math_text(each, depth + 1) for each in element)


def _grouped(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else f"({text})"
