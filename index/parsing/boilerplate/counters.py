"""The marks that a scan or a sharing site prints where a page began, found wherever in the text they stand."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from statistics import median

from index.patterns import regex
from index.text.numbered_lines import OPENS_LINE
from index.text.script import has_han

Span = tuple[int, int]

_SENTENCE_END = "。！？；：!?;:"
# How a sharing site writes the number of a page into the running text: 2、 / -2- / — 2 — / 第2页.
# Each begins with what it must hold, and then looks back: so most places of a text are passed over at a glance.
_INLINE = (
    regex(r"(\d(?<![\d０-９.．]\d)\d{0,2})、"),
    regex(r"[-–—](?<![\d.．—–-].)[-–—]?[ \t]?(\d{1,3})[ \t]?[-–—]{1,2}(?![\d—–-])"),
    regex(r"第[ \t]?(\d{1,3})[ \t]?页(?![ \t,，/／|｜（(]{0,3}共)"),
)
_WITH_TOTAL = regex(
    r"(?P<open>[（(])?第[ \t]?(?P<page>\d{1,4})[ \t]?页[ \t]?[,，/／|｜]?[ \t]?(?P<inner>[（(])?"
    r"共[ \t]?(?P<total>\d{1,4})[ \t]?页(?(open)[)）]|(?(inner)[)）]))"
    r"|共[ \t]?(?P<total_first>\d{1,4})[ \t]?页[ \t]?[,，/／|｜]?[ \t]?第[ \t]?(?P<page_last>\d{1,4})[ \t]?页"
    r"|\bPage[ \t](?P<page_en>\d{1,4})[ \t]of[ \t](?P<total_en>\d{1,4})\b",
    re.IGNORECASE,
)
_SAYS_TOTAL = regex(r"[共Pp](?:[ \t]?\d{1,4}[ \t]?页|(?i:age)[ \t]\d{1,4}[ \t](?i:of))")
_ALONE = regex(
    r"^[ \t\u3000]*(?:[-–—]{1,2}[ \t]?(\d{1,4})[ \t]?[-–—]{1,2}|第[ \t]?(\d{1,4})[ \t]?页"
    r"|(\d{1,4})[ \t]?/[ \t]?\d{1,4}|Page[ \t](\d{1,4}))[ \t\u3000]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LONE_NUMBER = regex(r"^[ \t]*(\d{1,4})[ \t]*$", re.MULTILINE)


def page_counters(text: str) -> list[Span]:
    """The counters of a sharing site: `2、`, `3、` … through the whole text.

    They are told from the numbers of a list by three things at once: they count on without a gap, at distances that
    vary by less than half, and most of them cut a sentence in two. Where there are only three or four, all of them
    must. A counter takes the line break before it with it.
    """
    chain = max((_counter_chain(text, pattern) for pattern in _INLINE), key=len)
    if len(chain) < 3:
        return []
    broken = [not _ends_sentence(text, start) for start, _ in chain[1:]]
    if len(chain) < 5 and not all(_inside_clause(text, start) for start, _ in chain[1:]):
        return []
    if sum(broken) * 2 < len(broken):
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


def _counter_chain(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The longest run of evenly spaced counters 1, 2, 3 … or 2, 3, 4 …, as spans."""
    places: dict[int, list[Span]] = {}
    for match in pattern.finditer(text):
        places.setdefault(int(match[1] or match[match.lastindex or 1]), []).append(match.span())
    best: list[Span] = []
    for number in (1, 2):
        for first in places.get(number, [])[:5]:
            # A page of these sites holds about 290 characters; a list's items are mostly shorter than 120.
            for second in _between(places.get(number + 1, []), first[0] + 120, first[0] + 3_000):
                chain = _follow(places, number, first, second)
                if len(chain) > len(best):
                    best = chain
    return best


