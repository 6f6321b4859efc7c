"""Questions that every report is asked, in the database: a cell is written as soon as it is answered."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from assistant.kept.records import KeptAsked, KeptCell, title_of
from assistant.kept.store import Store, reads
from assistant.kept.tables import EACH_CELLS, EACH_RUNS, HEADS

# Sets of questions in a list at once.
LISTED = 100


class AskedReports(Store):
    """What is kept of them. Every method raises KeepingFailed, in one line, where the database fails."""

    def begin(self, owner: str, questions: Sequence[str], reports: Sequence[dict[str, Any]], library: str) -> str:
        """A new set of questions to these reports, as rows without cells; its id."""
        with self._writing() as connection:
            head = self._begin(connection, owner, "each", title_of(" / ".join(questions)))
            values = {"questions": _written(list(questions)), "reports": _written(list(reports)), "state": library}
            connection.execute(EACH_RUNS.insert().values(head=head, **values))
        return head

    def write(self, head: str, report: int, question: int, cell: dict[str, Any] | None, error: str = "") -> bool:
        """What a report answered to a question, or why it could not; False where the set was deleted meanwhile."""
        place = EACH_CELLS.c.head == head, EACH_CELLS.c.report == report, EACH_CELLS.c.question == question
        with self._writing() as connection:
            self._alone(connection, head)
            if connection.execute(select(EACH_RUNS.c.head).where(EACH_RUNS.c.head == head)).first() is None:
                return False
            last = select(func.max(EACH_CELLS.c.serial)).where(EACH_CELLS.c.head == head)
            values = {
                "serial": (connection.execute(last).scalar() or 0) + 1,
                "cell": None if cell is None else _written(cell),
                "told": int(cell is not None and cell["status"] == "answered"),
                "error": error,
            }
            if not connection.execute(EACH_CELLS.update().where(*place).values(**values)).rowcount:
                connection.execute(EACH_CELLS.insert().values(head=head, report=report, question=question, **values))
            self._touch(connection, head)
        return True

    def asked(self, head: str, since: int = 0) -> KeptAsked | None:
        """A set with the cells written after serial `since`; None where there is none. Who has its id may see it."""
        wanted = EACH_CELLS.c.head == head, EACH_CELLS.c.serial > since
        counts = func.count(), func.sum(EACH_CELLS.c.told), func.count(EACH_CELLS.c.cell)
        with self._reading() as connection:
            found = self._head(connection, head, "each")
            kept = connection.execute(select(EACH_RUNS).where(EACH_RUNS.c.head == head)).first()
            rows = connection.execute(select(EACH_CELLS).where(*wanted).order_by(EACH_CELLS.c.serial)).all()
            done, told, answered = connection.execute(select(*counts).where(EACH_CELLS.c.head == head)).one()
        if found is None or kept is None:
            return None
        return KeptAsked(
            found.id,
            found.owner,
            found.title,
            found.begun,
            kept.state,
            tuple(reads(json.loads, kept.questions)),
            tuple(reads(json.loads, kept.reports)),
            tuple(
                KeptCell(
                    row.report,
                    row.question,
                    row.serial,
                    None if row.cell is None else reads(json.loads, row.cell),
                    row.error,
                )
                for row in rows
            ),
            done,
            told or 0,
            done - answered,
        )

    def sets(self, owner: str) -> list[tuple[str, str, str]]:
        """The id, title and time of change of each of this owner's, the latest first."""
        wanted = select(HEADS.c.id, HEADS.c.title, HEADS.c.changed).where(
            HEADS.c.owner == owner, HEADS.c.library == self._library, HEADS.c.kind == "each"
        )
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(HEADS.c.changed.desc(), HEADS.c.id).limit(LISTED)).all()
        return [(row.id, row.title, row.changed) for row in rows]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
