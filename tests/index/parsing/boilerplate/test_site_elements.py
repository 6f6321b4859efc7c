"""Which elements are a site's frame: by tag, role and name; never the report, and never most of a page."""

import lxml.etree as etree
import lxml.html
import pytest

from index.parsing.boilerplate.site_elements import Frame, visible_text

ARTICLE = "<div id=text>" + "地区生产总值增长百分之六，城乡居民收入与经济增长同步。" * 10 + "</div>"


def reason(html: str) -> str | None:
    """Why the first element of some HTML is no part of the report, on a page with an article behind it."""
    page = lxml.html.document_fromstring(f"<html><body>{html}{ARTICLE}</body></html>")
    body = page.find("body")
    return Frame(page).reason(body[0])


@pytest.mark.parametrize(
    ("html", "part"),
    [
        ("<nav>首页 新闻</nav>", "navigation"),
        ("<div role=navigation>首页</div>", "navigation"),
        ("<div class='crumbs'>当前位置</div>", "navigation"),
        ("<div class='x site-nav-bar'>首页</div>", "navigation"),
        ("<div id=share>分享到</div>", "buttons"),
        ("<div class=bdsharebuttonbox>分享到</div>", "buttons"),
        ("<footer>版权所有</footer>", "page footer"),
        ("<div class=copyright>版权所有</div>", "page footer"),
        ("<aside>热门</aside>", "side column"),
        ("<div class=related-news>相关</div>", "related links"),
        ("<div id=cookie-consent>We use cookies</div>", "cookie notice"),
        ("<div class=ads>广告</div>", "advertisement"),
        ("<select><option>2024</option></select>", "form field"),
        ("<button>打印</button>", "form field"),
        ("<noscript>请打开脚本</noscript>", "text for browsers without scripts"),
    ],
)
def test_parts_of_the_frame(html: str, part: str) -> None:
    assert reason(html) == part


@pytest.mark.parametrize(
    "html",
    [
        "<p>正文</p>",
        "<div class=related-party>关联交易</div>",
        "<div class=footnote>注</div>",
        "<div class=headline>题目</div>",
        "<div class=adoption>通过</div>",
        "<div id=content-share-price>股价</div>",
        "<table class=nav><tr><td>1</td></tr></table>",
        "<div class=sidebar><h1>政府工作报告</h1></div>",
        "<div class=footer><article>正文</article></div>",
    ],
)
def test_what_only_sounds_like_it(html: str) -> None:
    """Whole names only; and what holds the page's title or article is none."""
    assert reason(html) is None


def test_a_header_inside_an_article_is_the_articles() -> None:
    page = lxml.html.document_fromstring(f"<body><article><header>题目</header>{ARTICLE}</article></body>")
    (header,) = page.iter("header")
    assert Frame(page).reason(header) is None


def test_more_than_half_of_a_page_is_never_its_frame() -> None:
    """Some sites call everything a sidebar; navigation by its own tag goes all the same."""
    page = lxml.html.document_fromstring(f"<body><div class=sidebar>{ARTICLE}</div><p>短</p></body>")
    body = page.find("body")
    assert Frame(page).reason(body[0]) is None


def test_the_visible_text_is_one_line_without_what_is_never_shown() -> None:
    """What stands behind a script is shown."""
    element = etree.fromstring("<div>一<script>x()</script>二\n<p>三</p>五<style>p{}</style></div>")
    assert visible_text(element).replace(" ", "") == "一二三五"
    assert "\n" not in visible_text(element)
