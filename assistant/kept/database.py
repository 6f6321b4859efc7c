"""Conversations and checks in a database: written as they go, listed, searched, renamed and deleted.

Whoever holds an owner's secret sees their list; an id alone opens one answer or one check, and nothing else.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, case, func, or_, select

from assistant.answer import Answer, Verdict
from assistant.bundle.items import Overrule
from assistant.checking.batch import Checked
from assistant.checking.checkable import is_aside
from assistant.checking.claims import ClaimRow
from assistant.kept.asked_reports import AskedReports
from assistant.kept.records import (
    NO_SOURCE,
    CheckSource,
    Ending,
    Head,
    KeptCheck,
    KeptConversation,
    KeptTurn,
    entries_read,
    entries_written,
    read,
    title_of,
    written,
)
from assistant.kept.store import Store, reads
from assistant.kept.tables import CHECK_SOURCES, CHECKS, EACH_CELLS, EACH_RUNS, HEADS, TURNS, VERDICTS

# Conversations and checks in a list at once; a search finds those that are older.
LISTED = 200
TITLE_MOST = 200


class Kept(Store):
    """What is kept of one library. Every method raises KeepingFailed, in one line, where the database fails."""

    def __init__(self, engine: Engine, library: str) -> None:
        """`library` is the folder of the library that all is about, resolved."""
        super().__init__(engine, library)
        self.each = AskedReports(engine, library)
        self._asides: dict[str, frozenset[int]] = {}  # by check: the numbers of its lines that are no claims

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    # -- the list

    def heads(self, owner: str, words: str = "", most: int = LISTED) -> list[Head]:
        """What this owner keeps, the latest first; with `words`, where each of them stands in it."""
        counted = case(
            (
                HEADS.c.kind == "ask",
                select(func.count()).where(TURNS.c.head == HEADS.c.id, TURNS.c.place.is_not(None)).scalar_subquery(),
            ),
            (
                HEADS.c.kind == "each",
                select(func.count()).where(EACH_CELLS.c.head == HEADS.c.id).scalar_subquery(),
            ),
            else_=0,
        )
        wanted = select(HEADS, counted.label("held")).where(HEADS.c.owner == owner, HEADS.c.library == self._library)
        for word in words.split()[:8]:
            wanted = wanted.where(_holds(word))
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(HEADS.c.changed.desc(), HEADS.c.id).limit(most)).all()
            decided = self._claims_decided(connection, [row.id for row in rows if row.kind == "check"])
        return [Head(row.id, row.kind, row.title, row.changed, decided.get(row.id, row.held)) for row in rows]

    def _claims_decided(self, connection: Connection, checks: Sequence[str]) -> dict[str, int]:
        """How many claims of each check are decided, without the titles, bylines and dates that nobody overruled."""
        if not checks:
            return {}
        unread = [each for each in checks if each not in self._asides]
        if unread:  # what a check was begun with never changes
            for row in connection.execute(select(CHECKS).where(CHECKS.c.head.in_(unread))):
                self._asides[row.head] = _asides_of(row.entries)
        held = select(VERDICTS.c.head, func.count().label("held")).where(VERDICTS.c.head.in_(checks))
        counted = {row.head: row.held for row in connection.execute(held.group_by(VERDICTS.c.head))}
        asides = {head: self._asides[head] for head in counted if self._asides.get(head)}
        if asides:
            found = VERDICTS.c.head.in_(asides), VERDICTS.c.number.in_(frozenset().union(*asides.values()))
            for row in connection.execute(select(VERDICTS).where(*found, VERDICTS.c.overrule.is_(None))):
                counted[row.head] -= row.number in asides[row.head]
        return counted

    def rename(self, owner: str, head: str, title: str) -> bool:
        """Gives it another title; whether there is such a one of this owner's."""
        words = " ".join(title.split())[:TITLE_MOST]
        if not words:
            return False
        with self._writing() as connection:
            done = connection.execute(HEADS.update().where(self._own(owner, head)).values(title=words))
        return bool(done.rowcount)

    def remove(self, owner: str, head: str) -> bool:
        """Deletes it with all its answers and links; whether there was such a one of this owner's."""
        with self._writing() as connection:
            # The databases that know no cascade (SQLite where it is off) are not relied on.
            if connection.execute(select(HEADS.c.id).where(self._own(owner, head))).first() is None:
                return False
            for table in (TURNS, CHECKS, CHECK_SOURCES, VERDICTS, EACH_RUNS, EACH_CELLS):
                connection.execute(table.delete().where(table.c.head == head))
            connection.execute(HEADS.delete().where(HEADS.c.id == head))
        return True

    # -- conversations

    def begin(self, owner: str, question: str) -> str:
        """A new conversation, named by its first question; its id."""
        with self._writing() as connection:
            return self._begin(connection, owner, "ask", title_of(question))

    def add(self, conversation: str, turn: KeptTurn, instead: str = "") -> None:
        """A further turn; with `instead`, in the place of that turn, whose link still opens it.

        A conversation named by the question that goes is named by the one that comes.
        """
        values = {
            "id": turn.id,
            "head": conversation,
            "question": turn.question,
            "asked": turn.asked,
            "state": turn.library,
            "limits": _written_limits(turn.limits),
        }
        with self._writing() as connection:
            self._alone(connection, conversation)
            place = None
            if instead:
                found = TURNS.c.id == instead, TURNS.c.head == conversation
                before = connection.execute(select(TURNS.c.place, TURNS.c.question).where(*found)).first()
                connection.execute(TURNS.update().where(*found).values(place=None))
                if before is not None:
                    place = before.place
                    earlier = select(TURNS.c.id).where(TURNS.c.head == conversation, TURNS.c.place < place).exists()
                    named = HEADS.c.id == conversation, HEADS.c.title == title_of(before.question), ~earlier
                    connection.execute(HEADS.update().where(*named).values(title=title_of(turn.question)))
            if place is None:
                last = select(func.max(TURNS.c.place)).where(TURNS.c.head == conversation)
                place = (connection.execute(last).scalar() or 0) + 1
            connection.execute(TURNS.insert().values(place=place, **values, **_outcome(turn)))
            self._touch(connection, conversation)

    def end(self, turn: KeptTurn) -> None:
        """What became of a turn that was added before."""
        with self._writing() as connection:
            connection.execute(TURNS.update().where(TURNS.c.id == turn.id).values(**_outcome(turn)))
            head = connection.execute(select(TURNS.c.head).where(TURNS.c.id == turn.id)).scalar()
            self._touch(connection, head or "")

    def conversation(self, head: str) -> KeptConversation | None:
        """A conversation with its turns; None where there is none. Who may see it is for the caller to decide."""
        with self._reading() as connection:
            found = self._head(connection, head, "ask")
            turns = select(TURNS).where(TURNS.c.head == head, TURNS.c.place.is_not(None))
            rows = connection.execute(turns.order_by(TURNS.c.place)).all() if found is not None else []
        if found is None:
            return None
        return KeptConversation(found.id, found.owner, found.title, tuple(_turn(row) for row in rows))

    def turn(self, turn: str) -> tuple[KeptTurn, str, str] | None:
        """The turn of this id, its conversation's id and owner; None where there is none."""
        wanted = select(TURNS, HEADS.c.owner).join(HEADS, HEADS.c.id == TURNS.c.head)
        with self._reading() as connection:
            row = connection.execute(wanted.where(TURNS.c.id == turn, HEADS.c.library == self._library)).first()
        return None if row is None else (_turn(row), row.head, row.owner)

    # -- checks

    def begin_check(
        self,
        owner: str,
        title: str,
        name: str,
        library: str,
        entries: Sequence[ClaimRow],
        source: CheckSource = NO_SOURCE,
    ) -> str:
        """A new check of these claims; its id. `name` is the file they came from, empty where they were typed."""
        with self._writing() as connection:
            head = self._begin(connection, owner, "check", title_of(title))
            values = {"head": head, "name": name, "state": library, "entries": entries_written(entries)}
            connection.execute(CHECKS.insert().values(**values))
            if source != NO_SOURCE:
                told = {"text": source.text, "document": source.document or None, "limits": source.limits}
                before = json.dumps(source.before)
                connection.execute(CHECK_SOURCES.insert().values(head=head, before=before, **told))
        return head

    def decided(self, head: str, number: int, checked: Checked) -> None:
        """What became of a claim, by its number from 1."""
        verdict = None if checked.verdict is None else written(checked.verdict)
        with self._writing() as connection:
            found = VERDICTS.c.head == head, VERDICTS.c.number == number
            values = {"verdict": verdict, "error": checked.error}
            if not connection.execute(VERDICTS.update().where(*found).values(**values)).rowcount:
                connection.execute(VERDICTS.insert().values(head=head, number=number, **values))
            self._touch(connection, head)

    def overrule(self, head: str, number: int, overrule: Overrule | None) -> None:
        """A person's verdict on a claim that was decided, or None: it is taken back."""
        found = VERDICTS.c.head == head, VERDICTS.c.number == number
        said = None if overrule is None else written(overrule)
        with self._writing() as connection:
            connection.execute(VERDICTS.update().where(*found).values(overrule=said))
            self._touch(connection, head)

    def check(self, head: str) -> KeptCheck | None:
        """A check as it stands; None where there is none. Whoever has its id may see it."""
        with self._reading() as connection:
            found = self._head(connection, head, "check")
            kept = connection.execute(select(CHECKS).where(CHECKS.c.head == head)).first()
            rows = connection.execute(select(VERDICTS).where(VERDICTS.c.head == head).order_by(VERDICTS.c.number)).all()
            source = connection.execute(select(CHECK_SOURCES).where(CHECK_SOURCES.c.head == head)).first()
        if found is None or kept is None:
            return None
        entries = reads(entries_read, kept.entries)
        # Those that follow on one another from the first: a claim that was missed is checked again.
        decided = [row for number, row in enumerate(rows, 1) if row.number == number][: len(entries)]
        return KeptCheck(
            id=found.id,
            owner=found.owner,
            title=found.title,
            begun=found.begun,
            name=kept.name,
            library=kept.state,
            entries=entries,
            checked=tuple(_checked(entries[row.number - 1], row) for row in decided),
            overrules=tuple(
                (row.number, reads(lambda text: read(Overrule, text), row.overrule))
                for row in decided
                if row.overrule is not None
            ),
            source=NO_SOURCE if source is None else _source(source),
        )


