"""Whose a figure is."""

from collections.abc import Callable

from index.ledger.entry import Entry

Read = Callable[..., tuple[Entry, ...]]


def test_another_place_at_a_measures_head_owns_it(told: Read) -> None:
    """It is no part of the subject where an indicator is left; a kind of thing is no place."""
    told_of = [(entry.place, entry.subject) for entry in told("成都市地区生产总值突破2万亿元。")]
    assert told_of == [("成都", "生产总值")]
    assert [entry.place for entry in told("全国粮食产量1.4万亿斤。")] == ["全国"]
    assert [entry.place for entry in told("建成全国文明村6个。")] == [""]


def test_the_reports_own_place_is_not_said(told: Read) -> None:
    """It is in the report's metadata."""
    assert [(entry.place, entry.measure) for entry in told("青禾县茶叶产值达24亿元。")] == [("", "茶叶产值")]


def test_a_subsidiary_owns_what_is_told_of_it(told: Read) -> None:
    """In a company's report."""
    (entry,) = told("子公司澜石新材营业收入3亿元。", issuer="澜石光电股份有限公司")
    assert entry.place == "子公司澜石新材"


def test_the_larger_place_owns_what_is_told_of_all_of_it(told: Read) -> None:
    """全省 is the province's in a county's report; 全县 is the county itself."""
    entries = told("全省经济总量突破5万亿元。全县粮食产量12万吨。全市新增就业2万人。茶叶产量居全省第二。")
    assert [(entry.place, entry.measure) for entry in entries] == [
        ("全省", "经济总量"),
        ("", "粮食产量"),
        ("全市", "新增就业"),
        ("", "茶叶产量"),
    ]
