from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing import parse_file
from index.report import Block, BlockKind, ParsedDocument, Part, Section
from index.structure.sections import section_tree

BODY = "全年生产总值增长百分之五，规模以上工业增加值增长百分之六，城乡居民收入与经济增长同步。"


def document(*lines: str, kinds: dict[int, tuple[BlockKind, int]] | None = None) -> ParsedDocument:
    """A document with one block a line; `kinds` names the blocks that are no plain paragraphs."""
    blocks, offset = [], 0
    for place, line in enumerate(lines):
        kind, level = (kinds or {}).get(place, (BlockKind.PARAGRAPH, 0))
        blocks.append(Block(kind, offset, offset + len(line), level))
        offset += len(line) + 1
    return ParsedDocument("\n".join(lines), tuple(blocks))


def outline(parsed: ParsedDocument, report_year: int | None = None) -> list[tuple[int, str]]:
    tree = section_tree(parsed, report_year)
    return [(section.level, parsed.text[section.heading_start : section.heading_end]) for section in tree[1:]]


def test_two_levels_alone_on_their_lines() -> None:
    parsed = document(
        "2025年云岭县政府工作报告",
        "各位代表：",
        BODY,
        "一、2024年工作回顾",
        "（一）经济稳中有进",
        BODY,
        "（二）民生持续改善",
        BODY,
        "二、2025年工作安排",
        "（一）扩大内需",
        BODY,
        "（二）科技创新",
        BODY,
    )
    assert outline(parsed) == [
        (1, "一、2024年工作回顾"),
        (2, "（一）经济稳中有进"),
        (2, "（二）民生持续改善"),
        (1, "二、2025年工作安排"),
        (2, "（一）扩大内需"),
        (2, "（二）科技创新"),
    ]


def test_headings_that_run_into_their_paragraph_end_at_the_full_stop() -> None:
    parsed = document(
        "各位代表：",
        "一、今后任务",
        "（一）突出科创驱动，做大实体经济。抢抓新一轮机遇。" + BODY,
        "(二)深化改革。" + BODY,
        "二、加强自身建设",
        BODY,
    )
    assert outline(parsed) == [
        (1, "一、今后任务"),
        (2, "（一）突出科创驱动，做大实体经济。"),
        (2, "(二)深化改革。"),
        (1, "二、加强自身建设"),
    ]


def test_headings_in_the_middle_of_one_long_paragraph() -> None:
    parsed = document(
        f"各位代表:请提出意见。一、本届政府及XXXX年工作回顾过去五年,是不平凡的五年。{BODY}一是聚重点。{BODY}"
        f"二、今后五年的目标任务和工作重点各位代表!{BODY}抓好两方面工作:(一)突出科创驱动,做大实体经济。{BODY}{BODY}"
        f"(二)深化数字变革,加快系统重塑。{BODY}{BODY}三、XXXX年目标任务和重点工作XXXX年是开局之年,{BODY}"
    )
    assert outline(parsed) == [
        (1, "一、本届政府及XXXX年工作回顾"),
        (1, "二、今后五年的目标任务和工作重点"),
        (2, "(一)突出科创驱动,做大实体经济。"),
        (2, "(二)深化数字变革,加快系统重塑。"),
        (1, "三、XXXX年目标任务和重点工作"),
    ]


def test_a_table_of_contents_in_a_sentence_makes_no_headings() -> None:
    parsed = document("报告分三个部分：一、总任务；二、经济建设；三、对外政策。" + BODY * 8)
    assert outline(parsed) == []


def test_lists_are_no_headings() -> None:
    parsed = document(
        "一、加强整顿",
        "要做好以下工作：",
        "一、节约能源，降低消耗；",
        "二、改革产品结构；",
        "三、利用资源。",
        "二、扩大开放",
        BODY,
    )
    assert outline(parsed) == [(1, "一、加强整顿"), (1, "二、扩大开放")]


