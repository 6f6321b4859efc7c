"""What the passage reader finds where the passage is given, beside the linear scores of assistant/reader.

    python benchmarks/passage_reading.py [--weights FILE] [--sets cmrc-trial,...] [--half second] [--libraries DIR]

cmrc-trial, xquad-zh and -en, squad2-zh and -en: the question and its report, which is one passage. tatqa: the questions
of its development set that one span of the table or the paragraphs answers, table given. F1 and exact match of the span
are those of `wenju evaluate questions`; with 95 % intervals by resampling questions. Of squad2 it is said as well how
many of the unanswerable are told apart where .90 of the answerable are answered; the threshold is that of the half.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpus import SHARED

from assistant.build import build_library
from assistant.evaluation.questions.matching import exact_match, f1
from assistant.query.understanding import understand
from assistant.reader.extractive import ExtractiveReader
from assistant.retrieval import collapsed, ranked
from assistant.settings import load_settings
from index.models.passage_reader import WEIGHTS, Passage, PassageRead, PassageReader
from index.scope import Scope

SETS = {
    "cmrc-trial": ("cmrc-trial/questions.jsonl", "cmrc-trial/reports"),
    "ncp-policy": ("ncp-policy/questions.jsonl", "ncp-policy/reports"),
    "xquad-zh": ("xquad/questions-zh.jsonl", "xquad/reports-zh"),
    "xquad-en": ("xquad/questions-en.jsonl", "xquad/reports-en"),
    "squad2-zh": ("squad2-zh/questions.jsonl", "squad2-zh/reports"),
    "squad2-en": ("squad2-en/questions.jsonl", "squad2-en/reports"),
}
ANSWERED = 0.90
PASSAGES = 12
RESAMPLED = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its passage; no answers where it can't be answered."""

    question: str
    passage: Passage
    report: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader shows, and how sure it is that the passage answers."""

    text: str
    sure: float


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--sets", default=",".join([*(name for name in SETS if name != "ncp-policy"), "tatqa"]))
    parser.add_argument("--half", choices=("first", "second", "both"), default="second")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--libraries", type=Path, help="folder of libraries by set, for the linear scores; made in it")
    parser.add_argument("--data", type=Path, default=SHARED / "qa")
    parser.add_argument("--dump", type=Path, help="writes each question with what was told")
    options = parser.parse_args()
    reader = PassageReader(options.weights)
    reader.warm_up()
    for name in options.sets.split(","):
        asked = half_of(list(questions_of(name, options.data)), options.half)
        if options.limit and options.limit < len(asked):
            kept = np.random.default_rng(0).permutation(len(asked))[: options.limit]
            asked = [asked[at] for at in sorted(kept)]
        started = time.perf_counter()
        told = [_shown(each.passage, reader.read(each.question, [each.passage])[0]) for each in asked]
        seconds = (time.perf_counter() - started) / len(asked)
        print(
            f"{name}, {options.half}: passage reader, {_scores(asked, told)}; {seconds * 1000:.0f} ms a passage",
            flush=True,
        )
        if options.libraries and name in SETS:
            linear = _linear(asked, options.libraries / name, options.data / SETS[name][1])
            print(f"{name}, {options.half}: linear scores, {_scores(asked, linear)}", flush=True)
        if options.dump:
            _dump(options.dump / f"{name}-{options.half}.jsonl", asked, told)


def half_of(asked: Sequence[Asked], half: str) -> list[Asked]:
    """A half of the answerable and a half of the others: the files of squad2 hold the one before the other."""
    if half == "both":
        return list(asked)
    kept = []
    for answerable in (True, False):
        own = [each for each in asked if bool(each.answers) is answerable]
        middle = len(own) // 2
        kept += own[:middle] if half == "first" else own[middle:]
    return kept


def questions_of(name: str, data: Path) -> Iterator[Asked]:
    """The questions of a set, each with its passage."""
    if name == "tatqa":
        yield from _of_tables(data / "tatqa" / "tatqa_dataset_dev.json")
        return
    questions, reports = SETS[name]
    for line in (data / questions).read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (data / reports / row["reports"][0]).read_text("utf-8") if row["reports"] else ""
        if text:
            title, _, body = text.partition("\n")
            answers = tuple(row["answers"]) if row["answerable"] else ()
            yield Asked(row["question"], Passage(body.strip(), title.strip()), row["reports"][0], answers)


def _of_tables(path: Path) -> Iterator[Asked]:
    """Questions that a span answers, with the table in rows under its column headers."""
    for each in json.loads(path.read_text("utf-8")):
        passage = Passage(_rows_told(each["table"]["table"]))
        for question in each["questions"]:
            if question["answer_type"] == "span" and question["answer_from"] == "table":
                yield Asked(question["question"], passage, "", (str(question["answer"][0]),))


def _rows_told(table: Sequence[Sequence[str]]) -> str:
    """A table as the reader has learnt them: a row a line, each cell behind the headers above it."""
    heads = next((at for at, row in enumerate(table) if row[0].strip() and any(each.strip() for each in row[1:])), 0)
    names = [
        " ".join(dict.fromkeys(row[at].strip() for row in table[:heads] if row[at].strip()))
        for at in range(len(table[0]))
    ]
    lines = []
    for row in table[heads:]:
        cells = [f"{name}: {cell.strip()}" if name else cell.strip() for name, cell in zip(names, row, strict=False)]
        lines.append("; ".join(cell for cell in cells if cell.strip(": ")))
    return "\n".join(lines)


def _shown(passage: Passage, read: PassageRead) -> Told:
    return Told(passage.text[read.start : read.end], read.chance)


def _linear(asked: Sequence[Asked], folder: Path, reports: Path) -> list[Told]:
    """What the linear scores of assistant/reader take for the answer, the question's report alone in scope."""
    library = build_library(load_settings({}, library=folder))
    if not library.exists:
        library.add([reports])
    known = library.metadata()
    ids = {source.name: each.report_id for each in library.reports() for source in library.get(each.report_id).sources}
    reader = ExtractiveReader(library)
    told = []
    for each in asked:
        understanding = understand(each.question, known, Scope(reports=(ids[each.report],)))
        passages = collapsed(ranked(library, understanding, PASSAGES), PASSAGES, understanding.scope)
        found = reader.read(understanding, passages)
        first = found[0] if found else None
        text = "" if first is None or first.answer is None else first.report.text[slice(*first.answer)]
        told.append(Told(text, 0.0 if first is None else first.score))
    return told


