"""Which marks are markup, and which are the text's own signs."""

import pytest

from index.parsing.markdown_dialect import MARKDOWN


def kinds(source: str) -> list[tuple[str, str]]:
    """The inline tokens that show something, or open a mark: their type, and what they hold."""
    tokens = MARKDOWN.parseInline(source)[0].children or []
    return [(token.type, token.content) for token in tokens if token.content or token.type.endswith("_open")]


def test_stars_beside_full_width_punctuation_are_strong() -> None:
    assert kinds("**重点：**内容") == [("strong_open", ""), ("text", "重点："), ("text", "内容")]


@pytest.mark.parametrize(
    "source", ["2*3*4", "长*宽*高", "2**3和2**4", "snake_case_name", "5~6个", "价格由$5涨到$6，a_b$7"]
)
def test_a_sign_inside_a_word_or_between_digits_is_no_mark(source: str) -> None:
    assert "".join(content for _, content in kinds(source)) == source
    assert {kind for kind, _ in kinds(source)} == {"text"}


@pytest.mark.parametrize(
    ("source", "token"),
    [
        ("$10^4$", ("formula", "10^4")),
        ("\\(x^2\\)", ("formula", "x^2")),
        ("10^4^", ("raised", "4")),
        ("186[^1]万人", ("note_mark", "[^1]")),
        ("~~8%~~6.5%", ("s_open", "")),
    ],
)
def test_formulas_raised_figures_and_notes_are_tokens_of_their_own(source: str, token: tuple[str, str]) -> None:
    assert token in kinds(source)


def test_a_line_without_a_pipe_ends_a_table_and_a_note_is_no_link() -> None:
    types = [token.type for token in MARKDOWN.parse("|a|b|\n|-|-|\n|1|2|\n注：来自年报\n\n[1]: 国家统计局", {})]
    assert types.count("tr_open") == 2
    assert types.count("paragraph_open") == 2
