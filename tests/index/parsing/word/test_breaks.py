import pytest

from index.parsing.word.breaks import joined


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "新建厂房12万平方米，\n引进企业28家，\n吸纳就业4600人。",
            "新建厂房12万平方米，引进企业28家，吸纳就业4600人。",
        ),
        ("全年实现地区生产总值\n186.4亿元，增长6.1%。", "全年实现地区生产总值186.4亿元，增长6.1%。"),
        ("新建农村公路66\n公里。", "新建农村公路66公里。"),
        ("增长6.1%\n，高于全省。", "增长6.1%，高于全省。"),
        (
            "坚持以高质量发展为主题，以改革创新为根本动\n力，统筹推进。",
            "坚持以高质量发展为主题，以改革创新为根本动力，统筹推进。",
        ),
        ("Revenue grew 4.7 per\ncent in the year.", "Revenue grew 4.7 per cent in the year."),
        ("第一句。\n第二句。", "第一句。\n第二句。"),
        ("新增就业3900人\n新建公路66公里\n新增床位300张", "新增就业3900人\n新建公路66公里\n新增床位300张"),
        ("一、工作回顾\n过去一年，全县经济稳中有进。", "一、工作回顾\n过去一年，全县经济稳中有进。"),
        ("主要任务，包括：\n1.修路\n2.建桥。", "主要任务，包括：\n1.修路\n2.建桥。"),
        ("联系人：张三\n电话：0571-1", "联系人：张三\n电话：0571-1"),
        ("完成投资74亿元\n实现就业3000人。", "完成投资74亿元\n实现就业3000人。"),
        ("甲\n\n乙。", "甲\n\n乙。"),
        ("没有断行", "没有断行"),
    ],
)
def test_breaks_that_cut_a_sentence_go(text: str, right: str) -> None:
    assert joined(text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2025年\n政府工作报告", "2025年政府工作报告"),
        ("政府工作报告\n——2025年1月20日", "政府工作报告\n——2025年1月20日"),
        ("工作报告\n（2025年）", "工作报告\n（2025年）"),
    ],
)
def test_a_heading_is_one_line(text: str, right: str) -> None:
    assert joined(text, heading=True) == right
