"""What a web page's styles do to its text: hide it, strike it out, set it in heavy type."""

import re
from dataclasses import dataclass

import lxml.etree as etree

from index.patterns import regex

HIDDEN_REASON = "hidden text"
STRUCK_REASON = "struck-through text"
STRUCK = frozenset({"s", "strike", "del"})
_HIDDEN_STYLE = regex(
    r"display\s*:\s*none|(?<![-\w])color\s*:\s*transparent|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?<![-\w])(?:max-)?(?:height|width)\s*:\s*0(?:px)?\s*(?:;|$)(?=.*overflow\s*:\s*hidden)|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])|(?:left|top|text-indent)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
_STRUCK_STYLE = regex(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_EMPHATIC_STYLE = regex(r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration[\w-]*\s*:[^;]*underline", re.IGNORECASE)
_WHITE = regex(r"(?<![-\w])color\s*:\s*(?:#f{3}(?:f{3})?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)", re.IGNORECASE)
_MEDIA = regex(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = regex(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE_SELECTOR = regex(r"[.#][\w-]+")


@dataclass(frozen=True, slots=True)
class _Style:
    """What one style attribute does. White letters are seen where something colours the ground below them."""

    hides: bool = False
    whitens: bool = False
    strikes: bool = False
    emphasises: bool = False


_PLAIN = _Style()


class PageStyles:
    """The styles of one page: its elements' own, and those that its style sheets give to classes and ids."""

    def __init__(self, root: etree._Element) -> None:
        self._hidden_selectors = _selectors(root, _HIDDEN_STYLE)
        self._struck_selectors = _selectors(root, _STRUCK_STYLE)
        # A page says the same few hundred things of its ten thousand elements: each is read once.
        self._read: dict[str, _Style] = {}

    def left_out(self, element: etree._Element) -> str | None:
        """Why an element is not shown, or no longer holds though it is; None where neither is so."""
        style = self._of(element)
        if (
            style.hides
            or element.get("hidden") is not None
            or element.get("type") == "hidden"
            or (style.whitens and not _has_ground(element))
            or _is_selected(element, self._hidden_selectors)
        ):
            return HIDDEN_REASON
        if style.strikes or element.tag in STRUCK or _is_selected(element, self._struck_selectors):
            return STRUCK_REASON
        return None

    def is_emphatic(self, element: etree._Element) -> bool:
        """Whether an element's own style sets it in bold type or underlines it."""
        return self._of(element).emphasises

    def _of(self, element: etree._Element) -> _Style:
        written = element.get("style")
        if not written:
            return _PLAIN
        if (style := self._read.get(written)) is None:
            patterns = (_HIDDEN_STYLE, _WHITE, _STRUCK_STYLE, _EMPHATIC_STYLE)
            style = self._read[written] = _Style(*(pattern.search(written) is not None for pattern in patterns))
        return style


def _selectors(root: etree._Element, style: re.Pattern[str]) -> frozenset[str]:
    """The classes and ids (`.name`, `#name`) that the page's own style sheets give a style on a screen."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_MEDIA.sub("", sheet.text or "")):
            if style.search(body):
                found.update(s.strip() for s in selectors.split(",") if _SIMPLE_SELECTOR.fullmatch(s.strip()))
    return frozenset(found)


def _is_selected(element: etree._Element, selectors: frozenset[str]) -> bool:
    if not selectors:
        return False
    names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return not names.isdisjoint(selectors)


def _has_ground(element: etree._Element) -> bool:
    """Whether something colours the ground below an element; a style sheet may, through any class or id."""
    for each in (element, *element.iterancestors()):
        if "background" in (each.get("style") or "") or each.get("bgcolor") or each.get("background"):
            return True
        if each.get("class") or each.get("id"):
            return True
    return False
