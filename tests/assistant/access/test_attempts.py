"""Tries to come in: five at once, then ever more slowly, each address for itself."""

from assistant.access.attempts import FORGOTTEN, FREE, LONGEST, REMEMBERED, Attempts


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_after_five_tries_each_waits_twice_as_long_as_the_one_before() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    assert [attempts.begin("10.0.0.1") for _ in range(FREE)] == [0.0] * FREE
    waits = []
    for _ in range(12):
        waits.append(attempts.begin("10.0.0.1"))
        clock.now += waits[-1]
        assert attempts.begin("10.0.0.1") == 0.0
    assert waits[:4] == [1.0, 2.0, 4.0, 8.0]
    assert waits[-1] == LONGEST


def test_to_ask_again_too_early_makes_it_no_longer() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(FREE):
        attempts.begin("10.0.0.1")
    assert [attempts.begin("10.0.0.1") for _ in range(3)] == [1.0, 1.0, 1.0]


def test_another_address_has_its_own_tries_and_a_customer_of_ipv6_one() -> None:
    attempts = Attempts(Clock())
    for _ in range(FREE):
        attempts.begin("2001:db8::1")
    assert attempts.begin("2001:db8:0:1::1") == 0.0
    assert attempts.begin("2001:db8::ffff") == 1.0
    assert attempts.begin("10.0.0.2") == 0.0
    assert attempts.begin("") == 0.0


def test_coming_in_or_an_hour_of_quiet_begins_anew() -> None:
    clock = Clock()
    attempts = Attempts(clock)
    for _ in range(FREE):
        attempts.begin("10.0.0.1")
    attempts.succeeded("10.0.0.1")
    assert [attempts.begin("10.0.0.1") for _ in range(FREE + 1)] == [0.0] * FREE + [1.0]
    clock.now += FORGOTTEN + 1
    assert [attempts.begin("10.0.0.1") for _ in range(FREE + 1)] == [0.0] * FREE + [1.0]


def test_what_is_remembered_is_bounded() -> None:
    attempts = Attempts(Clock())
    for number in range(REMEMBERED + 10):
        attempts.begin(str(number))
    assert len(attempts._tries) == REMEMBERED
