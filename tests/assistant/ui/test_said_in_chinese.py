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
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                    name = getattr(node.exc.func, "id", "")
                    words = _words(node.exc.args[0]) if name in ERRORS and node.exc.args else None
                    if words is not None and any(map(str.isalpha, words.replace("X", ""))):
                        yield f"{place}:{node.lineno}", words


def _words(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "X" for each in value.values)
    return None


@pytest.mark.parametrize(("place", "words"), list(raised()), ids=[place for place, _ in raised()])
def test_an_error_is_said_in_chinese(place: str, words: str) -> None:
    assert said_anew(words, "zh") != words
