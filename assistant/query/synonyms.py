"""What else the things that a question speaks of are called.

A question that uses a name of a group is also searched by the others, and a sentence that has any of them is about it.
"""

import re

from index.lexicon.indicators import SYNONYMS


def synonyms_in(text: str) -> list[tuple[str, ...]]:
    """The groups of which `text` uses a name."""
    folded = text.lower()
    return [group for group in SYNONYMS if any(_uses(folded, name.lower()) for name in group)]


def _uses(folded: str, name: str) -> bool:
    if name not in folded or not name.isascii():
        return name in folded
    return re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", folded) is not None
