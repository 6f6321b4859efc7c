"""What a site prints around a report: buttons, breadcrumbs, credits, link lists, wiki notes.

A rule here needs two things of a line: its shape, and for whatever a report might say itself, its place near the
start or the end of the text. What matches neither stays.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from index.parsing.boilerplate.counters import Span
from index.parsing.document import Cut
from index.patterns import regex

# Navigation, title and credits of the sites that we saw take up to 12 lines above a report, and up to 25 below.
_HEAD, _TAIL = 12, 25


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer white space; `before` and `after` count the lines above and below it."""

    start: int
    end: int
    text: str
    before: int
    after: int

    @property
    def at_head(self) -> bool:
        return self.before < _HEAD

    @property
    def at_tail(self) -> bool:
        return self.after < _TAIL


_TEXT_LINE = regex(r"\S(?:[^\n]*\S)?")


def _lines(text: str) -> list[_Line]:
    """The lines near the start and the end of a text; those between them are passed over unseen."""
    head = [match.span() for match in islice(_TEXT_LINE.finditer(text), _HEAD + _TAIL)]
    if len(head) < _HEAD + _TAIL:
        return [
            _Line(start, end, text[start:end], place, len(head) - place - 1) for place, (start, end) in enumerate(head)
        ]
    tail: list[tuple[int, int]] = []
    end = len(text)
    while len(tail) < _TAIL:
        start = text.rfind("\n", 0, end) + 1
        if match := _TEXT_LINE.search(text, start, end):
            tail.append(match.span())
        end = start - 1
    # At least _HEAD + _TAIL lines stand there, so that no line is in both and each is far from the other end.
    lines = [_Line(start, end, text[start:end], place, _TAIL) for place, (start, end) in enumerate(head[:_HEAD])]
    return lines + [_Line(*span, text[slice(*span)], _HEAD, after) for after, span in reversed(list(enumerate(tail)))]


# Half-open spans to delete, from a text and the lines at its edges.
_Find = Callable[[str, Sequence[_Line]], Iterable[Span]]


def _each(wanted: Callable[[_Line], bool]) -> _Find:
    """A rule from a test of one line."""
    return lambda _, lines: [(line.start, line.end) for line in lines if wanted(line)]


def _words(listed: str) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(listed.split(","), key=len, reverse=True))


# A bar of buttons holds nothing but these; a plain one may be a word of a report, so a sure one must be there too.
_SURE = _words(
    "打印本页,打印此页,打印文章,关闭窗口,关闭本页,关闭页面,返回顶部,返回首页,返回列表,返回上一页,加入收藏,我要打印,我要纠错,网页纠错,"
    "字号,字体大小,字体,分享到,分享至,一键分享,全屏阅读,全屏,复制链接,新浪微博,腾讯微博,QQ空间,朋友圈,微信扫一扫,打印,收藏,分享,"
    "Print this page,Back to top,Share this page,Font size,Add to favorites"
)
_PLAIN = _words(
    "下载,预览,大,中,小,特大,放大,缩小,默认,正常,关闭,返回,复制,举报,点赞,评论,微信,微博,QQ,纠错,简体,繁体,繁體,无障碍,长者模式,语音播报,"
    "设为首页,首页,上一篇,下一篇,上一页,下一页,Print,Share,Download,Email,Facebook,Twitter,LinkedIn,WeChat,Weibo,Like,Tweet,A+,A-,A"
)
_BETWEEN = r"[\s\u3000\xa0【】\[\]()（）|｜·•/／:：,，、+-]*"
_BUTTONS = regex(rf"{_BETWEEN}(?:(?:{_SURE}|{_PLAIN}){_BETWEEN}){{1,24}}", re.IGNORECASE)
_SURE_BUTTON = regex(rf"(?:{_SURE})", re.IGNORECASE)
_TWO_BUTTONS = regex(rf"(?:{_SURE}|{_PLAIN}){_BETWEEN}(?:{_SURE}|{_PLAIN})", re.IGNORECASE)
_ONE_SURE = regex(
    r"[【\[(（]?\s*(?:打印本页|打印此页|关闭窗口|关闭本页|返回顶部|返回首页|返回列表|Back to top|Print this page"
    r"|扫一扫在手机(?:上)?(?:打开|查看)当前页面?)\s*[】\])）]?",
    re.IGNORECASE,
)


def _is_buttons(line: _Line) -> bool:
    if len(line.text) > 160 or not (line.at_head or line.at_tail):
        return False
    if _ONE_SURE.fullmatch(line.text):
        return True
    return bool(_SURE_BUTTON.search(line.text) and _TWO_BUTTONS.search(line.text) and _BUTTONS.fullmatch(line.text))


