"""Why a model's statement was removed, in words: each reason its own, whole, and on one line."""

from assistant.answer import Mismatch
from assistant.messages.language_model import DropReason, Fallback, disagreement, fallback, reason


def test_words_in_question_are_cut_and_on_one_line() -> None:
    said = reason("zh", DropReason.ALTERED_QUOTE, "增长\n" + "长" * 100)
    assert said == f"引号里的话与原文不一字不差：“增长 {'长' * 57}…”"
    assert (
        reason("en", DropReason.UNCITED, "not asked for")
        == "names no source, and no sentence that it was given says so"
    )


def test_what_differs_is_told_once_and_words_that_stand_nowhere_up_to_four() -> None:
    twice = [Mismatch("value", "5%", "6%")] * 2
    assert disagreement("zh", twice, []) == "数字不同：句中“5%”，原文“6%”"
    assert disagreement("zh", [Mismatch("value", "5%", "")], []) == "数字不同：句中“5%”，原文“无”"
    assert disagreement("zh", [], list("甲乙丙丁戊")) == "原文没有“甲”、“乙”、“丙”、“丁”"


def test_a_failure_is_told_inside_our_own_sentence() -> None:
    assert fallback("en", Fallback.FAILED, error="m is down.\nTry later.") == (
        "The language model gave no answer (m is down. Try later); this one is without it."
    )
    assert fallback("zh", Fallback.NOTHING_LEFT, count=3) == "语言模型写的3句都核对不上原文，没有采用。"


def test_every_reason_is_worded_in_both_languages() -> None:
    for language in ("zh", "en"):
        said = [reason(language, each, words="x") for each in DropReason]
        assert len(set(said)) == len(DropReason)
        lines = [fallback(language, each, count=2, error="down.\nTry") for each in Fallback]
        assert len(set(lines)) == len(Fallback)
        assert not any("\n" in line or "{" in line for line in [*said, *lines])


def test_a_disagreement_says_what_differs() -> None:
    mismatches = [Mismatch("value", "5.9%", "5.8%"), Mismatch("negation", "", "")]
    assert (
        disagreement("zh", mismatches, ["外地"]) == "数字不同：句中“5.9%”，原文“5.8%”；肯定与否定不同；原文没有“外地”"
    )
    assert disagreement("en", mismatches[:1], ["abroad", "x"]) == (
        "another figure: it says “5.9%”, the report “5.8%”; the report does not have “abroad”, “x”"
    )
    assert disagreement("en", [], []) == "is about something else than the text it cites"
