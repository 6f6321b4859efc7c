"""What `wenju add` says while it works: a line a file once its report is stored, and how far the rest is.

Where someone can see it the rest is a bar, with rate and time left; else a line on stderr from time to time.
"""

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Any

from assistant.cli.output import outcome_lines
from assistant.cli.terminal import complain, print_line
from index.ingestion.finishing import Clock, Stage
from index.ingestion.preparing import FileOutcome

# Seconds between two lines about what comes behind.
LINE_SECONDS = 30.0
DOING: dict[Stage, tuple[str, str]] = {"facts": ("reading facts", "reports"), "vectors": ("embedding", "passages")}


class Told:
    """Hears how adding goes on and says it."""

    def __init__(self, quiet: bool, as_json: bool) -> None:
        self._quiet = quiet
        self._as_json = as_json
        self._seen = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._stage = ""
        self._clock = Clock()
        self._said = time.monotonic()

    def outcome(self, outcome: FileOutcome) -> None:
        """Prints what became of a file; with --json that comes in one document at the end."""
        if self._as_json:
            return
        if self._bar is not None:
            self._bar.clear()
        for line in outcome_lines(outcome):
            print_line(line)
        sys.stdout.flush()

    def file(self, done: float, total: int, name: str) -> None:
        """Shows how many bytes of the files are read."""
        if self._seen:
            self._show("files", int(done), total, name[:40], "B")

    def behind(self, stage: Stage, done: int, total: int) -> None:
        """Shows how many facts or vectors there are of those that are to come."""
        doing, unit = DOING[stage]
        if self._seen:
            self._show(stage, done, total, doing, f" {unit}")
        elif not self._quiet:
            pace = self._clock.pace(stage, done, total)
            if stage != self._stage:
                self._stage, self._said = stage, time.monotonic()
            elif time.monotonic() - self._said >= LINE_SECONDS:
                self._said = time.monotonic()
                rate = "" if pace.rate is None else f", {pace.rate:.3g} a second, {pace.left:.0f} s left"
                complain(f"{doing}: {done} of {total} {unit}{rate}")

    def close(self) -> None:
        """Takes the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def _show(self, stage: str, done: int, total: int, said: str, unit: str) -> None:
        if stage != self._stage:
            from tqdm import tqdm

            self.close()
            self._stage = stage
            self._bar = tqdm(
                desc=said,
                total=max(total, 1),
                unit=unit,
                unit_scale=stage == "files",
                file=sys.stderr,
                leave=False,
                dynamic_ncols=True,
            )
        self._bar.total = max(total, 1)
        self._bar.set_description_str(said, refresh=False)
        self._bar.update(max(done - self._bar.n, 0))


@contextlib.contextmanager
def adding_told(quiet: bool, as_json: bool) -> Iterator[Told]:
    """Says how adding goes on as long as it does."""
    told = Told(quiet, as_json)
    try:
        yield told
    finally:
        told.close()
