"""How well weights of the sentence reader tell the sentence that answers from the others of its report.

    python benchmarks/sentence_reading.py [--weights FILE …] [--data ../shared/data] [--limit N]

Our own questions over the reports that training leaves out (HELD_OUT in training/sentence_pairs.py): each is asked of
the sentence that answers, of the one that only seems to, and of the 20 that share most with it. Prints for each file
how often the right sentence comes first; how often it is surely right or wrong, which is a chance of .5 and more and no
other within APART of it; and how many questions without an answer are surely answered. Then the same of the questions
over the invented English reports that training leaves out, each asked of every sentence of its report, and how many
are right where the surest ones with so many wrong among them are answered.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.models.sentence_reader import WEIGHTS, SentenceReader

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "training"))
from sentence_pairs import (  # noqa: E402
    ENDS,
    HELD_OUT,
    HELD_OUT_INVENTED,
    OWN,
    bare,
    found_in,
    hardest,
    invented,
    report_sentences,
)

POOL, SURE, APART = 20, 0.5, 0.25
WRONG = (0, 2, 5, 10, 20)  # wrong ones among those that are answered


def main() -> None:
    """Reads the command line and prints a line a file of weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, nargs="*", default=[WEIGHTS])
    parser.add_argument("--data", type=Path, default=HERE.parents[1] / "shared" / "data")
    parser.add_argument("--limit", type=int, default=1000)
    options = parser.parse_args()
    reports = report_sentences(options.data / "reports")
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    held = [found_in(row, reports) for row in rows if row["report"] in HELD_OUT][-options.limit :]
    chance = np.random.default_rng(5)
    asked = [(row, _candidates(row, reports[row["report"]], chance)) for row in held]
    for path in options.weights:
        reader = SentenceReader(path)
        first = right = wrong = answerable = told = unanswerable = 0
        for row, candidates in asked:
            chances = [read.chance for read in reader.read(row["question"], candidates)]
            order = np.argsort(chances)[::-1]
            best, second = chances[order[0]], chances[order[1]]
            sure = best >= SURE and second < best - APART
            quote = row.get("quote", "").strip(ENDS)
            if quote:
                answerable += 1
                is_right = quote in candidates[order[0]]
                first += is_right
                right += sure and is_right
                wrong += sure and not is_right
            else:
                unanswerable += 1
                told += sure
        print(
            f"{path.name}: right first {first}/{answerable}; sure and right {right}, sure and wrong {wrong}; "
            f"without an answer, sure {told}/{unanswerable}"
        )
        print(f"{path.name}, invented reports: {_over_invented(reader)}")


def _over_invented(reader: SentenceReader) -> str:
    first = right = wrong = told = answerable = asked = 0
    sureness: list[tuple[float, bool]] = []
    for report in (each for each in invented() if each["report"] in HELD_OUT_INVENTED):
        sentences = [sentence for _, sentence in report["sentences"]]
        for row in report["questions"]:
            chances = np.array([read.chance for read in reader.read(row["question"], sentences)])
            best, second = np.argsort(chances)[::-1][:2]
            is_right, sure = best in row["answer"], chances[best] >= SURE and chances[second] < chances[best] - APART
            asked += 1
            answerable += bool(row["answer"])
            first += is_right
            right += sure and is_right
            wrong += bool(sure and row["answer"]) and not is_right
            told += bool(sure and not row["answer"])
            sureness.append((chances[best], is_right))
    sureness.sort(reverse=True)
    return (
        f"right first {first}/{answerable}; sure and right {right}, sure and wrong {wrong}; "
        f"without an answer, sure {told}/{asked - answerable}; "
        + ", ".join(f"{_before(sureness, count)} right at {count} wrong" for count in WRONG)
    )


def _before(sureness: Sequence[tuple[float, bool]], wrong: int) -> int:
    """How many are right before one wrong one more than `wrong`, the surest first."""
    right = missed = 0
    for _, is_right in sureness:
        missed += not is_right
        if missed > wrong:
            break
        right += is_right
    return right


def _candidates(row: dict[str, str], told: list[str], chance: np.random.Generator) -> list[str]:
    wanted = [row[name].strip(ENDS) for name in ("quote", "near") if name in row]
    named = [next((one for one in told if text in one), text) for text in wanted]
    return list(dict.fromkeys([*named, *hardest(bare(row), told, POOL, POOL, chance)]))


if __name__ == "__main__":
    main()
