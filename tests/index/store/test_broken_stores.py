"""The tests of what a library withstands fail where the store is broken on purpose: none of them passes for nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from broken_stores import BREAKS, VARIABLE

ROOT = Path(__file__).resolve().parents[3]
# Each takes a test run of its own, some seconds: one in short.
SHORT = "the generation is not raised"


def ran(test: str, broken: str) -> "subprocess.CompletedProcess[str]":
    """A run of one test with the store broken so; not at all where that is empty."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "broken_stores",
        "-p",
        "no:cacheprovider",
        "-m",
        "",
        test,
    ]
    environment = {**os.environ, VARIABLE: broken, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


@pytest.mark.parametrize(
    "broken", [pytest.param(name, marks=[] if name == SHORT else pytest.mark.stress) for name in BREAKS]
)
def test_a_store_broken_on_purpose_is_noticed(broken: str) -> None:
    done = ran(BREAKS[broken][1], broken)
    if "1 skipped" in done.stdout:
        pytest.skip("what its test takes is not here")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout[-2000:]
    assert "1 failed" in done.stdout and "error" not in done.stdout.splitlines()[-1], done.stdout[-2000:]


@pytest.mark.stress
def test_the_same_tests_pass_with_the_store_as_it_is() -> None:
    for test in sorted({test for _, test in BREAKS.values()}):
        done = ran(test, "")
        assert done.returncode == pytest.ExitCode.OK, done.stdout[-2000:]
