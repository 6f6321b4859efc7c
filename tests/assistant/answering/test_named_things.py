"""Things that a question names, and two that it joins."""

import pytest

from assistant.answering.named_things import things_named


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("包钢今年的营收目标是多少？", ("包钢",)),
        ("瓦日铁路开通客运，对沿线老区意味着什么？", ("瓦日铁路",)),
        ("2024年新增了多少公里高速铁路？", ()),
        ("全国铁路里程有多少？", ()),
        ("哪条高铁开通了？", ()),
        ("“六五”期间普通高校在校学生从多少人增加到多少人？", ()),
        ("河南的粮食产量是多少？", ()),
        ("How long is the line?", ()),
    ],
)
def test_names_of_things_and_of_no_region(question: str, names: tuple[str, ...]) -> None:
    assert things_named(question) == names
