"""Every report asked the same questions, as the Compare tab does it, while somebody else goes on asking.

    python benchmarks/each_report.py --library DIR [--questions 5] [--every SECONDS]

Asks each report of the library five questions of government work reports, and a question of its own every few seconds
beside them, which are the person whom the cells are behind. Tells the seconds a set takes, how many cells are answered,
and the person's waits against those of the same questions asked before anything else was going on: a ratio, in one run.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from assistant.build import build_assistant
from assistant.settings import load_settings
from assistant.ui.ask.chats import Asked, Chat
from assistant.ui.ask.handlers import Handlers
from assistant.ui.compare.each_handlers import EachHandlers
from assistant.ui.kept.handlers import KeptHandlers

QUESTIONS = (
    "今年的经济增长目标是多少？",
    "上年粮食产量是多少？",
    "上年城镇新增就业多少人？",
    "今年的居民消费价格涨幅目标是多少？",
    "上年一般公共预算收入是多少？",
)
OWN = (
    "2025年浙江的经济增长目标是多少？",
    "2024年江苏粮食产量是多少？",
    "2024年城镇新增就业多少？",
    "哪些省提到低空经济？",
)
AHEAD = 8  # questions asked before the set begins
PATIENCE = 120.0


def main() -> None:
    """Prints the seconds of the set, its cells, and the person's waits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=len(QUESTIONS))
    parser.add_argument("--every", type=float, default=2.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/kept.sqlite"
        settings = load_settings(library=str(options.library), conversations={"url": url})
        assistant = build_assistant(settings)
        handlers = Handlers(lambda: assistant)
        kept = KeptHandlers(handlers)
        each = EachHandlers(handlers, kept)
        alone = [_wait(kept, number) for number in range(AHEAD + len(OWN))][len(OWN) :]  # the first warm up
        begun = time.perf_counter()
        run = each.start({"owner": "benchmark", "questions": "\n".join(QUESTIONS[: options.questions])}, "zh")
        beside: list[float] = []
        while each.runs.is_asked(run):
            beside.append(_wait(kept, len(beside)))
            time.sleep(options.every)
        seconds = time.perf_counter() - begun
        asked = kept.keeper.read(lambda store: store.each.asked(run), None)
        assert asked is not None
        answered = sum(cell.cell is not None and cell.cell.get("status") == "answered" for cell in asked.cells)
        failed = sum(bool(cell.error) for cell in asked.cells)
    print(
        f"{len(asked.reports)} reports x {len(asked.questions)} questions: {seconds:.0f} s, {len(asked.cells)} cells, "
        f"{answered} answered, {failed} failed"
    )
    print(f"somebody's own questions: alone {_told(alone)}; beside it {_told(beside)}")
    print(f"ratio of medians {np.median(beside) / np.median(alone):.2f}")


def _wait(kept: KeptHandlers, number: int) -> float:
    """Seconds until a question of a page of its own is answered."""
    chat = Chat("somebody")
    begun = time.perf_counter()
    kept.chats.ask(chat, Asked(OWN[number % len(OWN)], (), "zh", ""))
    while chat.busy and time.perf_counter() - begun < PATIENCE:
        time.sleep(0.01)
    return time.perf_counter() - begun


def _told(waits: list[float]) -> str:
    return f"median {np.median(waits):.2f} s, longest {max(waits):.2f} s (n {len(waits)})"


if __name__ == "__main__":
    main()
