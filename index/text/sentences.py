"""Sentences of a report: the smallest thing that an answer cites."""

from collections.abc import Iterator

from index.patterns import regex
from index.report import Sentence
from index.text.masks import is_blanked
from index.text.script import HAN

# A citation shows whole sentences, and 400 characters is what three of them together may show.
LONGEST_SENTENCE = 400
# Work reports chain a dozen measures with ； into one sentence of 200 to 500 characters, each a statement of
# its own; below 150 (about three lines of print) the parts lean on each other and stay together.
LONG_SENTENCE = 150

_CLOSERS = "”’\"'」』）)】》〉］\\]"
_LINE = regex(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# Each alternative looks back at the character that may end a sentence: all others are passed over at a glance.
_END = regex(
    rf"[。！？!?oO0.](?:(?<=[。！？!?])[。！？!?]*[{_CLOSERS}]*(?![，、；：,;:。！？!?）)”’的])"
    # "增长X%o五年来": scanned reports show the full stop as the letter o, behind a masked figure or a per cent sign.
    rf"|(?:(?<=[%％][oO0])|(?<=[Xx]{{2}}[oO]))(?=[{HAN}])"
    rf"|(?<=\.)\.*[{_CLOSERS}]*(?=\s|$|[{HAN}]))"
)
# Behind "72." of "72. 7%": a set line spreads its words.
_REST_OF_SHARE = regex(r"\d{1,2}%")
_INSIDE_WORD = regex(r"[A-Za-z0-9.,%]{2}")
_SEMICOLON = regex(rf"；+|;+(?=\s|[{HAN}]|$)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WORD_BEFORE = regex(r"(?:\S*[^\w.&])?(?P<word>[\w.&]+)$")
_ABBREVIATIONS = _words(
    "mr mrs ms dr prof jr sr st messrs no nos vs viz al cf fig figs vol vols pp ch sec art eq approx est dept div "
    "gov gen sen rep hon rev col capt lt sgt ave blvd rd mt jan feb mar apr jun jul aug sep sept oct nov dec "
    "e.g i.e ph.d m.d b.a m.a"
)
# These also end sentences: they do so where a word follows that opens one.
_ABBREVIATIONS_THAT_END = _words("inc corp ltd co llc l.p plc bros etc u.s u.k e.u u.n a.m p.m d.c s.a n.v")
_OPENERS = _words(
    "the a an it its in on at by for from to of with as and but or if we our us this that these those there they he "
    "she his her their however when while where after before during since under each all both such no not see"
)
_NUMBERED = _words("item items note notes part section article chapter table figure exhibit appendix step")


def split_sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences inside `[start, end)`: in order, disjoint, without outer white space.

    Together they hold every character that is not white space. A line break always ends one, so that a table row
    is a sentence; none is longer than `LONGEST_SENTENCE`.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start, end):
        for first, last in _cut_line(text, line.start(), line.end()):
            spans.extend(_within_limits(text, first, last))
    return tuple(Sentence(first, last, is_blanked(text[first:last])) for first, last in spans)


def _cut_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        if match[0][0] == "." and match.end() < end and _period_inside(text, first, match.start(), match.end(), end):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _period_inside(text: str, start: int, at: int, after: int, end: int) -> bool:
    """Whether the period at `at` belongs to a word ("U.S.", "No. 5") and ends no sentence."""
    # 40 characters hold any abbreviation with its next word; a longer look would make long lines quadratic.
    following = text[after : min(end, after + 40)].split(maxsplit=1)
    opener = following[0].strip("\"'“‘([（") if following else ""
    if opener[:1].islower() or (text[at - 1 : at].isdigit() and _REST_OF_SHARE.match(opener)):
        return True
    found = _WORD_BEFORE.search(text[max(start, at - 40) : at])
    if found is None:
        return False
    word = found["word"].lower()
    if word in _ABBREVIATIONS:
        return True
    if word in _ABBREVIATIONS_THAT_END or (len(word) == 1 and word.isalpha() and word.isascii()):
        return opener.lower() not in _OPENERS
    before = text[max(start, at - 40) : at - len(word)].split()
    if word.isalnum() and len(word) <= 3 and (word.isdecimal() or set(word) <= set("ivx")):
        if len(before) > 1 and opener.lower() in _OPENERS:
            return False
        return not before or before[-1].lower() in _NUMBERED
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    if first < last:
        yield first, last


def _within_limits(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence itself, or its parts where it is long: at semicolons, then at commas, then anywhere."""
    if end - start <= LONG_SENTENCE:
        yield start, end
        return
    first = start
    for match in _SEMICOLON.finditer(text, start, end):
        yield from _bounded(text, first, match.end())
        first = match.end()
    yield from _bounded(text, first, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_SENTENCE:
        cut = _last_break(text, start, start + LONGEST_SENTENCE)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _last_break(text: str, start: int, limit: int) -> int:
    for marks in ("，", "、：", ",:", " \t"):
        cut = max(text.rfind(mark, start, limit) for mark in marks) + 1
        # ASCII commas also stand inside figures ("1,299,700"); those are no place to cut.
        if cut > start + 1 and not (marks == ",:" and text[cut : cut + 1].isdigit()):
            return cut
    return next((cut for cut in range(limit, limit - 30, -1) if not _INSIDE_WORD.match(text, cut - 1)), limit)
