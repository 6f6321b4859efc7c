"""What one clause enumerates: 甲、乙和丙 with the words before and behind, each member a span of the report.

Marks inside brackets and quotation marks cut nothing. Where a member begins behind a verb, the parts of speech tell;
where they don't, the clause has no members here, and is quoted whole by who asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index.patterns import regex
from index.text.numerals import whole_value
from index.text.words import tagger

_OPENERS, _CLOSERS = "“「（(《【‘", "”」）)》】’"
_HALF_WIDTH = {",": "，", ";": "；", "!": "！", ":": "："}
_UNIT = "[个项家条种类大座所位件只款处本点省市城区县园带片门支张艘颗部级]"
_NUMBER = "\\d{1,3}|[一二两三四五六七八九十]{1,3}"
# 等3条轨道新线, 三大先导产业: the number of the members and what they are, right behind the last one.
_TAIL = regex(
    rf"(?P<etc>等?)[“]?(?<![第\d十百千万长])(?P<number>{_NUMBER})(?:个|{_UNIT})(?=[^\d年月日%.])(?=(?P<head>[^，。；：、]*))"
)
_ETC = regex(r"等(?P<head>[^，。；：、]*)")
# What opens a list inside a clause; the last one counts.
_LEADS = regex(r".*(?:包括|包含|分别是|分别为|即为|主要有|主要是|指的是|是指|就是|例如|比如|[：:](?![^《“]*[》”]))")
_OWN = regex(r"^(?:特别是|尤其是|我[国省市区县州]|全[国省市区县州]|本[国省市区县州])(?:的|已|已有|现有)?")
_LAST = regex(r"以及|及其|和|与|及")
_BEFORE_A_VERB = frozenset({"d", "ad", "v", "vd", "vn", "p", "u", "a", "c", "r", "an", "TIME", "t", "xc"})
_NOUNS = frozenset({"n", "nz", "nw", "LOC", "ORG", "PER", "s", "f"})
_BEHIND_A_VERB = ("好", "了", "着", "过", "的", "成", "出")
_SHORTEST = 1
_LONGEST_MEMBER = 40


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A clause `[start, end)` of a text and its members' spans; `members` is empty where they can't be cut surely.

    `number` is how many the clause says there are, `head` what it calls them, `etc` whether 等 stands without a number.
    """

    start: int
    end: int
    members: tuple[tuple[int, int], ...]
    number: int | None
    head: str
    etc: bool


def enumerations(text: str, start: int, end: int) -> Iterator[Enumeration]:
    """The enumerating clauses inside `[start, end)`, in order."""
    for first, last in clauses(text, start, end, "，。；！\n"):
        cuts = _top_level(text, first, last, "、")
        found = _read(text, first, last, cuts) if cuts else None
        if found is not None:
            yield found


def clauses(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """The pieces of `[start, end)` between `marks` that stand outside brackets and quotation marks, trimmed.

    Where a report is typed with half-width marks they cut as the full-width ones do, but not inside a figure.
    """
    first = start
    for cut in (*_top_level(text, start, end, marks), end):
        piece = text[first:cut]
        left, right = first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())
        if left < right:
            yield left, right
        first = cut + 1


def _top_level(text: str, start: int, end: int, marks: str) -> list[int]:
    depth, found = 0, []
    for place in range(start, end):
        letter = text[place]
        if letter == "\n":
            depth = 0  # a bracket that a line leaves open holds nothing of the next
        if letter in _OPENERS:
            depth += 1
        elif letter in _CLOSERS:
            depth = max(0, depth - 1)
        if depth == 0 and (letter in marks or (letter in _HALF_WIDTH and _cuts(text, place, marks))):
            found.append(place)
    return found


def _cuts(text: str, place: int, marks: str) -> bool:
    inside_figure = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
    return _HALF_WIDTH[text[place]] in marks and not inside_figure


def _read(text: str, start: int, end: int, cuts: list[int]) -> Enumeration | None:
    """The enumeration; None where 的 ends it: 历时7年建设、全长1.3万公里的三条公路 describes one thing."""
    edges = list(zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True))
    last_start, last_end = edges[-1]
    tail = _count_behind(text, last_start, last_end, len(edges))
    etc = None if tail else _ETC.search(text, last_start + _SHORTEST, last_end)
    number = whole_value(tail["number"]) if tail else None
    head = (tail or etc)["head"] if (tail or etc) else ""  # type: ignore[index]
    stop = (tail or etc).start() if (tail or etc) else last_end  # type: ignore[union-attr]
    if text[stop - 1] == "的":
        return None
    whole = [*edges[:-1], *_last_members(text, last_start, stop, number, len(edges))]
    members = _clean(_Clause(text, start, end), whole, stop == last_end)
    if number is not None and len(members) != number:
        members = ()
    return Enumeration(start, end, members, number, head, etc is not None)


