"""`wenju ask --each-report`: a row a report, a column a question, and a run that was stopped goes on."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from commands import run

import assistant
from assistant import records
from assistant.build import Assistant
from assistant.each_report import asking
from index.scope import Scope

INCOME = "旅游综合收入是多少？"
TARGET = "2024年旅游综合收入目标是多少？"


def _table(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"))))


def test_each_report_is_asked_on_its_own(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    library = ("--library", str(sample_library_folder))
    status, out, _ = run(capsys, "ask", INCOME, "--each-report", "--json", *library)
    rows = {row["source"]: row for row in map(json.loads, out.splitlines())}
    assert status == 0
    assert len(rows) == 6
    told = {
        "2023年云岭县政府工作报告.txt": "31.8亿元",
        "2024年云岭县政府工作报告.docx": "38.9亿元",
        "2025年云岭县政府工作报告.docx": "41.2亿元",
    }
    for source, row in rows.items():
        (cell,) = row["cells"]
        assert row["schema_version"] == 1
        assert (cell["question"], cell["status"] == "answered") == (INCOME, source in told)
        if source in told:
            assert cell["answer"].startswith(told[source])
            assert told[source] in cell["citations"][0]["quote"]
            assert {citation["report_id"] for citation in cell["citations"]} == {row["report_id"]}
    status, out, _ = run(capsys, "ask", INCOME, "--each-report", "--year", "2024", *library)
    assert status == 0
    assert "38.9亿元（云岭县2023年旅游综合收入）\n    “全年接待游客486.5万人次，旅游综合收入38.9亿元" in out
    assert "31.8亿元" not in out
    assert "未提及" in out


def test_a_table_has_a_column_a_question_and_says_what_is_not_told(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "q.txt"
    questions.write_text(f"{INCOME}\n？？？\n{TARGET}\n", "utf-8")
    asking_all = ("ask", "--file", str(questions), "--each-report", "--library", str(sample_library_folder))
    status, out, err = run(capsys, *asking_all, "--region", "云岭县", "--csv")
    head, *rows = _table(out)
    assert status == 3
    assert "line 2: the question has no word in it" in err
    assert head == ["report_id", "title", "region", "issuer", "year", "source", INCOME, TARGET]
    assert [row[4] for row in rows] == ["2023", "2024", "2025"]
    assert [row[7].split("\n")[0] for row in rows] == ["未提及", "45亿元（云岭县2024年旅游综合收入，目标）", "未提及"]
    assert rows[1][7].split("\n")[1] == "“旅游综合收入45亿元；”——《2024年云岭县政府工作报告》二、第2段"
    book = tmp_path / "table.xlsx"
    status, _, err = run(capsys, *asking_all, "--xlsx", "--out", str(book))
    assert status == 3
    assert "6份报告、2个问题：4格有答案，8格未提及" in err
    with zipfile.ZipFile(book) as opened:
        words = opened.read("xl/sharedStrings.xml").decode()
    assert "未提及" in words
    assert "45亿元（云岭县2024年旅游综合收入，目标）" in words
    assert "旅游综合收入45亿元；" in words
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.txt", "table.xlsx"]


def test_a_run_that_was_stopped_goes_on(sample_assistant: Assistant, tmp_path: Path) -> None:
    asked: list[str] = []

    class Counting:
        library, settings = sample_assistant.library, sample_assistant.settings

        def ask(self, question: str, history: tuple[str, ...] = (), scope: Scope | None = None) -> object:
            assert scope is not None
            asked.append(scope.reports[0])
            if len(asked) == 4:
                raise KeyboardInterrupt
            return sample_assistant.ask(question, history, scope)

    with pytest.raises(KeyboardInterrupt):
        asking.ask_into(tmp_path / "rows", Counting(), [INCOME])  # type: ignore[arg-type]
    assert len(records.read_records(tmp_path / "rows")) == 3
    rows = asking.ask_into(tmp_path / "rows", Counting(), [INCOME])  # type: ignore[arg-type]
    assert len(asked) == 4 + 3
    assert [row["id"] for row in rows] == [report.report_id for report in sample_assistant.library.reports()]
    with pytest.raises(assistant.errors.WrongUsage, match="another file"):
        asking.ask_into(tmp_path / "rows", sample_assistant, [TARGET])


def test_from_python_a_row_holds_the_answers(sample_assistant: Assistant) -> None:
    rows = list(assistant.ask_each_report([INCOME, TARGET], sample_assistant.library, Scope(years=(2024,))))
    assert len(rows) == 4
    found = next(row for row in rows if row.report.metadata.region == "云岭县")
    assert [answer.status for answer in found.answers] == ["answered", "answered"]
    assert found.answers[0].citations[0].report_id == found.report.report_id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--csv",), "add --each-report"),
        (("--each-report", "--format", "md", "--out", "x"), "say --csv or --xlsx"),
        (("--each-report", "--out", "."), "is a folder"),
    ],
)
def test_what_does_not_go_together_is_refused(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, _, err = run(capsys, "ask", INCOME, *arguments)
    assert status == 2
    assert said in err
