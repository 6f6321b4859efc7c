"""What words alone fix of a question's kind: each of several places is a table."""

import pytest

from assistant.query.fixed_kinds import fixed_kind
from assistant.query.question_kinds import QuestionKind


@pytest.mark.parametrize("question", ["陕甘青宁新去年GDP各增长多少", "长三角今年的目标分别是多少"])
def test_a_figure_of_each_of_a_group_is_a_table(question: str) -> None:
    assert fixed_kind(question) is QuestionKind.TABLE


@pytest.mark.parametrize("question", ["京津冀三地GDP加起来各是多少", "沪苏浙皖哪个增速最高", "去年GDP各增长多少"])
def test_which_or_all_together_is_none(question: str) -> None:
    assert fixed_kind(question) is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("去年的目标为什么没完成", QuestionKind.REASON),
        ("Why was the target missed?", QuestionKind.REASON),
        ("粮食产量比年初目标少了多少", QuestionKind.MET_TARGET),
        ("粮食产量目标是多少", None),
    ],
)
def test_a_reason_and_a_distance_to_the_target_are_fixed_by_their_words(
    question: str, kind: QuestionKind | None
) -> None:
    assert fixed_kind(question) is kind
