"""Lists: where one is cut, and what its members may lend each other."""

from index.facts.items import Folder
from index.facts.lists import MOST_READINGS, sharing, split_list, text_of
from index.facts.tokens import tokenise


def test_runs_between_marks() -> None:
    """和 and 及 are marks as 、 is; an empty run, of two marks in a row, is none."""
    items = Folder(tokenise("学校、、医院和车站3座")).fold()
    assert [text_of(run) for run in split_list(items)] == ["学校", "医院", "车站#"]
    assert split_list([]) == []


def test_as_they_stand_comes_first() -> None:
    """What is written is the first reading."""
    assert next(sharing(["出口", "进口"])) == ("出口", "进口")


def test_the_last_ones_tail_belongs_to_those_before() -> None:
    """第一、第三产业增加值."""
    assert ("第一产业增加值", "第三产业增加值") in sharing(["第一", "第三产业增加值"])


def test_the_first_ones_head_belongs_to_those_behind() -> None:
    """农村居民收入、支出."""
    assert ("农村居民收入", "农村居民支出") in sharing(["农村居民收入", "支出"])


def test_head_and_tail_at_once() -> None:
    """新能源汽车、船舶产量: the head of the first with the tail of the last."""
    assert ("新能源汽车产量", "新能源船舶产量") in sharing(["新能源汽车", "船舶产量"])


def test_every_reading_has_all_members_in_order_and_there_is_an_end_of_them() -> None:
    """Long names have many cuts."""
    names = ["甲乙丙丁戊己庚辛壬癸", "一", "子丑寅卯辰巳午未申酉"]
    readings = list(sharing(names))
    assert len(readings) == MOST_READINGS
    assert all(len(reading) == 3 and reading[1].find("一") >= 0 for reading in readings)
