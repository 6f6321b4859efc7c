"""The machine's own clock: it never goes back, and who waits by it is woken before the time is over."""

import threading

from assistant.llm.clock import SystemClock


def test_time_goes_on_and_a_sleep_of_nothing_returns() -> None:
    clock = SystemClock()
    before = clock.now()
    clock.sleep(0)
    assert clock.now() >= before


def test_who_waits_is_woken_by_a_change() -> None:
    changed = threading.Condition()
    woken = threading.Event()

    def wait() -> None:
        with changed:
            ready.set()
            SystemClock().wait(changed, 60)
        woken.set()

    ready = threading.Event()
    waiting = threading.Thread(target=wait)
    waiting.start()
    ready.wait(60)
    with changed:  # free only once the other has given it up to wait
        changed.notify_all()
    assert woken.wait(60)
    waiting.join(60)