def test_topic_sentences_that_are_counted_off_head_their_paragraphs() -> None:
    parsed = document(
        "一、回顾",
        "一是经济稳中有进。" + BODY,
        "二是改革不断深化。" + BODY,
        "二、任务",
        "（一）内需。" + BODY,
        "一是稳投资。" + BODY,
        "二是促消费。" + BODY,
        "（二）改革。" + BODY,
    )
    assert outline(parsed) == [
        (1, "一、回顾"),
        (2, "一是经济稳中有进。"),
        (2, "二是改革不断深化。"),
        (1, "二、任务"),
        (2, "（一）内需。"),
        (3, "一是稳投资。"),
        (3, "二是促消费。"),
        (2, "（二）改革。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("一是稳投资；", "二是促消费；", "三是扩开放。"),
        ("我们抓了两件事：一是稳投资。" + BODY, "二是促消费。" + BODY, "三是扩开放。" + BODY),
        ("要做到：一是稳投资。" + BODY + "二是促消费。" + BODY,),
    ],
)
def test_what_is_counted_off_inside_a_paragraph_or_as_a_list_makes_no_headings(lines: tuple[str, ...]) -> None:
    parsed = document("一、回顾", *lines, "二、任务", BODY)
    assert outline(parsed) == [(1, "一、回顾"), (1, "二、任务")]


def test_parts_of_a_section_that_open_with_the_same_words() -> None:
    first, second, third = ("五年来，我们抓实体经济。", "五年来,我们推进改革。", "五年来，我们改善民生。")
    long = BODY * 3
    parsed = document("一、回顾", first + long, long, second + long, third + long, "二、任务", long)
    assert [heading for _, heading in outline(parsed)] == ["一、回顾", first, second, third, "二、任务"]
    parsed = document("一、回顾", first + long, second + long, long, "二、任务", third + long)
    assert [heading for _, heading in outline(parsed)] == ["一、回顾", "二、任务"]


def test_sentences_alone_on_their_lines_head_what_follows_where_there_are_several() -> None:
    long = BODY * 3
    parsed = document("一、回顾", long, "国民经济较快增长。", long, "改革继续推进。", long, "二、任务", long)
    assert outline(parsed) == [(1, "一、回顾"), (2, "国民经济较快增长。"), (2, "改革继续推进。"), (1, "二、任务")]
    parsed = document("一、回顾", "注重解民忧、纾民困。", long, "二、任务", "坚持扩大内需。", long)
    assert outline(parsed) == [(1, "一、回顾"), (1, "二、任务")]


def test_a_style_that_starts_again_inside_itself_nests() -> None:
    parsed = document(
        "一、回顾", BODY, "二、任务", "一、增长率", BODY, "二、投资", BODY, "三、科技", BODY, "三、改革", BODY
    )
    levels = [level for level, _ in outline(parsed)]
    assert levels == [1, 1, 2, 2, 2, 1]


def test_a_style_that_starts_again_behind_a_full_section_does_not_nest() -> None:
    parsed = document("（一）内需", BODY, "（二）科技", BODY * 8, "（一）作风", BODY, "（二）法治", BODY)
    assert [level for level, _ in outline(parsed)] == [1, 1, 1, 1]


def test_a_space_parts_a_heading_from_its_paragraph_where_a_page_was_flattened() -> None:
    parsed = document(
        "一、申请受理 企业办理投资业务需登录平台提交材料，" + BODY, "二、审查与决定 依据管理办法进行审查，" + BODY
    )
    assert outline(parsed) == [(1, "一、申请受理"), (1, "二、审查与决定")]


def test_parentheses_may_stand_above() -> None:
    parsed = document(
        "（一）当前形势", BODY, "（二）今后方针", "一、依靠科学", BODY, "二、发展能源", BODY, "（三）前景", BODY
    )
    assert [level for level, _ in outline(parsed)] == [1, 1, 2, 2, 1]


def test_titles_without_numbers_stand_alone_between_finished_sentences() -> None:
    parsed = document(
        "政府工作报告",
        "各位代表：",
        BODY,
        "过去五年的回顾",
        BODY,
        "五年来，改革取得进展，成效显著",
        BODY,
        "今后五年的任务",
        BODY,
        "结束语",
        BODY,
    )
    assert outline(parsed) == [
        (1, "过去五年的回顾"),
        (2, "五年来，改革取得进展，成效显著"),
        (1, "今后五年的任务"),
        (1, "结束语"),
    ]


