"""Signs from the worker to the reader, and what ends them."""

import socket
import threading
from typing import Any

from stepped_clock import SteppedClock

from assistant.llm.connection import WAITING_SIGNS, Sign, Wire


def test_signs_come_in_order_and_none_when_time_is_up() -> None:
    clock = SteppedClock()
    wire = Wire(clock)
    for text in "ab":
        wire.put(Sign("text", text))
    ends = clock.now() + 5
    assert [wire.take(ends), wire.take(ends)] == [Sign("text", "a"), Sign("text", "b")]
    clock.advance(5)
    assert wire.take(ends) is None


def test_a_waiting_reader_is_woken_by_time_and_by_a_sign() -> None:
    clock = SteppedClock()
    wire = Wire(clock)
    found: list[Sign | None] = []
    reader = threading.Thread(target=lambda: found.extend([wire.take(clock.now() + 5), wire.take(clock.now() + 5)]))
    reader.start()
    wire.put(Sign("alive"))
    while reader.is_alive():
        clock.advance(1)
    assert found == [Sign("alive"), None]


def test_a_slow_reader_holds_the_worker_back_until_it_goes() -> None:
    wire = Wire(SteppedClock())

    def write() -> None:
        for number in range(WAITING_SIGNS + 2):
            wire.put(Sign("text", str(number)))

    worker = threading.Thread(target=write)
    worker.start()
    while len(wire._signs) < WAITING_SIGNS:
        pass
    assert worker.is_alive()
    wire.cut()
    worker.join()
    assert not wire._signs


def test_cutting_wakes_whoever_reads_the_socket_also_one_that_connects_later() -> None:
    for cut_first in (False, True):
        ours, theirs = socket.socketpair()
        wire = Wire()
        if cut_first:
            wire.cut()
        wire.trace("connection.connect_tcp.complete", {"return_value": Stream(ours)})
        wire.cut()
        assert ours.recv(1) == b""
        ours.close()
        theirs.close()


class Stream:
    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def get_extra_info(self, name: str) -> Any:
        return {"socket": self._line}[name]
