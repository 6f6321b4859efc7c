"""The day on which a report was given, in the ways in which lines before the body write it."""

import pytest

from index.structure.dateline import delivery_day, is_dateline


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["——2025年1月15日在云岭县第十八届人民代表大会第五次会议上"], "2025-01-15"),
        (["二〇二五年一月二十三日在县第十届人民代表大会上"], "2025-01-23"),
        (["在县第十届人民代表大会第一次会议上", "（２０２４年１２月３日）"], "2024-12-03"),
        (["Delivered at the second session on March 5, 2024"], "2024-03-05"),
        (["2025年1月15日"], None),
        (["发布日期：2025年1月15日", "在县第十届人民代表大会上"], None),
        (["2025年13月45日在县第十届人民代表大会上"], None),
    ],
)
def test_a_date_beside_a_meeting(lines: list[str], day: str | None) -> None:
    assert delivery_day(lines)[0] == day


def test_a_dateline_begins_with_a_date() -> None:
    assert is_dateline("（2025年1月15日 县人民政府）")
    assert not is_dateline("到2025年1月15日，全县完成")
