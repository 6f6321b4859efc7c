"""A text as it is meant, laid over the text as it stands: slips of scanning read right, full-width forms folded.

Nothing here changes a report. `Overlay.text` is for matching and for numbers, and `Overlay.span` leads back to the
canonical text, whose own characters every quote shows.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import Correction
from index.text.script import HAN

# Rates that are told per thousand: "出生率6.39%o" means ‰, and nothing here says which it is.
_PER_THOUSAND = regex("出生率|死亡率|自然增长率|千分|坡度|盐度|‰")
_UNIT = rf"\s?(?:{any_of(words('unit_lists', 'misread'))})"
# How far back a rule looks from a slip; `corrections_within` reads this much before a span.
_REACH = 40


def _joined(slip: str) -> str:
    return unicodedata.normalize("NFKC", slip.replace(" ", "")) if " " in slip else slip


def _as_digits(slip: str) -> str:
    return slip.translate(str.maketrans("OoＯlI", "00011"))


@dataclass(frozen=True, slots=True)
class _Rule:
    """`pattern`'s group `slip` is what stands there, `reads` makes of it what is meant."""

    reason: str
    pattern: re.Pattern[str]
    reads: Callable[[str], str]


_RULES = (
    # "增长X%o五年来": scanning sees the full stop after a per cent sign as ‰'s second circle.
    _Rule(
        "letter after a per cent sign",
        regex(r"(?<=[\dXxＸｘ×*＊])(?P<slip>[%％][oOｏＯ])(?![A-Za-z0-9%％])"),
        lambda slip: slip[0],
    ),
    _Rule(
        "letter for a full stop",
        regex(rf"(?<![A-Za-z])[XxＸｘ]{{2,40}}(?P<slip>[oO])(?=[{HAN}])"),
        lambda _: "。",
    ),
    # "1 9 9 7 年", "1 0 ．0 6 ‰": every digit stands alone, at least two of them, and a unit or mark follows.
    _Rule(
        "spaces inside a figure",
        regex(
            r"(?<![\d.．,A-Za-z\t])(?<!\d )"
            rf"(?P<slip>\d(?:(?: ?[.．] ?| )\d(?!\d)){{1,11}})(?! ?[.．]? ?\d)(?=\s?[{HAN}%％‰])"
        ),
        _joined,
    ),
    # "72. 7%": a set line spreads its words, and a number between two points opens no sentence with a per cent sign.
    _Rule(
        "spaces inside a figure",
        regex(r"(?<![\d.,A-Za-z])(?P<slip>\d{1,3}\. \d{1,2})(?=\s?[%％])"),
        _joined,
    ),
    _Rule(
        "letter inside a figure",
        regex(rf"(?<![A-Za-z0-9])(?=[OoＯlI]{{0,3}}\d)(?P<slip>[\dOoＯlI]{{2,14}}(?:\.[\dOoＯlI]{{1,6}})?)(?={_UNIT})"),
        _as_digits,
    ),
    # Sharing sites mask one character, and in these words it can be no other.
    _Rule(
        "masked word",
        regex(
            r"(?:(?<=社会主)|(?<![A-Za-zXxＸｘ])(?=.务教育)|(?<=意)(?=.(?:重大|深远|非凡)))(?P<slip>[XＸ])(?![A-Za-zXＸ])"
        ),
        lambda _: "义",
    ),
)
_SLIP = regex(r"[%％][oOｏＯ]|[XxＸｘ][oO]|\d [\d.．]|\d\. \d|[\dOoＯlI][OoＯlI\d]|社会主[XＸ]|[XＸ]务教育|意[XＸ]")


def corrections(text: str) -> tuple[Correction, ...]:
    """What stands in `text` and is meant otherwise: in order, disjoint."""
    return corrections_within(text, 0, len(text))


def corrections_within(text: str, start: int, end: int) -> tuple[Correction, ...]:
    """The corrections that lie wholly inside `[start, end)`; their offsets are those of `text`."""
    first, last = max(0, start - _REACH), min(len(text), end + 10)
    if _SLIP.search(text, first, last) is None:
        return ()
    found: list[Correction] = []
    near = text[first:last]
    for rule in _RULES:
        for match in rule.pattern.finditer(near):
            slip = match["slip"]
            if rule.reason == "letter after a per cent sign" and told_per_thousand(near, match.start("slip")):
                continue
            reads = rule.reads(slip)
            if reads != slip:
                found.append(
                    Correction(first + match.start("slip"), first + match.end("slip"), slip, reads, rule.reason)
                )
    found.sort(key=lambda correction: (correction.start, -correction.end))
    kept: list[Correction] = []
    for correction in found:
        if start <= correction.start and correction.end <= end and (not kept or kept[-1].end <= correction.start):
            kept.append(correction)
    return tuple(kept)


def told_per_thousand(text: str, at: int) -> bool:
    """Whether the rate at `at` is told per thousand, so that its %o means ‰ and elsewhere %."""
    return _PER_THOUSAND.search(text, max(0, at - 20), at) is not None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A text corrected and folded, and where each of its characters comes from.

    Character `i` of `text` stands for the canonical `[starts[i], ends[i])`. Several may stand for one (`㎡` is m2),
    one may stand for several (`%o` is %).
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    corrections: tuple[Correction, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The canonical span behind `text[start:end]`. Raises ValueError where that is empty or outside."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) is not inside an overlay of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]


def overlay(text: str, start: int = 0, end: int | None = None) -> Overlay:
    """`text[start:end]` with its corrections made and its characters folded by NFKC, which keeps case."""
    stop = len(text) if end is None else end
    made = corrections_within(text, start, stop)
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    for piece, first, last in _pieces(text, start, stop, made):
        pieces.append(piece)
        if len(piece) == last - first:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend([first] * len(piece))
            ends.extend([last] * len(piece))
    return Overlay("".join(pieces), starts, ends, made)


def corrected(text: str) -> str:
    """The text as it is meant, folded: what `overlay` lays over it, without the way back."""
    return overlay(text).text


def _pieces(text: str, start: int, end: int, made: tuple[Correction, ...]) -> Iterator[tuple[str, int, int]]:
    """Pieces of the overlay with the canonical span that each stands for; in a longer piece character for character."""
    position = start
    for correction in made:
        yield from _folded(text, position, correction.start)
        yield unicodedata.normalize("NFKC", correction.reads), correction.start, correction.end
        position = correction.end
    yield from _folded(text, position, end)


# A character that NFKC may change, with the marks that combine with it.
_FOLDABLE = regex(r"[^\x00-\x7f\u3001\u3002\u4e00-\u9fff][\u0300-\u036f\u3099\u309a]*|[A-Za-z][\u0300-\u036f]+")


def _folded(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    position = start
    for match in _FOLDABLE.finditer(text, start, end):
        plain = unicodedata.normalize("NFKC", match.group())
        if plain == match.group():
            continue
        if position < match.start():
            yield text[position : match.start()], position, match.start()
        yield plain, match.start(), match.end()
        position = match.end()
    if position < end:
        yield text[position:end], position, end
