"""Transport faults of a language model's server, each many times, through the whole chain and the real client.

    python benchmarks/language_model.py [--runs 20]

Prints for each fault how many questions were answered all the same, with one line why the model was not, and the
slowest; then what was left open and how much memory it took. Exits with 1 where a question was not answered, took
longer than the clock allows, or a thread or a socket was left over. The time-outs are small, so that it takes minutes.
"""

import argparse
import contextlib
import resource
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus import ROOT
from langchain_core.language_models import BaseChatModel

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.generation.drafting import Drafter
from assistant.llm.model import LanguageModel
from assistant.llm.providers import chat_model
from assistant.llm.streaming import THREAD_NAME
from assistant.settings import AnswersTable, LlmTable
from index.library import Library

QUESTION = "2024年松溪县地区生产总值增长多少？"
AT_ONCE = 3
TOTAL_SECONDS = 2.0
ALLOWED_SECONDS = TOTAL_SECONDS + 1.5  # to end the worker, and to read the library


def main() -> int:
    """Asks under each fault and says what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    sys.path.insert(0, str(ROOT / "tests"))
    from misbehaving_server import ALL_FAULTS, MisbehavingServer

    with tempfile.TemporaryDirectory() as folder, MisbehavingServer() as server:
        library = _library(Path(folder))
        expected = AnswerChain(library, AnswersTable()).answer(QUESTION).statements
        ready = _settings(server.address_for("none"))
        _ask(library, ready, chat_model(ready))  # loads everything, so that the first fault does not pay for it
        sockets, memory = _open_sockets(), _megabytes()
        answered, slow = 0, 0
        for fault in ALL_FAULTS:
            address = server.address_for(fault)
            settings = _settings(address)
            chat = chat_model(settings)
            with ThreadPoolExecutor(AT_ONCE) as pool:
                outcomes = list(pool.map(lambda _: _ask(library, settings, chat), range(runs)))  # noqa: B023 - ends here
            right = sum(answer.statements == expected and bool(answer.fallback) for answer, _ in outcomes)
            slowest = max(seconds for _, seconds in outcomes)
            answered, slow = answered + right, slow + (slowest > ALLOWED_SECONDS)
            print(f"{fault:36} {right:3} of {runs} answered, slowest {slowest:5.2f} s", flush=True)
        left = sum(thread.name == THREAD_NAME for thread in threading.enumerate())
        time.sleep(1)  # the server's ends of the last connections close
        more = _open_sockets() - sockets
        elsewhere = server.elsewhere_requests
        grown = _megabytes() - memory
    asked = runs * len(ALL_FAULTS)
    print(f"{len(ALL_FAULTS)} faults x {runs}: {answered} of {asked} answered by quotes, with one line why")
    print(f"slower than {ALLOWED_SECONDS:g} s: {slow} faults; requests that followed a redirect: {elsewhere}")
    print(f"left over: {left} threads, {more} sockets; the most memory grew by {grown:.0f} MB")
    return 0 if answered == asked and not slow and not left and more <= 0 and not elsewhere else 1


def _library(folder: Path) -> Library:
    from fakes import HashingEmbedder
    from scripted import REPORT, REPORT_NAME

    (folder / REPORT_NAME).write_text(REPORT, "utf-8")
    library = Library(folder / "library", HashingEmbedder())
    library.add([folder / REPORT_NAME])
    return library


def _settings(address: str) -> LlmTable:
    return LlmTable(
        model="openai:mock",
        base_url=address,
        connect_seconds=1,
        first_token_seconds=1,
        gap_seconds=0.5,
        total_seconds=TOTAL_SECONDS,
    )


def _ask(library: Library, settings: LlmTable, chat: BaseChatModel) -> tuple[Answer, float]:
    """The answer and the seconds it took. Each question has its own breaker, which stays closed: it meets the fault."""
    begun = time.monotonic()
    drafter = Drafter(library, LanguageModel(settings, chat))
    return AnswerChain(library, AnswersTable(), drafter).answer(QUESTION), time.monotonic() - begun


def _open_sockets() -> int:
    """Open sockets of this process, the server's ends among them (Linux)."""
    links = []
    for file in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            links.append(str(file.readlink()))
    return sum(link.startswith("socket:") for link in links)


def _megabytes() -> float:
    """The most memory this process ever held (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
