"""Trains the passage reader (index/models/passage_reader.py) for so many minutes, from the encoder's layers.

    python training/passage_windows.py --out windows.jsonl.gz
    python training/passage_reader.py windows.jsonl.gz --out passage --minutes 600

The rate falls with the minutes that have passed, since how many steps fit into them depends on the machine. A run that
was ended goes on with `--resume`; `--start` goes on from other weights with a fresh optimiser.
"""

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from fine_tuning import Log, batches_of, token_span, train

from index.models.e5_tokens import E5Tokenizer, tokenizer_of
from index.models.engine import weights
from index.models.pair_encoder import EncodedPair, encoded_pairs
from index.models.pair_network import base_model, load_weights, network_of, padded
from index.models.passage_reader import HEADS, MOST_QUESTION_TOKENS, MOST_TOKENS, WEIGHTS

RATE = 1.5e-4
LAYERS, FROZEN = 12, 4
BATCH_TOKENS = 2_700
ANSWERS_WEIGHT = 0.5
READ_AT_ONCE = 2_000
STATED = {
    "temperature": 1.0,
    "licences": "multilingual-e5-small MIT; CMRC 2018, DRCD, QED, WikiTableQuestions CC BY-SA; SQuADShifts CC BY 4.0; "
    "FairytaleQA, COVID-QA Apache-2.0; IM-TQA C-UDA; our own questions",
}


@dataclass(frozen=True, slots=True)
class _Example:
    """A window as the network reads it; `span` are tokens."""

    encoded: EncodedPair
    answers: bool
    span: tuple[int, int] | None


class _WholeTokenizer(E5Tokenizer):
    """With every piece at once: a second to build, and ten times as fast for many texts."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        pieces = [(piece.decode(), float(score)) for piece, score in zip(self._pieces, self._scores, strict=True)]
        self._whole = tokenizer_of(pieces), torch.arange(len(pieces)).numpy()

    def _tokenizer_for(self, _: Sequence[str]) -> Any:
        return self._whole


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("windows", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from; else the encoder's own")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1, help="processes that share each batch")
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    network = network_of(base_model(options.cache.expanduser(), LAYERS), HEADS, LAYERS)
    if options.start:
        load_weights(network, options.start)
    tokenizer = _WholeTokenizer(weights.get().packed)
    train(
        network,
        _batches(options.windows, tokenizer),
        _loss,
        options.rate,
        options.out / WEIGHTS.name,
        STATED,
        options.resume,
        options.minutes,
        FROZEN,
        options.workers,
    )


def _batches(path: Path, tokenizer: E5Tokenizer) -> Iterator[list[_Example]]:
    """The windows in the file's order over and over, READ_AT_ONCE of them sorted into batches together."""
    turn = 0
    while True:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            held = []
            for line in file:
                held.append(json.loads(line))
                if len(held) == READ_AT_ONCE:
                    yield from _encoded(held, tokenizer, turn)
                    held, turn = [], turn + 1
        yield from _encoded(held, tokenizer, turn)


def _encoded(windows: Sequence[dict[str, Any]], tokenizer: E5Tokenizer, seed: int) -> Iterator[list[_Example]]:
    asked, told = [each["question"] for each in windows], [each["text"] for each in windows]
    pairs = encoded_pairs(tokenizer, asked, told, MOST_QUESTION_TOKENS, MOST_TOKENS)
    examples = []
    for window, encoded in zip(windows, pairs, strict=True):
        span = token_span(encoded, window["start"], window["end"])
        if span is not None or not window["answers"]:
            examples.append(_Example(encoded, window["answers"], span))
    yield from batches_of(examples, lambda one: len(one.encoded.ids), seed, BATCH_TOKENS)


def _loss(network: Any, batch: Sequence[_Example], log: Log) -> torch.Tensor:
    network.eval()  # without dropout, a quarter of a step's time; no window is seen often
    encoded = [example.encoded for example in batch]
    ids, mask = padded(encoded, torch)
    with torch.no_grad():
        states = network.lower(ids, mask, FROZEN)
    states = network.upper(states, mask, FROZEN)
    told = torch.tensor([float(example.answers) for example in batch])
    answers = torch.nn.functional.binary_cross_entropy_with_logits(network.answers(states[:, 0])[:, 0], told)
    log.add("answers", answers)
    loss = ANSWERS_WEIGHT * answers
    rows = [at for at, example in enumerate(batch) if example.span is not None]
    if not rows:
        return loss
    inside = torch.zeros_like(mask, dtype=torch.bool)
    for at, one in enumerate(encoded):
        inside[at, one.first : one.first + len(one.spans)] = True
    spans = network.spans(states)
    found = torch.ones(len(rows), dtype=torch.bool)
    for side in (0, 1):
        goal = torch.tensor([span[side] for example in batch if (span := example.span) is not None])
        logits = spans[..., side].masked_fill(~inside, -1e4)[rows]
        of_side = torch.nn.functional.cross_entropy(logits, goal)
        loss = loss + of_side / 2 * len(rows) / len(batch)
        log.add("spans", of_side)
        found &= logits.argmax(1) == goal
    log.add("both ends right", found.float().mean())
    return loss


if __name__ == "__main__":
    main()