_BREADCRUMB = regex(
    r"(?:(?:您|你)?(?:的|现在|当前|目前|所在)*(?:的)?位置(?:是)?\s*[:：]\s*\S.{0,100}"
    r"|(?:网站)?(?:首页|主页|Home)(?:\s*(?:>|>>|＞|›|»|→|/|->|-)+\s*[^>＞›»→。\n]{1,40}){1,7})",
    re.IGNORECASE,
)
_MENU = regex(r"(?:网站)?(?:首页|主页|Home)(?:(?:\s*[|｜·]\s*|[\s\u3000]+)[^\s，。；：|｜]{2,10}){3,20}", re.IGNORECASE)


_WIDE_MENU = regex(
    r"(?:(?:网站)?(?:首页|主页)|Home)(?:[\s\u3000\xa0]{2,}[^\s，。；：]+(?: [^\s，。；：]+){0,4}){3,20}", re.IGNORECASE
)


def _is_navigation(line: _Line) -> bool:
    if len(line.text) > 200 or not (line.at_head or line.at_tail):
        return False
    return bool(_BREADCRUMB.fullmatch(line.text) or _MENU.fullmatch(line.text) or _WIDE_MENU.fullmatch(line.text))


_CREDIT_LABEL = (
    r"(?:信息|文章|稿件|新闻)?(?:来源|出处)|稿源|(?:发布|发稿|上传|更新|录入)(?:时间|日期|机构|人)|(?:责任|网络|值班|本文|本期)?编辑|责编"
    r"|(?:信息|内容)?审核(?:人)?|初审|复审|终审|校对|审校|录入|供稿(?:单位)?|(?:浏览|阅读|点击|访问)(?:次数|量|数|率)|字号|字体|分享(?:到|至)?|打印"
    r"|Source|Posted (?:on|by)|Published(?: on)?|Last updated|Views|Editor"
)
_CREDIT = regex(
    rf"[【\[(（]?\s*(?:{_CREDIT_LABEL})\s?[:：][^。！？；]{{0,60}}"
    rf"(?:[\s\u3000|｜】\])）]+(?:作者|时间|日期|{_CREDIT_LABEL})\s?[:：][^。！？；]{{0,60}}){{0,8}}",
    re.IGNORECASE,
)


# The note below a table says 来源 too.
_ONLY_SOURCE = regex(r"\s*(?:来源|出处|Source)\s?[:：]\s?[^:：]*", re.IGNORECASE)


def _is_credit(line: _Line) -> bool:
    """A line of nothing but 来源：… 发布时间：… 责任编辑：…; one that names only the source at the very edge."""
    if len(line.text) > 200 or not (line.at_head or line.at_tail) or not _CREDIT.fullmatch(line.text):
        return False
    return not _ONLY_SOURCE.fullmatch(line.text) or line.before < 6 or line.after < 4


_NEIGHBOUR = regex(r"[【\[]?\s*(?:上|下)一(?:篇|条|页)\s*[】\]]?\s*[:：]\s*\S.{0,80}")
_IMPRINT = regex(
    r"版权所有|ICP备\s?\d|ICP证\s?\d|公网安备|网站标识码|Copyright\s*(?:©|\(c\)|&copy;|\d{4})|All rights reserved",
    re.IGNORECASE,
)
_COOKIES = regex(r"(?<![a-z])cookies?(?![a-z])", re.IGNORECASE)
_CONSENT = regex(r"同意|接受|继续(?:使用|浏览)|隐私|accept|agree|consent|privacy|preferences|continu", re.IGNORECASE)


def _is_imprint(line: _Line) -> bool:
    """Copyright and registration at a site's foot; a sentence of a report ends in a full stop."""
    return line.at_tail and len(line.text) <= 160 and not line.text.endswith("。") and bool(_IMPRINT.search(line.text))


def _is_cookie_notice(line: _Line) -> bool:
    near = line.at_head or line.at_tail
    return near and len(line.text) <= 300 and bool(_COOKIES.search(line.text) and _CONSENT.search(line.text))


_RELATED = regex(
    r"[【\[■●▶]?\s*(?:相关(?:报道|链接|新闻|阅读|文章|解读|文档|信息|推荐|附件|稿件)|推荐阅读|延伸阅读|热门(?:文章|推荐|新闻)|猜你喜欢|精彩推荐|友情链接"
    r"|Related (?:articles|links|stories|news|content|posts)|You may also like|Recommended for you)"
    r"\s*[】\]]?\s*[:：>»]*",
    re.IGNORECASE,
)


def _related_links(_: str, lines: Sequence[_Line]) -> list[Span]:
    """A heading such as 相关报道 near the end, and the links below it: short lines that are no sentences."""
    spans: list[Span] = []
    for place, line in enumerate(lines):
        if not line.at_tail or not _RELATED.fullmatch(line.text):
            continue
        end = line.end
        for following in lines[place + 1 :]:
            if len(following.text) > 80 or re.search(r"[。！？；]$", following.text):
                break
            end = following.end
        spans.append((line.start, end))
    return spans


