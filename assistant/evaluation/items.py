"""A question with what is known of its answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A question and its golds. `reports` are file names; `pages` (file name, 1-based page); `line` is 1-based.

    `kind` is what the source calls this kind of question, empty where it says nothing.
    """

    line: int
    id: str
    question: str
    answers: tuple[str, ...]
    answerable: bool
    reports: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line or entry of a question file that is no item, and why."""

    line: int
    id: str
    reason: str
