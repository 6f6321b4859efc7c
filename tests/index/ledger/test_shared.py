"""Lists that share a head, a whole or an owner."""

import pytest

from index.ledger.shared import head_of, owner_of, shared_names


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("先进制造业、高技术制造业增加值分别增长", ["先进制造业增加值", "高技术制造业增加值"]),
        ("家电、家具零售额分别增长", ["家电零售额", "家具零售额"]),
        ("甲、乙增加值占工业比重分别提高到", ["甲增加值占工业比重", "乙增加值占工业比重"]),
        ("对东盟、欧盟出口分别增长", ["对东盟出口", "对欧盟出口"]),
        ("城乡居民收入分别增长", ["城镇居民收入", "农村居民收入"]),
        ("粮肉产量分别稳定在", ["粮食产量", "肉类产量"]),
        ("生产安全事故起数、死亡人数分别下降", ["生产安全事故起数", "生产安全事故死亡人数"]),
        ("旅游收入、接待人次分别增长", ["旅游收入", "接待人次"]),
        ("信访总量和刑事立案量分别下降", ["信访总量", "刑事立案量"]),
    ],
)
def test_each_member_is_named_whole(clause: str, names: list[str]) -> None:
    """A head noun of the last is lent to those without one; a head alone takes the first one's owner."""
    assert shared_names(clause, 2) == names


def test_another_number_of_members_is_no_list() -> None:
    """Nor are 同比 and 环比 members."""
    assert shared_names("甲、乙产量分别增长", 3) is None
    assert shared_names("销售面积环比、同比分别增长", 2) is None


def test_heads_and_owners() -> None:
    """The longest head counts."""
    assert head_of("高技术制造业增加值") == "增加值"
    assert head_of("深中通道") is None
    assert owner_of("粮食播种面积") == "粮食"
    assert owner_of("深中通道") == ""
