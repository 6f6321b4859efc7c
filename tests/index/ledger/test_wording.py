"""A reading as words with their places, and how the report says them."""

import pytest

from index.facts.fact import Context, Fact
from index.facts.reading import read
from index.ledger.wording import Word, Wording, ledger_words


def readings(text: str) -> list[Fact]:
    """The readings of a text of a report of 2025 that reviews 2024."""
    return list(read(text, Context(year=2025, years=(2024,))))


def words(text: str, place: int = 0) -> list[Word]:
    """The words of one of a text's readings, those before it noted."""
    wording = Wording(text)
    told = readings(text)
    for fact in told[:place]:
        wording.note(wording.words(fact))
    return wording.words(told[place])


def test_each_word_has_its_kind_and_stands_where_it_says() -> None:
    text = "粮食产量增长3.5%。"
    found = words(text)
    assert [(word.kind, word.value) for word in found] == [("text", "粮食产量"), ("sign", "⟨↑⟩"), ("figure", "#")]
    assert (
        [text[word.start : word.end] for word in found] == ["粮食产量", "增长", "3.5%"] == [one.said for one in found]
    )
    assert found[2].number == 0 and found[2].figure is not None and found[2].figure.unit == "%"


def test_what_another_clause_lends_has_no_place_and_is_said_as_it_was_written() -> None:
    """规上工业 is the key of 规模以上工业."""
    text = "规模以上工业产值净增98亿元、突破1900亿元。"
    lent = next(place for place, fact in enumerate(readings(text)) if fact.how == "completed")
    found = words(text, lent)
    assert [(word.lent, word.said) for word in found if word.kind != "figure"] == [
        (True, "规模以上工业产值"),
        (True, "净增"),
    ]
    unheard = Wording(text).words(readings(text)[lent])
    assert [word.lent for word in unheard] == [True, True, False]


def test_a_figure_that_is_part_of_a_name_is_text() -> None:
    text = "3个国家级开发区产值50亿元。"
    fact = readings(text)[0]
    assert Wording(text).words(fact, {0})[0].kind == "text"
    assert Wording(text).words(fact)[0].kind == "figure"


@pytest.mark.parametrize(
    ("text", "said"), [("14亿人口。", "人口"), ("召开全县性会议10次。", "全县性会议"), ("项目办结率95%。", "办结率")]
)
def test_what_a_key_leaves_off_and_a_name_needs(text: str, said: str) -> None:
    assert said in "".join(word.said for word in words(text) if word.kind != "figure")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("规模以上工业“小巨人”企业的产值50亿元。", "规模以上工业“小巨人”企业的产值"),
        ("粮食和油料的产量50万吨。", "粮食和油料的产量"),
    ],
)
def test_what_joins_two_words_is_said_between_them(text: str, measure: str) -> None:
    told = [word for word in words(text) if word.kind in ("text", "and")]
    assert Wording(text).said(told) == measure


def test_what_is_more_than_a_joint_is_left_out() -> None:
    text = "产量增长了产值"
    first, second = Word("text", "产量", 0, 2, "产量"), Word("text", "产值", 5, 7, "产值")
    assert Wording(text).said([first, second]) == "产量产值"


def test_the_words_of_a_kind_the_longest_first() -> None:
    found = ledger_words("lead")
    assert [len(word) for word in found] == sorted((len(word) for word in found), reverse=True)
    assert "其中" in found and ledger_words("no such kind") == ()
