"""ONNX Runtime sessions of our own graphs. Loads ONNX Runtime at first use."""

import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models.packed import Floats

MOST_THREADS = 8


class Session:
    """A graph that is ready to compute. Safe to call from several threads."""

    def __init__(self, graph: bytes, threads: int | None = None) -> None:
        from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = threads or usual_threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The next level fuses Add and LayerNormalization to what takes three times as long as both.
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
        # Threads that wait by turning round take processor time from whatever else runs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]

    def run(self, **given: NDArray[Any]) -> dict[str, Floats]:
        """The outputs by name."""
        computed = self._session.run(None, given)
        return dict(zip(self._outputs, (np.asarray(each) for each in computed), strict=True))


def usual_threads() -> int:
    """The cores that this process may use, at most eight; OMP_NUM_THREADS says otherwise."""
    stated = os.environ.get("OMP_NUM_THREADS", "")
    if stated.isdigit() and int(stated):
        return int(stated)
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(allowed, MOST_THREADS)
