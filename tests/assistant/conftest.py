"""The samples in a library, by the real default model: made once, so that answers can be read as a user reads them.

The model is loaded once too, for the samples and for every command that tests run: a load takes 2 s of processor time.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from checking_fakes import KnownFacts
from fakes import FIRST, SECOND

import assistant.build
from assistant.build import Assistant, build_assistant
from assistant.checking.checker import Checker
from assistant.settings import load_settings
from index.library import Library
from index.models.embedding import EmbeddingSettings, Vectors
from index.models.engine import E5Embedder


class Remembering(E5Embedder):
    """Embeds a text once, however many tests ask for it."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        super().__init__(settings)
        self._rows: dict[str, Vectors] = {}
        self.embed_query = cache(super().embed_query)  # type: ignore[method-assign]

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        new = list(dict.fromkeys(text for text in texts if text not in self._rows))
        self._rows.update(zip(new, super().embed_passages(new, progress), strict=True))
        if progress is not None:
            progress(len(texts) - len(new))
        return np.stack([self._rows[text] for text in texts]) if texts else np.empty((0, self.dimension), np.float32)


@pytest.fixture(scope="session", autouse=True)
def one_embedder_a_session() -> Iterator[None]:
    """Whatever is built of settings embeds by the same loaded model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assistant.build, "embedder_of", cache(Remembering))
        yield


@pytest.fixture(scope="session")
def sample_library_folder(
    tmp_path_factory: pytest.TempPathFactory, samples: Path, one_embedder_a_session: None
) -> Path:
    """A library of the sample reports."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    build_assistant(load_settings(_environment(), library=folder)).library.add([samples])
    return folder


@pytest.fixture(scope="session")
def sample_assistant(sample_library_folder: Path) -> Assistant:
    """An assistant over the sample reports."""
    return build_assistant(load_settings(_environment(), library=sample_library_folder))


GDP = "青禾县地区生产总值增长6.2%"
ROADS = "青禾县新建公路126公里"
MORE_ROADS = "青禾县新建公路162公里"


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Two county reports."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "qinghe.txt").write_text(FIRST, "utf-8")
    (reports / "baishi.txt").write_text(SECOND, "utf-8")
    library.add([reports])
    return library


@pytest.fixture
def judge(filled: Library) -> KnownFacts:
    return KnownFacts(
        filled,
        {
            GDP: ("supported", "地区生产总值增长6.2%。"),
            ROADS: ("supported", "新建公路126公里。"),
            MORE_ROADS: ("refuted", "新建公路126公里。"),
        },
    )


@pytest.fixture
def checker(filled: Library, judge: KnownFacts) -> Checker:
    return Checker(filled, judge)


def _environment() -> dict[str, str]:
    """Only where the unpacked model lies; no other setting of whoever runs the tests."""
    return {name: os.environ[name] for name in ("WENJU_CACHE",) if name in os.environ}
