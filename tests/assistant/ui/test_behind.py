"""What the page does behind: begun by who looks, told how far it is, and never in the way."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, HashingEmbedder, library_in

from assistant.ui.behind import Behind
from index.errors import EmbeddingError
from index.library import Library


@pytest.fixture
def waiting(tmp_path: Path) -> Library:
    """A library of a report that has its words alone."""
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "one.txt"], wait=False)
    return library


def test_who_looks_begins_it_and_it_ends(waiting: Library) -> None:
    behind = Behind(waiting)
    assert "><span>可以提问了；还有 2 段没有向量化</span><" in behind.html("zh")
    assert behind.is_left()
    behind.wait(60)
    assert (behind.is_left(), behind.html("zh"), waiting.pending().passages) == (False, "", 0)


def test_how_far_it_is(waiting: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    behind = Behind(waiting)
    embed = HashingEmbedder.embed_passages

    def embedding(self: HashingEmbedder, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Any:
        said.append(behind.html("en"))
        return embed(self, texts, progress)

    monkeypatch.setattr(HashingEmbedder, "embed_passages", embedding)
    behind.start()
    behind.wait(60)
    assert len(said) == 1 and "><span>Ready to be asked; embedding 0 of 2 passages</span><" in said[0]


def test_what_fails_is_said_and_tried_again(waiting: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> Any:
        raise EmbeddingError("the embedding model <b> is not on this machine")

    behind = Behind(waiting)
    with monkeypatch.context() as patch:
        patch.setattr(HashingEmbedder, "embed_passages", failing)
        behind.start()
        behind.wait(60)
        assert "the embedding model &lt;b&gt; is not on this machine" in behind.html("en")
    assert behind.is_left()
    behind.wait(60)
    assert behind.html("en") == ""


def test_without_a_library_nothing_is_left(tmp_path: Path) -> None:
    behind = Behind(library_in(tmp_path / "none"))
    assert (behind.is_left(), behind.html("zh")) == (False, "")
