"""The questions of the first users on real reports: the county document copied off a sharing site, and provinces."""

import re
import unicodedata
from pathlib import Path

import docx
import pytest

from assistant.answer import Answer
from assistant.build import Assistant, build_assistant
from assistant.settings import load_settings

# One worker builds the library, which takes a minute.
pytestmark = pytest.mark.shared

SEED = "2021年政府工作报告(区县).txt"


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Assistant:
    """The county document and two provinces in one library."""
    reports = shared_data / "reports"
    paths = [reports / "county-2021" / SEED] + [
        reports / "provincial-2025" / f"2025年{name}省政府工作报告.docx" for name in ("广东", "浙江")
    ]
    assistant = build_assistant(load_settings(library=tmp_path_factory.mktemp("real") / "library"))
    assert [outcome.status for outcome in assistant.library.add(paths)] == ["added"] * 3
    return assistant


def assert_stands(answer: Answer, shared_data: Path) -> None:
    """Every quote stands in the file as another reader reads it; of the county document without page counters."""
    for citation in answer.citations:
        if citation.source == SEED:
            text = (shared_data / "reports" / "county-2021" / SEED).read_text("utf-8")
            text = re.sub(r"\d{1,2}、", "", text)
        else:
            document = docx.Document(str(shared_data / "reports" / "provincial-2025" / citation.source))
            text = "".join(paragraph.text for paragraph in document.paragraphs)
        assert folded(citation.quote) in folded(text)


def test_ecological_honours(real: Assistant, shared_data: Path) -> None:
    answer = real.ask("五年来获得哪些生态方面的荣誉？")
    assert_stands(answer, shared_data)
    quotes = "".join(citation.quote for citation in answer.citations)
    assert {citation.source for citation in answer.citations} == {SEED}
    assert "首批全国生态文明建设示范县" in quotes


def test_difficulties_and_the_direction_ahead(real: Assistant, shared_data: Path) -> None:
    difficulties = real.ask("全县前进路上存在哪些困难和问题？")
    assert_stands(difficulties, shared_data)
    assert [c.source for c in difficulties.citations] == [SEED] * 4
    assert difficulties.citations[0].quote.startswith("产业体系基础偏弱")
    direction = real.ask("今后五年的努力方向是什么？")
    assert_stands(direction, shared_data)
    assert (*direction.citations, *direction.related)[0].source == SEED
    assert direction.citations[0].quote.startswith("坚定不移走好“生态立县”之路")
    assert len(direction.citations) == 5


def test_a_blanked_growth_figure(real: Assistant, shared_data: Path) -> None:
    answer = real.ask("全县地区生产总值增长多少？")
    assert_stands(answer, shared_data)
    assert answer.citations[0].source == SEED
    assert answer.citations[0].blanked
    assert "全县地区生产总值增长X%" in answer.citations[0].quote
    assert answer.note.startswith("报告隐去了这个数字")


def test_a_provinces_target(real: Assistant, shared_data: Path) -> None:
    answer = real.ask("2025年广东省地区生产总值增长目标是多少？")
    assert_stands(answer, shared_data)
    assert {citation.source for citation in answer.citations} == {"2025年广东省政府工作报告.docx"}
    assert "地区生产总值增长5%左右" in answer.citations[0].quote


def test_a_provinces_main_tasks_are_its_headings(real: Assistant, shared_data: Path) -> None:
    answer = real.ask("浙江2025年重点工作有哪些？")
    assert_stands(answer, shared_data)
    assert len(answer.statements) == 11
    assert answer.statements[0].text.startswith("发挥政策引导保障支撑作用")


def test_a_province_that_is_not_there(real: Assistant) -> None:
    answer = real.ask("2025年海南省地区生产总值增长目标是多少？")
    assert answer.status == "no_report_in_scope"
    assert "广东" in answer.note
