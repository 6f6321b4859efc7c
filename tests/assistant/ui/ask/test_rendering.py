"""The conversation as HTML: escaped, numbered, linked."""

from dataclasses import replace

import pytest
from markup import HOSTILE, Markup
from scripted import REVIEW, TARGET, answered, cite, near

from assistant.answer import AnswerTable, AppliedScope, AskBack, Computed, Dropped, Statement, TableCell
from assistant.messages import message
from assistant.ui.ask.chosen import Chosen
from assistant.ui.ask.conversation import Conversation, Turn
from assistant.ui.ask.rendering import MOST_TITLES, searched_labels, turns_html
from index.report import Report
from index.scope import Scope


def last_html(turn: Turn, titles: dict[str, str] | None = None) -> str:
    return turns_html(Conversation((turn,)), titles or {}, "zh", last=True)


def test_a_statement_carries_a_chip_for_each_citation(report: Report) -> None:
    answer = answered("问", [cite(report, REVIEW), cite(report, TARGET, 2)])
    markup = Markup(last_html(Turn("问", answer)))
    assert markup.values("href") == ["#cite-1-1", "#cite-1-2", "#cite-1-1", "#cite-1-2"]
    assert markup.values("aria-label")[:2] == [
        "第 1 条出处：《2025年松溪县政府工作报告》第1处",
        "第 2 条出处：《2025年松溪县政府工作报告》第2处",
    ]
    assert f"{REVIEW}1{TARGET}2" in markup.text


def test_a_chip_without_its_citation_is_not_shown(report: Report) -> None:
    answer = replace(answered("问", [cite(report, REVIEW)]), statements=(Statement(REVIEW, (1, 9)),))
    assert "#cite-1-9" not in last_html(Turn("问", answer))


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("answered", "有原文依据"),
        ("not_found", "报告没有说"),
        ("no_report_in_scope", "范围内没有报告"),
    ],
)
def test_each_status_has_its_words_and_style(status: str, words: str) -> None:
    html = last_html(Turn("问", answered("问", (), status=status)))
    assert f'<p class="wj-status wj-is-{status}">{words}</p>' in html


def test_nearest_passages_are_links(report: Report) -> None:
    answer = answered("问", (), status="not_found", nearest=(near(report, "新建标准茶园2000亩。"),))
    markup = Markup(last_html(Turn("问", answer)))
    assert markup.values("href") == ["#near-1-1"]
    assert "2025年松溪县政府工作报告 › 二、2025年工作安排 › （一）茶产业新建标准茶园2000亩。" in markup.text


def test_a_blanked_figure_is_said(report: Report) -> None:
    answer = answered("问", [cite(report, REVIEW, blanked=True)], note="报告隐去了这个数字。")
    html = last_html(Turn("问", answer))
    assert '<span class="wj-blanked">原文隐去了数字</span>' in html
    assert '<p class="wj-note">报告隐去了这个数字。</p>' in html


def test_dropped_sentences_are_listed(report: Report) -> None:
    answer = replace(answered("问", [cite(report, REVIEW)]), dropped=(Dropped("增长58%", "number"),), mode="some-model")
    markup = Markup(last_html(Turn("问", answer)))
    assert "核对不上原文、已删去的句子：1增长58% — number" in markup.text
    assert "some-model" in markup.text


def test_what_was_searched_names_years_regions_and_titles() -> None:
    scope = Scope(years=(2024, 2025), regions=("松溪县",), reports=("a" * 64, "b" * 64))
    titles = {"a" * 64: "报告甲"}
    assert searched_labels(Chosen(), AppliedScope(scope, 2), titles, "zh") == [
        *("2024", "2025", "松溪县", "报告甲"),
        "b" * 12,
    ]


def test_a_collection_and_many_reports_are_named_as_such() -> None:
    ids = tuple(f"{number:064}" for number in range(MOST_TITLES + 1))
    applied = AppliedScope(Scope(reports=ids), len(ids))
    assert searched_labels(Chosen(), applied, {}, "zh") == ["4 份报告"]
    chosen = Chosen(kinds=("annual_report",), collections=("沿海",))
    assert searched_labels(chosen, applied, {}, "en") == ["Annual report", "Collection: 沿海"]
    assert searched_labels(Chosen(collections=("沿海",), reports=ids[:1]), applied, {ids[0]: "甲"}, "zh") == [
        "集合：沿海",
        "甲",
    ]


def test_earlier_turns_stand_apart_from_the_last(report: Report) -> None:
    conversation = Conversation((Turn("一", answered("一", [cite(report, REVIEW)])), Turn("二")))
    earlier = turns_html(conversation, {}, "zh", last=False)
    assert 'id="turn-1"' in earlier and 'id="turn-2"' not in earlier
    assert 'id="turn-2"' in turns_html(conversation, {}, "zh", last=True)
    assert turns_html(Conversation(), {}, "zh", last=True) == ""


ALLOWED = {
    *(
        "article",
        "div",
        "h2",
        "h3",
        "h4",
        "p",
        "span",
        "a",
        "ol",
        "ul",
        "li",
        "section",
        "details",
        "summary",
        "footer",
    ),
    *("button", "pre", "mark", "s", "svg", "path"),
}
ATTRIBUTES = {
    *("class", "id", "href", "title", "aria-label", "role", "type", "data-copy", "hidden"),
    *("aria-hidden", "aria-pressed", "d", "fill", "height", "stroke", "stroke-linejoin", "stroke-width", "transform"),
    *("viewbox", "width", "data-judge", "data-judged", "data-said", "lang"),
}


