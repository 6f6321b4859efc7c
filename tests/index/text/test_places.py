"""Places in text: what a name stands for, alone and beside its neighbours."""

from collections.abc import Sequence

import pytest

from index.text.places import (
    Level,
    Place,
    canonical_place,
    find_cities,
    find_places,
    find_regions,
    province_of,
)
from index.text.regions import NATION


def named(text: str) -> list[str]:
    return [f"{text[place.start : place.end]}={place.name}" for place in find_places(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广东和广西壮族自治区", [(0, 2, "广东"), (3, 10, "广西")]),
        ("内蒙古自治区", [(0, 6, "内蒙古")]),
        ("中国海南", [(2, 4, "海南")]),
        ("中国的GDP", [(0, 2, NATION)]),
        ("吉林市", []),
        ("海南藏族自治州、河南蒙古族自治县", []),
        ("晋中国家农高区", []),
        ("上海南京东路", [(0, 2, "上海")]),
        ("Shanxi and Shaanxi", [(0, 6, "山西"), (11, 18, "陕西")]),
        ("南京路和北京路", []),
        ("黄河北岸、珠海南部、唐山西站", []),
        ("中国人民银行与中国特色社会主义", []),
        ("全国政协委员", []),
    ],
)
def test_regions_in_text(text: str, found: list[tuple[int, int, str]]) -> None:
    assert find_regions(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("沈阳市和平区", ["沈阳市=沈阳", "和平区=和平区"]),
        ("恩施土家族苗族自治州与恩施州", ["恩施土家族苗族自治州=恩施", "恩施州=恩施"]),
        ("海南藏族自治州", ["海南藏族自治州=海南州"]),
        ("辽宁朝阳，北京朝阳", ["辽宁=辽宁", "朝阳=朝阳市", "北京=北京", "朝阳=朝阳区"]),
        ("天津河东、河西两区", ["天津=天津", "河东=河东区", "河西=河西区"]),
        ("珠海、中山", ["珠海=珠海", "中山=中山市"]),
        ("中山、珠海", ["中山=中山市", "珠海=珠海"]),
        ("晋城市城区", ["晋城市=晋城", "城区=城区"]),
        ("青岛市市南区，青岛市南区", ["青岛市=青岛", "市南区=市南区", "青岛=青岛", "市南区=市南区"]),
        ("杭州余杭和安徽和县", ["杭州=杭州", "余杭=余杭区", "安徽=安徽", "和县=和县"]),
        ("义乌、雄安新区和仙桃市", ["义乌=义乌", "雄安新区=雄安新区", "仙桃市=仙桃"]),
        ("2024年和县与千年古县", ["和县=和县"]),
        ("杭州市场", ["杭州=杭州"]),
    ],
)
def test_places_in_text(text: str, found: Sequence[str]) -> None:
    assert named(text) == list(found)


@pytest.mark.parametrize(
    "text",
    [
        "朝阳产业、黄河河东、长江江北",
        "中心城区、城区面积、老城区改造",
        "余杭的经济",
        "泰山区域、南海区域、西南山区",
        "武汉大学、南京路、昆明湖",
        "全市和县级财政",
        "沿海城市和老解放区",
        "长治久安、重大庆典、四平方公里、创新乡村、制定西部规划",
        "云岭县的公路",
    ],
)
def test_words_that_look_like_places(text: str) -> None:
    assert named(text) == []


def test_a_common_word_is_no_place_even_behind_its_province() -> None:
    assert named("湖北公安机关、广东新兴产业") == ["湖北=湖北", "广东=广东"]
    assert named("北京大兴国际机场") == ["北京=北京"]


def test_a_place_says_what_it_lies_in() -> None:
    assert find_places("杭州余杭区") == [
        Place(0, 2, "杭州", Level.CITY, "浙江", "浙江"),
        Place(2, 5, "余杭区", Level.COUNTY, "浙江", "杭州"),
    ]
    assert find_places("和平区")[0] == Place(0, 3, "和平区", Level.COUNTY, None, None)
    assert find_places("天津市和平区")[1] == Place(3, 6, "和平区", Level.COUNTY, "天津", "天津")


@pytest.mark.parametrize(
    ("region", "province"),
    [
        ("广东省", "广东"),
        ("深圳", "广东"),
        ("深圳市", "广东"),
        ("余杭区", "浙江"),
        ("朝阳区", None),
        ("云岭县", None),
        ("全国", NATION),
    ],
)
def test_the_province_of_a_region(region: str, province: str | None) -> None:
    assert province_of(region) == province


def test_cities_leave_counties_out_and_all_forms_share_a_name() -> None:
    assert find_cities("苏州昆山、杭州余杭区, Xi'an") == [
        (0, 2, "苏州"),
        (2, 4, "昆山"),
        (5, 7, "杭州"),
        (12, 17, "西安"),
    ]
    assert [canonical_place(name) for name in ("杭州市", "恩施州", "云岭县", "广东省")] == [
        "杭州",
        "恩施",
        "云岭县",
        "广东",
    ]


def test_traditional_characters_count_as_simplified_ones() -> None:
    assert named("廣東省、臺灣與瀋陽市和平區") == ["廣東省=广东", "臺灣=台湾", "瀋陽市=沈阳", "和平區=和平区"]
    assert named("陕西乾县") == ["陕西=陕西", "乾县=乾县"]