def _follow(places: dict[int, list[Span]], number: int, first: Span, second: Span) -> list[Span]:
    chain = [first, second]
    steps = [second[0] - first[0]]
    while True:
        typical = median(steps[-9:])
        expected = chain[-1][0] + typical
        reach = typical / 2
        nearby = _between(places.get(number + len(chain), []), expected - reach, expected + reach)
        if not nearby:
            return chain
        following = min(nearby, key=lambda span: abs(span[0] - expected))
        steps.append(following[0] - chain[-1][0])
        chain.append(following)


def _between(spans: list[Span], low: float, high: float) -> list[Span]:
    """The spans that start in `[low, high]`."""
    return spans[bisect_left(spans, (low,)) : bisect_right(spans, (high, float("inf")))]


def _ends_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - 20) : position].rstrip()
    return not before or before[-1] in _SENTENCE_END


def _inside_clause(text: str, position: int) -> bool:
    before = text[max(0, position - 20) : position].rstrip()
    return bool(before) and before[-1].isalnum()


def page_marks(text: str) -> list[Span]:
    """Marks that say that they are one: 第2页 共8页 anywhere; -2-, 第2页, 2/8 on lines of their own, counting up.

    One that stands inside a Chinese sentence takes the line breaks beside it with it, so that the halves join.
    """
    found = set(_with_total(text)) | set(_rising(_numbered(_ALONE, text)))
    return [_joining(text, start, end) for start, end in sorted(found)]


def lone_page_numbers(text: str) -> list[Span]:
    """Numbers alone on their lines that count the pages up: at least five, 400 characters apart, some missing."""
    chains: dict[int, list[Span]] = {}
    for number, span in _numbered(_LONE_NUMBER, text):
        before = next(
            (n for n in range(number - 1, number - 5, -1) if n in chains and span[0] - chains[n][-1][1] >= 400), None
        )
        chain = [*chains[before], span] if before is not None else [span]
        if len(chain) > len(chains.get(number, [])):
            chains[number] = chain
    best = max(chains.values(), key=len, default=[])
    return [_joining(text, start, end) for start, end in best] if len(best) >= 5 else []


def _with_total(text: str) -> Iterator[Span]:
    if _SAYS_TOTAL.search(text) is None:
        return
    matches = list(_WITH_TOTAL.finditer(text))
    totals = Counter(_total(match) for match in matches)
    for match in matches:
        total = _total(match)
        page = int(match["page"] or match["page_last"] or match["page_en"])
        if 1 <= page <= total and (totals[total] >= 2 or _is_alone(text, match.start(), match.end())):
            yield match.span()


def _total(match: re.Match[str]) -> int:
    return int(match["total"] or match["total_first"] or match["total_en"])


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the span's line."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not text[line_start:start].strip() and not text[end : line_end if line_end >= 0 else len(text)].strip()


def _numbered(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, Span]]:
    for match in pattern.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield int(match[match.lastindex or 1]), (start, start + len(match.group().strip()))


def _rising(numbered: Iterator[tuple[int, Span]]) -> list[Span]:
    """The spans whose numbers go up by one or two from the one before; none where there are not two of them."""
    listed = list(numbered)
    kept = [
        span
        for place, (number, span) in enumerate(listed)
        if (place and 1 <= number - listed[place - 1][0] <= 2)
        or (place + 1 < len(listed) and 1 <= listed[place + 1][0] - number <= 2)
    ]
    return kept if len(kept) >= 2 else []


def _joining(text: str, start: int, end: int) -> Span:
    """The span with the white space on both sides, where a Chinese sentence goes on from line to line across it."""
    left, right = text[max(0, start - 200) : start].rstrip(), end
    while right < len(text) and text[right].isspace():
        right += 1
    line, following = left.rsplit("\n", 1)[-1].strip(), text[right : right + 6]
    # Latin words need their space, which a cut can't give across two blocks: such lines stay apart.
    goes_on = len(line) >= 20 and re.search("[，,。；、]", line) and re.search(r"[\w，,、%％+]$", line)
    chinese = has_han(line[-8:] + following)
    if goes_on and chinese and re.match(r"[\w%％“《)）”》,，、;；。]", following) and not OPENS_LINE.match(following):
        opening = start - (len(text[max(0, start - 200) : start]) - len(left))
        return opening, right
    return start, end