def _count_behind(text: str, start: int, end: int, parts: int) -> re.Match[str] | None:
    """The count behind the last member: one behind 等, else one that fits; other figures are a member's own (3号线)."""
    found = [match for match in _TAIL.finditer(text, start + _SHORTEST, end) if whole_value(match["number"]) > 1]
    behind_etc = next((match for match in found if match["etc"]), None)
    return behind_etc or next((match for match in found if whole_value(match["number"]) in (parts, parts + 1)), None)


def _last_members(text: str, start: int, end: int, number: int | None, parts: int) -> list[tuple[int, int]]:
    """The last member, cut at 和 where the count wants one more, or where nothing counts and both halves are short."""
    joints = list(_LAST.finditer(text, start + 1, end - 1))
    if len(joints) == 1 and (
        number == parts + 1 or (number is None and joints[0].start() - start <= end - joints[0].end() + 4)
    ):
        return [(start, joints[0].start()), (joints[0].end(), end)]
    return [(start, end)]


class _Clause:
    """A clause whose words are tagged as one; a piece alone is cut differently in every tenth case."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._words = [(start + first, start + last, part) for first, last, part in tagged(text[start:end])]

    def words(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The words inside `[start, end)`, a word across an edge by its part inside."""
        return [
            (max(first, start), min(last, end), part)
            for first, last, part in self._words
            if first < end and start < last
        ]


def _clean(clause: _Clause, members: list[tuple[int, int]], open_end: bool) -> tuple[tuple[int, int], ...]:
    """The members without the clause's own words before the first and behind the last; empty where that isn't sure."""
    first = _first_start(clause, members)
    last = _last_end(clause, members) if open_end else members[-1][1]
    if first is None or last is None:
        return ()
    cut = list(members)
    cut[0] = (first, cut[0][1])
    cut[-1] = (
        cut[-1][0],
        last - len(clause.text[cut[-1][0] : last]) + len(clause.text[cut[-1][0] : last].rstrip("等“")),
    )
    if any(not clause.text[start:end].strip() or end - start > _LONGEST_MEMBER for start, end in cut):
        return ()
    return tuple(cut)


def _first_start(clause: _Clause, members: list[tuple[int, int]]) -> int | None:
    start, end = members[0]
    lead = _LEADS.match(clause.text, start, end)
    start = lead.end() if lead is not None else start
    own = _OWN.match(clause.text[start:end])
    start += own.end() if own else 0
    if start >= end:
        return None
    if clause.text[start] in _OPENERS:
        return start
    others = [_verbs(clause.words(*member)) for member in members[1:]]
    if sum(bool(verbs) and verbs[0] == 0 for verbs in others) * 2 > len(others):
        return start
    first = _behind_verbs(clause, start, end)
    # A verb that is left, where the other members have none, is the clause's own.
    left = _verbs([word for word in clause.words(start, end) if word[0] >= first])
    return None if left and sum(map(bool, others)) * 2 < len(others) else first


def _behind_verbs(clause: _Clause, start: int, end: int) -> int:
    """Where the verbs end that the first member is the object of: behind 积极打造 of 积极打造生物制造."""
    words = clause.words(start, end)
    verbs = _verbs(words)
    if not verbs or any(word[2] not in _BEFORE_A_VERB | _NOUNS for word in words[: verbs[0]]):
        return start
    if sum(word[2] in _NOUNS for word in words[: verbs[0]]) > 1:
        return start
    rest = verbs[0] + 1
    while rest < len(words) and (rest in verbs or clause.text[words[rest][0] : words[rest][1]] in _BEHIND_A_VERB):
        rest += 1
    return words[rest][0] if rest < len(words) else start


def _verbs(words: list[tuple[int, int, str]]) -> list[int]:
    """Which of the words are verbs; 至 and 到 join two places, and a word alone may be a name."""
    return [place for place, (first, last, part) in enumerate(words) if part == "v" and last - first > 1]


def _last_end(clause: _Clause, members: list[tuple[int, int]]) -> int | None:
    """Where the last member ends, which nothing closes: before the verb that all of them are the subject of."""
    start, end = members[-1]
    if clause.text[end - 1] in _CLOSERS:
        return end
    if any(_verbs(clause.words(*member)) for member in members[1:-1]):
        return end
    words = clause.words(start, end)
    verb = next((place for place in _verbs(words) if place), None)
    while verb is not None and verb > 1 and words[verb - 1][2] in ("d", "ad", "p"):
        verb -= 1
    return end if verb is None else words[verb][0]


@lru_cache(maxsize=4096)
def tagged(piece: str) -> tuple[tuple[int, int, str], ...]:
    """The words of a piece: where each stands and its part of speech."""
    return tuple((word.start, word.end, word.part) for word in tagger().tag([piece])[0])
