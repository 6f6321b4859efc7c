"""A question or claim in, a cited Answer out.

    from assistant import ask, ask_each_report, check, compare, evaluate, facts, figures, open_library

    library = open_library("library")
    answer = ask("2024年的旅游综合收入是多少？", library)
    print(answer.text, answer.citations[0].locator)
    for row in ask_each_report(["旅游综合收入是多少？"], library):
        print(row.report.metadata.title, row.answers[0].text)
    verdict = check("2024年旅游综合收入增长7%。", library)
    print(verdict.verdict, verdict.reason)
    for row in figures("GDP", library, years=[2025], planned=True).rows:
        print(row.whose, row.entry.text, row.locator, row.sentence)
    for change in compare("2023年政府工作报告.docx", "2024年政府工作报告.docx", library).of_kind("new"):
        print(change.after.quote, change.after.locator)
    print(evaluate("questions.jsonl", "out", library).metrics["quote_hit"])

What the functions give are the values of `assistant.answer` and `assistant.ledger`, whose `to_json()` is what the
commands print. Importing this package loads no model.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.answer import Answer, Verdict
    from assistant.compared.comparing import ReportComparison
    from assistant.each_report.asking import AskedReport
    from assistant.evaluation.running import Evaluation
    from assistant.ledger.figures import Facts, Figures
    from index.library import Library
    from index.models.embedding import Embedder
    from index.scope import Scope

__all__ = ["ask", "ask_each_report", "check", "compare", "evaluate", "facts", "figures", "open_library"]


def open_library(folder: str | Path | None = None, embedder: "Embedder | None" = None) -> "Library":
    """The library in `folder`, else the one that the settings name. It is made when the first report is added.

    `embedder` takes the place of the embedding model that the settings name.
    """
    from assistant.build import build_library
    from assistant.settings import load_settings

    return build_library(load_settings(library=folder), embedder)


def ask(question: str, library: "Library", history: Sequence[str] = (), scope: "Scope | None" = None) -> "Answer":
    """Answers a question from a library. `scope` limits it to reports; `history` holds the earlier questions.

    Raises AssistantError and ReportIndexError.
    """
    from assistant.build import assistant_for

    return assistant_for(library).ask(question, history, scope)


def ask_each_report(
    questions: Sequence[str], library: "Library", scope: "Scope | None" = None
) -> "Iterator[AskedReport]":
    """Asks every report on its own each of the questions, one report after another; `scope` limits which.

    Raises AssistantError and ReportIndexError.
    """
    from assistant.build import assistant_for
    from assistant.each_report.asking import ask_reports

    return ask_reports(assistant_for(library), questions, scope)


def check(claim: str, library: "Library", scope: "Scope | None" = None) -> "Verdict":
    """Checks a claim against a library: the verdict, what differs, the quotes that decide it.

    `scope` limits it to reports. Raises AssistantError and ReportIndexError.
    """
    from assistant.build import assistant_for

    return assistant_for(library).check(claim, scope)


def compare(before: str, after: str, library: "Library") -> "ReportComparison":
    """What is new, dropped, reworded and moved from one report to another, and targets raised and lowered.

    Both are named by id or file name. Raises AssistantError and ReportIndexError.
    """
    from assistant.compared.comparing import compare_reports

    return compare_reports(library, library.resolve(before), library.resolve(after))


def facts(report: str, library: "Library", section: int | None = None) -> "Facts":
    """Every figure that a report tells, with its parts and its quote; `report` is its id or file name.

    Raises AssistantError and ReportIndexError.
    """
    from assistant.ledger.figures import facts as facts_of

    return facts_of(library, library.resolve(report), section)


def figures(
    measure: str,
    library: "Library",
    scope: "Scope | None" = None,
    *,
    years: Sequence[int] = (),
    kinds: Sequence[str] = (),
    units: Sequence[str] = (),
    planned: bool | None = None,
) -> "Figures":
    """A measure over all reports, each figure with its quote, and which reports give none.

    `years` are those that a figure is about; `units` base units, such as 元; `planned` True for aims alone, False for
    what has come about. Raises AssistantError and ReportIndexError.
    """
    from assistant.ledger.figures import figures as figures_of

    return figures_of(library, measure, scope=scope, years=years, kinds=kinds, units=units, planned=planned)


def evaluate(
    file: str | Path,
    out: str | Path,
    library: "Library | None" = None,
    *,
    retrieval_only: bool = False,
    half: Literal["first", "second", "both"] = "both",
    limit: int | None = None,
    seed: int = 0,
    baseline: str | Path | None = None,
    trec: bool = False,
) -> "Evaluation":
    """Asks every question of a file and writes results.jsonl, summary.json and report.html to the folder `out`.

    A run that was stopped goes on. Without a `library` the reports beside the file are made one, in `out`; without
    those it is the library that the settings name. Raises AssistantError and ReportIndexError.
    """
    from assistant.evaluation.starting import start
    from assistant.settings import load_settings

    return start(
        Path(file),
        Path(out),
        load_settings(),
        library=library,
        retrieval_only=retrieval_only,
        half=half,
        limit=limit,
        seed=seed,
        baseline=None if baseline is None else Path(baseline),
        trec=trec,
    )
