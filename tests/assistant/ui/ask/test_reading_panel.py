"""The right-hand panel: a quote in the text around it, its neighbours, its page, and a report's contents."""

from dataclasses import replace

import pytest
from markup import HOSTILE, Markup
from scripted import REVIEW, TARGET, answered, cite, near

from assistant.ui.ask import reading_panel
from assistant.ui.ask.conversation import Turn
from assistant.ui.ask.reading_panel import (
    citation_html,
    empty_html,
    failed_html,
    passage_html,
    report_html_page,
    section_html,
)
from assistant.ui.leaf import Drawn
from index.report import Correction, Report

TEA = "新建标准茶园2000亩。"


def test_a_quote_has_steps_to_its_neighbours_alone(report: Report) -> None:
    first, second = cite(report, REVIEW, 3), cite(report, TARGET, 7)
    turn = Turn("问", answered("问", [first, second]))
    links = Markup(citation_html(report, turn, 2, first, None, "zh")).values("href")
    assert links == ["#cite-2-7", f"#report-{report.report_id}"]
    shown = Markup(citation_html(report, turn, 2, second, None, "zh"))
    assert shown.values("href")[0] == "#cite-2-3"
    assert (shown.marks, "2 / 2" in shown.text) == ([TARGET], True)


def test_a_page_is_offered_shown_or_left_out(report: Report) -> None:
    citation = cite(report, REVIEW, page=4)
    turn = Turn("问", answered("问", [citation]))
    offered = Markup(citation_html(report, turn, 1, citation, Drawn(7, False), "zh"))
    assert "#page-1-1" in offered.values("href") and "img" not in offered.tags
    opened = Markup(citation_html(report, turn, 1, citation, Drawn(7, True), "zh"))
    assert "#cite-1-1" in opened.values("href")
    place = f"start={citation.start}&end={citation.end}"
    assert opened.values("src") == [f"wenju/reports/{report.report_id}/leaves/4.png?{place}"]
    assert (opened.values("data-page"), opened.values("data-pages")) == (["4"], ["7"])
    assert not any(
        "page-1" in link for link in Markup(citation_html(report, turn, 1, citation, None, "zh")).values("href")
    )
    assert "第 4 页" in offered.text


def test_a_nearest_passage_is_named_by_its_place_in_words(report: Report) -> None:
    passages = [near(report, TEA), near(report, REVIEW, 2)]
    shown = Markup(passage_html(report, 3, 1, passages, "zh"))
    assert (shown.marks, shown.values("href")[0]) == ([TEA], "#near-3-2")
    assert "《2025年松溪县政府工作报告》 › 二、2025年工作安排 › （一）茶产业" in shown.text


def test_a_report_s_contents_tell_what_looks_back_and_ahead(report: Report) -> None:
    shown = Markup(report_html_page(report, "en"))
    assert "review" in shown.text and "plan" in shown.text
    assert f"#only-{report.report_id}" in shown.values("href")
    assert "wj-note" not in " ".join(shown.values("class"))
    cut = replace(report, problems=("The text stops.",), sections=report.sections[:1])
    told = Markup(report_html_page(cut, "en"))
    assert "The text stops." in told.text
    assert not [link for link in told.values("href") if link.startswith("#section") and not link.endswith("-0")]


def test_a_long_section_is_cut_and_says_so(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = section_html(report, 0, "zh")
    assert "wj-cut" not in whole
    monkeypatch.setattr(reading_panel, "SECTION_CHARACTERS", 40)
    cut = section_html(report, 0, "zh")
    assert "wj-cut" in cut and len(Markup(cut).text) < len(Markup(whole).text)


def test_sections_lead_to_their_neighbours_and_the_whole_text_to_none(report: Report) -> None:
    last = len(report.sections) - 1

    def steps(number: int) -> list[str]:
        return [link for link in Markup(section_html(report, number, "zh")).values("href") if "section" in link]

    name = f"#section-{report.report_id}"
    assert steps(1) == [f"{name}-2"]
    assert steps(2) == [f"{name}-1", f"{name}-3"]
    assert steps(last) == [f"{name}-{last - 1}"]


def test_before_anything_was_opened_and_where_nothing_can_be(report: Report) -> None:
    assert "wj-empty" in empty_html("zh")
    assert Markup(failed_html("<b>gone</b>", "en")).values("role") == ["alert"]
    assert "<b>" not in failed_html("<b>gone</b>", "en")


def test_a_slip_in_the_quote_is_noted_beside_it(report: Report) -> None:
    slip = Correction(0, 2, "%o", "%", "letter after a per cent sign")
    citation = replace(cite(report, REVIEW), corrections=(slip,))
    turn = Turn("问", answered("问", [citation]))
    assert "原文作“%o”，按“%”读" in Markup(citation_html(report, turn, 1, citation, None, "zh")).text
    assert "the report has “%o”, read as “%”" in citation_html(report, turn, 1, citation, None, "en")
    assert "wj-read" not in citation_html(report, turn, 1, cite(report, REVIEW), None, "zh")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_the_panel(report: Report, words: str) -> None:
    citation = replace(cite(report, REVIEW), locator=words, title=words, section=(words,))
    hostile = replace(
        report, metadata=replace(report.metadata, title=words, language=words, region=words, issuer=words)
    )
    hostile = replace(hostile, problems=(words,))
    turn = Turn("问", answered("问", [citation]))
    html = reading_panel.citation_html(
        hostile, turn, 1, citation, Drawn(7, False), "zh"
    ) + reading_panel.report_html_page(hostile, "zh")
    markup = Markup(html + reading_panel.failed_html(words, "zh"))
    assert not {"script", "img", "svg", "iframe", "style", "link", "meta", "base", "form", "object"} & set(markup.tags)
    assert not [name for _, name, _ in markup.attributes if name.startswith("on") or name in ("src", "style")]
    assert all(href.startswith("#") for href in markup.values("href"))
    assert markup.text.count(words) >= 6
