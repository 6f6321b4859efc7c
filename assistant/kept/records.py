"""What is kept, as frozen values, and how they stand in the database: JSON that reads back to the same values."""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer
from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.claims import BadRow, Claim, ClaimRow, NotCheckable

# What a page said of an answer that was not finished: a person stopped it, or the server ended meanwhile.
Ending = Literal["", "stopped", "lost"]
HeadKind = Literal["ask", "check", "each"]

# Letters of a title that is made of a question or a claim.
TITLE_CHARACTERS = 80
# Bytes of an id, of which nobody can guess another's.
ID_BYTES = 16

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Head:
    """A conversation, a check or a set of questions to every report in a list. `changed` is ISO 8601, UTC; `count` its
    questions, claims or cells.
    """

    id: str
    kind: HeadKind
    title: str
    changed: str
    count: int


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A question and what came of it. `id` opens it as it was; `library` is `state_of` the reports it was asked of.

    `limits` is what the person chose to limit the question to, as JSON gives it; with it the question can be asked
    again.
    """

    id: str
    question: str
    asked: str
    library: str = ""
    limits: tuple[Any, ...] = ()
    answer: Answer | None = None
    failure: str = ""
    ending: Ending = ""


@dataclass(frozen=True, slots=True)
class KeptConversation:
    """A conversation's turns, oldest first. `owner` is who may go on with it, as `owner_of` gives it."""

    id: str
    owner: str
    title: str
    turns: tuple[KeptTurn, ...]


@dataclass(frozen=True, slots=True)
class CheckSource:
    """What a check came from: an article's canonical `text`, in which its claims' places are, and its Word file.

    `limits` is what it was checked within, as the page sent it; `before` the verdicts, in the claims' order, of the
    check that it repeats, "" where a claim had none.
    """

    text: str = ""
    document: bytes = b""
    limits: str = ""
    before: tuple[str, ...] = ()


NO_SOURCE = CheckSource()


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """A check: its claims, what was decided, in order and as far as it came, and a person's verdicts by number."""

    id: str
    owner: str
    title: str
    begun: str
    name: str
    library: str
    entries: tuple[ClaimRow, ...]
    checked: tuple[Checked, ...] = ()
    overrules: tuple[tuple[int, Overrule], ...] = ()
    source: CheckSource = NO_SOURCE


@dataclass(frozen=True, slots=True)
class KeptCell:
    """What a report answered to a question, by the place of each from 0: the answer's JSON, or why there is none.

    `serial` is higher the later it was written.
    """

    report: int
    question: int
    serial: int
    cell: dict[str, Any] | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class KeptAsked:
    """Questions that every report of some was asked. `reports` are their rows without cells, as they were then.

    `done`, `told` and `failed` count all cells, whichever are among `cells`: those written, with an answer, in vain.
    """

    id: str
    owner: str
    title: str
    begun: str
    library: str
    questions: tuple[str, ...]
    reports: tuple[dict[str, Any], ...]
    cells: tuple[KeptCell, ...] = ()
    done: int = 0
    told: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """How many cells there are to be."""
        return len(self.questions) * len(self.reports)


def new_id() -> str:
    """An id that nobody can guess: 22 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(ID_BYTES)


def owner_of(browser: str) -> str:
    """Whose things are kept, from the secret that a browser holds; the secret itself is never stored."""
    return hashlib.sha256(browser.encode("utf-8", "replace")).hexdigest() if browser else ""


def now() -> str:
    """The time in ISO 8601, UTC, to the millisecond: what was changed last stands first."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def state_of(report_ids: Iterable[str]) -> str:
    """Which reports a library holds, in a word that changes with them; its first part is their number."""
    ids = sorted(report_ids)
    return f"{len(ids)}-{hashlib.sha256('|'.join(ids).encode()).hexdigest()[:16]}"


def title_of(words: str) -> str:
    """A title made of the first words."""
    line = " ".join(words.split())
    return line if len(line) <= TITLE_CHARACTERS else f"{line[:TITLE_CHARACTERS]}…"


# -- as JSON

_ENTRIES: dict[str, type[ClaimRow]] = {"claim": Claim, "not_checkable": NotCheckable, "bad_row": BadRow}


def written(value: Any) -> str:
    """A frozen value of ours as JSON; characters stay themselves, so that words can be searched for."""
    return json.dumps(asdict(value), ensure_ascii=False, default=float, separators=(",", ":"))


def read(kind: type[_Value], text: str) -> _Value:
    """The value that `written` gave. Raises ValueError for JSON that is none of that kind."""
    try:
        return TypeAdapter(kind).validate_json(text)
    except ValidationError as error:
        raise ValueError(f"what is kept is no {kind.__name__}: {error.errors()[0]['msg']}") from error


def entries_written(entries: Iterable[ClaimRow]) -> str:
    """Claims and what stands in their place, each with its kind."""
    names = {kind: name for name, kind in _ENTRIES.items()}
    return json.dumps([[names[type(entry)], asdict(entry)] for entry in entries], ensure_ascii=False)


def entries_read(text: str) -> tuple[ClaimRow, ...]:
    """The entries that `entries_written` gave. Raises ValueError."""
    try:
        return tuple(TypeAdapter(_ENTRIES[name]).validate_python(_tuples(values)) for name, values in json.loads(text))
    except (KeyError, TypeError, ValidationError) as error:
        raise ValueError(f"what is kept are no claims: {type(error).__name__}") from error


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(each) for each in value)
    return {name: _tuples(each) for name, each in value.items()} if isinstance(value, dict) else value
