"""One drafted statement against the sentences that it cites."""

import pytest
from fakes import library_in
from scripted import REPORT, REPORT_NAME, REVIEW

from assistant.answer import Dropped
from assistant.generation.keep_or_drop import Prover, is_written_in, quotations
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.messages.language_model import DropReason, reason
from assistant.verification.reported import reported
from index.report import Report

TARGET = "今年的主要目标是：地区生产总值增长6%左右，粮食总产量稳定在8.2万吨。"
TEA = "新建标准茶园2000亩。"
RETAIL = "社会消费品零售总额增长4.1%。"
ROW = "茶园面积（万亩）\t3.2\t3.5"


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("proof")
    (folder / REPORT_NAME).write_text(REPORT, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / REPORT_NAME])
    return library.get(library.reports()[0].report_id)


@pytest.fixture
def prover(one: Report) -> Prover:
    numbered = {}
    for name, words in {"S1": REVIEW, "S2": TARGET, "S3": TEA, "S4": RETAIL, "T1.r2": ROW}.items():
        start = one.text.index(words)
        numbered[name] = CitableSentence(name, one, start, start + len(words))
    return Prover(Material("", "=", numbered), "zh", reported)


def kept(prover: Prover, text: str, *ids: str) -> tuple[str, tuple[str, ...]] | None:
    proven, _ = prover.judge(Draft(text, ids))
    return None if proven is None else (proven.text, tuple(source.id for source in proven.sources))


def why(prover: Prover, text: str, *ids: str) -> list[str]:
    proven, dropped = prover.judge(Draft(text, ids, len(ids) > 8))
    assert proven is None
    return [one.reason for one in dropped]


def test_a_true_statement_keeps_the_sentences_that_support_it(prover: Prover) -> None:
    assert kept(prover, "地区生产总值达到126.4亿元，增长5.8%。", "S1") == (
        "地区生产总值达到126.4亿元，增长5.8%。",
        ("S1",),
    )
    assert kept(prover, "- **新建标准茶园2000亩**；", "S3") == ("新建标准茶园2000亩。", ("S3",))


def test_a_row_may_be_copied_as_the_prompt_shows_it(prover: Prover) -> None:
    row = "茶园面积（万亩） | 3.2 | 3.5"
    assert kept(prover, row, "T1.r2") == (row, ("T1.r2",))
    assert why(prover, "增长 | 5.8%", "S1") == ["含有原文没有的标记符号"]


def test_a_citation_that_only_stands_beside_another_is_left_out(prover: Prover) -> None:
    assert kept(prover, "新建标准茶园2000亩。", "S1", "S3", "S2") == ("新建标准茶园2000亩。", ("S3",))
    both = "地区生产总值增长5.8%，社会消费品零售总额增长4.1%。"
    assert kept(prover, both, "S2", "S1", "S4", "S3") == (both, ("S1", "S4"))


def test_two_sentences_are_never_pooled_into_one_fact(prover: Prover) -> None:
    assert why(prover, "社会消费品零售总额增长5.8%。", "S1", "S4") == ["数字不同：句中“5.8%”，原文“4.1%”"]
    assert why(prover, "地区生产总值达到126.4亿元，增长4.1%。", "S1", "S4") == ["数字不同：句中“4.1%”，原文“5.8%”"]


def test_an_id_that_was_not_given_is_dropped_alone_beside_one_that_was(prover: Prover) -> None:
    proven, dropped = prover.judge(Draft("地区生产总值增长5.8%。", ("S9", "S1")))
    assert proven is not None
    assert [source.id for source in proven.sources] == ["S1"]
    assert dropped == [Dropped("[S9]", "引用了不存在的编号")]


@pytest.mark.parametrize(
    ("text", "ids", "said"),
    [
        ("增长5.8%。", (), "没有注明出处，给它的句子里也没有一句这样说"),
        ("……", ("S1",), "没有注明出处，给它的句子里也没有一句这样说"),
        ("增长5.8%。", ("S9",), "引用了不存在的编号"),
        ("增长5.8%。", tuple(f"S{number}" for number in range(9)), "引用的编号太多，无从核对"),
        ("增长" * 200, ("S1",), "一句话太长，无从核对"),
        ('{"答": "增长5.8%"}', ("S1",), "含有原文没有的标记符号"),
        ("GDP grew by 5.8 per cent.", ("S1",), "没有用提问的语言"),
        ("报告说“增长5.9%”。", ("S1",), "引号里的话与原文不一字不差：“增长5.9%”"),
        ("增长5.8%。", ("S1",), "有数字而没有写明说的是什么"),
        ("达到9亿元，地区生产总值增长5.8%。", ("S1",), "有数字而没有写明说的是什么"),
        ("地区生产总值增长5.9%。", ("S1",), "数字不同：句中“5.9%”，原文“5.8%”"),
        ("地区生产总值下降5.8%。", ("S1",), "增减方向不同：句中“地区生产总值下降5.8%”，原文“增长5.8%”"),
        ("2023年地区生产总值增长5.8%。", ("S1",), "时间不同"),
        ("粮食总产量稳定在8.2万吨。", ("S2",), "进展阶段不同"),
        ("地区生产总值增长5.8%，人民安居乐业。", ("S1",), "原文没有“人民安居乐业”"),
        ("地区生产总值（不含农业）增长5.8%。", ("S1",), "原文没有“不含农业”"),
    ],
)
def test_each_fault_has_its_reason(prover: Prover, text: str, ids: tuple[str, ...], said: str) -> None:
    assert why(prover, text, *ids) == [said]


