"""What sort of figure a measure's is."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry, Kind
from index.ledger.measures import canonical_name, said

Read = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("茶叶产值8亿元。", Kind.LEVEL),
        ("茶叶产值增长6%。", Kind.CHANGE),
        ("森林覆盖率提高0.4个百分点。", Kind.POINTS),
        ("森林覆盖率61.2%。", Kind.SHARE),
        ("茶叶产量居全省第二。", Kind.RANK),
        ("累计建成5G基站1500个。", Kind.STOCK),
        ("新增5G基站320个。", Kind.COUNT),
        ("市场主体比上年增加3100户。", Kind.DIFFERENCE),
    ],
)
def test_kinds(told: Read, text: str, kind: Kind) -> None:
    (entry,) = told(text)
    assert entry.kind is kind


def test_a_fall_is_negative(told: Read) -> None:
    (entry,) = told("居民消费价格下降0.2%。")
    assert str(entry.low) == "-0.2" and entry.canonical == "居民消费价格"


def test_names_of_indicators() -> None:
    assert canonical_name("生产总值") == "地区生产总值"
    assert canonical_name("海洋生产总值") == ""
    assert said(["民生支出", "⟨占⟩"]) == "民生支出占"
