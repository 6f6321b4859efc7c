"""Events of the page as Gradio calls them: one value an output, whatever the browser sends."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from scripted import ScriptedAssistant, libraries_of

from assistant.ui.ask.conversation import Target
from assistant.ui.ask.session import Session
from assistant.ui.ask.wiring import Events


def events_of(assistant: ScriptedAssistant, fixed: Any = None) -> Events:
    return Events(libraries_of(assistant), fixed)


@pytest.fixture
def events(assistant: ScriptedAssistant) -> Events:
    return events_of(assistant)


def is_skip(value: Any) -> bool:
    return isinstance(value, dict) and value.get("__type__") == "update" and len(value) == 1


def test_every_event_gives_as_many_values_as_it_fills(
    assistant: ScriptedAssistant, laid_out: Callable[..., Any]
) -> None:
    demo = laid_out(assistant, assistant.settings)
    given: dict[str, tuple[Any, ...]] = {
        "relabel": ("zh", Session()),
        "ask": ("地区生产总值？", "", "", Session(), "zh"),
        "refresh": ("", Session(), "zh"),
        "open": ("?chat=nothing", Session(), "zh"),
        "command": ("rename chat=nothing 茶", Session(), "zh"),
        "listed": ("茶", Session(), "zh"),
        "enter": ("auto:zh", "a" * 32, "?answer=nothing", Session(), SimpleNamespace(request=None)),
        "click": ("cite-1-1", Session(), "zh"),
        "new_chat": ("", Session(), "zh"),
        "left": (Session(), "zh"),
        "model": (Session(), "zh"),
    }
    checked = set()
    for wired in demo.fns.values():
        owner = type(getattr(wired.fn, "__self__", None)).__name__
        if owner not in ("Events", "KeptEvents") or wired.name not in given:
            continue
        found = wired.fn(*given[wired.name])
        several = isinstance(found, Iterator)
        for values in found if several else [found if len(wired.outputs) > 1 else (found,)]:
            assert len(values) == len(wired.outputs), wired.name
        put_in = wired.name == "enter"  # the request, by Gradio
        assert len(given[wired.name]) == len(wired.inputs) + put_in, wired.name
        checked.add(wired.name)
    assert checked == set(given)


def test_a_language_that_the_settings_name_holds_until_another_is_chosen(assistant: ScriptedAssistant) -> None:
    fixed = events_of(assistant, "en")
    assert [fixed.label(asked, Session())[0] for asked in ("auto:zh-CN", "zh", None)] == ["en", "zh", "zh"]
    free = events_of(assistant)
    assert [free.label(asked, Session())[0] for asked in ("auto:zh-CN", "auto:en-GB")] == ["zh", "en"]


def test_a_page_that_comes_is_given_its_labels_before_a_library_that_has_yet_to_be_opened(
    assistant: ScriptedAssistant,
) -> None:
    events, request = events_of(assistant), SimpleNamespace(request=None)
    for labels in (8, 0):  # the first page opens the library
        first, *_ = list(events.enter("auto:zh", "a" * 32, "", Session(), request))  # type: ignore[arg-type]
        assert [is_skip(each) for each in first[:8]] == [False] * 8
        assert [is_skip(each) for each in first[8:]] == (
            [True] * 9 if labels else [*[False] * 2, *[True] * 3, *[False] * 4]
        )


def test_an_answer_fills_the_earlier_turns_once_and_the_panel_where_it_changes(events: Events) -> None:
    session = Session()
    first, *others = events.ask("地区生产总值？", "", "", session, "zh")
    assert all(is_skip(stage[0]) for stage in others)
    # Opened as soon as there is a quote; whoever opens another one meanwhile keeps it.
    assert sum(not is_skip(stage[2]) for stage in [first, *others]) <= 2
    assert session.shown == Target("cite", 1, 1)


def test_the_panel_goes_with_the_answer_whose_place_another_takes(events: Events) -> None:
    session = Session()

    def last_asked(question: str, instead: str) -> str:
        list(events.ask(question, "", instead, session, "zh"))
        return session.conversation.turns[-1].id

    first = last_asked("地区生产总值？", "")
    second = last_asked("门票？", first)
    assert session.shown is None
    last_asked("地区生产总值？", second)
    assert session.shown == Target("cite", 1, 1)
    assert len(session.conversation.turns) == 1


@pytest.mark.parametrize("fragment", [None, 7, ["cite-1-1"], "", "nothing", "report-../../etc/passwd"])
def test_a_click_on_nothing_of_ours_opens_nothing(events: Events, fragment: object) -> None:
    session = Session()
    events.click(fragment, session, "zh")
    assert session.shown is None
