"""Raised and lowered digits of marked-up text: a power, a part of a unit, a fraction, or the mark of a note.

Run into the line they would change the figure before them: 186² is no 1862, 10⁴ no 104. A reader of markup puts what
it raises between `RAISED`'s marks and what it lowers between `LOWERED`'s, control characters that no text keeps.
"""

import re

from index.patterns import regex

RAISED = ("\x0e", "\x0f")
LOWERED = ("\x10", "\x11")
NOTE_MARK_REASON = "note mark"

_FRACTION = regex(r"(\d?)\x0e\s*(\d{1,4})\s*\x0f\s?[⁄∕/]\s?\x10\s*(\d{1,4})\s*\x11")
_MARKED = regex(r"\x0e([^\x0e\x0f]*)\x0f")
_MARKS = regex(r"[\x0e-\x11]")
_POWER = regex(r"(?<![\d.,])10\s?$")
_EXPONENT = regex(r"[-−–+]?\d{1,3}")
# m², km³, μg/m³, Nm³, 米², R²: a unit of length or a letter that stands alone; CO² for CO₂.
_SQUARED = regex(r"(?:^|[^A-Za-z])(?:[A-Za-zα-ω]|[kcdmhnμNM]m|ft|in|yd|mi|[CNS]O)$|米$")
_NOTE = regex(r"[\[［(（〔【]?\s*(?:注\s?\d{0,2}|\d{1,3}(?:\s?[,，、-]\s?\d{1,3})*|[*†‡①-⑳a-z])\s*[\]］)）〕】]?")


def in_line(text: str) -> tuple[str, list[str]]:
    """The text in one line of type, as one types it (10^4, m², 1/5), and the marks of notes that it is left without."""
    if _MARKS.search(text) is None:
        return text, []
    text = _FRACTION.sub(lambda match: f"{match[1]}{' ' if match[1] else ''}{match[2]}/{match[3]}", text)
    notes: list[str] = []
    pieces: list[str] = []
    place = 0
    for match in _MARKED.finditer(text):
        pieces.append(text[place : match.start()])
        said, note = raised(match[1], "".join(pieces)[-12:].translate(_UNMARKED))
        pieces.append(said)
        notes += [note] if note else []
        place = match.end()
    return ("".join(pieces) + text[place:]).translate(_UNMARKED), notes


def marks_of(tag: str) -> tuple[str, str]:
    """What a reader of HTML puts before and behind the text of an element; nothing around most."""
    return RAISED if tag == "sup" else LOWERED if tag == "sub" else ("", "")


_UNMARKED = dict.fromkeys(range(0x0E, 0x12))


def raised(text: str, before: str) -> tuple[str, str]:
    """What is typed for raised text behind `before`, and the mark of a note that it is left without; one is empty."""
    written = text.strip()
    if _EXPONENT.fullmatch(written) and _POWER.search(before):
        return f"^{written}", ""
    if written in ("2", "3") and _SQUARED.search(before):
        return "²" if written == "2" else "³", ""
    if written == "o" and before[-1:].isdigit():
        return "°", ""
    # A letter behind a letter is part of a word: n-th, M-me.
    if _NOTE.fullmatch(written) and not (written.isalpha() and re.search(r"[A-Za-z]$", before)):
        return "", written
    return text, ""
