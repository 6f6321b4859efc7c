"""Which way of computing is faster on this machine: a timed product, kept in the cache."""

import json
import platform
from collections.abc import Callable, Mapping
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from index.models.encoder import Computing, Linear, product_graph
from index.models.packed import Floats
from index.models.session import Session

# How many times as fast the product must be to be worth its rounding: a third of the whole is no such product.
WORTH = 1.3
RUNS = 7
COMPUTINGS: dict[str, Computing] = {"float32": "float32", "int8": "int8"}


def faster_precision(cache: Path) -> str:
    """`int8` or `bfloat16` where a product of the model's size takes much less time in it than in float32.

    The finding is kept in `cache` by processor and ONNX Runtime's version, so that one machine always gives the same
    vectors.
    """
    machine = f"{processor()} onnxruntime {metadata.version('onnxruntime')}"
    return kept(cache / "computing.json", machine, ("float32", "int8", "bfloat16"), lambda: fastest(timed()))


def torch_precision(cache: Path) -> str:
    """`bfloat16` where the processor computes in it and torch's product of the model's size takes much less time so.

    Kept like the other, for models that torch runs.
    """
    if not _computes_bfloat16("avx512_bf16", "amx_bf16"):
        return "float32"
    machine = f"{processor()} torch {metadata.version('torch')}"
    return kept(cache / "precision.json", machine, ("float32", "bfloat16"), lambda: fastest(timed_by_torch()))


def kept(record: Path, machine: str, known: tuple[str, ...], find: Callable[[], str]) -> str:
    """What was found on this machine before and lies in `record`, else what `find` finds now."""
    try:
        found = json.loads(record.read_text("utf-8"))
    except (OSError, ValueError):
        found = {}
    if not isinstance(found, Mapping) or found.get("machine") != machine or found.get("precision") not in known:
        found = {"machine": machine, "precision": find()}
        try:
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(json.dumps(found), "utf-8")
        except OSError:
            pass  # without a cache it is found again next time
    return str(found["precision"])


def fastest(seconds: Mapping[str, float]) -> str:
    """The precision that takes the least time, where that is worth its rounding; else float32."""
    best = min(seconds, key=lambda name: seconds[name])
    return best if seconds["float32"] > WORTH * seconds[best] else "float32"


def timed() -> dict[str, float]:
    """Best of seven of the model's largest product (400 tokens, 384 by 1,536), in turns on one thread.

    bfloat16 is tried with AMX alone: by AVX-512 it takes ten times as long as int8 on Intel's processors and longer on
    AMD's, and trying it loads torch.
    """
    weights, tokens = _matrices()
    linear = Linear(weights, np.zeros(1536, np.float32))
    products: dict[str, Callable[[], Any]] = {
        name: partial(Session(product_graph(linear, computing), threads=1).run, given=tokens)
        for name, computing in COMPUTINGS.items()
    }
    if _computes_bfloat16("amx_bf16"):
        products["bfloat16"] = _product_of_torch(weights, tokens, "bfloat16")
    return _best(products)


def timed_by_torch() -> dict[str, float]:
    """The same for torch's own products."""
    return _best({name: _product_of_torch(*_matrices(), name) for name in ("float32", "bfloat16")})


def _matrices() -> tuple[Floats, Floats]:
    chance = np.random.default_rng(0)
    weights = chance.normal(size=(1536, 384)).astype(np.float32)
    return weights, chance.normal(size=(1, 400, 384)).astype(np.float32)


def _best(products: Mapping[str, Callable[[], Any]]) -> dict[str, float]:
    best = dict.fromkeys(products, float("inf"))
    for _ in range(RUNS):
        for name, product in products.items():
            started = perf_counter()
            product()
            best[name] = min(best[name], perf_counter() - started)
    return best


def _computes_bfloat16(*instructions: str) -> bool:
    """Whether the processor has any of these instructions for it, and torch is there to use them."""
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return False
    return any(flag in flags for flag in instructions) and find_spec("torch") is not None


def _product_of_torch(weights: Floats, tokens: Floats, precision: str) -> Callable[[], Any]:
    import torch

    torch.set_num_threads(1)
    layer, given = (torch.from_numpy(each).to(getattr(torch, precision)) for each in (weights, tokens))
    return lambda: torch.nn.functional.linear(given, layer)


def processor() -> str:
    """The processor's name."""
    try:
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
