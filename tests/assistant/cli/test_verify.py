"""What `wenju verify` prints of each finding, and its exit status; the finding itself is the bundle's business."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run

from assistant.bundle import reading, verifying
from assistant.bundle.verifying import Outcome, QuoteFinding, Verification


@pytest.fixture
def bundle(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes the command find what it is told."""

    def found(*quotes: QuoteFinding, **changes: Any) -> None:
        values: dict[str, Any] = {"intact": True, "expected": True, "sha256": "ab", "unfounded": (), "beside": ()}
        values |= {"library_changed": False} | changes
        monkeypatch.setattr(verifying, "verify", lambda *given, **options: Verification(quotes=quotes, **values))
        monkeypatch.setattr(reading, "read_bundle", lambda path: (None, values["intact"]))

    return found


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("stands", "stands"),
        ("misplaced", "told otherwise"),
        ("original_changed", "file changed"),
        ("replaced", "report replaced"),
        ("gone", "report gone"),
    ],
)
def test_each_outcome_has_its_words_detail_and_notes(
    bundle: Any, capsys: pytest.CaptureFixture[str], outcome: Outcome, words: str
) -> None:
    bundle(QuoteFinding("甲", 2, "r.pdf", outcome, "page 2, not 3", notes=("its title is now 'x'",)))
    status, out, _ = run(capsys, "verify", "b.json")
    standing = outcome == "stands"
    assert out.splitlines() == [
        f"{words:15} 甲 [2] r.pdf: page 2, not 3",
        f"{'':15} its title is now 'x'",
        "1 of 1 quotes stand" if standing else "0 of 1 quotes stand; NOT all is as it was kept",
    ]
    assert status == (0 if standing else 1)


def test_all_that_is_not_as_it_was_kept_is_said_before_the_quotes(
    bundle: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(intact=False, expected=False, unfounded=("1: supported",), beside=("originals/a.pdf",), library_changed=True)
    status, out, _ = run(capsys, "verify", "b.json")
    assert status == 1
    assert out.splitlines() == [
        "the bundle was changed after it was made: its hash does not fit its content",
        "the bundle is another than the one whose hash you kept: its hash is ab",
        "1: supported without a quote that says so",
        "originals/a.pdf beside the bundle is missing or not the original",
        "the library has changed since the bundle was made; quotes are compared with it as it is now",
        "0 of 0 quotes stand; NOT all is as it was kept",
    ]


def test_a_bundle_s_own_words_move_no_cursor(bundle: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bundle(QuoteFinding("\u202e1\x1b[2J\n9 of 9 quotes stand", 1, "r.pdf", "stands"))
    _, out, _ = run(capsys, "verify", "b.json")
    assert out.splitlines()[0] == "stands          [U+202E]1[U+001B][2J 9 of 9 quotes stand [1] r.pdf"
    assert len(out.splitlines()) == 2


def test_json_has_the_same_status(bundle: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bundle(QuoteFinding("1", 1, "r.pdf", "moved", start=3, end=5))
    status, out, _ = run(capsys, "verify", "b.json", "--json")
    document = json.loads(out)
    assert (status, document["stands"], document["bundle"]) == (1, False, str(Path("b.json")))
    assert (document["quotes"][0]["start"], document["quotes"][0]["end"]) == (3, 5)
