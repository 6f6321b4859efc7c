"""Why a model's sentence is not shown is read in either language, whichever it was said in."""

import pytest

from assistant.answer import Mismatch
from assistant.messages import LANGUAGES, Language
from assistant.messages.language_model import DropReason, Fallback, disagreement, fallback, reason
from assistant.messages.other_language import said_in


def in_both(say: object) -> dict[Language, str]:
    return {language: say(language) for language in LANGUAGES}  # type: ignore[operator]


@pytest.mark.parametrize(
    "said",
    [
        *(in_both(lambda language, why=why: reason(language, why, "2023")) for why in DropReason),
        *(in_both(lambda language, why=why: fallback(language, why, 3, "x")) for why in Fallback),
        in_both(lambda language: disagreement(language, (Mismatch("value", "5.9%", "5.8%"),), ())),
        in_both(lambda language: disagreement(language, (Mismatch("roles", "", ""),), ["茶园", "a; b；c"])),
        in_both(
            lambda language: disagreement(
                language, (Mismatch("value", "5；9", "a; b"), Mismatch("rank", "第一", "")), ["茶园"]
            )
        ),
    ],
)
def test_each_reason_is_said_in_the_other_language(said: dict[Language, str]) -> None:
    for source in LANGUAGES:
        for language in LANGUAGES:
            assert said_in(said[source], language) == said[language]


@pytest.mark.parametrize("words", ["没有一句这样说", "something else", "", "数字不同；甲乙"])
def test_what_no_table_has_stays_as_it_is(words: str) -> None:
    assert [said_in(words, language) for language in LANGUAGES] == [words, words]
