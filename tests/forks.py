"""Runs that die: one interpreter that has imported what they need, and forks for each run.

A fresh interpreter takes 2 s of processor time to import a library's code, a fork 5 ms. It forks before anything has
started a thread, so nothing of a thread's is left behind in the fork.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

TESTS = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended: `status` as Popen's returncode, `value` what it returned, None where it died before."""

    status: int
    value: Any
    errors: str


class Forks:
    """Calls functions of dying_runs.py in forks. A context manager. Arguments and values go as JSON."""

    def __init__(self) -> None:
        places = dict.fromkeys([str(TESTS.parent), str(TESTS), *filter(None, sys.path)])
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONUTF8": "1"},
            text=True,
        )

    def run(self, function: str, *arguments: object) -> Run:
        """One call in a fork of its own, which has ended when this returns."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps([function, arguments]) + "\n")
        self._server.stdin.flush()
        return Run(**json.loads(self._server.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.communicate()


def die_at(place: int, calls: Sequence[tuple[object, str]]) -> Callable[[], int]:
    """Has this process killed before the `place`-th of these calls, from 1; returns how to ask how many there were."""
    count = 0

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if count == place:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call

    for owner, name in calls:
        setattr(owner, name, counted(getattr(owner, name)))
    return lambda: count


def _serve() -> None:
    called = import_module("dying_runs")
    import_module("broken_stores")  # where a store is to be broken, theirs is
    # Standard input and output are left to the forks, unread and unwritten.
    with os.fdopen(os.dup(0)) as requests, os.fdopen(os.dup(1), "w") as answers:
        for line in requests:
            function, arguments = json.loads(line)
            answers.write(json.dumps(_forked(getattr(called, function), arguments)) + "\n")
            answers.flush()


def _forked(function: Callable[..., Any], arguments: Sequence[Any]) -> dict[str, Any]:
    values, errors = os.pipe(), os.pipe()
    fork = os.fork()
    if fork == 0:
        _run(function, arguments, values[1], errors[1])
    os.close(values[1])
    os.close(errors[1])
    with os.fdopen(values[0], "rb") as value, os.fdopen(errors[0], "rb") as told:
        found = {"errors": told.read().decode("utf-8", "replace"), "value": json.loads(value.read() or b"null")}
    return found | {"status": os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])}


def _run(function: Callable[..., Any], arguments: Sequence[Any], values: int, errors: int) -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(errors, 1)
    os.dup2(errors, 2)
    sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
    try:
        os.write(values, json.dumps(function(*arguments)).encode())
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    _serve()
