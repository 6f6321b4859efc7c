"""Several processes that train one network: each computes the gradients of its share of a batch, the first one steps.

Linux shares processor time out among sessions, so each process opens one of its own; which cores they take together
says `taskset`. Weights and gradients lie in shared memory, nothing is copied.
"""

import os
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier, Event

import torch
from torch import multiprocessing

LONGEST_WAIT = 900.0  # seconds; then the others are thought dead


class Together:
    """One of the processes, `number` of `count`; the first one is who made it."""

    def __init__(self, parameters: Sequence[torch.nn.Parameter], count: int) -> None:
        self.number, self.count = 0, count
        context = multiprocessing.get_context("fork")
        self._meet: Barrier = context.Barrier(count)
        self._ended: Event = context.Event()
        sizes = [each.numel() for each in parameters]
        weights = torch.empty(sum(sizes)).share_memory_()  # type: ignore[no-untyped-call]
        self._gradients = torch.zeros(count, sum(sizes)).share_memory_()  # type: ignore[no-untyped-call]
        self._parameters, self._sizes = parameters, sizes
        for each, held in zip(parameters, weights.split(sizes), strict=True):
            held.copy_(each.data.reshape(-1))
            each.data = held.view_as(each)
        for number in range(1, count):
            if os.fork() == 0:
                os.setsid()
                self.number = number
                break
        self._own = self._gradients[self.number]
        self.zero()

    def zero(self) -> None:
        """Forgets this process's gradients."""
        self._own.zero_()
        for each, held in zip(self._parameters, self._own.split(self._sizes), strict=True):
            each.grad = held.view_as(each)

    def summed(self) -> bool:
        """Waits for all gradients; the first process holds their sum and is told so."""
        self._meet.wait(LONGEST_WAIT)
        if self.number == 0 and self.count > 1:
            self._own.copy_(self._gradients.sum(0))  # not `out=`: that empties what is a part of the sum
        return self.number == 0

    def stepped(self, last: bool = False) -> bool:
        """Waits until the first process has stepped; False where that was its last step."""
        if last:
            self._ended.set()
        self._meet.wait(LONGEST_WAIT)
        return not self._ended.is_set()
