"""What one clause enumerates, each member whole; where members can't be cut surely there are none."""

import pytest

from assistant.answering.enumerations import clauses, enumerations


@pytest.mark.parametrize(
    ("clause", "members", "number"),
    [
        ("长白山、三江、吉光3个省实验室挂牌运行", ["长白山", "三江", "吉光"], 3),
        ("积极打造生物制造、商业航天、低空经济等新增长引擎", ["生物制造", "商业航天", "低空经济"], None),
        (
            "加大就业扶持力度、提高救助保障水平、提升关爱服务水平",
            ["加大就业扶持力度", "提高救助保障水平", "提升关爱服务水平"],
            None,
        ),
        ("擦亮效率、服务、诚信“三大营商品牌”", ["效率", "服务", "诚信"], 3),
        ("举办民间艺术季、第二届艺术节", ["民间艺术季", "第二届艺术节"], None),
        ("包括甲种（大、中、小）、“乙、丙”种", ["甲种（大、中、小）", "“乙、丙”种"], None),
        ("《山那边：归来》、越剧《新河》成为爆款", ["《山那边：归来》", "越剧《新河》"], None),
        ("建成港口、机场等8个项目", [], 8),
    ],
)
def test_what_a_clause_enumerates(clause: str, members: list[str], number: int | None) -> None:
    (found,) = enumerations(clause, 0, len(clause))
    assert [clause[slice(*member)] for member in found.members] == members
    assert found.number == number


def test_a_description_enumerates_nothing() -> None:
    clause = "历时7年建设、全长1.3万公里的三个一号公路贯通"
    assert list(enumerations(clause, 0, len(clause))) == []


def test_and_others_is_told_apart_from_a_number_of_them() -> None:
    (some,) = enumerations("打造生物制造、商业航天等新增长引擎", 0, 17)
    (all_of_them,) = enumerations("长白山、三江、吉光3个省实验室挂牌", 0, 16)
    assert (some.etc, some.head) == (True, "新增长引擎")
    assert (all_of_them.etc, all_of_them.number) == (False, 3)


def test_marks_inside_brackets_and_quotation_marks_cut_nothing() -> None:
    text = "甲（一，二），“乙，丙”；丁。"
    assert [text[slice(*span)] for span in clauses(text, 0, len(text), "，；。")] == ["甲（一，二）", "“乙，丙”", "丁"]