@pytest.mark.parametrize(
    "line", ["各位代表：", "来源：南方日报", "主办单位：省教育厅", "2.5", "改革开放；", "》的说明", "通过了《"]
)
def test_fragments_salutations_and_labels_are_no_titles(line: str) -> None:
    assert outline(document("报告", BODY, line, BODY)) == []


def test_glossaries_and_attachments_stand_behind_the_report() -> None:
    parsed = document(
        "一、回顾",
        BODY,
        "二、任务",
        "（一）扩大内需",
        BODY,
        "（二）改革",
        BODY,
        "名词解释",
        "1.“两重”：国家重大战略实施。",
        "2.“两新”：设备更新。",
        "附件",
        "2025年10件惠民实事",
        "一、稳定就业",
        BODY,
        "二、助学",
        BODY,
    )
    assert outline(parsed)[4:] == [
        (1, "名词解释"),
        (1, "附件\n2025年10件惠民实事"),
        (2, "一、稳定就业"),
        (2, "二、助学"),
    ]


def test_english_forms() -> None:
    text = "The company designs and sells games. " * 8
    parsed = document(
        "PART I",
        "Item 1. Business",
        text,
        "STRATEGY AND GROWTH",
        text,
        "Item 1A. Risk Factors",
        text,
        "PART II",
        "Item 5. Market",
        text,
    )
    assert outline(parsed) == [
        (1, "PART I"),
        (2, "Item 1. Business"),
        (3, "STRATEGY AND GROWTH"),
        (2, "Item 1A. Risk Factors"),
        (1, "PART II"),
        (2, "Item 5. Market"),
    ]


def test_latin_headings_that_are_set_in_bold_type_stand_below_capitals() -> None:
    text = "The company designs and sells games. " * 8
    heading = BlockKind.HEADING
    parsed = document(
        "UNITED STATES",
        "FORM 10-K",
        "TABLE OF CONTENTS",
        "PART I",
        "Item 1. Business",
        "STRATEGY",
        text,
        "Products and Services",
        text,
        "COMPETITION",
        "YEARS ENDED DECEMBER 31, 2021 AND 2020",
        text,
        "SIGNATURES",
        text,
        kinds=dict.fromkeys((0, 1, 2, 5, 7, 9, 10, 12), (heading, 0)),
    )
    assert outline(parsed) == [
        (1, "PART I"),
        (2, "Item 1. Business"),
        (3, "STRATEGY"),
        (4, "Products and Services"),
        (3, "COMPETITION"),
        (1, "SIGNATURES"),
    ]


def test_decimal_numbers_and_running_figures() -> None:
    text = "The index rose. " * 20
    parsed = document("1.1 Scope", text, "1.2 Method", text, "2.5% of sales fell", text)
    assert outline(parsed) == [(1, "1.1 Scope"), (1, "1.2 Method")]


def test_levels_that_the_file_states() -> None:
    heading = BlockKind.HEADING
    parsed = document(
        "年度报告",
        "经营情况",
        BODY,
        "分行业",
        BODY,
        "公司治理",
        BODY,
        kinds={0: (heading, 1), 1: (heading, 2), 3: (heading, 3), 5: (heading, 2)},
    )
    assert outline(parsed) == [(1, "经营情况"), (2, "分行业"), (1, "公司治理")]


def test_numbers_of_several_parts_stand_below_those_of_fewer_in_the_same_type() -> None:
    heading = BlockKind.HEADING
    parsed = document(
        "1 Introduction", BODY, "1.1 Scope", BODY, "1.1.1 Words", BODY, "2 Method", BODY,
        kinds=dict.fromkeys((0, 2, 4, 6), (heading, 2)),
    )  # fmt: skip
    assert [level for level, _ in outline(parsed)] == [1, 2, 3, 1]


def test_tables_hold_no_headings() -> None:
    parsed = document("一、收入", "二、支出", kinds={0: (BlockKind.TABLE, 0), 1: (BlockKind.TABLE, 0)})
    assert outline(parsed) == []


