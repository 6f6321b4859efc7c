"""The server under load: users one after the other, many at once, a long check and an upload beside them, adding.

    python benchmarks/server_load.py LIBRARY [--seconds 300] [--users 16] [--crowd 128] [--minutes 5] [--claims 500]

LIBRARY is copied, and served by `wenju ui` in a process of its own. Questions go to `POST /api/ask`. Each part says how
many answers, "busy" (503) and errors there were, the median and the 95th percentile in seconds, and the server's
processor time an answer, which other programs on the machine do not lengthen; `/healthz` is asked all along, by a
process of its own, so that what is waited for is the server and not who asks. What is wanted: 16 users, 0 errors; 128
users, answers or "busy", and ten seconds later one user waits as before; a check of many claims and a large upload slow
others' answers by a factor of 2 at most; an add a minute, no growth of memory; SIGTERM while users ask and a report is
added: ended within 5 s, and the library whole.
"""

import argparse
import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from corpus import ROOT, percentile
from store_growth import PLACES

LIMIT = 600.0  # seconds that a client waits
QUESTIONS = (
    "{year}年{place}的经济增长目标是多少？",
    "{year}年{place}粮食产量是多少？",
    "{place}{year}年有哪些重点工作？",
    "{year}年{place}财政收入增长了多少？",
)


@dataclass(slots=True)
class Told:
    """What became of the requests of one part."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def line(self, name: str, worked: float) -> str:
        """One line of it; `worked` is the server's processor time."""
        answered = max(self.statuses["200"], 1)
        spread = (
            f"median {percentile(self.seconds, 0.5):.2f} s, p95 {percentile(self.seconds, 0.95):.2f} s"
            if self.seconds
            else ""
        )
        return f"{name}: {dict(self.statuses)}, {spread}, {worked / answered:.3f} s of processor an answer"


class Server:
    """`wenju ui` over a library."""

    def __init__(self, library: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        state = library.parent / "state"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "ui", "--port", str(self.port), "--library", str(library)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(state)},
            stdout=subprocess.DEVNULL,
        )

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def worked(self) -> float:
        """Seconds of processor time so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


WATCH = """
import http.client, sys, time
while True:
    started = time.monotonic()
    asked = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
    asked.request("GET", "/healthz")
    assert asked.getresponse().read() == b"ok\\n"
    asked.close()
    print(time.monotonic() - started, flush=True)
    time.sleep(0.25)
"""


class Watching:
    """Asks the health probe all along, in a process of its own."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", WATCH, str(port)], stdout=subprocess.PIPE, text=True)

    def line(self) -> str:
        """Ends it; what it waited."""
        self._process.kill()
        assert self._process.stdout is not None
        health = [float(line) for line in self._process.stdout.read().split()]
        spread = ", ".join(f"p{round(share * 100)} {percentile(health, share):.3f}" for share in (0.5, 0.95, 0.99))
        return f"/healthz: {len(health)} times, {spread}, slowest {max(health):.3f} s"


