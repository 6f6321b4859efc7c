"""A question or claim in, a cited Answer out.

    from assistant import ask, check, evaluate, open_library

    library = open_library("library")
    answer = ask("2024年的旅游综合收入是多少？", library)
    print(answer.text, answer.citations[0].locator)
    verdict = check("2024年旅游综合收入增长7%。", library)
    print(verdict.verdict, verdict.reason)
    print(evaluate("questions.jsonl", "out", library).metrics["quote_hit"])

What the functions give are the values of `assistant.answer`, whose `to_json()` is what the commands print. Importing
this package loads no model.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.answer import Answer, Verdict
    from assistant.evaluation.running import Evaluation
    from index.library import Library
    from index.models.embedding import Embedder
    from index.scope import Scope

__all__ = ["ask", "check", "evaluate", "open_library"]


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


def check(claim: str, library: "Library", scope: "Scope | None" = None) -> "Verdict":
    """Checks a claim against a library: the verdict, what differs, the quotes that decide it.

    `scope` limits it to reports. Raises AssistantError and ReportIndexError.
    """
    from assistant.build import assistant_for

    return assistant_for(library).check(claim, scope)


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
