"""The tokens of a text by its own pieces alone are those of the whole tokenizer."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.models.e5 import tokenizer_file
from index.models.e5_tokens import E5Tokenizer
from index.models.packed import PackedFile, packed_path

TEXTS = [
    "全年地区生产总值211.3亿元，增长6.1%。",
    "全角数字２０２４年、百分号５％和波浪号３～５个百分点。",
    "  Two  spaces\nand a new line\tand a tab  ",
    "Café naïve façade — “quotes” and an ellipsis…",
    "<s> ▁ </s><unk><pad>",
    "𠮷野家 🚀 \u200b\ufeff\ue0ff \x00\x07",
    "",
    " ",
]


@cache
def thin() -> E5Tokenizer:
    return E5Tokenizer(PackedFile(packed_path()))


@cache
def whole() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(tokenizer_file(Path(os.environ.get("WENJU_CACHE", "~/.cache/wenju")).expanduser())))


def same(texts: list[str]) -> bool:
    found = [(one.ids.tolist(), one.spans) for one in thin().encode(texts, spans=True)]
    return found == [(one.ids, one.offsets) for one in whole().encode_batch(texts)]


@pytest.mark.parametrize("text", TEXTS)
def test_ids_and_places_are_the_whole_ones(text: str) -> None:
    assert same([text])


@given(st.lists(st.text(max_size=40), max_size=3))
def test_so_they_are_of_any_text(texts: list[str]) -> None:
    assert same(texts)


def test_many_texts_share_no_pieces_that_matter(samples: Path) -> None:
    texts = [line for path in sorted(samples.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    pieces = [text[at : at + 16] for text in texts for at in range(0, len(text), 16)]
    assert len(pieces) > 128
    assert same(pieces)


def test_special_tokens_may_be_left_out() -> None:
    (one,) = thin().encode(["增长"], special=False)
    assert [0, *one.ids.tolist(), 2] == thin().encode(["增长"])[0].ids.tolist()
    assert one.spans is None
    assert thin().count(["增长", ""]) == [len(one.ids) + 2, 2 + len(thin().encode([""], special=False)[0].ids)]
