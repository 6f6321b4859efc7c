"""Trains a network of index/models/pair_network.py: what the scripts of the sentence reader and judge share.

The embeddings and the lowest layers stand still and are computed without gradients; the layers above them and
the heads are trained with AdamW on batches of at most `tokens` tokens, alike in length. The weights are written every
few minutes with a checkpoint, from which a run goes on, on another machine as well.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from together import Together

from index.models.pair_encoder import EncodedPair
from index.models.pair_network import save

FROZEN = 3  # of eight layers; freezing halves the cost of a step
TOKENS = 1_600
RATE, WARM = 1.2e-4, 0.06
CHUNK = 400  # examples that are sorted by length together
CHECKPOINT_SECONDS = 240
LOG_STEPS = 25
HEADS_RATE = 5.0  # times that of the layers, where the heads begin from nothing

Example = TypeVar("Example")


@dataclass(slots=True)
class Log:
    """Sums of losses since they were printed last."""

    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, loss: torch.Tensor) -> None:
        """Keeps a loss of this step."""
        self.sums.setdefault(name, []).append(float(loss.detach()))

    def __str__(self) -> str:
        return ", ".join(f"{name} {sum(losses) / len(losses):.4f}" for name, losses in sorted(self.sums.items()))


def train(
    network: Any,
    batches: Iterable[Sequence[Example]],
    loss_of: Callable[[Any, Sequence[Example], Log], torch.Tensor],
    rate: float,
    weights: Path,
    stated: Mapping[str, Any],
    resume: bool = False,
    minutes: float | None = None,
    frozen: int = FROZEN,
    workers: int = 1,
) -> None:
    """Trains the unfrozen layers and the heads on the batches, in their order; writes `weights`.

    With `minutes` it ends when they have passed, and the rate falls with them; what was used before it was resumed
    counts. Else the batches are a sequence, and it falls with the steps.
    """
    layers, heads = _unfrozen(network, frozen)
    trained = [*layers, *heads]
    groups = [{"params": layers, "share": 1.0}, {"params": heads, "share": HEADS_RATE if minutes is not None else 1.0}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, fused=True)
    checkpoint, begin, used = weights.parent / "checkpoint.pt", 0, 0.0
    if resume and checkpoint.is_file():
        kept = torch.load(checkpoint)
        network.load_state_dict(kept["network"], strict=False)
        optimiser.load_state_dict(kept["optimiser"])
        begin, used = kept["step"], kept.get("minutes", 0.0)
    network.train()
    for module in (network.embeddings, *network.layers[:frozen]):
        module.eval()
    together = Together(trained, workers)
    log, started, kept_at = Log(), time.monotonic(), time.monotonic()
    for step, batch in enumerate(islice(batches, begin, None), begin + 1):
        passed = used + (time.monotonic() - started) / 60
        done = passed / minutes if minutes is not None else step / len(batches)  # type: ignore[arg-type]
        for group in optimiser.param_groups:
            group["lr"] = rate * group["share"] * _share_of_rate(done)
        together.zero()
        own = batch[together.number :: together.count]
        if own:
            (loss_of(network, own, log) * (len(own) / len(batch))).backward()  # type: ignore[no-untyped-call]
        if together.summed():
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
        if not together.stepped(minutes is not None and done >= 1 and together.number == 0):
            break
        if together.number:
            continue
        if step % LOG_STEPS == 0:
            seconds = (time.monotonic() - started) / (step - begin)
            left = passed / done * (1 - done)
            print(f"step {step}: {log}; {seconds:.2f} s a step, {left:.0f} min left", flush=True)
            log = Log()
        if time.monotonic() - kept_at > CHECKPOINT_SECONDS:
            state = {name: each for name, each in network.state_dict().items() if not name.startswith("embeddings.")}
            torch.save(
                {"network": state, "optimiser": optimiser.state_dict(), "step": step, "minutes": passed}, checkpoint
            )
            save(network, frozen, stated, weights)
            kept_at = time.monotonic()
    if together.number:
        os._exit(0)
    save(network, frozen, stated, weights)


def _unfrozen(network: Any, frozen: int) -> tuple[list[torch.nn.Parameter], list[torch.nn.Parameter]]:
    """What is trained, layers and heads; copied, since the model's own file is mapped into memory."""
    layers = [parameter for layer in network.layers[frozen:] for parameter in layer.parameters()]
    for parameter in layers:
        parameter.data = parameter.data.clone()
        parameter.requires_grad_(True)
    heads = [head for name, head in network.named_children() if name not in ("embeddings", "layers")]
    return layers, [parameter for head in heads for parameter in head.parameters()]


def _share_of_rate(done: float) -> float:
    return done / WARM if done < WARM else max(0.02, (1 - done) / (1 - WARM))


def batches_of(
    examples: Sequence[Example], length_of: Callable[[Example], int], seed: int = 0, tokens: int = TOKENS
) -> Iterator[list[Example]]:
    """The examples in batches of at most `tokens` tokens, alike in length, by chance."""
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(examples))
    batches: list[list[Example]] = []
    for begin in range(0, len(order), CHUNK):
        batch: list[Example] = []
        for example in sorted((examples[at] for at in order[begin : begin + CHUNK]), key=length_of):
            if batch and (len(batch) + 1) * length_of(example) > tokens:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    for at in chance.permutation(len(batches)):
        yield batches[at]


def token_span(encoded: EncodedPair, start: int, end: int) -> tuple[int, int] | None:
    """The first and last token of the characters `[start, end)`; None where there are none or they were cut off."""
    held = [at for at, (first, last) in enumerate(encoded.spans) if start >= 0 and first < end and last > start]
    if not held or encoded.spans[held[-1]][1] < end:
        return None
    return encoded.first + held[0], encoded.first + held[-1]
