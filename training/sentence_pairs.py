"""Makes the pairs of a question and a sentence that training/sentence_reader.py learns from.

    python training/sentence_pairs.py --stage first|second|third|fourth --out PAIRS.jsonl.gz [--data ../shared/data]

A public set of reading (sentence_mix.tsv says how much of which) gives for each question the sentence that holds the
answer, with its span, and one of the same text that doesn't. Our own questions over work reports
(sentence_questions.jsonl, written from the reports alone by people who saw no code) give the sentence that answers and
those of the same report that share most with the question; some name a sentence that only seems to answer. Of the
worded questions of the public data those are taken that one sentence answers. Third stage: English, of which the
public sets hold more, among a third of the second's Chinese pairs in another draw. Fourth stage: the questions over
invented English reports (invented_reports.jsonl), which name what answers and what only seems to, among the others.
"""

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.excerpts import units_of
from index.parsing import Limits, parse_file
from index.text.folding import simplified
from index.text.sentences import split_sentences

HERE = Path(__file__).resolve().parent
MIX, OWN = HERE / "sentence_mix.tsv", HERE / "sentence_questions.jsonl"
INVENTED = HERE / "invented_reports.jsonl"
# Whose own questions are kept for choosing between weights.
HELD_OUT = frozenset({"2025年四川省政府工作报告.docx", "2014年中华人民共和国国务院政府工作报告.txt"})
HELD_OUT_INVENTED = frozenset(f"{writer}-05" for writer in "abcdefgh")
SEEDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
# Share of our own questions over Chinese reports.
CHINESE = {"first": 1.0, "second": 1.0, "third": 0.33, "fourth": 0.25}
OWN_NEGATIVES, NEAR_NEGATIVES, INVENTED_NEGATIVES = 6, 3, 4
LONGEST, LEAST = 300, 6  # characters of a sentence
# A long sentence is given once more as the clause that answers.
LONG = 80
WORDED_KINDS = frozenset(
    {"figure-outcome", "figure-target", "date", "name", "reason", "yesno", "definition", "list", "summary"}
)
# What says the scope of a question says nothing about which sentence of the report answers it.
_PLACE = re.compile(r"\d{4}年|(?:省|市|自治区|中华人民共和国国务院)?政府工作报告.*")
_ASIDE = re.compile(r"20\d\d年?|今年|去年|政府工作报告|报告")
ENDS = "。；;，, "

Row = dict[str, Any]
Chance = np.random.Generator


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether a sentence answers a question; `[start, end)` is the span, (-1, -1) where there is none."""

    source: str
    question: str
    sentence: str
    answers: bool
    start: int = -1
    end: int = -1


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=SEEDS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    options = parser.parse_args()
    chance = np.random.default_rng(SEEDS[options.stage])
    pairs = [*_of_sets(options.data / "training" / "ship", options.stage, chance)]
    reports = report_sentences(options.data / "reports")
    own = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    rows = [*worded(options.data / "qa" / "worded-2025"), *(found_in(row, reports) for row in own)]
    for row in (each for each in rows if each["report"] not in HELD_OUT):
        if not row["report"].endswith(".pdf") and chance.random() >= CHINESE[options.stage]:
            continue
        if "quote" in row:
            pairs += _of_own(row, reports[row["report"]], chance)
        if options.stage != "first" and "near" in row:
            pairs += _of_near(row, reports[row["report"]], chance)
    if options.stage == "fourth":
        for report in invented():
            if report["report"] not in HELD_OUT_INVENTED:
                pairs += _of_invented(report, chance)
    with gzip.open(options.out, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)
    print(f"{len(pairs)} pairs, {sum(pair.answers for pair in pairs)} of them answer")


def _of_sets(folder: Path, stage: str, chance: Chance) -> Iterator[Pair]:
    for line in MIX.read_text("utf-8").splitlines():
        if line.startswith(("#", "set\t")):
            continue
        name, _, *counts = line.split("\t")
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(each) for each in file]
        for at in chance.permutation(len(rows))[: int(counts[list(SEEDS).index(stage)])]:
            yield from _of_reading(name, rows[at], chance)


def _of_reading(name: str, row: Row, chance: Chance) -> Iterator[Pair]:
    """The sentence with the answer, and one of those without it that share most with the question."""
    context, answer = row["context"], row["answers"][0]
    start, end = answer["start"], answer["start"] + len(answer["text"])
    question = simplified(row["question"])
    others = []
    for one in split_sentences(context, 0, len(context)):
        sentence = context[one.start : one.end]
        if not LEAST <= len(sentence) <= LONGEST:
            continue
        if one.start <= start and end <= one.end:
            yield Pair(name, question, simplified(sentence), True, start - one.start, end - one.start)
        elif answer["text"] not in sentence and (one.end <= start or one.start >= end):
            others.append(simplified(sentence))
    for sentence in hardest(question, others, 3, 1, chance):
        yield Pair(name, question, sentence, False)


def report_sentences(folder: Path) -> dict[str, list[str]]:
    """The sentences of each report that our own questions are about, by its file's name; of a PDF without its lines."""
    found = {}
    for path in sorted([*folder.glob("provincial-2025/*.docx"), *folder.glob("state-council/*.txt")]):
        text = parse_file(path, Limits()).text
        found[path.name] = [text[start:end] for start, end in units_of(text, False) if end - start >= LEAST]
    for path in sorted(folder.glob("pdf/*.pdf")):
        text = parse_file(path, Limits()).text
        spans = [span for span in units_of(text, True) if span[1] - span[0] >= LEAST]
        found[path.name] = [" ".join(text[start:end].split()) + " " for start, end in spans]
    return found


