"""`wenju facts` and `wenju figures`: what they print, write and refuse."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from commands import REPORT, run
from fakes import HashingEmbedder

import assistant.build
from assistant.cli.program import main
from index.library import Library
from index.store.durable import writer_lock
from index.store.transactions import writing


@pytest.fixture(autouse=True)
def one_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_an_empty_folder: None) -> None:
    monkeypatch.setattr(assistant.build, "build_embedder", lambda settings: HashingEmbedder())
    (tmp_path / "r.txt").write_text(REPORT, "utf-8")
    Library(tmp_path / "library", HashingEmbedder()).add([tmp_path / "r.txt"])


def test_facts_of_a_report_and_of_a_section(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "facts", "r.txt")
    assert (status, err) == (0, "")
    assert out.splitlines()[:3] == [
        "青禾县  地区生产总值  6.2%  增减 · 完成 · 2023",
        "    全年地区生产总值增长6.2%，新建、改造农村公路126公里。",
        "    《2024年青禾县政府工作报告》一、第1段",
    ]
    status, out, _ = run(capsys, "facts", "r.txt", "--section", "2", "--json")
    document = json.loads(out)
    assert [(fact["figure"], fact["stage"]) for fact in document["facts"]] == [("6%", "planned")]
    status, _, err = run(capsys, "facts", "r.txt", "--section", "7")
    assert (status, err) == (2, "wenju: r.txt has no section 7; its sections are 0 to 2\n")


def test_figures_say_what_the_measure_was_taken_for(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "figures", "GDP", "--year", "2024", "--planned")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "“GDP” was taken for “地区生产总值”.",
        "青禾县  地区生产总值  about 6%  change · planned · 2024",
        "    今年地区生产总值的预期目标是增长6%左右。",
        "    《2024年青禾县政府工作报告》二、第1段",
    ]
    status, out, _ = run(capsys, "figures", "生产总值", "--happened", "--region", "青禾县", "--json")
    document = json.loads(out)
    assert (document["measure"], document["taken_for"]) == ("生产总值", "地区生产总值")
    assert [fact["figure"] for fact in document["facts"]] == ["6.2%"]


def test_what_is_missing_is_said_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "figures", "火箭") == (0, "没有“火箭”的数字。\n", "")
    status, out, _ = run(capsys, "figures", "GDP", "--year", "1999")
    assert status == 0
    assert out.splitlines()[1] == "No figure of “地区生产总值” is in this scope."


def test_a_ledger_that_is_not_kept_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with writing(Library(Path("library"), HashingEmbedder()).root) as catalogue:
        catalogue.ledger.drop(1)
    with writer_lock(Path("library"), 0):  # another writes: nobody waits for it
        status, out, err = run(capsys, "facts", "r.txt")
    assert status == 0
    assert out.startswith("青禾县  地区生产总值")
    assert err.startswith("wenju: the figures of this report were read now and are not kept")
    status, out, _ = run(capsys, "figures", "GDP")
    assert out.splitlines()[-1].startswith("The figures of 1 are not read yet (wenju doctor --repair): 2024年青禾县")


def test_a_ledger_that_was_read_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with writing(Library(Path("library"), HashingEmbedder()).root) as catalogue:
        catalogue.ledger.drop(1)
    assert run(capsys, "facts", "r.txt")[2] == ""
    assert "not read yet" not in run(capsys, "figures", "GDP")[1]


def test_tables_go_to_stdout_or_a_file(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    assert main(["figures", "GDP", "--csv"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.startswith("\ufeffreport_id,title,where,measure".encode())
    assert captured.err.decode().splitlines() == ["wenju: “GDP” was taken for “地区生产总值”."]
    assert main(["figures", "GDP", "--xlsx", "--out", "gdp.xlsx", "--quiet"]) == 0
    assert capfdbinary.readouterr() == (b"", b"")
    with zipfile.ZipFile(tmp_path / "gdp.xlsx") as book:
        assert "xl/worksheets/sheet2.xml" in book.namelist()
    assert main(["facts", "r.txt", "--xlsx"]) == 0
    assert zipfile.is_zipfile(io.BytesIO(capfdbinary.readouterr().out))


def test_a_plot_is_a_picture_or_a_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "figures", "GDP", "--kind", "change", "--plot", "gdp.svg", "--quiet")[0] == 0
    assert (tmp_path / "gdp.svg").read_text("utf-8").startswith("<svg ")
    assert run(capsys, "figures", "GDP", "--kind", "change", "--plot", "gdp.PNG")[0] == 0
    assert (tmp_path / "gdp.PNG").read_bytes().startswith(b"\x89PNG")
    status, _, err = run(capsys, "figures", "GDP", "--plot", "gdp.gif")
    assert (status, err) == (2, "wenju: --plot writes .png, .svg or .html, not .gif\n")
    status, _, err = run(capsys, "figures", "GDP", "--year", "2023", "--plot", "one.svg")
    assert (status, err.startswith("wenju: there is nothing to draw")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("figures", " "), "the measure is empty; name one, such as GDP"),
        (("facts", "r.txt", "--out", "x"), "--out writes a table; say which: --csv or --xlsx"),
        (("figures", "GDP", "--csv", "--out", "no/such/folder.csv"), "cannot write no/such/folder.csv"),
    ],
)
def test_wrong_usage_is_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert said in err
    assert len(err.splitlines()) == 1
