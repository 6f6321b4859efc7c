"""Two processes write to one cluster library at once: a server of Milvus's stand-in, and objects in a shared folder."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashingEmbedder, ReaderHere, found
from milvus_server import milvus_server

from index.library import Library
from index.store.opening import opened

TESTS = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from pathlib import Path
from fakes import HashingEmbedder, ReaderHere
from index.library import Library
from index.store.opening import opened

address, folder, gone = sys.argv[1:]
library = Library(opened(address), HashingEmbedder(), reader=ReaderHere)
for path in sorted(Path(folder).iterdir()):
    library.add([path])
    if path.name == gone:
        library.remove([library.resolve(gone)])
"""
REPORTS = 6


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A cluster library's address, with its server running."""
    with milvus_server(tmp_path) as port:
        yield f"milvus://127.0.0.1:{port}/wenju?objects=file://{tmp_path / 'objects'}"


def test_neither_loses_what_the_other_adds(address: str, tmp_path: Path) -> None:
    writers = []
    for writer in ("east", "west"):
        folder = tmp_path / writer
        folder.mkdir()
        (folder / "both.txt").write_text("2025年两岸县政府工作报告\n\n一、回顾\n\n新建桥梁7座。\n", "utf-8")
        for number in range(REPORTS):
            (folder / f"{writer}-{number}.txt").write_text(
                f"2025年{writer}县政府工作报告\n\n一、回顾\n\n第{number}年新建公路{number + 10}公里。\n", "utf-8"
            )
        command = [sys.executable, "-c", WRITER, address, str(folder), f"{writer}-0.txt"]
        environment = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PATH": "/usr/bin:/bin"}
        writers.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE))
    for process in writers:
        _, said = process.communicate(timeout=240)
        assert process.returncode == 0, said.decode()
    reader = Library(opened(address), HashingEmbedder(), reader=ReaderHere)
    names = [entry.sources[0].name for entry in reader.reports()]
    expected = {f"{writer}-{number}.txt" for writer in ("east", "west") for number in range(1, REPORTS)}
    assert sorted(names) == sorted(expected | {"both.txt"})
    assert found(reader, "新建桥梁")[0] == "both.txt"
    assert found(reader, "新建桥梁").count("both.txt") == 1
    assert reader.findings() == []
    reader.remove([reader.resolve("both.txt")])
    assert "both.txt" not in {entry.sources[0].name for entry in reader.reports()}
