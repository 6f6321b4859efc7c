"""Questions with slips are read as they were meant, and right ones as they stand."""

import json
from pathlib import Path

import pytest
from known_words import KNOWN, WORDS

from assistant.query.spelling import SpellingCorrection, corrected
from assistant.query.understanding import understand
from index.library import Library


def read(question: str, names: tuple[str, ...] = ("松川市",)) -> str:
    return corrected(question, WORDS, names)[0]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("2022年的城镇新增就业木标完成了么", "2022年的城镇新增就业目标完成了么"),
        ("山西今年数字经济归模要增长多少？", "山西今年数字经济规模要增长多少？"),
        ("宁夏和云南的GDP增数哪个更快", "宁夏和云南的GDP增速哪个更快"),
        ("2018年赤子率为何调低", "2018年赤字率为何调低"),
        ("提道飞地经济的是哪几个省", "提到飞地经济的是哪几个省"),
        ("新疆25年主要予期目标总结", "新疆25年主要预期目标总结"),
        ("江西的政府工做报告几号作的", "江西的政府工作报告几号作的"),
        ("广西粮食目标比去年产量多几亿金", "广西粮食目标比去年产量多几亿斤"),
        ("粮食产量2021致2024年的走势", "粮食产量2021至2024年的走势"),
        ("云南那个村入选了？", "云南哪个村入选了？"),
        ("3个省实验室叫什麽", "3个省实验室叫什么"),
    ],
)
def test_a_word_of_questions_and_measures_that_only_sounds_right(slip: str, meant: str) -> None:
    assert read(slip) == meant


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("松川大桥总头资多少？", "松川大桥总投资多少？"),
        ("新建公组房多少套？", "新建公租房多少套？"),
        ("四川生猪出拦2024年多少头啊", "四川生猪出栏2024年多少头啊"),
        ("发放就业补帖多少？", "发放就业补贴多少？"),
        ("松川大桥剑成通车了吗", "松川大桥建成通车了吗"),
    ],
)
def test_a_character_that_the_reports_write_otherwise(slip: str, meant: str) -> None:
    assert read(slip) == meant


def test_a_character_doubled_or_dropped() -> None:
    assert read("GDP目标标是多少") == "GDP目标是多少"
    assert read("叫什么么名字") == "叫什么名字"
    assert read("今年社会消品零售总额是多少") == "今年社会消费品零售总额是多少"
    assert read("年年均增长多少，比2024年多多少") == "年年均增长多少，比2024年多多少"


@pytest.mark.parametrize(
    "right",
    [
        "广冬2025年的目标是多少",
        "云玲县新建公路多少",
        "“提道”出现在哪些报告里",
        "增长了3%还是没增长",
        "松穿的人口",
        "潮州企业该如何进行线上审批？",
        "时限是什么",
        "哪些方面有进展",
        "有多少省份回复了",
        "每个包包含什么",
        "那浙江呢？",
    ],
)
def test_what_stays_as_it_is(right: str) -> None:
    assert corrected(right, WORDS, ["松川市"]) == (right, ())


def test_a_name_of_the_library_keeps_its_characters() -> None:
    assert read("归模公司的产量", names=("归模公司",)) == "归模公司的产量"


def test_what_was_read_otherwise_is_told() -> None:
    understanding = understand("松川大桥总头资多少？", KNOWN, vocabulary=WORDS)
    assert understanding.question == "松川大桥总投资多少？"
    assert understanding.asked == "松川大桥总头资多少？"
    assert understanding.corrections == (SpellingCorrection("头", "投"),)
    assert understanding.scope.origin != "history"
    assert understand("松川大桥总头资多少？", KNOWN).question == "松川大桥总头资多少？"


def test_a_library_tells_its_words(filled: Library) -> None:
    assert filled.passages_with(["公路", "木标"])["木标"] == 0
    assert filled.passages_with(["公路"])["公路"] > 0
    assert filled.has_together(["新建", "公路"])
    assert not filled.has_together(["新建", "木标"])


def test_the_questions_of_the_samples_stand(samples: Path) -> None:
    for line in (samples.parent / "questions.jsonl").read_text("utf-8").splitlines():
        question = json.loads(line)["question"]
        assert read(question) == question


@pytest.mark.shared
def test_no_right_question_of_others_is_changed(shared_data: Path) -> None:
    lines = (shared_data / "qa" / "worded-2025" / "part-a.jsonl").read_text("utf-8").splitlines()
    asked = {each["id"]: each["question"] for each in map(json.loads, lines)}
    changed = {number for number, question in asked.items() if read(question) != question}
    # Each has a slip: 出拦, 归模, 工做, 那个, 赤子, 什麽, 增数, 木标, 致, 那些, 提道, 亿金, 予期.
    with_slips = "1010 1027 1032 1059 1062 1080 1096 1113 1130 1142 1168 1218 1235"
    assert changed == {f"q{number}" for number in with_slips.split()}
