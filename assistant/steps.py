"""Which step of an answer is being worked at, for whoever waits for it; nobody need listen.

A step is told in the thread that works at it, to who listens there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

# What is meant, and in which reports; what of them is about it; which words answer; whether they may.
Step = Literal["scope", "searching", "reading", "checking"]
# (step, how many reports it is about; 0 where that tells nothing)
Listener = Callable[[Step, int], None]

_LISTENER: ContextVar[Listener | None] = ContextVar("wenju_steps", default=None)


def begins(step: Step, reports: int = 0) -> None:
    """Tells that a step begins."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(step, reports)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tells `listener` of the steps that begin inside."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
