"""A conversation as values: its turns, and what a link in the page opens."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args
from urllib.parse import quote, unquote

from assistant.answer import Answer, Citation
from assistant.kept.records import Ending
from assistant.steps import Step
from assistant.ui.ask.chosen import Chosen, kept_choice
from assistant.ui.ask.in_quote import MOST
from index.patterns import regex

QUESTION_CHARACTERS = 2_000
# Earlier questions handed on with a new one.
HISTORY = 10


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it: an answer (which may still be growing), or why there is none.

    `id` opens it as it was. `asked` is when (ISO 8601), `library` which reports there were, `limits` what it was
    limited to, as the page's choices give it; `ending` says how an answer that is not whole came to its end.
    `searching` is how many reports are searched while there is no answer yet, `step` what is being done.
    """

    question: str
    answer: Answer | None = None
    failure: str = ""
    id: str = ""
    asked: str = ""
    library: str = ""
    limits: tuple[Any, ...] = ()
    ending: Ending = ""
    searching: int = 0
    step: Step | None = None

    @property
    def chosen(self) -> Chosen:
        """What it was limited to."""
        return kept_choice(self.limits)

    def citation(self, number: int) -> Citation | None:
        """The citation with this 1-based number."""
        return _numbered(self.answer.citations if self.answer else (), number)

    def related(self, number: int) -> Citation | None:
        """The related sentence with this 1-based number, which no answer rests on."""
        return _numbered(self.answer.related if self.answer else (), number)


def _numbered(citations: tuple[Citation, ...], number: int) -> Citation | None:
    return next((citation for citation in citations if citation.n == number), None)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns, oldest first, and what the evidence panel shows.

    `running`: the last turn is being answered; `waiting` are the questions behind it. `earlier`: how many turns before
    the last one are shown, None for all.
    `id` is empty where it is not kept; `shared` where it is one answer that somebody's link opened.
    """

    turns: tuple[Turn, ...] = ()
    shown: "Target | None" = None
    waiting: tuple[str, ...] = ()
    running: bool = False
    earlier: int | None = None
    id: str = ""
    shared: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """The earlier questions, oldest first, as the chain takes them."""
        return tuple(turn.question for turn in self.turns)[-HISTORY:]

    def asking(self, question: str, limits: tuple[Any, ...] = ()) -> "Conversation":
        """This conversation with a further question, not answered yet."""
        return replace(self, turns=(*self.turns, Turn(question, limits=limits)))

    def with_last(self, turn: Turn) -> "Conversation":
        """This conversation with its last turn replaced."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def turn(self, number: int) -> Turn | None:
        """The turn with this 1-based number."""
        return self.turns[number - 1] if 1 <= number <= len(self.turns) else None


# `quote` and `sheet` are to a claim what `cite` and `page` are to a turn; assistant/ui/check/session.py reads them.
# `related` and `leaf` are the same to a sentence that is shown without an answer.
# A `mention` is a place of a report where a term stands. A `span` is any stretch of a report, named by its offsets: it
# opens without a conversation; a `plate` is one with the picture of its page; `both` are two, of two reports.
Kind = Literal[
    "cite",
    "near",
    "page",
    "related",
    "leaf",
    "report",
    "section",
    "facts",
    "fact",
    "mention",
    "quote",
    "sheet",
    "span",
    "plate",
    "both",
]


@dataclass(frozen=True, slots=True)
class Target:
    """What a link in the page opens. `first` and `second` are the turn and the number in it; `first` alone a section,
    or the number of a figure in its report's ledger, or of a mention of `term`, from 1.

    A `page` is a citation, and a `leaf` a related sentence, with the picture of its page. Of a `span`, `plate` and
    `both`, `first` and `second` are where it begins and ends, `counts` where its figure does, `other` the second one.
    """

    kind: Kind
    first: int = 0
    second: int = 0
    report_id: str = ""
    term: str = ""
    counts: tuple[int, int] = (0, 0)
    other: "Target | None" = None

    @property
    def fragment(self) -> str:
        """The link, without its `#`."""
        if self.kind in ("report", "facts"):
            return f"{self.kind}-{self.report_id}"
        if self.kind in ("span", "plate", "both"):
            counts = "" if self.counts == (0, 0) else f"-{self.counts[0]}-{self.counts[1]}"
            beside = "" if self.other is None else f"-{self.other.report_id}-{self.other.first}-{self.other.second}"
            return f"{self.kind}-{self.report_id}-{self.first}-{self.second}{counts}{beside}"
        if self.kind == "mention":
            return f"mention-{self.report_id}-{self.first}-{quote(self.term, safe='')}"
        if self.kind in ("section", "fact"):
            return f"{self.kind}-{self.report_id}-{self.first}"
        return f"{self.kind}-{self.first}-{self.second}"


_IN_TURN = regex(r"(cite|near|page|related|leaf)-([0-9]{1,6})-([0-9]{1,6})", re.ASCII)
_OF_REPORT = regex(r"(report|facts)-([0-9a-f]{64})", re.ASCII)
_IN_REPORT = regex(r"(section|fact)-([0-9a-f]{64})-([0-9]{1,6})", re.ASCII)
_MENTION = regex(r"mention-([0-9a-f]{64})-([0-9]{1,6})-([^\s]{1,400})", re.ASCII)
_STRETCH = regex(r"(span|plate)-([0-9a-f]{64})-([0-9]{1,8})-([0-9]{1,8})(?:-([0-9]{1,8})-([0-9]{1,8}))?", re.ASCII)
_STRETCHES = regex(r"both-([0-9a-f]{64})-([0-9]{1,8})-([0-9]{1,8})-([0-9a-f]{64})-([0-9]{1,8})-([0-9]{1,8})", re.ASCII)
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


def read_target(fragment: object) -> Target | None:
    """The target that a fragment from the browser names; None for anything else, since the client chooses it."""
    if not isinstance(fragment, str):
        return None
    if found := _IN_TURN.fullmatch(fragment):
        return Target(_KINDS[found[1]], int(found[2]), int(found[3]))
    if found := _OF_REPORT.fullmatch(fragment):
        return Target(_KINDS[found[1]], report_id=found[2])
    if found := _MENTION.fullmatch(fragment):
        return Target("mention", int(found[2]), report_id=found[1], term=unquote(found[3])[:MOST])
    if found := _STRETCH.fullmatch(fragment):
        counts = (int(found[5]), int(found[6])) if found[5] else (0, 0)
        return Target(_KINDS[found[1]], int(found[3]), int(found[4]), found[2], counts=counts)
    if found := _STRETCHES.fullmatch(fragment):
        other = Target("span", int(found[5]), int(found[6]), found[4])
        return Target("both", int(found[2]), int(found[3]), found[1], other=other)
    if found := _IN_REPORT.fullmatch(fragment):
        return Target(_KINDS[found[1]], first=int(found[3]), report_id=found[2])
    return None
