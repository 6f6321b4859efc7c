"""Tokens by a tokenizer's file: with the prompt, not cut, not padded, as many at once as fit."""

from pathlib import Path

import pytest

from index.models.token_counting import TokenCounting


@pytest.fixture
def tokenizer(tmp_path: Path) -> str:
    """The file of a tokenizer of words between blanks, set to cut at 4 and to pad, with two special tokens."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    made = Tokenizer(models.WordLevel({"[UNK]": 0, "<s>": 1, "</s>": 2}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 1), ("</s>", 2)])
    made.enable_truncation(4)
    made.enable_padding(length=4)
    made.save(str(tmp_path / "tokenizer.json"))
    return str(tmp_path / "tokenizer.json")


def test_prompt_and_special_tokens_count(tokenizer: str) -> None:
    """Once a text, also an empty one."""
    assert TokenCounting(tokenizer, "passage: ").load()(["revenue rose 5%", ""]) == [6, 3]
    assert TokenCounting(tokenizer, "").load()(["revenue rose 5%", ""]) == [5, 2]


def test_a_long_text_is_counted_whole(tokenizer: str) -> None:
    """Though the file says to cut it."""
    assert TokenCounting(tokenizer, "").load()(["word " * 1000]) == [1002]


def test_more_than_fit_at_once_come_in_their_order(tokenizer: str) -> None:
    """Whatever stands beside them."""
    texts = ["word " * (number % 7) for number in range(600)]
    assert TokenCounting(tokenizer, "").load()(texts) == [number % 7 + 2 for number in range(600)]
    assert TokenCounting(tokenizer, "").load()([]) == []
