"""Three reports of two provinces with their facts: plans of 2025, what came of one of them, and a neighbour."""

import pytest
from fakes import library_in

from assistant.verification.reported import Reported, reported
from index.library import Library

TEXT = (
    "{year}年{place}政府工作报告\n\n各位代表：\n\n一、{before}年工作回顾\n\n{review}\n\n"
    "二、{year}年工作安排\n\n{plan}\n"
)
REPORTS = (
    (
        2025,
        "浙江省",
        "地区生产总值增长5.5%。粮食产量达到600万吨。",
        "今年主要目标：地区生产总值增长5.5%左右。旅游收入达到45亿元。",
    ),
    (2025, "江苏省", "地区生产总值增长5.8%。粮食产量达到700万吨。", "今年主要目标：地区生产总值增长5%以上。"),
    (
        2026,
        "浙江省",
        "旅游收入41.2亿元。地区生产总值增长5.6%。粮食产量达到612万吨。",
        "今年主要目标：地区生产总值增长5%。",
    ),
)


@pytest.fixture(scope="session")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("provinces")
    for year, place, review, plan in REPORTS:
        text = TEXT.format(year=year, place=place, before=year - 1, review=review, plan=plan)
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.txt")))
    return library


@pytest.fixture(scope="session")
def told(provinces: Library) -> dict[tuple[str, int], Reported]:
    """The reports by region and year."""
    return {
        (str(known.metadata.region), known.metadata.year or 0): reported(provinces.get(known.report_id))
        for known in provinces.reports()
    }
