"""A library of the samples, and results that quote them, made by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import AppliedScope, Citation, Mismatch, Stance, Verdict
from assistant.citations import cite
from index.library import Library
from index.scope import Scope

YUNLING = "2025年云岭县政府工作报告.docx"
LANSHI = "澜石光电2024年年度报告.pdf"
GROWTH = "全年地区生产总值211.3亿元，增长6.1%"
REVENUE = "2024年，公司实现营业收入187,236.47万元，同比增长14.24%"

Quoting = Callable[[str, str, int, Stance | None], Citation]


@pytest.fixture(scope="session")
def kept_library(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Library:
    """The samples, as if fetched from an address. Tests that change it copy its folder."""
    library = library_in(tmp_path_factory.mktemp("kept") / "library")
    library.add([samples], url="https://example.org/reports?id=1&lang=zh")
    return library


@pytest.fixture(scope="session")
def quoting(kept_library: Library) -> Quoting:
    def quote(name: str, words: str, n: int, stance: Stance | None) -> Citation:
        report = kept_library.get(kept_library.resolve(name))
        start = report.text.index(words)
        return replace(cite(report, start, start + len(words), n), stance=stance)

    return quote


@pytest.fixture(scope="session")
def verdicts(quoting: Quoting) -> list[Verdict]:
    """A refuted claim, a supported one and one that cannot be checked."""
    scope = AppliedScope(Scope(), 6)
    return [
        Verdict(
            "a",
            "2024年云岭县地区生产总值增长16.8%，不是6.8%。",
            "refuted",
            "报告说增长6.1%，不是6.8%。",
            (Mismatch("value", "6.8%", "6.1%"),),
            (quoting(YUNLING, GROWTH, 1, "refutes"),),
            scope,
            read_as="云岭县2024年地区生产总值增长6.8%。",
            elapsed_ms=7.3,
        ),
        Verdict(
            "b",
            "澜石光电2024年营业收入增长14.24%。",
            "supported",
            "报告这样说。",
            (),
            (quoting(LANSHI, REVENUE, 1, "supports"),),
            scope,
        ),
        Verdict("c", "云岭最美。", "not_checkable", "是看法，不是事实。", (), (), scope),
    ]
