"""What a model's server tells of itself: the models that it has, and how many tokens its window holds.

llama.cpp tells the window in /v1/models (`meta.n_ctx`), vLLM there too (`max_model_len`), Ollama in /api/show and
/api/ps. Ollama's `context_length` of a model is what the model was made for; what it is given is 4,096 tokens unless
`num_ctx` or OLLAMA_CONTEXT_LENGTH says otherwise. Only numbers and names are read, of at most MOST_BYTES.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx2

from assistant.llm.disarming import excerpt
from assistant.llm.providers import NO_KEY, OPENAI_URL, base_url, key_of
from assistant.llm.short_exchanges import capped, over_in
from assistant.settings import LlmTable
from index.patterns import regex

MOST_BYTES = 4 * 2**20
SECONDS = 3.0
WHOLE_SECONDS = 6.0  # for all that is asked of it
OLLAMA_WINDOW = 4_096
NAME_CHARACTERS = 120
_NUM_CTX = regex(r"^\s*num_ctx\s+(\d{3,8})\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Served:
    """The names of a server's models, and the window in tokens of the one that is asked; None where it isn't told."""

    models: tuple[str, ...]
    window: int | None

    def has(self, name: str) -> bool:
        """Whether a model is among them: Ollama's `qwen2.5` is `qwen2.5:latest`."""
        return name in self.models or f"{name}:latest" in self.models


def ask_server(settings: LlmTable) -> Served | None:
    """What an OpenAI-compatible server tells; None where it tells nothing, and for other providers and OpenAI's own."""
    url = base_url(settings).rstrip("/")
    provider, _, name = settings.model.partition(":")
    if provider != "openai" or not url or url == OPENAI_URL:
        return None
    timeout = httpx2.Timeout(SECONDS, connect=min(SECONDS, settings.connect_seconds))
    headers = {"authorization": f"Bearer {key_of(settings) or NO_KEY}", "accept-encoding": "identity"}
    with (
        httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False, headers=headers) as client,
        over_in(WHOLE_SECONDS) as limited,
    ):
        ask = partial(_json, client, limited)
        listed = ask("GET", f"{url}/models")
        models = [one for one in _list(listed.get("data")) if isinstance(one.get("id"), str)]
        if not models:
            return None
        names = tuple(excerpt(str(one["id"]), NAME_CHARACTERS) for one in models)
        # llama.cpp serves one model under any name.
        mine = next((one for one in models if one["id"] in (name, f"{name}:latest")), models[0])
        window = _whole(_table(mine.get("meta")).get("n_ctx")) or _whole(mine.get("max_model_len"))
        if window is None and url.endswith("/v1"):
            window = _of_ollama(ask, url.removesuffix("/v1"), name)
        return Served(names, window)


def _of_ollama(ask: Callable[..., dict[str, Any]], root: str, name: str) -> int | None:
    """The window that Ollama gives a model; None where the server isn't Ollama."""
    shown = ask("POST", f"{root}/api/show", {"model": name})
    longest = next(
        (_whole(value) for key, value in _table(shown.get("model_info")).items() if key.endswith(".context_length")),
        None,
    )
    if longest is None:
        return None
    if set_to := _NUM_CTX.search(str(shown.get("parameters", ""))):
        return min(int(set_to[1]), longest)
    for one in _list(ask("GET", f"{root}/api/ps").get("models")):
        if one.get("name") in (name, f"{name}:latest") and (loaded := _whole(one.get("context_length"))):
            return loaded
    return min(OLLAMA_WINDOW, longest)


def _json(
    client: httpx2.Client, limited: dict[str, Any], method: str, url: str, body: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A document of the server; empty where there is none to be read."""
    try:
        with client.stream(method, url, json=body, extensions=limited) as response:
            if response.status_code != 200:
                return {}
            return _table(json.loads(capped(response.iter_raw(), MOST_BYTES)))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, RecursionError):
        return {}


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**8 else None