def worded(folder: Path, parts: str = "part-*") -> Iterator[Row]:
    """The worded questions that a sentence answers, with it; a summary's and list's first two."""
    for path in sorted(folder.glob(f"{parts}.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["kind"] not in WORDED_KINDS or not row["answerable"] or len(row["reports"]) != 1:
                continue
            several = row["kind"] in ("list", "summary")
            for quote in row["quotes"][: 2 if several else 1]:
                answer = "" if several else next((each for each in row["answers"] if each in quote), "")
                yield {"question": row["question"], "report": row["reports"][0], "quote": quote, "answer": answer}


def found_in(row: Row, reports: Mapping[str, Sequence[str]]) -> Row:
    """Our own question with its sentences, of which the file keeps where they begin and how long they are."""
    whole = "\n".join(reports[row["report"]])
    found = {"question": row["question"], "report": row["report"], "answer": row.get("answer", "")}
    for name, begins, length in (("quote", "begins", "length"), ("near", "near_begins", "near_length")):
        if begins in row and (at := whole.find(row[begins])) >= 0:
            found[name] = whole[at : at + row[length]]
    return found


def _of_own(row: Row, told: Sequence[str], chance: Chance) -> Iterator[Pair]:
    question, quote, answer = row["question"], row["quote"].strip(ENDS), row["answer"]
    right = next((one for one in told if quote in one), None)
    if right is None:
        return
    yield Pair("own", question, right, True, *_span(right, answer, right.find(quote)))
    if len(right) > LONG and quote != right.strip(ENDS):
        yield Pair("own", question, quote, True, *_span(quote, answer, 0))
    others = [one for one in told if one != right and (len(answer) < 2 or answer not in one)]
    for sentence in hardest(bare(row), others, 2 * OWN_NEGATIVES, OWN_NEGATIVES, chance):
        yield Pair("own", question, sentence, False)


def _of_near(row: Row, told: Sequence[str], chance: Chance) -> Iterator[Pair]:
    """What only seems to answer, alone and in its whole sentence; where nothing answers, other near ones as well."""
    near, right = row["near"], row.get("quote", "")
    yield Pair("near", row["question"], near, False)
    whole = next((one for one in told if near.strip(ENDS) in one), near)
    if whole != near and not (right and right[:20] in whole):
        yield Pair("near", row["question"], whole, False)
    if not right:
        for sentence in hardest(bare(row), told, 2 * NEAR_NEGATIVES, NEAR_NEGATIVES, chance):
            yield Pair("near", row["question"], sentence, False)


def invented() -> list[Row]:
    """The invented reports, each a row with its title, sentences (heading, sentence) and questions.

    Of a question: the sentences that each answer it, the words that do, and those that only seem to answer.
    """
    return [json.loads(line) for line in INVENTED.read_text("utf-8").splitlines()]


def _of_invented(report: Row, chance: Chance) -> Iterator[Pair]:
    told = [sentence for _, sentence in report["sentences"]]
    for row in report["questions"]:
        question, words = row["question"], row.get("words", "")
        for at in row["answer"]:
            yield Pair("invented", question, told[at], True, *_span(told[at], words, 0))
        for at in row["seems"]:
            yield Pair("near", question, told[at], False)
        named = {*row["answer"], *row["seems"]}
        others = [one for at, one in enumerate(told) if at not in named and (len(words) < 2 or words not in one)]
        for sentence in hardest(question, others, 2 * INVENTED_NEGATIVES, INVENTED_NEGATIVES, chance):
            yield Pair("invented", question, sentence, False)


def _span(sentence: str, answer: str, begin: int) -> tuple[int, int]:
    start = sentence.find(answer, begin) if answer else -1
    return (start, start + len(answer)) if start >= 0 else (-1, -1)


def bare(row: Row) -> str:
    """A question without whose report it asks, and of which year."""
    return _ASIDE.sub("", row["question"].replace(_PLACE.sub("", row["report"]), ""))


def hardest(question: str, sentences: Sequence[str], pool: int, count: int, chance: Chance) -> list[str]:
    """`count` of the `pool` sentences that share most with a question: pairs of letters or words, by their rarity."""
    held = [_pieces(one) for one in sentences]
    counts = Counter(piece for each in held for piece in each)
    asked = _pieces(question)
    shared = [
        sum(math.log(1 + len(held) / counts[piece]) for piece in asked & each) / math.sqrt(8 + len(each))
        for each in held
    ]
    best = sorted(range(len(sentences)), key=lambda at: -shared[at])[:pool]
    return [sentences[best[at]] for at in chance.permutation(len(best))[:count]]


def _pieces(text: str) -> set[str]:
    words = {word for word in text.lower().split() if word.isascii()}
    return words | {text[at : at + 2] for at in range(len(text) - 1) if not text[at : at + 2].isascii()}


if __name__ == "__main__":
    main()
