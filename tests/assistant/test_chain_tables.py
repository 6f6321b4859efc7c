"""A year of which there is no report is answered from a table that has a column of it, and from nothing else."""

from pathlib import Path

from fakes import library_in

from assistant.chain import AnswerChain
from assistant.settings import AnswersTable

REPORT = """# 2025年柏川市政府工作报告

## 一、2024年工作回顾

2022年粮食产量曾达60万吨。全市地区生产总值1320亿元。

## 附表

| 指标 | 2023年 | 2024年 |
|---|---|---|
| 粮食产量（万吨） | 61.5 | 63.2 |
"""


def test_only_a_cell_of_that_year_answers(tmp_path: Path) -> None:
    (tmp_path / "2025年柏川市政府工作报告.md").write_text(REPORT, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "2025年柏川市政府工作报告.md"])
    chain = AnswerChain(library, AnswersTable(threshold=0))
    told = chain.answer("柏川市2023年粮食产量是多少？")
    assert (told.status, [statement.text for statement in told.statements]) == (
        "answered",
        ["61.5万吨（柏川市2023年粮食产量）"],
    )
    untold = chain.answer("柏川市2022年粮食产量是多少？")
    assert (untold.status, untold.scope.report_count) == ("no_report_in_scope", 0)
    assert "2022" in untold.note
