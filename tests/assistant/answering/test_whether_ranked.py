"""Whether a thing holds a place: by the rank told of it, and never by its neighbour's."""

import pytest
from told_questions import Ask

from assistant.answering.whether_ranked import whether_ranked


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县油料产量是全省第一吗", ["是，油料产量居全省第一"]),
        ("青禾县光纤里程还是全省第一吗", ["是，光纤里程突破300公里、全省第一"]),
        ("青禾县粮食产量是全省第一吗", ["否，粮食产量居全省第二"]),
        ("青禾县粮食产量排进全省前三了吗", ["是，粮食产量居全省第二"]),
        ("青禾县粮食产量排全省第三吗", ["否，粮食产量居全省第二"]),
        ("青禾县茶叶产量是全省第一吗", []),
        ("青禾县油料产量是全国第一吗", []),  # it is told of the province
    ],
)
def test_the_rank_is_its_own(ask: Ask, question: str, answer: list[str]) -> None:
    reply = ask(whether_ranked, question)
    assert ([] if reply is None else [line.text for line in reply.lines]) == answer
