import os
import random
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import DamagedFile, LimitExceeded, UnreadableReport, UnsupportedFormat
from index.parsing import Limits, ParserProcess, parse_file


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "好 报告.txt"
    path.write_text("一、总体要求\n增长5.2%。\n", encoding="utf-8")
    return path


@pytest.fixture
def heavy(tmp_path: Path, build_docx: Callable[..., bytes]) -> Path:
    """A Word file of 150,000 paragraphs with a little text each: legal, and slow and large to parse."""
    path = tmp_path / "heavy.docx"
    path.write_bytes(build_docx("".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(150_000))))
    return path


@pytest.fixture
def process() -> Iterator[ParserProcess]:
    with ParserProcess() as parser:
        yield parser


def _child(parser: ParserProcess) -> int:
    assert parser._child is not None
    return parser._child.pid


def test_it_gives_what_parsing_here_gives(process: ParserProcess, good: Path) -> None:
    assert process.parse(good) == parse_file(good)


def test_one_child_serves_many_files_and_is_gone_afterwards(good: Path) -> None:
    with ParserProcess() as parser:
        parser.parse(good)
        child = _child(parser)
        with pytest.raises(UnsupportedFormat, match="open it in a browser"):
            parser.parse(good.with_suffix(".mht"))
        parser.parse(good)
        assert _child(parser) == child
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


def test_memory_runs_out_and_the_next_file_is_served(heavy: Path, good: Path) -> None:
    with ParserProcess(Limits(memory=90 * 1024**2)) as parser:
        with pytest.raises(LimitExceeded, match="memory"):
            parser.parse(heavy)
        assert parser.parse(good).text == "一、总体要求\n增长5.2%。"


def test_computing_time_runs_out(heavy: Path, good: Path) -> None:
    with ParserProcess(Limits(cpu_seconds=1)) as parser:
        heavy_enough = heavy.with_name("wide.html")
        heavy_enough.write_text("<html>" + "<p>x<table><tr><td>1<td>2</table>" * 200_000, encoding="utf-8")
        with pytest.raises(LimitExceeded, match="more than 1 s for the file"):
            parser.parse(heavy_enough)
        assert parser.parse(good).blocks


def test_a_child_that_does_nothing_is_stopped(process: ParserProcess, good: Path) -> None:
    process.parse(good)
    os.kill(_child(process), signal.SIGSTOP)
    process.limits = Limits(idle_seconds=0.01)
    with pytest.raises(LimitExceeded, match=r"waiting for 0\.01 s"):
        process.parse(good)
    process.limits = Limits()
    assert process.parse(good).blocks


def test_a_child_that_dies_is_replaced(process: ParserProcess, good: Path) -> None:
    process.parse(good)
    child = _child(process)
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert process.parse(good).blocks
    assert _child(process) != child


def test_a_crash_names_itself_and_not_the_file(process: ParserProcess, good: Path) -> None:
    process.parse(good)
    child = process._running()
    os.kill(child.pid, signal.SIGSEGV)
    child.wait()
    assert isinstance(process._epitaph(child), DamagedFile)
    assert "SIGSEGV" in str(process._epitaph(child))


def test_it_works_from_any_folder_and_not_by_what_lies_there(tmp_path: Path, good: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('wrong json')", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from index.parsing import ParserProcess\n"
        "with ParserProcess() as parser: print(len(parser.parse(Path(sys.argv[1])).blocks))"
    )
    root = Path(__file__).resolve().parents[3]
    result = subprocess.run(
        [sys.executable, "-P", "-c", code, good.name],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("2\n", "")


def test_the_child_imports_no_model(process: ParserProcess, good: Path) -> None:
    process.parse(good)
    heavy_names = ("torch", "faiss", "gradio", "transformers", "numpy")
    imported = "sys, index.parsing.worker, index.ingestion.reading_worker, tokenizers"
    code = f"import {imported}; print([n for n in {heavy_names!r} if n in sys.modules])"
    root = Path(__file__).resolve().parents[3]
    result = subprocess.run(
        [sys.executable, "-P", "-c", code], env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def test_files_damaged_at_random_give_text_or_a_reason(
    process: ParserProcess, tmp_path: Path, build_docx: Callable[..., bytes]
) -> None:
    chance = random.Random(7)
    word = build_docx("".join(f"<w:p><w:r><w:t>第{n}段。</w:t></w:r></w:p>" for n in range(300)))
    page = ("<html><body>" + "<p>正文<table><tr><td>甲<td>1<tr><td>乙<td>2</table>" * 50).encode("gbk")
    for number in range(40):
        suffix, whole = ((".docx", word), (".html", page))[number % 2]
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 50])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if number % 5 == 0:
            del data[chance.randrange(len(data)) :]
        path = tmp_path / f"damaged{suffix}"
        path.write_bytes(data)
        try:
            assert process.parse(path).blocks
        except UnreadableReport as error:
            assert "stopped the parser" not in str(error)
            assert "\n" not in str(error)


def test_a_zip_bomb_costs_little(process: ParserProcess, tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w:document>" + b" " * 100_000_000)
    process.limits = Limits(cpu_seconds=2)
    with pytest.raises(LimitExceeded, match="200 times its size"):
        process.parse(path)
