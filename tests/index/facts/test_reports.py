"""A report's facts: what the place of a paragraph says of its time, and what a report calls itself."""

from dataclasses import replace

from index.facts.fact import Context
from index.facts.reading import read
from index.facts.reports import context_at, moved, names_of, own_names, read_report
from index.report import Block, BlockKind, Metadata, Part, Report, Section

LINES = ["一、回顾", "出口增长3%。", "表\t5%", "二、任务", "出口增长4%。"]
TEXT = "\n".join(LINES)
WORK_REPORT = Metadata("报告", "青禾县人民政府", "青禾县", 2025, "government_work_report")


def report(metadata: Metadata = WORK_REPORT, timed: bool = True) -> Report:
    """A review of 2024 with a table in it, and a plan of 2025."""
    second = TEXT.index("二、")
    sections = (
        Section(0, 0, None, 0, len(TEXT), 0, 0),
        Section(1, 1, 0, 0, second, 0, 4, Part.REVIEW if timed else None, (2024,) if timed else ()),
        Section(2, 1, 0, second, len(TEXT), second, second + 4, Part.PLAN if timed else None, (2025,) if timed else ()),
    )
    blocks, at = [], 0
    for line in LINES:
        blocks.append(Block(BlockKind.TABLE if "\t" in line else BlockKind.PARAGRAPH, at, at + len(line)))
        at += len(line) + 1
    return Report("a" * 64, metadata, TEXT, "", "1", sections, tuple(blocks))


def test_prose_is_read_with_its_sections_time_and_tables_are_not_read() -> None:
    """Offsets count from the start of the report's text."""
    told = [fact for fact in read_report(report()) if fact.figures]
    assert [TEXT[fact.figures[0].start : fact.figures[0].end] for fact in told] == ["3%", "4%"]
    assert [fact.period and fact.period.first for fact in told] == [2024, 2025]
    assert [fact.stage.value for fact in told] == ["told", "planned"]


def test_where_a_section_says_nothing_the_year_is_the_reports_unless_it_is_a_work_report() -> None:
    """A work report speaks of last year and of this one."""
    assert context_at(report(timed=False), 6, 9).years == ()
    annual = replace(WORK_REPORT, kind="annual_report")
    assert context_at(report(annual, timed=False), 6, 9).years == (2025,)
    assert context_at(report(annual, timed=False), 6, 9).plan is None


def test_a_paragraph_that_opens_with_several_years_tells_of_all_of_them() -> None:
    """Also where the year that ended them is named first; a paragraph of one year stays so."""
    for opens, years in (
        ("过去五年，", (2020, 2021, 2022, 2023, 2024)),
        ("2024年是收官之年。过去三年，", (2022, 2023, 2024)),
        ("过去一年，", (2024,)),
        ("过去五年的经验说明，", (2024,)),
    ):
        text = f"一、回顾\n{opens}能耗下降18.2%。"
        section = Section(1, 1, 0, 0, len(text), 0, 4, Part.REVIEW, (2024,))
        one = Report("a" * 64, WORK_REPORT, text, "", "1", (Section(0, 0, None, 0, len(text), 0, 0), section), ())
        assert context_at(one, 5, len(text)).years == years


def test_an_english_heading_may_plan() -> None:
    """Where the section has no part of its own."""
    text = "Targets for 2026\nRevenue will rise."
    metadata = Metadata("Report", "Harrow Logistics, Inc.", year=2025, language="en", kind="annual_report")
    section = Section(1, 1, 0, 0, len(text), 0, 16)
    root = Section(0, 0, None, 0, len(text), 0, 0)
    assert context_at(Report("a" * 64, metadata, text, "", "1", (root, section), ()), 17, len(text)).plan


def test_a_company_by_its_whole_name_and_without_its_form() -> None:
    """A name of one letter is none."""
    assert own_names(Metadata("年报", "云岭电力股份有限公司")) == ("云岭电力股份有限公司", "云岭电力")
    assert own_names(Metadata("Report", "Harrow Logistics, Inc.")) == ("Harrow Logistics, Inc.", "Harrow")
    assert own_names(WORK_REPORT) == ("青禾县", "青禾县人民政府")
    assert own_names(Metadata("报告")) == ()


def test_an_english_report_is_also_called_by_what_it_names_most() -> None:
    """A Chinese one is not."""
    text = "Harrow Holdings Ltd runs vans. Harrow Holdings Ltd grew."
    root = (Section(0, 0, None, 0, len(text), 0, 0),)
    english = Report("a" * 64, Metadata("Report", language="en"), text, "", "1", root, ())
    assert names_of(english) == ("Harrow Holdings Ltd", "Harrow Holdings", "Harrow")
    assert names_of(replace(english, metadata=Metadata("报告"))) == ()


def test_a_fact_is_moved_with_its_figures() -> None:
    (fact, *_) = read("出口增长3%。", Context(year=2025))
    far = moved(fact, 10)
    assert (far.start, far.end, far.figures[0].start, far.key) == (
        fact.start + 10,
        fact.end + 10,
        fact.figures[0].start + 10,
        fact.key,
    )
    assert moved(fact, 0) is fact


def test_what_a_plan_rests_on_is_so_already() -> None:
    """A paragraph on how things stand, within the plan, plans nothing."""
    standing = "长期向好的支撑条件和基本趋势没有变，隐性债务全部清零。"
    text = f"二、任务\n{standing}"
    sections = (Section(0, 0, None, 0, len(text), 0, 0), Section(1, 1, 0, 0, len(text), 0, 4, Part.PLAN, (2025,)))
    context = context_at(Report("a" * 64, WORK_REPORT, text, "", "1", sections, ()), 5, len(text))
    assert (context.plan, context.years) == (None, ())
