"""`--out` and what goes with it: refused before anything is asked, written behind it, said where a person reads."""

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.bundle import writing
from assistant.cli.keeping import add_keeping_options, keep, require_keepable
from assistant.errors import WrongUsage


def options(*arguments: str, as_json: bool = False) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_keeping_options(parser, "keep it there")
    found = parser.parse_args(arguments)
    found.json = as_json
    return found


@pytest.mark.parametrize("arguments", [("--format", "md"), ("--originals",)])
def test_what_is_kept_without_where_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(WrongUsage, match="say where: --out DIR"):
        require_keepable(options(*arguments))


def test_an_unknown_format_and_a_file_in_the_folder_s_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no format 'pdf'"):
        require_keepable(options("--out", str(tmp_path), "--format", "md,pdf"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(WrongUsage, match="is a file; name a folder"):
        require_keepable(options("--out", str(tmp_path / "file")))
    require_keepable(options("--out", str(tmp_path / "new"), "--format", "md, HTML"))
    require_keepable(options())


def test_what_was_written_is_told_to_a_person_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[Any, ...]] = []

    def write(results: Any, folder: Path, formats: Any, **more: Any) -> list[Path]:
        asked.append((results, folder, formats, more["originals"]))
        return [folder / "evidence.md", folder / "bundle.json"]

    monkeypatch.setattr(writing, "write_exports", write)
    assistant: Any = SimpleNamespace(library=None, settings=None)
    keep([{}], options("--out", "out", "--format", "json,md", "--originals"), assistant)
    assert capsys.readouterr().out == "kept in out: evidence.md, bundle.json\n"
    keep([{}], options("--out", "out", as_json=True), assistant)
    assert capsys.readouterr().out == ""
    keep([{}], options(), assistant)
    assert asked == [
        ([{}], Path("out"), ("json", "md"), True),
        ([{}], Path("out"), writing.FORMATS, False),
    ]