def test_parts_and_years_pass_on_to_subsections() -> None:
    parsed = document(
        "政府工作报告",
        "各位代表：",
        "一、过去五年工作回顾",
        "（一）经济",
        BODY,
        "（二）民生",
        BODY,
        "二、2025年主要任务",
        "（一）内需",
        BODY,
        "（二）开放",
        BODY,
        "三、加强政府自身建设",
        BODY,
    )
    tree = section_tree(parsed, 2025)
    review, plan = Part.REVIEW, Part.PLAN
    assert [section.part for section in tree] == [None, review, review, review, plan, plan, plan, plan]
    assert [section.years for section in tree[1:]] == [(2020, 2021, 2022, 2023, 2024)] * 3 + [(2025,)] * 4
    assert section_tree(parsed)[1].years == ()


def test_a_heading_that_looks_both_ways_has_no_part() -> None:
    parsed = document("各位代表：", "一、1998年工作回顾和1999年工作的总体要求", BODY, "二、扩大内需", BODY)
    section = section_tree(parsed, 1999)[1]
    assert (section.part, section.years) == (None, (1998, 1999))


def assert_is_a_tree(sections: tuple[Section, ...], length: int) -> None:
    assert (sections[0].number, sections[0].level, sections[0].parent) == (0, 0, None)
    assert (sections[0].start, sections[0].end) == (0, length)
    for number, section in enumerate(sections[1:], start=1):
        assert section.number == number
        assert section.parent is not None and section.parent < number
        parent, before = sections[section.parent], sections[number - 1]
        assert section.level > parent.level
        assert parent.start <= section.start <= section.end <= parent.end
        assert before.start < section.start or number == 1
        assert section.start == section.heading_start < section.heading_end <= section.end
    for section in sections:
        children = [child for child in sections if child.parent == section.number]
        assert [child.end for child in children[:-1]] == [child.start for child in children[1:]]
        assert not children or children[-1].end == section.end


LINES = st.sampled_from(
    [
        "一、回顾",
        "二、任务",
        "三、建设",
        "（一）内需。" + BODY,
        "（二）开放",
        "1. 重点",
        "1.1 Scope",
        "PART I",
        "ITEM ONE HERE",
        "Item 1. Business",
        "第一章 总则",
        "第一节 范围",
        "附件",
        "名词解释",
        "过去五年的回顾",
        "五年来，成效显著",
        BODY,
        BODY * 9,
        "各位代表：",
        "①要点",
        "一",
        "结束语",
        "开头。一、回顾过去五年,是" + BODY * 8 + "二、任务各位代表!" + BODY,
    ]
)


@given(st.lists(st.tuples(LINES, st.sampled_from([0, 0, 0, 1, 2, 3])), max_size=25))
def test_any_document_gives_a_tree(lines: list[tuple[str, int]]) -> None:
    kinds = {place: (BlockKind.HEADING, level) for place, (_, level) in enumerate(lines) if level}
    parsed = document(*(line for line, _ in lines), kinds=kinds)
    sections = section_tree(parsed, 2025)
    assert_is_a_tree(sections, len(parsed.text))
    for section in sections[1:]:
        heading = parsed.text[section.heading_start : section.heading_end]  # of two lines where one is "第一章"
        assert all(any(piece in line for line, _ in lines) for piece in heading.split("\n"))