def _asides_of(entries: str) -> frozenset[int]:
    """The numbers, from 1, of a check's lines that are no claims; none where they do not read, as its opening says."""
    try:
        return frozenset(number for number, entry in enumerate(entries_read(entries), 1) if is_aside(entry))
    except ValueError:
        return frozenset()


def _holds(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the title, a question, an answer, a claim, or what was said of one."""

    def inside(*columns: ColumnElement[Any]) -> ColumnElement[bool]:
        return or_(*(column.icontains(word, autoescape=True) for column in columns))

    asked = select(TURNS.c.head).where(inside(TURNS.c.question, TURNS.c.answer), TURNS.c.place.is_not(None))
    checked = select(CHECKS.c.head).where(inside(CHECKS.c.entries, CHECKS.c.name))
    said = select(VERDICTS.c.head).where(inside(VERDICTS.c.overrule))
    each = select(EACH_RUNS.c.head).where(inside(EACH_RUNS.c.questions))
    return or_(inside(HEADS.c.title), *(HEADS.c.id.in_(found) for found in (asked, checked, said, each)))


def _written_limits(limits: Sequence[Any]) -> str:
    return json.dumps(list(limits), ensure_ascii=False, default=str)


def _outcome(turn: KeptTurn) -> dict[str, Any]:
    answer = None if turn.answer is None else written(turn.answer)
    return {"answer": answer, "failure": turn.failure, "ending": turn.ending}


def _turn(row: Row[Any]) -> KeptTurn:
    ending: Ending = row.ending
    answer = None if row.answer is None else reads(lambda text: read(Answer, text), row.answer)
    limits = tuple(reads(json.loads, row.limits))
    if answer is None and not row.failure and not ending:
        ending = "lost"  # it was being answered when the server ended
    return KeptTurn(row.id, row.question, row.asked, row.state, limits, answer, row.failure, ending)


def _checked(entry: ClaimRow, row: Row[Any]) -> Checked:
    verdict = None if row.verdict is None else reads(lambda text: read(Verdict, text), row.verdict)
    return Checked(entry, verdict, row.error)


def _source(row: Row[Any]) -> CheckSource:
    return CheckSource(row.text, row.document or b"", row.limits, tuple(reads(json.loads, row.before)))
