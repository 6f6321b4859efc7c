"""A question or claim in, a cited Answer out.

    from assistant import ask, open_library

    library = open_library("library")
    answer = ask("2024年的旅游综合收入是多少？", library)
    print(answer.text, answer.citations[0].locator)

What the functions give are the values of `assistant.answer`, whose `to_json()` is what the commands print. Importing
this package loads no model.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.library import Library
    from index.scope import Scope

    from .answer import Answer

__all__ = ["ask", "open_library"]


def open_library(folder: str | Path | None = None) -> "Library":
    """The library in `folder`, else the one that the settings name. It is made when the first report is added."""
    from .build import build_library
    from .settings import load_settings

    return build_library(load_settings(library=folder))


def ask(question: str, library: "Library", history: Sequence[str] = (), scope: "Scope | None" = None) -> "Answer":
    """Answers a question from a library. `scope` limits it to reports; `history` holds the earlier questions.

    Raises AssistantError and ReportIndexError.
    """
    from .chain import AnswerChain
    from .settings import load_settings

    return AnswerChain(library, load_settings().answers).answer(question, history, scope)
