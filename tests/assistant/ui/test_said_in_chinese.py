"""What a person can run into on the page is said in Chinese, too: every error that its modules raise in English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
from assistant.messages.reasons import said_anew

ROOT = Path(assistant.__file__).parent
MODULES = (
    "given_file.py",
    "report_sets.py",
    "checking/files.py",
    "checking/articles.py",
    "checking/checker.py",
    "evaluation/questions/sets.py",
    "kept/*.py",
    "chain.py",
    "ui/**/*.py",
)
ERRORS = {"WrongUsage", "AssistantError", "KeepingFailed", "DamagedFile", "UnreadableReport", "LimitExceeded"}
# Said to whoever starts the server, or to a program that asks for what the page has no button for.
NOT_OF_THE_PAGE = ("ui/serving.py", "ui/page.py", "ui/doors/")


def raised() -> Iterator[tuple[str, str]]:
    """(place, words) of each English error; what a field would hold is X."""
    for pattern in MODULES:
        for file in sorted(ROOT.glob(pattern)):
            place = str(file.relative_to(ROOT))
            if place.startswith(NOT_OF_THE_PAGE):
                continue
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                for said in _said(node):
                    words = _words(said)
                    if words is not None and any(map(str.isalpha, words.replace("X", ""))):
                        yield f"{place}:{said.lineno}", words


def _said(node: ast.AST) -> list[ast.expr]:
    """What an error that is raised says, and why a row of a file gives no claim."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
        return node.exc.args[:1] if getattr(node.exc.func, "id", "") in ERRORS else []
    return node.args[1:2] if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadRow" else []


def _words(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "X" for each in value.values)
    return None


@pytest.mark.parametrize(("place", "words"), list(raised()), ids=[place for place, _ in raised()])
def test_an_error_is_said_in_chinese(place: str, words: str) -> None:
    assert said_anew(words, "zh") != words
