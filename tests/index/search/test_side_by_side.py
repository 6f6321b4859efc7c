"""Parts of a search done side by side give what they give in turn."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from index.search.side_by_side import SideBySide, in_turn, two


@pytest.mark.parametrize("beside", [0, 1, 3])
def test_what_the_parts_give_comes_in_their_order(beside: int) -> None:
    do = SideBySide(beside)
    for count in (0, 1, 2, 20):
        parts = [partial(pow, number, 2) for number in range(count)]
        assert do(parts) == in_turn(parts) == [number**2 for number in range(count)]
    assert two(do, lambda: "a", lambda: 1) == ("a", 1)


def test_parts_are_done_at_the_same_time() -> None:
    met = threading.Barrier(2)
    assert sorted(SideBySide(1)([lambda: met.wait(10)] * 2)) == [0, 1]  # each waits for the other


def test_nobody_waits_for_a_thread_that_has_not_begun() -> None:
    """The one thread beside is kept by another search: this one is done here, parts of parts too."""
    do, begun, over = SideBySide(1), threading.Event(), threading.Event()

    def long() -> bool:
        begun.set()
        return over.wait(10)

    other = threading.Thread(target=lambda: do([long, long]))
    other.start()
    assert begun.wait(10)
    here = threading.current_thread()
    who = threading.current_thread
    done = do([lambda: [who()], lambda: do([who, who, who])])
    over.set()
    other.join()
    assert done == [[here], [here, here, here]]


@pytest.mark.parametrize("beside", [0, 1])
def test_what_a_part_raises_is_raised_and_nothing_is_done_later(beside: int) -> None:
    done: list[int] = []

    def fails() -> None:
        raise ValueError("a part")

    parts: list[Callable[[], None]] = [fails, fails, *[partial(done.append, 1)] * 9]
    with pytest.raises(ValueError, match="a part"):
        SideBySide(beside)(parts)
    assert len(done) <= 9
    before = len(done)
    assert SideBySide(beside)([lambda: 1]) == [1]
    assert len(done) == before


def test_a_process_that_ends_searches_alone() -> None:
    do = SideBySide(1)
    assert do._threads is not None
    do._threads.shutdown()
    assert do([lambda: 1, lambda: 2]) == [1, 2]
