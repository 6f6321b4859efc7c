"""What was done is counted with its seconds, also where it fails; what is done with a value between is not its."""

import pytest

from index import spent
from index.spent import Spent


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, as a list that is gone through."""
    times: list[float] = []
    monkeypatch.setattr(spent, "perf_counter", lambda: times.pop(0))
    return times


def test_what_is_done_is_counted_also_where_it_fails(clock: list[float]) -> None:
    clock += [0, 2, 10, 13]
    counted = Spent()
    assert counted.on("a", lambda: "done") == "done"
    with pytest.raises(ZeroDivisionError):
        counted.on("a", lambda: 1 // 0)
    assert counted.so_far() == {"a": (2, 5)}


def test_of_values_the_time_that_they_took_to_come(clock: list[float]) -> None:
    clock += [0, 1, 100, 102, 200, 204]
    counted = Spent()
    assert list(counted.through("b", iter("xy"))) == ["x", "y"]
    assert counted.so_far() == {"b": (1, 7)}


def test_who_stops_listening_is_counted_once(clock: list[float]) -> None:
    clock += [0, 1]
    counted = Spent()
    values = counted.through("c", iter("xy"))
    assert next(values) == "x"
    values.close()  # type: ignore[attr-defined]
    assert counted.so_far() == {"c": (1, 1)}
