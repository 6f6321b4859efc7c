"""The status of a command over many inputs."""

import pytest

from assistant.cli.status import DONE, FAILED, SOME_REFUSED, status_of


@pytest.mark.parametrize(
    ("refused", "done", "status"), [(0, 3, DONE), (0, 0, DONE), (1, 2, SOME_REFUSED), (1, 0, FAILED)]
)
def test_all_refused_is_a_failure_and_some_are_not(refused: int, done: int, status: int) -> None:
    assert status_of(refused, done) == status
