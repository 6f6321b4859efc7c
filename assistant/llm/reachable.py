"""Whether the server of a language model answers at all, asked without a key and without a word of anybody's."""

import httpx2

from assistant.llm.providers import OPENAI_URL, base_url
from assistant.settings import LlmTable

SECONDS = 2.0


def is_reachable(settings: LlmTable) -> bool | None:
    """Whether anything answers at the address that is set; None where none is, or only a provider's own."""
    url = base_url(settings).rstrip("/")
    if not settings.model.startswith("openai:") or not url or url == OPENAI_URL:
        return None
    try:
        with httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client:
            client.get(f"{url}/models")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
        return False
    return True
