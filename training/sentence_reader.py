"""Trains the sentence reader and says how well it tells which sentence answers.

    python training/sentence_reader.py PAIRS.jsonl.gz --out FOLDER [--epochs 1] [--threads 1] [--resume]

PAIRS come from sentence_pairs.py. The embeddings and the lowest FROZEN layers stand still and are computed without
gradients; the layers above and the heads are trained with AdamW on batches of TOKENS tokens, sorted by length within
chunks. A checkpoint is written every few minutes; `--resume` goes on from it.
"""

import argparse
import gzip
import json
import random
import time
from pathlib import Path

import torch

from index.models.sentence_reader import (
    EncodedPair,
    base_model,
    encoded_pair,
    network_of,
    padded,
    save,
    tokenizer_of,
)
FROZEN = 3
TOKENS = 1_600
RATE = 1.2e-4
WARM = 0.06
CHUNK = 400  # pairs sorted by length together
MINUTES = 4
LICENCES = "multilingual-e5-small MIT; CMRC 2018 and DRCD CC BY-SA; QED CC BY-SA; FairytaleQA Apache-2.0; own questions"


def main() -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju").expanduser())
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, for timing")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = tokenizer_of(options.cache)
    network = network_of(base_model(options.cache))
    torch.nn.init.zeros_(network.answers.weight)
    torch.nn.init.zeros_(network.spans.weight)
    rows = []
    with gzip.open(options.pairs, "rt", encoding="utf-8") as file:
        for line in file:
            pair = json.loads(line)
            rows.append((encoded_pair(tokenizer, pair["question"], pair["sentence"]), pair))
    batches = [batch for epoch in range(options.epochs) for batch in _batches(rows, epoch)]
    trained = [*network.layers[FROZEN:].parameters(), *network.answers.parameters(), *network.spans.parameters()]
    optimiser = torch.optim.AdamW(trained, lr=RATE, weight_decay=0.01)
    begin = 0
    checkpoint = options.out / "checkpoint.pt"
    if options.resume and checkpoint.is_file():
        kept = torch.load(checkpoint)
        network.load_state_dict(kept["network"], strict=False)
        optimiser.load_state_dict(kept["optimiser"])
        begin = kept["step"]
    tokens = sum(len(row[0].ids) for row in rows)
    print(f"{len(rows)} pairs, {tokens} tokens, {len(batches)} steps, from {begin}", flush=True)
    network.train()
    for module in [network.embeddings, *network.layers[:FROZEN]]:
        module.eval()
    log, saved, started = [0.0, 0.0, 0], time.monotonic(), time.monotonic()
    for step, batch in enumerate(batches[begin:], begin):
        for group in optimiser.param_groups:
            group["lr"] = RATE * _schedule(step / len(batches))
        loss = _loss(network, [rows[at] for at in batch], log)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        if step % 50 == 49 or (options.steps and step % 5 == 4):
            rate = (time.monotonic() - started) / (step - begin + 1)
            left = rate * (len(batches) - step) / 60
            print(f"step {step + 1} answers {log[0] / log[2]:.4f} spans {log[1] / log[2]:.4f} "
                  f"{rate:.2f} s a step, {left:.0f} min left", flush=True)
            log[:] = [0.0, 0.0, 0]
        if options.steps and step - begin + 1 >= options.steps:
            break
        if time.monotonic() - saved > MINUTES * 60:
            _keep(network, optimiser, step + 1, checkpoint)
            save(network, FROZEN, 1.0, options.out / "sentence_reader.safetensors", LICENCES)
            saved = time.monotonic()
    save(network, FROZEN, 1.0, options.out / "sentence_reader.safetensors", LICENCES)
    print("done", flush=True)


def _keep(network: torch.nn.Module, optimiser: torch.optim.Optimizer, step: int, path: Path) -> None:
    state = {name: tensor for name, tensor in network.state_dict().items() if not name.startswith("embeddings.")}
    torch.save({"network": state, "optimiser": optimiser.state_dict(), "step": step}, path)


def _schedule(done: float) -> float:
    return done / WARM if done < WARM else max(0.02, (1 - done) / (1 - WARM))


def _batches(rows: list, epoch: int) -> list[list[int]]:
    chance = random.Random(epoch)
    order = list(range(len(rows)))
    chance.shuffle(order)
    batches = []
    for at in range(0, len(order), CHUNK):
        batch: list[int] = []
        for number in sorted(order[at : at + CHUNK], key=lambda one: len(rows[one][0].ids)):
            if batch and (len(batch) + 1) * len(rows[number][0].ids) > TOKENS:
                batches.append(batch)
                batch = []
            batch.append(number)
        if batch:
            batches.append(batch)
    chance.shuffle(batches)
    return batches


def _loss(network: torch.nn.Module, rows: list, log: list) -> torch.Tensor:
    encoded: list[EncodedPair] = [row[0] for row in rows]
    ids, mask = padded(encoded, torch)
    with torch.no_grad():
        states = network.embeddings(ids)
        hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in network.layers[:FROZEN]:
            out = layer(states, hidden)
            states = out[0] if isinstance(out, tuple) else out
    answers, starts, ends = network.heads(network.upper(states, mask, FROZEN))
    told = torch.tensor([float(row[1]["answers"]) for row in rows])
    of_answers = torch.nn.functional.binary_cross_entropy_with_logits(answers, told)
    spans = [(at, span) for at, row in enumerate(rows) if (span := _tokens(row)) is not None]
    of_spans = torch.zeros(())
    if spans:
        at = torch.tensor([each[0] for each in spans])
        inside = torch.zeros_like(mask, dtype=torch.bool)
        for row, one in enumerate(encoded):
            inside[row, one.first : one.first + len(one.spans)] = True
        for logits, side in ((starts, 0), (ends, 1)):
            masked = logits.masked_fill(~inside, -1e4)
            goal = torch.tensor([each[1][side] for each in spans])
            of_spans = of_spans + torch.nn.functional.cross_entropy(masked[at], goal) / 2
    log[0] += float(of_answers)
    log[1] += float(of_spans)
    log[2] += 1
    return of_answers + 0.4 * of_spans * len(spans) / len(rows)


def _tokens(row: tuple) -> tuple[int, int] | None:
    """The span's first and last token; None where the pair has none or it was cut off."""
    encoded, pair = row
    if pair["start"] < 0:
        return None
    held = [at for at, (start, end) in enumerate(encoded.spans) if start < pair["end"] and end > pair["start"]]
    if not held or encoded.spans[held[-1]][1] < pair["end"]:
        return None
    return encoded.first + held[0], encoded.first + held[-1]


if __name__ == "__main__":
    main()
