"""Claims and statements made by rule out of public reports, one thing of each altered: none is called supported.

The long versions are those of docs/benchmarks.md: 600 claims over the 31 provincial reports, and the true and altered
statements of 300 quotes in each half. They run in `make stress`.
"""

from pathlib import Path

import altered
import claims
import pytest

from assistant.build import build_library
from assistant.settings import load_settings

pytestmark = [pytest.mark.shared]


@pytest.fixture(autouse=True)
def _data(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(altered, "SHARED", shared_data)
    monkeypatch.setattr(claims, "SHARED", shared_data)


@pytest.mark.stress
@pytest.mark.parametrize("half", ["first", "second"])
def test_no_claim_that_one_thing_is_wrong_with_is_supported(half: str, shared_data: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    build_library(load_settings({}, library=library)).add([shared_data / "reports" / "provincial-2025"])
    made = claims.made(half, 300, 0)
    file = tmp_path / "claims.jsonl"
    claims.write(made, file)
    summary, records, _ = claims.measure(file, library, tmp_path / "run")
    assert len(records) == len(made) > 250
    assert summary["metrics"]["quote_validity"]["value"] == 1
    wrong = [record for record in records if record["kind"] in (*claims.ALTERED, "absent")]
    assert [record["claim"] for record in wrong if record["label"] == "supported"] == []
    true = [record for record in records if record["kind"] == "true"]
    assert [record["claim"] for record in true if record["label"] == "refuted"] == []
    assert sum(record["label"] == "supported" for record in true) >= 0.9 * len(true)


@pytest.mark.parametrize(
    ("half", "count", "least"),
    [
        ("first", 12, 0.5),
        pytest.param("first", 300, 0.8, marks=pytest.mark.stress),
        pytest.param("second", 300, 0.8, marks=pytest.mark.stress),
    ],
)
def test_no_statement_with_one_thing_altered_passes(half: str, count: int, least: float) -> None:
    found = altered.pairs(half, count, 0)
    wrong, _ = altered.measure(found)
    assert [pair.altered for pair, is_true, _ in wrong if not is_true] == []
    assert sum(is_true for _, is_true, _ in wrong) <= (1 - least) * len(found)
