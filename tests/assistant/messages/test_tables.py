"""Both languages say the same things, and what the program asks for is there, with the fields that it gives."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import assistant
from assistant.answer import Label, MismatchKind, Stance, Status
from assistant.checking.claim_patterns import NotCheckableReason
from assistant.messages import LANGUAGES, message
from assistant.messages.language_model import DropReason, Fallback
from assistant.messages.tables import fields_of, keys
from assistant.messages.verdicts import SIGNS

KEY = re.compile(r"[a-z_]+\.[a-z_.]+")
TOPICS = {key.split(".")[0] for key in keys()}
# Whoever calls these gives the fields by name of the message, not as literals.
WITH_FIELDS = {
    "reason",
    "reports",
    "scope",
    "copied",
    "between",
    "dropped",
    "each",
    "example",
    "fallback",
    "compared",
    "evaluate",
}


def sources() -> Iterator[ast.Module]:
    for path in sorted(Path(assistant.__file__).parent.rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def asked_for(node: ast.expr) -> set[str] | None:
    """The keys that an argument may stand for; None where it is a variable."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        one, other = asked_for(node.body), asked_for(node.orelse)
        return None if one is None or other is None else one | other
    if isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[^.]+" for p in node.values]
        return {key for key in keys() if re.fullmatch("".join(parts), key)} or {ast.unparse(node)}
    return None


CALLS = [
    (found, frozenset(word.arg for word in node.keywords if word.arg), any(word.arg is None for word in node.keywords))
    for module in sources()
    for node in ast.walk(module)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message"
    for found in [asked_for(node.args[1])]
    if found is not None
]
CONSTANTS = {
    node.value
    for module in sources()
    for node in ast.walk(module)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def test_the_program_asks_only_for_what_is_there() -> None:
    known = set(keys())
    assert len(CALLS) > 100
    assert {key for asked, _, _ in CALLS for key in asked} - known == set()
    named = {text for text in CONSTANTS if KEY.fullmatch(text) and text.split(".")[0] in TOPICS}
    beginnings = {text for text in named if text.endswith(("_", "."))}  # of keys that end in a value
    assert named - beginnings - known == {"bundle.json"}


def test_who_asks_gives_the_fields_that_a_message_has() -> None:
    wrong = {
        key: (given, fields_of("zh", key))
        for asked, given, unpacked in CALLS
        for key in asked
        if not (unpacked and key.split(".")[0] in WITH_FIELDS) and given != fields_of("zh", key)
    }
    assert wrong == {}


def test_everything_that_stands_there_is_said() -> None:
    used = {key for asked, _, _ in CALLS for key in asked} | CONSTANTS
    # Found by a file's name, and by the English that index says.
    by_content = ("sample.", "reason.", "problem.", "taken.")
    assert [key for key in keys() if key not in used and not key.startswith(by_content)] == []


@pytest.mark.parametrize("key", keys())
def test_both_languages_have_the_same_fields(key: str) -> None:
    assert fields_of("zh", key) == fields_of("en", key)


def test_english_has_no_chinese_but_the_brand_the_switch_and_questions_on_chinese_reports() -> None:
    han = {key for key in keys() if re.search(r"[\u4e00-\u9fff]", message_of("en", key))}
    questions = {key for key in han if key.startswith("sample.")} | {"example.growth"}
    assert han - questions == {
        "page.page_title",
        "page.brand",
        "page.language",
        "page.language_label",
        "login.title",
    }


def message_of(language: str, key: str) -> str:
    known = next(each for each in LANGUAGES if each == language)
    return message(known, key, **dict.fromkeys(fields_of(known, key), "x"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_value_has_its_name(language: str) -> None:
    wanted = [
        *(f"verdict.{label}" for label in SIGNS),
        *(f"verdict.{label}" for label in get_args(Label)),
        *(f"stance.{stance}" for stance in (*get_args(Stance), "none")),
        *(f"best.{stance}" for stance in get_args(Stance)),
        *(f"mismatch.{kind}{form}" for kind in get_args(MismatchKind) for form in ("", ".clause")),
        *(f"status.{status}" for status in get_args(Status)),
        *(f"not_checkable.{reason}" for reason in NotCheckableReason),
        *(f"dropped.{reason}" for reason in DropReason),
        *(f"fallback.{reason}" for reason in Fallback),
    ]
    assert [key for key in wanted if not message_of(language, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_reports_do_not_say_is_called_the_same_for_a_claim_and_a_question(language: str) -> None:
    assert message_of(language, "status.not_found") == message_of(language, "verdict.not_enough_info")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_scope_is_told_in_the_same_words_for_a_claim_and_a_question(language: str) -> None:
    assert message_of(language, "scope.empty_for").startswith(message_of(language, "scope.empty").rstrip("。."))


def test_fields_are_filled_in() -> None:
    assert message("zh", "page.report_count", count=3) == "3 份"
    assert message("en", "page.position", n=1, count=2) == "1 / 2"


def test_another_key_and_other_fields_are_refused() -> None:
    with pytest.raises(KeyError, match=r"page\.nothing"):
        message("zh", "page.nothing")
    with pytest.raises(TypeError, match="takes the fields"):
        message("zh", "page.report_count")
    with pytest.raises(TypeError, match="takes the fields"):
        message("zh", "page.close", count=3)


def test_one_is_not_told_as_several() -> None:
    assert message("en", "page.searched", count=1) == "1 report searched"
    assert message("en", "page.searched", count=84) == "84 reports searched"
    assert message("en", "page.searched", count="{count}") == "{count} reports searched"
    assert message("zh", "page.searched", count=1) == "查阅了 1 份报告"
