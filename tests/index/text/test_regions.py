import pytest

from index.text.places import find_regions
from index.text.regions import FULL_NAMES, NATION, canonical_region, local_region


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
    ("title", "region"),
    [
        ("2023年云岭县政府工作报告", "云岭县"),
        ("浙江省杭州市余杭区人民政府工作报告", "余杭区"),
        ("北京市通州区2024年政府工作报告", "通州区"),
        ("广州市政府工作报告", "广州市"),
        ("上海市浦东新区政府工作报告", "浦东新区"),
        ("2024年湘西土家族苗族自治州政府工作报告", "湘西土家族苗族自治州"),
        ("沙市区政府工作报告", "沙市区"),
        ("柏川市2024年统计年报", "柏川市"),
        ("2025年广东省政府工作报告", None),
        ("2021年政府工作报告(区县)", None),
        ("XX县政府工作报告", None),
        ("2025年雲嶺縣政府工作報告", "云岭县"),
        ("县政府工作报告", None),
        ("云岭县概况", None),
    ],
)
def test_local_regions_in_titles(title: str, region: str | None) -> None:
    assert local_region(title) == region
