"""What search engines read as commands is no part of a question; figures stay."""

import pytest

from assistant.query.query_syntax import in_plain_type, telling_tokens, without_operators


def cleaned(text: str) -> str:
    return without_operators(text, {"总投资"}.__contains__)


@pytest.mark.parametrize(
    ("noisy", "plain"),
    [
        ('title:松川大桥 AND ("总投资" OR +费用) -x ^2 ~3 {0} [a TO b] 多少？', "松川大桥 总投资 多少？"),
        ("松川大桥 NOT 费用", "松川大桥"),
        ("粮食产量[2020 TO 2024]", "粮食产量 2020-2024"),
        ("投入 OR 支出 多少", "投入 支出 多少"),  # neither stands in the library: both stay
    ],
)
def test_commands_go_and_figures_stay(noisy: str, plain: str) -> None:
    assert cleaned(noisy) == plain


@pytest.mark.parametrize(
    "text", ["5G+工业互联网", "2020-2024年增长-3%吗", "R&D经费", "was it NOT met in 2024?", "增长 ~3% 吗"]
)
def test_a_question_without_a_command_is_left_alone(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("松 川 大 桥 总 投 资 多 少", "松川大桥总投资多少"),
        ("２０２５年ＧＤＰ目标", "2025年GDP目标"),
        ("江苏 浙江 粮食产量", "江苏 浙江 粮食产量"),
    ],
)
def test_blanks_and_full_width_letters(text: str, plain: str) -> None:
    assert in_plain_type(text) == plain


def test_what_tells_whether_a_term_stands_somewhere() -> None:
    assert telling_tokens("总投资") == ["总投", "投资"]
    assert telling_tokens("省") == ["省"]
