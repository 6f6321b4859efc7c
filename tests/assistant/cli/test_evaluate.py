"""`wenju evaluate` on the command line: what is refused before a run, what is printed after it, and its status."""

from pathlib import Path
from typing import Any

import pytest
from commands import run

from assistant.cli.evaluation_output import MOST_NAMED, comparison_lines, summary_lines
from assistant.evaluation import starting
from assistant.evaluation.running import Evaluation

SHARE = {"value": 0.5, "n": 1_200, "low": 0.25, "high": 0.75}
NONE = {"value": None, "n": 0, "low": None, "high": None}
LATE = {"value": 1_234.5, "n": 2, "low": 900.0, "high": 2_000.0}


def evaluation(**changes: Any) -> Evaluation:
    summary: dict[str, Any] = {
        "metrics": {"quote_hit": SHARE, "mrr": NONE, "latency_p50_ms": LATE},
        "outcomes": {"answerable": {"right": 1_000, "not_read": 2}, "unanswerable": {}},
        "refused": 0,
        "refusals": [],
        "refused_reports": 0,
        "lacking_gold_reports": 0,
    }
    return Evaluation(Path("out"), summary | changes)


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a run end as it is told, at once; keeps what it was started with."""
    started: list[dict[str, Any]] = []

    def set_up(found: Evaluation) -> list[dict[str, Any]]:
        def start(*given: Any, **options: Any) -> Evaluation:
            started.append(options)
            return found

        monkeypatch.setattr(starting, "start", start)
        monkeypatch.setattr(starting, "start_claims", start)
        return started

    return set_up


def test_only_metrics_with_a_value_are_printed_and_times_without_decimals() -> None:
    assert list(summary_lines(evaluation())) == [
        "quote_hit                 0.500  [0.250, 0.750]     n 1,200",
        "latency_p50_ms            1,234  [900, 2,000]       n 2",
        "answerable: right 1,000, not read 2",
        "more in out/report.html",
    ]


def test_a_comparison_names_what_moved_and_counts_what_did_not() -> None:
    entry = {"value": -0.1, "low": -0.2, "high": 0.0, "better": 0, "worse": 11, "same": 1, "p": 0.001, "n": 12}
    worse = [str(number) for number in range(11)]
    metrics = {
        "quote_hit": entry | {"better_ids": [], "worse_ids": worse},
        "mrr": entry | {"worse": 0, "better_ids": [], "worse_ids": []},
    }
    differs = [{"name": f"n{number}"} for number in range(MOST_NAMED + 1)]
    lines = list(comparison_lines({"metrics": metrics, "baseline": "before", "common": 12, "differs": differs}))
    assert lines[0] == "against before, 12 items in both; metrics alike in all: 1"
    assert lines[1].endswith(f"n{MOST_NAMED - 1} and 1 more")
    assert lines[2] == "quote_hit              -0.100  [-0.200, +0.000]  better 0, worse 11, p 0.001"
    assert lines[3] == "  worse: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 1 more"
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({}, 0, ""),
        ({"refused": 1, "refusals": [{"id": "line 2", "error": "is torn"}]}, 3, "refused line 2: is torn"),
        ({"refused_reports": 1}, 3, ""),
        ({"lacking_gold_reports": 2}, 0, "a gold report which the library lacks: 2"),
    ],
)
def test_the_status_tells_whether_inputs_were_refused(
    ends: Any, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], status: int, said: str
) -> None:
    ends(evaluation(**changes))
    found, _, err = run(capsys, "evaluate", "questions", "q.jsonl", "--out", "o", "--quiet")
    assert (found, said in err) == (status, True)


def test_many_refusals_are_named_up_to_a_number(ends: Any, capsys: pytest.CaptureFixture[str]) -> None:
    refusals = [{"id": str(number), "error": "x"} for number in range(MOST_NAMED + 5)]
    ends(evaluation(refused=len(refusals), refusals=refusals))
    _, _, err = run(capsys, "evaluate", "questions", "q.jsonl", "--out", "o", "--quiet")
    assert len(err.splitlines()) == MOST_NAMED + 1
    assert err.splitlines()[-1] == "wenju: refused 5 more; each has an `error` in out/results.jsonl"


def test_a_limit_that_is_not_kept_fails_above_all_else(ends: Any, capsys: pytest.CaptureFixture[str]) -> None:
    ends(evaluation(refused=1))
    command = ("evaluate", "questions", "q.jsonl", "--out", "o", "--quiet")
    status, _, err = run(capsys, *command, "--fail-under", "quote_hit=0.6", "--fail-under", "latency_p50_ms=1300")
    assert (status, err.splitlines()) == (1, ["wenju: quote_hit is 0.5, under 0.6"])


@pytest.mark.parametrize("limit", ["quote_hit", "quote_hit=", "quote_hit=nan", "quote_hit=inf", "macro_f1=0.5", "=1"])
def test_a_limit_that_is_none_is_refused_before_anything_is_asked(
    ends: Any, capsys: pytest.CaptureFixture[str], limit: str
) -> None:
    started = ends(evaluation())
    status, out, err = run(capsys, "evaluate", "questions", "q.jsonl", "--out", "o", "--fail-under", limit)
    assert (status, out, err.count("\n"), started) == (2, "", 1, [])


def test_a_junit_file_that_cannot_be_written_is_refused_before_anything_is_asked(
    ends: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started = ends(evaluation())
    (tmp_path / "file").write_text("x")
    for name in (str(tmp_path), "file/junit.xml"):
        status, _, err = run(capsys, "evaluate", "questions", "q.jsonl", "--out", "o", "--junit", name)
        assert (status, "can't be written" in err, started) == (2, True, [])


def test_what_a_run_is_asked_for_reaches_it(
    ends: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = ends(evaluation())
    command = ("evaluate", "questions", "q.jsonl", "--out", "o", "--quiet", "--limit", "3", "--half", "first")
    run(capsys, *command, "--seed", "7", "--trec")
    run(capsys, *command, "--library", "mine")
    monkeypatch.setenv("WENJU_LIBRARY", "theirs")
    run(capsys, *command)
    assert [started[0][name] for name in ("limit", "half", "seed", "trec")] == [3, "first", 7, True]
    # A library that is named is asked; else the file's own reports make one.
    assert [each["own_library"] for each in started] == [True, False, False]
    run(capsys, "evaluate", "claims", "c.jsonl", "--out", "o", "--quiet", "--evidence", "given")
    assert started[-1]["given"] is True
