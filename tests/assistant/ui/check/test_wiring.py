"""Events of the check tab as Gradio calls them: one value an output, and a new run stops the one before."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from scripted import REVIEW, ScriptedAssistant, cite, judged, libraries_of

from assistant.ui.ask.session import Session
from assistant.ui.check.session import CheckRun
from assistant.ui.check.wiring import _CheckEvents
from index.report import Report

CLAIM = "2024年松溪县地区生产总值达到126.4亿元。"


def is_skip(value: Any) -> bool:
    return isinstance(value, dict) and value.get("__type__") == "update" and len(value) == 1


@pytest.fixture
def events(assistant: ScriptedAssistant, report: Report) -> _CheckEvents:
    assistant.judge.script[CLAIM] = judged(CLAIM, "supported", [cite(report, REVIEW, 1, stance="supports")])
    return _CheckEvents(libraries_of(assistant))


def checked(events: _CheckEvents) -> CheckRun:
    first, *_ = events.paste(CLAIM, None, Session(), "zh")
    run: CheckRun = first[1]
    while run.running:
        time.sleep(0.01)
    return run


def test_every_event_gives_as_many_values_as_it_fills(
    assistant: ScriptedAssistant, events: _CheckEvents, laid_out: Callable[..., Any]
) -> None:
    run = checked(events)
    given: dict[str, tuple[Any, ...]] = {
        "paste": (CLAIM, None, Session(), "zh", ""),
        "open": ("?check=nothing", run, Session(), "zh"),
        "command": ("resume", run, Session(), "zh"),
        "pick": ("claim-1", run, Session(), "zh"),
        "keep": (run, 1, "refuted", "看过了", Session(), "zh"),
        "remove": (run, 1, Session(), "zh"),
        "label": ("en", Session(), run, 1),
    }
    seen = set()
    for wired in laid_out(assistant, assistant.settings).fns.values():
        owner = type(getattr(wired.fn, "__self__", None)).__name__
        if owner != "_CheckEvents" or wired.name not in given:
            continue
        found = wired.fn(*given[wired.name])
        for values in found if wired.name in ("paste", "open", "command") else [found]:
            assert len(values) == len(wired.outputs), wired.name
        assert len(given[wired.name]) == len(wired.inputs), wired.name
        seen.add(wired.name)
    assert seen == set(given)


def test_a_new_check_closes_the_open_claim_once_and_stops_the_one_before(events: _CheckEvents) -> None:
    before = CheckRun()
    looks = list(events.paste(CLAIM, before, Session(), "zh"))
    assert before.stopped
    assert looks[0][2:5] == ("", 0, "")
    assert all(is_skip(value) for look in looks[1:] for value in look[1:5])
    # An empty box is no check, and stops nothing; where there is no check yet, it says so.
    run = checked(events)
    assert [all(map(is_skip, look)) for look in events.paste("  ", run, Session(), "zh")] == [True]
    [said] = events.paste("  ", None, Session(), "zh")
    assert "没有可以核查的内容" in said[0] and "wj-check-welcome" in said[0]


def test_a_quote_changes_the_panel_alone_and_a_claim_shows_the_person_s_verdict(events: _CheckEvents) -> None:
    run = checked(events)
    assert events.keep(run, 1, "refuted", "看过了", Session(), "zh")[2] == ""
    number, claim, panel, verdict, note, said = events.pick("claim-1", run, Session(), "zh")
    assert (number, verdict, note, said) == (1, "refuted", "看过了", "")
    assert REVIEW in panel and CLAIM in claim
    quote = events.pick("quote-1-1", run, Session(), "zh")
    assert [is_skip(value) for value in quote] == [False, True, False, True, True, True]
    assert events.pick("nothing", run, Session(), "zh")[3:] == (None, "", "")


def test_a_refused_verdict_leaves_claim_and_table(events: _CheckEvents) -> None:
    run = checked(events)
    claim, table, said = events.keep(run, 1, "refuted", " ", Session(), "zh")
    assert (is_skip(claim), is_skip(table), "wj-bad" in said) == (True, True, True)
    assert run.rows()[0].overrule is None


def test_removing_empties_what_a_person_wrote(events: _CheckEvents) -> None:
    run = checked(events)
    events.keep(run, 1, "refuted", "看过了", Session(), "zh")
    assert events.remove(run, 1, Session(), "zh")[2:] == ("", None, "")
    assert run.rows()[0].overrule is None


def test_stopping_nothing_is_nothing(events: _CheckEvents) -> None:
    events.stop(None, Session())
    run = checked(events)
    events.stop(run, Session())
    assert run.stopped
