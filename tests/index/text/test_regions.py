import pytest

from index.text.regions import FULL_NAMES, NATION, canonical_region, find_regions, local_region


def test_there_are_34_regions_and_each_goes_by_both_names() -> None:
    assert len(FULL_NAMES) == 34
    for short, full in FULL_NAMES.items():
        assert canonical_region(short) == canonical_region(full) == short
        assert find_regions(f"在{full}召开") == [(1, 1 + len(full), short)]


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("宁夏回族自治区", "宁夏"),
        ("内蒙", "内蒙古"),
        ("广东省人民政府", "广东"),
        ("廣東", "广东"),
        ("Guangdong Province", "广东"),
        ("inner  mongolia", "内蒙古"),
        ("国务院", NATION),
        (" 全国 ", NATION),
        ("China", NATION),
        ("粤", None),
        ("吉林市", None),
        ("青禾县", None),
        ("", None),
    ],
)
def test_canonical_names(name: str, canonical: str | None) -> None:
    assert canonical_region(name) == canonical


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广东和广西壮族自治区", [(0, 2, "广东"), (3, 10, "广西")]),
        ("内蒙古自治区", [(0, 6, "内蒙古")]),
        ("中国海南", [(2, 4, "海南")]),
        ("中国的GDP", [(0, 2, NATION)]),
        ("吉林市", [(0, 2, "吉林")]),
        ("海南藏族自治州", [(0, 7, "青海")]),
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
    ("title", "region"),
    [
        ("2023年云岭县政府工作报告", "云岭县"),
        ("浙江省杭州市余杭区人民政府工作报告", "余杭区"),
        ("北京市通州区2024年政府工作报告", "通州区"),
        ("广州市政府工作报告", "广州市"),
        ("上海市浦东新区政府工作报告", "浦东新区"),
        ("2024年湘西土家族苗族自治州政府工作报告", "湘西土家族苗族自治州"),
        ("沙市区政府工作报告", "沙市区"),
        ("2025年广东省政府工作报告", None),
        ("2021年政府工作报告(区县)", None),
        ("XX县政府工作报告", None),
        ("县政府工作报告", None),
        ("云岭县概况", None),
    ],
)
def test_local_regions_in_titles(title: str, region: str | None) -> None:
    assert local_region(title) == region
