"""Reports of two counties and three years, and what the Compare tab is tried on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import library_in
from scripted import ScriptedAssistant

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


@pytest.fixture
def counties(tmp_path: Path) -> ScriptedAssistant:
    """Three work reports whose ledgers are read."""
    folder = tmp_path / "counties"
    folder.mkdir()
    for name, parts in REPORTS.items():
        (folder / name).write_text(WORK_REPORT.format(before=int(str(parts["year"])) - 1, **parts), "utf-8")
    library = library_in(tmp_path / "library")
    library.add([folder])
    return ScriptedAssistant(library)


@pytest.fixture
def url(served: Callable[[Any], str], counties: ScriptedAssistant) -> str:
    return served(counties)


@pytest.fixture
def report_ids(counties: ScriptedAssistant) -> dict[str, str]:
    """Each report's id by the first letters of its file's name."""
    return {each.sources[0].name[:8]: each.report_id for each in counties.library.reports()}
