"""Trains the classifier of questions' kinds and says how well it tells them.

    python training/question_kinds.py [--check QUESTIONS.jsonl] [--held] [--write]

Trains on question_kinds.tsv by logistic regression, once over the words of asking with the default model's vector and
once over the words alone, and prints five-fold cross-validated accuracy, a kind and over all, with Wilson's 95 %
intervals. `--check` names a file of questions with their kinds (`question`, `kind`) that are never trained on; every
third of them is held out from development and scored only with `--held`. `--write` writes the weights to
assistant/query/question_kind_weights.npz.

The thresholds are the highest multiple of 0.01 at which cross-validation finds at most SHARE_UNSURE unsure.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from assistant.query import classifying
from assistant.query.question_features import features, neutral
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE / "question_kinds.tsv"
TARGET = Path(classifying.__file__).with_name(classifying.WEIGHTS)
SEED = 0
FOLDS = 5
LEAST = 3  # a feature that fewer examples have is left out
STRENGTH = 0.3  # of the weights' freedom (C); 0.1 to 1 differ by less than a point
VECTOR_SCALE = 12.0  # of 4, 8, 12 the best beside features that are 0 or 1
SHARE_UNSURE = 0.12
# What the questions to check with call a kind that we call otherwise; two of theirs are questions of any kind.
CALLED = {
    "figure-outcome": "figure",
    "figure-target": "figure",
    "across-years": "over_years",
    "met-target": "met_target",
    "yesno": "yes_no",
}
OF_ANY_KIND = {"scope", "unanswerable"}

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions and their kinds."""

    questions: tuple[str, ...]
    kinds: NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Predictions:
    """What a classifier says of examples: a row of probabilities a question."""

    examples: Examples
    names: tuple[str, ...]
    chances: NDArray[np.float64]

    @property
    def best(self) -> NDArray[np.str_]:
        """The likeliest kind of each."""
        likeliest: NDArray[np.str_] = np.array(self.names)[self.chances.argmax(axis=1)]
        return likeliest

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether that is its kind."""
        right: NDArray[np.bool_] = self.best == self.examples.kinds
        return right

    def threshold(self) -> float:
        """The highest at which no more than SHARE_UNSURE lie below."""
        steps = np.arange(1, 100) / 100
        return float(max(step for step in steps if (self.chances.max(axis=1) < step).mean() <= SHARE_UNSURE))


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    embedder = SentenceTransformerEmbedder(EmbeddingSettings(precision="float32"))
    examples = _examples()
    names = _feature_names(examples.questions)
    words = _words(examples.questions, names)
    vectors = np.stack([embedder.embed_query(neutral(question)) for question in examples.questions])
    centre = vectors.mean(axis=0)
    both = np.hstack([words, (vectors - centre) * VECTOR_SCALE])
    print(f"{len(examples.questions)} examples, {len(names)} features of words")
    thresholds = []
    for title, rows in (("words and vector", both), ("words alone", words)):
        crossed = _cross_validated(examples, rows)
        thresholds.append(crossed.threshold())
        _report(f"{title}, {FOLDS}-fold cross-validation", crossed, thresholds[-1], confusions=5)
    fitted = [_fitted(both, examples.kinds), _fitted(words, examples.kinds)]
    if options.check:
        checked = _to_check(options.check, options.held)
        rows = _words(checked.questions, names)
        seen = np.stack([embedder.embed_query(neutral(question)) for question in checked.questions])
        part = "the held third" if options.held else "the two thirds for development"
        for title, model, threshold, given in (
            ("words and vector", fitted[0], thresholds[0], np.hstack([rows, (seen - centre) * VECTOR_SCALE])),
            ("words alone", fitted[1], thresholds[1], rows),
        ):
            told = Predictions(checked, tuple(model.classes_), model.predict_proba(given))
            _report(f"{title}, {part} of {options.check.name}", told, threshold, confusions=1)
    if options.write:
        _write(names, embedder.fingerprint, centre, fitted, thresholds)
        print(f"wrote {TARGET.name}, {TARGET.stat().st_size:,} bytes")


def _examples() -> Examples:
    lines = [line for line in EXAMPLES.read_text("utf-8").splitlines() if line and not line.startswith("#")][1:]
    rows = [line.split("\t") for line in lines]
    return Examples(tuple(question for _, _, question in rows), np.array([kind for kind, _, _ in rows]))


def _to_check(path: Path, held: bool) -> Examples:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [
        (line["question"], CALLED.get(line["kind"], line["kind"]))
        for number, line in enumerate(lines)
        if (number % 3 == 2) == held and line["kind"] not in OF_ANY_KIND
    ]
    return Examples(tuple(question for question, _ in rows), np.array([kind for _, kind in rows]))


def _feature_names(questions: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(name for question in questions for name in features(question))
    return tuple(sorted(name for name, count in counts.items() if count >= LEAST))


def _words(questions: Sequence[str], names: Sequence[str]) -> Matrix:
    column = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(questions), len(names)), np.float32)
    for row, question in zip(rows, questions, strict=True):
        row[[column[name] for name in features(question) if name in column]] = 1
    return rows


def _fitted(rows: Matrix, kinds: NDArray[np.str_]) -> LogisticRegression:
    model: LogisticRegression = LogisticRegression(C=STRENGTH, max_iter=1000, random_state=SEED)
    model.fit(rows, kinds)
    return model


def _cross_validated(examples: Examples, rows: Matrix) -> Predictions:
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    names = tuple(np.unique(examples.kinds))
    chances = np.zeros((len(rows), len(names)))
    for train, test in folds.split(rows, examples.kinds):
        chances[test] = _fitted(rows[train], examples.kinds[train]).predict_proba(rows[test])
    return Predictions(examples, names, chances)


def _report(title: str, told: Predictions, threshold: float, confusions: int) -> None:
    sure = told.chances.max(axis=1) >= threshold
    print(f"\n{title}")
    print(f"  right {_share(told.right)}")
    print(f"  at {threshold:.2f}: unsure {_share(~sure)}; right of the sure {_share(told.right[sure])}")
    print(f"  sure and right {_share(sure & told.right)}; sure and wrong {_share(sure & ~told.right)}")
    for kind in told.names:
        of_kind = told.examples.kinds == kind
        print(f"  {kind:<11} right {_share(told.right[of_kind])}, unsure {(~sure)[of_kind].sum()}")
    pairs = Counter(
        (str(kind), str(best))
        for kind, best, wrong in zip(told.examples.kinds, told.best, sure & ~told.right, strict=True)
        if wrong
    )
    print("  sure and wrong:", ", ".join(f"{a} as {b} {n}" for (a, b), n in pairs.most_common() if n >= confusions))


def _share(which: NDArray[np.bool_]) -> str:
    """A share with Wilson's 95 % interval."""
    total, hits = len(which), int(which.sum())
    if not total:
        return "– (n 0)"
    share, z = hits / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.3f} [{middle - reach:.3f}, {middle + reach:.3f}] ({hits}/{total})"


def _write(
    names: Sequence[str],
    model: str,
    centre: Matrix,
    fitted: Sequence[LogisticRegression],
    thresholds: Sequence[float],
) -> None:
    with_vector, alone = fitted
    split = len(names)
    np.savez_compressed(
        TARGET,
        kinds=_bytes(with_vector.classes_),
        features=_bytes(names),
        model=_bytes([model]),
        centre=centre,
        by_vector=(with_vector.coef_[:, split:].T * VECTOR_SCALE).astype(np.float16),
        beside_vector=with_vector.coef_[:, :split].T.astype(np.float16),
        bias_beside_vector=with_vector.intercept_.astype(np.float32),
        threshold_with_vector=thresholds[0],
        alone=alone.coef_.T.astype(np.float16),
        bias_alone=alone.intercept_.astype(np.float32),
        threshold_alone=thresholds[1],
    )


def _bytes(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


if __name__ == "__main__":
    main()
