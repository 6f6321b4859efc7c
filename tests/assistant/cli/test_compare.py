"""`wenju compare`: what changed from one report to another, printed and kept."""

import csv
import io
import json
from pathlib import Path

import docx
import pytest
from commands import run

import assistant
from assistant.build import Assistant
from assistant.errors import WrongUsage

BEFORE, AFTER = "2024年云岭县政府工作报告.docx", "2025年云岭县政府工作报告.docx"


@pytest.fixture(scope="module")
def library(sample_library_folder: Path) -> tuple[str, str]:
    return "--library", str(sample_library_folder)


def test_every_change_is_quoted_from_the_reports(
    capsys: pytest.CaptureFixture[str], library: tuple[str, str], sample_assistant: Assistant
) -> None:
    status, out, _ = run(capsys, "compare", BEFORE, AFTER, "--json", *library)
    document = json.loads(out)
    assert (status, document["schema_version"]) == (0, 1)
    assert (document["before"]["source"], document["after"]["year"]) == (BEFORE, 2025)
    assert list(document["counts"]) == ["raised", "lowered", "new", "dropped", "reworded", "moved", "unchanged"]
    texts = {side: sample_assistant.library.get(document[side]["report_id"]).text for side in ("before", "after")}
    for change in document["changes"]:
        sides = {side for side in ("before", "after") if change[side] is not None}
        assert sides == {"new": {"after"}, "dropped": {"before"}}.get(change["kind"], {"before", "after"})
        for side in sides:
            assert texts[side][change[side]["start"] : change[side]["end"]] == change[side]["quote"]
    aims = {change["measure"]: (change["kind"], change["from"], change["to"]) for change in document["changes"][:20]}
    assert aims["旅游综合收入"] == ("raised", "45亿元", "46亿元")
    assert aims["固定资产投资"] == ("lowered", "增长9%", "增长8%")
    signed = "全年新签约亿元以上项目45个，到位资金40亿元。"
    reworded = next(c for c in document["changes"] if c["kind"] == "reworded" and c["before"]["quote"] == signed)
    assert reworded["after"]["quote"] == "全年新签约亿元以上项目48个，到位资金42亿元。"
    assert [reworded["after"]["quote"][slice(*span)] for span in reworded["differs"]["after"]] == ["48", "42"]


def test_some_kinds_alone_are_printed_and_all_are_counted(
    capsys: pytest.CaptureFixture[str], library: tuple[str, str]
) -> None:
    status, out, _ = run(capsys, "compare", BEFORE, AFTER, "--only", "lowered", *library)
    assert status == 0
    assert out.startswith(
        "报告对比：2024年云岭县政府工作报告与2025年云岭县政府工作报告\n目标提高 15，目标降低 14，新提 "
    )
    assert "地区生产总值：增长6%左右 → 增长5.8%左右" in out
    assert "旅游综合收入" not in out


def test_it_is_kept_in_each_format(
    capsys: pytest.CaptureFixture[str], library: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    status, _, _ = run(capsys, "compare", BEFORE, AFTER, "--out", str(folder), *library)
    assert status == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        f"comparison.{end}" for end in ("csv", "docx", "json", "md")
    ]
    page = (folder / "comparison.md").read_text("utf-8")
    assert "## 目标降低 (14)" in page
    assert "新增停车位**960**个" in page
    rows = list(csv.DictReader(io.StringIO((folder / "comparison.csv").read_text("utf-8-sig"))))
    assert (rows[0]["kind"], rows[0]["from"], rows[0]["to"]) == ("raised", "45亿元", "46亿元")
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(folder / "comparison.docx")).paragraphs)
    assert "前一份: 旅游综合收入45亿元" in words
    assert json.loads((folder / "comparison.json").read_text("utf-8"))["after"]["source"] == AFTER


def test_wrong_usage(capsys: pytest.CaptureFixture[str], library: tuple[str, str], tmp_path: Path) -> None:
    for arguments, said in (
        ((BEFORE, BEFORE), "compared with itself"),
        ((BEFORE, "none.docx"), "no report"),
        ((BEFORE, AFTER, "--format", "pdf", "--out", str(tmp_path)), "no format 'pdf'"),
        ((BEFORE, AFTER, "--format", "md"), "--out DIR"),
    ):
        status, _, err = run(capsys, "compare", *arguments, *library)
        assert (status, said in err) == (2, True), err


def test_from_python(sample_assistant: Assistant) -> None:
    found = assistant.compare(BEFORE, AFTER, sample_assistant.library)
    assert found.counts["new"] == len(found.of_kind("new")) > 10
    assert all(change.before is None and change.after is not None for change in found.of_kind("new"))
    with pytest.raises(WrongUsage):
        assistant.compare(AFTER, AFTER, sample_assistant.library)
