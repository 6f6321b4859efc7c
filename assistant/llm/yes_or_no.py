"""One word of a model that answers yes or no, and how sure it is of it, where its server tells.

Asked without a stream, so that the probabilities of the first token come with it; read no further than a short reply
can be, and by one deadline. What goes wrong is no answer: whoever asks goes on without one.
"""

import json
import math
from typing import Any

import httpx2

from assistant.llm.providers import NO_KEY, base_url, key_of
from assistant.llm.short_exchanges import capped, over_in
from assistant.settings import LlmTable

MOST_BYTES = 256 * 2**10
ALTERNATIVES = 8  # of the first token, each with its probability
_YES, _NO = ("yes", "是", "supported"), ("no", "否", "unsupported")


def probability_of_yes(settings: LlmTable, name: str, prompt: str) -> float | None:
    """How sure the model NAME at llm.base_url is that the answer is yes, in [0, 1]; 1 or 0 where it only says so.

    None for any other reply, and where the server gives none in time.
    """
    timeout = httpx2.Timeout(settings.first_token_seconds, connect=settings.connect_seconds)
    headers = {"authorization": f"Bearer {key_of(settings) or NO_KEY}", "accept-encoding": "identity"}
    body = {
        "model": name,
        "messages": [{"role": "user", "content": prompt}],
        "temperature": 0,
        "max_tokens": 4,
        "stream": False,
        "logprobs": True,
        "top_logprobs": ALTERNATIVES,
    }
    try:
        with (
            httpx2.Client(timeout=timeout, follow_redirects=False, trust_env=False, headers=headers) as client,
            over_in(settings.total_seconds) as limited,
        ):
            address = f"{base_url(settings).rstrip('/')}/chat/completions"
            with client.stream("POST", address, json=body, extensions=limited) as response:
                if response.status_code != 200:
                    return None
                return _read(json.loads(capped(response.iter_raw(), MOST_BYTES)))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, RecursionError, LookupError, TypeError):
        return None


def _read(document: Any) -> float | None:
    choice = document["choices"][0]
    said = _word(choice["message"]["content"])
    if said is None:
        return None
    first = ((choice.get("logprobs") or {}).get("content") or [{}])[0].get("top_logprobs") or ()
    yes = no = 0.0
    for one in first:
        word = _word(one.get("token", ""))
        if word is not None:
            share = math.exp(min(0.0, float(one["logprob"])))
            yes, no = (yes + share, no) if word else (yes, no + share)
    return yes / (yes + no) if yes + no > 0 else float(said)


def _word(text: object) -> bool | None:
    """Whether a reply is yes; None where it is neither yes nor no."""
    word = str(text).strip().casefold().rstrip(".。!,")
    first = word.split()[0].rstrip(".,。") if word else ""
    if first in _YES:
        return True
    return False if first in _NO else None