def _scores(asked: Sequence[Asked], told: Sequence[Told]) -> str:
    answerable = [at for at, each in enumerate(asked) if each.answers]
    f1s = np.array([f1(told[at].text, asked[at].answers) for at in answerable])
    exact = np.array([exact_match(told[at].text, asked[at].answers) for at in answerable])
    said = f"n {len(f1s)}, F1 {_interval(f1s)}, EM {_interval(exact)}"
    without = [at for at, each in enumerate(asked) if not each.answers]
    if not without:
        return said
    least = float(np.quantile([told[at].sure for at in answerable], 1 - ANSWERED))
    kept_back = [told[at].sure < least for at in without]
    right = sum(kept_back)
    wrong = sum(told[at].sure < least for at in answerable)
    abstention = 2 * right / (2 * right + wrong + len(without) - right)
    return f"{said}; unanswerable {len(without)}, told apart {right}, abstention F1 {abstention:.3f} at {least:.3f}"


def _interval(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> str:
    chance = np.random.default_rng(0)
    means = values[chance.integers(len(values), size=(RESAMPLED, len(values)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return f"{values.mean():.3f} [{low:.3f}, {high:.3f}]"


def _dump(path: Path, asked: Sequence[Asked], told: Sequence[Told]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"question": each.question, "answers": each.answers, "told": one.text, "sure": one.sure}
        for each, one in zip(asked, told, strict=True)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
