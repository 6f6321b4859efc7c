"""`wenju add`, `list`, `show` and `remove`: what they print, what they refuse, and what an error says."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from commands import REPORT as FIRST
from commands import run


def test_add_list_show_search_remove(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    status, out, err = run(capsys, "add", "r.txt", "--json", "--source-url", "https://example.org/r")
    assert (status, err) == (0, "")
    added = json.loads(out)["files"][0]
    assert (added["status"], added["name"]) == ("added", "r.txt")

    status, out, _ = run(capsys, "--json", "list")
    report = json.loads(out)["reports"][0]
    assert json.loads(out)["schema_version"] == 1
    assert {
        "report_id",
        "title",
        "issuer",
        "region",
        "year",
        "kind",
        "language",
        "source",
        "pages",
        "characters",
    } <= set(report)
    assert (report["title"], report["year"], report["region"]) == ("2024年青禾县政府工作报告", 2024, "青禾县")
    assert report["report_id"] == added["report_id"]

    status, out, _ = run(capsys, "show", "r.txt", "--json")
    shown = json.loads(out)
    assert [section["heading"] for section in shown["sections"]] == ["", "一、2023年工作回顾", "二、2024年工作安排"]
    status, out, _ = run(capsys, "show", "r.txt", "--section", "1")
    assert out.startswith("一、2023年工作回顾\n")

    status, out, _ = run(capsys, "search", "新建公路", "-k", "1", "--json", "--year", "2024")
    found = json.loads(out)
    assert found["scope"] == {
        "years": [2024],
        "regions": [],
        "issuers": [],
        "reports": [],
        "from": "option",
        "report_count": 1,
    }
    passage = found["passages"][0]
    assert set(passage) == {
        "rank",
        "score",
        "report_id",
        "title",
        "source",
        "section",
        "page",
        "start",
        "end",
        "text",
    }

    status, out, _ = run(capsys, "search", "新建公路", "--json", "--region", "广东")
    assert (status, json.loads(out)["passages"]) == (0, [])

    status, out, _ = run(capsys, "remove", added["report_id"][:8])
    assert status == 0
    assert json.loads(run(capsys, "list", "--json")[1])["reports"] == []


def test_some_refused_is_3_and_all_refused_is_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a zip after all")
    status, out, err = run(capsys, "add", "empty.pdf", "r.txt", "broken.docx")
    assert status == 3
    assert "r.txt" in out
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["refused empty.pdf", "refused broken.docx"]
    status, _, err = run(capsys, "add", "empty.pdf")
    assert status == 1
    assert len(err.splitlines()) == 1


def test_an_unknown_report_is_wrong_usage(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    for arguments in (("show", "nowhere"), ("remove", "nowhere"), ("ask", "茶叶", "--report", "nowhere")):
        status, out, err = run(capsys, *arguments, "--library", str(sample_library_folder))
        assert (status, out) == (2, "")
        assert err.startswith("wenju: no report 'nowhere' among the 6 in ")
    status, _, err = run(
        capsys, "show", "青湖水质监测年报2024.md", "--section", "99", "--library", str(sample_library_folder)
    )
    assert status == 2
    assert "has no section 99; its sections are 0 to" in err


def test_a_folder_with_nothing_to_add_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, _, err = run(capsys, "add", "empty")
    assert status == 1
    assert err == "wenju: empty holds no file to add; name a .docx, .pdf, .html, .txt, .md, .xlsx, .csv or .pptx\n"


def test_no_permission_to_write_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is played, since tests may run as root, who may write everywhere."""
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    real = Path.mkdir

    def refuse(self: Path, *arguments: Any, **options: Any) -> None:
        if self.name == "locked":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        real(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    status, _, err = run(capsys, "add", "r.txt", "--library", "locked")
    assert status == 1
    assert err.startswith("wenju: cannot write to locked: Permission denied; nothing of this change was kept.")
    assert len(err.splitlines()) == 1


def test_a_library_path_that_is_a_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    (tmp_path / "blocked").write_text("x")
    status, _, err = run(capsys, "add", "r.txt", "--library", "blocked/library")
    assert status == 1
    assert err.startswith("wenju: cannot write to blocked/library: Not a directory; nothing of this change was kept.")


def test_a_page_is_written_as_a_picture(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    library = ("--library", str(sample_library_folder))
    name = "澜石光电2024年年度报告.pdf"
    status, out, _ = run(capsys, "show", name, "--page", "1", "--image", "page.png", "--json", *library)
    assert status == 0
    assert json.loads(out)["page"] == 1
    assert Path("page.png").read_bytes().startswith(b"\x89PNG")
    plain = Path("page.png").read_bytes()
    status, out, _ = run(capsys, "show", name, "--quote", "0:8", "--image", "page.png", *library)
    assert (status, out) == (0, "wrote page 1 to page.png\n")
    assert Path("page.png").read_bytes() != plain
    for arguments, words in (
        (("--page", "99", "--image", "p.png"), "no page 99"),
        (("--page", "1"), "--image FILE.png"),
        (("--image", "p.png"), "--page N"),
        (("--quote", "5:2", "--image", "p.png"), "not a span"),
        (("--quote", "0:99999999", "--image", "p.png"), "beyond the report's"),
    ):
        status, _, complaint = run(capsys, "show", name, *arguments, *library)
        assert status == 2
        assert words in complaint and complaint.count("\n") == 1
    assert not Path("p.png").exists()
