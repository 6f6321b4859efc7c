"""Groups of provinces as people name them."""

import pytest

from index.text.region_groups import group_names, named_group


@pytest.mark.parametrize(
    ("text", "named", "regions", "ends"),
    [
        ("长三角2024年GDP", "长三角", ("上海", "江苏", "浙江", "安徽"), ()),
        ("四个直辖市的目标", "四个直辖市", ("北京", "天津", "上海", "重庆"), ()),
        ("各省的目标", "各省", (), ()),
        ("各县的目标", "各县", (), ("县", "旗")),
        ("江浙皖鲁四省的目标", "江浙皖鲁四省", ("江苏", "浙江", "安徽", "山东"), ()),
        ("GDP of the Yangtze River Delta", "Yangtze River Delta", ("上海", "江苏", "浙江", "安徽"), ()),
    ],
)
def test_the_first_group_by_its_longest_name(
    text: str, named: str, regions: tuple[str, ...], ends: tuple[str, ...]
) -> None:
    group = named_group(text)
    assert group is not None
    assert (text[group.start : group.end], group.regions, group.ends) == (named, regions, ends)


def test_no_group() -> None:
    assert named_group("江苏和浙江哪个高") is None
    assert named_group("青云新区去年有什么进展") is None


def test_names_for_every_province() -> None:
    assert "各省" in group_names(each=True) and "长三角" not in group_names(each=True)
    assert {"各省", "长三角"} <= set(group_names())
