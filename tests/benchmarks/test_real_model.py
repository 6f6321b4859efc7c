"""The counts of the benchmark with a real model, by hand."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "real_model.py"


@pytest.fixture(scope="module")
def real_model() -> ModuleType:
    """The benchmark as a module; benchmarks/ is no package."""
    spec = importlib.util.spec_from_file_location("real_model", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(mode: str, statements: int, dropped: list[str], status: str = "answered") -> dict[str, Any]:
    return {
        "status": status,
        "mode": mode,
        "fallback": "",
        "statements": [f"statement {n}" for n in range(statements)],
        "dropped": [["text", reason] for reason in dropped],
        "elapsed_ms": 1500.0,
        "standing": [statements, statements],
        "quote_hit": 1.0,
        "f1": 0.5,
    }


def test_what_became_of_a_question(real_model: ModuleType) -> None:
    assert real_model.fate(_answer("openai:m", 1, [])) == "answered by the model"
    assert real_model.fate(_answer("extractive", 1, ["why"])) == "extractive answer instead"
    assert real_model.fate(_answer("extractive", 0, [], "not_found")) == "nothing answered"
    assert real_model.fate(_answer("extractive", 0, [], "no_report_in_scope")) == "no report in scope"


def test_extractive_statements_are_none_of_the_models(real_model: ModuleType) -> None:
    records = [
        {"model": _answer("openai:m", 3, ["a"])},
        {"model": _answer("extractive", 1, ["a", "b"])},
        {"model": _answer("extractive", 1, [])},
    ]
    estimate = real_model.survived(records)
    assert (estimate.value, estimate.n) == (0.5, 6)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("another figure: it says “5%”, the report “6%”", "another figure"),
        ("数字不同：句中“5%”，原文“6%”；原文没有“全市”", "数字不同"),
        ("原文没有“全市”、“首次”；时间不同：句中“2023年”，原文“2024年”", "原文没有…"),
        ("the report does not have “first”, “ever”", "the report does not have …"),
        ("没有注明出处", "没有注明出处"),
    ],
)
def test_reasons_are_counted_without_their_particulars(real_model: ModuleType, reason: str, kind: str) -> None:
    assert real_model.kind(reason) == kind


def test_the_tables(real_model: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    plain = _answer("extractive", 1, [])
    record = {"answerable": True, "extractive": plain, "model": _answer("openai:m", 1, ["no id"])}
    real_model.print_tables([record])
    printed = capsys.readouterr().out
    assert "statements: 2 drafted over 1 questions; shown 0.500 [0.500, 0.500] n 2" in printed
    assert "| no id | 1 | 0.500 [0.500, 0.500] n 2 |" in printed
    assert "| answered by the model | 1 | 1.000 [1.000, 1.000] n 1 |" in printed
    assert "| quote_validity | 1.000 [1.000, 1.000] n 1 | 1.000 [1.000, 1.000] n 1 |" in printed
    assert "| unanswerable: not answered | - | - |" in printed
    assert "| seconds, p50 | 1.500 [1.500, 1.500] n 1 | 1.500 [1.500, 1.500] n 1 |" in printed
