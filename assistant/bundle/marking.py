"""Where in a claim and in a quote the words stand that differ."""

import re
from collections.abc import Iterable, Iterator

from assistant.bundle.schema import KeptCitation, KeptClaim

Piece = tuple[str, bool]


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    """The text in pieces, each with whether it is one of `words`; a figure inside a longer one is none."""
    wanted = sorted({word for word in words if word.strip()}, key=lambda word: (-len(word), word))
    if not wanted:
        return [(text, False)] if text else []
    pattern = re.compile("|".join(map(_bounded, wanted)))
    return list(_pieces(text, pattern))


def marked_claim(claim: KeptClaim) -> list[Piece]:
    """The claim, with what it says otherwise than the quotes."""
    return marked(claim.shown, (mismatch.claimed for mismatch in claim.mismatches))


def marked_quote(claim: KeptClaim | None, citation: KeptCitation) -> list[Piece]:
    """A quote, with what it says otherwise than the claim."""
    return marked(citation.quote, () if claim is None else (mismatch.found for mismatch in claim.mismatches))


def _bounded(word: str) -> str:
    before = r"(?<![\d.])" if word[0].isdigit() else r"(?<![A-Za-z])" if _is_letter(word[0]) else ""
    after = r"(?!\.?\d)" if word[-1].isdigit() else r"(?![A-Za-z])" if _is_letter(word[-1]) else ""
    return before + re.escape(word) + after


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    position = 0
    for match in pattern.finditer(text):
        if position < match.start():
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < len(text):
        yield text[position:], False
