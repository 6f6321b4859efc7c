"""The only place that puts the parts together: settings in, an Assistant out. Loads no model until it is needed.

What a question needs is imported here; the checker and the language model with LangChain's clients where one is used.

The command line, the page, evaluation, `assistant.ask` and tests all build here. An embedder can be handed in; without
one, it is the model that the settings name.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Verdict
from assistant.answering.ledgers import Ledgers
from assistant.chain import AnswerChain
from assistant.checking.claims import Claim
from assistant.settings import Settings, load_settings
from assistant.verification.reported import FactLibrary
from index.library import Library
from index.models.embedding import Embedder, EmbeddingSettings
from index.models.engine import embedder_of
from index.models.loading import AtFirstUse
from index.models.passage_reader import PassageReader
from index.models.reranking import reranker_of
from index.models.sentence_reader import SentenceReader
from index.parsing import Limits
from index.scope import Scope
from index.spent import Spent
from index.store.opening import opened

if TYPE_CHECKING:
    from assistant.checking.checker import Checker
    from assistant.generation.drafting import Drafter
    from assistant.llm.model import LanguageModel
    from assistant.verification.in_other_words import InOtherWords
    from index.ingestion.spread.on_ray import RayWorkers

# Libraries whose assistants `assistant.ask` and `assistant.check` keep, so that nothing is built per call.
KEPT = 8


@dataclass(frozen=True, slots=True)
class Assistant:
    """A library, the chain that answers from it and the checker that holds claims against it."""

    settings: Settings
    library: Library
    chain: AnswerChain
    checking: "AtFirstUse[Checker]"

    @property
    def checker(self) -> "Checker":
        """What holds claims against the library; built when it is first asked for."""
        return self.checking.get()

    @property
    def stages(self) -> Spent:
        """How often the stages of answering were gone through, and their seconds."""
        return self.chain.spent

    def warm_up(self) -> None:
        """Loads the models and the library's current generation, so that the first question need not wait."""
        if self.library.exists:
            self.library.search("预热", 1)
            self.chain.warm_up()

    def ask(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Answer:
        """Answers one question. `history` holds the earlier questions, oldest first; `scope` the user's own limits."""
        return self.chain.answer(question, history, scope)

    def stream(self, question: str, history: Sequence[str] = (), scope: Scope | None = None) -> Iterator[Answer]:
        """The answer as it grows, a statement at a time; each is a valid Answer and the last is whole."""
        yield from self.chain.stream(question, history, scope)

    def check(self, claim: Claim | str, scope: Scope | None = None) -> Verdict:
        """The verdict on one claim, with the quotes that decide it. `scope` holds the user's own limits."""
        return self.checker.check(Claim("1", claim) if isinstance(claim, str) else claim, scope)


def build_embedder(settings: Settings) -> Embedder:
    """The embedding model that the settings name; it loads at first use."""
    return embedder_of(_embedding_settings(settings))


def _embedding_settings(settings: Settings) -> EmbeddingSettings:
    return EmbeddingSettings(
        model=settings.embedding.model,
        precision=settings.embedding.precision,
        cache=Path(settings.cache),
        allow_download=settings.embedding.allow_download,
    )


@contextmanager
def workers_of(settings: Settings, address: str | None) -> "Iterator[RayWorkers | None]":
    """Workers on the Ray cluster at an address, or on one of this machine's own where that is `local`.

    None where no address is given. Raises ClusterExtraMissing, WorkersUnreachable, LibraryMismatch.
    """
    if address is None:
        yield None
        return
    from index.ingestion.spread.on_ray import RayWorkers
    from index.ingestion.spread.work import EmbedderOf, Job

    with RayWorkers(address, Job(EmbedderOf(_embedding_settings(settings)), limits_of(settings))) as workers:
        yield workers


def build_library(settings: Settings, embedder: Embedder | None = None) -> Library:
    """The library that the settings name, with its embedding model, or with `embedder` in its place."""
    reranker = reranker_of(settings.retrieval.reranker, settings.embedding.allow_download)
    store = opened(settings.library)
    return Library(store, embedder or build_embedder(settings), limits_of(settings), reranker)


def build_assistant(
    settings: Settings, library: Library | None = None, *, embedder: Embedder | None = None
) -> Assistant:
    """Everything needed to answer questions and check claims: from `library`, else from the one the settings name."""
    library = library or build_library(settings, embedder)
    model = _language_model(settings)
    facts, ledgers = FactLibrary(library), Ledgers(library)  # one report is read once for both
    words = AtFirstUse(lambda: _in_other_words(settings))
    drafter = None if model is None else _drafter(library, model, facts, words.get(), ledgers)
    reader = SentenceReader() if settings.reading.model == "trained" else None
    passages = _passage_reader(settings.reading.passages)
    chain = AnswerChain(library, settings.answers, drafter, reader, passages, words, ledgers)
    checker = AtFirstUse(lambda: _checker(library, model, settings, facts, words.get(), ledgers))
    return Assistant(settings, library, chain, checker)


def _passage_reader(named: str) -> PassageReader | None:
    """By `reading.passages`: the one that ships, none, or that of a file."""
    if named in ("", "none"):
        return None
    return PassageReader() if named == "trained" else PassageReader(Path(named))


def _language_model(settings: Settings) -> "LanguageModel | None":
    if not settings.llm.model:
        return None
    from assistant.llm.model import build_model

    return build_model(settings.llm)


def _drafter(
    library: Library, model: "LanguageModel", facts: FactLibrary, words: "InOtherWords | None", ledgers: Ledgers
) -> "Drafter":
    from assistant.checking.rows_told import rows_telling
    from assistant.generation.drafting import Drafter

    return Drafter(library, model, facts, words, ledgers, rows_telling(ledgers))


def _in_other_words(settings: Settings) -> "InOtherWords | None":
    """The trained judge of words, by `checking.wording`; it loads its weights when it is first asked."""
    from assistant.verification.in_other_words import InOtherWords
    from index.models.sentence_judge import SentenceJudge

    return InOtherWords(SentenceJudge()) if settings.checking.wording == "trained" else None


def _checker(
    library: Library,
    model: "LanguageModel | None",
    settings: Settings,
    facts: FactLibrary,
    words: "InOtherWords | None",
    ledgers: Ledgers,
) -> "Checker":
    from assistant.checking.checker import Checker
    from assistant.checking.judging import Judge
    from assistant.checking.model_opinion import decider_of
    from assistant.checking.second_opinion import second_opinion_of

    decider, second = decider_of(settings, model), second_opinion_of(settings)
    return Checker(library, Judge(library, settings, decider, facts, words, second, ledgers))


@lru_cache(maxsize=KEPT)
def assistant_for(library: Library) -> Assistant:
    """The assistant over an open library by the settings in force when it is first asked: built once a library.

    One client and one circuit breaker serve all its questions, so that a language model that is down is left alone.
    """
    return build_assistant(load_settings(library=library.address), library)


def limits_of(settings: Settings) -> Limits:
    """What a file may cost to read."""
    table = settings.limits
    return Limits(
        source_bytes=table.source_megabytes * 1_000_000,
        characters=table.characters,
        passages=table.passages,
        memory=table.memory_megabytes * 2**20,
        cpu_seconds=table.cpu_seconds,
        cpu_seconds_a_page=table.cpu_seconds_a_page,
        idle_seconds=table.idle_seconds,
        ocr_memory=table.ocr_megabytes * 2**20,
        ocr_seconds_a_page=table.ocr_seconds_a_page,
    )
