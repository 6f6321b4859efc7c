"""Why a verdict is what it is, is read in either language, whichever its claim was in."""

from collections.abc import Callable

import pytest

from assistant.answer import AppliedScope, Label, Mismatch
from assistant.checking.checkable import worded
from assistant.checking.claim_patterns import NotCheckableReason
from assistant.messages import LANGUAGES, Language, listed, message
from assistant.messages.verdict_reasons import verdict_reason_in
from assistant.messages.verdicts import (
    mismatch_name,
    opinion_of_model,
    reason_but_for_that,
    reason_for,
    reason_in_other_words,
    reason_of_facts,
    reason_of_model,
    reason_of_version,
)
from index.scope import Scope

OPEN, EMPTY = AppliedScope(Scope(), 3), AppliedScope(Scope(years=(1999,)), 0)
VALUE, PERIOD = Mismatch("value", "5%", "6%"), Mismatch("period", "2023", "2024")
QUOTE = "全年增长5.8%。其中茶叶、毛竹；“两山”…"

Said = Callable[[Language], str]


def refuted(language: Language) -> str:
    return reason_for(language, "refuted", [VALUE, PERIOD, Mismatch("target_vs_outcome", "", "")], (), OPEN)


def nothing(language: Language) -> str:
    return reason_for(language, "not_enough_info", (), (), OPEN)


def nothing_near(language: Language) -> str:
    return reason_for(language, "not_enough_info", (), ["茶", "water"], OPEN)


def supported(language: Language) -> str:
    return reason_for(language, "supported", (), (), OPEN)


def computed(language: Language) -> str:
    return reason_for(language, "supported", (), (), OPEN, "126.4亿元 − 119.5亿元 = 6.9亿元")


def compared(language: Language) -> str:
    other = message(language, "compared.other", found="3.5万亩", claimed="4万亩")
    return "".join(
        message(language, key, parts=listed(language, parts))
        for key, parts in (
            ("compared.same", ["5.8%", "126.4亿元"]),
            ("compared.differs", [other]),
            ("compared.not", ["two hydropower stations", mismatch_name(language, "measure")]),
        )
    )


def facts(language: Language) -> str:
    several: list[tuple[str, Label, str]] = [
        ("甲，乙", "supported", supported(language)),
        ("丙；丁", "refuted", refuted(language)),
        ("a “b” c", "not_enough_info", nothing_near(language)),
        ("戊" * 60, "not_enough_info", nothing(language)),
        ("己", "not_enough_info", nothing(language)),
    ]
    return reason_of_facts(language, several)


def version(language: Language) -> str:
    return reason_of_version(language, "2025年松溪县政府工作报告", "a. b.docx")


def opinion(language: Language, vetoed: bool = False) -> str:
    return opinion_of_model(language, "openai:m", 0.04, QUOTE, vetoed)


SAID: dict[str, Said] = {
    "supported": supported,
    "computed": computed,
    "refuted": refuted,
    "refuted but for that": lambda language: refuted(language) + reason_but_for_that(language),
    "nothing": nothing,
    "nothing near": nothing_near,
    "no report": lambda language: reason_for(language, "not_enough_info", (), (), EMPTY),
    "compared": lambda language: nothing(language) + compared(language),
    "facts": facts,
    "facts alone": lambda language: reason_of_facts(language, [("a", "supported", ""), ("b", "supported", "")]),
    "facts, compared, two versions": lambda language: (
        facts(language) + compared(language) + version(language) + version(language)
    ),
    "other words": lambda language: reason_in_other_words(language, QUOTE),
    "model": lambda language: reason_of_model(language, "m", QUOTE) + version(language),
    "opinion": lambda language: f"{nothing(language)}{compared(language)} {opinion(language)}",
    "opinion alone": opinion,
    "vetoed": lambda language: f"{supported(language)} {opinion(language, vetoed=True)}",
    **{
        why: lambda language, why=why: worded(why, "在" if language == "zh" else "a")  # type: ignore[misc]
        for why in NotCheckableReason
    },
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_each_reason_is_said_in_the_other_language(said: Said) -> None:
    for source in LANGUAGES:
        for language in LANGUAGES:
            assert verdict_reason_in(said(source), language) == said(language)


@pytest.mark.parametrize("words", ["", "报告说增长5.8%。", "The report says the same. So it is.", "no stop", "数值。"])
def test_what_is_none_of_ours_stays_as_it_is(words: str) -> None:
    assert [verdict_reason_in(words, language) for language in LANGUAGES] == [words, words]


def test_a_long_reason_that_is_none_of_ours_is_given_up_and_stands() -> None:
    told = " ".join(f"It differs in 8% (the claim says {place})." for place in range(40))
    assert verdict_reason_in(f"{told} zzz", "zh") == f"{told} zzz"
