"""An assistant that answers what it was told to, and the report that it was told about."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, AppliedScope, Citation, Label, Statement, Verdict
from assistant.checking.checker import Checker
from assistant.settings import Settings, UiTable
from index.library import Library
from index.report import RankedPassage, Report
from index.scope import Scope
from index.spent import Spent

if TYPE_CHECKING:
    from assistant.ui.libraries import OpenLibraries

REVIEW = "全年地区生产总值达到126.4亿元，增长5.8%。"
TARGET = "地区生产总值增长6%左右，粮食总产量稳定在8.2万吨。"
REPORT_NAME = "2025年松溪县政府工作报告.md"
REPORT = f"""# 2025年松溪县政府工作报告

松溪县人民政府县长

## 一、2024年工作回顾

{REVIEW}社会消费品零售总额增长4.1%。

| 指标 | 2023年 | 2024年 |
|---|---|---|
| 茶园面积（万亩） | 3.2 | 3.5 |
| 游客（万人次） | 180 | 212 |

## 二、2025年工作安排

今年的主要目标是：{TARGET}

### （一）茶产业

新建标准茶园2000亩。
"""


def cite(report: Report, words: str, number: int = 1, **changes: Any) -> Citation:
    """A citation of the first place where `words` stand in the report."""
    start = report.text.index(words)
    values: dict[str, Any] = {
        "n": number,
        "report_id": report.report_id,
        "title": report.metadata.title,
        "source": report.sources[0].name,
        "section": report.headings(start),
        "page": report.page_at(start),
        "start": start,
        "end": start + len(words),
        "quote": words,
        "locator": f"《{report.metadata.title}》第{number}处",
        "text_sha256": report.text_sha256,
        "parser_version": report.parser_version,
    }
    return Citation(**(values | changes))


def near(report: Report, words: str, rank: int = 1) -> RankedPassage:
    """A ranked passage that is exactly `words`."""
    start = report.text.index(words)
    return RankedPassage(
        rank=rank,
        score=1.0 / rank,
        report_id=report.report_id,
        title=report.metadata.title,
        source=report.sources[0].name,
        section=report.headings(start),
        page=None,
        start=start,
        end=start + len(words),
        text=words,
    )


def answered(question: str, citations: Sequence[Citation], **changes: Any) -> Answer:
    """An answer of one statement a citation, each the quote itself."""
    values: dict[str, Any] = {
        "question": question,
        "status": "answered",
        "statements": tuple(Statement(citation.quote, (citation.n,)) for citation in citations),
        "citations": tuple(citations),
        "nearest": (),
        "scope": AppliedScope(Scope(years=(2025,)), 1),
        "elapsed_ms": 120.0,
    }
    return Answer(**(values | changes))


def judged(claim: str, verdict: Label, citations: Sequence[Citation] = (), **changes: Any) -> Verdict:
    """A verdict with these citations, each of which already has its stance."""
    values: dict[str, Any] = {
        "id": "",
        "claim": claim,
        "verdict": verdict,
        "reason": "",
        "mismatches": (),
        "citations": tuple(citations),
        "scope": AppliedScope(Scope(), 1),
    }
    return Verdict(**(values | changes))


class ScriptedJudge:
    """Decides as it was told to; anything else is `not_enough_info`. `gate` holds it back until it is set."""

    def __init__(self) -> None:
        self.script: dict[str, Verdict | Exception] = {}
        self.judged: list[str] = []
        self.scopes: list[Scope | None] = []
        self.gate: threading.Event | None = None

    def judge(self, claim: str, scope: Scope | None, given_texts: Sequence[str] = ()) -> Verdict:
        if self.gate is not None:
            self.gate.wait(30)
        self.judged.append(claim)
        self.scopes.append(scope)
        found = self.script.get(claim, judged(claim, "not_enough_info", reason="报告没有说到。"))
        if isinstance(found, Exception):
            raise found
        return found


class ScriptedAssistant:
    """Answers what it was told to, a statement at a time; anything else is `not_found`. Keeps what it was asked."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.settings = Settings(library=str(library.root), ui=UiTable(port=0))
        self.script: dict[str, Answer | Exception] = {}
        self.asked: list[tuple[str, tuple[str, ...], Scope | None]] = []
        self.judge = ScriptedJudge()
        self.checker = Checker(library, self.judge)
        self.stages = Spent()
        self.gate: threading.Event | None = None  # holds back what follows the first stage of each answer
        self._lock = threading.Lock()

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        with self._lock:
            self.asked.append((question, tuple(history), scope))
        whole = self.stages.on("understand", lambda: self.script.get(question))
        if isinstance(whole, Exception):
            raise whole
        if whole is None:
            whole = answered(question, (), status="not_found", note="这些报告里没有说。")
        for count in range(1, len(whole.statements)):
            yield answered(question, whole.citations[:count], scope=whole.scope)
            if self.gate is not None:
                self.gate.wait(30)
        yield whole

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Answer:
        return list(self.stream(question, history, scope))[-1]


def libraries_of(*assistants: ScriptedAssistant) -> "OpenLibraries":
    """The libraries of a page, without a page."""
    from assistant.ui.libraries import OpenLibraries, names_of, open_library

    names = names_of([each.library.address for each in assistants])
    return OpenLibraries(
        [
            open_library(each.library.address, title, name, lambda each=each: each, Path("uploads"), None)  # type: ignore[misc]
            for each, (title, name) in zip(assistants, names, strict=True)
        ]
    )
