"""The console script `wenju`, run in this process, and what it prints and keeps without what differs by run."""

import contextlib
import importlib
import importlib.util
import io
import json
import logging
import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

# Keys whose values differ from run to run, wherever they stand.
_TIMES = (
    "elapsed_ms",
    "latency_ms",
    "latency_p50_ms",
    "latency_p95_ms",
    "seconds",
    "time",
    "finished",
    "added",
    "made",
)
VOLATILE = frozenset((*_TIMES, "code", "commit", "version", "versions", "machine"))
_VOLATILE_TEXT = (
    (re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00| UTC)?"), "<time>"),
    (re.compile(r"===[0-9a-f]{16}==="), "<delimiter>"),
    (re.compile(r"127\.0\.0\.1:\d+"), "<server>"),
    (re.compile(r"\bwenju \d+\.\d+[\w.]*"), "wenju <version>"),
)


@dataclass(slots=True)
class Product:
    """The command line of the version that is installed. `hidden` are texts that differ from run to run."""

    main: Callable[[Sequence[str]], int]
    folder: Path
    hidden: dict[str, str] = field(default_factory=dict)

    @property
    def library(self) -> Path:
        """The library of the samples."""
        return self.folder / "library"

    def run(self, *arguments: str | Path, library: Path | None = None) -> tuple[int, str, str]:
        """Exit status, stdout and stderr of one command."""
        given = [*map(str, arguments), "--library", str(library or self.library)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = self.main(given)
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 1
        return status, out.getvalue(), err.getvalue()

    def document(self, *arguments: str | Path, library: Path | None = None) -> dict[str, Any]:
        """What one command prints, each line that is JSON parsed."""
        status, out, err = self.run(*arguments, library=library)
        printed: dict[str, Any] = self.clean(
            {
                "command": [str(argument) for argument in arguments],
                "status": status,
                "stdout": [_parsed(line) for line in out.splitlines()],
                "stderr": err.splitlines(),
            }
        )
        return printed

    def kept(self, folder: Path) -> dict[str, Any]:
        """The evidence in a folder, file by file, text by lines; a Word document is its parts."""
        found: dict[str, Any] = {}
        bundle = folder / "bundle.json"
        if bundle.is_file():
            self.hidden[json.loads(bundle.read_text("utf-8"))["sha256"]] = "<hash of the bundle>"
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if path.suffix == ".docx":
                with zipfile.ZipFile(path) as parts:
                    found[name] = {part: _lines(parts.read(part)) for part in sorted(parts.namelist())}
            elif path.suffix in (".json", ".jsonld"):
                found[name] = json.loads(path.read_text("utf-8"))
            elif path.suffix == ".jsonl":
                found[name] = [_parsed(line) for line in path.read_text("utf-8").splitlines()]
            else:
                found[name] = _lines(path.read_bytes())
        cleaned: dict[str, Any] = self.clean(found)
        return cleaned

    def clean(self, value: Any) -> Any:
        """The value without what differs from run to run."""
        if isinstance(value, dict):
            return {
                self.clean(name): "<volatile>" if name in VOLATILE else self.clean(held) for name, held in value.items()
            }
        if isinstance(value, list):
            return [self.clean(held) for held in value]
        if not isinstance(value, str):
            return value
        for text, put in self.hidden.items():
            value = value.replace(text, put)
        for pattern, put in _VOLATILE_TEXT:
            value = pattern.sub(put, value)
        return value


def installed(folder: Path, hidden: dict[str, str]) -> Product:
    """The entry point of the console script `wenju`, with one embedding model for all its commands.

    `hidden` are texts that differ from run to run, and what is put in their place.
    """
    for name in [name for name in os.environ if name.startswith("WENJU_") and name != "WENJU_CACHE"]:
        del os.environ[name]
    os.environ["WENJU_EMBEDDING_PRECISION"] = "float32"
    os.environ["OMP_NUM_THREADS"] = "1"  # sums in one order, however many cores are free
    logging.disable(logging.CRITICAL)
    point = console_script()
    main = point.load()
    print(f"{point.value} of {Path(sys.modules[point.module].__file__ or '').parent}", file=sys.stderr)
    _load_models_once()
    return Product(main, folder, hidden)


def console_script() -> metadata.EntryPoint:
    """The script `wenju` of the code that is imported; a checkout may name another function than when installed."""
    (point,) = metadata.entry_points(group="console_scripts", name="wenju")
    found = importlib.util.find_spec(point.module.partition(".")[0])
    project = Path(found.origin).parents[1] / "pyproject.toml" if found and found.origin else None
    if project is None or not project.is_file():
        return point
    scripts = tomllib.loads(project.read_text("utf-8"))["project"]["scripts"]
    return metadata.EntryPoint(point.name, scripts[point.name], point.group)


def _load_models_once() -> None:
    """Every command builds its embedder anew; loading the same weights a hundred times would take an hour."""
    library: Any = importlib.import_module("sentence_transformers")
    real = library.SentenceTransformer
    loaded: dict[str, Any] = {}

    def once(*arguments: Any, **options: Any) -> Any:
        key = repr((arguments, sorted(options.items(), key=lambda item: item[0])))
        if key not in loaded:
            loaded[key] = real(*arguments, **options)
        return loaded[key]

    library.SentenceTransformer = once


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


def _lines(content: bytes) -> list[str]:
    """Lines of text; markup without breaks is parted at its tags, so that a difference is found where it is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [f"{len(content)} bytes"]
    return [piece for line in text.splitlines() for piece in re.split(r"(?=<(?:w:p|p|td|tr|li|svg|text|h\d)\b)", line)]


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
