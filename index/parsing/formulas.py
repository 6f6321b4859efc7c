"""Formulas in one line, as one types them: 3/4, 10^4. From LaTeX, as Markdown has it, and from MathML."""

import lxml.etree as etree

from index.patterns import regex

_COMMANDS = {
    "times": "×",
    "cdot": "·",
    "div": "÷",
    "pm": "±",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "sim": "~",
    "circ": "°",
    "percent": "%",
    "quad": " ",
    "qquad": " ",
    "mu": "μ",
    "left": "",
    "right": "",
    "to": "→",
    "rightarrow": "→",
    "sqrt": "√",
    "sum": "∑",
    "infty": "∞",
}
_FONTS = regex(r"\\(?:text|mathrm|mathbf|mathit|mathsf|textbf|textit|operatorname|mbox|rm|bf)\s*(?=\{|\s)")
_FRACTION = regex(r"\\[dtc]?frac\s*(?:\{([^{}]*)\}|(\d))\s*(?:\{([^{}]*)\}|(\d))")
_DEGREE = regex(r"\^\s*\{?\s*\\circ\s*\}?")
_SPACING = regex(r"\\[,;:!> ]")
_COMMAND = regex(r"\\([A-Za-z]+)\s?")
_ESCAPED = regex(r"\\([%$#&_{}])")
_GROUP = regex(r"\{([^{}]*)\}")
_PLAIN = regex(r"-?[\w.%°√]*")
_DEEPEST = 40


def latex_text(source: str) -> str:
    """What a LaTeX formula says in a line; commands that are not known stay as their names."""
    text = _DEGREE.sub("°", _FONTS.sub("", source))
    for _ in range(_DEEPEST):
        replaced = _FRACTION.sub(
            lambda match: f"{_grouped(match[1] or match[2])}/{_grouped(match[3] or match[4])}", text
        )
        if replaced == text:
            # A group's braces go from within, once no fraction needs them.
            replaced = _GROUP.sub(lambda match: match[1], text, count=1) if "frac" in text else _GROUP.sub(r"\1", text)
            if replaced == text:
                break
        text = replaced
    text = _COMMAND.sub(lambda match: _COMMANDS.get(match[1], match[1]), _SPACING.sub(" ", text))
    return " ".join(_ESCAPED.sub(r"\1", text).replace("_", "").split())


def mathml_text(element: etree._Element, depth: int = 0) -> str:
    """What a MathML formula says in a line."""
    if depth > _DEEPEST or not isinstance(element.tag, str):
        return "".join(str(text) for text in element.itertext()) if isinstance(element.tag, str) else ""
    name = etree.QName(element).localname.lower().rpartition(":")[2]
    if name in ("annotation", "annotation-xml"):
        return ""
    parts = [mathml_text(child, depth + 1) for child in element]
    if name == "mfrac" and len(parts) == 2:
        return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
    if name in ("msup", "mover") and len(parts) == 2:
        return f"{parts[0]}{'°' if parts[1] == '∘' else '^' + _grouped(parts[1])}"
    if name == "msubsup" and len(parts) == 3:
        return f"{parts[0]}{parts[1]}^{_grouped(parts[2])}"
    if name in ("msqrt", "mroot"):
        return f"√{_grouped(parts[0] if parts else '')}"
    own = (element.text or "").strip() if name in ("mn", "mi", "mo", "mtext", "ms") else ""
    return own + "".join(parts)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if _PLAIN.fullmatch(text) else f"({text})"
