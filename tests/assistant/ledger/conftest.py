"""Two reports of one county and one of another, with plans, results, a span of years and a city's figure."""

from pathlib import Path

import pytest
from fakes import library_in

from index.library import Library

QINGHE = """{year}年青禾县政府工作报告

各位代表：

一、{before}年工作回顾

{review}

二、{year}年工作安排

今年的主要预期目标是：{plan}
"""
REPORTS = {
    "qinghe-2024.txt": QINGHE.format(
        year=2024,
        before=2023,
        review="地区生产总值200亿元，增长6.2%。过去五年，地区生产总值年均增长5.8%。",
        plan="地区生产总值增长6%左右。",
    ),
    "qinghe-2025.txt": QINGHE.format(
        year=2025,
        before=2024,
        review="地区生产总值突破210亿元、达到212.5亿元，增长5.9%。一般公共预算收入9800万元。",
        plan="地区生产总值增长5.5%以上。",
    ),
    "baishi-2025.txt": QINGHE.format(
        year=2025, before=2024, review="粮食产量达到12.6万吨。", plan="粮食产量稳定在12万吨以上。"
    ).replace("青禾", "白石"),
}


@pytest.fixture(scope="session")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("counties")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / name for name in REPORTS])
    return library
