"""Fits how the passage reader's span counts among the linear scores' and how sure the answer is, on first halves.

    python benchmarks/passage_weights.py --libraries DIR [--weights FILE] [--limit 100] [--rows FILE] [--write]
    python benchmarks/passage_weights.py --libraries DIR --half second

`near` is what a span gains that is near the reader's: the expected F1 of a softmax over a question's spans is made as
large as it gets. `read` is logistic, from the linear scores' confidence and the reader's two chances: right is a span
that touches an answer, since its whole sentence is shown; what can't be answered, or is asked of another set's
library, is not. Each set weighs the same; then the bias is raised as far as no set's questions without an answer are
answered more often than by the linear scores. `--rows` keeps what was read, so that a second fit reads nothing;
`--write` writes weights.json. With the second halves nothing is fitted: they say what the weights of weights.json give.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import ROOT, SHARED
from passage_reading import Asked, half_of, questions_of

from assistant.build import build_library
from assistant.evaluation.questions.matching import f1
from assistant.query.understanding import understand
from assistant.reader.by_passage import read_span
from assistant.reader.candidates import confidence_features
from assistant.reader.extractive import gaps_of, ordered, span_choices, weighed_candidates
from assistant.reader.score import reader_weights
from assistant.reader.spans import QuestionSlot
from assistant.reader.terms import Topic
from assistant.retrieval import collapsed, ranked
from assistant.settings import load_settings
from index.models.passage_reader import WEIGHTS, PassageReader

TARGET = ROOT / "assistant" / "reader" / "weights.json"
SETS = {  # library: the sets whose questions are asked of it
    "cmrc-trial": ("cmrc-trial", "xquad-zh"),
    "ncp-policy": ("ncp-policy",),
    "xquad-zh": ("xquad-zh", "cmrc-trial"),
    "xquad-en": ("xquad-en", "squad2-en"),
    "squad2-zh": ("squad2-zh",),
    "squad2-en": ("squad2-en",),
}
NEAR = ("overlap", "overlap_sureness", "overlap_chance", "same")
FEATURES = ("confidence", "chance", "sureness")
PASSAGES = 12
RIGHT = 0.05  # of F1: a word in common
RIDGE, ROUNDS = 1e-2, 50
BOLDER = 0.05
STEPS, SHRINK = 300, 1e-4
ANSWERED = 0.90
RESAMPLED = 1_000


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path, required=True, help="as passage_reading.py makes them")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--half", choices=("first", "second"), default="first")
    parser.add_argument("--limit", type=int, default=100, help="questions a set")
    parser.add_argument("--data", type=Path, default=SHARED / "qa")
    parser.add_argument("--rows", type=Path)
    parser.add_argument("--only", default=",".join(SETS), help="libraries to ask")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.rows and options.rows.is_file():
        rows = [json.loads(line) for line in options.rows.read_text("utf-8").splitlines()]
    else:
        rows = list(_rows(options))
        if options.rows:
            options.rows.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    known = json.loads(TARGET.read_text("utf-8"))
    near = _fitted_near(rows) if options.half == "first" else known["near"]
    for row in rows:
        row |= _chosen(row, [1.0, *(near["weights"].get(name, 0.0) for name in NEAR)])
    fitted = _as_bold(rows, _fitted(rows)) if options.half == "first" else known["read"]
    print(json.dumps({"near": near, "read": fitted}))
    for name in dict.fromkeys(row["set"] for row in rows):
        own = [row for row in rows if row["set"] == name]
        alone = [row | _chosen(row, [1.0] + [0.0] * len(NEAR)) for row in own]
        gains = np.array([one["f1"] - two["f1"] for one, two in zip(own, alone, strict=True) if one["answerable"]])
        print(f"{name}, {len(own)}: linear {_told_apart(alone, {'confidence': 1.0}, 0.0)}")
        print(f"  with the reader {_told_apart(own, fitted['weights'], fitted['bias'])}{_gain(gains)}")
    if options.write:
        kept = known | {"near": near, "read": fitted}
        TARGET.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _rows(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    reader = PassageReader(options.weights)
    for library_name in options.only.split(","):
        names = SETS[library_name]
        library = build_library(load_settings({}, library=options.libraries / library_name))
        known = library.metadata()
        for name in names:
            elsewhere = name != library_name
            asked = half_of(list(questions_of(name, options.data)), options.half)
            for each in _drawn(asked, options.limit // 2 if elsewhere else options.limit):
                understanding = understand(each.question, known)
                passages = collapsed(ranked(library, understanding, PASSAGES), PASSAGES, understanding.scope)
                topic = Topic(understanding, library)
                weighed = weighed_candidates(library, topic, understanding, passages)
                if not weighed:
                    continue
                scores = reader_weights()
                best = ordered(weighed, scores.sentence)
                read = read_span(reader, understanding, gaps_of(best, scores.sentence))
                if read is None:
                    continue
                sure = scores.confidence.probability(confidence_features(best[0], best, topic, understanding))
                answers = () if elsewhere else each.answers
                choices = span_choices(best, QuestionSlot(each.question), topic, scores.sentence, read)
                rows = [
                    [
                        scores.span(choice.features),
                        *(choice.near.get(feature, 0.0) for feature in NEAR),
                        f1(shown, answers) if answers else 0.0,
                    ]
                    for choice in choices
                    for shown in [choice.reader.report.text[choice.span.start : choice.span.end]]
                ]
                found = {"set": f"{name} in {library_name}", "question": each.question, "answerable": bool(answers)}
                yield found | {"spans": np.round(rows, 4).tolist(), **read.features(sure)}


def _chosen(row: dict[str, Any], weights: Sequence[float]) -> dict[str, float]:
    """The F1 of the span that the scores choose, in place of the spans."""
    spans = np.array(row["spans"])
    return {"f1": float(spans[(spans[:, :-1] @ weights).argmax(), -1])}


def _fitted_near(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Gradient ascent of the mean over sets of the expected F1."""
    held = [(row["set"], torch.tensor(row["spans"])) for row in rows if row["answerable"]]
    counts = Counter(name for name, _ in held)
    weights = torch.zeros(len(NEAR), requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=0.1)
    for _ in range(STEPS):
        expected = sum(
            (torch.softmax(spans[:, 0] + spans[:, 1:-1] @ weights, 0) @ spans[:, -1]) / counts[name]
            for name, spans in held
        )
        loss = -expected / len(counts) + SHRINK * weights.square().sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    kept = dict(zip(NEAR, (round(each, 3) for each in weights.tolist()), strict=True))
    return {"bias": 0.0, "weights": kept}


