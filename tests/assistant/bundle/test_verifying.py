"""A bundle against its library: all stands; and each way in which a quote, a report or the bundle itself changed."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in

from assistant.answer import Answer, AppliedScope, Statement, Verdict
from assistant.bundle.reading import read_bundle
from assistant.bundle.schema import digest
from assistant.bundle.verifying import Verification, difference, verify
from assistant.bundle.writing import write_exports
from assistant.citations import cite
from assistant.cli.program import main
from assistant.errors import WrongUsage
from assistant.settings import Settings
from index.parsing import PARSER_VERSION
from index.scope import Scope

NAME = "2025年云岭县政府工作报告.docx"
PDF = "澜石光电2024年年度报告.pdf"
GROWTH = "全年地区生产总值211.3亿元，增长6.1%"
REVENUE = "2024年，公司实现营业收入187,236.47万元，同比增长14.24%"

Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A folder with a library and an export of two verdicts that quote it, originals beside it."""
    folder = tmp_path_factory.mktemp("verified")
    library = library_in(folder / "library")
    library.add([samples / NAME, samples / PDF], url="https://example.org/r")
    verdicts = []
    for number, (name, words) in enumerate(((NAME, GROWTH), (PDF, REVENUE)), 1):
        report = library.get(library.resolve(name))
        start = report.text.index(words)
        citation = replace(cite(report, start, start + len(words), 1), stance="supports")
        verdicts.append(Verdict(str(number), words, "supported", "是。", (), (citation,), AppliedScope(Scope(), 2)))
    write_exports(verdicts, folder / "out", library=library, settings=Settings(), originals=True)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def verified(folder: Path) -> Verification:
    bundle, intact = read_bundle(folder / "out" / "bundle.json")
    library = library_in(folder / "library")
    return verify(bundle, library, intact=intact, folder=folder / "out")


def changed(folder: Path, change: Change, reseal: bool) -> None:
    """Changes the bundle; with `reseal` its hash is made again, as a forger would."""
    path = folder / "out" / "bundle.json"
    document = json.loads(path.read_text("utf-8"))
    change(document)
    if reseal:
        document["sha256"] = digest(document)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")


def first(document: dict[str, Any]) -> dict[str, Any]:
    citation: dict[str, Any] = document["claims"][0]["citations"][0]
    return citation


def test_all_stands(folder: Path) -> None:
    found = verified(folder)
    assert found.stands and found.intact and not found.library_changed
    assert [(quote.item, quote.n, quote.source, quote.outcome, quote.notes) for quote in found.quotes] == [
        ("1", 1, NAME, "stands", ()),
        ("2", 1, PDF, "stands", ()),
    ]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, (*path, name))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [path]


def test_a_change_of_any_field_shows(folder: Path) -> None:
    """Every single value of the bundle: altered alone, the bundle is no longer what its hash says, or no bundle."""
    path = folder / "out" / "bundle.json"
    kept = path.read_text("utf-8")
    places = leaves(json.loads(kept))
    assert len(places) > 90
    for place in places:
        document = json.loads(kept)
        holder = document
        for step in place[:-1]:
            holder = holder[step]
        value = holder[place[-1]]
        holder[place[-1]] = value + "x" if isinstance(value, str) else 7 if value is None else not value
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        try:
            intact = read_bundle(path)[1]
        except WrongUsage:
            intact = False
        assert not intact, place


@pytest.mark.parametrize(
    ("field", "value", "outcome", "detail"),
    [
        (
            "quote",
            GROWTH.replace("6.1%", "6.8%"),
            "altered",
            "全年地区生产总值211.3亿元，增长6.[-8-]{+1+}%",
        ),
        ("quote", "云岭县的这句话报告里从来没有过", "altered", "nothing like it near its place"),
        ("start", 210, "moved", "stands at 209 to 231, not at 210 to 231"),
        ("end", 230, "moved", "stands at 209 to 231, not at 209 to 230"),
        ("page", 2, "misplaced", "page 2, not None"),
        ("section", ["二、2025年工作安排"], "misplaced", "the section"),
        ("text_sha256", "0" * 64, "misplaced", "the text's hash"),
        ("before", "没有这句话。", "misplaced", "the words before it"),
        ("after", "没有这句话。", "misplaced", "the words after it"),
        ("report_id", "0" * 64, "replaced", "another file has its name now"),
    ],
)
def test_a_resealed_forgery_is_found_by_the_report(
    folder: Path, field: str, value: Any, outcome: str, detail: str
) -> None:
    changed(folder, lambda document: first(document).__setitem__(field, value), reseal=True)
    found = verified(folder)
    assert found.intact and not found.stands
    assert found.quotes[0].outcome == outcome
    assert detail in found.quotes[0].detail
    assert found.quotes[1].outcome == "stands"


