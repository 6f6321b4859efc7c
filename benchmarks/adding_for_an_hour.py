"""A server that runs while a report is added a minute: does anything grow that should not?

    python benchmarks/adding_for_an_hour.py LIBRARY [--minutes 60] [--questions 6] [--out FILE.jsonl]

LIBRARY is copied, and served by `wenju ui` in a process of its own. Each minute `wenju add` adds a small report in
another process, with its figures and vectors, and the server is asked so many questions. A line a minute: the server's
memory, file descriptors and threads, processor seconds of the add and of an answer, and what the library's folder
takes, files that are there twice counted once. In the end each is compared: the median of the first third of the
minutes with that of the last.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx
from corpus import ROOT
from server_load import LIMIT, Server, Told, asked, new_report, question, threads_of, until_ready


def main() -> None:
    """Runs so many minutes and says what became of each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--questions", type=int, default=6)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        shutil.copytree(options.library, library)
        server = Server(library)
        try:
            lines = asyncio.run(minutes(server, library, options))
        finally:
            server.process.kill()
    third = max(len(lines) // 3, 1)
    for name in lines[0]:
        if name != "minute":
            first, last = (median(line[name] for line in part) for part in (lines[:third], lines[-third:]))
            print(f"{name}: {first:.3f} in the first {third} minutes, {last:.3f} in the last, {last / first:.3f} times")


async def minutes(server: Server, library: Path, options: argparse.Namespace) -> list[dict[str, float]]:
    """A line a minute."""
    lines: list[dict[str, float]] = []
    chance, told = random.Random(0), Told()
    async with httpx.AsyncClient(
        base_url=server.url, timeout=LIMIT, limits=httpx.Limits(max_keepalive_connections=0)
    ) as client:
        await until_ready(server, client)
        for minute in range(1, options.minutes + 1):
            started = time.monotonic()
            added = await processor_of_adding(library, new_report(library.parent, minute))
            (await client.get("/")).raise_for_status()  # the page as a browser first asks for it
            worked = server.worked()
            for _ in range(options.questions):
                await asked(client, question(chance), told)
            line = {
                "minute": minute,
                "MB": server.resident(),
                "descriptors": descriptors_of(server),
                "threads": threads_of(server),
                "processor s of an add": added,
                "processor s of an answer": (server.worked() - worked) / max(options.questions, 1),
                "MB on disk": disk(library),
                "files": sum(path.is_file() for path in library.rglob("*")),
            }
            lines.append(line)
            text = json.dumps(line)
            print(text, flush=True)
            if options.out is not None:
                with options.out.open("a", encoding="utf-8") as file:
                    file.write(text + "\n")
            await asyncio.sleep(max(0.0, 60 - (time.monotonic() - started)))
    print(told.line(f"{options.minutes} minutes", 0.0), flush=True)
    return lines


async def processor_of_adding(library: Path, path: Path) -> float:
    """Seconds of processor that `wenju add` of a report took, in a process of its own."""
    before = os.times()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "assistant.cli", "--quiet", "add", str(path), "--library", str(library),
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    if await process.wait() != 0:
        raise SystemExit(f"{path.name} was not added")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def descriptors_of(server: Server) -> int:
    """How many files and sockets the server has open."""
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def disk(library: Path) -> float:
    """MB of the library's files; a file that two folders name counts once."""
    files = [path.stat() for path in library.rglob("*") if path.is_file()]
    return sum({file.st_ino: file.st_size for file in files}.values()) / 1e6


if __name__ == "__main__":
    main()
