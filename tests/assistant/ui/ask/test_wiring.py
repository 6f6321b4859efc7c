"""Events of the page as Gradio calls them: one value an output, whatever the browser sends."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from scripted import ScriptedAssistant

from assistant.messages import LANGUAGES
from assistant.ui.ask.conversation import Target
from assistant.ui.ask.handlers import Handlers
from assistant.ui.ask.session import Session
from assistant.ui.ask.wiring import Events, choices
from assistant.ui.kept.handlers import KeptHandlers


def events_of(assistant: ScriptedAssistant, fixed: Any = None) -> Events:
    handlers = Handlers(lambda: assistant)
    return Events(handlers, KeptHandlers(handlers), fixed)


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
        "label": ("zh", Session()),
        "fill": (Session(), "zh"),
        "ask": ("地区生产总值？", "", "", "", "", "", Session(), "zh"),
        "look": (Session(), "zh"),
        "open": ("?chat=nothing 1", Session(), "zh"),
        "command": ("find 茶 1", Session(), "zh"),
        "enter": ("auto:zh", "a" * 32, "?answer=nothing", Session()),
        "click": ("cite-1-1", Session(), "zh"),
        "new_chat": (Session(), "zh"),
        "left": ("zh",),
    }
    checked = set()
    for wired in demo.fns.values():
        owner = type(getattr(wired.fn, "__self__", None)).__name__
        if owner not in ("Events", "KeptEvents") or wired.name not in given:
            continue
        found = wired.fn(*given[wired.name])
        for values in found if wired.name in ("ask", "look", "open", "command") else [found]:
            assert len(values) == len(wired.outputs), wired.name
        assert len(given[wired.name]) == len(wired.inputs), wired.name
        checked.add(wired.name)
    assert checked == set(given)


def test_a_language_that_the_settings_name_holds_until_another_is_chosen(assistant: ScriptedAssistant) -> None:
    fixed = events_of(assistant, "en")
    assert [fixed.label(asked, Session())[0] for asked in ("auto:zh-CN", "zh", None)] == ["en", "zh", "zh"]
    free = events_of(assistant)
    assert [free.label(asked, Session())[0] for asked in ("auto:zh-CN", "auto:en-GB")] == ["zh", "en"]


def test_an_answer_fills_the_earlier_turns_once_and_the_panel_where_it_changes(events: Events) -> None:
    session = Session()
    first, *others = events.ask("地区生产总值？", "", "", "", "", "", session, "zh")
    assert first[:2] == ("", "")
    assert all(is_skip(stage[0]) and is_skip(stage[1]) and is_skip(stage[2]) for stage in others)
    # Opened as soon as there is a quote; whoever opens another one meanwhile keeps it.
    assert sum(not is_skip(stage[4]) for stage in [first, *others]) <= 2
    assert session.shown == Target("cite", 1, 1)


def test_only_a_report_of_the_library_can_be_asked_alone(events: Events, assistant: ScriptedAssistant) -> None:
    known = assistant.library.reports()[0].report_id
    assert events.click(f"only-{known} 3", Session(), "zh")[1]["value"] == known
    for named in ("only-" + "a" * 64, "only-", "only-../x"):
        assert all(map(is_skip, events.click(named, Session(), "zh")))


@pytest.mark.parametrize("fragment", [None, 7, ["cite-1-1"], "", "nothing", "report-../../etc/passwd"])
def test_a_click_on_nothing_of_ours_opens_nothing(events: Events, fragment: object) -> None:
    session = Session()
    _, report = events.click(fragment, session, "zh")
    assert (session.shown, is_skip(report)) == (None, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_year_comes_first_behind_any(assistant: ScriptedAssistant, language: Any) -> None:
    [entry] = assistant.library.reports()
    older = replace(entry, report_id="b" * 64, metadata=replace(entry.metadata, year=2023, region=None))
    years, regions, _, reports = choices([older, entry], language)
    assert [value for _, value in years["choices"]] == ["", "2025", "2023"]
    assert [value for _, value in regions["choices"]] == ["", "松溪县"]
    assert [value for _, value in reports["choices"]] == ["", entry.report_id, "b" * 64]