@pytest.mark.parametrize(
    ("field", "value", "note"),
    [
        ("title", "别的题目", "its title in the library is now '2025年云岭县政府工作报告'"),
        ("source", "别的.docx", f"its name in the library is now '{NAME}'"),
        ("url", "https://evil.example/", "its address in the library is not 'https://evil.example/'"),
        ("locator", "别处", "its place is now told as 《2025年云岭县政府工作报告》一、第1段"),
        ("parser_version", "1", f"its text was made by parser 1, and now by {PARSER_VERSION}"),
    ],
)
def test_what_may_change_rightly_is_noted(folder: Path, field: str, value: str, note: str) -> None:
    changed(folder, lambda document: first(document).__setitem__(field, value), reseal=True)
    found = verified(folder)
    assert found.quotes[0].outcome == "stands"
    assert note in found.quotes[0].notes


def test_a_verdict_without_its_quote_is_unfounded(folder: Path) -> None:
    changed(folder, lambda document: first(document).__setitem__("stance", "related"), reseal=True)
    found = verified(folder)
    assert (found.unfounded, found.stands) == (("1: supported",), False)


def test_a_report_that_is_gone_and_one_that_was_replaced(folder: Path, tmp_path: Path) -> None:
    library = library_in(folder / "library")
    newer = tmp_path / NAME
    shutil.copy(Path(__file__).parents[3] / "samples" / "reports" / "2024年云岭县政府工作报告.docx", newer)
    library.add([newer], replacing=library.resolve(NAME))
    library.remove([library.resolve(PDF)])
    found = verified(folder)
    assert [quote.outcome for quote in found.quotes] == ["replaced", "gone"]
    assert "it does not have these words" in found.quotes[0].detail
    assert found.quotes[1].detail.startswith("no report ")
    assert found.library_changed and found.intact and not found.stands


def test_a_newer_version_that_still_has_the_words(folder: Path, tmp_path: Path) -> None:
    library = library_in(folder / "library")
    newer = tmp_path / "newer.txt"
    newer.write_text(f"2025年云岭县政府工作报告\n\n更正版\n\n{GROWTH}。\n", "utf-8")
    named = tmp_path / NAME.replace(".docx", ".txt")
    newer.rename(named)
    library.add([named], replacing=library.resolve(NAME))
    changed(folder, lambda document: first(document).__setitem__("source", named.name), reseal=True)
    quote = verified(folder).quotes[0]
    assert (quote.outcome, quote.detail.endswith("; it has these words")) == ("replaced", True)
    text = library.get(library.resolve(named.name)).text
    assert text[quote.start : quote.end] == GROWTH


def test_the_kept_file_and_the_one_beside_the_bundle_are_hashed(folder: Path) -> None:
    library = library_in(folder / "library")
    report_id = library.resolve(PDF)
    with library.original(report_id).open("ab") as file:
        file.write(b" ")
    beside = folder / "out" / "originals" / f"{report_id}.pdf"
    beside.write_bytes(b"another")
    found = verified(folder)
    assert [quote.outcome for quote in found.quotes] == ["stands", "original_changed"]
    assert found.beside == (f"originals/{report_id}.pdf",)


