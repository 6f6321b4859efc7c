"""What numbers of an English sentence are no figures: those of names and of times; and ranges that are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.facts.english_words import Word
from index.facts.fact import Figure
from index.ledger.english_told import DURATIONS
from index.ledger.numbering import numbers_something
from index.patterns import regex
from index.text.quantities import find_quantities

# In "over the next five years" a duration says when, and measures nothing.
_WHEN_LONG = regex(
    r"(?:\b(?:over|in|within|during|for|after|every|next|past|last|previous|first|least|of|through|than|prior|to|between"
    r"|and|up to|per|age|aged)\b|-)"
    r"\s*(?:(?:the|a|an|next|past|last|at least|more than|up to|approximately|about|prior|preceding|following|first"
    r"|a period of|periods? of)\s+)*$",
    re.IGNORECASE,
)
_FROM = regex(r"\bfrom\s+(?:\S+\s+\S+\s+to\s+)?$", re.IGNORECASE)
_LASTS = regex(r"\b(?:life|lives|term|average|duration|age|time)\s+of\s+(?:approximately\s+|about\s+)?$", re.IGNORECASE)
_OF = regex(r"\bof\s+(?:approximately\s+|about\s+)?$", re.IGNORECASE)
_NAMED_BEFORE = regex(
    r"(?:\b[A-Z][\w’'-]*|\b(?:No|Nos|Note|Notes|Section|Topic|Item|Part|Rule|Form|Level|Article|Exhibit|ASU|ASC|page"
    r"|grade|step)\.?)\s$"
)
_LOOSE = frozenset({"half", "a half", "quarter", "a quarter", "one-quarter"})
_GREW = regex(
    r"\b(?:increas|decreas|declin|grew|grow|rose|ris|fell|fall|drop|climb|improv|reduc)\w*\s+(?:by\s+)?$", re.IGNORECASE
)


def is_name(text: str, figure: Figure) -> bool:
    """Whether a number is part of a name or a compound: Windows 11, Note 12, 401(k), three-month intervals."""
    before, behind = text[: figure.start], text[figure.end :]
    plain = text[figure.start : figure.end]
    if (before.endswith("-") or behind.startswith("-")) and figure.unit in ("", *DURATIONS):
        return True
    if plain.lower() in _LOOSE and not behind.lstrip().startswith("of"):
        return True  # a quarter ago, half a mile
    if figure.unit or not re.fullmatch(r"\d{1,6}(?:\.\d+)*", plain):
        return False
    if numbers_something(text, figure.start, figure.end):
        return True
    if not re.fullmatch(r"\d{1,4}(?:\.\d+)?", plain):
        return False
    if re.match(r"[-(/:]\w|[A-Za-z]|\sU\.?S\.?C", behind) or before.endswith(("-", "/", "§", "#", "–")):
        return True
    first = not before.strip() or before.strip()[-1] in ".!?:;"
    return not first and _NAMED_BEFORE.search(before) is not None


def is_time_span(text: str, word: Word) -> bool:
    """Whether a duration only says when: over the next five years, within 30 days, a three-month period."""
    figure = word.figure
    if figure is None or figure.unit not in DURATIONS:
        return False
    if word.start < figure.start and re.search(r"(?:ing|ed)\s+$", text[: word.start]):
        return False  # "averaging over 14 hours"
    told, before = text[figure.start : figure.end], text[: figure.start]
    if "-" in told and not re.search(r"\d", told):
        return True
    if _FROM.search(before):
        return False
    if _OF.search(before):
        return not _LASTS.search(before)
    return _WHEN_LONG.search(before) is not None


def parted(text: str, word: Word) -> Iterator[Word]:
    """A word; of "increased $10.4 billion to $58.9 billion", which reads as a range, the amount and the level."""
    figure = word.figure
    told = "" if figure is None else text[figure.start : figure.end]
    if figure is None or " to " not in told or not _GREW.search(text[: word.start]):
        yield word
        return
    at = figure.start + told.index(" to ")
    for start, end in ((figure.start, at), (at + 4, figure.end)):
        for quantity in find_quantities(text[start:end])[:1]:
            low, high = start + quantity.start, start + quantity.end
            one = replace(figure, start=low, end=high, text=text[low:high], low=quantity.low, high=quantity.high)
            yield replace(word, start=low, end=high, written=text[low:high].lower(), figure=one)
        if start == figure.start:
            yield Word(at + 1, at + 3, "word", "to", "to", frozenset({"prep"}))


def with_shared_units(text: str, found: Sequence[Word]) -> list[Word]:
    """The words, a bare number with the unit of the next one behind "and", "or" or a comma: 24 and 22 percent."""
    shared = list(found)
    for at in range(len(shared) - 2, -1, -1):
        word, figure = shared[at], shared[at].figure
        after = next((one for one in shared[at + 1 : at + 4] if one.figure is not None), None)
        if figure is None or after is None or after.figure is None or after.figure.unit not in ("%", *DURATIONS):
            continue
        between = text[word.end : after.start]
        if not figure.unit and re.fullmatch(r"[\d.,]+", figure.text) and re.fullmatch(r",?\s*(?:and|or)?\s*", between):
            shared[at] = replace(word, figure=replace(figure, unit=after.figure.unit))
    return shared


def brackets_apart(found: Sequence[Word]) -> list[list[Word]]:
    """The words outside brackets, and those of each pair of brackets that holds a figure."""
    outside: list[Word] = []
    inside: list[list[Word]] = []
    depth = 0
    for word in found:
        if word.kind == "mark" and word.value in "([":
            depth += 1
            inside.append([])
        elif word.kind == "mark" and word.value in ")]":
            depth = max(0, depth - 1)
        else:
            (inside[-1] if depth else outside).append(word)
    return [outside, *(part for part in inside if any(word.kind == "figure" for word in part))]
