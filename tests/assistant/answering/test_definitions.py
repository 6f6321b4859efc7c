"""What a term means: by the glossary's entry or a sentence that says so, and only for the whole term."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.definitions import defined_in_glossary, definitions, members_in_glossary

REPORTS = [
    report_of(
        "江西",
        2025,
        "一、2024年工作回顾",
        "推广“一表同享”。大力发展低空经济。",
        "二、2025年工作安排",
        "落实“三减”，即减环节、减材料、减时限；办好实事。",
        "名词解释",
        "1.“一表同享”：基层填表“最多填一次”。",
        "2．零碳园区：碳排放和吸收趋于平衡的园区。",
        "3.“小学期”制度：开学前7天为教师培训“小学期”。",
        "4.重大灾害“123”快速响应机制：第1小时指挥，第2小时派出，第3小时展开。",
        "5.一单制、一箱制：一单制指一次委托；一箱制指不换箱。",
        "6.“四新”产业：横琴发展的科技研发、中医药、文旅会展、现代金融产业。",
    ),
    report_of("浙江", 2025, "一、2024年工作回顾", "推广“一表同享”和零碳工厂。"),
]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("江西报告里的“一表同享”是什么意思？", "“一表同享”：基层填表“最多填一次”。"),
        ("一表同享是啥", "“一表同享”：基层填表“最多填一次”。"),
        ("什么叫零碳园区？江西报告怎么解释的", "零碳园区：碳排放和吸收趋于平衡的园区。"),
        ("江西的教师“小学期”制度怎么理解？", "“小学期”制度：开学前7天为教师培训“小学期”。"),
        ("一箱制指的是什么", "一单制、一箱制：一单制指一次委托；一箱制指不换箱。"),
        ("横琴的“四新”产业是指哪些？", "“四新”产业：横琴发展的科技研发、中医药、文旅会展、现代金融产业。"),
        ("“三减”是哪三减？", "“三减”，即减环节、减材料、减时限"),
        (
            'What does the Jiangxi report mean by the "123" rapid response mechanism?',
            "重大灾害“123”快速响应机制：第1小时指挥，第2小时派出，第3小时展开。",
        ),
    ],
)
def test_an_entry_or_sentence_defines_the_term(question: str, entry: str) -> None:
    assert said(definitions(*asking(question, REPORTS))) == [entry]


def test_what_a_term_holds_is_told_by_its_entry() -> None:
    entry = "“四新”产业：横琴发展的科技研发、中医药、文旅会展、现代金融产业。"
    assert said(members_in_glossary(*asking("江西说的横琴“四新”都包括哪些产业？", REPORTS))) == [entry]
    assert said(members_in_glossary(*asking("江西哪些地方有“四新”产业？", REPORTS))) == []


@pytest.mark.parametrize(
    "question",
    [
        "EOD模式是什么意思？",
        "县政府报告里写要探索EOD模式，EOD是什么意思？",
        "EOD模式是啥意思？那份报告里提到要探索它",
    ],
)
def test_a_short_form_is_explained_by_the_brackets_behind_it(question: str) -> None:
    county = report_of("青禾县", 2025, "一、2025年工作安排", "积极探索EOD模式(生态环境导向的开发模式)，巩固河长制。")
    assert said(definitions(*asking(question, [county]))) == ["EOD模式(生态环境导向的开发模式)"]


@pytest.mark.parametrize(
    "question",
    [
        "零碳工厂是什么意思",
        "浙江的“一表同享”是什么意思",
        "低空经济是什么意思",
        "机制是什么意思",
        "前海的“四新”产业是指哪些",
        'What is a "virtual power plant"?',
    ],
)
def test_another_term_or_another_report_defines_nothing(question: str) -> None:
    assert said(definitions(*asking(question, REPORTS))) == []


def test_several_reports_that_define_it_are_named() -> None:
    other = report_of("云南", 2025, "名词解释", "1.零碳园区：净零排放的园区。")
    assert said(definitions(*asking("零碳园区是什么意思", [REPORTS[0], other]))) == [
        "江西：零碳园区：碳排放和吸收趋于平衡的园区。",
        "云南：零碳园区：净零排放的园区。",
    ]


def test_an_english_report_defines_in_english() -> None:
    report = report_of(
        None,
        2024,
        "Dwell time means the hours that a parcel waits.",
        kind="annual_report",
        issuer="Example Corp",
        language="en",
    )
    assert said(definitions(*asking("What does dwell time mean?", [report]))) == [
        "Dwell time means the hours that a parcel waits."
    ]
    assert said(definitions(*asking("What does transit time mean?", [report]))) == []


def test_two_terms_are_each_explained() -> None:
    lines = said(definitions(*asking("报告里老说的“一表同享”和“四新”是什么东西？", REPORTS)))
    assert lines == [
        "“一表同享”：基层填表“最多填一次”。",
        "“四新”产业：横琴发展的科技研发、中医药、文旅会展、现代金融产业。",
    ]
    assert said(definitions(*asking("“一表同享”和“五通”是什么？", REPORTS))) == []


def test_an_english_sentence_that_opens_with_the_term() -> None:
    report = report_of(
        "Northmoor",
        2024,
        "We met two PGs this year. A PG is a near-term result that the board wants. The PG team met often.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    )
    lines = said(definitions(*asking("In the Northmoor Freight report, what is a PG?", [report])))
    assert lines == ["A PG is a near-term result that the board wants."]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("江西的“一表同享”怎么个意思", "“一表同享”：基层填表“最多填一次”。"),
        ("内部稿里写的“小学期”是江西搞的什么东西", "“小学期”制度：开学前7天为教师培训“小学期”。"),
        ("货运里的一箱制到底是怎么回事", "一单制、一箱制：一单制指一次委托；一箱制指不换箱。"),
    ],
)
def test_the_entry_whose_heading_stands_in_the_question(question: str, entry: str) -> None:
    assert said(defined_in_glossary(*asking(question, REPORTS))) == [entry]


@pytest.mark.parametrize("question", ["江西的四新怎么个意思", "江西的“两箱制”怎么个意思"])
def test_no_entry_is_given_for_a_part_of_a_word_or_another_term(question: str) -> None:
    assert said(defined_in_glossary(*asking(question, REPORTS))) == []


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "I keep hearing “ring economy”. How does Northmoor Freight describe it?",
            "We promote a ring economy, which keeps goods in use.",
        ),
        (
            "What does Northmoor Freight mean by “open yards”?",
            "Our culture is one of open yards. This means everyone may look in.",
        ),
        ("What does RAW stand for in the Northmoor Freight report?", "Reuse and Waste (RAW)"),
    ],
)
def test_english_terms_told_in_passing_by_the_next_sentence_or_spelt_out(question: str, line: str) -> None:
    report = report_of(
        None,
        2024,
        "A ring economy is hard. We promote a ring economy, which keeps goods in use.",
        "Our culture is one of open yards. This means everyone may look in. They like it.",
        "The Reuse and Waste (RAW) team met often.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    )
    assert said(definitions(*asking(question, [report]))) == [line]
