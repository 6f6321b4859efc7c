"""One attempt at a reply: a worker thread reads the model, we read the worker by our own clock.

The worker ends soon after the reader has gone: its connection is cut under it. Where another provider's client owns
the connection, the worker is left to that client's time-outs.
"""

import contextvars
import logging
import re
import threading
from collections.abc import Iterator, Sequence

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import RunnableConfig

from assistant.llm.clock import Clock
from assistant.llm.connection import CURRENT, SHORTEN, AttemptFailed, Sign, Wire
from assistant.llm.thinking import Spoken
from assistant.settings import LlmTable
from index.patterns import regex

MOST_CHARACTERS = 1_000_000
CLOSING_SECONDS = 0.5  # for a client that tells its callbacks of the end
THREAD_NAME = "language model"

_WHOLE = frozenset({"stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "end"})
_CUT = frozenset({"length", "max_tokens", "model_length"})
_REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
_UNREACHABLE = frozenset(
    {"ConnectError", "ConnectTimeout", "ConnectionRefusedError", "gaierror", "UnsupportedProtocol"}
)
_BROKEN = frozenset(
    {"ReadError", "WriteError", "RemoteProtocolError", "LocalProtocolError", "ConnectionResetError", "IncompleteRead"}
)

# Of an error that a server puts among its events only this much is looked at; its words are never shown.
_SPEAKS_OF_LENGTH = regex(r"context|too long|n_ctx|max_model_len|maximum length|num_ctx", re.IGNORECASE)

log = logging.getLogger(__name__)


class Attempt:
    """One call of a chat model. `ends` is when the whole call must be over, by `clock`."""

    def __init__(
        self,
        chat: BaseChatModel,
        settings: LlmTable,
        messages: Sequence[BaseMessage],
        config: RunnableConfig | None,
        ends: float,
        watched: bool,
        clock: Clock,
    ) -> None:
        self._chat = chat
        self._settings = settings
        self._messages = list(messages)
        self._config = config
        self._ends = ends
        self._clock = clock
        self._wire = Wire(clock)
        self._wire.watched = watched
        context = contextvars.copy_context()
        self._thread = threading.Thread(target=context.run, args=(self._work,), name=THREAD_NAME, daemon=True)

    def pieces(self) -> Iterator[str]:
        """The reply as it comes. Raises AttemptFailed."""
        self._thread.start()
        spoken = Spoken()
        stage: str = "connect" if self._wire.watched else "first token"
        began = last = self._clock.now()
        length = 0
        while (sign := self._next(stage, began, last)).kind != "finished":
            last = self._clock.now()
            if sign.kind == "connected":
                stage = "first token"
            elif sign.kind == "alive":
                stage = "gap"
            elif sign.kind == "text":
                stage = "gap"
                length += len(sign.text)
                if length > MOST_CHARACTERS:
                    raise AttemptFailed("writes without end; lower llm.answer_tokens or use another model")
                if piece := spoken.add(sign.text):
                    yield piece
            elif sign.kind == "ended" and not length:
                raise AttemptFailed(f"ended its reply before a word; {SHORTEN}", too_long=True)
            elif sign.kind == "ended":
                raise AttemptFailed("broke off in the middle of its reply; ask again")
        if rest := spoken.rest():
            yield rest
        if not length and _is_cut(sign.text):
            raise AttemptFailed(f"had no room for a reply; {SHORTEN}", counts=False, too_long=True)
        _judge_end(sign.text)
        self._wire.take(min(self._ends, self._clock.now() + CLOSING_SECONDS))

    def close(self) -> None:
        """Ends the worker and its connection."""
        self._wire.cut()
        if self._thread.ident is not None:
            self._thread.join(CLOSING_SECONDS)

    def _next(self, stage: str, began: float, last: float) -> Sign:
        clocks = self._settings
        until, why = {
            "connect": (
                began + clocks.connect_seconds,
                f"gave no connection within {clocks.connect_seconds:g} s; check llm.base_url",
            ),
            "first token": (
                began + clocks.first_token_seconds,
                f"wrote nothing within {clocks.first_token_seconds:g} s; a slow model needs llm.first_token_seconds",
            ),
            "gap": (
                last + clocks.gap_seconds,
                f"stopped for {clocks.gap_seconds:g} s in its reply; a slow model needs llm.gap_seconds",
            ),
        }[stage]
        sign = self._wire.take(min(until, self._ends))
        if self._clock.now() >= self._ends:
            raise AttemptFailed(f"was not done after {clocks.total_seconds:g} s; a slow model needs llm.total_seconds")
        if sign is None:
            raise AttemptFailed(why)
        if sign.failure is not None:
            raise sign.failure
        return sign

    def _work(self) -> None:
        CURRENT.set(self._wire)
        try:
            for chunk in self._chat.stream(self._messages, self._config):
                if self._wire.closed:
                    return
                if text := str(chunk.text):
                    self._wire.put(Sign("text", text))
                elif isinstance(chunk.content, list) and chunk.content:
                    self._wire.put(Sign("alive"))
                for name in _REASONS:
                    if end := chunk.response_metadata.get(name):
                        self._wire.put(Sign("finished", str(end)))
            self._wire.put(Sign("ended"))
        except Exception as error:  # noqa: BLE001 - the outermost call of a thread over a hostile server's bytes
            log.debug("the language model's client raised %s", type(error).__name__)
            self._wire.put(Sign("failed", failure=self._failure(error)))

    def _failure(self, error: BaseException) -> AttemptFailed:
        """Our own sentence for what a client raised; its message may hold what a server wrote, so it is not kept."""
        from assistant.llm.transport import status_failure  # its client loads only here

        if self._wire.refusal is not None:
            return self._wire.refusal
        status = getattr(error, "status_code", None)
        if isinstance(status, int):
            return status_failure(status)
        names = _names(error)
        if "APIError" in names and _SPEAKS_OF_LENGTH.search(str(error)):
            return AttemptFailed(f"refused the prompt as too long; {SHORTEN}", counts=False, too_long=True)
        if names & _UNREACHABLE:
            return AttemptFailed("can't be reached; start it, or correct llm.base_url", again=True)
        if any("Timeout" in name for name in names):
            return AttemptFailed("did not answer in time; ask again later")
        if names & _BROKEN:
            return AttemptFailed("broke the connection off; look at its log", again=not self._wire.answered)
        return AttemptFailed(f"sent what is no reply ({type(error).__name__}); check that llm.base_url is right")


def _names(error: BaseException) -> set[str]:
    """Names of the classes of an error and its causes."""
    names: set[str] = set()
    cause: BaseException | None = error
    while cause is not None and len(names) < 100:
        names |= {kind.__name__ for kind in type(cause).__mro__}
        cause = cause.__cause__ or cause.__context__
    return names


def _is_cut(reason: str) -> bool:
    return reason.lower().rpartition(".")[2] in _CUT


def _judge_end(reason: str) -> None:
    end = reason.lower().rpartition(".")[2]
    if end in _CUT:
        raise AttemptFailed("was cut at its longest reply; raise llm.answer_tokens", counts=False)
    if end == "content_filter" or end == "safety":
        raise AttemptFailed("was stopped by its provider's content filter; ask otherwise", counts=False)
    if end not in _WHOLE:
        raise AttemptFailed("ended its reply in a way that is not known; use another model")
