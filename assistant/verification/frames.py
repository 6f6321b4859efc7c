"""What a sentence sets before or behind a clause that limits it: 除旅游收入外, 剔除价格因素, 与2022年相比.

The reader of facts keeps such a frame as a clause of its own. A statement that tells the clause alone tells more than
the sentence does, so it must name what the frame names.
"""

from collections.abc import Iterator

from index.patterns import regex

_STOPS = "。；！？\n"
_SEGMENT = regex(f"[^{_STOPS}]+")
_LAST_YEAR = regex(r"(?:上年|去年|前一年|上一年)(?:同期)?|同期|往年")
_FRAME = regex(
    r"除(?:了|去)?(?P<but>[^，。；]{1,40}?)(?:之外|以外|外)(?=[，,]|$)"
    r"|(?:剔除|扣除|排除|不含|不包括|不包含|未计入)(?P<without>[^，。；）)]{1,40}?)"
    r"(?:(?:的?影响)?(?:之?后|的情况下)|(?:的?影响)?(?=[，,）)]|$))"
    r"|(?:与|同|和|较之)(?P<base>[^，。；]{1,20}?)相比(?:较)?(?=[，,]|$)"
    r"|(?:如果|若(?!干)|假如|倘若|一旦|只要|除非)(?P<condition>[^，。；]{1,60}?)(?=[，,]|$)"
    r"|(?P<exception>[^，。；（(]{1,30}?)除外(?=[，。；）)]|$)"
)


def framed_by(text: str, start: int, end: int) -> Iterator[str]:
    """What limits the stretch `[start, end)` of a text, by the words that a statement of it must have, too."""
    first = max((text.rfind(mark, 0, start) for mark in _STOPS), default=-1) + 1
    last = min((at for mark in _STOPS if (at := text.find(mark, end)) >= 0), default=len(text))
    for match in _FRAME.finditer(text, first, last):
        inside = start <= match.start() and match.end() <= end
        behind = match.start() >= end
        kind = str(match.lastgroup)
        if inside or (behind and kind not in ("exception", "without")):
            continue
        words = match[kind].strip()
        if not (kind == "base" and _LAST_YEAR.fullmatch(words)):
            yield words


def frames_of(text: str) -> Iterator[str]:
    """What limits any clause of a text, by the words that a statement of it must have, too."""
    for match in _SEGMENT.finditer(text):
        yield from framed_by(text, match.end(), match.end())


def has(statement: str, words: str) -> bool:
    """Whether a statement has these words, white space aside."""
    return "".join(words.split()) in "".join(statement.split())


def names_all(statement: str, words: Iterator[str]) -> bool:
    """Whether a statement has each of these."""
    return all(has(statement, one) for one in words)
