"""What whoever runs several servers asks of each: does it live, may it be sent requests, what has it done.

`GET /healthz` answers at once, whatever the server is busy with. `GET /readyz` says whether the library can be read.
Both stand in front of the gate and say one word. `GET /metrics` is what Prometheus reads, and stands behind it.
"""

from collections.abc import Callable, Iterator
from time import monotonic, perf_counter

import anyio
from anyio import to_thread
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from assistant.endpoints.endpoints import ENDPOINTS, Answering
from assistant.ui.asgi import TEXT, Application, Message, Receive, Scope, Send, answer
from index.errors import LibraryMissing, ReportIndexError

HEALTHY, READY, METRICS = "/healthz", "/readyz", "/metrics"
PROBES = frozenset({HEALTHY, READY, METRICS})
# What is found of the library is told again for so long, so that a probe never waits behind another.
FOUND_SECONDS = 2.0
# A library that does not answer within it is not ready.
PATIENCE_SECONDS = 5.0
# Of a request, in seconds: a page's file to a long answer of a language model.
BUCKETS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
# What requests are told apart by: never what somebody may write into an address.
_API = "/api/"


class Health:
    """ASGI middleware that answers the two probes."""

    def __init__(self, app: Application, assistant: Callable[[], Answering]) -> None:
        self._app = app
        self._assistant = assistant
        self._found: tuple[float, str] | None = None
        self._asking: anyio.Lock | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a probe, or passes a request on."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in (HEALTHY, READY):
            await self._app(scope, receive, send)
        elif scope["path"] == HEALTHY:
            await answer(send, 200, TEXT, b"ok\n")
        else:
            wrong = await self._unready()
            await answer(send, 503 if wrong else 200, TEXT, f"{wrong or 'ready'}\n".encode())

    async def _unready(self) -> str:
        """Why no request should be sent here; "" where one may."""
        self._asking = self._asking or anyio.Lock()
        async with self._asking:
            if self._found is not None and monotonic() - self._found[0] < FOUND_SECONDS:
                return self._found[1]
            wrong = "the library does not answer"
            with anyio.move_on_after(PATIENCE_SECONDS):
                wrong = await to_thread.run_sync(self._look, abandon_on_cancel=True)
            self._found = (monotonic(), wrong)
            return wrong

    def _look(self) -> str:
        try:
            self._assistant().library.generation()
        except LibraryMissing:
            return ""  # reports can be added here
        except ReportIndexError:
            return "the library cannot be read"  # what is wrong with it is told to who may come in
        return ""


class Measured:
    """ASGI middleware that counts requests, those being worked at and their seconds, and tells them as /metrics."""

    def __init__(
        self, app: Application, assistant: Callable[[], Answering], waiting: Callable[[], int] = lambda: 0
    ) -> None:
        """`waiting` tells how many of the page's events wait for their turn."""
        self._app = app
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        PlatformCollector(registry=self._registry)
        self._registry.register(_Library(assistant))
        self._registry.register(_Work(assistant, waiting))
        self._requests = Counter(
            "wenju_requests", "Requests answered.", ("what", "method", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "wenju_request_seconds", "Seconds until an answer was whole.", ("what",),
            buckets=BUCKETS, registry=self._registry,
        )  # fmt: skip
        self._working = Gauge("wenju_requests_working", "Requests being worked at.", ("what",), registry=self._registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tells the numbers, or counts a request and passes it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == METRICS and scope["method"] == "GET":
            told = await to_thread.run_sync(generate_latest, self._registry)
            await answer(send, 200, CONTENT_TYPE_PLAIN_0_0_4, told)
        else:
            await self._counted(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        what, status, begun = what_is_asked(scope["path"]), 500, perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._working.labels(what).inc()
        try:
            await self._app(scope, receive, noting)
        finally:
            self._working.labels(what).dec()
            self._requests.labels(what, scope["method"], str(status)).inc()
            self._seconds.labels(what).observe(perf_counter() - begun)


class _Library(Collector):
    """How large the library is, looked up when it is asked for."""

    def __init__(self, assistant: Callable[[], Answering]) -> None:
        self._assistant = assistant

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Nothing where the library cannot be read, which `wenju_library_up` says."""
        found: dict[str, float] = {}
        try:
            library = self._assistant().library
            if library.exists:
                found = {
                    "reports": library.count(),
                    "passages": library.passage_count(),
                    "passages_waiting": library.pending().passages,
                    "generation": library.generation(),
                }
            up = 1
        except ReportIndexError:
            up = 0
        yield GaugeMetricFamily("wenju_library_up", "Whether the library can be read.", value=up)
        for name, value in found.items():
            yield GaugeMetricFamily(f"wenju_library_{name}", f"The library's {name.replace('_', ' ')}.", value=value)


class _Work(Collector):
    """What answering costs: its stages, the embedding model, what waits; looked up when it is asked for."""

    def __init__(self, assistant: Callable[[], Answering], waiting: Callable[[], int]) -> None:
        self._assistant = assistant
        self._waiting = waiting

    def collect(self) -> Iterator[Metric]:
        """Sums and counts since the server began; of no stage that none went through."""
        yield GaugeMetricFamily("wenju_queue_waiting", "The page's events that wait for their turn.", self._waiting())
        try:
            assistant = self._assistant()
            stages, engine = assistant.stages.so_far(), assistant.library.spent.so_far()
        except ReportIndexError:  # which wenju_library_up tells
            return
        for name, help_text, spent in (
            ("wenju_stage_seconds", "Seconds of each stage of an answer.", stages),
            ("wenju_embedding_seconds", "Seconds that the embedding model took, by what it embedded.", engine),
        ):
            family = SummaryMetricFamily(name, help_text, labels=("what",))
            for what, (times, seconds) in sorted(spent.items()):
                family.add_metric((what,), times, seconds)
            yield family


def what_is_asked(path: str) -> str:
    """A request's kind: an endpoint by its name, or the page's own; of few values, whatever is asked for."""
    name = path.removeprefix(_API)
    if path.startswith(_API) and name in ENDPOINTS:
        return name
    if path.startswith("/gradio_api/"):
        return "page"
    return "mcp" if path.rstrip("/") == "/mcp" else "files"