def _drawn(asked: Sequence[Asked], limit: int) -> list[Asked]:
    """Some of them, the same share of what can't be answered."""
    kept = np.random.default_rng(0).permutation(len(asked))[:limit]
    return [asked[at] for at in sorted(kept)]


def _matrix(rows: Sequence[dict[str, Any]]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.array([[*(row[name] for name in FEATURES), 1.0] for row in rows])


def _fitted(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A logistic regression by Newton's method, sets weighing the same."""
    given, right = _matrix(rows), np.array([float(row["f1"] >= RIGHT) for row in rows])
    counts = {name: sum(row["set"] == name for row in rows) for name in {row["set"] for row in rows}}
    share = np.array([len(rows) / len(counts) / counts[row["set"]] for row in rows])
    weights = np.zeros(given.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-given @ weights))
        slope = given.T @ (share * (right - chance)) - RIDGE * weights
        bend = (given * (share * chance * (1 - chance))[:, None]).T @ given + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    kept = {name: round(float(value), 4) for name, value in zip(FEATURES, weights, strict=False)}
    return {"bias": round(float(weights[-1]), 4), "weights": kept}


def _as_bold(rows: Sequence[dict[str, Any]], fitted: dict[str, Any]) -> dict[str, Any]:
    """The same with the largest bias with which no set's questions without an answer are answered more often.

    More often than by the linear scores alone.
    """
    without = [row for row in rows if not row["answerable"]]
    sets = {row["set"] for row in without}

    def shown(weights: dict[str, float], bias: float, name: str) -> float:
        own = [row for row in without if row["set"] == name]
        return float(np.mean([bias + sum(weights.get(each, 0.0) * row[each] for each in FEATURES) >= 0 for row in own]))

    most = {name: shown({"confidence": 1.0}, 0.0, name) for name in sets}
    bias = fitted["bias"]
    while all(shown(fitted["weights"], bias + BOLDER, name) <= most[name] for name in sets):
        bias += BOLDER
    return fitted | {"bias": round(bias, 4)}


def _gain(gains: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> str:
    if not len(gains):
        return ""
    drawn = np.random.default_rng(0).integers(len(gains), size=(RESAMPLED, len(gains)))
    low, high = np.quantile(gains[drawn].mean(axis=1), [0.025, 0.975])
    return f"; gain of f1 {gains.mean():+.3f} [{low:+.3f}, {high:+.3f}], n {len(gains)}"


def _told_apart(rows: Sequence[dict[str, Any]], weights: dict[str, float], bias: float) -> str:
    """At the default threshold, and where ANSWERED of the answerable are answered."""
    sure = np.array([bias + sum(weights.get(name, 0.0) * row[name] for name in FEATURES) for row in rows])
    answerable = np.array([row["answerable"] for row in rows])
    said = [f"f1 {np.mean([row['f1'] for row in rows if row['answerable']]):.3f}"] if answerable.any() else []
    said += [f"answered {np.mean(sure[answerable] >= 0):.2f}"] if answerable.any() else []
    said += [f"not answered {np.mean(sure[~answerable] < 0):.2f}"] if not answerable.all() else []
    if answerable.any() and not answerable.all():
        least = np.quantile(sure[answerable], 1 - ANSWERED)
        right, wrong = int((sure[~answerable] < least).sum()), int((sure[answerable] < least).sum())
        score = 2 * right / (2 * right + wrong + int((~answerable).sum()) - right)
        said.append(f"at {ANSWERED} answered: told apart {right} of {int((~answerable).sum())}, F1 {score:.3f}")
    return ", ".join(said)


if __name__ == "__main__":
    main()
