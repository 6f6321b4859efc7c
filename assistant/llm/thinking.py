"""What a reasoning model thinks aloud between <think> and </think> is no part of its reply."""

import re

from index.patterns import regex

_MARK = regex(r"<(/?)think(?:ing)?>", re.IGNORECASE)
_BEGUN_MARK = regex(r"<(?:/?(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?)?$", re.IGNORECASE)


class Spoken:
    """The reply without its thoughts, piece by piece; a mark that two pieces share is held back until it is whole."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False

    def add(self, piece: str) -> str:
        """What of the reply is known to be text now."""
        text, shown = self._held + piece, []
        while mark := _MARK.search(text):
            if not self._thinking:
                shown.append(text[: mark.start()])
            self._thinking = not mark[1]
            text = text[mark.end() :]
        begun = _BEGUN_MARK.search(text)
        cut = begun.start() if begun else len(text)
        self._held = text[cut:]
        if not self._thinking:
            shown.append(text[:cut])
        return "".join(shown)

    def rest(self) -> str:
        """What was held back in vain."""
        return "" if self._thinking else self._held