def main() -> None:
    """Runs every part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--users", type=int, default=16)
    parser.add_argument("--crowd", type=int, default=128)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--claims", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        shutil.copytree(options.library, library)
        server = Server(library)
        try:
            asyncio.run(parts(server, library, options))
        finally:
            server.process.kill()


async def parts(server: Server, library: Path, options: argparse.Namespace) -> None:
    """One after the other."""
    async with httpx.AsyncClient(
        base_url=server.url, timeout=LIMIT, limits=httpx.Limits(max_keepalive_connections=0)
    ) as client:
        await until_ready(server, client)
        watching = Watching(server.port)
        alone = await part(server, client, "1 user", 1, min(options.seconds, 30))
        await part(server, client, f"{options.users} users", options.users, options.seconds)
        await part(server, client, f"{options.crowd} users", options.crowd, min(options.seconds, 60))
        await asyncio.sleep(10)
        after = await part(server, client, "1 user, ten seconds after", 1, min(options.seconds, 30))
        ratio("one user after the crowd", after, alone)
        calm = await part(server, client, "2 users", 2, min(options.seconds, 60))
        done: Counter[str] = Counter()
        for name, beside in (
            (f"2 users beside {options.claims} claims", checking(client, options.claims, done)),
            ("2 users beside an upload of 19 MB", uploading(client, done)),
        ):
            done.clear()
            task = asyncio.create_task(beside)
            ratio(name, await part(server, client, name, 2, min(options.seconds, 60)), calm)
            task.cancel()
            print(f"{name}: meanwhile {dict(done)}", flush=True)
        ratio("2 users once more", await part(server, client, "2 users once more", 2, min(options.seconds, 60)), calm)
        await adding(server, client, library, options.minutes)
        print(watching.line(), flush=True)
        await ended(server, client, library)


async def until_ready(server: Server, client: httpx.AsyncClient) -> None:
    """Waits for the first answer, which loads the model and the library."""
    started = time.monotonic()
    while True:
        try:
            if (await client.post("/api/ask", json={"question": "2024年第7县粮食产量是多少？"})).status_code == 200:
                break
        except httpx.TransportError:
            if server.process.poll() is not None:
                raise SystemExit("the server ended") from None
            await asyncio.sleep(0.5)
    print(f"first answer after {time.monotonic() - started:.1f} s, {server.resident():.0f} MB", flush=True)


async def part(server: Server, client: httpx.AsyncClient, name: str, users: int, seconds: float) -> Told:
    """Users that ask one question after the other for so long."""
    told, worked, until = Told(), server.worked(), time.monotonic() + seconds

    async def one(number: int) -> None:
        chance = random.Random(number)
        while time.monotonic() < until:
            await asked(client, question(chance), told)

    await asyncio.gather(*map(one, range(users)))
    print(told.line(name, server.worked() - worked), flush=True)
    return told


def question(chance: random.Random) -> str:
    """One of another place or year than most."""
    return chance.choice(QUESTIONS).format(year=chance.randrange(2016, 2026), place=chance.choice(PLACES))


async def asked(client: httpx.AsyncClient, text: str, told: Told) -> None:
    """Asks once; who is told "busy" waits a second."""
    started = time.monotonic()
    try:
        status = str((await client.post("/api/ask", json={"question": text})).status_code)
    except httpx.HTTPError as error:
        status = type(error).__name__
    told.statuses[status] += 1
    if status == "200":
        told.seconds.append(time.monotonic() - started)
    else:
        await asyncio.sleep(1)


async def checking(client: httpx.AsyncClient, claims: int, done: Counter[str]) -> None:
    """A long check: one claim after the other; `done` counts the statuses."""
    for number in range(claims):
        claim = f"2024年{PLACES[number]}粮食产量增长{number % 90}.5%。"
        done[str((await client.post("/api/check", json={"claim": claim})).status_code)] += 1


async def uploading(client: httpx.AsyncClient, done: Counter[str]) -> None:
    """A large file, again and again; `done` counts the statuses."""
    large = b"\xe5\xa2\x9e\xe9\x95\xbf" * 3_200_000
    while True:
        told = await client.post("/gradio_api/upload", files={"files": ("large.txt", large)})
        done[str(told.status_code)] += 1


def ratio(name: str, told: Told, before: Told) -> None:
    """How many times as long the median is."""
    if told.seconds and before.seconds:
        print(
            f"{name}: {percentile(told.seconds, 0.5) / percentile(before.seconds, 0.5):.2f} times the median",
            flush=True,
        )


def new_report(folder: Path, number: int) -> Path:
    """A small report."""
    path = folder / f"new-{number}.txt"
    path.write_text(f"新{number}县2025年政府工作报告\n\n2024年新{number}县粮食产量增长{number}.5%。\n", "utf-8")
    return path


async def add(library: Path, path: Path) -> bool:
    """`wenju add` in a process of its own; whether it said that it was done."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "assistant.cli",
        "--quiet",
        "add",
        "--no-wait",
        str(path),
        "--library",
        str(library),
        cwd=ROOT,
    )
    return await process.wait() == 0


async def adding(server: Server, client: httpx.AsyncClient, library: Path, minutes: float) -> None:
    """A user that asks while a report is added a minute."""
    memory, threads = [server.resident()], [threads_of(server)]
    stop = asyncio.Event()
    told = Told()

    async def asking() -> None:
        chance = random.Random(9)
        while not stop.is_set():
            await asked(client, question(chance), told)

    task = asyncio.create_task(asking())
    for number in range(max(int(minutes), 1)):
        started = time.monotonic()
        await add(library, new_report(library.parent, number))
        await asyncio.sleep(max(0.0, 60 - (time.monotonic() - started)) if minutes >= 1 else 0)
        memory.append(server.resident())
        threads.append(threads_of(server))
    stop.set()
    await task
    print(
        f"an add a minute, {len(memory) - 1} adds: {dict(told.statuses)}, MB {memory[0]:.0f} → {memory[-1]:.0f} "
        f"({', '.join(f'{one:.0f}' for one in memory)}), threads {threads[0]} → {threads[-1]}",
        flush=True,
    )


def threads_of(server: Server) -> int:
    """How many threads the server has."""
    return len(list(Path(f"/proc/{server.process.pid}/task").iterdir()))


async def ended(server: Server, client: httpx.AsyncClient, library: Path) -> None:
    """SIGTERM while users ask and a report is added."""
    told = Told()
    users: list[Awaitable[None]] = [
        asyncio.ensure_future(asked(client, question(random.Random(n)), told)) for n in range(16)
    ]
    adding = asyncio.create_task(add(library, new_report(library.parent, 9_999)))
    await asyncio.sleep(2)
    started = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(server.process.wait)
    took = time.monotonic() - started
    await asyncio.gather(*users)
    acknowledged = await adding
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "assistant.cli",
            "search",
            "新9999县粮食产量",
            "-k",
            "1",
            "--json",
            "--library",
            str(library),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    there = "new-9999.txt" in done.stdout
    print(f"SIGTERM: ended after {took:.2f} s; the report added meanwhile: acknowledged {acknowledged}, there {there}")


if __name__ == "__main__":
    main()
