"""The table of claims: counts and progress, whose verdict a row shows, and what a cell may hold."""

from typing import Any, get_args

import pytest
from markup import HOSTILE, Markup
from scripted import judged

from assistant.answer import Label, Mismatch
from assistant.bundle.items import Overrule
from assistant.bundle.writing import FORMATS
from assistant.checking.batch import Checked
from assistant.checking.claims import BadRow, Claim, NotCheckable, SourcePlace
from assistant.kept.records import CheckSource
from assistant.messages import message
from assistant.messages.verdicts import SIGNS, verdict_name
from assistant.ui.check.session import CheckRun
from assistant.ui.check.table import SHOWN, run_html
from assistant.ui.kept.handlers import saved_html


def run_of(*verdicts: Any, waiting: int = 0) -> CheckRun:
    """A run whose first claims have these verdicts; None is a row that gave no claim."""
    entries: list[Claim | BadRow] = [
        BadRow(str(number), "line 3: no claim in this row") if verdict is None else Claim(str(number), verdict.claim)
        for number, verdict in enumerate(verdicts, 1)
    ]
    run = CheckRun([*entries, *(Claim("w", "还没有") for _ in range(waiting))], "claims.csv")
    for entry, verdict in zip(entries, verdicts, strict=True):
        run.decided(Checked(entry, verdict, "" if verdict is not None else "line 3: no claim in this row"))
    return run


def test_counts_progress_and_downloads_stand_above() -> None:
    text = run_html(run_of(judged("甲", "refuted"), judged("乙", "refuted"), None, waiting=2), "zh")
    markup = Markup(text)
    assert (markup.values("max"), markup.values("value")) == (["5"], ["3"])
    assert "与报告不符 2" in markup.text and "claims.csv" in markup.text
    assert [link for link in markup.values("href") if link.startswith("#save")] == [f"#save-{name}" for name in FORMATS]


def test_a_row_says_what_differs_else_why_and_an_unread_one_nothing_twice() -> None:
    differing = judged("甲", "refuted", reason="因为", mismatches=(Mismatch("value", "5%", "6%"),))
    markup = Markup(run_html(run_of(differing, judged("乙", "not_enough_info", reason="没有说到"), None), "zh"))
    assert "数值：5% → 6%" in markup.text and "因为" not in markup.text
    assert "没有说到" in markup.text
    assert markup.text.count("第 3 行：这一行没有主张") == 1


def test_why_is_said_in_the_language_of_the_page_whichever_the_claim_s_is() -> None:
    reason = "报告里没有找到能证实或否定它的原文。最近的一句里相同的：5%。"
    run = run_of(judged("甲", "not_enough_info", reason=reason), None)
    english = Markup(run_html(run, "en")).text
    assert "No report confirms or denies it. The nearest sentence has the same 5%." in english
    assert english.count("line 3: no claim in this row") == 1
    run.failure = "现在核查的人多，请稍后再试。"
    assert "Busy: others are checking just now." in Markup(run_html(run, "en")).text
    assert run.failure in Markup(run_html(run, "zh")).text


def test_a_person_s_verdict_is_shown_with_the_machine_s_beside_it() -> None:
    run = run_of(judged("甲", "refuted"))
    run.overrule(1, Overrule("supported", "看过了"))
    html = run_html(run, "zh")
    assert "人工改判 1" in Markup(html).text and "机器结论：与报告不符" in Markup(html).text
    # The counts, and what they show alone, follow the person.
    assert 'class="wj-is-supported wj-is-overruled"' in html
    assert "与报告相符 1" in Markup(html).text and "与报告不符 1" not in Markup(html).text


def test_a_repeated_check_says_which_verdicts_are_others_now() -> None:
    run = run_of(judged("甲", "refuted"), judged("乙", "supported"), judged("丙", "supported"))
    run.source = CheckSource(before=("supported", "supported", ""))
    run.running = False
    html = run_html(run, "zh")
    assert html.count("上次：与报告相符") == 1 and "与上次不同 1" in Markup(html).text
    run.source = CheckSource(before=("refuted",))
    assert "结论与上次相同" in Markup(run_html(run, "zh")).text


