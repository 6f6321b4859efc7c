"""A real Ray of several nodes on this machine: a worker ends, then a node; nothing is lost and nothing is twice."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder, ReaderHere
from milvus_server import milvus_server
from spread_workers import OtherEmbedder, ReaderThatTells

from index.errors import LibraryMismatch, WorkersUnreachable
from index.ingestion.preparing import FileOutcome
from index.ingestion.spread.on_ray import RayWorkers
from index.ingestion.spread.work import Job
from index.library import Library
from index.parsing import Limits
from index.store.opening import opened

TESTS = Path(__file__).resolve().parents[3]
NODES, CORES = 3, 1
OBJECTS = 80 * 1024**2  # bytes a node keeps in memory
AGENTS = ("metrics_agent_port", "metrics_export_port", "runtime_env_agent_port")
STARTS = 600  # seconds that a node may take to start, of which Ray gives it 30
# Ray takes a node that is slow for one that is dead. Here it has a minute for each sign of life, of which five may be
# missing; a node that was killed refuses the connection at once, and is missed after five looks.
PATIENCE = {
    "RAY_agent_register_timeout_ms": "600000",
    "RAY_worker_register_timeout_seconds": "600",
    "RAY_gcs_server_request_timeout_seconds": "600",
    "RAY_gcs_rpc_server_connect_timeout_s": "600",
    "RAY_gcs_rpc_server_reconnect_timeout_s": "600",
    "RAY_raylet_start_wait_time_s": "600",
    "RAY_health_check_initial_delay_ms": "60000",
    "RAY_health_check_timeout_ms": "60000",
    "RAY_health_check_period_ms": "3000",
    "RAY_health_check_failure_threshold": "5",
    # What starts beside the nodes, and what ends workers where the machine is full.
    "RAY_prestart_worker_first_driver": "0",
    "RAY_enable_metrics_collection": "0",
    "RAY_memory_monitor_refresh_ms": "0",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where workers say that they read."""
    return tmp_path_factory.mktemp("told")


@pytest.fixture(scope="module")
def cluster(told: Path) -> Iterator[Any]:
    """Ray on three nodes of one core each, to which this process belongs."""
    import ray
    from ray._private import services
    from ray._private.node import Node
    from ray.cluster_utils import Cluster

    patch = pytest.MonkeyPatch()
    patch.setattr(Node, "start_raylet", partialmethod(_told_its_ports, Node.start_raylet))
    patch.setattr(services, "get_node", _patiently(services.get_node, RuntimeError))
    patch.setattr(services, "wait_for_node", partial(_waited_for, services.wait_for_node))
    environment = PATIENCE | {
        "PYTHONPATH": f"{TESTS}:{TESTS.parent}",
        "WENJU_TEST_TOLD": str(told),
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
        "RAY_AUTH_MODE": "disabled",  # else it leaves a token in whoever's home
        "RAY_worker_niceness": "0",
        "OMP_NUM_THREADS": "1",
    }
    for name, value in environment.items():
        patch.setenv(name, value)
    # The node of this process reads nothing itself: it is not the one that goes.
    nodes = Cluster(initialize_head=True, head_node_args=_node() | {"num_cpus": 0}, connect=True)
    try:
        for _ in range(NODES):
            nodes.add_node(**_node())
        nodes.wait_for_nodes(STARTS)
        yield nodes
    finally:
        ray.shutdown()
        nodes.shutdown()
        patch.undo()


def _node() -> dict[str, Any]:
    """A node's arguments, with free ports for what it begins beside it."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in AGENTS]
        for probe in probes:
            probe.bind(("", 0))
        told = {name: probe.getsockname()[1] for name, probe in zip(AGENTS, probes, strict=True)}
    return {"num_cpus": CORES, "object_store_memory": OBJECTS, "include_dashboard": False, **told}


def _told_its_ports(node: Any, start: Callable[..., Any], *given: Any, **options: Any) -> Any:
    """Starts a node that knows its agents' ports: it ends itself where they don't write them down in 15 s."""
    ports = {name: getattr(node._ray_params, name) for name in AGENTS} | {"dashboard_agent_listen_port": -1}
    for name, port in ports.items():
        (Path(node.get_session_dir_path()) / f"{name}_{node.node_id}").write_text(str(port))
    return start(node, *given, **options)


def _patiently(asked: Callable[..., Any], refusal: type[Exception]) -> Callable[..., Any]:
    """Asks again until there is an answer: Ray waits for a node's first sign for 30 s, however much else runs."""

    def ask(*given: Any, **options: Any) -> Any:
        until = time.monotonic() + STARTS
        while True:
            try:
                return asked(*given, **options)
            except refusal:
                if time.monotonic() > until:
                    raise
                time.sleep(1)

    return ask


def _waited_for(wait: Callable[..., Any], address: str, store: str, timeout: float = 0) -> Any:
    return wait(address, store, max(timeout, STARTS))


