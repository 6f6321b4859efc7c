"""Every report asked, on its way: cell by cell in one thread of the server, behind whatever somebody asks meanwhile.

A cell is written down as it is answered, so that a page may close and a server end; what is missing is asked when
somebody goes on. Several sets take turns, a cell each.
"""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence

from assistant.each_report.asking import Asking, ask_cell, row_of
from assistant.errors import WrongUsage
from assistant.kept.keeper import Keeper
from assistant.kept.records import KeptAsked
from assistant.messages import Language, message
from assistant.messages.reasons import said_anew
from assistant.ui.ask.handlers import explain
from index.store.rows import StoredReport

# Seconds that a cell waits while somebody's own question is answered; then it is asked all the same.
PATIENCE = 4.0
LOOK = 0.1
# Sets that are asked at a time.
MOST_SETS = 20

Place = tuple[int, int]  # the report's and the question's, from 0


class AskedRuns:
    """The sets of questions that are being asked, for all pages."""

    def __init__(
        self,
        assistant: Callable[[], Asking],
        keeper: Callable[[], Keeper],
        somebody_asks: Callable[[], bool],
        state: Callable[[], str],
    ) -> None:
        """`somebody_asks` tells whether a person waits for an answer; `state` which reports the library holds."""
        self._assistant = assistant
        self._keeper = keeper
        self._somebody_asks = somebody_asks
        self._state = state
        self._lock = threading.Lock()
        self._waiting: OrderedDict[str, deque[Place]] = OrderedDict()
        self._kept: dict[str, tuple[KeptAsked, Language]] = {}
        self._asking = ""
        self._thread: threading.Thread | None = None

    def begin(self, owner: str, questions: Sequence[str], reports: Sequence[StoredReport], language: Language) -> str:
        """Asks these reports these questions; the set's id. Raises WrongUsage where it cannot be kept."""
        keeper = self._keeper()
        rows = [{name: value for name, value in row_of(each, ()).items() if name != "cells"} for each in reports]
        head = keeper.write(lambda kept: kept.each.begin(owner, questions, rows, self._state()), "")
        if not head:
            why = said_anew(keeper.failure, language) or message(language, "kept.off")
            raise WrongUsage(message(language, "compared.each_not_kept", why=why))
        self.go_on(head, language)
        return head

    def is_asked(self, head: str) -> bool:
        """Whether something of it is being asked or waits; a cell on its way when it is stopped is still written."""
        with self._lock:
            return head in self._waiting or head == self._asking

    def stop(self, head: str) -> None:
        """Leaves what was not asked yet."""
        with self._lock:
            self._waiting.pop(head, None)

    def go_on(self, head: str, language: Language, again: Place | None = None) -> None:
        """Asks what is missing, or the one cell that is named once more. Raises WrongUsage where there are too many."""
        found = self._keeper().read(lambda kept: kept.each.asked(head), None)
        if found is None:
            return
        if again is not None:
            missing = [again]
        else:
            done = {(cell.report, cell.question) for cell in found.cells if not cell.error}
            every = ((one, other) for one in range(len(found.reports)) for other in range(len(found.questions)))
            missing = [place for place in every if place not in done]
        with self._lock:
            if head not in self._waiting and len(self._waiting) >= MOST_SETS:
                raise WrongUsage(message(language, "kept.too_many"))
            waiting = self._waiting.setdefault(head, deque())
            waiting.extend(place for place in missing if place not in waiting)
            self._kept[head] = (found, language)
            if not waiting:
                del self._waiting[head]
            elif self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="wenju-each-report", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Waits until everything that was begun has ended."""
        if (thread := self._thread) is not None:
            thread.join(seconds)

    def _next(self) -> tuple[str, Place] | None:
        """The next cell of the set whose turn it is; None, and the thread ends, where nothing waits."""
        with self._lock:
            if not self._waiting:
                self._thread = None
                self._kept.clear()
                return None
            head, places = next(iter(self._waiting.items()))
            self._waiting.move_to_end(head)
            self._asking = head
            return head, places[0]

    def _done(self, head: str, place: Place, written: bool) -> None:
        """Takes a cell off the list; a set that could not be written is left, and goes on when somebody says so."""
        with self._lock:
            self._asking = ""
            places = self._waiting.get(head)
            if places is None:
                return
            if place in places:
                places.remove(place)
            if not places or not written:
                self._waiting.pop(head, None)

    def _work(self) -> None:
        while (task := self._next()) is not None:
            head, place = task
            self._let_others_ask()
            with self._lock:
                known = self._kept.get(head)
            self._done(head, place, known is not None and self._ask(*known, place))

    def _let_others_ask(self) -> None:
        until = time.monotonic() + PATIENCE
        while self._somebody_asks() and time.monotonic() < until:
            time.sleep(LOOK)

    def _ask(self, found: KeptAsked, language: Language, place: Place) -> bool:
        """Asks one cell and writes it down; whether it was written."""
        report, question = place
        try:
            cell = ask_cell(self._assistant(), str(found.reports[report]["report_id"]), found.questions[question])
            error = ""
        except Exception as failure:  # noqa: BLE001 - the outermost call of this thread
            cell, error = None, explain(failure, language)
        return self._keeper().write(lambda kept: kept.each.write(found.id, report, question, cell, error), False)
