"""Which elements of a web page are the site's own and no part of the report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.etree as etree

from index.patterns import regex

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
    (reason, regex(rf"(?:site|page|main|global|top|bottom|wj)?[-_]?(?:{names}){_PARTS}", re.IGNORECASE))
    for reason, names in (
        (
            "navigation",
            "nav|navbar|navigation|breadcrumbs?|crumbs?|bread|mbx|weizhi|dqwz|menu|pagination|pager|skip-link",
        ),
        (
            "buttons",
            "share|sharing|fenxiang|bdsharebuttonbox|bdshare|social|social-media|toolbar|font-size|fontsize|zihao|print",
        ),
        (
            "related links",
            "related|relate|related-(?:news|articles|posts)|recommend|recommended|tuijian|xgyd|xglj|xgxw|xgwz|hot|hot-?news",
        ),
        ("related links", "hot-?list|rank|ranking|rank-?list|most-read|popular|trending|links?|friend-?links?|yqlj"),
        ("cookie notice", "cookies?|gdpr|consent"),
        ("page header", "header|top-?bar"),
        ("page footer", "footer|foot|copyright"),
        ("side column", "side|side-?bar|right-?side|left-?side|side-?(?:left|right|col|column|nav|menu)"),
        ("comments", "comments?|comment-?list|pinglun|replies"),
        (
            "wiki chrome",
            "mw-editsection|catlinks|printfooter|noprint|navbox|mw-jump-link|siteSub|contentSub|toc|mw-navigation|mw-footer",
        ),
        ("advertisement", "ad|ads|advert|advertisement"),
    )
)
# The line above a box of links to other pages.
_BOX_TITLE = regex(
    r"[【\[「]?\s*(?:相关(?:阅读|新闻|链接|报道|文章|资讯|推荐|内容|专题|信息|稿件)|(?:热点|热门|最新|推荐)(?:新闻|文章|资讯|排行|阅读|推荐|信息|视频|图文|专题)?"
    r"|(?:新闻|文章|点击|阅读|热点|热门|本周|本月)?排行(?:榜)?|延伸阅读|扩展阅读|猜你喜欢|大家都在看|为您推荐|更多(?:新闻|阅读|文章|推荐)|友情链接|视频(?:推荐|新闻)?"
    r"|图(?:片|解|说)(?:新闻|推荐)?|专题(?:专栏|推荐)|精彩推荐|网友评论|(?:最新)?评论|留言|上一篇|下一篇"
    r"|related(?: (?:articles?|news|posts?|stories|reading|content|links))?|most (?:read|popular|viewed)"
    r"|you may also (?:like|be interested in)"
    r"|read (?:more|next)|more (?:news|stories|from .{1,30})|trending(?: now)?|popular(?: (?:posts|articles|now))?"
    r"|recommended(?: for you)?|latest news"
    r"|comments?|see also|further reading|hot topics?|quick links)\s*[】\]」]?\s*[:：]?",
    re.IGNORECASE,
)
_BOXES = frozenset({"div", "section", "ul", "ol", "dl", "td", "p", "table"})
_LONGEST_TITLE = 30
# Of the text of a list of links, links are this much; a line that points to an attachment has words beside it.
_OF_LINKS = 0.8
_ATTACHED = regex(r"附件|附表|attachment|\.(?:pdf|docx?|xlsx?|zip|wps|ofd)\b", re.IGNORECASE)
# A header with the start of the page's title holds the report's.
_TITLE_START = 8
# More than half of a page's text is never its frame.
_MOST = 0.5
_MOST_OF_LINKS = 0.9
_LISTED = "related links"


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


@dataclass(slots=True)
class _Links:
    """How many links to other pages an element holds, the letters of its text, and those of them in such links."""

    count: int = 0
    length: int = 0
    in_links: int = 0


# A list of links is short: what is longer is not read once more for each box around it.
_LONGEST_BOX = 4_000


def _links_in(root: etree._Element) -> dict[etree._Element, _Links]:
    """What each element that could be a box of links holds, counted in one walk from within."""
    if next((link for link in root.iter("a") if _leads_away(link)), None) is None:
        return {}
    found: dict[etree._Element, _Links] = {}
    open_elements: list[_Links] = []
    inside = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        away = element.tag == "a" and _leads_away(element)
        if event == "start":
            inside += away
            open_elements.append(_Links(count=int(away)))
            if isinstance(element.tag, str) and element.tag not in UNSEEN:
                _count(open_elements[-1], element.text, inside)
            continue
        inside -= away
        own = open_elements.pop()
        if element.tag in _BOXES and own.count:
            found[element] = own
        if open_elements:
            around = open_elements[-1]
            around.count += own.count
            around.length += own.length
            around.in_links += own.in_links
            _count(around, element.tail, inside)
    return found


def _leads_away(link: etree._Element) -> bool:
    target = (link.get("href") or "").strip()
    return bool(target) and not target.startswith(("#", "mailto:"))


def _count(links: _Links, text: str | None, inside: int) -> None:
    if not text:
        return
    letters = sum(map(str.isalnum, text))
    links.length += letters
    links.in_links += letters if inside else 0


class Frame:
    """Tells the frame of one page from its text; `reason` names the part that an element is."""

    def __init__(self, root: etree._Element) -> None:
        body = root.find("body")
        self._length = max(1, len(visible_text(body if body is not None else root)))
        self._links = _links_in(root)
        self._has_heading = root.find(".//h1") is not None
        title = root.find(".//title")
        self._title = "".join("".join(title.itertext()).split())[:_TITLE_START] if title is not None else ""

    def reason(self, element: etree._Element) -> str | None:
        """What part of the frame an element is; None where it holds the report, or might."""
        tag = element.tag
        if tag in _CONTROLS:
            return "form field"
        if tag == "noscript":
            return "text for browsers without scripts"
        if tag == "nav":
            return "navigation"
        found = (
            _ROLES.get(element.get("role", "").lower())
            or _TAGS.get(tag)
            or self._named(element)
            or self._listed(element)
        )
        if found is None or (tag in ("header", "footer") and self._in_article(element)):
            return None
        if tag in ("body", "html", "main", "article", "tr", "th", "tbody") or (
            tag in ("table", "td") and not self._listed(element)
        ):
            return None
        if any(each.tag in ("main", "article", "h1") for each in element.iter()):
            return None
        text = visible_text(element)
        if found == "page header" and len(self._title) == _TITLE_START and self._title in "".join(text.split()):
            return None
        # Below a short notice a list of links may be most of the page.
        most = _MOST_OF_LINKS if self._has_heading and self._listed(element) == _LISTED else _MOST
        return found if len(text) <= most * self._length else None

    def _named(self, element: etree._Element) -> str | None:
        names = [*(element.get("class") or "").split(), *([element.get("id")] if element.get("id") else [])]
        return next((reason for name in names for reason, known in _NAMES if known.fullmatch(name)), None)

    def _listed(self, element: etree._Element) -> str | None:
        """Links to other pages, nothing but links or below a line that says so."""
        links = self._links.get(element)
        if element.tag not in _BOXES or links is None or links.count == 0:
            return None
        text = visible_text(element) if links.length <= _LONGEST_BOX else ""
        if not text or _ATTACHED.search(text):
            return None
        title = next((line for string in element.itertext() if (line := " ".join(string.split()))), "")
        titled = len(title) <= _LONGEST_TITLE and _BOX_TITLE.fullmatch(title) is not None
        # A paragraph of links, or addresses written out, are a report's own sources.
        bare = (
            element.tag != "p" and links.count > 1 and "://" not in text and links.in_links >= _OF_LINKS * links.length
        )
        return _LISTED if titled or bare else None

    def _in_article(self, element: etree._Element) -> bool:
        return any(each.tag in ("article", "main") for each in element.iterancestors())
