"""Trains the judge of claims and sentences (index/models/sentence_judge.py), in two stages.

    python training/judge_pairs.py --stage first --out first.jsonl.gz
    python training/sentence_judge.py first.jsonl.gz --out one
    python training/judge_pairs.py --stage second --out second.jsonl.gz
    python training/sentence_judge.py second.jsonl.gz --out two --start one/sentence_judge.safetensors --rate 8e-5

It starts from the layers of the sentence reader, which has learnt to read two texts together.
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from fine_tuning import FROZEN, RATE, Log, batches_of, train

from index.models import sentence_reader
from index.models.pair_encoder import (
    EncodedPair,
    base_model,
    encoded_pair,
    load_weights,
    network_of,
    padded,
    tokenizer_of,
)
from index.models.sentence_judge import HEADS, MOST_CLAIM_TOKENS, WEIGHTS

STATED = {
    "temperature": 1.0,
    "licences": "multilingual-e5-small MIT; the sentence reader's; FEVER CC BY-SA; MED CC BY-SA; ScoNe CC0; "
    "Breaking NLI CC BY-SA; negation NLI MIT; PAWS-X; our own pairs",
}


@dataclass(frozen=True, slots=True)
class _Example:
    encoded: EncodedPair
    follows: bool
    weight: float


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--start", type=Path, default=sentence_reader.WEIGHTS, help="weights whose layers to start from"
    )
    parser.add_argument("--base", action="store_true", help="start from the encoder's own layers")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--steps", type=int, help="stop after so many")
    parser.add_argument("--threads", type=int, default=1, help="two that must wait for one another may be slower")
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    options.out.mkdir(parents=True, exist_ok=True)
    cache = options.cache.expanduser()
    tokenizer = tokenizer_of(cache)
    network = network_of(base_model(cache), HEADS)
    if not options.base:
        load_weights(network, options.start, layers_alone=options.start.name != WEIGHTS.name)
    batches = list(batches_of(_examples(options.pairs, tokenizer), lambda one: len(one.encoded.ids)))
    train(network, batches[: options.steps], _loss, options.rate, options.out / WEIGHTS.name, STATED, options.resume)


def _examples(path: Path, tokenizer: Any) -> list[_Example]:
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            encoded = encoded_pair(tokenizer, pair["claim"], pair["sentence"], MOST_CLAIM_TOKENS)
            found.append(_Example(encoded, pair["follows"], pair.get("weight", 1.0)))
    return found


def _loss(network: Any, batch: Sequence[_Example], log: Log) -> torch.Tensor:
    ids, mask = padded([example.encoded for example in batch], torch)
    with torch.no_grad():
        states = network.lower(ids, mask, FROZEN)
    follows = network.follows(network.upper(states, mask, FROZEN)[:, 0])[:, 0]
    told = torch.tensor([float(example.follows) for example in batch])
    weights = torch.tensor([example.weight for example in batch])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(follows, told, weights)
    log.add("follows", loss)
    return loss


if __name__ == "__main__":
    main()
