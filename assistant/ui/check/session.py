"""What one browser session checks: its claims, what was decided so far, and what a person says otherwise."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.checkable import is_aside
from assistant.checking.claims import BadRow, ClaimRow
from assistant.kept.records import NO_SOURCE, CheckSource, KeptCheck
from assistant.messages import Language
from assistant.messages.reasons import notice_in
from index.patterns import regex

# What a page can show, and show anew with every verdict.
MOST_CLAIMS = 500
PASTED_CHARACTERS = 50_000
NOTE_CHARACTERS = 1_000
# Runs at a time; more would only slow each other down on two cores.
RUNS = 4
# A run that did not move for so long was left by its reader, and no longer counts. Seconds.
STALE = 120.0


@dataclass(frozen=True, slots=True)
class RunRow:
    """A claim, 1-based in its run, with what is known of it by now."""

    number: int
    entry: ClaimRow
    checked: Checked | None
    overrule: Overrule | None
    before: str = ""

    @property
    def words(self) -> str:
        """The claim letter for letter; of a row that gave none, why."""
        return self.entry.reason if isinstance(self.entry, BadRow) else self.entry.text

    def said(self, language: Language) -> str:
        """The same for who reads in this language."""
        return notice_in(self.words, language) if isinstance(self.entry, BadRow) else self.words

    def error(self, language: Language) -> str:
        """Why it has no verdict, where its words do not say so themselves."""
        error = "" if self.checked is None else self.checked.error
        return notice_in(error, language) if error != self.words else ""

    @property
    def machine(self) -> str:
        """The machine's verdict; `pending` and `unread` where there is none yet, or none at all."""
        if self.checked is None:
            return "pending"
        return "unread" if self.checked.verdict is None else self.checked.verdict.verdict

    @property
    def label(self) -> str:
        """The verdict that holds: a person's, else the machine's."""
        return self.overrule.verdict if self.overrule is not None else self.machine

    @property
    def aside(self) -> bool:
        """Whether it is no claim at all but a title, a byline or a date, which nobody overruled."""
        return is_aside(self.entry) and self.overrule is None

    @property
    def changed(self) -> bool:
        """Whether the machine says otherwise than it did in the check that this one repeats."""
        return bool(self.before) and self.checked is not None and self.machine != self.before


class CheckRun:
    """The claims of one check. Verdicts come in from one thread while others open claims and overrule them."""

    def __init__(
        self,
        entries: Sequence[ClaimRow] = (),
        name: str = "",
        failure: str = "",
        source: CheckSource = NO_SOURCE,
    ) -> None:
        self.name = name
        self.source = source
        self.failure = failure
        self.id = ""  # of the database; empty where it is not kept
        self.owner = ""
        self.begun = ""
        self.library = ""  # which reports there were
        self.stopped = False
        self.running = not failure
        self._entries = tuple(entries)
        self._checked: list[Checked] = []
        self._overrules: dict[int, Overrule] = {}
        self._lock = threading.Lock()

    @classmethod
    def restored(cls, kept: KeptCheck) -> "CheckRun":
        """A check as it was kept, at rest."""
        run = cls(kept.entries, kept.name, source=kept.source)
        run.id, run.owner, run.begun, run.library = kept.id, kept.owner, kept.begun, kept.library
        run.running, run.stopped = False, len(kept.checked) < len(kept.entries)
        run._checked, run._overrules = list(kept.checked), dict(kept.overrules)
        return run

    @property
    def title(self) -> str:
        """What it is called in a list: its file, else its first claim."""
        return self.name or (self._row(1).words if self._entries else "")

    @property
    def entries(self) -> tuple[ClaimRow, ...]:
        """The claims, in order."""
        return self._entries

    @property
    def stopping(self) -> bool:
        """Whether someone stopped it while a claim is in hand."""
        return self.stopped and self.running

    @property
    def done(self) -> int:
        """How many of them are decided."""
        return len(self._checked)

    def __len__(self) -> int:
        return len(self._entries)

    def rows(self) -> list[RunRow]:
        """All claims, in order."""
        with self._lock:
            return [self._row(number) for number in range(1, len(self._entries) + 1)]

    def row(self, number: int) -> RunRow | None:
        """The claim with this 1-based number."""
        with self._lock:
            return self._row(number) if 1 <= number <= len(self._entries) else None

    def _row(self, number: int) -> RunRow:
        checked = self._checked[number - 1] if number <= len(self._checked) else None
        before = self.source.before[number - 1] if number <= len(self.source.before) else ""
        return RunRow(number, self._entries[number - 1], checked, self._overrules.get(number), before)

    def waiting(self) -> Iterator[ClaimRow]:
        """The claims that are not decided, until there are none or someone stops it."""
        while not self.stopped and len(self._checked) < len(self._entries):
            yield self._entries[len(self._checked)]

    def decided(self, checked: Checked) -> None:
        """Takes down what became of the next claim."""
        with self._lock:
            self._checked.append(checked)

    def overrule(self, number: int, overrule: Overrule | None) -> None:
        """Sets a person's verdict on a decided claim, or withdraws it."""
        with self._lock:
            if overrule is None:
                self._overrules.pop(number, None)
            elif 1 <= number <= len(self._checked):
                self._overrules[number] = overrule


class Slots:
    """How many runs go on at a time. A run takes a slot, says that it moves, and gives it back."""

    def __init__(self, most: int = RUNS) -> None:
        self._most = most
        self._moved: dict[CheckRun, float] = {}  # by the run itself: its id() would be another's once it is gone
        self._lock = threading.Lock()

    def take(self, run: CheckRun) -> bool:
        """Whether there is room for this run; where there is, it has its slot. Each step says so again."""
        now = time.monotonic()
        with self._lock:
            self._moved = {known: moved for known, moved in self._moved.items() if now - moved < STALE}
            if run not in self._moved and len(self._moved) >= self._most:
                return False
            self._moved[run] = now
            return True

    def give_back(self, run: CheckRun) -> None:
        """Frees the run's slot."""
        with self._lock:
            self._moved.pop(run, None)


@dataclass(frozen=True, slots=True)
class Picked:
    """What a link in the check tab opens: the list, a claim, or a quote of it, with `sheet` on its page's picture."""

    kind: Literal["claims", "claim", "quote", "sheet"]
    claim: int = 0
    citation: int = 0


_CLAIM = regex(r"claim-([0-9]{1,6})", re.ASCII)
_QUOTE = regex(r"(quote|sheet)-([0-9]{1,6})-([0-9]{1,6})", re.ASCII)


def read_picked(fragment: object) -> Picked | None:
    """What a fragment from the browser names; None for anything else, since the client chooses it."""
    if not isinstance(fragment, str):
        return None
    if fragment == "claims":
        return Picked("claims")
    if found := _CLAIM.fullmatch(fragment):
        return Picked("claim", int(found[1]))
    if found := _QUOTE.fullmatch(fragment):
        return Picked("sheet" if found[1] == "sheet" else "quote", int(found[2]), int(found[3]))
    return None
