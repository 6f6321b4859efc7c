"""Several processes that share a batch step as one would that has all of it."""

import subprocess
import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"
TOY = """
import os, sys, torch
from together import Together
weight = torch.nn.Parameter(torch.zeros(3))
optimiser = torch.optim.SGD([weight], lr=0.1)
together = Together([weight], int(sys.argv[1]))
given, told = torch.arange(12.0).reshape(4, 3) / 12, torch.tensor([1.0, 0.0, 2.0, 1.0])
for step in range(5):
    together.zero()
    own = slice(together.number, None, together.count)
    loss = ((given[own] @ weight - told[own]) ** 2).sum() / len(given)
    loss.backward()
    if together.summed():
        optimiser.step()
    if not together.stepped(step == 3 and together.number == 0):
        break
if together.number:
    os._exit(0)
print(step, *(f"{each:.5f}" for each in weight.tolist()))
"""


def _stepped(count: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", TOY, str(count)], cwd=TRAINING, capture_output=True, text=True, timeout=120, check=True
    )
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="training forks")
def test_three_processes_step_as_one_does_and_end_together() -> None:
    alone = _stepped(1)
    assert alone.startswith("3 ")
    assert _stepped(3) == alone
