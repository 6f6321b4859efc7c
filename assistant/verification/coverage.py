"""How much of a statement's words a text has, and which it lacks.

A share is counted in characters, by pairs of them, and tells what is near. Whether a word really stands in a text
is asked of a Vocabulary, which minds where words begin and end: 市场 is no word of 城市场馆, 森林覆率 none of
森林覆盖率.
"""

from collections.abc import Sequence
from functools import cache

from assistant.verification.clauses import Clause


def words_of(clause: Clause) -> tuple[str, ...]:
    """All words of a clause that say something."""
    return (*clause.han, *clause.latin)


def covered(words: Sequence[str], text: str) -> float:
    """The share, in [0, 1], of the characters of `words` that stands in the canonical `text`; 0 without words."""
    total = sum(map(len, words))
    if not total:
        return 0.0
    han = [word for word in words if not word.isascii()]
    lacking = sum(map(len, uncovered(han, text)))
    lacking += sum(len(word) for word in words if word.isascii() and word not in text)
    return 1 - lacking / total


def uncovered(words: Sequence[str], text: str) -> list[str]:
    """The pieces of Han `words` that no pair of characters of `text` covers; a single character where it stands."""
    left: list[str] = []
    for word in words:
        if word in text:
            continue
        known = [False] * len(word)
        for start in range(len(word) - 1):
            if word[start : start + 2] in text:
                known[start] = known[start + 1] = True
        marked = "".join(" " if one else letter for letter, one in zip(word, known, strict=True))
        left.extend(marked.split())
    return left


class Vocabulary:
    """The words of texts. A run is a Han word as `find_clauses` finds it, between light words, figures and marks."""

    def __init__(self, texts: Sequence[str], clauses: Sequence[Clause]) -> None:
        """`texts` are canonical; `clauses` are theirs."""
        self._text = "\n".join(texts)
        self._runs = frozenset(word for clause in clauses for word in clause.han)
        self._latin = {word for clause in clauses for word in clause.latin} | set(self._text.split())

    def lacks(self, words: Sequence[str]) -> list[str]:
        """Those of `words`, or the pieces of them, that do not stand in the text."""
        missing: list[str] = []
        for word in words:
            if word.isascii():
                if word not in self._latin and not (len(word) > 2 and word in self._text):
                    missing.append(word)
            elif not self._has(word):
                missing.extend(uncovered([word], self._text) or [word])
        return missing

    def _has(self, word: str) -> bool:
        """Whether a Han word is made of pieces of the text, each of two characters or more.

        Two pieces join only where one ends or the other begins a run: 固定产投资 is none of 固定资产投资.
        """
        if len(word) == 1:
            return word in self._runs
        if len(word) == 2 or word in self._text:
            return word in self._text and (len(word) > 2 or self._begins(word) or self._ends(word))

        @cache
        def rest_is_known(start: int, free: bool) -> bool:
            for end in range(len(word), start + 1, -1):
                piece = word[start:end]
                if piece not in self._text or not (free or self._begins(piece)):
                    continue
                if end == len(word) or rest_is_known(end, self._ends(piece)):
                    return True
            return False

        return rest_is_known(0, True)

    def _begins(self, piece: str) -> bool:
        return any(run.startswith(piece) for run in self._runs)

    def _ends(self, piece: str) -> bool:
        return any(run.endswith(piece) for run in self._runs)
