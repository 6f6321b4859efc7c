"""Whether the server of a language model answers at all, asked without a key and without a word of anybody's."""

import httpx2

from assistant.llm.providers import OPENAI_URL, base_url
from assistant.llm.short_exchanges import over_in
from assistant.settings import LlmTable

SECONDS = 2.0
WHOLE_SECONDS = 4.0


def is_reachable(settings: LlmTable) -> bool | None:
    """Whether anything answers at the address that is set; None where none is, or only a provider's own."""
    url = base_url(settings).rstrip("/")
    if not settings.model.startswith("openai:") or not url or url == OPENAI_URL:
        return None
    try:
        with (
            httpx2.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
            over_in(WHOLE_SECONDS) as limited,
            client.stream("GET", f"{url}/models", extensions=limited),  # its head is answer enough
        ):
            return True
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
        return False
