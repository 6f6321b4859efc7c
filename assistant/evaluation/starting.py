"""From a file and settings to a run: which library it is held against, and making that where it must be made."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.build import build_assistant, build_library
from assistant.errors import AssistantError, WrongUsage
from assistant.evaluation.claims.runs import ClaimOptions, evaluate_claims
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.facts.runs import evaluate_facts
from assistant.evaluation.facts.sets import read_fact_set
from assistant.evaluation.questions.runs import QuestionOptions, evaluate_questions
from assistant.evaluation.questions.sets import Dataset, read_dataset, reports_beside
from assistant.evaluation.running import Evaluation, RunOptions
from assistant.records import Progress
from assistant.settings import Settings
from index.library import Library

Say = Callable[[str], None]


def start(
    file: Path,
    out: Path,
    settings: Settings,
    library: Library | None = None,
    own_library: bool | None = None,
    progress: Progress | None = None,
    adding: Any = None,
    say: Say | None = None,
    **options: Any,
) -> Evaluation:
    """Runs a question file. Without a `library` it makes one of the file's own reports, else opens the settings' one.

    `own_library` False keeps to the settings' one. `progress` is called after each question, `adding` as reports are
    added, `say` with each line that the user should know. Raises WrongUsage, AssistantError, ReportIndexError.
    """
    _require_folder(out)
    dataset = read_dataset(file)
    refused = 0
    if library is None:
        reports = None if own_library is False else _own_reports(file, dataset, out)
        settings, library, refused = _opened(settings, reports, out, say or _silent, adding)
    assistant = build_assistant(settings, library)
    return evaluate_questions(file, dataset, assistant, out, QuestionOptions(**options), progress, refused)


def start_claims(
    file: Path,
    out: Path,
    settings: Settings,
    library: Library | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Evaluation:
    """Runs a file of claims against a `library`, else the settings' one; with `given` against their own evidence.

    `progress` is called after each claim. Raises WrongUsage, AssistantError, ReportIndexError.
    """
    _require_folder(out)
    claim_set = read_claim_set(file)
    assistant = build_assistant(settings, library or build_library(settings))
    return evaluate_claims(file, claim_set, assistant, out, ClaimOptions(**options), progress)


def start_facts(
    file: Path,
    out: Path,
    settings: Settings,
    library: Library | None = None,
    own_library: bool | None = None,
    progress: Progress | None = None,
    adding: Any = None,
    say: Say | None = None,
    **options: Any,
) -> Evaluation:
    """Holds the ledgers of a library against a file of labelled passages; which library is as for `start`.

    Raises WrongUsage, AssistantError, ReportIndexError.
    """
    _require_folder(out)
    fact_set = read_fact_set(file)
    refused = 0
    if library is None:
        reports = None if own_library is False else reports_beside(file)
        settings, library, refused = _opened(settings, reports, out, say or _silent, adding)
    return evaluate_facts(file, fact_set, library, settings, out, RunOptions(**options), progress, refused)


def _require_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise WrongUsage(f"--out {out} is a file; name a folder")


def _own_reports(file: Path, dataset: Dataset, out: Path) -> Path | None:
    """The folder of the file's own reports; contexts that came inside the file are written out first."""
    if not dataset.contexts:
        return reports_beside(file)
    folder = out / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in dataset.contexts:
        path = folder / name
        content = text.encode("utf-8", "replace")
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    return folder


def _opened(
    settings: Settings, reports: Path | None, out: Path, say: Say, adding: Any
) -> tuple[Settings, Library, int]:
    """The settings' library, or one that is made of `reports` in the run's folder; and how many were refused."""
    if reports is None:
        return settings, build_library(settings), 0
    settings = settings.model_copy(update={"library": str(out / "library")})
    library = build_library(settings)
    return settings, library, _made(library, reports, say, adding)


def _made(library: Library, reports: Path, say: Say, adding: Any) -> int:
    """Adds the reports that the library lacks, and says which were refused; returns how many those are."""
    say(f"the library is made of {reports}, in {library.root}")
    outcomes = library.add([reports], progress=adding)
    refused = [outcome for outcome in outcomes if outcome.status == "refused"]
    for outcome in refused:
        say(f"refused {outcome.path}: {outcome.reason}")
    if not outcomes or len(refused) == len(outcomes):
        raise AssistantError(f"no report in {reports} could be added; name a library with --library")
    return len(refused)


def _silent(line: str) -> None:  # noqa: ARG001 a program that calls this may not want to be told
    return
