"""What a browser sends as a scope is read again, and stands for a scope of the library."""

import json
from typing import Any

import pytest
from scripted import ScriptedAssistant

from assistant.errors import WrongUsage
from assistant.report_sets import ReportSet
from assistant.ui.ask.chosen import Chosen, read_chosen
from index.scope import Scope
from index.store.rows import StoredReport


@pytest.fixture
def entry(assistant: ScriptedAssistant) -> StoredReport:
    return assistant.library.reports()[0]


def test_nothing_chosen_is_no_scope() -> None:
    assert read_chosen("") == read_chosen(None) == read_chosen("{}") == Chosen()
    assert Chosen().scope([], []) is None


def test_years_regions_and_issuers_are_limits_of_the_library() -> None:
    chosen = read_chosen(json.dumps({"years": [2024, 2025], "regions": ["广东"], "issuers": ["某公司"]}))
    assert chosen.scope([], []) == Scope(years=(2024, 2025), regions=("广东",), issuers=("某公司",), origin="option")
    assert read_chosen(chosen.to_json()) == chosen


def test_kinds_and_collections_become_the_reports_that_they_hold(entry: StoredReport) -> None:
    known, own = [entry], (entry.report_id,)
    sets = [ReportSet("有", (*own, "f" * 64)), ReportSet("空", ())]
    kind = Chosen(kinds=(entry.metadata.kind,))
    assert kind.scope(known, sets) == Scope(reports=own, origin="option")
    assert Chosen(collections=("有",)).scope(known, sets) == Scope(reports=own, origin="option")
    for nothing in (Chosen(kinds=("audit_report",)), Chosen(collections=("空",)), Chosen(collections=("没有",))):
        scope = nothing.scope(known, sets)
        assert scope is not None and scope.empty and not scope.admits(entry.report_id, entry.metadata)


@pytest.mark.parametrize(
    "value",
    [
        "no json",
        "[]",
        7,
        {"years": ["2024"]},
        {"years": [True]},
        {"years": [20245]},
        {"regions": [""]},
        {"regions": [7]},
        {"kinds": ["anything"]},
        {"reports": ["../../etc/passwd"]},
        {"years": 2024},
        {"regions": ["x"] * 501},
        "[" * 100_000,
    ],
)
def test_what_is_no_choice_is_refused(value: Any) -> None:
    with pytest.raises(WrongUsage):
        read_chosen(json.dumps(value) if isinstance(value, dict) else value)
