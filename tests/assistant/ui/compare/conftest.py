"""Reports of two counties and three years, and what the Compare tab is tried on."""

import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from scripted import ScriptedAssistant, answered, cite

from assistant.answer import Answer
from assistant.errors import AssistantError
from index.library import Library
from index.scope import Scope

WORK_REPORT = """{year}年{county}政府工作报告

各位代表：

一、{before}年工作回顾

{review}坚持稳中求进工作总基调，各项工作有序推进，民生持续改善，社会大局保持稳定。

二、{year}年工作安排

今年的主要预期目标是：{plan}

{theme}
"""
REPORTS = {
    "2024年青禾县政府工作报告.txt": {
        "county": "青禾县",
        "year": 2024,
        "review": "地区生产总值200亿元，增长6.2%。粮食产量11.9万吨。",
        "plan": "地区生产总值增长6%左右，粮食产量12万吨以上。",
        "theme": "加快建设城东水厂，改造老旧小区十二个，新增学位八百个，推进县医院迁建工程。",
    },
    "2025年青禾县政府工作报告.txt": {
        "county": "青禾县",
        "year": 2025,
        "review": "地区生产总值达到212.5亿元，增长5.9%。粮食产量12.1万吨。",
        "plan": "地区生产总值增长5.5%以上，粮食产量13万吨以上。",
        "theme": "加快建设城东水厂，改造老旧小区二十个，新增学位八百个，推进县医院迁建工程。深化林业碳票改革试点。",
    },
    "2025年白石县政府工作报告.txt": {
        "county": "白石县",
        "year": 2025,
        "review": "地区生产总值增长4.8%。",
        "plan": "地区生产总值增长5%左右。",
        "theme": "支持民营企业发展，清理拖欠企业账款，提升政务服务水平，办好十件民生实事。",
    },
}


AIM = "地区生产总值目标是多少？"
GRAIN = "2025年粮食产量目标是多少？"


class OneByOne(ScriptedAssistant):
    """Answers each report from its own text. `held` holds back every answer to a single report until it is set."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.held = threading.Event()
        self.held.set()
        self.fails: set[str] = set()

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Answer:
        """The clause of the report's plan that the question is about."""
        self.held.wait(30)
        assert scope is not None
        (report_id,) = scope.reports
        report = self.library.get(report_id)
        if question in self.fails:
            raise AssistantError("the reader is not there")
        found = re.search(
            {AIM: "地区生产总值增长[^，。]*(?:左右|以上)", GRAIN: "粮食产量1[23]万吨以上"}[question], report.text
        )
        if found is None:
            return answered(question, (), status="not_found", note="这份报告里没有找到能确切回答的原句。")
        return answered(question, [cite(report, found[0])])


@pytest.fixture
def counties(tmp_path: Path) -> OneByOne:
    """Three work reports whose ledgers are read."""
    folder = tmp_path / "counties"
    folder.mkdir()
    for name, parts in REPORTS.items():
        (folder / name).write_text(WORK_REPORT.format(before=int(str(parts["year"])) - 1, **parts), "utf-8")
    library = library_in(tmp_path / "library")
    library.add([folder])
    return OneByOne(library)


@pytest.fixture
def url(served: Callable[[Any], str], counties: OneByOne) -> str:
    return served(counties)


@pytest.fixture
def report_ids(counties: OneByOne) -> dict[str, str]:
    """Each report's id by the first letters of its file's name."""
    return {each.sources[0].name[:8]: each.report_id for each in counties.library.reports()}
