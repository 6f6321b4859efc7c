"""Trains the sentence reader (index/models/sentence_reader.py), in two stages.

    python training/sentence_pairs.py --stage first --out first.jsonl.gz
    python training/sentence_reader.py first.jsonl.gz --out one
    python training/sentence_pairs.py --stage second --out second.jsonl.gz
    python training/sentence_reader.py second.jsonl.gz --out two --start one --rate 8e-5

How it is trained, and how a run goes on with `--resume`, stands in fine_tuning.py.
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from fine_tuning import FROZEN, RATE, Log, batches_of, token_span, train

from index.models.e5_tokens import E5Tokenizer
from index.models.engine import weights
from index.models.pair_encoder import EncodedPair, encoded_pairs
from index.models.pair_network import base_model, load_weights, network_of, padded
from index.models.sentence_reader import HEADS, WEIGHTS

SPAN_WEIGHT = 0.4
STATED = {
    "temperature": 1.0,
    "licences": "multilingual-e5-small MIT; CMRC 2018, DRCD, QED CC BY-SA; SQuADShifts CC BY 4.0; FairytaleQA, "
    "COVID-QA Apache-2.0; PolicyQA MIT; our own questions",
}


@dataclass(frozen=True, slots=True)
class _Example:
    """A pair as the network reads it; `span` are tokens."""

    encoded: EncodedPair
    answers: bool
    span: tuple[int, int] | None


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an earlier stage, to go on from its weights")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--workers", type=int, default=1, help="processes that share each batch")
    parser.add_argument("--threads", type=int, default=1, help="two that must wait for one another may be slower")
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    cache = options.cache.expanduser()
    tokenizer = weights.get().tokenizer.get()
    network = network_of(base_model(cache), HEADS)
    if options.start:
        load_weights(network, options.start / WEIGHTS.name)
    batches = list(batches_of(_pairs(options.pairs, tokenizer), lambda one: len(one.encoded.ids)))
    goal = options.out / WEIGHTS.name
    train(network, batches, _loss, options.rate, goal, STATED, options.resume, workers=options.workers)


def _pairs(path: Path, tokenizer: E5Tokenizer) -> list[_Example]:
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            (encoded,) = encoded_pairs(tokenizer, [pair["question"]], [pair["sentence"]])
            found.append(_Example(encoded, pair["answers"], token_span(encoded, pair["start"], pair["end"])))
    return found


def _loss(network: Any, batch: Sequence[_Example], log: Log) -> torch.Tensor:
    encoded = [example.encoded for example in batch]
    ids, mask = padded(encoded, torch)
    with torch.no_grad():
        states = network.lower(ids, mask, FROZEN)
    states = network.upper(states, mask, FROZEN)
    told = torch.tensor([float(example.answers) for example in batch])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(network.answers(states[:, 0])[:, 0], told)
    log.add("answers", loss)
    rows = [at for at, example in enumerate(batch) if example.span is not None]
    if not rows:
        return loss
    inside = torch.zeros_like(mask, dtype=torch.bool)
    for at, one in enumerate(encoded):
        inside[at, one.first : one.first + len(one.spans)] = True
    spans = network.spans(states)
    of_spans = torch.zeros(())
    for side in (0, 1):
        goal = torch.tensor([span[side] for example in batch if (span := example.span) is not None])
        logits = spans[..., side].masked_fill(~inside, -1e4)
        of_spans = of_spans + torch.nn.functional.cross_entropy(logits[rows], goal) / 2
    log.add("spans", of_spans)
    return loss + SPAN_WEIGHT * of_spans * len(rows) / len(batch)


if __name__ == "__main__":
    main()
