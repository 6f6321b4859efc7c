"""The page while a language model writes: quotes at once, checked sentences above them, and what stays when it dies."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from scripted import REVIEW, ScriptedAssistant
from scripted_model import FAILS, Prompt, ScriptedModel

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.generation.drafting import Drafter
from assistant.settings import AnswersTable
from index.scope import Scope

pytestmark = pytest.mark.browser

QUESTION = "2024年松溪县地区生产总值增长多少？"


class Writing(ScriptedAssistant):
    """The real chain over the report, with a model that waits for `go` before it writes on."""

    def __init__(self, assistant: ScriptedAssistant, rest: Sequence[str]) -> None:
        super().__init__(assistant.library)
        self.go = threading.Event()

        def reply(prompt: Prompt) -> Iterator[str]:
            name = next(name for name, line in prompt.lines.items() if "126.4亿元" in line)
            yield f"2024年松溪县地区生产总值增长5.8%。[{name}]\n"
            self.go.wait(60)
            yield from rest

        model = ScriptedModel(reply)  # type: ignore[arg-type]
        self._chain = AnswerChain(self.library, AnswersTable(), Drafter(self.library, model))

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        yield from self._chain.stream(question, history, scope)


def pictured(page: Any, name: str) -> None:
    """Keeps a picture where WENJU_PICTURES names a folder."""
    if folder := os.environ.get("WENJU_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def test_quotes_stand_at_once_and_what_is_checked_comes_above(
    served: Callable[[Any], str], visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    refused = [f"社会消费品零售总额增长{number}%。[S1]\n" for number in range(10, 23)]
    writing = Writing(assistant, refused)
    visitor = visit()
    page = visitor.open(served(writing))
    page.fill("textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".wj-writing")
    page.wait_for_selector(".wj-quoted")
    texts = page.locator(".wj-statement").all_inner_texts()
    assert texts[0].startswith("2024年松溪县地区生产总值增长5.8%")  # the model's, above
    assert texts[1].startswith("5.8%")  # the quoted answer, below
    assert page.locator("#wj-evidence mark").all_inner_texts() == [REVIEW]  # opened already
    pictured(page, "writing")
    writing.go.set()
    page.wait_for_selector(".wj-writing", state="detached")
    assert page.locator(".wj-statement").all_inner_texts()[:2] == texts[:2]
    assert page.locator(".wj-dropped li").count() == 13 or page.locator(".wj-dropped s").count() <= 26
    pictured(page, "written")
    assert visitor.errors == []


def test_what_was_shown_stays_when_the_server_dies(
    served: Callable[[Any], str], visit: Callable[..., Any], assistant: ScriptedAssistant
) -> None:
    writing = Writing(assistant, ["社会消费品零售", FAILS])
    page = visit().open(served(writing))
    page.fill("textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".wj-quoted")
    before = page.locator(".wj-statement").all_inner_texts()
    writing.go.set()
    page.wait_for_selector(".wj-writing", state="detached")
    assert page.locator(".wj-statement").all_inner_texts() == before
    assert "没有写完" in page.locator(".wj-note").first.inner_text()
    pictured(page, "died")
