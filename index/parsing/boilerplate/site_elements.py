"""Which elements of a web page are the site's own and no part of the report."""

import re
from collections.abc import Iterator

import lxml.etree as etree

# Never text, whatever stands in them.
_UNSEEN_NAMES = "head script style template iframe object embed applet svg math canvas audio video map"
UNSEEN = frozenset(_UNSEEN_NAMES.split())
# Shown, but for the page's visitor: their text is recorded as removed.
_CONTROLS = frozenset({"select", "datalist", "button", "input", "textarea", "dialog"})
_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "navigation",
    "banner": "page header",
    "contentinfo": "page footer",
    "complementary": "side column",
    "toolbar": "buttons",
}
_TAGS = {"nav": "navigation", "header": "page header", "footer": "page footer", "aside": "side column"}
# Whole names of classes and ids; `related-party` or `footnote` is no chrome.
_PARTS = r"(?:[-_]?(?:bar|box|links?|list|wrap|wrapper|container|area|banner|notice|nav|buttons?|popup|consent))*"
_NAMES = tuple(
    (reason, re.compile(rf"(?:site|page|main|global|top|bottom|wj)?[-_]?(?:{names}){_PARTS}", re.IGNORECASE))
    for reason, names in (
        (
            "navigation",
            "nav|navbar|navigation|breadcrumbs?|crumbs?|bread|mbx|weizhi|dqwz|menu|pagination|pager|skip-link",
        ),
        (
            "buttons",
            "share|sharing|fenxiang|bdsharebuttonbox|bdshare|social|social-media|toolbar|font-size|fontsize|zihao|print",
        ),
        ("related links", "related|relate|related-(?:news|articles|posts)|recommend|recommended|xgyd|xglj|hot-news"),
        ("cookie notice", "cookies?|gdpr|consent"),
        ("page footer", "footer|foot|copyright"),
        ("side column", "sidebar|side-bar"),
        (
            "wiki chrome",
            "mw-editsection|catlinks|printfooter|noprint|navbox|mw-jump-link|siteSub|contentSub|toc|mw-navigation|mw-footer",
        ),
        ("advertisement", "ad|ads|advert|advertisement"),
    )
)
# More than half of a page's text is never its frame.
_MOST = 0.5


def visible_text(element: etree._Element) -> str:
    """An element's text on one line, without scripts and other things that are never shown."""
    return " ".join("".join(_strings(element)).split())


def _strings(element: etree._Element) -> Iterator[str]:
    skipping: etree._Element | None = None
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if skipping is None and event == "start":
            if not isinstance(each.tag, str) or each.tag in UNSEEN:
                skipping = each
            else:
                yield each.text or ""
        elif event == "end" and (skipping is None or skipping is each):
            skipping = None
            yield " "
            if each is not element:
                yield each.tail or ""


class Frame:
    """Tells the frame of one page from its text; `reason` names the part that an element is."""

    def __init__(self, root: etree._Element) -> None:
        body = root.find("body")
        self._length = max(1, len(visible_text(body if body is not None else root)))

    def reason(self, element: etree._Element) -> str | None:
        """What part of the frame an element is; None where it holds the report, or might."""
        tag = element.tag
        if tag in _CONTROLS:
            return "form field"
        if tag == "noscript":
            return "text for browsers without scripts"
        if tag == "nav":
            return "navigation"
        found = _ROLES.get(element.get("role", "").lower()) or _TAGS.get(tag) or self._named(element)
        if found is None or (tag in ("header", "footer") and self._in_article(element)):
            return None
        if tag in ("body", "html", "main", "article", "table", "tr", "td", "th", "tbody"):
            return None
        if any(each.tag in ("main", "article", "h1") for each in element.iter()):
            return None
        return found if len(visible_text(element)) <= _MOST * self._length else None

    def _named(self, element: etree._Element) -> str | None:
        names = [*(element.get("class") or "").split(), *([element.get("id")] if element.get("id") else [])]
        return next((reason for name in names for reason, known in _NAMES if known.fullmatch(name)), None)

    def _in_article(self, element: etree._Element) -> bool:
        return any(each.tag in ("article", "main") for each in element.iterancestors())