def test_a_quotation_that_stands_is_no_fault(prover: Prover) -> None:
    assert kept(prover, "报告说“地区生产总值增长5.8%”。", "S1") is None
    assert kept(prover, "“全年地区生产总值达到126.4亿元，增长5.8%。”", "S1") is not None
    assert quotations('“甲。”与「乙」"c," “”') == ["甲", "乙", "c"]


def test_a_name_in_quotation_marks_is_no_quotation(prover: Prover) -> None:
    assert why(prover, "“十四五”期间地区生产总值增长5.8%。", "S1") == ["时间不同"]
    assert why(prover, "“小巨人”企业增长5.8%。", "S1") == ["原文没有“小巨人”企业增长5.8%”"]


def test_a_statement_is_said_once(prover: Prover) -> None:
    assert kept(prover, "地区生产总值增长5.8%。", "S1") is not None
    assert why(prover, "**地区生产总值增长5.8%**", "S1") == ["与前面的句子重复"]


def test_a_statement_without_a_year_is_taken_for_the_year_asked_for(one: Report) -> None:
    start = one.text.index(TEA)
    material = Material("", "=", {"S3": CitableSentence("S3", one, start, start + len(TEA))})
    prover = Prover(material, "zh", reported, years=(2024,))
    assert why(prover, TEA, "S3") == ["句中没写年份，而所引原文说的是2025年，不是所问的年份"]
    assert kept(Prover(material, "zh", reported, years=(2024, 2025)), TEA, "S3") is not None
    assert kept(Prover(material, "zh", reported), TEA, "S3") is not None


def test_a_report_in_another_language_cannot_be_compared(one: Report) -> None:
    start = one.text.index(REVIEW)
    material = Material("", "=", {"S1": CitableSentence("S1", one, start, start + len(REVIEW))})
    prover = Prover(material, "en", reported)
    assert why(prover, "GDP grew 5.8%.", "S1") == [reason("en", DropReason.FOREIGN)]
    assert why(prover, "GDP grew: “增长5.8%”", "S1") == [reason("en", DropReason.FOREIGN)]
    # Whole clauses, letter for letter, need no comparison.
    assert kept(prover, "“增长5.8%” “全年地区生产总值达到126.4亿元”", "S1") is not None
    for words in ("“长5.8%”", "“达到126.4亿元”", "“5.8%”"):
        assert why(prover, words, "S1") == [reason("en", DropReason.FOREIGN)]
    assert why(prover, "“增长5.9%”", "S1") == [reason("en", DropReason.FOREIGN)]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = tmp_path_factory.mktemp("two")
    for place, words in {
        "松溪县": "粮食总产量达到8.2万吨。茶叶产量达到2万吨。",
        "青湖县": "水果产量达到3万吨。",
    }.items():
        text = f"# 2025年{place}政府工作报告\n\n{place}人民政府\n\n## 一、2024年工作回顾\n\n{words}\n"
        (folder / f"2025年{place}政府工作报告.md").write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.md")))
    return {str(known.metadata.region): library.get(known.report_id) for known in library.reports()}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("松溪县粮食总产量达到8.2万吨，茶叶产量达到2万吨，青湖县水果产量达到3万吨。", ("S1", "S2", "S3")),
        ("粮食总产量达到8.2万吨，茶叶产量达到2万吨。", ("S1", "S2")),
        ("粮食总产量达到8.2万吨，水果产量达到3万吨。", None),
        ("松溪县粮食总产量达到8.2万吨，水果产量达到3万吨。", None),
        ("青湖县粮食总产量达到8.2万吨。", None),
        ("2024年，松溪县粮食总产量达到8.2万吨。", ("S1",)),
    ],
)
def test_no_fact_is_lent_to_another_place(two: dict[str, Report], text: str, ids: tuple[str, ...] | None) -> None:
    numbered = {}
    for name, place, words in (
        ("S1", "松溪县", "粮食总产量达到8.2万吨。"),
        ("S2", "松溪县", "茶叶产量达到2万吨。"),
        ("S3", "青湖县", "水果产量达到3万吨。"),
    ):
        start = two[place].text.index(words)
        numbered[name] = CitableSentence(name, two[place], start, start + len(words))
    shown = kept(Prover(Material("", "=", numbered), "zh", reported), text, "S1", "S2", "S3")
    assert shown == (None if ids is None else (text, ids))


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("地区生产总值增长5%", True, False),
        ("GDP增长5%，R&D投入增长", True, False),
        ("GDP grew 5%", False, True),
        ("Yunling County (云岭县) grew 5%", False, True),
        ("The report says “地区生产总值增长”", False, True),
        ("126.4", True, True),
    ],
)
def test_languages_are_told_by_their_letters(text: str, zh: bool, en: bool) -> None:
    assert (is_written_in(text, "zh"), is_written_in(text, "en")) == (zh, en)
