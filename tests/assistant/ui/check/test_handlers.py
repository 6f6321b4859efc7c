"""Checking in the page, without a browser: what is checked again, what is kept, what nobody else can see."""

import base64
import json
import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from fakes import library_in
from markup import Markup
from scripted import REVIEW, TARGET, ScriptedAssistant, cite, judged

from assistant.answer import Mismatch
from assistant.bundle.writing import FORMATS
from assistant.errors import AssistantError
from assistant.ui.ask.handlers import Handlers
from assistant.ui.check.handlers import CheckHandlers, pasted_claims, pasted_lines
from assistant.ui.check.session import CheckRun
from assistant.ui.check.table import run_html
from index.report import Report

FALSE = "2024年松溪县地区生产总值增长5.9%。"
TRUE = "2024年松溪县地区生产总值达到126.4亿元。"


@pytest.fixture
def checks(assistant: ScriptedAssistant, report: Report, uploads: Path) -> CheckHandlers:
    assistant.judge.script[FALSE] = judged(
        FALSE,
        "refuted",
        [cite(report, TARGET, 1, stance="related"), cite(report, REVIEW, 2, stance="refutes")],
        reason="报告说增长5.8%。",
        mismatches=(Mismatch("value", "5.9%", "5.8%"),),
    )
    assistant.judge.script[TRUE] = judged(TRUE, "supported", [cite(report, REVIEW, 1, stance="supports")])
    return CheckHandlers(Handlers(lambda: assistant, uploads))


def last(looks: Any) -> CheckRun:
    """The run after its last look."""
    run: CheckRun = list(looks)[-1]
    return run


def labels(run: CheckRun) -> list[str]:
    return [
        row.checked.verdict.verdict if row.checked is not None and row.checked.verdict is not None else ""
        for row in run.rows()
    ]


def test_a_sentence_is_one_claim_and_an_article_several() -> None:
    assert [entry.id for entry in pasted_claims(pasted_lines(f"  {FALSE}\u200b "))] == ["1"]
    assert [getattr(entry, "text", "") for entry in pasted_claims(FALSE + TRUE)] == [FALSE, TRUE]


def test_verdicts_come_in_order(checks: CheckHandlers) -> None:
    looks = list(checks.paste(f"{FALSE}\n{TRUE}\n你觉得呢？", "zh"))
    assert labels(looks[-1]) == ["refuted", "supported", "not_checkable"]
    assert all(run is looks[0] for run in looks)
    assert not looks[-1].running
    assert "没有可以核查的内容" in last(checks.paste("  ", "zh")).failure
    assert "没有可以核查的内容" in last(checks.paste(None, "zh")).failure


def test_what_is_too_much_is_refused_in_one_line(checks: CheckHandlers, upload: Callable[[str, bytes], Path]) -> None:
    assert last(checks.paste("长" * 50_001, "zh")).failure == (
        "内容太长：最多 50000 字，这里有 50001 字。请存成文件上传。"
    )
    many = upload("many.csv", ("claim\n" + f"{FALSE}\n" * 501).encode())
    assert "at most 500" in last(checks.file(str(many), "en")).failure.lower()


def test_an_uploaded_file_is_read_and_deleted(checks: CheckHandlers, upload: Callable[[str, bytes], Path]) -> None:
    table = upload("claims.csv", f"id,claim,note\na,{FALSE},甲\nb,,乙\nc,{TRUE},丙\n".encode())
    run = last(checks.file(str(table), "zh"))
    assert labels(run) == ["refuted", "", "supported"]
    assert (run.name, table.exists()) == ("claims.csv", False)
    assert run.rows()[1].words == "line 3: no claim in this row"


@pytest.mark.parametrize("name", ["x.pdf", "x.csv"])
def test_a_refused_file_is_named_without_its_place_and_deleted(
    checks: CheckHandlers, upload: Callable[[str, bytes], Path], name: str
) -> None:
    path = upload(name, b"wrong,columns\n1,2\n")
    failure = last(checks.file(str(path), "zh")).failure
    assert failure.startswith(name)
    assert str(path.parent) not in failure
    assert not path.exists()
    assert list(checks.file(["x"], "zh")) == []


def test_what_was_not_uploaded_is_neither_read_nor_deleted(checks: CheckHandlers, tmp_path: Path) -> None:
    table = tmp_path / "victim.csv"
    table.write_text(f"claim\n{FALSE}\n", "utf-8")
    run = last(checks.file(str(table), "zh"))
    assert run.failure == "victim.csv 不是在这里上传的文件，或者已经不在了，没有读取；请重新上传。"
    assert last(checks.file(str(table), "en")).failure.startswith("victim.csv was not uploaded here")
    assert (len(run), table.exists()) == (0, True)
    assert [list(checks.file(value, "zh")) for value in (None, "", {"path": str(table)})] == [[], [], []]


def test_without_reports_it_says_so(tmp_path: Path) -> None:
    empty = ScriptedAssistant(library_in(tmp_path / "none"))
    assert last(CheckHandlers(Handlers(lambda: empty)).paste(FALSE, "zh")).failure.startswith("库里还没有报告")


