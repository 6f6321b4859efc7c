"""Outlines of real reports: of a county, of provinces and of the State Council since 1954."""

from pathlib import Path

import pytest
from outlines import outline

from index.parsing import parse_file
from index.report import Part
from index.structure.sections import section_tree


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
        assert (tree[0].start, tree[0].end) == (0, len(parsed.text))
        if file.suffix == ".docx":
            tops = [section.part for section in tree if section.level == 1]
            assert tops[:2] == [Part.REVIEW, Part.PLAN], file.name
