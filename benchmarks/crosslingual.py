"""English sentences of State Council reports to the Chinese sentence that each translates: recall@1 by text.

    python benchmarks/crosslingual.py [--half first|second] [--vectors FILE.npz]

5,133 aligned pairs (qa/crosslingual-gwr); a Chinese sentence that stands in several reports counts as one. Each line
adds one thing to the cosine: each language's mean taken off its vectors, which all lean one way by language alone; how
near a sentence is to its neighbours on the other side taken off (CSLS: Conneau et al., Word translation without
parallel data, 2018); the share of numbers that both name; how far their lengths differ from what is usual. The vectors
are kept in FILE where one is given: embedding them takes minutes.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np
from corpus import SHARED, interval
from numpy.typing import NDArray

from assistant.build import build_library
from assistant.settings import load_settings
from index.text.folding import fold

NEIGHBOURS = 10
Matrix = NDArray[np.float32]
# Chosen on the first half.
NUMBERS, LENGTH = 0.2, 0.16
_SCALES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3}
_NUMBER = re.compile(rf"(?<![a-z0-9.])(\d[\d,]*(?:\.\d+)?)\s*({'|'.join(_SCALES)})?")


def main() -> None:
    """Prints recall@1 of each way to score, with its interval."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("first", "second"), default="second")
    parser.add_argument("--vectors", type=Path)
    options = parser.parse_args()
    file = SHARED / "qa" / "crosslingual-gwr" / "aligned-even-years.jsonl"
    if not file.is_file():
        print(f"skipped: no public test data in {SHARED}")
        return
    pairs = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    chinese = list(dict.fromkeys(pair["zh"] for pair in pairs))
    english = list(dict.fromkeys(pair["en"] for pair in pairs))
    zh, en = vectors(chinese, english, options.vectors)
    place = {text: number for number, text in enumerate(chinese)}
    row = {text: number for number, text in enumerate(english)}
    middle = len(pairs) // 2
    asked = pairs[:middle] if options.half == "first" else pairs[middle:]
    golds: dict[str, set[int]] = {}
    for pair in pairs:
        golds.setdefault(pair["en"], set()).add(place[pair["zh"]])
    rows = [row[pair["en"]] for pair in asked]
    centred_zh, centred_en = centred(zh), centred(en)
    plain, cosines = (en @ zh.T)[rows], centred_en @ centred_zh.T
    neighbourly = 2 * cosines[rows] - np.sort(cosines, axis=0)[-NEIGHBOURS:].mean(axis=0)
    numbers = NUMBERS * shared_numbers([pair["en"] for pair in asked], chinese)
    lengths = LENGTH * length_differences([pair["en"] for pair in asked], chinese)
    ways = {
        "cosine": plain,
        "cosine, centred": cosines[rows],
        "and CSLS": neighbourly,
        "and numbers": neighbourly + numbers,
        "and lengths": neighbourly + numbers - lengths,
    }
    for name, scores in ways.items():
        best = scores.argmax(axis=1)
        hits = [float(int(found) in golds[pair["en"]]) for found, pair in zip(best, asked, strict=True)]
        low, high = interval(hits, 400)
        print(
            f"{options.half} half, {name}: recall@1 {np.mean(hits):.3f} [{low:.3f}, {high:.3f}] "
            f"n {len(hits)}, {len(chinese)} sentences to choose from"
        )


def centred(rows: Matrix) -> Matrix:
    """Unit rows less their mean, unit again."""
    less: Matrix = rows - rows.mean(axis=0)
    return np.asarray(less / np.linalg.norm(less, axis=1, keepdims=True), np.float32)


def numbers_in(text: str) -> frozenset[str]:
    """The numbers that a text names, to four digits, in one form for both languages: 1.5万亿 is 1.5 trillion."""
    found = _NUMBER.findall(fold(text))
    return frozenset(f"{float(digits.replace(',', '')) * _SCALES.get(scale, 1.0):.4g}" for digits, scale in found)


def shared_numbers(english: list[str], chinese: list[str]) -> Matrix:
    """Of all the numbers that two sentences name, the share that both do, shape (english, chinese)."""
    others = [numbers_in(text) for text in chinese]
    holding: dict[str, list[int]] = {}
    for place, names in enumerate(others):
        for name in names:
            holding.setdefault(name, []).append(place)
    shares = np.zeros((len(english), len(chinese)), np.float32)
    for row, text in enumerate(english):
        own = numbers_in(text)
        for name in own:
            shares[row, holding.get(name, [])] += 1
        shares[row] /= np.maximum([len(own) + len(names) for names in others] - shares[row], 1)
    return shares


def length_differences(english: list[str], chinese: list[str]) -> Matrix:
    """How far the logarithm of the lengths' ratio lies from the usual one, shape (english, chinese)."""
    own, others = (np.log([len(text) for text in texts]) for texts in (english, chinese))
    usual = np.median(own) - np.median(others)
    return np.asarray(np.abs(own[:, None] - others[None, :] - usual), np.float32)


def vectors(chinese: list[str], english: list[str], keep: Path | None) -> tuple[Matrix, Matrix]:
    """Unit rows of both sides; each sentence as a library embeds a passage and a question."""
    if keep is not None and keep.is_file():
        stored = np.load(keep)
        return stored["zh"], stored["en"]
    embedder = build_library(load_settings({}))._embedder
    zh = embedder.embed_passages(chinese)
    en = np.stack([embedder.embed_query(text) for text in english])
    if keep is not None:
        np.savez(keep, zh=zh, en=en)
    return zh, en


if __name__ == "__main__":
    main()
