"""What the page does behind: facts and vectors of reports that are stored with their words.

One thread a server works at it; it ends when nothing is left, and whoever looks at the page starts it again where
something is, be it of a command that was told not to wait.
"""

import threading
from dataclasses import dataclass

from assistant.messages import Language, message
from assistant.messages.reasons import reason_said
from assistant.short_traceback import print_short
from assistant.ui.beside import beside_html
from index.errors import LibraryMissing, ReportIndexError
from index.ingestion.finishing import Clock, Pace, Stage
from index.library import Library


@dataclass(frozen=True, slots=True)
class _Doing:
    stage: Stage
    done: int
    total: int
    pace: Pace


class Behind:
    """Works at what is left of a library, in a thread of its own."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._doing: _Doing | None = None
        self._failure = ""

    def is_left(self) -> bool:
        """Whether something is left to do; where it is, it is begun, if it is not on its way."""
        try:
            left = bool(self._library.pending().passages or self._library.without_facts())
        except LibraryMissing:
            return False
        if left:
            self.start()
        return left

    def start(self) -> None:
        """Begins what is left, if it is not on its way."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._clock = Clock()
                self._thread = threading.Thread(target=self._work, name="wenju-behind", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Waits until what was begun has ended."""
        if (thread := self._thread) is not None:
            thread.join(seconds)

    def html(self, language: Language) -> str:
        """How far it is; empty where nothing is left."""
        try:
            left = self._library.pending().passages
        except ReportIndexError:
            return ""
        doing, lines = self._doing, []
        if doing is not None:
            lines.append(message(language, f"page.behind_{doing.stage}", done=doing.done, total=doing.total))
            if doing.pace.left is not None:
                lines.append(message(language, "page.pace_behind", left=_time_left(doing.pace.left, language)))
        elif left:
            lines.append(message(language, "page.left_behind", count=left))
        if left and self._failure:
            lines.append(reason_said(self._failure, language))
        return f'<p class="wj-hint" role="status">{beside_html(lines)}</p>' if lines else ""

    def _work(self) -> None:
        try:
            self._library.finish(self._told, wait=False)
            self._failure = ""
        except ReportIndexError as error:
            self._failure = str(error)
        except Exception as error:  # noqa: BLE001 - the outermost call of this thread
            self._failure = type(error).__name__
            print_short(error)
        finally:
            self._doing = None

    def _told(self, stage: Stage, done: int, total: int) -> None:
        self._doing = _Doing(stage, done, total, self._clock.pace(stage, done, total))


def _time_left(seconds: float, language: Language) -> str:
    """Seconds, or of more than a minute and a half minutes: nobody needs to know it better."""
    if seconds < 90:
        return message(language, "page.seconds_left", count=round(seconds))
    return message(language, "page.minutes_left", count=round(seconds / 60))
