"""Would the passage reader rank passages better than the search does? Its chance that a passage answers, as a reranker.

    python benchmarks/passage_ranking.py --libraries DIR [--half first] [--limit 40] [--sets cmrc-trial,…]

For each question with an answer the search's passages of a library of all (MOST of them) are read, and it is counted
how often one that holds an answer comes first: in the search's order; by the reader's chance alone among the first few
and among all; and by both ranks together (1 / (K + rank), summed). Behind each stands the paired gain, its interval.
"""

import argparse
from pathlib import Path

import numpy as np
from corpus import SHARED
from passage_reading import half_of, questions_of

from assistant.build import build_library
from assistant.evaluation.questions.matching import holds
from assistant.query.understanding import understand
from assistant.retrieval import collapsed, ranked
from assistant.settings import load_settings
from index.models.passage_reader import Passage, PassageReader

MOST, FEW, K = 12, 4, 10
RESAMPLED = 1_000


def main() -> None:
    """Reads the command line and prints a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path, required=True, help="as passage_reading.py makes them")
    parser.add_argument("--data", type=Path, default=SHARED / "qa")
    parser.add_argument("--half", choices=("first", "second"), default="first")
    parser.add_argument("--limit", type=int, default=40)
    parser.add_argument("--sets", default="cmrc-trial,ncp-policy,xquad-zh,xquad-en")
    options = parser.parse_args()
    reader = PassageReader()
    for name in options.sets.split(","):
        library = build_library(load_settings({}, library=options.libraries / name))
        known = library.metadata()
        asked = [each for each in half_of(list(questions_of(name, options.data)), options.half) if each.answers]
        kept = np.random.default_rng(0).permutation(len(asked))[: options.limit]
        rows = []
        for each in (asked[at] for at in sorted(kept)):
            understanding = understand(each.question, known)
            passages = collapsed(ranked(library, understanding, MOST), MOST, understanding.scope)
            texts = [library.get(one.report_id).text[one.start : one.end] for one in passages]
            held = [holds(text, each.answers) for text in texts]
            fronts = [library.get(one.report_id).metadata.title for one in passages]
            read = reader.read(each.question, [Passage(*both) for both in zip(texts, fronts, strict=True)])
            rows.append(_firsts(held, [one.chance for one in read]))
        found = np.array(rows, dtype=float)
        base = found[:, 0]
        print(f"{name}, {options.half}, n {len(rows)}: an answer first, by the search {base.mean():.3f}", end="")
        for at, way in enumerate((f"reader of the first {FEW}", f"reader of {MOST}", "both ranks"), start=1):
            gains = found[:, at] - base
            drawn = np.random.default_rng(1).choice(gains, (RESAMPLED, len(gains))).mean(axis=1)
            low, high = np.quantile(drawn, (0.025, 0.975))
            print(f"; {way} {found[:, at].mean():.3f} ({gains.mean():+.3f} [{low:+.3f}, {high:+.3f}])", end="")
        print(flush=True)


def _firsts(held: list[bool], chances: list[float]) -> list[bool]:
    """Whether the first passage holds an answer, by each order."""
    if not held:
        return [False] * 4
    by_few = int(np.argmax(chances[:FEW]))
    by_all = int(np.argmax(chances))
    ranks = np.argsort(np.argsort(-np.array(chances)))
    together = int(np.argmax(1 / (K + np.arange(len(held))) + 1 / (K + ranks)))
    return [held[0], held[by_few], held[by_all], held[together]]


if __name__ == "__main__":
    main()