def test_stopping_leaves_the_rest_unchecked(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    assistant.judge.gate = threading.Event()
    looks = checks.paste(f"{FALSE}\n{TRUE}", "zh")
    next(looks).stopped = True
    assert "正在停止" in Markup(run_html(next(looks), "zh")).text  # said at once, while a claim is in hand
    assistant.judge.gate.set()
    run = last(looks)
    assert labels(run) == ["refuted", ""]
    assert "已停止，还有 1 条没有核查。" in Markup(run_html(run, "zh")).text
    assert labels(last(checks.go_on(run, "", "zh"))) == ["refuted", "supported"]
    assert assistant.judge.judged == [FALSE, TRUE]


def test_a_failing_library_stops_with_one_line(
    checks: CheckHandlers, assistant: ScriptedAssistant, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant.judge.script[TRUE] = AssistantError("the library is damaged; run wenju doctor")
    run = last(checks.paste(f"{FALSE}\n{TRUE}", "zh"))
    assert (labels(run), run.failure, run.running) == (
        ["refuted", ""],
        "the library is damaged; run wenju doctor",
        False,
    )
    assistant.judge.script[TRUE] = RuntimeError("secret")
    assert last(checks.paste(TRUE, "zh")).failure.startswith("出了意外")
    assert "secret" in capsys.readouterr().err


def test_beyond_four_runs_it_is_busy_until_one_ends(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    assistant.judge.gate = threading.Event()
    going = [checks.paste(FALSE, "zh") for _ in range(4)]
    for looks in going:
        next(looks)
    assert last(checks.paste(TRUE, "zh")).failure == "现在核查的人多，请稍后再试。"
    assistant.judge.gate.set()
    for looks in going:
        list(looks)
    assert labels(last(checks.paste(TRUE, "zh"))) == ["supported"]


def test_an_open_claim_shows_both_sides_and_the_deciding_quote(checks: CheckHandlers) -> None:
    run = last(checks.paste(FALSE, "zh"))
    number, claim, panel = checks.pick("claim-1", run, "zh")
    assert number == 1
    assert Markup(claim).marks == ["5.9%", "5.8%"]
    assert panel is not None and Markup(panel).marks == [REVIEW]
    assert 'data-shows="quote-1-2"' in panel
    shown = checks.pick("quote-1-1", run, "zh")[2]
    assert shown is not None and Markup(shown).marks == [TARGET]
    assert "不在当前核查里" in (checks.pick("quote-1-7", run, "zh")[2] or "")
    assert checks.pick("claim-2", run, "zh")[0] == 0
    assert checks.pick("claim-1", None, "zh")[0] == 0
    assert checks.pick("claims", run, "zh") == (0, "", None)


def test_what_a_report_says_ahead_and_back_is_told_apart(checks: CheckHandlers, report: Report) -> None:
    run = last(checks.paste(FALSE, "en"))
    html = Markup(checks.claim(run, 1, "en")).text
    assert "review" in html and "plan" in html
    assert "Best contradiction" in html and "More passages (1)" in html


def test_read_as_is_shown_where_words_were_put_in(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    text = "2024年松溪县粮食总产量8.1万吨。该县地区生产总值增长5.9%。"
    run = last(checks.paste(text, "zh"))
    html = Markup(checks.claim(run, 2, "zh")).text
    assert "按此核查" in html
    assert assistant.judge.judged[-1] in html


def test_an_overrule_is_checked_and_both_verdicts_are_kept(checks: CheckHandlers) -> None:
    run = last(checks.paste(f"{FALSE}\n{TRUE}", "zh"))
    for number, verdict, note in (
        (1, "true", "说明"),
        (1, "supported", " \u200b"),
        (1, "supported", None),
        (1, ["supported"], "说明"),
        (1, "supported", "长" * 1_001),
        (3, "supported", "说明"),
        ("1", "supported", "说明"),
    ):
        assert "wj-bad" in checks.overrule(run, number, verdict, note, "zh")
    assert [row.overrule for row in run.rows()] == [None, None]
    assert checks.overrule(run, 1, "supported", "  口径\u202e不同\n", "zh") == ""
    table = Markup(run_html(run, "zh")).text
    assert "人工改判 1" in table and "机器结论：与报告不符" in table
    document = json.loads(saved(checks.save("save-json", run, "zh"))[1])["claims"][0]
    assert (document["verdict"], document["overruled"]["verdict"]) == ("refuted", "supported")
    assert document["overruled"]["note"] == "口径不同"
    checks.withdraw(run, 1)
    assert "overruled" not in json.loads(saved(checks.save("save-json", run, "zh"))[1])["claims"][0]


def saved(html: str) -> tuple[str, bytes]:
    """The name and the bytes of a download."""
    markup = Markup(html)
    [name] = markup.values("data-file")
    return name, base64.b64decode(markup.text)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_downloaded(checks: CheckHandlers, name: str) -> None:
    run = last(checks.paste(FALSE, "zh"))
    file, content = saved(checks.save(f"save-{name}", run, "zh"))
    assert file.endswith(f".{name}")
    assert content
    if name != "docx":
        assert "5.9%" in content.decode("utf-8-sig")


@pytest.mark.parametrize("asked", ["save-exe", "save-", "save-../x", "json5", None, 3])
def test_no_other_format_can(checks: CheckHandlers, asked: object) -> None:
    assert checks.save(asked, last(checks.paste(FALSE, "zh")), "zh") == ""


def test_there_is_nothing_to_save_before_a_verdict(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    assistant.judge.gate = threading.Event()
    assert "还没有结论" in checks.save("save-md", None, "zh")
    assert "还没有结论" in checks.save("save-md", next(checks.paste(FALSE, "zh")), "zh")
    assistant.judge.gate.set()


def test_a_report_that_is_gone_meanwhile_is_one_line(
    checks: CheckHandlers, assistant: ScriptedAssistant, report: Report
) -> None:
    run = last(checks.paste(FALSE, "zh"))
    assistant.library.remove([report.report_id])
    number, claim, panel = checks.pick("claim-1", run, "zh")
    assert number == 1 and Markup(claim).marks == ["5.9%", "5.8%"]
    assert "这份报告已经不在库里" in (panel or "")
    assert "wj-bad" in checks.save("save-json", run, "zh")


def test_two_runs_know_nothing_of_each_other(checks: CheckHandlers) -> None:
    first, second = last(checks.paste(FALSE, "zh")), last(checks.paste(TRUE, "zh"))
    checks.overrule(first, 1, "supported", "只属于第一个", "zh")
    for asked in ("claim-1", "quote-1-1"):
        assert "5.9%" not in "".join(str(part) for part in checks.pick(asked, second, "zh")[1:2])
    assert "只属于第一个" not in run_html(second, "zh") + checks.claim(second, 1, "zh")


def test_a_check_goes_on_when_its_page_is_closed_and_is_found_again(
    checks: CheckHandlers, assistant: ScriptedAssistant, uploads: Path
) -> None:
    assistant.judge.gate = threading.Event()
    looks = checks.paste(f"{FALSE}\n{TRUE}", "zh", "me")
    run = next(looks)
    looks.close()  # type: ignore[attr-defined]
    assert run.id and checks.open(run.id) is run
    assistant.judge.gate.set()
    assert labels(last(checks.looks(run))) == ["refuted", "supported"]
    assert checks.overrule(run, 1, "supported", "四舍五入", "zh", "me") == ""
    again = CheckHandlers(Handlers(lambda: assistant, uploads)).open(run.id)
    assert again is not None and again is not run
    assert labels(again) == ["refuted", "supported"]
    row = again.row(1)
    assert row is not None and row.overrule is not None and row.overrule.note == "四舍五入"
    assert "只能查看" in checks.overrule(again, 1, "refuted", "别人", "zh", "another")
    checks.withdraw(again, 1, "another")
    assert again.rows()[0].overrule is not None
    assert checks.open("nothing") is None


def test_a_check_is_held_within_what_was_chosen(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    run = last(checks.paste(FALSE, "zh", limits='{"years":[2024]}'))
    assert [scope.years for scope in assistant.judge.scopes if scope is not None] == [(2024,)]
    assert run.source.limits == '{"years":[2024]}'
    refused = last(checks.paste(FALSE, "zh", limits='{"years":["x"]}'))
    assert refused.failure and not len(refused)


def test_a_check_is_made_once_more_and_says_what_changed(checks: CheckHandlers, assistant: ScriptedAssistant) -> None:
    first = last(checks.paste(f"{FALSE}\n{TRUE}", "zh", "owner"))
    assistant.judge.script[FALSE] = judged(FALSE, "not_enough_info")
    again = last(checks.again(first, "owner", "zh"))
    assert again.id and again.id != first.id
    assert [row.changed for row in again.rows()] == [True, False]
    assert labels(first) == ["refuted", "supported"]
    kept = checks.open(again.id)
    assert kept is not None and kept.source.before == ("refuted", "supported")


def test_a_word_article_goes_back_with_comments_even_after_a_restart(
    checks: CheckHandlers, assistant: ScriptedAssistant, upload: Callable[[str, bytes], Path], uploads: Path
) -> None:
    document = docx.Document()
    document.add_paragraph(FALSE + TRUE)
    written = BytesIO()
    document.save(written)
    run = last(checks.file(str(upload("稿.docx", written.getvalue())), "zh", "owner"))
    assert "#save-commented-docx" in checks.claims(run, "zh", "owner")
    assert FALSE in run.source.text
    later = CheckHandlers(Handlers(lambda: assistant, uploads), checks._kept)
    opened = later.open(run.id)
    assert opened is not None and opened is not run
    name, content = later._export("commented-docx", opened, "zh")
    assert name == "稿.checked.docx"
    comments = [comment.text for comment in docx.Document(BytesIO(content)).comments]
    assert len(comments) == 2 and comments[0].startswith("✗ 与报告不符")
    pasted = last(checks.paste(FALSE, "zh"))
    assert "不是从 Word 文稿来的" in checks.save("save-commented-docx", pasted, "zh")