def _reports(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        said = f"新建公路{number + 10}公里。粮食产量达到{number + 1}.6万吨。"
        text = f"2025年第{number}县政府工作报告\n\n{said}\n"
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


def _library(address: str) -> Library:
    return Library(opened(address), HashingEmbedder(), reader=ReaderHere)


class _Killer:
    """Ends a worker once `first` files were told of, and a node once `second` were."""

    def __init__(self, cluster: Any, told: Path, first: int, second: int) -> None:
        self._cluster, self._told, self._at = cluster, told, (first, second)
        self.ended: list[str] = []
        self.stored = 0

    def hear(self, outcome: FileOutcome) -> None:
        self.stored += 1
        if self.stored >= self._at[0] and not self.ended:
            reading = sorted(self._told.iterdir(), key=lambda path: path.stat().st_mtime)
            os.kill(int(reading[-1].name.partition("-")[0]), signal.SIGKILL)
            self.ended.append("worker")
        elif self.stored >= self._at[1] and len(self.ended) == 1:
            node = list(self._cluster.worker_nodes)[-1]
            ending = partial(self._cluster.remove_node, node, allow_graceful=False)
            threading.Thread(target=ending).start()
            self.ended.append("node")


def _lose_a_worker_and_a_node(cluster: Any, told: Path, address: str, folder: Path, count: int) -> None:
    reports = _reports(folder / "reports", count)
    killer = _Killer(cluster, told, count // 6, count // 3)
    library = _library(address)
    with RayWorkers("here already", Job(HashingEmbedder, Limits(), ReaderThatTells)) as workers:
        outcomes = library.add([reports], workers=workers, told=killer.hear)
        assert [outcome.status for outcome in outcomes] == ["added"] * count
    assert killer.ended == ["worker", "node"]
    reader = _library(address)
    names = [entry.sources[0].name for entry in reader.reports()]
    assert sorted(names) == sorted(path.name for path in reports.iterdir())
    assert reader.findings() == []
    assert reader.passage_count() == count
    figures = sorted(entry.low for _, entry in reader.entries(subjects=["粮食产量"]))
    assert figures == [Decimal(f"{number + 1}.6") * 10**7 for number in range(count)]  # kilograms
    hits = reader.search("粮食产量", 2 * count)
    assert len({hit.report_id for hit in hits}) == len(hits) == count
    with RayWorkers("here already", Job(HashingEmbedder, Limits(), ReaderThatTells)) as workers:
        before = len(list(told.iterdir()))
        again = _library(address).add([reports], workers=workers)
        assert {outcome.status for outcome in again} == {"known"}
        assert len(list(told.iterdir())) == before


def test_a_worker_and_a_node_are_lost_and_no_report(cluster: Any, told: Path, tmp_path: Path) -> None:
    with milvus_server(tmp_path) as port:
        address = f"milvus://127.0.0.1:{port}/wenju?objects=file://{tmp_path / 'objects'}"
        _lose_a_worker_and_a_node(cluster, told, address, tmp_path, 36)


@pytest.mark.stress
@pytest.mark.parametrize("kind", ["milvus-lite", "milvus"])
def test_the_same_with_many_reports(kind: str, cluster: Any, told: Path, tmp_path: Path) -> None:
    cluster.add_node(**_node())
    cluster.wait_for_nodes(STARTS)
    if kind == "milvus-lite":
        _lose_a_worker_and_a_node(cluster, told, f"milvus-lite:{tmp_path / 'library'}", tmp_path, 120)
        return
    with milvus_server(tmp_path) as port:
        address = f"milvus://127.0.0.1:{port}/wenju?objects=file://{tmp_path / 'objects'}"
        _lose_a_worker_and_a_node(cluster, told, address, tmp_path, 120)


def test_workers_of_another_version_are_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_TEST_IS_HERE", "1")
    workers = RayWorkers("here already", Job(OtherEmbedder, Limits(), ReaderHere))
    with pytest.raises(LibraryMismatch, match=r"have another version of wenju \(.*other; here .*hashing\)"), workers:
        pass


def test_where_no_ray_answers_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", _refuse)
    workers = RayWorkers("127.0.0.1:1", Job(HashingEmbedder, Limits(), ReaderHere))
    with (
        pytest.raises(WorkersUnreachable, match=r"no Ray cluster answers at 127.0.0.1:1 .*ray start --head"),
        workers,
    ):
        pass


def test_where_ray_does_not_start_here_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import ray

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", _refuse)
    workers = RayWorkers("local", Job(HashingEmbedder, Limits(), ReaderHere))
    with pytest.raises(WorkersUnreachable, match=r"Ray did not start on this machine \(nobody there\)"), workers:
        pass


def _refuse(**given: Any) -> None:
    raise ConnectionError("nobody there")