_TAIL_PIECE = regex(
    r"(?:[^\S\n]|(?<=[。！？）)”]))+(?:扫一扫在手机(?:上)?(?:打开|查看)当前页面?|[【\[]\s*(?:打印(?:本页)?|关闭(?:窗口|本页)?)\s*[】\]]"
    r"|(?:责任|网络)编辑\s?[:：]\s?[\u4e00-\u9fff]{2,4}|[【\[]\s*(?:责任编辑|网络编辑|编辑|信息审核|审核)\s?[:：][^】\]\n]{2,12}[】\]]"
    r"|[【\[]?\s*相关(?:解读|链接|报道|阅读)\s*[】\]]?)[^\S\n]*$"
)


def _flattened_tail(text: str, _: Sequence[_Line]) -> list[Span]:
    """The same at the very end of a text that was copied without its line breaks."""
    end = len(text)
    while match := _TAIL_PIECE.search(text, max(0, end - 60), end):
        end = match.start()
    kept = text[end:]
    return [(end, len(text))] if kept.strip() else []


_WIKI_EDIT = regex(
    r"[\[［](?:编辑|編輯|edit)(?:(?:\s*[|｜]\s*|\s+)[^\]］\n]{1,14})?[\]］](?=[ \t]*(?:\n|$))", re.IGNORECASE
)
_WIKI_LINE = regex(
    r"(?:本页面?|本頁面?|此页面?|此頁面?)最后(?:修订|编辑|更改|修改)(?:于|時間|时间)?.{0,80}|(?:本頁面?|此頁面?)最後(?:修訂|編輯|更改).{0,80}"
    r"|This page was last (?:edited|modified).{0,80}"
    r"|(?:跳转|跳到|跳至)(?:到)?[:：]?\s*(?:导航|内容|搜索|navigation).{0,30}"
    r"|Toggle (?:the table of contents|limited content width|.{1,60} subsection)|\d+ languages?"
    r"|Jump to (?:navigation|search|content).{0,40}"
    r"|(?:来自|出自|來自)?\s*(?:维基文库|維基文庫|维基百科|維基百科)(?:，|,)?\s*(?:自由的(?:图书馆|圖書館|百科全书|百科全書))?"
    r"|From Wiki(?:source|pedia).{0,60}|(?:检索自|取自|檢索自|Retrieved from)\s*[“\"「]?\s*https?://\S+"
    r"|(?:隐藏分类|隱藏分類|分类|分類|Categories|Category)\s?[:：]\s?[^\s。；][^。；]{0,200}|姊妹(?:计划|計劃)\s?[:：].{0,80}"
    r"|[←◄]\s*\S.{0,50}|\S.{0,50}\s*[→►]|(?:文档|文本|文字|文本)?内容(?:在|依据)\s?(?:CC BY-SA|知识共享).{0,80}",
    re.IGNORECASE,
)


def _wiki_edit_links(text: str, _: Sequence[_Line]) -> list[Span]:
    """The links behind headings, with the blanks in front of them."""
    return [
        (match.start() - len(before) + len(before.rstrip(" \t")), match.end())
        for match in _WIKI_EDIT.finditer(text)
        for before in [text[text.rfind("\n", 0, match.start()) + 1 : match.start()]]
    ]


def _is_wiki_note(line: _Line) -> bool:
    return (line.at_head or line.at_tail) and len(line.text) <= 240 and bool(_WIKI_LINE.fullmatch(line.text))


_CONTENTS = regex(r"(?:目录|目錄|Contents)\s*[\[［](?:隐藏|隱藏|显示|顯示|hide|show)[\]］]", re.IGNORECASE)
_ENTRY = regex(r"\d+(?:\.\d+)*[\s\u3000.、]+(\S.{0,70})")


def _wiki_contents(text: str, lines: Sequence[_Line]) -> list[Span]:
    """A wiki's box of contents, whose entries stand again as headings below it."""
    for line in lines:
        if not line.at_head or not _CONTENTS.fullmatch(line.text):
            continue
        end = line.end
        for following in islice(_TEXT_LINE.finditer(text, line.end), 300):
            entry = _ENTRY.fullmatch(following.group())
            if entry is None or text.find(entry.group(1), following.end()) < 0:
                break
            end = following.end()
        return [(line.start, end)]
    return []


# The reason that a Removal gives, and what finds such spans.
_RULES: tuple[tuple[str, _Find], ...] = (
    ("navigation", _each(_is_navigation)),
    ("buttons", _each(_is_buttons)),
    ("source or editor line", _each(_is_credit)),
    ("related links", _related_links),
    ("neighbouring page", _each(lambda line: line.at_tail and bool(_NEIGHBOUR.fullmatch(line.text)))),
    ("site imprint", _each(_is_imprint)),
    ("cookie notice", _each(_is_cookie_notice)),
    ("page chrome", _flattened_tail),
    ("wiki edit link", _wiki_edit_links),
    ("wiki contents", _wiki_contents),
    ("wiki note", _each(_is_wiki_note)),
)


def chrome_cuts(text: str) -> list[Cut]:
    """Every span of a text that is a site's own and no part of the report."""
    lines = _lines(text)
    return [Cut(start, end, reason) for reason, find in _RULES for start, end in find(text, lines) if start < end]
