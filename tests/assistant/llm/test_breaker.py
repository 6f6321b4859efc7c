"""When a server is left alone, by a clock of our own."""

import pytest

from assistant.errors import ModelFailed
from assistant.llm.breaker import FAILURES, REST_SECONDS, Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def failing(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        breaker.enter("m")
        breaker.failed()


def test_it_opens_after_its_failures_in_a_row_and_a_success_counts_from_none() -> None:
    breaker = Breaker(Clock())
    failing(breaker, FAILURES - 1)
    breaker.enter("m")
    breaker.succeeded()
    failing(breaker, FAILURES)
    with pytest.raises(ModelFailed, match=f"m failed {FAILURES} times in a row; it is tried again in 30 s"):
        breaker.enter("m")


@pytest.mark.parametrize("end", ["failed", "left", "succeeded"])
def test_after_its_rest_one_call_tries_and_its_end_decides(end: str) -> None:
    clock = Clock()
    breaker = Breaker(clock)
    failing(breaker, FAILURES)
    clock.now = REST_SECONDS - 0.1
    with pytest.raises(ModelFailed, match="in 1 s"):
        breaker.enter("m")
    clock.now = REST_SECONDS
    breaker.enter("m")
    with pytest.raises(ModelFailed):
        breaker.enter("m")
    getattr(breaker, end)()
    if end == "failed":
        with pytest.raises(ModelFailed, match=f"{FAILURES + 1} times"):
            breaker.enter("m")
    else:
        breaker.enter("m")
