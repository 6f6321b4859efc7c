"""A language model behind our own clock: settings in, pieces of text out, or one line why not.

Owns the token counting (tiktoken) and the time-outs, retries and the breaker of every call.
"""

from collections.abc import Iterator, Sequence

from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from .errors import SettingsError
from .settings import LlmTable


class LanguageModel:
    """A chat model that is called with time-outs, one retry before the first token, and a breaker."""

    name: str

    def stream(self, messages: Sequence[BaseMessage], config: RunnableConfig | None = None) -> Iterator[str]:
        """The reply in pieces as they come. Raises ModelFailed, also after some pieces: what came is then cut."""
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, by tiktoken's cl100k where its vocabulary is installed, else estimated from above."""
        raise NotImplementedError


def build_model(settings: LlmTable) -> LanguageModel | None:
    """The model that the settings name; None where they name none."""
    if not settings.model:
        return None
    raise SettingsError(f"setting 'llm.model': {settings.model!r} is not PROVIDER:NAME, such as openai:qwen2.5-7b")
