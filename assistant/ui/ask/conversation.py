"""What one browser session has asked so far. Values; they live in that session's state and nowhere else."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Answer, Citation

QUESTION_CHARACTERS = 2_000
# Earlier questions handed on with a new one.
HISTORY = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer (which may still be growing), or why there is none."""

    question: str
    answer: Answer | None = None
    failure: str = ""

    def citation(self, number: int) -> Citation | None:
        """The citation with this 1-based number."""
        for citation in self.answer.citations if self.answer else ():
            if citation.n == number:
                return citation
        return None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns, oldest first, and what the evidence panel shows."""

    turns: tuple[Turn, ...] = ()
    shown: "Target | None" = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The earlier questions, oldest first, as the chain takes them."""
        return tuple(turn.question for turn in self.turns)[-HISTORY:]

    def asking(self, question: str) -> "Conversation":
        """This conversation with a further question, not answered yet."""
        return replace(self, turns=(*self.turns, Turn(question)))

    def with_last(self, turn: Turn) -> "Conversation":
        """This conversation with its last turn replaced."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def turn(self, number: int) -> Turn | None:
        """The turn with this 1-based number."""
        return self.turns[number - 1] if 1 <= number <= len(self.turns) else None


# `quote` and `sheet` are to a claim what `cite` and `page` are to a turn; assistant/ui/check/session.py reads them.
Kind = Literal["cite", "near", "page", "report", "section", "quote", "sheet"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link in the page opens. `first` and `second` are the turn and the number in it, or a section.

    A `page` is a citation with the picture of its page.
    """

    kind: Kind
    first: int = 0
    second: int = 0
    report_id: str = ""

    @property
    def fragment(self) -> str:
        """The link, without its `#`."""
        if self.kind == "report":
            return f"report-{self.report_id}"
        if self.kind == "section":
            return f"section-{self.report_id}-{self.first}"
        return f"{self.kind}-{self.first}-{self.second}"


_IN_TURN = re.compile(r"(cite|near|page)-([0-9]{1,6})-([0-9]{1,6})", re.ASCII)
_IN_REPORT = re.compile(r"report-([0-9a-f]{64})|section-([0-9a-f]{64})-([0-9]{1,6})", re.ASCII)


def read_target(fragment: object) -> Target | None:
    """The target that a fragment from the browser names; None for anything else, since the client chooses it."""
    if not isinstance(fragment, str):
        return None
    if found := _IN_TURN.fullmatch(fragment):
        kinds: dict[str, Literal["cite", "near", "page"]] = {"cite": "cite", "near": "near", "page": "page"}
        return Target(kinds[found[1]], int(found[2]), int(found[3]))
    if found := _IN_REPORT.fullmatch(fragment):
        if found[1]:
            return Target("report", report_id=found[1])
        return Target("section", first=int(found[3]), report_id=found[2])
    return None
