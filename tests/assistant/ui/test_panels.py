"""The parts around the conversation: what they list, which examples they give, and what stays words."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markup import HOSTILE, Markup
from scripted import ScriptedAssistant

from assistant.ui import panels
from index.ingestion.preparing import FileOutcome
from index.report import Metadata
from index.store.rows import StoredReport


@pytest.fixture
def entry(assistant: ScriptedAssistant) -> StoredReport:
    return assistant.library.reports()[0]


def of(entry: StoredReport, number: int = 1, **metadata: Any) -> StoredReport:
    return replace(entry, report_id=f"{number:064}", metadata=Metadata("某报告", **metadata))


def test_the_newest_report_is_listed_first_with_what_is_known_of_it(entry: StoredReport) -> None:
    other = replace(of(entry, 2), pages=12, sources=())
    markup = Markup(panels.library_html([entry, other], "zh"))
    assert markup.values("href") == ["#tab-reports"] + [
        f"#{kind}-{one.report_id}" for one in (other, entry) for kind in ("report", "facts")
    ]
    assert "某报告12 页" in markup.text
    assert "2 份" in markup.text


@pytest.mark.parametrize(
    ("characters", "language", "shown"),
    [(9_999, "zh", "9,999"), (12_345, "zh", "1.2 万"), (9_999, "en", "9,999"), (12_345, "en", "12k")],
)
def test_many_characters_are_told_roundly(entry: StoredReport, characters: int, language: Any, shown: str) -> None:
    text = Markup(panels.library_html([replace(entry, characters=characters, pages=None)], language)).text
    assert shown.replace(" ", "") in text.replace(" ", "")


def test_the_switch_leads_to_the_other_language() -> None:
    assert "#language-en" in Markup(panels.top_bar_html("zh")).values("href")
    assert "#language-zh" in Markup(panels.top_bar_html("en")).values("href")


def test_who_writes_is_said_before_anything_is_asked(entry: StoredReport) -> None:
    assert "openai:small" in panels.welcome_html([entry], "zh", "openai:small")
    assert "wj-examples" not in panels.welcome_html([], "zh")


def test_hostile_words_stay_words(entry: StoredReport) -> None:
    for words in HOSTILE:
        hostile = replace(
            entry,
            metadata=replace(entry.metadata, title=words, region=words, kind="other"),
            sources=(replace(entry.sources[0], name=words),),
        )
        html = panels.library_html([hostile], "zh") + panels.welcome_html([hostile], "zh", words)
        markup = Markup(html + panels.outcome_line(FileOutcome(words, Path("x"), "refused", reason=words), "zh"))
        assert {"script", "img", "svg", "iframe", "style", "form", "object"} & set(markup.tags) == set()
        assert all(link.startswith("#") for link in markup.values("href"))
    assert "<b>" not in panels.notice_html("<b>")


def test_many_reports_can_be_filtered(entry: StoredReport) -> None:
    assert "data-filter" not in panels.library_html([entry] * 5, "zh")
    assert "data-filter" in panels.library_html([entry] * 6, "zh")


def test_examples_come_from_what_is_there(entry: StoredReport) -> None:
    made = [f"第{number}问？" for number in range(9)]
    assert panels.example_questions([entry], "zh", made) == made[: panels.EXAMPLES]
    sample = replace(entry, sources=(replace(entry.sources[0], name="2025年云岭县政府工作报告.docx"),))
    assert panels.example_questions([sample], "zh", made)[:2] == ["2025年云岭县要办好哪些民生实事？", "第0问？"]
    assert "wj-examples" not in panels.welcome_html([entry], "zh")
    assert "page.library_empty" not in panels.welcome_html([entry], "zh")
    assert panels.example_questions([], "zh") == []


def test_an_unknown_outcome_is_not_markup() -> None:
    html = panels.outcome_line(FileOutcome("<i>", Path("x"), "refused", reason="<u>"), "en")
    assert Markup(html).tags == ["p", "b", "span"]


def test_a_language_model_is_named_and_said_to_be_gone() -> None:
    assert "语言模型 qwen2.5-7b：可用" in panels.model_html("openai:qwen2.5-7b", True, "zh")
    gone = panels.model_html("openai:<b>", False, "en")
    assert "wj-model-gone" in gone and "&lt;b&gt; does not answer" in gone
    assert "Language model: claude" in panels.model_html("anthropic:claude", None, "en")


def test_an_english_reason_is_a_sentence_of_the_file() -> None:
    refused = FileOutcome(
        "tool.exe", Path("x"), "refused", reason="is a .exe file, which is not read; save it as .docx"
    )
    assert "It is a .exe file" in panels.outcome_line(refused, "en")
    assert "It" not in panels.outcome_line(refused, "zh")
