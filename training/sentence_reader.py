"""Trains the sentence reader (index/models/sentence_reader.py), in two stages.

    python training/sentence_pairs.py --stage first --out first.jsonl.gz
    python training/sentence_reader.py first.jsonl.gz --out one
    python training/sentence_pairs.py --stage second --out second.jsonl.gz
    python training/sentence_reader.py second.jsonl.gz --out two --start one --rate 8e-5

The embeddings and the lowest FROZEN layers stand still and are computed without gradients; the layers above them and
the heads are trained with AdamW on batches of at most TOKENS tokens, alike in length. The weights
are written every few minutes with a checkpoint, from which `--resume` goes on, on another machine as well.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from index.models.e5_tokens import E5Tokenizer
from index.models.engine import weights
from index.models.reader_network import base_model, load_weights, network_of, padded, save
from index.models.sentence_reader import WEIGHTS, EncodedPair, encoded_pairs

FROZEN = 3  # of eight layers; freezing halves the cost of a step
TOKENS = 1_600
RATE, WARM = 1.2e-4, 0.06
SPAN_WEIGHT = 0.4
CHUNK = 400  # pairs that are sorted by length together
CHECKPOINT_SECONDS = 240
LOG_STEPS = 50
STATED = {
    "temperature": 1.0,
    "licences": "multilingual-e5-small MIT; CMRC 2018, DRCD, QED CC BY-SA; FairytaleQA Apache-2.0; our own questions",
}


@dataclass(frozen=True, slots=True)
class _Example:
    """A pair as the network reads it; `span` are tokens."""

    encoded: EncodedPair
    answers: bool
    span: tuple[int, int] | None


@dataclass(slots=True)
class _Log:
    """Sums of losses since they were printed last."""

    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, loss: torch.Tensor) -> None:
        self.sums.setdefault(name, []).append(float(loss.detach()))

    def __str__(self) -> str:
        return ", ".join(f"{name} {sum(losses) / len(losses):.4f}" for name, losses in sorted(self.sums.items()))


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an earlier stage, to go on from its weights")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--threads", type=int, default=1, help="two that must wait for one another may be slower")
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    cache = options.cache.expanduser()
    tokenizer = weights.get().tokenizer.get()
    network = network_of(base_model(cache))
    if options.start:
        load_weights(network, options.start / WEIGHTS.name)
    batches = list(_batches(_pairs(options.pairs, tokenizer)))
    _train(network, batches, options.rate, options.out, options.resume)


def _train(network: Any, batches: Sequence[Sequence[_Example]], rate: float, out: Path, resume: bool) -> None:
    trained = _unfrozen(network)
    optimiser = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01)
    checkpoint, begin = out / "checkpoint.pt", 0
    if resume and checkpoint.is_file():
        kept = torch.load(checkpoint)
        network.load_state_dict(kept["network"], strict=False)
        optimiser.load_state_dict(kept["optimiser"])
        begin = kept["step"]
    network.train()
    for module in (network.embeddings, *network.layers[:FROZEN]):
        module.eval()
    log, started, kept_at = _Log(), time.monotonic(), time.monotonic()
    for step, batch in enumerate(batches[begin:], begin + 1):
        for group in optimiser.param_groups:
            group["lr"] = rate * _share_of_rate(step / len(batches))
        loss = _loss(network, batch, log)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        if step % LOG_STEPS == 0:
            seconds = (time.monotonic() - started) / (step - begin)
            left = seconds * (len(batches) - step) / 60
            print(f"step {step} of {len(batches)}: {log}; {seconds:.2f} s a step, {left:.0f} min left", flush=True)
            log = _Log()
        if time.monotonic() - kept_at > CHECKPOINT_SECONDS:
            state = {name: each for name, each in network.state_dict().items() if not name.startswith("embeddings.")}
            torch.save({"network": state, "optimiser": optimiser.state_dict(), "step": step}, checkpoint)
            save(network, FROZEN, STATED, out / WEIGHTS.name)
            kept_at = time.monotonic()
    save(network, FROZEN, STATED, out / WEIGHTS.name)


def _unfrozen(network: Any) -> list[torch.nn.Parameter]:
    """What is trained; the layers' tensors are copied, since the model's own file is mapped into memory."""
    layers = [parameter for layer in network.layers[FROZEN:] for parameter in layer.parameters()]
    for parameter in layers:
        parameter.data = parameter.data.clone()
        parameter.requires_grad_(True)
    heads = (network.answers, network.spans, network.kinds)
    return [*layers, *(parameter for head in heads for parameter in head.parameters())]


def _share_of_rate(done: float) -> float:
    return done / WARM if done < WARM else max(0.02, (1 - done) / (1 - WARM))


def _pairs(path: Path, tokenizer: E5Tokenizer) -> list[_Example]:
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            (encoded,) = encoded_pairs(tokenizer, pair["question"], [pair["sentence"]])
            found.append(_Example(encoded, pair["answers"], _token_span(encoded, pair["start"], pair["end"])))
    return found


def _token_span(encoded: EncodedPair, start: int, end: int) -> tuple[int, int] | None:
    """The span's first and last token; None where there is none or it was cut off."""
    held = [at for at, (first, last) in enumerate(encoded.spans) if start >= 0 and first < end and last > start]
    if not held or encoded.spans[held[-1]][1] < end:
        return None
    return encoded.first + held[0], encoded.first + held[-1]


def _batches(examples: Sequence[_Example]) -> Iterator[list[_Example]]:
    chance = np.random.default_rng(0)
    order = chance.permutation(len(examples))
    batches: list[list[_Example]] = []
    for begin in range(0, len(order), CHUNK):
        batch: list[_Example] = []
        for example in sorted(
            (examples[at] for at in order[begin : begin + CHUNK]), key=lambda one: len(one.encoded.ids)
        ):
            if batch and (len(batch) + 1) * len(example.encoded.ids) > TOKENS:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    for at in chance.permutation(len(batches)):
        yield batches[at]


def _loss(network: Any, batch: Sequence[_Example], log: _Log) -> torch.Tensor:
    encoded = [example.encoded for example in batch]
    ids, mask = padded(encoded, torch)
    with torch.no_grad():
        states = network.lower(ids, mask, FROZEN)
    answers, starts, ends = network.heads(network.upper(states, mask, FROZEN))
    told = torch.tensor([float(example.answers) for example in batch])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(answers, told)
    log.add("answers", loss)
    rows = [at for at, example in enumerate(batch) if example.span is not None]
    if not rows:
        return loss
    inside = torch.zeros_like(mask, dtype=torch.bool)
    for at, one in enumerate(encoded):
        inside[at, one.first : one.first + len(one.spans)] = True
    of_spans = torch.zeros(())
    for logits, side in ((starts, 0), (ends, 1)):
        goal = torch.tensor([span[side] for example in batch if (span := example.span) is not None])
        of_spans = of_spans + torch.nn.functional.cross_entropy(logits.masked_fill(~inside, -1e4)[rows], goal) / 2
    log.add("spans", of_spans)
    return loss + SPAN_WEIGHT * of_spans * len(rows) / len(batch)


if __name__ == "__main__":
    main()
