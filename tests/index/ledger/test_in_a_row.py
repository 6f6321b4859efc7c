"""As many figures in a row as years were named are each of its own."""

from collections.abc import Callable

from index.facts.fact import Stage
from index.ledger.entry import Entry

Read = Callable[..., tuple[Entry, ...]]


def _told(entries: tuple[Entry, ...]) -> list[tuple[str, str, float, str, bool]]:
    return [(e.measure, e.period.first if e.period else "", float(e.low), e.unit, e.planned) for e in entries]


def test_what_a_broker_expects(company: Read) -> None:
    """The unit of the last is that of all, and 预计 holds for all."""
    entries = company("预计公司2024-2026年归母净利润4.7、7.2、9.3亿元，对应PE 30、20、15倍。", "research_report")
    assert _told(entries) == [
        ("公司归母净利润", "2024", 4.7e8, "元", True),
        ("公司归母净利润", "2025", 7.2e8, "元", True),
        ("公司归母净利润", "2026", 9.3e8, "元", True),
        ("对应PE", "2024", 30, "倍", True),
        ("对应PE", "2025", 20, "倍", True),
        ("对应PE", "2026", 15, "倍", True),
    ]


def test_slashes_and_short_years(company: Read) -> None:
    """24-26年 are three; 归母净利润 is one measure, not three."""
    entries = company("预计24-26年营业收入分别为36/50/57亿元，归母净利润分别为4.7/7.2/9.3亿元。", "research_report")
    assert [(e.measure, e.period and e.period.first) for e in entries] == [
        *(("营业收入", year) for year in ("2024", "2025", "2026")),
        *(("归母净利润", year) for year in ("2024", "2025", "2026")),
    ]


def test_what_was_is_no_plan(company: Read) -> None:
    """Years that are over."""
    entries = company("2022、2023年分别实现营收7.5亿元、15.7亿元。")
    assert [(e.measure, e.period and e.period.first, e.stage) for e in entries] == [
        ("营收", "2022", Stage.DONE),
        ("营收", "2023", Stage.DONE),
    ]


def test_another_number_of_figures_stays(company: Read) -> None:
    """Two figures of three years are not told year by year."""
    entries = company("2022-2024年产能、产量分别为3万吨、2万吨。")
    assert [e.period and (e.period.first, e.period.last) for e in entries] == [("2022", "2024")] * 2
