"""What a question asks to be listed: how many things, what they are called, and what else it says of them."""

import re
from dataclasses import dataclass

from assistant.answering.focus import focus_of, plain
from assistant.answering.occurrences import occurrences
from assistant.query.understanding import Understanding
from assistant.reader.terms import terms
from index.patterns import regex
from index.text.folding import simplified
from index.text.numerals import whole_value

_UNIT = "[个项家条种类大座所位件只款届处批名本点省市城区县片带门支张艘颗部]"
_NUMBER = "\\d{1,3}|[一二两三四五六七八九十]{1,3}"
COUNTED = regex(rf"(?<![第\d.])(?P<number>{_NUMBER})(?:个|{_UNIT})(?P<noun>[^\d]*)")
_ASKED_COUNT = regex(rf"哪(?P<number>{_NUMBER})(?:个|{_UNIT}|方面|(?=[^，。？?]{{1,2}}[，。？?]?$))")
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class WantedList:
    """What is to be listed: how many, what they are called, and the other words of the question."""

    number: int | None
    noun: str
    beside: tuple[str, ...]
    sort: str

    @property
    def words(self) -> tuple[str, ...]:
        """The noun and what stands beside it."""
        return tuple(filter(None, (self.noun, *self.beside)))


def wanted_list(understanding: Understanding) -> WantedList | None:
    """What is to be listed; None where two numbers are asked, or too little is said of it."""
    text = simplified(understanding.question)
    left = focus_of(understanding, "frame_list")
    counted = [match for piece in left.pieces if (match := COUNTED.search(piece))]
    if len(counted) > 1 or not left.pieces:
        return None
    asked_number = _ASKED_COUNT.search(text)
    number = (
        whole_value(counted[0]["number"]) if counted else whole_value(asked_number["number"]) if asked_number else None
    )
    if asked_number and counted and whole_value(asked_number["number"]) != number:
        return None
    beside = [piece for piece in left.pieces if not counted or piece != counted[0].string]
    if counted:
        before = re.sub("[那这]$", "", counted[0].string[: counted[0].start()])
        noun = counted[0]["noun"]
        beside = [*([before] if before else []), *beside]
    else:
        noun, beside = (
            (left.quoted[0], [piece for piece in beside if plain(piece) != plain(left.quoted[0])])
            if len(left.quoted) == 1
            else ("", beside)
        )
    cut = [part for piece in beside for part in re.split("[了的]", piece) if part]
    sort = re.split("[了的]", left.sort)[0] if left.sort else ""
    wanted = WantedList(number, noun, tuple(cut), sort)
    return wanted if (number is not None and noun) or sum(map(len, wanted.words)) >= _ENOUGH else None


def share_said(text: str, piece: str) -> float:
    """How much of a piece a text says, by its terms: 0 to 1."""
    wanted = terms(piece)
    return sum(bool(occurrences(text, term)) for term in wanted) / len(wanted) if wanted else 1.0
