"""What happens when someone asks, clicks, adds or switches."""

import json
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in
from markup import Markup
from scripted import REPORT_NAME, REVIEW, TARGET, ScriptedAssistant

from assistant.errors import WrongUsage
from assistant.ui.ask.conversation import Conversation, Target, Turn
from assistant.ui.ask.handlers import Handlers, explain
from index.errors import LibraryBusy
from index.report import Report
from index.scope import Scope

NONE = ()


@pytest.fixture
def handlers(assistant: ScriptedAssistant, uploads: Path) -> Handlers:
    return Handlers(lambda: assistant, uploads)


def ask(handlers: Handlers, question: object, conversation: Conversation | None = None) -> list[Conversation]:
    return list(handlers.ask(question, conversation or Conversation(), NONE, "zh"))


def test_an_answer_grows_and_then_opens_its_first_citation(handlers: Handlers) -> None:
    stages = ask(handlers, " 地区生产总值？ ")
    grown = [len(stage.turns[0].answer.statements) if stage.turns[0].answer else None for stage in stages]
    assert grown == [None, 1, 2]
    assert [stage.shown for stage in stages] == [None, Target("cite", 1, 1), Target("cite", 1, 1)]


def test_an_empty_question_changes_nothing(handlers: Handlers) -> None:
    assert ask(handlers, "  \n") == []
    assert ask(handlers, None) == []
    assert ask(handlers, ["x"]) == []


def test_earlier_questions_and_the_chosen_scope_are_handed_on(handlers: Handlers, assistant: ScriptedAssistant) -> None:
    conversation = ask(handlers, "地区生产总值？")[-1]
    limits = json.dumps({"years": [2024], "reports": ["f" * 64]})
    list(handlers.ask("那么2024年呢？", conversation, (limits,), "zh"))
    assert assistant.asked == [
        ("地区生产总值？", (), None),
        ("那么2024年呢？", ("地区生产总值？",), Scope(years=(2024,), reports=("f" * 64,), origin="option")),
    ]


def test_an_error_of_ours_is_one_line_in_the_chat(handlers: Handlers, assistant: ScriptedAssistant) -> None:
    assistant.script["坏"] = LibraryBusy("the library is busy; try again")
    turn = ask(handlers, "坏")[-1].turns[-1]
    assert turn == Turn("坏", failure="the library is busy; try again")


def test_an_unforeseen_error_is_told_without_details(
    handlers: Handlers, assistant: ScriptedAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant.script["坏"] = ZeroDivisionError("a secret path")
    turn = ask(handlers, "坏")[-1].turns[-1]
    assert turn.failure == "出了意外，这次没能完成。详情写在运行窗口里；请再试一次。"
    assert "ZeroDivisionError: a secret path" in capsys.readouterr().err
    assert explain(WrongUsage("one line"), "en") == "one line"


def test_a_question_too_long_is_refused_and_not_kept_whole(handlers: Handlers) -> None:
    turn = ask(handlers, "长" * 2_001)[-1].turns[-1]
    assert turn.failure == "问题太长：最多 2000 字，这里有 2001 字。"
    assert len(turn.question) == 2_000


def test_a_scope_that_does_not_read_is_said_in_the_chat(handlers: Handlers, assistant: ScriptedAssistant) -> None:
    *_, last = handlers.ask("问", Conversation(), ('{"years": ["二〇二四"]}',), "zh")
    assert "请重新选择" in last.turns[-1].failure
    assert assistant.asked == []


def test_an_empty_library_says_so(tmp_path: Path, embedder: HashingEmbedder) -> None:
    handlers = Handlers(lambda: ScriptedAssistant(library_in(tmp_path / "none", embedder)))
    assert handlers.reports() == []
    assert "还没有报告" in handlers.library("zh")
    assert "把文件拖到这里" in handlers.chat(Conversation(), "zh")[0]
    assert ask(handlers, "问")[-1].turns[-1].failure == "库里还没有报告。请先添加报告，再来提问。"


# -- the evidence panel


def test_a_citation_shows_its_quote_marked_in_its_section(handlers: Handlers, report: Report) -> None:
    conversation = ask(handlers, "地区生产总值？")[-1]
    html = handlers.evidence(handlers.open("cite-1-2", conversation), "zh")
    markup = Markup(html)
    assert markup.marks == [TARGET]
    assert "二、2025年工作安排" in markup.text
    assert "《2025年松溪县政府工作报告》第2处" in markup.text
    assert markup.values("href")[0] == "#cite-1-1"
    assert markup.values("data-copy") == ["wj-copy-quote", "wj-copy-citation"]
    assert f'<pre hidden id="wj-copy-quote">\n{TARGET}</pre>' in html
    assert REVIEW not in markup.text


def test_a_nearest_passage_opens_too(handlers: Handlers) -> None:
    conversation = ask(handlers, "门票？")[-1]
    assert conversation.shown is None
    html = handlers.evidence(handlers.open("near-1-1", conversation), "zh")
    assert Markup(html).marks == ["新建标准茶园2000亩。"]


@pytest.mark.parametrize("fragment", ["cite-1-3", "cite-2-1", "cite-0-1", "near-1-1", "near-1-0"])
def test_a_citation_that_is_not_there_is_said(handlers: Handlers, fragment: str) -> None:
    conversation = ask(handlers, "地区生产总值？")[-1]
    assert "这条出处不在当前对话里了" in handlers.evidence(handlers.open(fragment, conversation), "zh")


def test_a_report_opens_with_its_contents(handlers: Handlers, report: Report) -> None:
    markup = Markup(handlers.evidence(handlers.open(f"report-{report.report_id}", Conversation()), "zh"))
    sections = [section for section in report.sections if section.level]
    assert [each for each in markup.values("href") if each.startswith("#section")] == [
        *(f"#section-{report.report_id}-{section.number}" for section in sections),
    ]
    assert "一、2024年工作回顾" in markup.text


def test_a_section_is_shown_letter_for_letter(handlers: Handlers, report: Report) -> None:
    section = report.section_at(report.text.index("茶园面积"))
    fragment = f"section-{report.report_id}-{section.number}"
    markup = Markup(handlers.evidence(handlers.open(fragment, Conversation()), "zh"))
    assert report.text[section.start : section.end] in markup.text
    assert markup.marks == []


@pytest.mark.parametrize("fragment", ["report-" + "a" * 64, "section-" + "a" * 64 + "-1"])
def test_an_unknown_report_is_said_in_one_line(handlers: Handlers, fragment: str) -> None:
    html = handlers.evidence(handlers.open(fragment, Conversation()), "zh")
    assert '<p class="wj-note wj-bad" role="alert">这份报告已经不在库里。</p>' in html


def test_a_section_past_the_last_is_said(handlers: Handlers, report: Report) -> None:
    fragment = f"section-{report.report_id}-999"
    assert "这条出处不在" in handlers.evidence(handlers.open(fragment, Conversation()), "zh")


def test_a_link_that_names_nothing_changes_nothing(handlers: Handlers) -> None:
    conversation = Conversation(shown=Target("cite", 1, 1))
    assert handlers.open("report-../../etc/passwd", conversation) == conversation


# -- the library


def test_the_list_names_each_report(handlers: Handlers, report: Report) -> None:
    markup = Markup(handlers.library("zh"))
    assert markup.values("href") == ["#tab-reports", f"#report-{report.report_id}", f"#facts-{report.report_id}"]
    assert markup.values("data-tick") == [report.report_id]
    assert markup.values("title") == [REPORT_NAME]
    assert "2025年松溪县政府工作报告2025年 · 松溪县" in markup.text