def test_an_article_s_claims_are_marked_in_its_text() -> None:
    text = "甲是<5>。\n\n乙是6，丙是7。"
    places = {"甲是<5>。": (0, 6), "乙是6": (8, 11), "丙是7。": (12, 16)}
    entries = [Claim(str(at), words, place=SourcePlace(None, *places[words])) for at, words in enumerate(places, 1)]
    run = CheckRun(entries, source=CheckSource(text))
    run.decided(Checked(entries[0], judged("甲是<5>。", "refuted")))
    run.decided(Checked(entries[1], judged("乙是6", "not_checkable")))
    html = run_html(run, "zh").partition("<article")[2]
    assert Markup("<article" + html).text.replace(" ", "").startswith("甲是<5>。✗与报告不符乙是6，丙是7。")
    assert Markup("<article" + html).values("href") == ["#claim-1", "#claim-3"]
    assert html.count("<p>") == 2
    assert "wj-article" not in run_html(run_of(judged("甲", "refuted")), "zh")


def test_what_was_checked_within_is_said() -> None:
    run = run_of(judged("甲", "refuted"))
    run.source = CheckSource(limits='{"years":[2024],"collections":["西部"]}')
    assert "范围：2024、集合：西部" in Markup(run_html(run, "zh")).text


def test_what_was_stopped_says_how_many_are_left_once_it_stands_still() -> None:
    run = run_of(judged("甲", "supported"), waiting=2)
    run.stopped = True
    assert "没有核查" not in run_html(run, "zh")
    assert "正在停止" in Markup(run_html(run, "zh")).text
    run.running = False
    assert "已停止，还有 2 条没有核查。" in Markup(run_html(run, "zh")).text
    assert Markup(run_html(CheckRun(failure="<b>busy</b>"), "zh")).text.startswith("<b>busy</b>")
    assert "wj-check-welcome" in run_html(CheckRun(failure="busy"), "zh")


def test_another_s_check_can_only_be_read_and_an_older_library_is_named() -> None:
    run = run_of(judged("甲", "supported"), waiting=1)
    run.running, run.owner, run.id = False, "me", "abc"
    run.library, run.begun = "3-x", "2026-01-02T03:04:05Z"
    own, other = run_html(run, "zh", "me", "4-y"), run_html(run, "zh", "another", "3-x")
    assert "data-check-command" in own and "data-shared" not in own
    assert "data-check-command" not in other and "data-shared" in other
    assert 'data-check="abc"' in own and 'data-link="check=abc"' in other
    assert "那时有 3 份，现在有 4 份" in own and "那时有" not in other


def test_a_long_claim_is_cut_and_hostile_words_stay_words() -> None:
    assert "长" * SHOWN + "…" in run_html(run_of(judged("长" * 500, "supported")), "zh")
    for words in HOSTILE:
        verdict = judged(words, "refuted", mismatches=(Mismatch("value", words, words),), reason=words)
        markup = Markup(run_html(run_of(verdict), "zh"))
        assert {"script", "img", "svg", "iframe", "style", "form", "object"} & set(markup.tags) == set()
        assert all(link.startswith("#") for link in markup.values("href"))


def test_a_file_is_offered_once_each_time() -> None:
    first, second = (saved_html('a"<.md', "text/markdown", "eA==") for _ in range(2))
    assert first != second
    assert Markup(first).values("data-file") == ['a"<.md']


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verdict_has_a_word_and_a_sign_of_its_own(language: Any) -> None:
    assert set(get_args(Label)) <= set(SIGNS) and len(set(SIGNS.values())) == len(SIGNS)
    text = Markup(run_html(None, language)).text
    assert all(verdict_name(language, label) in text for label in get_args(Label))


def test_titles_and_bylines_are_no_claims_unless_a_person_says_so() -> None:
    asides = [
        NotCheckable("1", "云岭县去年干得怎么样", message("zh", "not_checkable.heading")),
        NotCheckable("2", "By our reporter", message("en", "not_checkable.address")),
    ]
    opinion = NotCheckable("3", "这很好。", message("zh", "not_checkable.opinion"))
    run = CheckRun([*asides, opinion, Claim("4", "增长5.8%。")])
    for entry in (*asides, opinion):
        run.decided(Checked(entry, judged(entry.text, "not_checkable")))
    run.decided(Checked(run.entries[3], judged("增长5.8%。", "supported")))
    markup = Markup(run_html(run, "zh"))
    assert markup.values("max") == ["2"] and markup.values("value") == ["2"]
    assert "无法核查 1" in markup.text and "（不算主张）" in markup.text
    assert [row.aside for row in run.rows()] == [True, True, False, False]
    run.overrule(1, Overrule("supported", "标题也说了事实"))
    assert [row.aside for row in run.rows()] == [False, True, False, False]
