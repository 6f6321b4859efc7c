"""Words of a reading as a phrase: what names a thing, how it is said and compared."""

import pytest

from index.facts.fact import Context
from index.facts.reading import read
from index.ledger.phrases import (
    UP,
    behind_sign,
    canonical_words,
    gives,
    naming,
    subject_of,
    texts,
    trim,
    trimmed,
    until_sign,
    with_names,
)
from index.ledger.wording import Word, Wording


def words(text: str) -> list[Word]:
    """The words of a text's first reading."""
    return Wording(text).words(next(iter(read(text, Context(year=2025, years=(2024,))))))


def said(found: list[Word]) -> str:
    return "".join(word.said for word in found)


@pytest.mark.parametrize(
    ("verb", "counts"), [("发放", True), ("系统部署", True), ("高质量发展", False), ("产量", False)]
)
def test_a_verb_whose_object_a_figure_counts(verb: str, counts: bool) -> None:
    assert gives(verb) is counts


@pytest.mark.parametrize(
    ("values", "moves", "subject"),
    [
        (["粮食", "产量"], False, "粮食产量"),
        (["粮食产量", UP], True, "粮食产量"),
        (["粮食产量"], True, "粮食产量"),
        # What is often dropped of a name: the indicator is the same.
        (["进出口", "总额"], False, "进出口总额"),
    ],
)
def test_what_facts_are_compared_by_has_no_movement_at_its_end(values: list[str], moves: bool, subject: str) -> None:
    assert subject_of(values, moves) == subject_of([subject], False)
    assert UP not in subject_of(values, moves)


@pytest.mark.parametrize(("name", "held"), [("地区生产总值", "生产总值"), ("规模以上工业产值", "规上工业产值")])
def test_a_name_as_a_key_holds_it(name: str, held: str) -> None:
    assert canonical_words(name) == held


@pytest.mark.parametrize(
    ("measure", "kept"),
    [
        ("其中茶叶产量", "茶叶产量"),
        ("全面完成投资", "投资"),
        ("茶叶产量累计", "茶叶产量"),
        ("产量达到", "产量"),
        ("的产量", "产量"),
        ("小巨人”企业", "“小巨人”企业"),
        ("“小巨人", "“小巨人”"),
        ("全县性会议", "全县性会议"),
        ("其中", "其中"),
    ],
)
def test_what_is_no_part_of_a_measure_comes_off_its_ends(measure: str, kept: str) -> None:
    assert trim(measure) == kept


def test_light_words_and_marks_come_off_a_row_of_words() -> None:
    joint = Word("and", "、", 0, 1, "、")
    row = [joint, Word("text", "其中", 1, 3, "其中"), Word("text", "茶叶产量", 3, 7, "茶叶产量"), joint]
    assert [word.value for word in trimmed(row)] == ["茶叶产量"]
    assert trimmed([joint]) == [] and trimmed([]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("贫困发生率降至2%。", "贫困发生率"),
        ("基本养老保险参保9万人。", "基本养老保险"),
        ("淘汰落后产能200万吨。", "淘汰落后产能"),
    ],
)
def test_a_closed_class_word_inside_a_name_is_part_of_it(text: str, name: str) -> None:
    assert name in said([word for word in with_names(words(text), text) if word.kind == "text"])


def test_a_verb_before_what_it_tells_of_is_no_name() -> None:
    text = "粮食产量增长3%。"
    assert with_names(words(text), text) == words(text)


def test_the_words_that_name_something() -> None:
    found = words("粮食产量增长3.5%。")
    assert said(texts(found)) == "粮食产量" == said(until_sign(found))
    assert said(naming(found[:2])) == "粮食产量"
    assert behind_sign(found, UP) == found[2:]
    assert texts(found[1:]) == [] == naming(found[1:])
