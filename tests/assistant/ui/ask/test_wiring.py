"""Events of the page as Gradio calls them: one value an output, whatever the browser sends."""

from collections.abc import Callable
from typing import Any

import pytest
from scripted import ScriptedAssistant

from assistant.ui.ask.conversation import Conversation, Target
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.wiring import _Events


@pytest.fixture
def events(assistant: ScriptedAssistant) -> _Events:
    return _Events(Handlers(lambda: assistant), None)


def is_skip(value: Any) -> bool:
    return isinstance(value, dict) and value.get("__type__") == "update" and len(value) == 1


def test_every_event_gives_as_many_values_as_it_fills(
    assistant: ScriptedAssistant, laid_out: Callable[..., Any]
) -> None:
    demo = laid_out(assistant, assistant.settings)
    given: dict[str, tuple[Any, ...]] = {
        "label": ("zh",),
        "fill": (Conversation(), "zh"),
        "ask": ("地区生产总值？", "", Conversation(), "zh"),
        "refresh": (Conversation(), "zh"),
        "click": ("cite-1-1", Conversation(), "zh"),
        "new_chat": ("zh",),
        "left": ("zh",),
    }
    checked = set()
    for wired in demo.fns.values():
        owner = type(getattr(wired.fn, "__self__", None)).__name__
        if owner != "_Events" or wired.name not in given:
            continue
        found = wired.fn(*given[wired.name])
        for values in found if wired.name == "ask" else [found]:
            assert len(values) == len(wired.outputs), wired.name
        assert len(given[wired.name]) == len(wired.inputs), wired.name
        checked.add(wired.name)
    assert checked == set(given)


def test_a_language_that_the_settings_name_holds_until_another_is_chosen(assistant: ScriptedAssistant) -> None:
    fixed = _Events(Handlers(lambda: assistant), "en")
    assert [fixed.label(asked)[0] for asked in ("auto:zh-CN", "zh", None)] == ["en", "zh", "zh"]
    free = _Events(Handlers(lambda: assistant), None)
    assert [free.label(asked)[0] for asked in ("auto:zh-CN", "auto:en-GB")] == ["zh", "en"]


def test_an_answer_fills_the_earlier_turns_once_and_the_panel_where_it_changes(events: _Events) -> None:
    stages = list(events.ask("地区生产总值？", "", Conversation(), "zh"))
    assert [is_skip(stage[0]) for stage in stages] == [False, True, True]
    assert [is_skip(stage[1]) for stage in stages] == [False, True, True]
    # Filled as soon as there is a quote; whoever opens another one meanwhile keeps it.
    assert [is_skip(stage[4]) for stage in stages] == [True, False, True]
    assert stages[-1][3].shown == Target("cite", 1, 1)


@pytest.mark.parametrize("fragment", [None, 7, ["cite-1-1"], "", "nothing", "report-../../etc/passwd"])
def test_a_click_on_nothing_of_ours_opens_nothing(events: _Events, fragment: object) -> None:
    assert events.click(fragment, Conversation(), "zh")[0] == Conversation()