def test_why_a_question_failed_is_said_in_the_page_s_language() -> None:
    busy, failed = (message("en", key) for key in ("page.report_gone", "page.failed"))
    assert message("zh", "page.failed") in Markup(last_html(Turn("问", failure=failed))).text
    untold = answered("问", (), status="not_found", note=message("en", "answer.unsure"))
    assert message("zh", "answer.unsure") in Markup(last_html(Turn("问", untold))).text
    answer = answered("问", (), fallback=busy)
    assert message("zh", "page.report_gone") in Markup(last_html(Turn("问", answer))).text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_wherever_they_stand(report: Report, words: str) -> None:
    citation = replace(cite(report, REVIEW), locator=words, title=words)
    passage = replace(near(report, REVIEW), title=words, section=(words,), text=words)
    answer = answered(
        words,
        [citation],
        statements=(Statement(words, (1,)),),
        note=words,
        nearest=(passage,),
        mode=words,
        fallback=words,
        rewritten=True,
        dropped=(Dropped(words, words),),
        scope=AppliedScope(Scope(regions=(words,), issuers=(words,), reports=("c" * 64,)), 1),
    )
    html = last_html(Turn(words, answer), {"c" * 64: words}) + last_html(Turn(words, failure=words))
    markup = Markup(html)
    assert set(markup.tags) <= ALLOWED
    assert {name for _, name, _ in markup.attributes} <= ATTRIBUTES
    assert set(markup.values("href")) == {"#cite-1-1", "#near-1-1"}
    assert markup.text.count(words) >= 14


def test_a_written_answer_is_told_from_an_extract(report: Report) -> None:
    whole = answered("问", [cite(report, REVIEW)], mode="openai:some-model", dropped=(Dropped("增长58%", "数字不同"),))
    answer = replace(whole, statements=(Statement("去年生产总值增长5.8%。", (1,)),))
    markup = Markup(last_html(Turn("问", answer)))
    assert "逐句核对过原文" in markup.text
    assert "由 openai:some-model 作答 · 删去 1 句" in markup.text
    assert 'class="wj-statement wj-written"' in last_html(Turn("问", answer))
    assert REVIEW in markup.text  # the quote stands below the statement, letter for letter
    assert "增长58% — 数字不同" in markup.text


def test_a_fallback_and_a_rewritten_question_are_one_line_each(report: Report) -> None:
    answer = answered("松溪县2024年呢？", [cite(report, REVIEW)], fallback="语言模型没有作答。", rewritten=True)
    html = last_html(Turn("那2024年呢？", answer))
    assert '<p class="wj-faint">按这个问题作答：松溪县2024年呢？</p>' in html
    assert '<p class="wj-note">语言模型没有作答。</p>' in html


def test_a_table_s_figures_open_their_quotes_and_are_drawn(report: Report) -> None:
    rows = ("2022", "2023", "2024")
    table = AnswerTable(("生产总值",), rows, tuple(TableCell(row, 0, f"12{row}.4亿元", 1) for row in range(3)))
    said = tuple(Statement(f"– {year}年 12{row}.4亿元", (1,)) for row, year in enumerate(rows))
    html = last_html(Turn("问", answered("问", [cite(report, REVIEW)], statements=said, table=table)))
    assert html.count('class="wj-cell-link" href="#cite-1-1"') == 3
    assert "<polyline" in html
    assert "wj-statement" not in html
    assert '<td>年份</td><th scope="col">生产总值</th>' in html


def test_what_was_computed_is_marked(report: Report) -> None:
    answer = answered("问", [cite(report, REVIEW)], computed=(Computed("6% − 5.8%", (1,), "0.2个百分点"),))
    assert "算出来的 0.2个百分点 = 6% − 5.8%1" in Markup(last_html(Turn("问", answer))).text


def test_related_sentences_have_a_heading_and_no_badge(report: Report) -> None:
    answer = answered("问", (), status="not_found", related=(cite(report, REVIEW),), nearest=(near(report, TARGET),))
    html = last_html(Turn("问", answer))
    assert '<p class="wj-status wj-is-not_found">没有确切的答案</p>' in html
    assert "<h4>相关的原文，供你判断</h4>" in html
    assert Markup(html).values("href") == ["#related-1-1", "#near-1-1"]


def test_what_may_be_meant_are_buttons_that_ask_it() -> None:
    choice = AskBack("江苏", '江苏"2025年"的目标？')
    html = last_html(Turn("问", answered("问", (), status="not_found", ask_back=(choice,))))
    assert Markup(html).values("data-ask") == ['江苏"2025年"的目标？']
    assert '<p class="wj-status wj-is-not_found">请选一个</p>' in html


def test_a_ledger_figure_is_in_the_report_s_type_and_what_it_is_of_in_ours(report: Report) -> None:
    said = (Statement("126.4亿元（松溪县2024年地区生产总值）", (1,)),)
    html = last_html(Turn("问", answered("问", [cite(report, REVIEW)], statements=said)))
    assert '<p class="wj-statement wj-written" lang="zh"><b class="wj-figure-said">126.4亿元</b>（松溪县' in html
    assert "全年地区生产总值达到<b>126.4亿元</b>，增长" in html


def test_a_figure_that_is_told_is_not_called_blanked(report: Report) -> None:
    said = (Statement("126.4亿元（松溪县2024年地区生产总值）", (1,)),)
    html = last_html(Turn("问", answered("问", [cite(report, REVIEW, blanked=True)], statements=said)))
    assert "wj-blanked" not in html


def test_figures_in_words_of_ours_are_not_called_blanked_for_another_of_their_sentence(report: Report) -> None:
    said = [Statement("逐年上升，从2022年31.8亿元到2024年41.2亿元", (1,))]
    html = last_html(Turn("问", answered("问", [cite(report, REVIEW, blanked=True)], statements=said)))
    assert "wj-blanked" not in html
