"""A library of the samples, and results that quote them, made by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import Answer, AppliedScope, Citation, Mismatch, Stance, Statement, Verdict
from assistant.bundle.items import Item, Overrule, Reviewed
from assistant.bundle.making import make_bundle
from assistant.bundle.schema import Bundle, KeptClaim
from assistant.citations import cite
from assistant.settings import Settings
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


MADE = "2026-11-26T17:00:00Z"


@pytest.fixture(scope="session")
def bundle(verdicts: list[Verdict], kept_library: Library) -> Bundle:
    """The three verdicts, the first overruled by a person and with a column of its row."""
    person = Overrule("partly_supported", "尾数之差", "李记者", "2026-11-25T23:00:00Z")
    items: list[Item] = [Reviewed(verdicts[0], person, (("版面", "A3"),)), *verdicts[1:]]
    return make_bundle(items, kept_library, Settings(), MADE)


@pytest.fixture(scope="session")
def answered(kept_library: Library) -> Bundle:
    """An English answer that a language model wrote."""
    report = kept_library.get(kept_library.resolve("harrow-finch-sustainability-2024.html"))
    start = report.text.index("In 2024")
    citation = cite(report, start, report.text.index(".", start) + 1, 1)
    said = (Statement(citation.quote, (1,)),)
    scope = AppliedScope(Scope(), 6)
    answer = Answer("What happened in 2024?", "answered", said, (citation,), (), scope, mode="openai:small")
    return make_bundle([answer], kept_library, Settings(), MADE)


@pytest.fixture(scope="session")
def unread(bundle: Bundle) -> Bundle:
    """The bundle with its first claim a row that gives none."""
    first = KeptClaim(id="row 2", error="line 2: no claim in this row")
    return bundle.model_copy(update={"claims": (first, *bundle.claims[1:])})
