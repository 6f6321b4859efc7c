"""The bundle's own contract: what its hash covers, whose verdict stands, and what a field may hold."""

import pytest
from pydantic import ValidationError

from assistant.bundle.schema import Bundle, KeptCitation, KeptClaim, KeptOverrule, KeptReport, digest


def test_the_hash_is_of_the_content_in_any_order_of_keys_and_not_of_itself() -> None:
    assert digest({"a": 1, "b": "字"}) == digest({"b": "字", "a": 1, "sha256": "x"})
    assert digest({"a": 1}) != digest({"a": "1"}) != digest({"a": 1.0})
    with pytest.raises(ValueError, match="JSON compliant"):
        digest({"a": float("inf")})


def test_a_person_s_verdict_is_the_one_that_stands() -> None:
    claim = KeptClaim(id="1", verdict="refuted")
    assert (claim.standing, KeptClaim(id="2").standing) == ("refuted", None)
    assert claim.model_copy(update={"overruled": KeptOverrule(verdict="supported")}).standing == "supported"


def test_further_fields_are_kept_and_covered(bundle: Bundle) -> None:
    document = bundle.to_json() | {"note": "kept"}
    again = Bundle.model_validate(document)
    assert again.to_json()["note"] == "kept"
    assert digest(again.to_json()) != bundle.sha256


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (KeptReport, "report_id", "AB" * 32),
        (KeptReport, "report_id", "ab" * 31),
        (KeptReport, "original", "originals/../secret"),
        (KeptReport, "original", "/etc/passwd"),
        (KeptReport, "year", True),
        (KeptCitation, "start", 1_000_000_001),
        (KeptCitation, "n", "1"),
        (KeptCitation, "image", "originals/a.b.png"),
    ],
)
def test_a_value_that_no_bundle_of_ours_has_is_refused(
    bundle: Bundle, model: type[KeptReport | KeptCitation], field: str, value: object
) -> None:
    known = bundle.reports[0] if model is KeptReport else bundle.claims[0].citations[0]
    with pytest.raises(ValidationError, match=field):
        model.model_validate(known.model_dump() | {field: value})
