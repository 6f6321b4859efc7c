"""The retriever as LangChain's own tests and an outsider use it."""

import subprocess
import sys
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

import index
from index import Library
from index.retriever import to_document, to_passage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("retriever")
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", "2022年丰水县政府工作报告\n\n粮食产量3万吨。")):
        (folder / name).write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.txt")))
    return library


def test_langchain_tests_it_as_it_tests_any_retriever() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/index/retriever_standard.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "failed" not in done.stdout


def test_a_document_holds_the_whole_passage_with_its_exact_score(two_reports: Library) -> None:
    (found, *_) = two_reports.search("粮食产量", 2)
    document = to_document(found)
    assert to_passage(document) == found
    report = two_reports.get(document.metadata["report_id"])
    assert report.text[document.metadata["start"] : document.metadata["end"]] == document.page_content
    assert document.id == f"{report.report_id}:{found.start}-{found.end}"


def test_the_package_names_two_things_and_no_other() -> None:
    assert index.__all__ == ["Library", "ReportRetriever"]
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        index.nothing  # noqa: B018 the access is the test


def test_the_documented_example_runs(
    two_reports: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = "\n".join(line[4:] for line in str(index.__doc__).splitlines() if line.startswith("    "))
    assert "ReportRetriever(library=" in example
    monkeypatch.setattr("assistant.open_library", lambda folder: two_reports)
    exec(compile(example, "index", "exec"), {})
    assert capsys.readouterr().out.count("\n") >= 2


def test_values_are_imported_without_engines() -> None:
    script = "import sys, index, assistant.answer, assistant.bundle.schema; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    engines = {"faiss", "tantivy", "torch", "numpy", "langchain_core", "gradio", "sqlite3"}
    assert not engines & {name.partition(".")[0] for name in done.stdout.split()}
