"""The graph that we write ourselves: what it computes against numpy, and its wire format."""

from math import erf

import numpy as np
import pytest

from index.models.encoder import Blocks, Encoder, Layer, Linear, encoder_graph, loudest, product_graph
from index.models.onnx_graph import Graph
from index.models.session import Session, usual_threads

HIDDEN, WIDE, HEADS, EPSILON = 64, 128, 2, 1e-5
CHANCE = np.random.default_rng(0)


def numbers(*shape: int) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    return CHANCE.normal(size=shape).astype(np.float32)


def linear(out: int, into: int, packed: bool = False) -> Linear:
    if packed:
        nibbles = CHANCE.integers(0, 16, (out, into // 32, 32)).astype(np.uint8)
        return Linear(Blocks(np.abs(numbers(out, into // 32)) * np.float32(0.02), nibbles), numbers(out))
    return Linear(numbers(out, into) * np.float32(0.1), numbers(out))


def layer(packed: bool) -> Layer:
    shapes = [(3 * HIDDEN, HIDDEN), (HIDDEN, HIDDEN), (WIDE, HIDDEN), (HIDDEN, WIDE)]
    norms = [(numbers(HIDDEN), numbers(HIDDEN)) for _ in range(2)]
    attention, attended, widened, narrowed = (linear(*shape, packed) for shape in shapes)
    return Layer(attention, attended, widened, narrowed, *norms)


ENCODER = Encoder([layer(True), layer(False)], (numbers(HIDDEN), numbers(HIDDEN)), HEADS, EPSILON)


def normed(states: np.ndarray, norm: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    mean, variance = states.mean(-1, keepdims=True), states.var(-1, keepdims=True)
    return np.asarray((states - mean) / np.sqrt(variance + EPSILON) * norm[0] + norm[1])


def by_hand(encoder: Encoder, embedded: np.ndarray) -> np.ndarray:
    """One row, shape (tokens, hidden)."""
    gelu = np.vectorize(lambda value: value * (1 + erf(value / 2**0.5)) / 2)
    states = normed(embedded, encoder.norm)
    for one in encoder.layers:
        whole = states @ one.attention.matrix().T + one.attention.bias
        heads = []
        for head in range(HEADS):
            width = HIDDEN // HEADS
            query, key, value = (whole[:, at * HIDDEN + head * width :][:, :width] for at in range(3))
            scores = query @ key.T / width**0.5
            scores = np.exp(scores - scores.max(1, keepdims=True))
            heads.append(scores / scores.sum(1, keepdims=True) @ value)
        attended = np.concatenate(heads, 1) @ one.attended.matrix().T + one.attended.bias
        states = normed(attended + states, one.attention_norm)
        wide = gelu(states @ one.widened.matrix().T + one.widened.bias)
        states = normed(wide @ one.narrowed.matrix().T + one.narrowed.bias + states, one.output_norm)
    return states


def test_states_are_those_worked_out_by_hand() -> None:
    embedded = numbers(1, 7, HIDDEN)
    states = Session(encoder_graph(ENCODER), threads=1).run(embedded=embedded)["states"]
    assert states[0] == pytest.approx(by_hand(ENCODER, embedded[0]), abs=1e-4)


def test_padding_changes_nothing_and_lengths_are_all_the_mask() -> None:
    embedded = numbers(2, 7, HIDDEN)
    session = Session(encoder_graph(ENCODER, masked=True), threads=1)
    states = session.run(embedded=embedded, lengths=np.array([7, 4], np.int32))["states"]
    assert states[0] == pytest.approx(by_hand(ENCODER, embedded[0]), abs=1e-4)
    assert states[1, :4] == pytest.approx(by_hand(ENCODER, embedded[1, :4]), abs=1e-4)


def test_int8_is_near_and_a_loud_neuron_is_kept_beside() -> None:
    first = ENCODER.layers[0]
    bias = first.widened.bias.copy()
    bias[5] = 400  # eight bits over that range leave the others nothing
    loud = Layer(first.attention, first.attended, Linear(first.widened.weights, bias), *_rest(first))
    encoder = Encoder([loud], ENCODER.norm, HEADS, EPSILON)
    embedded = numbers(1, 7, HIDDEN)
    exact = Session(encoder_graph(encoder, told=True), threads=1).run(embedded=embedded)
    neurons = loudest([exact["l0.widened"]])
    assert neurons == {0: 5}
    distances = [
        float(
            np.abs(
                Session(encoder_graph(encoder, "int8", loud=kept), threads=1).run(embedded=embedded)["states"]
                - exact["states"]
            ).max()
        )
        for kept in (None, neurons)
    ]
    assert distances[1] < distances[0] / 3


def _rest(one: Layer) -> tuple[Linear, tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    return one.narrowed, one.attention_norm, one.output_norm


def test_one_product_alone() -> None:
    """In int8 no sum of two products is cut off, on processors without VNNI either."""
    given, one = numbers(1, 3, HIDDEN), linear(WIDE, HIDDEN)
    for computing, near in (("float32", 1e-4), ("int8", 0.05)):
        out = Session(product_graph(one, computing), threads=1).run(given=given)["out"]  # type: ignore[arg-type]
        assert out[0] == pytest.approx(given[0] @ one.matrix().T, abs=near)


def test_a_graphs_fields_are_those_of_the_protocol_buffer() -> None:
    graph = Graph()
    graph.input("x", "float32", ["n"])
    assert graph.inputs == [b"\n\x01x" + b"\x12\x0b\n\x09" + b"\x08\x01" + b"\x12\x05\n\x03\x12\x01n"]
    graph.node("Add", ["x", graph.weight("one", np.ones(300, np.float32))], ["y"])
    graph.output("y", [300])
    assert graph.weight("one", np.zeros(1)) == "one"  # what is there stays
    ran = Session(graph.serialised(), threads=1).run(x=np.arange(300, dtype=np.float32))
    assert ran["y"].tolist() == [number + 1 for number in range(300)]


def test_threads_are_the_cores_allowed_or_as_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert usual_threads() == 3
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert 1 <= usual_threads() <= 8
