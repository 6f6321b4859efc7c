"""Tokens are counted where a vocabulary is on disk, else estimated from above; nothing is fetched."""

from pathlib import Path

import pytest

from assistant.llm import tokens


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("growth", 2), ("5.8%", 4), ("增长", 4), ("GDP 增长 5.8%。\n\n", 12)]
)
def test_the_estimate(text: str, count: int) -> None:
    assert tokens.estimated_tokens(text) == count


def test_a_damaged_vocabulary_is_not_used_for_it_would_be_fetched_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    (tmp_path / "9b5ad71b2ce5302211f9c61530b329a4922fc6a4").write_bytes(b"IQ== 0\n")
    monkeypatch.setattr(tokens, "OFFLINE", "not installed")
    tokens._encoding.cache_clear()
    try:
        assert tokens.count_tokens("增长") == 4
    finally:
        tokens._encoding.cache_clear()