def test_a_text_made_again_by_another_parser_moves_the_quote(folder: Path) -> None:
    """The catalogue as another version's parser would have left it: three characters more at the top."""
    import hashlib

    from index.store.catalogue import Catalogue

    library = library_in(folder / "library")
    entry = next(entry for entry in library.reports() if entry.report_id == library.resolve(NAME))
    with sqlite3.connect(folder / "library" / "catalogue.sqlite") as connection:
        (text,) = connection.execute("SELECT text FROM report_texts WHERE report = ?", (entry.number,)).fetchone()
        connection.execute("UPDATE report_texts SET text = ? WHERE report = ?", ("新版\n" + text, entry.number))
        connection.execute(
            "UPDATE reports SET text_sha256 = ?, parser_version = 'next' WHERE number = ?",
            (hashlib.sha256(("新版\n" + text).encode()).hexdigest(), entry.number),
        )
        Catalogue(connection).seal(entry.number)
    connection.close()
    quote = verified(folder).quotes[0]
    assert (quote.outcome, quote.start, quote.end) == ("moved", 212, 234)
    assert f"its text was made by parser {PARSER_VERSION}, and now by next" in quote.notes


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle, library = folder / "out" / "bundle.json", folder / "library"
    status, out, err = run(capsys, "verify", bundle, "--library", library)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"stands          1 [1] {NAME}",
        f"stands          2 [1] {PDF}",
        "2 of 2 quotes stand",
    ]
    sha256 = json.loads(bundle.read_text("utf-8"))["sha256"]
    assert run(capsys, "verify", bundle, "--library", library, "--sha256", sha256.upper())[0] == 0
    status, out, _ = run(capsys, "verify", bundle, "--library", library, "--sha256", "0" * 64)
    assert status == 1
    assert out.startswith("the bundle is another than the one whose hash you kept")

    changed(folder, lambda document: first(document).__setitem__("quote", GROWTH.replace("6.1", "8.1")), reseal=False)
    status, out, _ = run(capsys, "verify", bundle, "--library", library)
    assert status == 1
    assert out.splitlines() == [
        "the bundle was changed after it was made: its hash does not fit its content",
        f"altered         1 [1] {NAME}: 全年地区生产总值211.3亿元，增长[-8-]{{+6+}}.1%",
        f"stands          2 [1] {PDF}",
        "1 of 2 quotes stand; NOT all is as it was kept",
    ]
    status, out, _ = run(capsys, "verify", bundle, "--library", library, "--json")
    document = json.loads(out)
    assert (status, document["schema_version"], document["stands"], document["intact"]) == (1, 1, False, False)
    assert [quote["outcome"] for quote in document["quotes"]] == ["altered", "stands"]


def test_no_library_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "verify", folder / "out" / "bundle.json", "--library", folder / "none")
    assert (status, out) == (1, "")
    assert err.startswith("wenju: there is no library in ") and err.count("\n") == 1


def test_no_model_is_loaded(folder: Path) -> None:
    arguments = ["verify", str(folder / "out" / "bundle.json"), "--library", str(folder / "library")]
    script = (
        "import sys; from assistant.cli.program import main\n"
        f"status = main({arguments!r})\n"
        "print(status, sorted({'torch', 'transformers', 'sentence_transformers', 'gradio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_difference_marks_both_sides() -> None:
    assert difference("增长6.8%", "增长6.1%") == "增长6.[-8-]{+1+}%"
    assert difference("增长6%", "同比增长6%") == "{+同比+}增长6%"
    assert difference("增长6%左右", "增长6%") == "增长6%[-左右-]"
    assert difference("增长6%", "") == "[-增长6%-], and nothing like it near its place"


def test_a_statement_that_its_quote_does_not_have_is_unfounded(folder: Path) -> None:
    library = library_in(folder / "library")
    report = library.get(library.resolve(NAME))
    start = report.text.index(GROWTH)
    citation = cite(report, start, start + len(GROWTH), 1)
    said = tuple(Statement(text, (n,)) for text, n in (("增长6.1%", 1), ("增长6.8%", 1), ("增长6.1%", 2)))
    answer = Answer("增长多少？", "answered", said, (citation,), (), AppliedScope(Scope(), 2))
    write_exports([answer], folder / "out", ["json"], library=library, settings=Settings())
    assert verified(folder).unfounded == ("增长多少？: 增长6.8%", "增长多少？: 增长6.1%")
    modelled = replace(answer, statements=said[1:2], mode="openai:small")
    write_exports([modelled], folder / "out", ["json"], library=library, settings=Settings())
    assert verified(folder).stands


def test_a_bundle_s_own_text_plays_no_tricks_on_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rename(document: dict[str, Any]) -> None:
        document["claims"][0]["id"] = "\u202e1\x1b[2J\n0 of 0 quotes stand"

    changed(folder, rename, reseal=True)
    status, out, _ = run(capsys, "verify", folder / "out" / "bundle.json", "--library", folder / "library")
    assert status == 0
    assert out.splitlines()[0] == f"stands          [U+202E]1[U+001B][2J 0 of 0 quotes stand [1] {NAME}"
    assert len(out.splitlines()) == 3
