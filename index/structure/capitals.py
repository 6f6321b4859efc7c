"""Latin lines in capitals, such as RISK FACTORS: headings in reports that set none in larger type."""

from index.patterns import regex

LONGEST = 150

_CAPITALS = regex(r"[A-Z][A-Z0-9 ,&'’/():;.–—*-]{3,}[A-Z0-9)’'*]")


def is_capitals(words: str) -> bool:
    """A line in capitals; not an abbreviation, not a row of a table."""
    if len(words) > LONGEST or _CAPITALS.fullmatch(words) is None:
        return False
    letters = sum(character.isalpha() for character in words)
    parts = words.split()
    return letters >= 5 and letters * 9 >= len(words) * 5 and len(set(parts)) * 2 > len(parts)
