"""What stands in a file and is no part of its report: invisible characters, share banners, page counters, chrome.

A rule is a name, which becomes the Removal's reason, and a function from a text to the spans to delete. Rules see
the text with its line breaks and know nothing of blocks; `document.settle` applies what they return.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.parsing.boilerplate.counters import Span, lone_page_numbers, page_counters, page_marks
from index.parsing.document import Cut
from index.patterns import regex


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of debris: `name` is the reason that a Removal gives, `find` returns half-open spans."""

    name: str
    find: Callable[[str], Iterable[Span]]


def cuts(text: str, rules: Sequence[Rule]) -> list[Cut]:
    """Every span that the rules find, with their names as reasons."""
    return [Cut(start, end, rule.name) for rule in rules for start, end in rule.find(text) if start < end]


def _matches(pattern: str) -> Callable[[str], list[Span]]:
    compiled = re.compile(pattern)
    return lambda text: [match.span() for match in compiled.finditer(text)]


# ZWJ (U+200D) stays where it makes one emoji of two, and goes after Chinese and ASCII. Soft hyphens go: they show
# only where a line broke.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_UNSEEN = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"
INVISIBLE_RULES = (
    Rule("control character", _matches(f"[{_CONTROLS}]+")),
    Rule("invisible character", _matches(f"[{_UNSEEN}]+|(?<=[\x00-\x7f\u3000-\u9fff\uff00-\uffef])\u200d+")),
    Rule("text direction override", _matches(f"[{_DIRECTIONS}]+")),
    Rule("Unicode tag", _matches(f"[{_TAGS}]+")),
)
# Most texts hold none of them: one look tells.
_INVISIBLE = regex(f"[{_CONTROLS}{_UNSEEN}\u200d{_DIRECTIONS}{_TAGS}]")


def invisible_cuts(text: str) -> list[Cut]:
    """Every run of characters that no reader sees."""
    return cuts(text, INVISIBLE_RULES) if _INVISIBLE.search(text) else []


_LIBRARIES = "百度文库|豆丁网|道客巴巴|人人文库|原创力文档|淘豆网|金锄头文库|课桌文档|文档网|文库网|爱问共享|新浪文档"
_BANNER = regex(
    r"由会员(?:分享|上传)|可在线阅读.{0,40}更多相关|更多相关.{0,80}请在.{1,30}上(?:搜索|下载)|\d+页(?:珍藏|完整|精品)版"
    r"|(?:本|该|此)?(?:文档|资料|文章|文件)(?:由|来自|来源于)[^，。]{1,20}(?:用户|会员|网友)(?:收集|整理|上传|分享|提供)"
    r"|下载(?:本文档|后可(?:自行)?(?:编辑|修改|删除)|完整版)|(?:VIP|会员)(?:专享|免费下载)|(?:如有侵权|侵犯.{0,10}权益).{0,40}(?:删除|联系)"
    rf"|(?:{_LIBRARIES}).{{0,30}}(?:下载|分享|上传|搜索|阅读|整理)"
)
# A banner that runs into the report's first sentence ends at the library's name.
_RUN_IN_BANNER = regex(
    r"\s*《[^《》\n]{1,80}\.(?:docx?|pdf|pptx?|txt|wps)》由[^\n]{0,200}?请在[^\n]{1,30}?上(?:搜索|下载|查找)[。.]?"
)
_LICENCE_START = regex(
    r"^[ \t\u3000]*(?:本作品(?:是|在|的|由|来自|來自|原|已|現|现)|This work .{0,80}public domain)",
    re.MULTILINE,
)
_LICENCE = regex(r"公有[领領]域|public domain|著作[权權]法", re.IGNORECASE)


def _share_banner(text: str) -> list[Span]:
    """Whole lines among the first or last five that offer the file for sharing, or the banner that runs into one."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    spans = []
    for line in lines[:5] + lines[5:][-5:]:
        if len(line.group()) < 400 and _BANNER.search(line.group()) and not _runs_on(line.group()):
            spans.append(line.span())
        elif run_in := _RUN_IN_BANNER.match(line.group()):
            spans.append((line.start() + run_in.start(), line.start() + run_in.end()))
    return spans


def _runs_on(line: str) -> bool:
    """Whether the report begins on the banner's own line."""
    run_in = _RUN_IN_BANNER.match(line)
    return run_in is not None and len(line) - run_in.end() > 20


def _licence_tail(text: str) -> list[Span]:
    """From a wiki's licence box to the end; the box stands in the last 3,000 characters."""
    for start in _LICENCE_START.finditer(text, max(0, len(text) - 3_000)):
        if _LICENCE.search(text, start.start()):
            return [(start.start(), len(text))]
    return []


def _wiki_placeholder(text: str) -> list[Span]:
    """The words that a wiki's bold and italic buttons insert, left on a line of their own."""
    return [match.span() for match in re.finditer(r"\n(?:粗体文字|粗體文字|斜体文字|斜體文字)(?=\n|$)", text)]


DEBRIS_RULES = (
    Rule("share banner", _share_banner),
    Rule("page counter", page_counters),
    Rule("page number", page_marks),
    Rule("page number", lone_page_numbers),
    Rule("wiki licence", _licence_tail),
    Rule("wiki placeholder", _wiki_placeholder),
)
