"""How the time of reading grows with hostile repetition: one unit repeated over n and over 4 n characters.

    python benchmarks/repetition.py

A step that is linear takes 4 times as long, one that compares everything with everything 16 times. Prints each step's
worst units. Processor time, the best of three; times under 5 ms say nothing and are passed over.
"""

import time
from collections.abc import Callable

from index.parsing.plain_text import parse_text
from index.structure.sections import section_tree
from index.text.masks import is_blanked
from index.text.scanning_slips import overlay
from index.text.sentences import split_sentences

CHARACTERS = 50_000
WORST = 3
TOLD = 0.005  # seconds
UNITS = (
    *(
        "一、标题\n",
        "PART I\n",
        "ITEM A\n",
        "第一，\n",
        "1. \n",
        "名词\n",
        "一、" * 50 + "\n",
        "（一）标题。全年生产\n",
    ),
    *("a", "。", ".", "X", "x:", "A. ", "；", ";a", "!”", "*", "_", "X ", "1. ", "U.S. ", "o。"),
    *("1 ", "%o", "1 . ", "O1", "Ol", "社会主X", "第1页 共2页\n", "[编辑]\n", "首页 > ", "- 2 -\n", "1、2、3、"),
    *("来源：甲\n", "相关报道\n", "x\n"),
)

Step = Callable[[str], object]


def _sections(text: str) -> object:
    return section_tree(parse_text(text), 2025)


def _sentences(text: str) -> object:
    return split_sentences(text, 0, len(text)), is_blanked(text)


STEPS: dict[str, Step] = {
    "text": parse_text,
    "text and sections": _sections,
    "sentences": _sentences,
    "overlay": overlay,
}


def main() -> None:
    """Prints, for each step, the units whose time grows most."""
    for name, step in STEPS.items():
        grown = []
        for unit in UNITS:
            short, long = (_seconds(step, unit * (count // len(unit))) for count in (CHARACTERS, 4 * CHARACTERS))
            if long > TOLD:
                grown.append((long / max(short, TOLD / 4), long, unit))
        grown.sort(reverse=True)
        worst = "  ".join(f"{unit!r} {factor:.1f}x to {seconds:.2f} s" for factor, seconds, unit in grown[:WORST])
        print(f"{name}, {CHARACTERS:,} to {4 * CHARACTERS:,} characters, {len(grown)} units told: {worst}")


def _seconds(step: Step, text: str) -> float:
    best = float("inf")
    for _ in range(3):
        before = time.process_time()
        step(text)
        best = min(best, time.process_time() - before)
    return best


if __name__ == "__main__":
    main()
