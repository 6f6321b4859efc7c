"""A report's figures as a table whose rows open their quotes."""

from dataclasses import replace

import pytest
from markup import HOSTILE, Markup
from scripted import ScriptedAssistant

from assistant.ledger.figures import facts
from assistant.ledger.row import LedgerRow
from assistant.ui.ask import facts_panel
from assistant.ui.ask.conversation import Conversation
from assistant.ui.ask.facts_panel import fact_html, facts_html
from assistant.ui.ask.handlers import Handlers
from index.report import Report


@pytest.fixture
def rows(assistant: ScriptedAssistant, report: Report) -> tuple[LedgerRow, ...]:
    return facts(assistant.library, report.report_id).rows


def test_each_figure_is_a_row_that_opens_its_quote(report: Report, rows: tuple[LedgerRow, ...]) -> None:
    html = facts_html(report, rows, "zh")
    shown = Markup(html)
    assert [link for link in shown.values("href") if link.startswith("#fact-")] == [
        f"#fact-{report.report_id}-{place}" for place in range(1, len(rows) + 1)
    ]
    assert html.count("data-sort=") == 5
    assert "地区生产总值" in shown.text and "5.8%" in shown.text and "计划" in shown.text
    assert f"报告里的 {len(rows)} 个数字" in shown.text
    assert 'data-value="5.8"' in html


def test_a_figure_is_marked_where_it_stands_between_its_neighbours(report: Report, rows: tuple[LedgerRow, ...]) -> None:
    place = next(at for at, row in enumerate(rows, start=1) if row.entry.text == "5.8%")
    shown = Markup(fact_html(report, rows, place, "en"))
    assert shown.marks == [rows[place - 1].quote]
    assert f"#fact-{report.report_id}-{place + 1}" in shown.values("href")
    assert f"#facts-{report.report_id}" in shown.values("href")
    assert "change · done · 2024" in shown.text
    assert f"#fact-{report.report_id}-0" not in Markup(fact_html(report, rows, 1, "en")).values("href")


def test_a_long_table_is_cut_and_says_so(
    report: Report, rows: tuple[LedgerRow, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_panel, "SHOWN", 2)
    html = facts_html(report, rows, "zh")
    assert html.count("<tr ") == 2
    assert "这里只列出前 2 个" in html


def test_a_report_without_figures_says_so(report: Report) -> None:
    assert "No figures were read of this report." in facts_html(report, (), "en")


def test_what_a_report_says_is_never_markup(report: Report, rows: tuple[LedgerRow, ...]) -> None:
    sly = " ".join(HOSTILE)
    hostile = replace(rows[0], entry=replace(rows[0].entry, measure=sly, text=sly), sentence=sly)
    for html in (facts_html(report, [hostile], "zh"), fact_html(report, [hostile], 1, "zh")):
        assert not any(words in html for words in HOSTILE if words.startswith("<"))
        assert "script" not in Markup(html).tags and "img" not in Markup(html).tags


def test_links_open_the_table_a_quote_or_nothing(assistant: ScriptedAssistant, report: Report) -> None:
    handlers = Handlers(lambda: assistant)

    def shown(fragment: str) -> str:
        return handlers.evidence(handlers.open(fragment, Conversation()), "zh")

    assert "wj-rows" in shown(f"facts-{report.report_id}")
    assert "<mark>" in shown(f"fact-{report.report_id}-1")
    assert "wj-bad" in shown(f"fact-{report.report_id}-999")
    assert "wj-bad" in shown("facts-" + "0" * 64)
