"""Workers on a Ray cluster, or on a Ray of this machine's own as long as they work. This module owns ray.

Reading and writing are tasks of one core each. The model is held by actors, one a core, which hold no core while they
wait: a cluster that loses nodes can't come to have all its cores held by them, with none left to read. As reports that
are read wait for few batches only, whichever of the two lags behind gets the processor.

What Ray can't do again by itself (it starts a task anew elsewhere, three times) raises Lost.
"""

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from types import TracebackType
from typing import Any, NamedTuple, Self

from index.errors import ClusterExtraMissing, LibraryMismatch, ReportIndexError, WorkersUnreachable
from index.ingestion.spread import work

LOCAL = "local"
# How often Ray does again what was lost with its worker.
TRIES = 3
_OBJECTS = 512 * 1024**2  # bytes that a Ray of our own keeps in memory; what is more goes to disk

Ref = Any  # ray.ObjectRef: where something is or will be


class Lost(Exception):
    """What was worked at is gone with those who did."""


class Reading(NamedTuple):
    """What `work.read` will give."""

    told: Ref
    texts: Ref
    report: Ref


class RayWorkers:
    """A context manager; inside it there are workers. `address` is that of a Ray cluster, or `local`."""

    def __init__(self, address: str, job: work.Job) -> None:
        if find_spec("ray") is None:
            raise ClusterExtraMissing("--ray needs the extra cluster: pip install 'wenju[cluster]'")
        self._address = address
        self.job = job
        self._is_ours = False
        self._actors: list[Any] = []
        self._busy: list[int] = []  # batches of each actor
        self._at: dict[Ref, int] = {}

    def __enter__(self) -> Self:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers that it is used
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns of what is to change
        # Else workers are made nice by 15. After such runs the whole terminal session that Ray was begun in stood at 15
        # (Linux weighs sessions against each other), and on a busy machine got a thirtieth of a core: nothing was done.
        os.environ.setdefault("RAY_worker_niceness", "0")
        import ray

        self._ray = ray
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            self._start()
        try:
            self._prepare()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _start(self) -> None:
        how: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
        if self._address == LOCAL:
            how |= {
                "num_cpus": len(os.sched_getaffinity(0)),
                "object_store_memory": _OBJECTS,
                "include_dashboard": False,
                "_node_ip_address": "127.0.0.1",
            }
        else:
            how["address"] = self._address
        try:
            self._ray.init(**how)
        except Exception as error:
            if self._address == LOCAL:
                said = f"Ray did not start on this machine ({_first_line(error)}); try again when less runs here"
            else:
                said = f"no Ray cluster answers at {self._address} ({_first_line(error)}); start one: ray start --head"
            raise WorkersUnreachable(said) from error

    def _prepare(self) -> None:
        ray = self._ray
        self.cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        again = {"num_cpus": 1, "max_retries": TRIES}
        self._read = ray.remote(num_returns=3, **again)(work.read)
        self._write = ray.remote(**again)(work.write)
        holding = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=TRIES, scheduling_strategy="SPREAD")(
            work.Embedding
        )
        self._actors = [holding.remote(self.job) for _ in range(self.cores)]
        self._busy = [0] * len(self._actors)
        own = work.version_of(self.job.embedder())
        try:
            with self._lost():
                theirs = str(ray.get(self._actors[0].version.remote()))
                self.settings: dict[str, str] = ray.get(self._actors[0].made_with.remote())
        except Lost as error:
            raise WorkersUnreachable(
                f"the workers of the Ray cluster at {self._address} can't do the work ({_first_line(error)}); they "
                "need this version of wenju[cluster]"
            ) from error
        if theirs != own:
            raise LibraryMismatch(
                f"the workers of the Ray cluster at {self._address} have another version of wenju ({theirs}; here "
                f"{own}); install this one there"
            )

    def _end(self) -> None:
        if self._is_ours:
            self._ray.shutdown()
        else:
            for actor in self._actors:
                self._ray.kill(actor)

    # -- having it done

    def read(self, wanted: work.Wanted, content: Ref) -> Reading:
        """Has a file read, whose bytes are `content`."""
        return Reading(*self._read.remote(self.job, wanted, content))

    def embed(self, texts: Sequence[Ref]) -> Ref | None:
        """Has the texts of some reports embedded; None where every actor has two batches before it."""
        least = min(range(len(self._actors)), key=self._busy.__getitem__)
        if self._busy[least] >= 2:
            return None
        vectors = self._actors[least].embed.remote(*texts)
        self._busy[least] += 1
        self._at[vectors] = least
        return vectors

    def embedded(self, vectors: Ref) -> None:
        """Notes that a batch is done with."""
        self._busy[self._at.pop(vectors)] -= 1

    def write(self, library: str, means: Mapping[str, float], vectors: Ref, parts: Sequence[Ref]) -> Ref:
        """Has reports written; see `work.write`."""
        return self._write.remote(library, dict(means), vectors, *parts)

    def keep(self, content: bytes) -> Ref:
        """Puts bytes where every worker gets them."""
        return self._ray.put(content)

    def next_of(self, refs: Sequence[Ref], seconds: float) -> Ref | None:
        """One of these that is there; None where none is after so many seconds."""
        ready, _ = self._ray.wait(list(refs), num_returns=1, timeout=seconds, fetch_local=False)
        return ready[0] if ready else None

    def get(self, ref: Ref) -> Any:
        """What a reference stands for, of a list each. Raises Lost, and what the work itself raised of our errors."""
        with self._lost():
            return self._ray.get(ref)

    @contextmanager
    def _lost(self) -> Iterator[None]:
        from ray.exceptions import RayError, RayTaskError

        try:
            yield
        except RayTaskError as error:
            cause = error.cause
            if isinstance(cause, ReportIndexError):
                raise cause from error
            if isinstance(cause, RayError):  # what it was to work on was lost
                raise Lost(_first_line(cause)) from error
            raise
        except RayError as error:
            raise Lost(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
