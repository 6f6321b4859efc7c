"""Why a verdict is what it is, in one sentence: of one fact, of several, and of a model."""

from assistant.answer import AppliedScope, Label, Mismatch
from assistant.messages.verdicts import (
    MOST_DETAILS,
    SIGNS,
    difference,
    reason_for,
    reason_of_facts,
    reason_of_model,
    stance_name,
)
from index.scope import Scope

OPEN = AppliedScope(Scope(), 3)
EMPTY = AppliedScope(Scope(years=(1999,)), 0)


def test_a_refuted_fact_names_each_kind_of_difference_once() -> None:
    mismatches = [Mismatch("value", "5%", "6%"), Mismatch("value", "7%", "8%"), Mismatch("period", "", "")]
    said = reason_for("zh", "refuted", mismatches, (), OPEN)
    assert said.count("数值") == 1 and "、" in said


def test_an_open_fact_says_what_is_missing_the_reports_before_the_words() -> None:
    assert reason_for("en", "not_enough_info", (), ["tea"], EMPTY) == "The library has no report of this scope."
    near = reason_for("en", "not_enough_info", (), ["a", "a", "b", "c", "d", "e"], OPEN)
    assert near.endswith("does not say: a, b, c, d.")
    # An open scope without reports is an empty library, which is said elsewhere.
    assert reason_for("en", "not_enough_info", (), (), AppliedScope(Scope(), 0)) == (
        reason_for("en", "not_enough_info", (), (), OPEN)
    )


def test_what_was_worked_out_shows_its_arithmetic() -> None:
    assert "3 + 4 = 7" in reason_for("zh", "supported", (), (), OPEN, "3 + 4 = 7")
    assert "3 + 4 = 7" not in reason_for("zh", "refuted", (), (), OPEN, "3 + 4 = 7")


def test_several_facts_are_counted_and_those_that_fall_short_told() -> None:
    facts: list[tuple[str, Label, str]] = [("甲", "supported", "是。"), ("乙", "refuted", "数值不同。")]
    said = reason_of_facts("zh", facts)
    assert "2" in said and "“乙”" in said and "数值不同" in said and "“甲”" not in said
    many: list[tuple[str, Label, str]] = [(f"事{number}", "refuted", "不同。") for number in range(MOST_DETAILS + 2)]
    cut = reason_of_facts("zh", many)
    assert f"事{MOST_DETAILS - 1}" in cut and f"事{MOST_DETAILS}" not in cut and "2" in cut
    whole = reason_of_facts("zh", facts[:1])
    assert "；" not in whole


def test_a_model_s_word_names_the_model_and_cuts_the_quote() -> None:
    assert reason_of_model("en", "m", "a\n" + "b" * 50) == (
        f"Judged by the model m: the quote “a {'b' * 38}…” says the same in other words."
    )


def test_every_verdict_has_a_sign_of_its_own_and_a_quote_of_an_answer_is_a_source() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert stance_name("en", None) != stance_name("en", "related")
    assert difference("zh", Mismatch("value", "5%", "6%")) == "数值：主张说“5%”，报告说“6%”"
