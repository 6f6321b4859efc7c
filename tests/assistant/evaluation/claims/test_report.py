"""The page on a run over claims: the verdicts by label, and each wrong one, those called supported first."""

from typing import Any

from assistant.checking.claims import Claim
from assistant.evaluation.claims.report import page

HOSTILE = "<script>alert(1)</script>增长5%"


def record(gold: str, given: str, **more: Any) -> dict[str, Any]:
    known = {"id": "<b>", "claim": HOSTILE, "verdict": given, "reason": "因为", "citations": [{"quote": "<q>"}] * 3}
    return known | {"gold": {"label": gold}, "label": given, "metrics": {"accuracy": float(gold == given)}} | more


def summary(**changes: Any) -> dict[str, Any]:
    half = {"value": 0.5, "n": 2, "low": 0.0, "high": 1.0}
    known = {
        "file": {"name": "claims.jsonl", "sha256": "ab"},
        "items": 2,
        "library": None,
        "time": {"finished": "2026", "seconds": 1.0, "asked": 2},
        "settings": {"evidence": "given"},
        "refused": 0,
        "metrics": {"accuracy": half},
        "confusion": {"supported": {"supported": 3, "failed": 1}, "refuted": {}},
        "kinds": {},
        "seed": 0,
        "commit": None,
        "code": "c",
        "versions": {"python": "3"},
        "machine": {},
    }
    return known | changes


def test_what_a_claim_says_is_text() -> None:
    drawn = page(summary(), [Claim("<b>", HOSTILE)], [record("refuted", "supported")])
    for words in ("<script>", "<b>", "<q>"):
        assert words not in drawn
    assert drawn.count("&lt;q&gt;") == 2  # two quotes are shown


def test_wrong_verdicts_are_grouped_and_those_called_supported_come_first() -> None:
    wrong = [record("supported", "refuted"), record("refuted", "supported"), record("refuted", "refuted")]
    drawn = page(summary(), [], wrong)
    assert drawn.index("refuted, called supported: 1") < drawn.index("supported, called refuted: 1")
    assert "refuted, called refuted" not in drawn
    assert "Wrong verdicts" not in page(summary(), [], [record("refuted", "refuted")])


def test_the_table_of_verdicts_has_only_the_columns_and_labels_that_occur() -> None:
    drawn = page(summary(), [], [])
    table = drawn[drawn.index("Verdicts by gold label") :]
    assert '<th class="number">supported</th>' in table and '<th class="number">failed</th>' in table
    assert "partly_supported" not in table and "<td>refuted</td>" not in table
    assert '<td class="number">4</td>' in table


def test_the_head_says_what_the_claims_were_held_against() -> None:
    assert "2 claims held against the evidence given with them" in page(summary(), [], [])
    other = summary(settings={"evidence": "library"}, library={"reports": 3, "fingerprint": "f"}, refused=1)
    assert "held against the library&#x27;s reports · finished 2026 · 1 refused" in page(other, [], [])
