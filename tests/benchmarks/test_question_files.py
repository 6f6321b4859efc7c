"""The question files that we wrote ourselves hold what docs say of them, and their evidence stands in the reports."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from fakes import ReaderHere

from index.parsing import Limits

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("county-2021", "provincial-2025", "state-council")


def _items(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ROOT / "benchmarks" / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def texts(shared_data: Path) -> dict[str, str]:
    """The canonical texts of the government reports by file name."""
    paths = [
        path
        for folder in FOLDERS
        for path in sorted((shared_data / "reports" / folder).iterdir())
        if path.suffix in (".txt", ".docx")
    ]
    with ReaderHere(Limits()) as parser:
        return {path.name: parser.parse(path).text for path in paths}


@pytest.mark.parametrize("name", ["abstention.jsonl", "government.jsonl"])
def test_ids_and_questions_are_unique(name: str) -> None:
    items = _items(name)
    assert len({item["id"] for item in items}) == len(items)
    assert len({item["question"] for item in items}) == len(items)


def test_each_half_of_the_abstention_set_is_balanced() -> None:
    items = _items("abstention.jsonl")
    for half in (items[:50], items[50:]):
        assert Counter(item["kind"] for item in half) == {"scope": 25, "measure": 25}
    assert not any(item["answerable"] or item["answers"] or item["reports"] for item in items)


def test_sixty_questions_have_an_answer() -> None:
    items = _items("government.jsonl")
    assert len(items) == 60
    assert all(item["answerable"] and item["answers"] and item["reports"] for item in items)
    assert all(len(quote) <= 200 for item in items for quote in item["quotes"])


@pytest.mark.shared
def test_no_report_in_question_has_the_words_of_a_missing_measure(texts: dict[str, str]) -> None:
    folded = {name: unicodedata.normalize("NFKC", text) for name, text in texts.items()}
    for item in _items("abstention.jsonl"):
        for name in item.get("within", folded):
            for word in item.get("absent", ()):
                assert not re.search(word, folded[name], re.IGNORECASE), (item["question"], word, name)


@pytest.mark.shared
def test_quotes_stand_letter_for_letter_and_hold_an_answer(texts: dict[str, str]) -> None:
    for item in _items("government.jsonl"):
        for quote in item["quotes"]:
            assert any(quote in texts[report] for report in item["reports"]), (item["question"], quote)
        quoted = unicodedata.normalize("NFKC", "".join(item["quotes"]))
        assert any(unicodedata.normalize("NFKC", answer) in quoted for answer in item["answers"])
