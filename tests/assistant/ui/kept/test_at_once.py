"""Two people who ask at once: each answer waits for the other to be under way, and goes on when the test says so."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from scripted import REVIEW, TARGET, ScriptedAssistant, answered, cite

from assistant.answer import Answer
from index.report import Report
from index.scope import Scope

pytestmark = pytest.mark.browser

WHOLE, TEA = "地区生产总值？", "茶园？"
TOLD = {WHOLE: [REVIEW, TARGET], TEA: ["新建标准茶园2000亩。", "社会消费品零售总额增长4.1%。"]}
LONGEST = 120  # seconds that anything waits for; only a failure takes them


class AtOnce(ScriptedAssistant):
    """No answer says anything before all are being made; its second stage waits for `goes_on`."""

    def __init__(self, assistant: ScriptedAssistant, report: Report) -> None:
        super().__init__(assistant.library)
        self.all_asked = threading.Barrier(len(TOLD))
        self.goes_on = {question: threading.Event() for question in TOLD}
        for question, quotes in TOLD.items():
            cited = [cite(report, quote, number) for number, quote in enumerate(quotes, start=1)]
            self.script[question] = answered(question, cited)

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        stages = super().stream(question, history, scope)
        self.all_asked.wait(LONGEST)
        yield next(stages)
        self.goes_on[question].wait(LONGEST)
        yield from stages


@pytest.fixture
def people(
    served: Callable[..., str], assistant: ScriptedAssistant, report: Report, visit: Callable[..., Any]
) -> Iterator[tuple[AtOnce, dict[str, Any]]]:
    """The assistant, and a visitor a question, who has asked it and sees the first quote of the answer."""
    at_once = AtOnce(assistant, report)
    url = served(at_once)
    visitors = {WHOLE: visit(), TEA: visit(locale="en-GB")}
    for visitor in visitors.values():
        visitor.open(url)
    for question, visitor in visitors.items():
        visitor.page.fill("#wj-question textarea", question)
        visitor.page.press("#wj-question textarea", "Enter")
    for question, visitor in visitors.items():
        shows(visitor.page, TOLD[question][:1], running=True)
        visitor.page.wait_for_function("location.search.startsWith('?chat=')")
    yield at_once, visitors
    for going in at_once.goes_on.values():
        going.set()


def shows(page: Any, quotes: Sequence[str], running: bool = False) -> None:
    """Waits until the one answer of the page says these and no others, and is or is not on its way."""
    page.wait_for_function(
        """([quotes, running]) => {
          const turns = [...document.querySelectorAll(".wj-turn")];
          const told = [...document.querySelectorAll(".wj-statement")].map(each => each.firstChild.textContent);
          return turns.length === 1 && turns[0].hasAttribute("data-running") === running
            && JSON.stringify(told) === JSON.stringify(quotes);
        }""",
        arg=[list(quotes), running],
    )


def test_each_gets_the_own_answer_and_nothing_of_the_other_s(people: tuple[AtOnce, dict[str, Any]]) -> None:
    assistant, visitors = people
    first, second = visitors[WHOLE].page, visitors[TEA].page
    first.reload()  # in mid-answer
    shows(first, [REVIEW], running=True)
    assistant.goes_on[TEA].set()
    shows(second, TOLD[TEA])
    shows(first, [REVIEW], running=True)
    assistant.goes_on[WHOLE].set()
    shows(first, TOLD[WHOLE])
    shows(second, TOLD[TEA])
    for question, visitor in visitors.items():
        (other,) = set(TOLD) - {question}
        titles = "[...document.querySelectorAll('.wj-kept-open .wj-title')].map(each => each.textContent).join('|')"
        visitor.page.wait_for_function(f"wanted => {titles} === wanted", arg=question)
        marked = "document.querySelector('#wj-evidence mark')?.textContent"
        visitor.page.wait_for_function(f"wanted => {marked} === wanted", arg=TOLD[question][0])
        seen = visitor.page.inner_text("#wj-middle") + visitor.page.inner_text("#wj-kept")
        assert question in seen
        assert not [words for words in (other, *TOLD[other]) if words in seen]
        assert visitor.errors == []
    assert first.evaluate("location.search") != second.evaluate("location.search")
    assert sorted((question, history) for question, history, _ in assistant.asked) == sorted(
        (each, ()) for each in TOLD
    )


def test_one_stops_and_the_other_s_answer_goes_on(people: tuple[AtOnce, dict[str, Any]]) -> None:
    assistant, visitors = people
    first, second = visitors[WHOLE].page, visitors[TEA].page
    second.click("#wj-halt")
    second.wait_for_selector("#turn-1 .wj-ending")
    shows(second, TOLD[TEA][:1])
    shows(first, [REVIEW], running=True)
    for going in assistant.goes_on.values():
        going.set()
    shows(first, TOLD[WHOLE])
    second.reload()
    second.wait_for_selector("#turn-1 .wj-ending")
    shows(second, TOLD[TEA][:1])
    for visitor in visitors.values():
        assert visitor.errors == []
