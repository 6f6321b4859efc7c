"""A language model behind our own clock: settings in, pieces of text out, or one line why not.

One retry before the first token, a breaker after five failures in a row; see `attempt` for the time-outs.
"""

from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from assistant.errors import ModelFailed
from assistant.llm.breaker import Breaker
from assistant.llm.clock import Clock, SystemClock
from assistant.llm.connection import AttemptFailed
from assistant.llm.providers import address, chat_model
from assistant.llm.streaming import Attempt
from assistant.llm.tokens import count_tokens
from assistant.llm.window import Served, ask_server
from assistant.settings import LlmTable

RETRY_SECONDS = 0.3
LEAST_REPLY = 4  # of a small window this part is kept for the reply
MARGIN_TOKENS = 64  # what a server's chat template adds
LOADING_SECONDS = 1.0  # between two looks at a server that loads its model


class LanguageModel:
    """A chat model that is called with time-outs, one retry before the first token, and a breaker."""

    def __init__(
        self, settings: LlmTable, chat: BaseChatModel, breaker: Breaker | None = None, clock: Clock | None = None
    ) -> None:
        self.name = settings.model
        self.address = address(settings)
        self._settings = settings
        self._chat = chat
        self._clock = clock or SystemClock()
        self._breaker = breaker or Breaker(self._clock.now)
        self._served: Served | None = None

    def stream(self, messages: Sequence[BaseMessage], config: RunnableConfig | None = None) -> Iterator[str]:
        """The reply in pieces as they come. Raises ModelFailed, also after some pieces: what came is then cut."""
        self._breaker.enter(self.name)
        end = self._breaker.left
        failure: AttemptFailed | None = None
        try:
            yield from self._tried(messages, config)
            end = self._breaker.succeeded
        except AttemptFailed as failed:
            end = self._breaker.failed if failed.counts else self._breaker.succeeded
            failure = failed
        finally:
            end()
        if failure is not None:  # raised out here, so that nothing a client raised hangs on to it
            raise ModelFailed(f"{self._called()} {failure}", too_long=failure.too_long)

    def served(self) -> Served | None:
        """What the server tells of its models and their window; asked once it answers, then kept."""
        if self._served is None:
            self._served = ask_server(self._settings)
        return self._served

    def prompt_tokens(self) -> int:
        """How long a prompt may be: as the settings say, and so that a reply of some length fits the window, too."""
        window = self._settings.context_tokens
        if not window and (served := self.served()) is not None:
            window = served.window or 0
        if not window:
            return self._settings.prompt_tokens
        reply = min(self._settings.answer_tokens, window // LEAST_REPLY)
        return min(self._settings.prompt_tokens, window - reply - MARGIN_TOKENS)

    def count_tokens(self, text: str) -> int:
        """Tokens of a text, by tiktoken's cl100k where its vocabulary is installed, else estimated from above."""
        return count_tokens(text)

    def _tried(self, messages: Sequence[BaseMessage], config: RunnableConfig | None) -> Iterator[str]:
        begins = self._clock.now()
        ends = begins + self._settings.total_seconds
        watched = self.name.startswith("openai:")
        last = False
        while True:
            attempt = Attempt(self._chat, self._settings, messages, config, ends, watched, self._clock)
            begun = False
            try:
                for piece in attempt.pieces():
                    begun = True
                    yield piece
                return
            except AttemptFailed as failed:
                wait = RETRY_SECONDS if failed.after is None else failed.after
                until = ends
                if failed.loading:  # it is waited for as long as for a first word
                    wait, until = LOADING_SECONDS, min(ends, begins + self._settings.first_token_seconds)
                if (last and not failed.loading) or begun or not failed.again or self._clock.now() + wait >= until:
                    raise
                last = not failed.loading
            finally:
                attempt.close()
            self._clock.sleep(wait)

    def _called(self) -> str:
        return f"{self.name} at {self.address}" if self.address else self.name

    def __repr__(self) -> str:
        return f"LanguageModel({self._called()})"


def build_model(settings: LlmTable, clock: Clock | None = None) -> LanguageModel | None:
    """The model that the settings name; None where they name none. Raises SettingsError."""
    return LanguageModel(settings, chat_model(settings), clock=clock) if settings.model else None