@pytest.mark.parametrize(
    "line", ["一、标题", "PART I", "第一，", "（一）标题。" + BODY, "ITEM A", "1. ", "名词", "一、" * 50]
)
@pytest.mark.parametrize("length", [40_000, pytest.param(200_000, marks=pytest.mark.stress)])
def test_repetition_gives_a_tree(line: str, length: int) -> None:
    parsed = document(*[line] * (length // len(line)))
    sections = section_tree(parsed, 2025)
    assert_is_a_tree(sections, len(parsed.text))
    headings = {parsed.text[section.heading_start : section.heading_end] for section in sections[1:]}
    assert all(piece in line for heading in headings for piece in heading.split("\n"))


def shared_outline(shared_data: Path, pattern: str) -> list[str]:
    parsed = parse_file(next((shared_data / "reports").glob(pattern)))
    return ["  " * (level - 1) + heading for level, heading in outline(parsed)]


@pytest.mark.shared
def test_the_county_report(shared_data: Path) -> None:
    assert shared_outline(shared_data, "county-2021/*.txt") == [
        "一、本届政府及XXXX年工作回顾",
        "  五年来,我们紧紧聚焦实体经济,经济质态提档升级。",
        "  五年来,我们着力深化改革创新,生机活力不断迸发。",
        "  五年来,我们持续加大统筹力度,城乡面貌焕发新颜。",
        "  五年来,我们积极践行“两山”理念,绿色发展成效显著。",
        "  五年来,我们始终秉持为民理念,幸福指数与日俱增。",
        "  五年来,我们大力推进职能转变,政府工作勤勉务实。",
        "  一是聚重点,经济行稳致远。",
        "  二是攻难点,遗留难题批量破解。",
        "  三是盯要点,改革领域多向发力。",
        "  四是强支点,要素保障谋深做实。",
        "二、今后五年的目标任务和工作重点",
        "  (一)突出科创驱动,做大实体经济,让增长势头更加强劲。",
        "  (二)深化数字变革,加快系统重塑,让县域发展更富活力。",
        "  (三)守护绿水青山,推动绿色低碳,让生态底色更显靓丽。",
        "  (四)加强统筹融合,建设美丽城乡,让共同富裕更有实质。",
        "  (五)坚持共建共享,优化社会治理,让人民生活更加幸福。",
        "三、XXXX年目标任务和重点工作",
        "  (一)凝心聚力抓实体经济量质齐升。",
        "  (二)开拓进取抓改革创新强基赋能。",
        "  (三)夯基提质抓城市能级持续提升。",
        "  (四)保用并举抓生态优势巩固转化。",
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("pattern", "tops", "second_level"),
    [
        (
            "state-council/1955*",
            [
                "一、国家在过渡时期的总任务",
                "二、第一个五年计划概要",
                "三、第一個五年計劃的若幹問題",
                "四、为完成和超额完成第一个五年计划而奋斗",
            ],
            9,
        ),
        (
            "state-council/1978*",
            [
                "一、三年来的斗争和新时期的总任务",
                "二、把揭批“四人帮”的斗争进行到底",
                "三、加快社会主义经济建设",
                "四、繁荣社会主义科学教育文化事业",
                "五、加强政权建设，加强各族人民的大团结",
                "六、国际形势和我国对外政策",
            ],
            6,
        ),
        ("state-council/1981*", ["（一）当前的经济形势", "（二）今后经济建设的方针", "（三）我国经济发展的前景"], 10),
        ("state-council/1983*", ["过去五年的回顾", "今后五年的主要任务", "结束语"], 5),
        ("state-council/2003*", ["一、过去五年政府工作的回顾", "二、对今年政府工作的建议"], 25),
        (
            "state-council/2025*",
            ["一、2024年工作回顾", "二、2025年经济社会发展总体要求和政策取向", "三、2025年政府工作任务"],
            17,
        ),
        ("provincial-2025/*四川*", ["2024年工作回顾", "2025年工作安排建议", "加强政府自身建设", "名词解释"], 19),
        (
            "provincial-2025/*重庆*",
            ["一、2024年工作回顾", "二、2025年主要任务", "三、持续提升政府\n治理效能和服务水平"],
            23,
        ),
        (
            "provincial-2025/*甘肃*",
            ["一、2024年工作回顾", "二、2025年工作总体要求和预期目标", "三、2025年重点工作"],
            14,
        ),
    ],
)
def test_outlines_of_real_reports(shared_data: Path, pattern: str, tops: list[str], second_level: int) -> None:
    lines = shared_outline(shared_data, pattern)
    assert [line for line in lines if not line.startswith(" ")] == tops
    assert sum(line.startswith("  ") and not line.startswith("    ") for line in lines) == second_level


@pytest.mark.shared
def test_every_work_report_gives_a_tree_with_its_review_before_its_plan(shared_data: Path) -> None:
    files = [
        *(shared_data / "reports" / "provincial-2025").glob("*.docx"),
        *(shared_data / "reports" / "state-council").glob("*.txt"),
    ]
    assert len(files) == 83
    for file in sorted(files):
        parsed = parse_file(file)
        tree = section_tree(parsed, int(file.name[:4]))
        assert_is_a_tree(tree, len(parsed.text))
        if file.suffix == ".docx":
            tops = [section.part for section in tree if section.level == 1]
            assert tops[:2] == [Part.REVIEW, Part.PLAN], file.name
