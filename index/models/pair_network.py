"""The network of `pair_encoder` in torch: what is trained (training/), and the reference that the engine is held to."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbeddingError
from index.models import e5
from index.models.engine import weights
from index.models.pair_encoder import LAYERS, EncodedPair, trained_tensors
from index.models.small_weights import encoder_matrix, in_bits


def padded(rows: Sequence[EncodedPair], torch: Any) -> tuple[Any, Any]:
    """Ids and mask as tensors, shape (rows, longest)."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.ones((len(rows), longest), dtype=torch.long)  # 1 is <pad>
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    return ids, mask


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


def save(network: Any, frozen: int, stated: Mapping[str, Any], path: Path, bits: int | None = None) -> None:
    """The trained layers and heads, matrices in eight bits with a scale a row; the lowest `frozen` layers are left out.

    With `bits` a matrix of a layer is kept as its change from the encoder's own, in so many bits. `stated` is what
    `stated_in` gives: temperature, licences.
    """
    from safetensors.numpy import save_file

    tensors: dict[str, np.ndarray] = {}
    for name, tensor in network.state_dict().items():
        if name.startswith("embeddings.") or (name.startswith("layers.") and int(name.split(".")[1]) < frozen):
            continue
        values = tensor.detach().float().numpy()
        own = None if bits is None else encoder_matrix(weights.get().packed, name)
        if bits is not None and own is not None:
            tensors[f"{name}.scale"], tensors[f"{name}.change{bits}"] = in_bits(values - own, bits)
        elif values.ndim == 2 and values.size > 10_000:
            scale = np.abs(values).max(axis=1, keepdims=True) / 127
            tensors[f"{name}.scale"] = scale.astype(np.float32)
            tensors[f"{name}.eighths"] = np.round(values / scale).astype(np.int8)
        else:
            tensors[name] = values
    whole = {"frozen": frozen, "layers": len(network.layers), **stated}
    save_file(tensors, path, metadata={"stated": json.dumps(whole, ensure_ascii=False)})


def load_weights(network: Any, path: Path, layers_alone: bool = False) -> None:
    """Puts the trained weights into an untrained network; with `layers_alone` none of the heads'.

    Raises EmbeddingError for damaged ones.
    """
    import torch

    state = {
        name: torch.from_numpy(values)
        for name, values in trained_tensors(path).items()
        if name.startswith("layers.") or not layers_alone
    }
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
    config._attn_implementation = "sdpa"
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    lacking = model.load_state_dict(load_file(folder / "model.safetensors"), strict=False, assign=True).missing_keys
    if lacking:
        raise EmbeddingError(f"the unpacked embedding model in {folder} lacks {lacking[0]}; remove that folder")
    positions = torch.arange(config.max_position_embeddings).expand(1, -1)
    model.embeddings.register_buffer("position_ids", positions, persistent=False)
    model.embeddings.register_buffer("token_type_ids", torch.zeros_like(positions), persistent=False)
    return model.requires_grad_(False)
