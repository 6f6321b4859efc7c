"""What stands in a file and is no part of its report: invisible characters, share banners, page counters, chrome.

A rule is a name, which becomes the Removal's reason, and a function from a text to the spans to delete. Rules see
the text with its line breaks and know nothing of blocks; `document.settle` applies what they return.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from index.parsing.document import Cut

Span = tuple[int, int]


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
INVISIBLE_RULES = (
    Rule("control character", _matches("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")),
    Rule(
        "invisible character",
        _matches(
            "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0\ufff9-\ufffb]+|(?<=[\x00-\x7f\u3000-\u9fff\uff00-\uffef])\u200d+"
        ),
    ),
    Rule("text direction override", _matches("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")),
    Rule("Unicode tag", _matches("[\U000e0000-\U000e007f]+")),
)

_BANNER = re.compile(r"由会员(?:分享|上传)|可在线阅读.{0,40}更多相关|更多相关.{0,80}请在.{1,30}上(?:搜索|下载)")
_LICENCE_START = re.compile(
    r"^[ \t\u3000]*(?:本作品(?:是|在|的|由|来自|來自|原|已|現|现)|This work .{0,80}public domain)",
    re.MULTILINE,
)
_LICENCE = re.compile(r"公有[领領]域|public domain|著作[权權]法", re.IGNORECASE)


def _share_banner(text: str) -> list[Span]:
    """Whole lines among the first or last five that offer the file for sharing."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    edge = lines[:5] + lines[5:][-5:]
    return [line.span() for line in edge if len(line.group()) < 400 and _BANNER.search(line.group())]


def _licence_tail(text: str) -> list[Span]:
    """From a wiki's licence box to the end; the box stands in the last 3,000 characters."""
    for start in _LICENCE_START.finditer(text, max(0, len(text) - 3_000)):
        if _LICENCE.search(text, start.start()):
            return [(start.start(), len(text))]
    return []


def _wiki_placeholder(text: str) -> list[Span]:
    """The words that a wiki's bold and italic buttons insert, left on a line of their own."""
    return [match.span() for match in re.finditer(r"\n(?:粗体文字|粗體文字|斜体文字|斜體文字)(?=\n|$)", text)]


_LONE_NUMBER = re.compile(r"^[ \t]*[-–—]?[ \t]*(\d{1,4})[ \t]*[-–—]?[ \t]*$", re.MULTILINE)


def _lone_page_numbers(text: str) -> list[Span]:
    """Numbers alone on their lines that count the pages up: at least five, 400 characters apart, some missing."""
    chains: dict[int, list[Span]] = {}
    for match in _LONE_NUMBER.finditer(text):
        number, span = int(match.group(1)), match.span(1)
        before = next(
            (n for n in range(number - 1, number - 5, -1) if n in chains and span[0] - chains[n][-1][1] >= 400), None
        )
        chain = [*chains[before], span] if before is not None else [span]
        if len(chain) > len(chains.get(number, [])):
            chains[number] = chain
    best = max(chains.values(), key=len, default=[])
    return best if len(best) >= 5 else []


_COUNTER = re.compile(r"(?<![\d０-９.．])(\d{1,3})、")
_SENTENCE_END = "。！？；：!?;:"


def page_counters(text: str) -> list[Span]:
    """The counters that a sharing site prints where a page began: `2、`, `3、` … through the whole text.

    They are told from the numbers of a list by three things at once: they count 1, 2, 3 … to the end without a gap,
    at distances that vary by less than half, and most of them cut a sentence in two. A counter takes the line break
    before it with it.
    """
    chain = _counter_chain(text)
    if len(chain) < 5:
        return []
    broken = sum(not _ends_sentence(text, start) for start, _ in chain[1:])
    if broken * 2 < len(chain) - 1:
        return []
    breaks = [match.start() for match in re.finditer(r"\n+", text)]
    at_lines = sum(start > 0 and text[start - 1] == "\n" for start, _ in chain)
    flattened = at_lines >= 0.8 * len(breaks) - 2
    spans = []
    for start, end in chain:
        opening = start
        if flattened or not _ends_sentence(text, start):
            while opening and text[opening - 1] in "\n ":
                opening -= 1
        spans.append((opening, end))
    return spans


def _counter_chain(text: str) -> list[Span]:
    """The longest run of evenly spaced counters 1, 2, 3 …, as spans."""
    places: dict[int, list[Span]] = {}
    for match in _COUNTER.finditer(text):
        places.setdefault(int(match.group(1)), []).append(match.span())
    best: list[Span] = []
    for first in places.get(1, [])[:5]:
        for second in places.get(2, []):
            step = second[0] - first[0]
            # A page of these sites holds about 290 characters; a list's items are mostly shorter than 120.
            if not 120 <= step <= 3_000:
                continue
            chain = _follow(places, first, second)
            if len(chain) > len(best):
                best = chain
    return best


def _follow(places: dict[int, list[Span]], first: Span, second: Span) -> list[Span]:
    chain = [first, second]
    steps = [second[0] - first[0]]
    while True:
        typical = median(steps[-9:])
        expected = chain[-1][0] + typical
        nearby = [span for span in places.get(len(chain) + 1, []) if abs(span[0] - expected) < typical / 2]
        if not nearby:
            return chain
        following = min(nearby, key=lambda span: abs(span[0] - expected))
        steps.append(following[0] - chain[-1][0])
        chain.append(following)


def _ends_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 20) : position].rstrip()
    return not before or before[-1] in _SENTENCE_END


DEBRIS_RULES = (
    Rule("share banner", _share_banner),
    Rule("page counter", page_counters),
    Rule("page number", _lone_page_numbers),
    Rule("wiki licence", _licence_tail),
    Rule("wiki placeholder", _wiki_placeholder),
)
