"""Pairs of a question and a sentence for training/sentence_reader.py, from public sets and our own questions.

A set of reading gives for each question the sentence that holds the answer, with the span, and sentences of the same
text that don't; our own questions over work reports (sentence_questions.jsonl, written from the reports alone) give the
sentence that answers and those of the same report that share most with the question. Only sets whose licence lets the
weights be given away are read.
"""

import gzip
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from index.text.folding import simplified
from index.text.sentences import split_sentences

OWN_NEGATIVES = 6
READ_NEGATIVES = {"cmrc2018-train": 1, "drcd-dev": 1, "drcd-train-1per-article": 1, "qed-nq": 1, "fairytaleqa-span": 1}
LONGEST = 300  # characters of a sentence
LEAST = 6
# What says the scope of a question says nothing about which sentence of the report answers it.
_PLACE = re.compile(r"\d{4}年|(?:省|市|自治区|中华人民共和国国务院)?政府工作报告.*")
_YEAR = re.compile(r"20\d\d年?|今年|去年|政府工作报告|报告")


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether a sentence answers a question; `[start, end)` is the span, (-1, -1) where there is none."""

    source: str
    question: str
    sentence: str
    answers: bool
    start: int = -1
    end: int = -1


def pairs_of_sets(folder: Path, limits: Mapping[str, int], seed: int) -> Iterator[Pair]:
    """Pairs of the public sets of reading in `folder`, so many questions of each at most."""
    for name, limit in limits.items():
        chance = random.Random(f"{seed} {name}")
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        chance.shuffle(rows)
        for row in rows[:limit]:
            yield from _of_reading(name, row, READ_NEGATIVES.get(name, 1), chance)


def _of_reading(name: str, row: dict, negatives: int, chance: random.Random) -> Iterator[Pair]:
    context, answer = row["context"], row["answers"][0]
    start, end = answer["start"], answer["start"] + len(answer["text"])
    spans = [(one.start, one.end) for one in split_sentences(context, 0, len(context))]
    question = simplified(row["question"])
    others = []
    for first, last in spans:
        sentence = context[first:last]
        if first <= start and end <= last:
            if LEAST <= last - first <= LONGEST:
                yield Pair(name, question, simplified(sentence), True, start - first, end - first)
        elif last <= start or first >= end:
            if answer["text"] not in sentence and LEAST <= last - first <= LONGEST:
                others.append(simplified(sentence))
    for sentence in hardest(question, others, 3 * negatives, chance, negatives):
        yield Pair(name, question, sentence, False)


def pairs_of_own(rows: Iterable[dict], sentences: Mapping[str, Sequence[str]], seed: int) -> Iterator[Pair]:
    """Pairs of our own questions; `sentences` are those of each report by its name."""
    for row in rows:
        chance = random.Random(f"{seed} {row['question']}")
        told = sentences[row["report"]]
        quote, answer = row["quote"], row.get("answer", "")
        right = next((one for one in told if quote.strip("。；;，, ") in one), None)
        if right is None:
            continue
        at = right.find(quote.strip("。；;，, "))
        start = right.find(answer, at) if answer else -1
        span = (start, start + len(answer)) if start >= 0 else (-1, -1)
        yield Pair("own", row["question"], right, True, *span)
        if quote != right and len(right) > 80:  # the clause alone answers as well
            alone = quote.find(answer) if answer else -1
            span = (alone, alone + len(answer)) if alone >= 0 else (-1, -1)
            yield Pair("own", row["question"], quote, True, *span)
        says = [one for one in told if one != right and (len(answer) < 2 or answer not in one)]
        place = _PLACE.sub("", row["report"])
        told_of = _YEAR.sub("", row["question"].replace(place, ""))
        for sentence in hardest(told_of, says, 2 * OWN_NEGATIVES, chance, OWN_NEGATIVES):
            yield Pair("own", row["question"], sentence, False)


def hardest(
    question: str, sentences: Sequence[str], pool: int, chance: random.Random, count: int
) -> list[str]:
    """Some of the sentences that share most with a question: pairs of letters or words, weighed by their rarity."""
    held = [_pieces(one) for one in sentences]
    counts = Counter(piece for each in held for piece in each)
    asked = _pieces(question)
    scored = sorted(
        range(len(sentences)),
        key=lambda at: -sum(math.log(1 + len(held) / counts[piece]) for piece in asked & held[at]) / (8 + len(held[at])) ** 0.5,
    )[:pool]
    return [sentences[at] for at in chance.sample(scored, min(count, len(scored)))]


def _pieces(text: str) -> set[str]:
    words = {word for word in text.lower().split() if word.isascii()}
    return words | {text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii()}


def write(pairs: Iterable[Pair], path: Path) -> int:
    """One JSON object a line; gives their number."""
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for pair in pairs:
            file.write(json.dumps(asdict(pair), ensure_ascii=False) + "\n")
            count += 1
    return count
