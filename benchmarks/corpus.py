"""What the benchmarks share: the public test data where it is there, texts to embed, and bootstrap intervals."""

import importlib.util
import json
import os
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.parsing import ParserProcess

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WENJU_SHARED_DATA", ROOT.parent / "shared" / "data"))


def _pieces(paths: Sequence[Path], size: int) -> list[str]:
    texts: list[str] = []
    with ParserProcess() as parser:
        for path in paths:
            text = parser.parse(path).text
            texts.extend(text[start : start + size] for start in range(0, len(text) - size, size))
    return texts


def shared_texts(size: int) -> list[str]:
    """Pieces of real reports in Chinese and English, shuffled by a fixed seed; `size` is in characters."""
    reports = SHARED / "reports"
    paths = [
        *sorted((reports / "provincial-2025").glob("*.docx"))[:6],
        *sorted(reports.glob("state-council/20*.txt"))[:6],
    ]
    texts = _pieces(paths, size) + _pieces([reports / "pdf" / "microsoft_annual_report_2022.pdf"], size)[:100]
    random.Random(0).shuffle(texts)
    return texts


def sample_texts(size: int) -> list[str]:
    """The same from the project's own samples."""
    texts = _pieces(sorted((ROOT / "samples" / "reports").iterdir()), size) * 8
    random.Random(0).shuffle(texts)
    return texts


def builders_of_samples() -> dict[str, Callable[[str], bytes]]:
    """What makes a report out of a source as the samples are made, by the form of the file: pdf, docx."""
    place = ROOT / "samples" / "build.py"
    spec = importlib.util.spec_from_file_location("samples_build", place)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for their module
    spec.loader.exec_module(module)
    return {"pdf": module.build_pdf, "docx": module.build_styled_docx}


def interval(values: Sequence[float], rounds: int = 2000, seed: int = 0) -> tuple[float, float]:
    """A 95 % bootstrap interval of the mean."""
    generator = random.Random(seed)
    means = sorted(sum(generator.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def questions(path: Path, half: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The questions of one half of a file (`first`, `second` or `both`), or `limit` of them drawn by a fixed seed."""
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    middle = len(items) // 2
    items = {"first": items[:middle], "second": items[middle:], "both": items}[half]
    if limit is not None and limit < len(items):
        items = random.Random(0).sample(items, limit)
    return items
