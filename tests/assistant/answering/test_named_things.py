"""Things that a question names, and two that it joins."""

import pytest
from report_texts import report_of

from assistant.answering.named_things import lacks_one_of_each, things_named
from assistant.answering.needed import read_needs
from assistant.query.understanding import understand


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


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("陕西今年原煤和天然气分别打算生产多少？", "全年原煤产量8亿吨，天然气产量370亿方。", False),
        ("陕西今年原煤和天然气分别打算生产多少？", "全年原煤产量8亿吨。", True),
        ("陕西今年原煤和天然气一共多少？", "全年原煤产量8亿吨。", False),  # asks none of each
    ],
)
def test_a_sentence_has_each_of_two_things_that_are_asked_one_by_one(question: str, sentence: str, lacks: bool) -> None:
    report = report_of("陕西", 2025, "一、2025年工作安排", sentence, headings=(0,))
    needs = read_needs(understand(question, [report.metadata]), [report])
    assert lacks_one_of_each(needs, sentence) is lacks
