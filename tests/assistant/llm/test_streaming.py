"""One attempt: how another provider's reply ends, what a client's error means, and what is never believed."""

from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage
from langchain_core.outputs import ChatGenerationChunk
from stepped_clock import SteppedClock

from assistant.llm import streaming
from assistant.llm.connection import AttemptFailed
from assistant.llm.streaming import Attempt
from assistant.settings import LlmTable


class Elsewhere(GenericFakeChatModel):
    """Another provider's model: thinks, writes its pieces, and ends, or fails, in its own way."""

    pieces: tuple[str, ...] = ("Growth.",)
    reason: dict[str, str] | None = None
    error: Any = None

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        blocks: list[str | dict[str, Any]] = [{"type": "thinking", "thinking": "well"}]
        yield ChatGenerationChunk(message=AIMessageChunk(content=blocks))
        for piece in self.pieces:
            yield ChatGenerationChunk(message=AIMessageChunk(content=[{"type": "text", "text": piece}]))
        if self.error is not None:
            raise self.error
        if self.reason is not None:
            yield ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata=self.reason))


def attempted(**options: Any) -> list[str]:
    clock = SteppedClock()
    chat = Elsewhere(messages=iter(()), **options)
    attempt = Attempt(chat, LlmTable(), [HumanMessage("How much?")], None, clock.now() + 60, False, clock)
    try:
        return list(attempt.pieces())
    finally:
        attempt.close()


def failure(**options: Any) -> AttemptFailed:
    with pytest.raises(AttemptFailed) as caught:
        attempted(**options)
    return caught.value


@pytest.mark.parametrize(
    "reason",
    [{"stop_reason": "end_turn"}, {"done_reason": "stop"}, {"finish_reason": "STOP"}, {"stopReason": "Reason.stop"}],
)
def test_providers_end_in_their_own_way(reason: dict[str, str]) -> None:
    assert attempted(reason=reason) == ["Growth."]


@pytest.mark.parametrize(
    ("reason", "words", "counts"),
    [
        ({"stop_reason": "max_tokens"}, "was cut at its longest reply; raise llm.answer_tokens", False),
        ({"finish_reason": "content_filter"}, "content filter", False),
        ({"finish_reason": "SAFETY"}, "content filter", False),
        ({"finish_reason": "tool_calls"}, "in a way that is not known", True),
        (None, "broke off in the middle of its reply", True),
    ],
)
def test_a_reply_that_is_not_whole_is_not_believed(reason: dict[str, str] | None, words: str, counts: bool) -> None:
    failed = failure(reason=reason)
    assert (words in str(failed), failed.counts) == (True, counts)


class ConnectError(Exception):
    """Named as HTTP clients name it."""


class ReadTimeout(Exception):
    """Named as HTTP clients name it."""


def caused_by(cause: Exception) -> Exception:
    error = RuntimeError("sk-planted")
    error.__cause__ = cause
    return error


class Refused(Exception):
    """A client's error that knows the status."""

    status_code = 429


@pytest.mark.parametrize(
    ("error", "words", "again"),
    [
        (caused_by(ConnectError()), "can't be reached; start it", True),
        (caused_by(ReadTimeout()), "did not answer in time", False),
        (ConnectionResetError("sk-planted"), "broke the connection off", True),
        (Refused("sk-planted"), "has too many requests", True),
        (ValueError("sk-planted"), "sent what is no reply (ValueError)", False),
    ],
)
def test_what_a_client_raises_is_told_in_our_own_words(error: Exception, words: str, again: bool) -> None:
    failed = failure(error=error)
    assert (words in str(failed), failed.again) == (True, again)
    assert "planted" not in str(failed)


def test_a_reply_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_CHARACTERS", 10)
    assert "writes without end" in str(failure(pieces=("12345", "67890", "1"), reason={"stop_reason": "stop"}))


def test_thoughts_inside_the_text_are_left_out() -> None:
    pieces = ("<thi", "nk>aloud</th", "ink>", "Yes.")
    assert "".join(attempted(pieces=pieces, reason={"stop_reason": "stop"})) == "Yes."
