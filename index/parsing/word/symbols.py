"""Letters of picture fonts (Wingdings, Symbol) as the characters that they are drawn as."""

from functools import cache
from typing import NamedTuple

from index.lexicon.loading import read_table

# Picture fonts number their letters in this private range too.
_PRIVATE = 0xF000
# What Symbol draws as any font does.
_AS_THEY_ARE = frozenset("0123456789 !#%&()+,./:;<=>?[]_{|}")


class _Symbol(NamedTuple):
    font: str
    code: str
    text: str


@cache
def _symbols() -> dict[tuple[str, int], str]:
    return {(row.font, int(row.code, 16)): row.text for row in read_table("symbols", _Symbol)}


def symbol(font: str, code: int) -> str:
    """What a font draws for a character's number; the character itself where its font draws no pictures.

    A picture that no table knows is empty: a private character says nothing to a reader.
    """
    inside = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    known = _symbols().get((font.lower(), inside))
    if known is not None:
        return known
    if font.lower() == "symbol" and chr(inside) in _AS_THEY_ARE:
        return chr(inside)
    return "" if 0xE000 <= code < 0xF900 or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000 else chr(code)


def redrawn(font: str, text: str) -> str:
    """A text typed in a picture font, as the characters that are seen."""
    return "".join(symbol(font, ord(letter)) for letter in text)
